import type { DocumentKind } from '#core/domain/document/document-kinds.ts';
import type { Reader, Tx } from '../access.ts';
import { parseJson } from './row-cursor.ts';

/** One of the bureau's own templates (文书模板); the bytes are a file named by `sha256`. */
export interface StoredTemplate {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly name: string;
  /** From 1 within its kind and name. */
  readonly version: number;
  readonly fileName: string;
  readonly sha256: string;
  readonly fileSize: number;
  /** Names of the fields in it. */
  readonly fields: readonly string[];
  /** Instant, ms UTC. */
  readonly addedAt: number;
  readonly addedBy: string;
  /** False: removed or replaced by a later version; kept for the documents made from it. */
  readonly active: boolean;
}

type Row = Omit<StoredTemplate, 'fields' | 'active'> & { readonly fields: string; readonly active: number };

const SELECT = `select id, kind, name, version, file_name as fileName, sha256, file_size as fileSize, fields,
  added_at as addedAt, added_by as addedBy, active from document_template`;

/** Adds a template. */
export function insertTemplate(tx: Tx, template: StoredTemplate): void {
  tx.write(
    `insert into document_template (id, kind, name, version, file_name, sha256, file_size, fields, added_at, added_by, active)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    template.id,
    template.kind,
    template.name,
    template.version,
    template.fileName,
    template.sha256,
    template.fileSize,
    JSON.stringify(template.fields),
    template.addedAt,
    template.addedBy,
    template.active ? 1 : 0,
  );
}

/** Takes a template out of use. */
export function retireTemplate(tx: Tx, id: string): void {
  tx.write('update document_template set active = 0 where id = ?').run(id);
}

/** Templates in use, by kind, name and version. */
export function activeTemplates(reader: Reader): StoredTemplate[] {
  return reader.read<Row>(`${SELECT} where active = 1 order by kind, name, version`).all().map(toTemplate);
}

/** A template by its key, removed ones too; null when there is none. */
export function getTemplate(reader: Reader, id: string): StoredTemplate | null {
  const row = reader.read<Row>(`${SELECT} where id = ?`).get(id);
  return row === undefined ? null : toTemplate(row);
}

/** Every version of a template of this kind and name. */
export function templateVersions(reader: Reader, kind: DocumentKind, name: string): StoredTemplate[] {
  return reader.read<Row>(`${SELECT} where kind = ? and name = ? order by version`).all(kind, name).map(toTemplate);
}

function toTemplate(row: Row): StoredTemplate {
  return { ...row, fields: parseJson<readonly string[]>(row.fields), active: row.active === 1 };
}
