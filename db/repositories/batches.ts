import type { Reader, Tx } from '../access.ts';
import { marks, parseJson } from './row-cursor.ts';

/** One imported sheet (导入批次): 暂存 / 已入库 / 已撤销. */
export interface StoredBatch {
  readonly id: string;
  readonly fileName: string;
  readonly fileHash: string;
  /** Bytes. */
  readonly fileSize: number;
  readonly sheet: string;
  readonly state: 'staged' | 'committed' | 'undone';
  /** Counts of the plan, JSON. */
  readonly counts: unknown;
  /** Instants, ms UTC. */
  readonly createdAt: number;
  readonly actor: string;
  readonly undoneAt: number | null;
}

/** Which row of a sheet became or touched which finding. */
export interface StoredRowLink {
  readonly batchId: string;
  readonly findingId: string;
  /** Real row number in the sheet, from 1. */
  readonly sourceRow: number;
  /** Hash of the row's meaning: the same row imported again is known by it. */
  readonly fingerprint: string;
}

type Row = Omit<StoredBatch, 'counts'> & { readonly counts: string };

const SELECT = `select id, file_name as fileName, file_hash as fileHash, file_size as fileSize, sheet, state, counts,
  created_at as createdAt, actor, undone_at as undoneAt from import_batch`;
const SELECT_LINK =
  'select batch_id as batchId, finding_id as findingId, source_row as sourceRow, fingerprint from import_row_link';

/** Adds a batch. */
export function insertBatch(tx: Tx, batch: StoredBatch): void {
  tx.write(
    `insert into import_batch (id, file_name, file_hash, file_size, sheet, state, counts, created_at, actor, undone_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    batch.id,
    batch.fileName,
    batch.fileHash,
    batch.fileSize,
    batch.sheet,
    batch.state,
    JSON.stringify(batch.counts),
    batch.createdAt,
    batch.actor,
    batch.undoneAt,
  );
}

/** Replaces what changes in a batch: state, counts, time of undoing; false when it is not there. */
export function updateBatch(tx: Tx, batch: Pick<StoredBatch, 'id' | 'state' | 'counts' | 'undoneAt'>): boolean {
  const { changes } = tx
    .write('update import_batch set state = ?, counts = ?, undone_at = ? where id = ?')
    .run(batch.state, JSON.stringify(batch.counts), batch.undoneAt, batch.id);
  return changes === 1;
}

/** One batch by key, null when there is none. */
export function getBatch(reader: Reader, id: string): StoredBatch | null {
  const row = reader.read<Row>(`${SELECT} where id = ?`).get(id);
  return row === undefined ? null : toBatch(row);
}

/** Batches made from a file with this hash, oldest first. */
export function batchesOfFile(reader: Reader, fileHash: string): StoredBatch[] {
  return reader.read<Row>(`${SELECT} where file_hash = ? order by created_at, id`).all(fileHash).map(toBatch);
}

/** Latest batches first. */
export function listBatches(reader: Reader, limit = 200): StoredBatch[] {
  return reader.read<Row>(`${SELECT} order by created_at desc, id desc limit ?`).all(limit).map(toBatch);
}

/** Ties a row of the sheet to a finding. */
export function insertRowLink(tx: Tx, link: StoredRowLink): void {
  tx.write('insert into import_row_link (batch_id, finding_id, source_row, fingerprint) values (?, ?, ?, ?)').run(
    link.batchId,
    link.findingId,
    link.sourceRow,
    link.fingerprint,
  );
}

/** Links of a batch in sheet order. */
export function rowLinksOfBatch(reader: Reader, batchId: string): StoredRowLink[] {
  return reader.read<StoredRowLink>(`${SELECT_LINK} where batch_id = ? order by source_row`).all(batchId);
}

/** Links with one of these fingerprints, of batches that were not undone. */
export function rowLinksByFingerprints(reader: Reader, fingerprints: readonly string[]): StoredRowLink[] {
  const found: StoredRowLink[] = [];
  // Steps of fixed size: few texts to prepare, and never more parameters than SQLite takes.
  for (let at = 0; at < fingerprints.length; at += FINGERPRINT_STEP) {
    const step = fingerprints.slice(at, at + FINGERPRINT_STEP);
    const padded = [...step, ...Array.from({ length: FINGERPRINT_STEP - step.length }, () => null)];
    found.push(...reader.read<StoredRowLink>(BY_FINGERPRINTS).all(...padded));
  }
  return found;
}

const FINGERPRINT_STEP = 100;
const BY_FINGERPRINTS = `${SELECT_LINK} where fingerprint in (${marks(FINGERPRINT_STEP)})
  and batch_id in (select id from import_batch where state = 'committed') order by batch_id, source_row`;

function toBatch(row: Row): StoredBatch {
  return { ...row, counts: parseJson<unknown>(row.counts) };
}
