import { extname } from 'node:path';
import type { DocumentsMade } from '#core/contract/views-document.ts';
import { composeDocument, type ComposedDocument } from '#core/domain/document/compose-document.ts';
import { type DocumentKind, KIND_TRAITS } from '#core/domain/document/document-kinds.ts';
import type { FieldValues } from '#core/domain/document/document-fields.ts';
import { templateData } from '#core/domain/document/template-fields.ts';
import type { DocumentSource } from '#core/domain/document/document-source.ts';
import { inReadTx } from '#db/access.ts';
import { insertDocument, type StoredDocument } from '#db/repositories/documents.ts';
import { caseAt } from '../case/read-case.ts';
import { by, type Environment, today } from '../environment.ts';
import type { Call } from '../handlers.ts';
import { inLoggedTx, type LoggedTx } from '../log/log-writer.ts';
import { toPayload } from '../log/payload.ts';
import { deny, need } from '../ports.ts';
import type { ParsedOf } from '#core/contract/routes.ts';
import type { DocumentItem, DocumentJobResult } from '../jobs.ts';
import { documentFileName } from './file-names.ts';
import { madeView } from './made-view.ts';
import { type DocumentNumber, numberAfter, readNumber, usedBy } from './numbers.ts';
import { officeOf } from './office.ts';
import { type PrintedPages, printDocuments } from './print.ts';
import { sourceOf } from './sources.ts';
import { templatePath } from './templates.ts';

type Request = ParsedOf<'document.make'>;

/** Numbers of documents that are being written: nobody else gets them meanwhile. */
export type NumbersHeld = Set<string>;

/** A document of a request: what will be written, for which cases, under which number. */
interface Planned {
  readonly composed: ComposedDocument;
  readonly sources: readonly DocumentSource[];
  readonly number: DocumentNumber | null;
  readonly fileName: string;
  readonly template: DocumentItem['template'];
}

/**
 * Writes the documents of a request and records each in the log. A 文号 that was used before, or is being used, is refused
 * unless the caller says that it stays. Codes: FILE_TOKEN_UNKNOWN, DOCUMENT_FILE_KIND, DOCUMENT_NUMBER_USED,
 * DOCUMENT_NUMBER_NO_SERIES, DOCUMENT_NOT_TOGETHER, DOCUMENT_TEMPLATE_DOCX, DOCUMENT_TEMPLATE_MISSING, NOT_FOUND, and those of writing a file.
 */
export async function makeDocuments(
  env: Environment,
  held: NumbersHeld,
  request: Request,
  call: Call,
): Promise<DocumentsMade> {
  const { actor, context } = call;
  const outPath = pathOf(env, request);
  if (request.template !== null && request.format !== 'docx')
    deny('DOCUMENT_TEMPLATE_DOCX', '用本局模板只能做成 Word（.docx）；要 PDF 时，请在 Word 或 WPS 中打开后另存。');
  const planned = inReadTx(env.connection, () => plan(env, request));
  const numbers = planned.flatMap(({ number }) => (number === null ? [] : [number.text]));
  if (!request.reuseNumber) refuseUsed(env, held, numbers);
  for (const number of numbers) held.add(number);
  let printed: PrintedPages | null = null;
  try {
    if (request.format === 'pdf')
      printed = await printDocuments(
        env,
        planned.map(({ composed }) => composed.model),
        call,
      );
    const written = need(
      await env.ports.jobs.writeDocuments(
        {
          items: planned.map(({ fileName, composed, template }, index) => ({
            fileName,
            model: composed.model,
            template,
            printed: printed?.paths[index] ?? null,
          })),
          photos: env.ports.folders.photos,
          outPath,
          zip: isZip(request),
        },
        { onProgress: (progress) => context.onProgress?.(progress), signal: context.signal },
      ),
    );
    const fileOf = (index: number) => written.documents[index] ?? { ...written, missing: null };
    const stored = await env.writes.among(() =>
      inLoggedTx(env.connection, env.ports, (log) =>
        planned.map((one, index) => record(env, log, { request, actor, planned: one, file: fileOf(index) })),
      ),
    );
    const { path, sha256, bytes } = written;
    return { path, sha256, bytes, documents: stored.map((one) => madeView(env.connection.reader, one)) };
  } finally {
    printed?.remove();
    for (const number of numbers) held.delete(number);
  }
}

function isZip({ cases, together }: Request): boolean {
  return cases.length > 1 && !together;
}

