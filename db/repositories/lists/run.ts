import type { Reader } from '../../access.ts';
import { NO_DATE } from '../../schema/columns.ts';
import { searchWatermark } from '../../search/maintain.ts';
import { patternSql } from './conditions.ts';
import { type Counted, countAll, countBounded, countByState, countFiltered, numberOf } from './counts.ts';
import {
  canGather,
  type Driver,
  idsDriver,
  inState,
  mainArms,
  plainArm,
  searchDriver,
  searchHitsSql,
  stateArm,
  statesOf,
} from './drivers.ts';
import { ALL, orderedSql, phasesOf, readOrdered, type Wanted } from './ordered.ts';
import { type FindKeys, tiedPage } from './ties.ts';
import type { Key, Keys, ListQuery, ListSpec, PageCursor, PageQuery, Sql, Total } from './spec.ts';

/** Keys of one page and the size of the whole list. */
export interface KeyPage extends Total {
  readonly keys: readonly Key[];
}

const MAX_PAGE = 200;
/** Sort column without equals. */
const UNIQUE = 'number';
/** Cost of a step of a walk in an index against a row looked up and sorted, times four for bad luck in the order. */
const WALK_COST = 0.4 * 4;

/** Finds one page of a list. */
export function pageOfKeys(reader: Reader, spec: ListSpec, query: ListQuery, page: PageQuery): KeyPage {
  const wanted = wantedOf(page);
  if (query.ids !== null) return slice(query, byIds(reader, spec, query, query.ids), wanted);
  if (query.search !== null) return searchedPage(reader, spec, query, wanted);
  return filteredPage(reader, spec, query, wanted);
}

/** A page of what the filters leave; keys and search are not looked at. */
function filteredPage(reader: Reader, spec: ListSpec, query: ListQuery, wanted: Wanted): KeyPage {
  const counted = countFiltered(reader, spec, query);
  const { total, totalIsExact } = counted;
  const arms = armsFor(reader, spec, query, counted, wanted);
  const find: FindKeys = (part, some) => filteredPage(reader, spec, part, some).keys;
  const inTies = query.further.length > 0 && query.sort.column !== UNIQUE && wanted.after === null;
  const keys = inTies
    ? tiedPage(reader, spec, query, arms, wanted, find)
    : readOrdered(reader, { ...query, further: [] }, arms, wanted);
  return { keys, total, totalIsExact };
}

/** Counts a list without reading it. */
export function totalOf(reader: Reader, spec: ListSpec, query: ListQuery): Total {
  if (query.ids !== null) return exactly(byIds(reader, spec, query, query.ids).length);
  if (query.search === null) {
    const { total, totalIsExact } = countFiltered(reader, spec, query);
    return { total, totalIsExact };
  }
  const hits = searchHits(reader, spec, query);
  if (hits.count <= spec.limits.rows) return exactly(countAll(reader, query, hits.driver));
  if (!isFiltered(query)) return { total: spec.limits.rows, totalIsExact: false };
  const counted = countFiltered(reader, spec, query);
  if (counted.few && counted.total <= spec.limits.rows)
    return exactly(countAll(reader, query, counted.driver, patterns(query)));
  return countBounded(reader, spec, query, hits.driver);
}

/** `row_no` of every row of a list in order; for exports. Holds one number a row, nothing open. */
export function allRows(reader: Reader, spec: ListSpec, query: ListQuery): number[] {
  if (query.ids !== null) return rowsOf(byIds(reader, spec, query, query.ids));
  if (query.search !== null) {
    const hits = searchHits(reader, spec, query);
    if (hits.count <= spec.limits.rows) return rowsOf(readOrdered(reader, query, [hits.driver], ALL));
  }
  const arms = armsFor(reader, spec, query, countFiltered(reader, spec, query), {
    ...ALL,
    size: Number.MAX_SAFE_INTEGER,
  });
  return rowsOf(readOrdered(reader, query, arms, ALL, patterns(query)));
}

function wantedOf(page: PageQuery): Wanted {
  const after = page.after ?? null;
  const size = Math.max(1, Math.min(MAX_PAGE, page.size));
  return { after, offset: after === null ? Math.max(0, page.offset ?? 0) : 0, size };
}

/** The arms that give the rows which the filters leave, in order, at the least cost. */
function armsFor(
  reader: Reader,
  spec: ListSpec,
  query: ListQuery,
  counted: Counted,
  wanted: Wanted,
): readonly Driver[] {
  const main = mainArms(spec, query);
  if (main !== null) return main;
  if (onSortColumn(query) && query.terms.length === 0) return [plainArm(spec, query)];
  const states = statesOf(spec, query);
  const stateOnly = query.terms.every((term) => term.column === spec.stateColumn);
  if (onSortColumn(query) && stateOnly) return states.map((state) => stateArm(spec, query, state));
  if (counted.few && gatherIsCheaper(reader, spec, counted.total, wanted)) return [counted.driver];
  const { driver, total, totalIsExact } = counted;
  if (totalIsExact && total <= spec.limits.gathered && canGather(query, driver)) return [driver];
  if (!counted.totalIsExact) return states.map((state) => stateArm(spec, query, state));
  const byState = countByState(reader, spec, query, counted);
  return states.flatMap((state) => {
    const rows = byState.get(state) ?? 0;
    if (rows >= spec.limits.sparse) return stateArm(spec, query, state);
    return rows === 0 ? [] : inState(spec, counted.driver, state);
  });
}

