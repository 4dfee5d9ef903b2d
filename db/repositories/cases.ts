import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { grossOverdueOn } from '#core/domain/case/gross-overdue.ts';
import type { CaseFacts } from '#core/domain/case/case-state.ts';
import type { Reader, SqlValue, Tx } from '../access.ts';
import { NO_DATE } from '../schema/columns.ts';
import {
  CLOCK_STATES,
  EXTENSION_STATES,
  HANDLING_STATES,
  RECTIFICATION_TYPES,
  REFERRAL_STATES,
  REVIEW_RESULTS,
  SUPERVISION_STATES,
} from '../schema/vocabulary.ts';
import { canonicalText } from '../search/canonical.ts';
import { type IndexWhen, indexNewRow, reindexRow } from '../search/maintain.ts';
import { listJson, PROBLEM_COLUMNS, problemTexts, pushProblem, readProblem } from './problem-columns.ts';
import { insertSql, parseJson, RowCursor, sameValues, updateSql } from './row-cursor.ts';

/** A case as a list shows it: everything but the facts of the guards. */
export type CaseListItem = Omit<CaseRecord, 'facts'>;

const READ_COLUMNS = [
  'id',
  'rev',
  'number',
  'handling',
  'clock',
  'extension',
  'supervision',
  'referral',
  'machine_version',
  ...PROBLEM_COLUMNS,
  'finding_ids',
  'filed_on',
  'lead_unit',
  'co_units',
  'supervising_unit',
  'goal',
  'measures',
  'rectification_type',
  'assigned_on',
  'progress',
  'progress_on',
  'completed_on',
  'effects',
  'reviewed_on',
  'reviewer_name',
  'review_result',
  'notice_from',
  'notice_to',
  'closed_on',
  'closure_number',
  'approver_name',
  'rebound_of_case_id',
  'rebound_of_number',
  'dues',
  'due_on',
  'due_provisional',
  'original_due_on',
  'rectification_due_on',
  'updated_at',
] as const;
const WRITE_COLUMNS = [...READ_COLUMNS, 'town_key', 'closed_sort', 'due_sort', 'gross_sort', 'search_text'];

const COLUMNS = READ_COLUMNS.join(', ');
const SELECT_ITEM = `select ${COLUMNS} from case_record`;
/**
 * `facts` first: the rest of the row is then read by the same cursor. No join: SQLite prepares a join anew at every
 * execution with another bound value (this build has STAT4), which takes five times as long as finding the row.
 */
const SELECT = `select (select facts from case_facts where case_facts.row_no = case_record.row_no), ${COLUMNS} from case_record`;
const INSERT = insertSql('case_record', WRITE_COLUMNS);
const INSERT_FACTS = 'insert into case_facts (row_no, facts) values (?, ?)';
const UPDATE = updateSql('case_record', WRITE_COLUMNS, 'row_no = ?');
const UPDATE_FACTS = 'update case_facts set facts = ? where row_no = ?';

/**
 * Adds a case. `index` 'later' leaves the search index to `catchUpSearch` (bulk loads); it is searched all the same.
 * Throws SqliteError `SQLITE_CONSTRAINT_UNIQUE` when the id or the number is taken.
 */
export function insertCase(tx: Tx, record: CaseRecord, index: IndexWhen = 'now'): void {
  const searchText = searchTextOf(record);
  const { lastInsertRowid } = tx.write(INSERT).run(...valuesOf(record, searchText));
  tx.write(INSERT_FACTS).run(lastInsertRowid, JSON.stringify(record.facts));
  if (index === 'now') indexNewRow(tx, 'case', Number(lastInsertRowid), searchText);
}

/** Replaces a case whose stored `rev` is `expectedRev`; false when it is another one (stale) or not there. */
export function updateCase(tx: Tx, record: CaseRecord, expectedRev: number): boolean {
  const before = tx
    .readRaw<[number, string]>('select row_no, search_text from case_record where id = ? and rev = ?')
    .get(record.id, expectedRev);
  if (before === undefined) return false;
  const [rowNo, searchTextBefore] = before;
  const searchText = searchTextOf(record);
  tx.write(UPDATE).run(...valuesOf(record, searchText), rowNo);
  tx.write(UPDATE_FACTS).run(JSON.stringify(record.facts), rowNo);
  if (searchTextBefore !== searchText) reindexRow(tx, 'case', rowNo, searchText);
  return true;
}

