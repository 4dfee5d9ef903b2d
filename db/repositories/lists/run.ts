import type { Reader } from '../../access.ts';
import { NO_DATE } from '../../schema/columns.ts';
import { searchWatermark } from '../../search/maintain.ts';
import { filterSql, patternSql } from './conditions.ts';
import { type Arm, afterSorted, orderedSql, phasesOf } from './ordered.ts';
import {
  boundedCountSql,
  type Driver,
  GATHER_LIMIT,
  gatherCountSql,
  gatherSql,
  idsDriver,
  indexDriver,
  mainArms,
  searchDriver,
  searchHitsSql,
  tallyAnswers,
  tallyDriver,
  tallySumSql,
  walkArms,
} from './plan.ts';
import type { Key, ListQuery, ListSpec, PageCursor, PageQuery, Sql, Total } from './spec.ts';

/** Keys of one page and the size of the whole list. */
export interface KeyPage extends Total {
  readonly keys: readonly Key[];
}

/** Rows that a search tests in order before it turns to the index; see `walkTested`. */
const TESTED_LIMIT = 20_000;
/** Rough cost of one step of a walk in an index against one row fetched and sorted; four for bad luck in the order. */
const WALK_COST = 0.12 * 4;

const MAX_PAGE = 200;

/** Finds one page of a list. */
export function pageOfKeys(reader: Reader, spec: ListSpec, query: ListQuery, page: PageQuery): KeyPage {
  const wanted = wantedOf(page);
  if (query.ids !== null) return slice(query, gather(reader, query, idsDriver(spec, query.ids), searchTests(query)), wanted);
  return query.search === null ? filteredPage(reader, spec, query, wanted) : searchedPage(reader, spec, query, wanted);
}

/** Counts a list without reading it. */
export function totalOf(reader: Reader, spec: ListSpec, query: ListQuery): Total {
  if (query.ids !== null) return exactly(gatherCount(reader, query, idsDriver(spec, query.ids), searchTests(query)));
  if (query.search === null) return filteredTotal(reader, spec, query).total;
  const hits = searchHits(reader, spec, query);
  if (hits.count <= GATHER_LIMIT) return exactly(gatherCount(reader, query, hits.driver, []));
  const few = fewRowsDriver(reader, spec, query);
  if (few !== null) return exactly(gatherCount(reader, query, few, searchTests(query)));
  if (filterSql(query, '').length === 0) return { total: GATHER_LIMIT, totalIsExact: false };
  return boundedTotal(reader, query, hits.driver);
}

/** `row_no` of every row of a list in order; for exports. Holds one number a row, nothing open. */
export function allRows(reader: Reader, spec: ListSpec, query: ListQuery): number[] {
  const tests = searchTests(query);
  if (query.ids !== null) return rowsOf(gather(reader, query, idsDriver(spec, query.ids), tests));
  const hits = query.search === null ? null : searchHits(reader, spec, query);
  if (hits !== null && hits.count <= GATHER_LIMIT) return rowsOf(gather(reader, query, hits.driver, []));
  const few = fewRowsDriver(reader, spec, query);
  if (few !== null) return rowsOf(gather(reader, query, few, tests));
  const arms = mainArms(spec, query) ?? walkArms(spec, query);
  return rowsOf(walk(reader, spec, query, arms, { after: null, offset: 0, size: -1 }, [...filterSql(query, ''), ...tests]));
}

interface Wanted {
  readonly after: PageCursor | null;
  readonly offset: number;
  readonly size: number;
}

function wantedOf(page: PageQuery): Wanted {
  const after = page.after ?? null;
  const size = Math.max(1, Math.min(MAX_PAGE, page.size));
  return { after, offset: after === null ? Math.max(0, page.offset ?? 0) : 0, size };
}

function filteredPage(reader: Reader, spec: ListSpec, query: ListQuery, wanted: Wanted): KeyPage {
  const main = mainArms(spec, query);
  const { total, driver } = filteredTotal(reader, spec, query);
  // A range on the sort column itself is walked from its first row on.
  const ranged = query.ranges.some((range) => range.column === query.sort.column);
  if (main === null && !ranged && driver !== null && gatherIsCheaper(reader, spec, total, wanted)) {
    return { ...slice(query, gather(reader, query, driver, []), wanted), ...total };
  }
  const arms = main ?? walkArms(spec, query);
  return { keys: walk(reader, spec, query, arms, wanted, filterSql(query, '')), ...total };
}

