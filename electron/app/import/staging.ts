import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { z } from 'zod';
import { ok, type Result, refuse } from '#core/domain/shared/result.ts';
import type { MappedRow } from '#core/domain/spreadsheet/map-row.ts';
import type { SheetRow, SkippedRow } from '#core/domain/spreadsheet/plan.ts';
import type { SheetContext } from '#core/domain/spreadsheet/row-context.ts';
import type { SheetReport } from '#core/domain/spreadsheet/sheet-report.ts';
import type { PackedCell } from '#core/domain/spreadsheet/staged-cells.ts';
import { wellFormed } from '../well-formed.ts';
import { checkedRow } from './checked-row.ts';

/** First record of a staging file: which file was read, which sheet of it, and how. */
export interface StagingHeader {
  readonly fileName: string;
  /** Of the file that was read, hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** The sheet whose rows follow. */
  readonly sheet: string;
  readonly report: SheetReport;
  /** The other sheets of the file, each with its reason. */
  readonly otherSheets: readonly SheetReport[];
  /** Chinese remarks on the file as a whole. */
  readonly remarks: readonly string[];
  /** What reading a row of this sheet again needs to know. */
  readonly context: SheetFacts;
  /** First distinct texts of each column, and whether it is hidden in the sheet. */
  readonly samples: readonly { readonly column: number; readonly hidden: boolean; readonly texts: readonly string[] }[];
  /** First rows of the sheet, down to the first data. */
  readonly top: readonly { readonly row: number; readonly texts: readonly string[] }[];
  /** True when columns or fixed values come from an earlier import of this form. */
  readonly remembered: boolean;
}

/** Facts of a sheet beside its cells; see `SheetContext`. */
export type SheetFacts = Pick<SheetContext, 'date1904' | 'year' | 'notedDatum'>;

/** What a row may be the same as (疑似重复), as the parse job found it: a kept record, or an earlier row of the sheet. */
export interface SuspectRef {
  readonly kind: 'finding' | 'case' | 'row';
  /** Key of the record; of a row its number. */
  readonly id: string;
  /** 0 … 1 */
  readonly score: number;
  /** Chinese. */
  readonly reason: string;
}

/** One staged data row: as understood, its cells as in the sheet, and what it may be the same as. */
export interface StagedRecord {
  readonly row: MappedRow;
  readonly cells: readonly PackedCell[];
  readonly suspects: readonly SuspectRef[];
}

/** Where a record lies in its file, bytes. */
export interface RecordPlace {
  readonly at: number;
  readonly bytes: number;
}

/** Counts of a staging file. `errors`: rows that the parse job could not understand; `Staging.rows` may refuse more. */
export interface StagingCounts {
  readonly rows: number;
  readonly errors: number;
  readonly skipped: number;
}

/**
 * A complete staging file. `records` reads the file again from the start, row by row, each time it is called, and holds
 * each row against the contract: the preview and the commit see the same errors. `recordAt` reads one of them.
 */
export interface Staging {
  readonly header: StagingHeader;
  readonly counts: StagingCounts;
  readonly skipped: readonly SkippedRow[];
  readonly records: () => Generator<StagedRecord & { readonly place: RecordPlace }>;
  readonly recordAt: (place: RecordPlace) => StagedRecord;
}

/** A row as the parse job hands it over. */
export type StagingRow = SheetRow & { readonly suspects?: readonly SuspectRef[] };

/** Writes a staging file. Without `finish` the file is recognised as incomplete and never committed. */
export interface StagingWriter {
  add(row: StagingRow): void;
  finish(): StagingCounts;
  /** Closes and removes the file. */
  abandon(): void;
}

const VERSION = 2;
const CHUNK = 256 * 1024;
const TrailerSchema = z.strictObject({
  type: z.literal('end'),
  rows: z.int(),
  errors: z.int(),
  skipped: z.int(),
  /** SHA-256 of every byte before this record. */
  digest: z.string(),
});
const RecordSchema = z.looseObject({ type: z.enum(['header', 'row', 'skipped', 'end']) });
const HeaderSchema = z.looseObject({
  type: z.literal('header'),
  version: z.literal(VERSION),
  header: z.looseObject({ sha256: z.string() }),
});

/** Begins a staging file; the file must not exist. Newline-JSON: header, one record a row, trailer with counts and digest. Throws on I/O. */
export function createStaging(path: string, header: StagingHeader): StagingWriter {
  const file = openSync(path, 'wx', 0o600);
  const digest = createHash('sha256');
  const counts = { rows: 0, errors: 0, skipped: 0 };
  let pending = '';
  let open = true;
  const flush = (): void => {
    const bytes = Buffer.from(pending);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    digest.update(bytes);
    pending = '';
  };
  const put = (record: unknown): void => {
    pending += `${JSON.stringify(record)}\n`;
    if (pending.length >= CHUNK) flush();
  };
  put({ type: 'header', version: VERSION, header });
  return {
    add: (row) => {
      if (row.type === 'skipped') counts.skipped += 1;
      else {
        counts.rows += 1;
        if (row.row.problem === null) counts.errors += 1;
      }
      put(row);
    },
    finish: () => {
      flush();
      put({ type: 'end', ...counts, digest: digest.copy().digest('hex') });
      flush();
      fsyncSync(file);
      closeSync(file);
      open = false;
      return counts;
    },
    abandon: () => {
      if (open) closeSync(file);
      open = false;
      removeStaging(path);
    },
  };
}

