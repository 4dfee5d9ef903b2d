import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DocumentTemplateView } from '#core/contract/views-document.ts';
import { documentFields } from '#core/domain/document/compose-document.ts';
import { type DocumentKind, KIND_TRAITS } from '#core/domain/document/document-kinds.ts';
import { templateFields, templateNames } from '#core/domain/document/template-fields.ts';
import type { Reader } from '#db/access.ts';
import { getAccount } from '#db/repositories/accounts.ts';
import {
  activeTemplates,
  getTemplate,
  insertTemplate,
  retireTemplate,
  type StoredTemplate,
  templateVersions,
} from '#db/repositories/document-templates.ts';
import { type Actor, by, type Environment, today } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { inLoggedTx, type LoggedTx } from '../log/log-writer.ts';
import { toPayload } from '../log/payload.ts';
import { deny, need } from '../ports.ts';
import { notFound } from '../refusals.ts';

type TemplateRoutes =
  | 'document.templates'
  | 'document.templateFields'
  | 'document.addTemplate'
  | 'document.removeTemplate';

/** Use cases of the bureau's own templates (文书模板): checked in the job process, kept under their SHA-256, logged. */
export function templateHandlers(env: Environment): Pick<HandlersOf<'document'>, TemplateRoutes> {
  const { connection, ports } = env;
  return {
    'document.templates': () =>
      activeTemplates(connection.reader).map((template) => viewOf(connection.reader, template)),
    'document.templateFields': ({ kind }) => templateFields({ fields: documentFields(kind) }),
    'document.addTemplate': async ({ kind, name, file }, { actor, context }) => {
      const path = ports.files.resolve(file);
      if (path === null) deny('FILE_TOKEN_UNKNOWN', '没有选择模板文件；请选择一个 .docx 文件。');
      const fileName = basename(path);
      const { fields } = need(
        await ports.jobs.checkTemplate(
          { path, fileName, names: templateNames({ fields: documentFields(kind) }) },
          { onProgress: (progress) => context.onProgress?.(progress), signal: context.signal },
        ),
      );
      const kept = keep(ports.folders.templates, path);
      const stored = inLoggedTx(connection, ports, (log) =>
        add(env, log, actor, { kind, name, fileName, fields, ...kept }),
      );
      return viewOf(connection.reader, stored);
    },
    'document.removeTemplate': ({ id }, { actor }) => {
      inLoggedTx(connection, ports, (log) => {
        const template = getTemplate(log.tx, id);
        if (template === null || !template.active) throw notFound('文书模板', id);
        retireTemplate(log.tx, id);
        append(log, id, 2, { ...by(actor, today(ports)), type: 'documentTemplate.removed' });
      });
      return null;
    },
  };
}

/** File of a template in use, of the right kind, as it was kept. Refuses DOCUMENT_TEMPLATE_MISSING. */
export function templatePath({ connection, ports }: Environment, id: string, kind: DocumentKind): string {
  const template = getTemplate(connection.reader, id);
  if (template === null || !template.active || template.kind !== kind)
    deny('DOCUMENT_TEMPLATE_MISSING', `没有这个${KIND_TRAITS[kind].label}模板，或已停用；请重新选择模板。`, { id });
  const path = join(ports.folders.templates, template.sha256);
  if (!existsSync(path) || sha256Of(readFileSync(path)) !== template.sha256)
    deny(
      'DOCUMENT_TEMPLATE_MISSING',
      `模板「${template.name}」的文件不在数据文件夹中，或被改动过；请在设置中重新放入。`,
      { id },
    );
  return path;
}

/** Keeps the bytes under their hash, whole or not at all, before the transaction: bytes without a row do no harm. */
function keep(folder: string, path: string): { readonly sha256: string; readonly fileSize: number } {
  const content = readFileSync(path);
  const sha256 = sha256Of(content);
  const target = join(folder, sha256);
  if (!existsSync(target)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${target}.partial`, content, { flush: true });
    renameSync(`${target}.partial`, target);
  }
  return { sha256, fileSize: content.length };
}

function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function add(
  { ports }: Environment,
  log: LoggedTx,
  actor: Actor,
  facts: Pick<StoredTemplate, 'kind' | 'name' | 'fileName' | 'fields' | 'sha256' | 'fileSize'>,
): StoredTemplate {
  const versions = templateVersions(log.tx, facts.kind, facts.name);
  const version = (versions.at(-1)?.version ?? 0) + 1;
  for (const earlier of versions) if (earlier.active) retireTemplate(log.tx, earlier.id);
  const template = { ...facts, id: ports.newId(), version, addedAt: log.at, addedBy: actor.id, active: true };
  insertTemplate(log.tx, template);
  const event = { ...by(actor, today(ports)), type: 'documentTemplate.added', ...facts, version };
  append(log, template.id, 1, event);
  return template;
}

function append(log: LoggedTx, id: string, rev: number, event: Parameters<typeof toPayload>[0]): void {
  log.append({
    aggregate: 'documentTemplate',
    aggregateId: id,
    rev,
    type: event.type,
    payload: toPayload(event),
    actor: event.actor,
    actorName: event.actorName,
    businessDate: event.on,
    machineVersion: 1,
  });
}

function viewOf(reader: Reader, template: StoredTemplate): DocumentTemplateView {
  const { id, kind, name, version, fileName, sha256, fileSize, fields, addedBy, addedAt } = template;
  const person = getAccount(reader, addedBy)?.displayName ?? '';
  return { id, kind, name, version, fileName, sha256, bytes: fileSize, fields, addedBy: person, addedAt };
}
