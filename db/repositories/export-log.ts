import type { Reader, Tx } from '../access.ts';
import { parseJson } from './row-cursor.ts';

/** One exported ledger (导出记录), with the head of the log that was printed on it. */
export interface ExportEntry {
  readonly id: string;
  /** Instant, ms UTC. */
  readonly at: number;
  readonly actor: string;
  readonly ledger: string;
  /** Filter as asked for, JSON. */
  readonly filter: unknown;
  readonly rows: number;
  readonly fileName: string;
  readonly fileHash: string;
  readonly device: string;
  readonly headSeq: number;
  readonly headHash: string;
}

type Row = Omit<ExportEntry, 'filter'> & { readonly filter: string };

const SELECT = `select id, at, actor, ledger, filter, rows, file_name as fileName, file_hash as fileHash, device,
  head_seq as headSeq, head_hash as headHash from export_log`;

/** Records an export. */
export function insertExport(tx: Tx, entry: ExportEntry): void {
  tx.write(
    `insert into export_log (id, at, actor, ledger, filter, rows, file_name, file_hash, device, head_seq, head_hash)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    entry.id,
    entry.at,
    entry.actor,
    entry.ledger,
    JSON.stringify(entry.filter),
    entry.rows,
    entry.fileName,
    entry.fileHash,
    entry.device,
    entry.headSeq,
    entry.headHash,
  );
}

/** Latest exports first; their heads are the anchors that `verify` compares. */
export function listExports(reader: Reader, limit = 200): ExportEntry[] {
  return reader
    .read<Row>(`${SELECT} order by at desc, id desc limit ?`)
    .all(limit)
    .map((row) => ({ ...row, filter: parseJson<unknown>(row.filter) }));
}