/** Opens a staging file after checking all of it. Codes: STAGING_INCOMPLETE (the job did not finish), STAGING_DAMAGED. Throws on I/O. */
export function readStaging(path: string): Result<Staging> {
  const digest = createHash('sha256');
  const counts = { rows: 0, errors: 0, skipped: 0 };
  const skipped: SkippedRow[] = [];
  let header: StagingHeader | null = null;
  for (const line of linesOf(path)) {
    const record = parseLine(line);
    if (record === null) return line.complete ? damaged('有一行不是有效的记录') : incomplete();
    if (header === null) {
      const first = HeaderSchema.safeParse(record);
      if (!first.success) return damaged('不是导入暂存文件，或由另一版本的程序写成');
      // The digest proves that the job of this program wrote it, so the shape below the checked keys is ours.
      header = first.data.header as unknown as StagingHeader;
    } else if (record.type === 'row') {
      counts.rows += 1;
      if (record['row'] === undefined || (record['row'] as MappedRow).problem === null) counts.errors += 1;
    } else if (record.type === 'skipped') {
      counts.skipped += 1;
      skipped.push(record['skipped'] as SkippedRow);
    } else return endOf(record, digest.digest('hex'), counts, header, skipped, path);
    digest.update(line.text).update('\n');
  }
  return incomplete();
}

/** Removes a staging file, finished or not; one that is not there is no error. */
export function removeStaging(path: string): void {
  rmSync(path, { force: true });
}

function endOf(
  record: unknown,
  digest: string,
  counts: StagingCounts,
  header: StagingHeader,
  skipped: readonly SkippedRow[],
  path: string,
): Result<Staging> {
  const trailer = TrailerSchema.safeParse(record);
  if (!trailer.success) return damaged('结尾记录不对');
  const { rows, errors, skipped: left, digest: written } = trailer.data;
  if (rows !== counts.rows || errors !== counts.errors || left !== counts.skipped) return damaged('行数与结尾记录不符');
  if (written !== digest) return damaged('内容与校验值不符');
  return ok({
    header,
    counts,
    skipped,
    records: () => recordsOf(path),
    recordAt: (place) => recordAt(path, place),
  });
}

function* recordsOf(path: string): Generator<StagedRecord & { readonly place: RecordPlace }> {
  let at = 0;
  for (const line of linesOf(path)) {
    const bytes = Buffer.byteLength(line.text) + 1;
    const record = parseLine(line);
    if (record?.type === 'row') yield { ...stagedRecord(record), place: { at, bytes } };
    at += bytes;
  }
}

/** Throws when there is no row at this place: the file was changed since it was checked. */
function recordAt(path: string, { at, bytes }: RecordPlace): StagedRecord {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(bytes);
    readSync(file, buffer, 0, bytes, at);
    const record = parseLine({ text: buffer.toString('utf8').trimEnd(), complete: true });
    if (record?.type !== 'row') throw new Error('a staging file was changed while it was in use');
    return stagedRecord(record);
  } finally {
    closeSync(file);
  }
}

function stagedRecord(record: Readonly<Record<string, unknown>>): StagedRecord {
  // The digest proves that the job of this program wrote it.
  const { row, cells, suspects } = record as unknown as StagedRecord & { readonly suspects?: readonly SuspectRef[] };
  return { row: checkedRow(row), cells, suspects: suspects ?? [] };
}

interface Line {
  readonly text: string;
  /** False for a last line without its line break. */
  readonly complete: boolean;
}

/** Lines one by one; memory of one line and one chunk. */
function* linesOf(path: string): Generator<Line> {
  const file = openSync(path, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const chunk = Buffer.alloc(CHUNK);
    let rest = '';
    for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) {
      const parts = (rest + decoder.write(chunk.subarray(0, size))).split('\n');
      rest = parts.pop() ?? '';
      for (const text of parts) yield { text, complete: true };
    }
    rest += decoder.end();
    if (rest !== '') yield { text: rest, complete: false };
  } finally {
    closeSync(file);
  }
}

function parseLine(line: Line): z.infer<typeof RecordSchema> | null {
  if (!line.complete) return null;
  try {
    const record = RecordSchema.safeParse(JSON.parse(line.text));
    if (!record.success) return null;
    // JSON writes half a surrogate pair as an escape; a cell cut off by another program may end in one.
    return line.text.includes('\\ud') ? wellFormed(record.data) : record.data;
  } catch {
    return null;
  }
}

function incomplete(): Result<never> {
  return refuse('STAGING_INCOMPLETE', '表格没有读完（读取中断），没有导入任何内容；请重新导入该文件。');
}

function damaged(what: string): Result<never> {
  return refuse('STAGING_DAMAGED', `导入暂存文件已损坏（${what}），没有导入任何内容；请重新导入该文件。`);
}