/** One case by key, null when there is none. */
export function getCase(reader: Reader, id: string): CaseRecord | null {
  return optional(reader.readRaw<[string, ...unknown[]]>(`${SELECT} where id = ?`).get(id));
}

/** One case by its number (案件编号). */
export function getCaseByNumber(reader: Reader, number: string): CaseRecord | null {
  return optional(reader.readRaw<[string, ...unknown[]]>(`${SELECT} where number = ?`).get(number));
}

/** True when the stored row holds just what this record would be stored as; false also for a mere difference of form. */
export function holdsCase(reader: Reader, record: CaseRecord): boolean {
  const row = reader.readRaw(`${SELECT} where id = ?`).get(record.id);
  return row !== undefined && sameValues(row, [JSON.stringify(record.facts), ...recordValues(record)]);
}

/** Cases by key, in the order asked for; keys that do not exist are left out. */
export function getCases(reader: Reader, ids: readonly string[]): CaseRecord[] {
  const statement = reader.readRaw<[string, ...unknown[]]>(`${SELECT} where id = ?`);
  return ids.flatMap((id) => optional(statement.get(id)) ?? []);
}

/** List item by `row_no`; throws when there is none (the caller has it from an index of the same snapshot). */
export function caseItemAtRow(reader: Reader, rowNo: number): CaseListItem {
  const row = reader.readRaw<unknown[]>(`${SELECT_ITEM} where row_no = ?`).get(rowNo);
  if (row === undefined) throw new Error(`case row ${rowNo} is gone`);
  return toItem(row, 0);
}

/** Whole case by `row_no`; see `caseItemAtRow`. */
export function caseAtRow(reader: Reader, rowNo: number): CaseRecord {
  const row = reader.readRaw<[string, ...unknown[]]>(`${SELECT} where row_no = ?`).get(rowNo);
  if (row === undefined) throw new Error(`case row ${rowNo} is gone`);
  return toCase(row);
}

/** Rows read by one statement: the way into SQLite costs a third of a row. */
const BATCH = 500;

/** Whole cases by `row_no` in the order asked for, in steps, so that nothing stays open between them; see `caseItemAtRow`. */
export function* casesAtRows(reader: Reader, rowNos: readonly number[]): Generator<CaseRecord> {
  // CROSS JOIN: the keys lead, in their order.
  const sql = `select (select facts from case_facts where case_facts.row_no = wanted), ${COLUMNS}
    from (select value as wanted from json_each(?)) cross join case_record on row_no = wanted`;
  for (let from = 0; from < rowNos.length; from += BATCH) {
    const wanted = rowNos.slice(from, from + BATCH);
    const rows = reader.readRaw<[string, ...unknown[]]>(sql).all(JSON.stringify(wanted));
    if (rows.length !== wanted.length) throw new Error(`${wanted.length - rows.length} case rows are gone`);
    for (const row of rows) yield toCase(row);
  }
}

/** Cases opened as a rebound (反弹) of this one. */
export function reboundsOf(reader: Reader, caseId: string): CaseRecord[] {
  return reader
    .readRaw<[string, ...unknown[]]>(`${SELECT} where rebound_of_case_id = ? order by number`)
    .all(caseId)
    .map(toCase);
}

/** Cases inside a box of decimal degrees, borders included, at most `limit`; the caller measures the metres. */
export function casesInBox(
  reader: Reader,
  box: { readonly west: number; readonly south: number; readonly east: number; readonly north: number },
  limit = 500,
): CaseListItem[] {
  return reader
    .readRaw<unknown[]>(
      `${SELECT_ITEM} indexed by case_record_by_position_idx where lat between ? and ? and lon between ? and ? limit ?`,
    )
    .all(box.south, box.north, box.west, box.east, limit)
    .map((row) => toItem(row, 0));
}

/**
 * Every case in the order of entry, in steps, so that nothing stays open between them; `due`: only those of which some
 * clock has not stopped.
 */
export function* iterateAllCases(reader: Reader, step = 500, only: 'all' | 'due' = 'all'): Generator<CaseRecord> {
  const due = only === 'due' ? " and dues <> '[]'" : '';
  const sql = `select row_no, facts, ${COLUMNS} from case_record join case_facts using (row_no)
    where row_no > ?${due} order by row_no limit ?`;
  let after = 0;
  for (;;) {
    const rows = reader.readRaw<[number, string, ...unknown[]]>(sql).all(after, step);
    for (const [rowNo, ...row] of rows) {
      after = rowNo;
      yield toCase(row);
    }
    if (rows.length < step) return;
  }
}