function gatherIsCheaper(reader: Reader, spec: ListSpec, total: Total, wanted: Wanted): boolean {
  if (!total.totalIsExact || total.total > GATHER_LIMIT) return false;
  const rows = lastRow(reader, spec);
  const steps = total.total === 0 ? rows : Math.min(rows, ((wanted.offset + wanted.size) * rows) / total.total);
  return total.total < steps * WALK_COST;
}

/** Counts by the cheapest way, and says which driver then finds the rows; null when only a walk does. */
function filteredTotal(reader: Reader, spec: ListSpec, query: ListQuery): { total: Total; driver: Driver | null } {
  const tally = numberOf(reader, tallySumSql(spec, query));
  const byTally = tallyDriver(spec, query);
  if (tallyAnswers(spec, query)) return { total: exactly(tally), driver: query.terms.length === 0 ? null : byTally };
  const byIndex = indexDriver(spec, query);
  if (byIndex === null) throw new Error('a filter has neither a tally nor an index');
  if (tally <= GATHER_LIMIT && mainArms(spec, query) === null) {
    return { total: exactly(gatherCount(reader, query, byTally, [])), driver: byTally };
  }
  return { total: boundedTotal(reader, query, byIndex), driver: byIndex };
}

function boundedTotal(reader: Reader, query: ListQuery, driver: Driver): Total {
  const { sql, limit } = boundedCountSql(query, driver);
  const [visited = 0, passed = 0] = reader.readRaw<[number, number]>(sql.text).get(...sql.params) ?? [];
  return { total: passed, totalIsExact: visited < limit };
}

function searchedPage(reader: Reader, spec: ListSpec, query: ListQuery, wanted: Wanted): KeyPage {
  const hits = searchHits(reader, spec, query);
  if (hits.count <= GATHER_LIMIT) return slice(query, gather(reader, query, hits.driver, []), wanted);
  const few = fewRowsDriver(reader, spec, query);
  if (few !== null) return slice(query, gather(reader, query, few, searchTests(query)), wanted);
  const keys =
    walkTested(reader, spec, query, wanted) ?? gatherPage(reader, query, hits.driver, wanted);
  const seen = wanted.offset + keys.length;
  const known = filterSql(query, '').length === 0 ? GATHER_LIMIT : 0;
  return { keys, total: Math.max(known, seen), totalIsExact: false };
}

/** A driver over at most `GATHER_LIMIT` rows that the filters alone leave; null when they leave more. */
function fewRowsDriver(reader: Reader, spec: ListSpec, query: ListQuery): Driver | null {
  if (query.terms.length === 0 && query.ranges.length === 0) return null;
  const { total, driver } = filteredTotal(reader, spec, query);
  return total.totalIsExact && total.total <= GATHER_LIMIT ? driver : null;
}

/** Hits in the index and among the rows that wait for it, counted up to one more than `GATHER_LIMIT`. */
function searchHits(reader: Reader, spec: ListSpec, query: ListQuery): { driver: Driver; count: number } {
  const watermark = searchWatermark(reader, spec.kind);
  const pendingAfter = lastRow(reader, spec) > watermark ? watermark : null;
  const hits = searchHitsSql(spec, query, pendingAfter);
  const text = `select count(*) from (${hits.text} limit ${GATHER_LIMIT + 1})`;
  return { driver: searchDriver(spec, query, pendingAfter), count: numberOf(reader, { text, params: hits.params }) };
}

/**
 * A common word: rows in order, each tested. Gives up (null) when `TESTED_LIMIT` rows that pass the filters did not
 * fill the page: the word then lies elsewhere in the order and its rows are better gathered.
 */
