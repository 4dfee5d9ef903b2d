import type { CivilDate } from '#core/domain/deadline/terms.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Reader, SqlValue, Tx } from '../access.ts';
import { FINDING_STATES, MERGE_KINDS } from '../schema/vocabulary.ts';
import { canonicalText } from '../search/canonical.ts';
import { type IndexWhen, indexNewRow, reindexRow } from '../search/maintain.ts';
import { addExternalNumbers, normalizeExternalNumber, replaceExternalNumbers } from './external-numbers.ts';
import { PROBLEM_COLUMNS, problemTexts, pushProblem, readProblem } from './problem-columns.ts';
import { insertSql, marks, RowCursor, sameValues, updateSql } from './row-cursor.ts';

const READ_COLUMNS = [
  'id',
  'rev',
  'number',
  'state',
  ...PROBLEM_COLUMNS,
  'case_id',
  'merged_into_kind',
  'merged_into_id',
  'verdict',
  'transfer_to',
  'transfer_letter',
  'transfer_reply_due_on',
  'before_photos',
  'after_photos',
  'batch_id',
  'source_row',
  'worked',
  'registered_on',
  'updated_at',
] as const;
const WRITE_COLUMNS = [...READ_COLUMNS, 'town_key', 'search_text'];

const SELECT = `select ${READ_COLUMNS.join(', ')} from finding`;
const INSERT = insertSql('finding', WRITE_COLUMNS);
const UPDATE = updateSql('finding', WRITE_COLUMNS, 'row_no = ?');

/**
 * Adds a finding. `index` 'later' leaves the search index to `catchUpSearch` (bulk loads); it is searched all the same.
 * Throws SqliteError `SQLITE_CONSTRAINT_UNIQUE` when the id or the number is taken.
 */
export function insertFinding(tx: Tx, finding: FindingRecord, index: IndexWhen = 'now'): void {
  const searchText = searchTextOf(finding);
  const { lastInsertRowid } = tx.write(INSERT).run(...valuesOf(finding, searchText));
  addExternalNumbers(tx, finding.id, finding.externalNumbers);
  if (index === 'now') indexNewRow(tx, 'finding', Number(lastInsertRowid), searchText);
}

/** Replaces a finding whose stored `rev` is `expectedRev`; false when it is another one (stale) or not there. */
export function updateFinding(tx: Tx, finding: FindingRecord, expectedRev: number): boolean {
  const before = tx
    .readRaw<[number, string, string]>(
      'select row_no, search_text, external_numbers from finding where id = ? and rev = ?',
    )
    .get(finding.id, expectedRev);
  if (before === undefined) return false;
  const [rowNo, searchTextBefore, numbersBefore] = before;
  const searchText = searchTextOf(finding);
  tx.write(UPDATE).run(...valuesOf(finding, searchText), rowNo);
  if (numbersBefore !== JSON.stringify(finding.externalNumbers)) {
    replaceExternalNumbers(tx, finding.id, finding.externalNumbers);
  }
  if (searchTextBefore !== searchText) reindexRow(tx, 'finding', rowNo, searchText);
  return true;
}

/** One finding by key, null when there is none. */
export function getFinding(reader: Reader, id: string): FindingRecord | null {
  return optional(reader.readRaw<unknown[]>(`${SELECT} where id = ?`).get(id));
}

/** One finding by its number (线索编号). */
export function getFindingByNumber(reader: Reader, number: string): FindingRecord | null {
  return optional(reader.readRaw<unknown[]>(`${SELECT} where number = ?`).get(number));
}

/** True when the stored row holds just what this record would be stored as; false also for a mere difference of form. */
export function holdsFinding(reader: Reader, record: FindingRecord): boolean {
  const row = reader.readRaw(`${SELECT} where id = ?`).get(record.id);
  return row !== undefined && sameValues(row, recordValues(record));
}

/** Findings by key, in the order asked for; keys that do not exist are left out. */
export function getFindings(reader: Reader, ids: readonly string[]): FindingRecord[] {
  const statement = reader.readRaw<unknown[]>(`${SELECT} where id = ?`);
  return ids.flatMap((id) => optional(statement.get(id)) ?? []);
}

/** Finding by `row_no`; throws when there is none (the caller has it from an index of the same snapshot). */
export function findingAtRow(reader: Reader, rowNo: number): FindingRecord {
  const row = reader.readRaw<unknown[]>(`${SELECT} where row_no = ?`).get(rowNo);
  if (row === undefined) throw new Error(`finding row ${rowNo} is gone`);
  return toFinding(row, 0);
}

/** Findings of an import batch, in sheet order. */
export function findingsOfBatch(reader: Reader, batchId: string): FindingRecord[] {
  return reader
    .readRaw<unknown[]>(`${SELECT} where batch_id = ? order by source_row`)
    .all(batchId)
    .map((row) => toFinding(row, 0));
}

/** Findings filed into a case. */
export function findingsOfCase(reader: Reader, caseId: string): FindingRecord[] {
  return reader
    .readRaw<unknown[]>(`${SELECT} where case_id = ? order by number`)
    .all(caseId)
    .map((row) => toFinding(row, 0));
}

/** Number of a finding that was merged into this one, null when none was. */
export function mergedIntoFinding(reader: Reader, id: string): string | null {
  const sql = 'select number from finding indexed by finding_by_merged_idx where merged_into_id = ? limit 1';
  return reader.readRaw<[string]>(sql).get(id)?.[0] ?? null;
}

