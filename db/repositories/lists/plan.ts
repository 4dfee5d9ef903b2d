import { filterSql, joinSql, patternSql, rangeSql, termSql, whereSql } from './conditions.ts';
import { NO_DATE } from '../../schema/columns.ts';
import type { Arm } from './ordered.ts';
import type { ListQuery, ListSpec, RangeFilter, Sql } from './spec.ts';

/** Up to so many rows are gathered and sorted; more are walked in order. Also the bound of a search's count. */
export const GATHER_LIMIT = 5000;
/** Index entries that a count looks at, at most; and rows, where the index alone does not answer. */
export const COUNT_VISIT_LIMIT = 100_000;
export const COUNT_VISIT_ROWS_LIMIT = 20_000;
/** Most arms of a merge. */
const ARM_LIMIT = 64;

/** Arms that walk the whole list in order: one by state, or the plain index when there is nothing to test. */
export function walkArms(spec: ListSpec, query: ListQuery): Arm[] {
  if (query.terms.length === 0 && query.ranges.every((range) => range.column === query.sort.column)) {
    return [{ index: query.sort.plainIndex, fixed: [] }];
  }
  return statesOf(spec, query).map((state) => ({
    index: query.sort.stateIndex,
    fixed: [{ text: `${spec.stateColumn} = ?`, params: [state] }],
  }));
}

/**
 * Arms of the main list: town, class and state fixed in one index that goes on with the due date (found date of a
 * finding). A class or state not asked for is spelled out. Null when the query is another one, or has too many arms.
 */
export function mainArms(spec: ListSpec, query: ListQuery): Arm[] | null {
  const columns = spec.tallyColumns.slice(0, 3);
  const [townColumn, categoryColumn] = columns;
  if (query.sort.column !== spec.mainSort) return null;
  if (query.ranges.some((range) => range.column !== spec.mainSort)) return null;
  if (query.terms.some((term) => !columns.includes(term.column))) return null;
  const towns = query.terms.find((term) => term.column === townColumn)?.values;
  if (towns === undefined) return null;
  const categories = query.terms.find((term) => term.column === categoryColumn)?.values ?? spec.categories;
  const states = statesOf(spec, query);
  if (towns.length * categories.length * states.length > ARM_LIMIT) return null;
  const text = columns.map((column) => `${column} = ?`).join(' and ');
  return towns.flatMap((town) =>
    categories.flatMap((category) =>
      states.map((state) => ({ index: spec.mainIndex, fixed: [{ text, params: [town, category, state] }] })),
    ),
  );
}

/** Number of records by the tally: exact for its columns, other filters not looked at. */
export function tallySumSql(spec: ListSpec, query: ListQuery | null): Sql {
  const terms = (query?.terms ?? []).filter((term) => spec.tallyColumns.includes(term.column));
  const where = whereSql(terms.map((term) => termSql(term, '')));
  return { text: `select coalesce(sum(n), 0) from ${spec.tally}${where.text}`, params: where.params };
}

/** True when the tally answers all filters of a query (keys and search are not looked at). */
export function tallyAnswers(spec: ListSpec, query: ListQuery): boolean {
  return query.ranges.length === 0 && query.terms.every((term) => spec.tallyColumns.includes(term.column));
}

/** A way into the table that finds the rows of a query without an order. */
export interface Driver {
  /** FROM clause; the record's alias is `r`. */
  readonly from: Sql;
  /** WHERE tests that the way itself makes. */
  readonly fixed: readonly Sql[];
  /** Filter columns that need no test any more. */
  readonly answered: readonly string[];
  /** Columns that the index holds, for a count that reads no rows. */
  readonly covered: readonly string[];
}

/** Every combination that the tally knows to exist, looked up in the index of the same columns. */
export function tallyDriver(spec: ListSpec, query: ListQuery): Driver {
  const tested = query.terms.filter((term) => spec.tallyColumns.includes(term.column));
  const joins = spec.tallyColumns.map((column) => ({ text: `r.${column} = t.${column}`, params: [] }));
  return {
    from: plain(`${spec.tally} t cross join ${spec.table} r indexed by ${spec.tallyIndex}`),
    fixed: [...tested.map((term) => termSql(term, 't.')), ...joins],
    answered: tested.map((term) => term.column),
    covered: spec.tallyColumns,
  };
}

/**
 * The index that answers best what the tally can't: the main one for town and dates, else that of a filter column
 * outside the tally (river, unit), else that of a date range. Null when none of them is asked for.
 */
export function indexDriver(spec: ListSpec, query: ListQuery): Driver | null {
  const arms = mainArms(spec, query);
  if (arms !== null) return mainDriver(spec, query);
  for (const term of query.terms) {
    const known = spec.termIndexes[term.column];
    if (known === undefined) continue;
    return {
      from: plain(`${spec.table} r indexed by ${known.index}`),
      fixed: [termSql(term, 'r.')],
      answered: [term.column],
      covered: known.covers ? [spec.stateColumn, ...spec.coveredColumns] : [term.column],
    };
  }
  const range = query.ranges.find((one) => one.column === query.sort.column) ?? query.ranges[0];
  return range === undefined ? null : rangeDriver(spec, query, range);
}

