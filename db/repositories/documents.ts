import type { DocumentKind } from '#core/domain/document/document-kinds.ts';
import type { Reader, Tx } from '../access.ts';
import { parseJson } from './row-cursor.ts';

/** A document that was made (文书记录). */
export interface StoredDocument {
  readonly id: string;
  /** Instant, ms UTC. */
  readonly at: number;
  readonly actor: string;
  readonly actorName: string;
  readonly kind: DocumentKind;
  readonly title: string;
  /** 文号 as it stands on the document. */
  readonly number: string | null;
  /** The 文号 taken apart; null where it is none of that form. */
  readonly series: { readonly agency: string; readonly year: number; readonly serial: number } | null;
  readonly format: 'docx' | 'pdf';
  readonly templateId: string | null;
  readonly fileName: string;
  readonly fileHash: string;
  readonly fileSize: number;
  /** What stood in it as 待填, in words. */
  readonly missing: readonly string[];
  readonly caseIds: readonly string[];
}

type Row = Omit<StoredDocument, 'series' | 'missing' | 'caseIds'> & {
  readonly agency: string | null;
  readonly year: number | null;
  readonly serial: number | null;
  readonly missing: string;
};

const SELECT = `select d.id, d.at, d.actor, d.actor_name as actorName, d.kind, d.title, d.number, d.agency, d.year, d.serial,
  d.format, d.template_id as templateId, d.file_name as fileName, d.file_hash as fileHash, d.file_size as fileSize, d.missing
  from document d`;

/** Records a document. */
export function insertDocument(tx: Tx, document: StoredDocument): void {
  const { series } = document;
  tx.write(
    `insert into document (id, at, actor, actor_name, kind, title, number, agency, year, serial, format, template_id,
       file_name, file_hash, file_size, missing) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    document.id,
    document.at,
    document.actor,
    document.actorName,
    document.kind,
    document.title,
    document.number,
    series?.agency ?? null,
    series?.year ?? null,
    series?.serial ?? null,
    document.format,
    document.templateId,
    document.fileName,
    document.fileHash,
    document.fileSize,
    JSON.stringify(document.missing),
  );
  const link = tx.write('insert into document_case (document_id, case_id, place) values (?, ?, ?)');
  for (const [place, caseId] of document.caseIds.entries()) link.run(document.id, caseId, place);
}

/** Documents of a case, latest first. */
export function documentsOfCase(reader: Reader, caseId: string): StoredDocument[] {
  return reader
    .read<Row>(
      `${SELECT} join document_case c on c.document_id = d.id where c.case_id = ? order by d.at desc, d.id desc`,
    )
    .all(caseId)
    .map((row) => toDocument(reader, row));
}

/** The document that bears a 文号, the first of them; null when it was never used. */
export function documentByNumber(reader: Reader, number: string): StoredDocument | null {
  const row = reader
    .read<Row>(`${SELECT} indexed by document_number_idx where d.number = ? order by d.at, d.id limit 1`)
    .get(number);
  return row === undefined ? null : toDocument(reader, row);
}

/** Last serial of a series (机关代字 and year); 0 when none was used. */
export function lastSerial(reader: Reader, agency: string, year: number): number {
  const row = reader
    .readRaw<[number | null]>('select max(serial) from document where agency = ? and year = ?')
    .get(agency, year);
  return row?.[0] ?? 0;
}

function toDocument(reader: Reader, row: Row): StoredDocument {
  const { agency, year, serial, missing, ...rest } = row;
  const cases = reader
    .readRaw<[string]>('select case_id from document_case where document_id = ? order by place')
    .all(row.id);
  return {
    ...rest,
    series: agency === null || year === null || serial === null ? null : { agency, year, serial },
    missing: parseJson<readonly string[]>(missing),
    caseIds: cases.map(([id]) => id),
  };
}