function walkTested(reader: Reader, spec: ListSpec, query: ListQuery, wanted: Wanted): readonly Key[] | null {
  const arms = walkArms(spec, query);
  const tests = filterSql(query, '');
  const patterns = searchTests(query, 'r.');
  const [phase] = phasesOf(query, wanted.after);
  if (phase === undefined) return null;
  const inner = orderedSql({ spec, query, arms, phase, after: wanted.after, tests });
  const where = patterns.map((test) => test.text).join(' and ');
  // No ORDER BY outside: the loop runs over the ordered rows, and sorting them would test all before the first is out.
  const text = `select k.row_no, k.${query.sort.column} from (${inner.text} limit ${TESTED_LIMIT}) k
    cross join ${spec.table} r on r.row_no = k.row_no where ${where} limit ? offset ?`;
  const params = [...inner.params, ...patterns.flatMap((test) => test.params), wanted.size, wanted.offset];
  const keys = reader.readRaw<[number, string | number]>(text).all(...params);
  return keys.length === wanted.size ? keys : null;
}

function gatherPage(reader: Reader, query: ListQuery, driver: Driver, wanted: Wanted): readonly Key[] {
  const sql = gatherSql(query, driver, afterSorted(query, wanted.after));
  return reader
    .readRaw<[number, string | number]>(`${sql.text} limit ? offset ?`)
    .all(...sql.params, wanted.size, wanted.offset);
}

/** Rows in index order, phase after phase; `size` -1 = to the end. */
function walk(
  reader: Reader,
  spec: ListSpec,
  query: ListQuery,
  arms: readonly Arm[],
  wanted: Wanted,
  tests: readonly Sql[],
): readonly Key[] {
  const keys: Key[] = [];
  let { offset } = wanted;
  const phases = phasesOf(query, wanted.after);
  for (const phase of phases) {
    const sql = orderedSql({ spec, query, arms, phase, after: wanted.after, tests });
    const size = wanted.size < 0 ? -1 : wanted.size - keys.length;
    const statement = reader.readRaw<[number, string | number]>(`${sql.text} limit ? offset ?`);
    const found = statement.all(...sql.params, size, offset);
    keys.push(...found);
    if (keys.length === wanted.size || phase === phases[phases.length - 1]) break;
    // What this phase had of the offset; one row found means that it had all of it.
    offset = found.length > 0 ? 0 : offset - statement.all(...sql.params, offset, 0).length;
  }
  return keys;
}

function gather(reader: Reader, query: ListQuery, driver: Driver, extra: readonly Sql[]): readonly Key[] {
  const sql = gatherSql(query, driver, extra);
  return reader.readRaw<[number, string | number]>(sql.text).all(...sql.params);
}

function gatherCount(reader: Reader, query: ListQuery, driver: Driver, extra: readonly Sql[]): number {
  return numberOf(reader, gatherCountSql(query, driver, extra));
}

/** The page out of a whole gathered list. */
function slice(query: ListQuery, keys: readonly Key[], wanted: Wanted): KeyPage {
  const { after } = wanted;
  const start = after === null ? wanted.offset : keys.findIndex((key) => comesAfter(query, key, after));
  const page = start < 0 ? [] : keys.slice(start, start + wanted.size);
  return { keys: page, ...exactly(keys.length) };
}

function comesAfter(query: ListQuery, [rowNo, value]: Key, after: PageCursor): boolean {
  if (value === after.value) return query.direction === 'asc' ? rowNo > after.rowNo : rowNo < after.rowNo;
  if (query.direction === 'asc') return value > after.value;
  if (!query.sort.nullable) return value < after.value;
  return value === NO_DATE || (after.value !== NO_DATE && value < after.value);
}

function searchTests(query: ListQuery, alias = ''): Sql[] {
  return query.search === null ? [] : patternSql(query.search, alias);
}

function lastRow(reader: Reader, spec: ListSpec): number {
  return numberOf(reader, { text: `select coalesce(max(row_no), 0) from ${spec.table}`, params: [] });
}

function numberOf(reader: Reader, sql: Sql): number {
  return reader.readRaw<[number]>(sql.text).get(...sql.params)?.[0] ?? 0;
}

function exactly(total: number): Total {
  return { total, totalIsExact: true };
}

function rowsOf(keys: readonly Key[]): number[] {
  return keys.map(([rowNo]) => rowNo);
}
