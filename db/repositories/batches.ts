import type { RowEffect } from '#core/domain/spreadsheet/row-effects.ts';
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
  /** Of the row as the file has it, where it was edited before it was written; else null. */
  readonly fileFingerprint: string | null;
  readonly effect: RowEffect;
}

type Row = Omit<StoredBatch, 'counts'> & { readonly counts: string };

const SELECT = `select id, file_name as fileName, file_hash as fileHash, file_size as fileSize, sheet, state, counts,
  created_at as createdAt, actor, undone_at as undoneAt from import_batch`;
const SELECT_LINK =
  'select batch_id as batchId, finding_id as findingId, source_row as sourceRow, fingerprint, file_fingerprint as fileFingerprint, effect from import_row_link';

const INSERT_LINK = `insert into import_row_link
  (batch_id, finding_id, source_row, fingerprint, file_fingerprint, effect) values (?, ?, ?, ?, ?, ?)`;

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
  tx.write(INSERT_LINK).run(
    link.batchId,
    link.findingId,
    link.sourceRow,
    link.fingerprint,
    link.fileFingerprint,
    link.effect,
  );
}

/** Links of a batch in sheet order. */
export function rowLinksOfBatch(reader: Reader, batchId: string): StoredRowLink[] {
  return reader.read<StoredRowLink>(`${SELECT_LINK} where batch_id = ? order by source_row`).all(batchId);
}

/** A finding that an earlier row was about. */
export interface KnownRow {
  /** The fingerprint asked for, of the row as it was written or as its file had it. */
  readonly fingerprint: string;
  readonly findingId: string;
}

/**
 * Findings of earlier rows with one of these fingerprints, those of the earliest batch first. What was undone does not count:
 * neither the rows of a batch that was, nor a finding that was withdrawn with its batch.
 */
export function rowsByFingerprints(reader: Reader, fingerprints: readonly string[]): KnownRow[] {
  const [one, ...others] = fingerprints;
  if (one !== undefined && others.length === 0) return reader.read<KnownRow>(BY_FINGERPRINT).all(one, one);
  const found: KnownRow[] = [];
  // Steps of fixed size: few texts to prepare, and never more parameters than SQLite takes.
  for (let at = 0; at < fingerprints.length; at += FINGERPRINT_STEP) {
    const step = fingerprints.slice(at, at + FINGERPRINT_STEP);
    const padded = [...step, ...Array.from({ length: FINGERPRINT_STEP - step.length }, () => null)];
    found.push(...reader.read<KnownRow>(BY_FINGERPRINTS).all(...padded, ...padded));
  }
  return found;
}

const FINGERPRINT_STEP = 100;
const STANDS = `batch_id in (select id from import_batch where state = 'committed')
  and not exists (select 1 from finding where id = finding_id and state = 'withdrawn')`;
/** One row at a time while a sheet is written, many while it is planned. */
const BY_FINGERPRINT = byFingerprints(1);
const BY_FINGERPRINTS = byFingerprints(FINGERPRINT_STEP);

function byFingerprints(count: number): string {
  return `select fingerprint, findingId from (
    select fingerprint, finding_id as findingId, batch_id, source_row from import_row_link
      where fingerprint in (${marks(count)}) and ${STANDS}
    union all
    select file_fingerprint, finding_id, batch_id, source_row from import_row_link
      where file_fingerprint in (${marks(count)}) and ${STANDS}
  ) order by batch_id, source_row`;
}

/** One row of a batch beside its finding as it stands now. */
export interface BatchRow {
  /** Real row number in the sheet, from 1. */
  readonly sourceRow: number;
  readonly effect: RowEffect;
  readonly findingId: string;
  readonly number: string;
  readonly state: string;
  readonly description: string;
  /** 0 or 1; see `FindingRecord.worked`. */
  readonly worked: number;
  /** Number of a finding that was merged into it, null when none was. */
  readonly follower: string | null;
}

/** Rows of a batch behind `afterRow` in sheet order, at most `limit`. */
export function batchRowsAfter(
  reader: Reader,
  batchId: string,
  { afterRow, limit }: { readonly afterRow: number; readonly limit: number },
): BatchRow[] {
  return reader.read<BatchRow>(BATCH_ROWS_AFTER).all(batchId, afterRow, limit);
}

/**
 * Which rows of a batch are asked for: of one effect; 'worked': new ones whose finding was worked on since; 'kept': new ones
 * whose finding stands; null: all.
 */
export type BatchRowFilter = RowEffect | 'worked' | 'kept' | null;

/** A page of the rows of a batch, in sheet order. */
export function batchRowsPage(
  reader: Reader,
  batchId: string,
  only: BatchRowFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): BatchRow[] {
  if (only === 'worked') return reader.read<BatchRow>(WORKED_PAGE).all(batchId, limit, offset);
  if (only === 'kept') return reader.read<BatchRow>(KEPT_PAGE).all(batchId, limit, offset);
  if (only === null) return reader.read<BatchRow>(ROWS_PAGE).all(batchId, limit, offset);
  return reader.read<BatchRow>(EFFECT_PAGE).all(batchId, only, limit, offset);
}

/** How many rows of a batch did what, and what became of the findings that it made; see `BatchRowFilter`. */
export type BatchTally = Readonly<Record<Exclude<BatchRowFilter, null>, number>>;

/** Counts of the rows of a batch. */
export function batchTally(reader: Reader, batchId: string): BatchTally {
  const effects = reader
    .readRaw<[RowEffect, number]>('select effect, count(*) from import_row_link where batch_id = ? group by effect')
    .all(batchId);
  const [worked = 0, kept = 0] =
    reader
      .readRaw<[number, number]>(
        `select coalesce(sum(worked), 0), coalesce(sum(state <> 'withdrawn'), 0)
         from finding indexed by finding_by_batch_idx where batch_id = ?`,
      )
      .get(batchId) ?? [];
  return { created: 0, updated: 0, linked: 0, unchanged: 0, ...Object.fromEntries(effects), worked, kept };
}

/** Links first, so that what a page leaves out costs no look at its finding. */
function rowsOf(links: string): string {
  return `select l.source_row as sourceRow, l.effect as effect, f.id as findingId, f.number as number, f.state as state,
      f.description as description, f.worked as worked,
      (select m.number from finding m indexed by finding_by_merged_idx where m.merged_into_id = f.id limit 1) as follower
    from (${links}) l cross join finding f on f.id = l.finding_id order by l.source_row`;
}

const LINKS = 'select source_row, effect, finding_id from import_row_link where batch_id = ?';
const PAGE = 'order by source_row limit ? offset ?';
const BATCH_ROWS_AFTER = rowsOf(`${LINKS} and source_row > ? order by source_row limit ?`);
const ROWS_PAGE = rowsOf(`${LINKS} ${PAGE}`);
const EFFECT_PAGE = rowsOf(`${LINKS} and effect = ? ${PAGE}`);
const MADE = `select source_row, 'created' as effect, id as finding_id from finding indexed by finding_by_batch_idx
  where batch_id = ?`;
const WORKED_PAGE = rowsOf(`${MADE} and worked = 1 ${PAGE}`);
const KEPT_PAGE = rowsOf(`${MADE} and state <> 'withdrawn' ${PAGE}`);

function toBatch(row: Row): StoredBatch {
  return { ...row, counts: parseJson<unknown>(row.counts) };
}