/** Number of cases. */
export function countAllCases(reader: Reader): number {
  return reader.readRaw<[number]>('select coalesce(sum(n), 0) from case_tally').get()?.[0] ?? 0;
}

function searchTextOf(record: CaseRecord): string {
  return canonicalText([
    record.number,
    ...problemTexts(record),
    record.leadUnit,
    ...record.coUnits,
    record.supervisingUnit,
    record.measures,
    record.progress,
    record.closureNumber,
  ]);
}

function valuesOf(record: CaseRecord, searchText: string): SqlValue[] {
  const values = recordValues(record);
  values.push(
    record.townCode ?? '',
    record.closedOn ?? NO_DATE,
    record.dueOn ?? NO_DATE,
    grossOverdueOn(record) ?? NO_DATE,
    searchText,
  );
  return values;
}

/** Values of `READ_COLUMNS`. */
function recordValues(record: CaseRecord): SqlValue[] {
  const { state, reboundOf } = record;
  const values: SqlValue[] = [
    record.id,
    record.rev,
    record.number,
    state.handling,
    state.clock,
    state.extension,
    state.supervision,
    state.referral,
    record.machineVersion,
  ];
  pushProblem(values, record);
  values.push(
    listJson(record.findingIds),
    record.filedOn,
    record.leadUnit,
    listJson(record.coUnits),
    record.supervisingUnit,
    record.goal,
    record.measures,
    record.rectificationType,
    record.assignedOn,
    record.progress,
    record.progressOn,
    record.completedOn,
    listJson(record.effects),
    record.reviewedOn,
    record.reviewerName,
    record.reviewResult,
    record.noticeFrom,
    record.noticeTo,
    record.closedOn,
    record.closureNumber,
    record.approverName,
    reboundOf === null ? null : reboundOf.caseId,
    reboundOf === null ? null : reboundOf.number,
    listJson(record.dues),
    record.dueOn,
    record.dueProvisional ? 1 : 0,
    record.originalDueOn,
    record.rectificationDueOn,
    record.updatedAt,
  );
  return values;
}

const cursor = new RowCursor();

function toItem(row: readonly unknown[], from: number): CaseListItem {
  cursor.start(row, from);
  return {
    id: cursor.text(),
    rev: cursor.number(),
    number: cursor.text(),
    state: {
      handling: cursor.word(HANDLING_STATES),
      clock: cursor.word(CLOCK_STATES),
      extension: cursor.word(EXTENSION_STATES),
      supervision: cursor.word(SUPERVISION_STATES),
      referral: cursor.word(REFERRAL_STATES),
    },
    machineVersion: cursor.number(),
    ...readProblem(cursor),
    findingIds: cursor.list(),
    filedOn: cursor.text(),
    leadUnit: cursor.textOrNull(),
    coUnits: cursor.list(),
    supervisingUnit: cursor.textOrNull(),
    goal: cursor.textOrNull(),
    measures: cursor.textOrNull(),
    rectificationType: cursor.word(RECTIFICATION_TYPES),
    assignedOn: cursor.textOrNull(),
    progress: cursor.textOrNull(),
    progressOn: cursor.textOrNull(),
    completedOn: cursor.textOrNull(),
    effects: cursor.list(),
    reviewedOn: cursor.textOrNull(),
    reviewerName: cursor.textOrNull(),
    reviewResult: cursor.wordOrNull(REVIEW_RESULTS),
    noticeFrom: cursor.textOrNull(),
    noticeTo: cursor.textOrNull(),
    closedOn: cursor.textOrNull(),
    closureNumber: cursor.textOrNull(),
    approverName: cursor.textOrNull(),
    reboundOf: readRebound(cursor.textOrNull(), cursor.textOrNull()),
    dues: cursor.list(),
    dueOn: cursor.textOrNull(),
    dueProvisional: cursor.flag(),
    originalDueOn: cursor.textOrNull(),
    rectificationDueOn: cursor.textOrNull(),
    updatedAt: cursor.number(),
  };
}

function toCase(row: readonly [string, ...unknown[]]): CaseRecord {
  return { ...toItem(row, 1), facts: parseJson<CaseFacts>(row[0]) };
}

function optional(row: readonly [string, ...unknown[]] | undefined): CaseRecord | null {
  return row === undefined ? null : toCase(row);
}

function readRebound(caseId: string | null, number: string | null): CaseRecord['reboundOf'] {
  return caseId === null || number === null ? null : { caseId, number };
}
