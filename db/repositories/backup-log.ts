import type { Reader, Tx } from '../access.ts';

/** One backup (备份记录). */
export interface BackupEntry {
  readonly id: string;
  /** Instant, ms UTC. */
  readonly at: number;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the file, hex. */
  readonly hash: string;
  readonly events: number;
  readonly findings: number;
  readonly cases: number;
  readonly headSeq: number;
  readonly headHash: string;
  /** It was opened, counted and verified after it was made. */
  readonly proved: boolean;
}

type Row = Omit<BackupEntry, 'proved'> & { readonly proved: number };

const SELECT = `select id, at, path, size, hash, events, findings, cases, head_seq as headSeq, head_hash as headHash, proved
  from backup_log`;

/** Records a backup. */
export function insertBackup(tx: Tx, entry: BackupEntry): void {
  tx.write(
    `insert into backup_log (id, at, path, size, hash, events, findings, cases, head_seq, head_hash, proved)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    entry.id,
    entry.at,
    entry.path,
    entry.size,
    entry.hash,
    entry.events,
    entry.findings,
    entry.cases,
    entry.headSeq,
    entry.headHash,
    entry.proved ? 1 : 0,
  );
}

/** Latest backups first. */
export function listBackups(reader: Reader, limit = 200): BackupEntry[] {
  return reader
    .read<Row>(`${SELECT} order by at desc, id desc limit ?`)
    .all(limit)
    .map((row) => ({ ...row, proved: row.proved === 1 }));
}