function pathOf({ ports }: Environment, request: Request): string {
  const path = ports.files.resolve(request.file);
  if (path === null) deny('FILE_TOKEN_UNKNOWN', '没有指定保存位置；请选择保存的文件。');
  const wanted = isZip(request) ? '.zip' : `.${request.format}`;
  const found = extname(path).toLowerCase();
  if (found !== wanted)
    deny(
      'DOCUMENT_FILE_KIND',
      `${isZip(request) ? '多份文书保存为一个压缩包' : '文书'}，文件名应以 ${wanted} 结尾，所选的是「${found || '无扩展名'}」。`,
      { wanted, found },
    );
  return path;
}

function plan(env: Environment, request: Request): readonly Planned[] {
  const { kind, cases, together } = request;
  const { reader } = env.connection;
  if (together && !KIND_TRAITS[kind].together)
    deny('DOCUMENT_NOT_TOGETHER', `${KIND_TRAITS[kind].label}一案一份，不能把多件合为一份；请取消“合为一份”。`);
  const sources = [...new Set(cases)].map((id) => sourceOf(env, reader, caseAt(reader, id)));
  const groups = together ? [sources] : sources.map((source) => [source]);
  const names = new Set<string>();
  return groups.map((group, index) => planOne(env, request, group, index, names));
}

function planOne(
  env: Environment,
  { kind, values, format, template: templateId }: Request,
  sources: readonly DocumentSource[],
  index: number,
  names: Set<string>,
): Planned {
  const [first, ...rest] = sources;
  if (first === undefined) throw new Error('a document of no case');
  const all = [first, ...rest] as const;
  const office = officeOf(env.connection.reader, env.ports, kind, index);
  const typed = numberFor(kind, values, index);
  const composed = composeDocument(kind, all, office, typed);
  const number = readNumber(composed.values['number'] ?? '');
  const template =
    templateId === null
      ? null
      : { path: templatePath(env, templateId, kind), data: templateData(composed, all, office) };
  const fileName = documentFileName(kind, first.record.number, format, names);
  return { composed, sources, number, fileName, template };
}

/** A typed number is that of the first document; the others of a batch follow in its series. */
function numberFor(kind: DocumentKind, values: FieldValues, index: number): FieldValues {
  const typed = readNumber(values['number'] ?? '');
  if (typed === null) return values;
  const own = numberAfter(typed, index);
  if (own === null)
    deny(
      'DOCUMENT_NUMBER_NO_SERIES',
      `“${typed.text}”不是 机关代字〔年份〕顺序号 的样式，不能为多份${KIND_TRAITS[kind].label}依次编号；请写作 京密河〔2026〕1号 的样式，或逐份制作。`,
    );
  return { ...values, number: own.text };
}

function refuseUsed(env: Environment, held: NumbersHeld, numbers: readonly string[]): void {
  for (const number of numbers) {
    const by_ = usedBy(env.connection.reader, env.ports, number);
    if (by_ !== null) deny('DOCUMENT_NUMBER_USED', `${by_}；请另用文号，确需沿用的请勾选“沿用此文号”。`, { number });
    if (held.has(number))
      deny('DOCUMENT_NUMBER_USED', `文号 ${number} 正用于另一份尚未写完的文书；请稍候再试。`, { number });
  }
}

interface Recording {
  readonly request: Request;
  readonly actor: Call['actor'];
  readonly planned: Planned;
  readonly file: DocumentJobResult['documents'][number];
}

function record(env: Environment, log: LoggedTx, { request, actor, planned, file }: Recording): StoredDocument {
  const { composed, sources, number, fileName } = planned;
  const document: StoredDocument = {
    id: env.ports.newId(),
    at: log.at,
    actor: actor.id,
    actorName: actor.name,
    kind: request.kind,
    title: composed.model.title,
    number: number?.text ?? null,
    series: number?.series ?? null,
    format: request.format,
    templateId: request.template,
    fileName,
    fileHash: file.sha256,
    fileSize: file.bytes,
    missing: file.missing ?? composed.missing,
    caseIds: sources.map(({ record: { id } }) => id),
  };
  insertDocument(log.tx, document);
  const { id, at: _at, actor: _actor, actorName: _name, ...facts } = document;
  const event = {
    ...by(actor, today(env.ports)),
    type: 'document.made',
    ...facts,
    caseNumbers: sources.map(({ record: { number: caseNumber } }) => caseNumber),
    values: composed.values,
    reusedNumber: request.reuseNumber,
  };
  log.append({
    aggregate: 'document',
    aggregateId: id,
    rev: 1,
    type: event.type,
    payload: toPayload(event),
    actor: event.actor,
    actorName: event.actorName,
    businessDate: event.on,
    machineVersion: 1,
  });
  return document;
}
