import type { LedgerScope } from '#core/domain/ledger/ledger-scope.ts';
import type { PrivacyLevel } from '#core/domain/ledger/privacy.ts';
import type { Reader, Tx } from '../access.ts';
import { parseJson } from './row-cursor.ts';

/** One exported ledger (导出记录), with the head of the log that was printed on it. */
export interface ExportEntry {
  readonly id: string;
  /** Instant, ms UTC. */
  readonly at: number;
  readonly actor: string;
  readonly actorName: string;
  readonly ledger: string;
  readonly ledgerVersion: number;
  /** Filter as asked for, JSON. */
  readonly filter: unknown;
  /** The same in words, as printed. */
  readonly filterText: string;
  /** Keys of the columns that were chosen; null: all. */
  readonly columns: readonly string[] | null;
  readonly photos: boolean;
  readonly privacy: PrivacyLevel;
  /** Snapshot that a report was printed from, null for ledgers. */
  readonly reportId: string | null;
  /** To be filled in and sent back. */
  readonly forEditing: boolean;
  /** Town or unit that a part was sent to; null for a whole ledger. */
  readonly scope: LedgerScope | null;
  /** The same for all parts of one sending (分发); null for a whole ledger. */
  readonly sendingId: string | null;
  readonly rows: number;
  /** SHA-256 over the keys of the rows: which records in which revision. */
  readonly rowsHash: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly device: string;
  readonly headSeq: number;
  readonly headHash: string;
}

type Row = Omit<ExportEntry, 'filter' | 'columns' | 'photos' | 'forEditing' | 'scope'> & {
  readonly filter: string;
  readonly columns: string | null;
  readonly photos: number;
  readonly forEditing: number;
  readonly scope: string | null;
};

const SELECT = `select id, at, actor, actor_name as actorName, ledger, ledger_version as ledgerVersion, filter,
  filter_text as filterText, columns, photos, privacy, report_id as reportId, for_editing as forEditing,
  scope, sending_id as sendingId, rows, rows_hash as rowsHash,
  file_name as fileName, file_hash as fileHash, device, head_seq as headSeq, head_hash as headHash from export_log`;

/** Records an export. */
export function insertExport(tx: Tx, entry: ExportEntry): void {
  tx.write(
    `insert into export_log (id, at, actor, actor_name, ledger, ledger_version, filter, filter_text, columns, photos,
       privacy, report_id, for_editing, scope, sending_id, rows, rows_hash, file_name, file_hash, device, head_seq, head_hash)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    entry.id,
    entry.at,
    entry.actor,
    entry.actorName,
    entry.ledger,
    entry.ledgerVersion,
    JSON.stringify(entry.filter),
    entry.filterText,
    entry.columns === null ? null : JSON.stringify(entry.columns),
    entry.photos ? 1 : 0,
    entry.privacy,
    entry.reportId,
    entry.forEditing ? 1 : 0,
    entry.scope === null ? null : JSON.stringify(entry.scope),
    entry.sendingId,
    entry.rows,
    entry.rowsHash,
    entry.fileName,
    entry.fileHash,
    entry.device,
    entry.headSeq,
    entry.headHash,
  );
}

/** Latest exports first; their heads are the anchors that `verify` compares. */
export function listExports(reader: Reader, limit = 200, offset = 0): ExportEntry[] {
  return reader.read<Row>(`${SELECT} order by at desc, id desc limit ? offset ?`).all(limit, offset).map(toEntry);
}

/** An export by key, null when there is none. */
export function getExport(reader: Reader, id: string): ExportEntry | null {
  const row = reader.read<Row>(`${SELECT} where id = ?`).get(id);
  return row === undefined ? null : toEntry(row);
}

function toEntry(row: Row): ExportEntry {
  return {
    ...row,
    filter: parseJson<unknown>(row.filter),
    columns: row.columns === null ? null : parseJson<readonly string[]>(row.columns),
    photos: row.photos === 1,
    forEditing: row.forEditing === 1,
    scope: row.scope === null ? null : parseJson<LedgerScope>(row.scope),
  };
}

/** Number of exports. */
export function countExports(reader: Reader): number {
  return reader.readRaw<[number]>('select count(*) from export_log').get()?.[0] ?? 0;
}