function mainDriver(spec: ListSpec, query: ListQuery): Driver {
  const columns = spec.tallyColumns.slice(0, 3);
  const every: Readonly<Record<string, readonly string[]>> = {
    [columns[1] ?? '']: spec.categories,
    [spec.stateColumn]: spec.states,
  };
  const terms = columns.map((column) => ({
    column,
    values: query.terms.find((term) => term.column === column)?.values ?? every[column] ?? [],
  }));
  return {
    from: plain(`${spec.table} r indexed by ${spec.mainIndex}`),
    fixed: [...terms.map((term) => termSql(term, 'r.')), ...query.ranges.flatMap((range) => rangeSql(range, 'r.'))],
    answered: columns,
    covered: [...columns, spec.mainSort],
  };
}

function rangeDriver(spec: ListSpec, query: ListQuery, range: RangeFilter): Driver | null {
  const sort = spec.sorts.find((one) => one.column === range.column);
  if (sort === undefined) return null;
  const states = termSql({ column: spec.stateColumn, values: statesOf(spec, query) }, 'r.');
  return {
    from: plain(`${spec.table} r indexed by ${sort.stateIndex}`),
    fixed: [states, ...rangeSql(range, 'r.')],
    answered: [spec.stateColumn],
    covered: [spec.stateColumn, range.column, ...spec.coveredColumns],
  };
}

/** The rows that the search index finds, and those that wait to be indexed. */
export function searchDriver(spec: ListSpec, query: ListQuery, pendingAfter: number | null): Driver {
  const hits = searchHitsSql(spec, query, pendingAfter);
  // The hits lead; SQLite would otherwise be free to run through the table and ask FTS5 for every row.
  return {
    from: { text: `(${hits.text}) k cross join ${spec.table} r`, params: hits.params },
    fixed: [{ text: 'r.row_no = k.row_no', params: [] }],
    answered: [],
    covered: [],
  };
}

/** `row_no` of every row that matches the search. `pendingAfter`: watermark, null when nothing waits beyond it. */
export function searchHitsSql(spec: ListSpec, query: ListQuery, pendingAfter: number | null): Sql {
  const match = query.search?.match ?? '';
  const hits: Sql = { text: `select rowid as row_no from ${spec.fts} where ${spec.fts} match ?`, params: [match] };
  if (pendingAfter === null || query.search === null) return hits;
  const where = whereSql([{ text: 'row_no > ?', params: [pendingAfter] }, ...patternSql(query.search, '')]);
  return joinSql([hits, { text: `select row_no from ${spec.table}${where.text}`, params: where.params }], ' union all ');
}

/** The records with one of the keys. */
export function idsDriver(spec: ListSpec, ids: readonly string[]): Driver {
  const text = `(select row_no from ${spec.table} where id in (select value from json_each(?))) k cross join ${spec.table} r`;
  return {
    from: { text, params: [JSON.stringify(ids)] },
    fixed: [{ text: 'r.row_no = k.row_no', params: [] }],
    answered: [],
    covered: [],
  };
}

/**
 * Rows of a driver that pass the query's tests and `extra`, in the order asked for: sorted, so the driver's rows are
 * all read. Result columns: `row_no`, sort value.
 */
export function gatherSql(query: ListQuery, driver: Driver, extra: readonly Sql[] = []): Sql {
  const where = whereSql([...driver.fixed, ...filterSql(query, 'r.', driver.answered), ...extra]);
  const { column, nullable } = query.sort;
  const order = [`r.${column} ${query.direction}`, `r.row_no ${query.direction}`];
  if (nullable && query.direction === 'desc') order.unshift(`r.${column} = '${NO_DATE}'`);
  return {
    text: `select r.row_no, r.${column} from ${driver.from.text}${where.text} order by ${order.join(', ')}`,
    params: [...driver.from.params, ...where.params],
  };
}

/** Number of rows of a driver that pass the query's tests and `extra`; reads all of the driver's rows. */
export function gatherCountSql(query: ListQuery, driver: Driver, extra: readonly Sql[] = []): Sql {
  const where = whereSql([...driver.fixed, ...filterSql(query, 'r.', driver.answered), ...extra]);
  return {
    text: `select count(*) from ${driver.from.text}${where.text}`,
    params: [...driver.from.params, ...where.params],
  };
}

/** Counts what a driver finds and how much of it passes, looking at `limit` entries at most: columns visited, passed. */
export function boundedCountSql(query: ListQuery, driver: Driver): { sql: Sql; limit: number } {
  const tests = filterSql(query, 'k.', driver.answered);
  const columns = new Set([
    'row_no',
    ...query.terms.map((term) => term.column),
    ...query.ranges.map((range) => range.column),
  ]);
  const covered = [...columns].every((column) => column === 'row_no' || driver.covered.includes(column));
  const limit = covered ? COUNT_VISIT_LIMIT : COUNT_VISIT_ROWS_LIMIT;
  const where = whereSql(driver.fixed);
  const passed = tests.length === 0 ? 'count(*)' : `coalesce(sum(${joinSql(tests, ' and ').text}), 0)`;
  const list = [...columns].map((column) => `r.${column}`).join(', ');
  const text = `select count(*), ${passed} from (select ${list} from ${driver.from.text}${where.text} limit ${limit}) k`;
  const params = [...tests.flatMap((test) => test.params), ...driver.from.params, ...where.params];
  return { sql: { text, params }, limit };
}

/** States asked for, or all. */
export function statesOf(spec: ListSpec, query: ListQuery): readonly string[] {
  return query.terms.find((term) => term.column === spec.stateColumn)?.values ?? spec.states;
}

function plain(text: string): Sql {
  return { text, params: [] };
}