function onSortColumn(query: ListQuery): boolean {
  return query.ranges.every((range) => range.column === query.sort.column);
}

function gatherIsCheaper(reader: Reader, spec: ListSpec, total: number, wanted: Wanted): boolean {
  if (total <= spec.limits.sparse) return true;
  const rows = lastRow(reader, spec);
  return total < Math.min(rows, ((wanted.offset + wanted.size) * rows) / total) * WALK_COST;
}

function byIds(reader: Reader, spec: ListSpec, query: ListQuery, ids: Keys): readonly Key[] {
  return readOrdered(reader, query, [idsDriver(spec, query, ids)], ALL, patterns(query));
}

function searchedPage(reader: Reader, spec: ListSpec, query: ListQuery, wanted: Wanted): KeyPage {
  const hits = searchHits(reader, spec, query);
  if (hits.count <= spec.limits.rows) return slice(query, readOrdered(reader, query, [hits.driver], ALL), wanted);
  const counted = isFiltered(query) ? countFiltered(reader, spec, query) : null;
  if (counted?.few === true && counted.total <= spec.limits.rows) {
    return slice(query, readOrdered(reader, query, [counted.driver], ALL, patterns(query)), wanted);
  }
  const arms = counted === null ? [plainArm(spec, query)] : armsFor(reader, spec, query, counted, wanted);
  const keys = testInOrder(reader, spec, query, arms, wanted) ?? readOrdered(reader, query, [hits.driver], wanted);
  const least = counted === null ? spec.limits.rows : 0;
  return { keys, total: Math.max(least, wanted.offset + keys.length), totalIsExact: false };
}

/** Hits in the index and among the rows that wait for it, counted up to one more than `limits.rows`. */
function searchHits(reader: Reader, spec: ListSpec, query: ListQuery): { driver: Driver; count: number } {
  const watermark = searchWatermark(reader, spec.kind);
  const pendingAfter = lastRow(reader, spec) > watermark ? watermark : null;
  const hits = searchHitsSql(spec, query, pendingAfter);
  const text = `select count(*) from (${hits.text} limit ${spec.limits.rows + 1})`;
  return { driver: searchDriver(spec, query, pendingAfter), count: numberOf(reader, { text, params: hits.params }) };
}

/**
 * A common word: rows in order, each tested. Gives up (null) when `tested` rows that pass the filters did not
 * fill the page: the word then lies elsewhere in the order, and its rows are better taken from the index and sorted.
 */
function testInOrder(
  reader: Reader,
  spec: ListSpec,
  query: ListQuery,
  arms: readonly Driver[],
  wanted: Wanted,
): readonly Key[] | null {
  const [phase] = phasesOf(query, wanted.after);
  if (phase === undefined || arms.length === 0) return null;
  const inner = orderedSql({ query, arms, phase, after: wanted.after });
  const tests = patterns(query);
  // No ORDER BY outside: the loop runs over the ordered rows, and sorting them would test all before the first is out.
  const text = `select k.row_no, k.${query.sort.column} from (${inner.text} limit ${spec.limits.tested}) k
    cross join ${spec.table} r on r.row_no = k.row_no where ${tests.map((test) => test.text).join(' and ')} limit ? offset ?`;
  const params = [...inner.params, ...tests.flatMap((test) => test.params), wanted.size, wanted.offset];
  const keys = reader.readRaw<[number, string | number]>(text).all(...params);
  return keys.length === wanted.size ? keys : null;
}

/** The page out of a whole list. */
function slice(query: ListQuery, keys: readonly Key[], { after, offset, size }: Wanted): KeyPage {
  const start = after === null ? offset : keys.findIndex((key) => comesAfter(query, key, after));
  return { keys: start < 0 ? [] : keys.slice(start, start + size), ...exactly(keys.length) };
}

function comesAfter(query: ListQuery, [rowNo, value]: Key, after: PageCursor): boolean {
  const ascending = query.direction === 'asc';
  if (value === after.value) return ascending ? rowNo > after.rowNo : rowNo < after.rowNo;
  if (ascending) return value > after.value;
  if (!query.sort.nullable) return value < after.value;
  return value === NO_DATE || (after.value !== NO_DATE && value < after.value);
}

function patterns(query: ListQuery): Sql[] {
  return query.search === null ? [] : patternSql(query.search, 'r.');
}

function isFiltered(query: ListQuery): boolean {
  return query.terms.length > 0 || query.ranges.length > 0;
}

function lastRow(reader: Reader, spec: ListSpec): number {
  return numberOf(reader, { text: `select coalesce(max(row_no), 0) from ${spec.table}`, params: [] });
}

function exactly(total: number): Total {
  return { total, totalIsExact: true };
}

function rowsOf(keys: readonly Key[]): number[] {
  return keys.map(([rowNo]) => rowNo);
}
