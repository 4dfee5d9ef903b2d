import type { Reader, Tx } from '../access.ts';
import { parseJson } from './row-cursor.ts';

/** A holiday notice (放假安排通知) as stored; `days` is what the calendar makes of it, JSON. */
export interface StoredNotice {
  readonly id: string;
  readonly year: number;
  readonly documentNumber: string;
  readonly title: string;
  readonly issuedOn: string;
  readonly source: string;
  /** Id of the notice it replaces. */
  readonly supersedes: string | null;
  readonly days: unknown;
  /** Instant of loading, ms UTC. */
  readonly loadedAt: number;
}

type Row = Omit<StoredNotice, 'days'> & { readonly days: string };

const SELECT = `select id, year, document_number as documentNumber, title, issued_on as issuedOn, source, supersedes, days,
  loaded_at as loadedAt from holiday_notice`;

/** Adds a notice. Throws SqliteError `SQLITE_CONSTRAINT_PRIMARYKEY` when the id is taken. */
export function insertNotice(tx: Tx, notice: StoredNotice): void {
  tx.write(
    `insert into holiday_notice (id, year, document_number, title, issued_on, source, supersedes, days, loaded_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    notice.id,
    notice.year,
    notice.documentNumber,
    notice.title,
    notice.issuedOn,
    notice.source,
    notice.supersedes,
    JSON.stringify(notice.days),
    notice.loadedAt,
  );
}

/** All notices by year, then date of issue; superseded ones too. */
export function listNotices(reader: Reader): StoredNotice[] {
  return reader.read<Row>(`${SELECT} order by year, issued_on, id`).all().map(toNotice);
}

/** One notice by key, null when there is none. */
export function getNotice(reader: Reader, id: string): StoredNotice | null {
  const row = reader.read<Row>(`${SELECT} where id = ?`).get(id);
  return row === undefined ? null : toNotice(row);
}

function toNotice(row: Row): StoredNotice {
  return { ...row, days: parseJson<unknown>(row.days) };
}