/** Findings that were merged into this one, or into this case, by number. */
export function findingsMergedInto(reader: Reader, id: string): FindingRecord[] {
  return reader
    .readRaw<unknown[]>(`${SELECT} indexed by finding_by_merged_idx where merged_into_id = ? order by number`)
    .all(id)
    .map((row) => toFinding(row, 0));
}

/** Findings that stand (not 已撤回导入) inside a box of decimal degrees, borders included, at most `limit`; the caller measures the metres. */
export function findingsInBox(
  reader: Reader,
  box: { readonly west: number; readonly south: number; readonly east: number; readonly north: number },
  limit = 500,
): FindingRecord[] {
  return reader
    .readRaw<unknown[]>(
      `${SELECT} indexed by finding_by_position_idx where lat between ? and ? and lon between ? and ?
       and state <> 'withdrawn' limit ?`,
    )
    .all(box.south, box.north, box.west, box.east, limit)
    .map((row) => toFinding(row, 0));
}

/** Findings that stand (not 已撤回导入) and carry one of these external numbers (外部编号), folded by `normalizeExternalNumber` here. */
export function findingsByExternalNumbers(reader: Reader, numbers: readonly string[]): FindingRecord[] {
  if (numbers.length === 0) return [];
  const sql = `${SELECT} where id in (select finding_id from finding_external_number where number in (${marks(numbers.length)}))
    and state <> 'withdrawn'`;
  return reader
    .readRaw<unknown[]>(sql)
    .all(...numbers.map(normalizeExternalNumber))
    .map((row) => toFinding(row, 0));
}

/** Every finding in the order of entry, in steps, so that nothing stays open between them. */
export function* iterateAllFindings(reader: Reader, step = 500): Generator<FindingRecord> {
  const sql = `select row_no, ${READ_COLUMNS.join(', ')} from finding where row_no > ? order by row_no limit ?`;
  let after = 0;
  for (;;) {
    const rows = reader.readRaw<[number, ...unknown[]]>(sql).all(after, step);
    for (const row of rows) {
      after = row[0];
      yield toFinding(row, 1);
    }
    if (rows.length < step) return;
  }
}

/** Number of findings. */
export function countAllFindings(reader: Reader): number {
  return reader.readRaw<[number]>('select coalesce(sum(n), 0) from finding_tally').get()?.[0] ?? 0;
}

/** Latest day on which a finding was found; null without findings. */
export function latestFoundOn(reader: Reader): CivilDate | null {
  return reader.readRaw<[CivilDate | null]>('select max(found_on) from finding').get()?.[0] ?? null;
}

function searchTextOf(finding: FindingRecord): string {
  return canonicalText([finding.number, ...problemTexts(finding)]);
}

function valuesOf(finding: FindingRecord, searchText: string): SqlValue[] {
  const values = recordValues(finding);
  values.push(finding.townCode ?? '', searchText);
  return values;
}

/** Values of `READ_COLUMNS`. */
function recordValues(finding: FindingRecord): SqlValue[] {
  const values: SqlValue[] = [finding.id, finding.rev, finding.number, finding.state];
  pushProblem(values, finding);
  values.push(
    finding.caseId,
    finding.mergedInto === null ? null : finding.mergedInto.kind,
    finding.mergedInto === null ? null : finding.mergedInto.id,
    finding.verdict,
    finding.transfer === null ? null : finding.transfer.to,
    finding.transfer === null ? null : finding.transfer.letterNumber,
    finding.transfer === null ? null : finding.transfer.replyDueOn,
    finding.beforePhotos,
    finding.afterPhotos,
    finding.batchId,
    finding.sourceRow,
    finding.worked ? 1 : 0,
    finding.registeredOn,
    finding.updatedAt,
  );
  return values;
}

const cursor = new RowCursor();

function toFinding(row: readonly unknown[], from: number): FindingRecord {
  cursor.start(row, from);
  return {
    id: cursor.text(),
    rev: cursor.number(),
    number: cursor.text(),
    state: cursor.word(FINDING_STATES),
    ...readProblem(cursor),
    caseId: cursor.textOrNull(),
    mergedInto: readMerge(cursor.wordOrNull(MERGE_KINDS), cursor.textOrNull()),
    verdict: cursor.textOrNull(),
    transfer: readTransfer(cursor.textOrNull(), cursor.textOrNull(), cursor.textOrNull()),
    beforePhotos: cursor.number(),
    afterPhotos: cursor.number(),
    batchId: cursor.textOrNull(),
    sourceRow: cursor.numberOrNull(),
    worked: cursor.flag(),
    registeredOn: cursor.text(),
    updatedAt: cursor.number(),
  };
}

function optional(row: readonly unknown[] | undefined): FindingRecord | null {
  return row === undefined ? null : toFinding(row, 0);
}

function readMerge(kind: 'finding' | 'case' | null, id: string | null): FindingRecord['mergedInto'] {
  return kind === null || id === null ? null : { kind, id };
}

function readTransfer(
  to: string | null,
  letterNumber: string | null,
  replyDueOn: string | null,
): FindingRecord['transfer'] {
  return to === null || letterNumber === null || replyDueOn === null ? null : { to, letterNumber, replyDueOn };
}
