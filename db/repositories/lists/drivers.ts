import type { SearchQuery } from '../../search/query.ts';
import { filterSql, joinSql, patternSql, rangeSql, termSql, whereSql } from './conditions.ts';
import type { Keys, ListQuery, ListSpec, RangeFilter, Sql } from './spec.ts';

/** A way into the table that finds rows of a query. The record's alias is `r`. */
export interface Driver {
  /** FROM clause. */
  readonly from: Sql;
  /** WHERE tests that the way itself makes. */
  readonly fixed: readonly Sql[];
  /** Filter columns that need no test any more. */
  readonly answered: readonly string[];
  /** Columns that the index holds, so that testing them reads no row. */
  readonly covered: readonly string[];
  /** The rows come in the order of the sort column: read as far as the page asks, past the rows that fail a test. */
  readonly inOrder?: true;
  /** The date range that the way walks; needs no test any more. */
  readonly range?: RangeFilter;
}

/** Every combination that the tally knows to exist, looked up in the index of the same columns, which holds the rest. */
export function tallyDriver(spec: ListSpec, query: ListQuery): Driver {
  const tested = query.terms.filter((term) => spec.tallyColumns.includes(term.column));
  const joins = spec.tallyColumns.map((column) => plain(`r.${column} = t.${column}`));
  return {
    from: plain(`${spec.tally} t cross join ${spec.table} r indexed by ${spec.tallyIndex}`),
    fixed: [...tested.map((term) => termSql(term, 't.')), ...joins],
    answered: tested.map((term) => term.column),
    covered: [...spec.tallyColumns, ...spec.coveredColumns, ...spec.sorts.map((sort) => sort.column)],
  };
}

/** The way over a rare column that the query asks for; null when it asks for none. */
export function rareDriver(spec: ListSpec, query: ListQuery): Driver | null {
  for (const [column, { index, where, usual, covered }] of Object.entries(spec.rareColumns)) {
    const term = query.terms.find((one) => one.column === column && !one.values.includes(usual));
    const range = query.ranges.find((one) => one.column === column);
    if (term === undefined && range === undefined) continue;
    const asked = term === undefined ? [] : [termSql(term, 'r.')];
    const within = range === undefined ? [] : rangeSql(range, 'r.');
    return {
      from: plain(`${spec.table} r indexed by ${index}`),
      fixed: [...(where === '' ? [] : [plain(where)]), ...asked, ...within],
      answered: term === undefined ? [] : [column],
      covered: [column, ...covered],
      ...(range === undefined ? {} : { range }),
    };
  }
  return null;
}

/** Every row of the states asked for: for filters that no index answers. */
export function statesDriver(spec: ListSpec, query: ListQuery): Driver {
  return {
    from: plain(`${spec.table} r indexed by ${query.sort.stateIndex}`),
    fixed: [termSql({ column: spec.stateColumn, values: statesOf(spec, query) }, 'r.')],
    answered: [spec.stateColumn],
    covered: [spec.stateColumn, query.sort.column, ...spec.coveredColumns],
  };
}

/**
 * The index that answers best what the tally can't: the main one for town and dates, else that of a filter column
 * outside the tally (river, unit), else that of a date range. Null when none of them is asked for.
 */
export function indexDriver(spec: ListSpec, query: ListQuery): Driver | null {
  if (mainArms(spec, query) !== null) return mainDriver(spec, query);
  for (const term of query.terms) {
    const known = spec.termIndexes[term.column];
    if (known === undefined) continue;
    return {
      from: plain(`${spec.table} r indexed by ${known.index}`),
      fixed: [termSql(term, 'r.')],
      answered: [term.column],
      covered: known.covers ? spec.termCoveredColumns : [term.column],
    };
  }
  const range = query.ranges.find((one) => one.column === query.sort.column) ?? query.ranges[0];
  return range === undefined ? null : rangeDriver(spec, query, range);
}

function mainDriver(spec: ListSpec, query: ListQuery): Driver {
  const terms = mainTerms(spec, query).map(([column, values]) => termSql({ column, values }, 'r.'));
  const ranges = query.ranges.flatMap((range) => rangeSql(range, 'r.'));
  const columns = spec.tallyColumns.slice(0, 3);
  return {
    from: plain(`${spec.table} r indexed by ${spec.mainIndex}`),
    fixed: [...terms, ...ranges],
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
    range,
  };
}

/**
 * The records with one of the keys that a query gives. Of very many those in the states asked for are known from an index,
 * so that the others are not read.
 */
export function idsDriver(spec: ListSpec, query: ListQuery, ids: Keys): Driver {
  const states = ids.many ? query.terms.find(({ column }) => column === spec.stateColumn) : undefined;
  const tests: Sql[] = [{ text: `id in (${ids.text})`, params: ids.params }];
  if (states !== undefined) {
    const { text, params } = termSql(states, '');
    const rows = `select row_no from ${spec.table} indexed by ${query.sort.stateIndex} where ${text}`;
    tests.push({ text: `row_no in (${rows})`, params });
  }
  const where = whereSql(tests);
  return {
    from: {
      text: `(select row_no from ${spec.table}${where.text}) k cross join ${spec.table} r`,
      params: where.params,
    },
    fixed: [plain('r.row_no = k.row_no')],
    answered: states === undefined ? [] : [spec.stateColumn],
    covered: [],
  };
}

/** The rows that the search finds. The hits lead: SQLite would else be free to ask FTS5 once for every row. */
export function searchDriver(spec: ListSpec, query: ListQuery, pendingAfter: number | null): Driver {
  const hits = searchHitsSql(spec, query, pendingAfter);
  const from = { text: `(${hits.text}) k cross join ${spec.table} r`, params: hits.params };
  return { from, fixed: [plain('r.row_no = k.row_no')], answered: [], covered: [] };
}

/** `row_no` of every row that matches the search. `pendingAfter`: watermark, null when nothing waits beyond it. */
export function searchHitsSql(spec: ListSpec, query: ListQuery, pendingAfter: number | null): Sql {
  if (query.search === null) throw new Error('a list without a search has no hits');
  const hits = indexHitsSql(spec, query.search);
  if (pendingAfter === null) return hits;
  const where = whereSql([{ text: 'row_no > ?', params: [pendingAfter] }, ...patternSql(query.search, '')]);
  const text = `${hits.text} union all select row_no from ${spec.table}${where.text}`;
  return { text, params: [...hits.params, ...where.params] };
}

function indexHitsSql(spec: ListSpec, { match, initialsMatch }: SearchQuery): Sql {
  const matches = (fts: string, said: string | null): Sql[] =>
    said === null ? [] : [{ text: `select rowid as row_no from ${fts} where ${fts} match ?`, params: [said] }];
  return joinSql([...matches(spec.fts, match), ...matches(spec.initials, initialsMatch)], ' intersect ');
}

/** The whole table in the order of the sort column. */
export function plainArm(spec: ListSpec, query: ListQuery): Driver {
  const { column, plainIndex } = query.sort;
  const from = plain(`${spec.table} r indexed by ${plainIndex}`);
  return { from, fixed: [], answered: [], covered: [column], inOrder: true };
}

/** The rows of one state in the order of the sort column. */
export function stateArm(spec: ListSpec, query: ListQuery, state: string): Driver {
  return {
    from: plain(`${spec.table} r indexed by ${query.sort.stateIndex}`),
    fixed: [{ text: `r.${spec.stateColumn} = ?`, params: [state] }],
    answered: [spec.stateColumn],
    covered: [spec.stateColumn, query.sort.column, ...spec.coveredColumns],
    inOrder: true,
  };
}

/** Most arms of a merge. */
const ARM_LIMIT = 64;

/**
 * Arms of the main list: town, class and state fixed in one index that goes on with the due date (found date of a
 * finding). A class or state not asked for is spelled out. Null when the query is another one, or has too many arms.
 */
export function mainArms(spec: ListSpec, query: ListQuery): Driver[] | null {
  const columns = spec.tallyColumns.slice(0, 3);
  if (query.sort.column !== spec.mainSort) return null;
  if (query.ranges.some((range) => range.column !== spec.mainSort)) return null;
  if (query.terms.some((term) => !columns.includes(term.column))) return null;
  if (!query.terms.some((term) => term.column === columns[0])) return null;
  let combinations: string[][] = [[]];
  for (const [, values] of mainTerms(spec, query)) {
    combinations = combinations.flatMap((fixed) => values.map((value) => [...fixed, value]));
    if (combinations.length > ARM_LIMIT) return null;
  }
  const text = columns.map((column) => `r.${column} = ?`).join(' and ');
  return combinations.map((params) => ({
    from: plain(`${spec.table} r indexed by ${spec.mainIndex}`),
    fixed: [{ text, params }],
    answered: columns,
    covered: [...columns, spec.mainSort],
  }));
}

function mainTerms(spec: ListSpec, query: ListQuery): (readonly [column: string, values: readonly string[]])[] {
  const all = [[], spec.categories, spec.states];
  return spec.tallyColumns.slice(0, 3).map((column, at) => {
    const asked = query.terms.find((term) => term.column === column)?.values;
    return [column, asked ?? all[at] ?? []];
  });
}

/** States asked for, or all. */
export function statesOf(spec: ListSpec, query: ListQuery): readonly string[] {
  return query.terms.find((term) => term.column === spec.stateColumn)?.values ?? spec.states;
}

/**
 * True for a range of another date than the sort's in an index that holds both: a bounded number of its entries is walked
 * whole and sorted in a time that is known. In the order of the sort they may lie behind all others, since the dates of a
 * case go up together.
 */
export function canGather(query: ListQuery, { range, covered }: Driver): boolean {
  const { column } = query.sort;
  return range !== undefined && range.column !== column && covered.includes(column);
}

/** True when a walk in order tests columns that its index does not lead to: it may run past any number of rows. */
export function skipsRows(query: ListQuery, driver: Driver): boolean {
  if (driver.inOrder !== true) return false;
  if (query.terms.some((term) => !driver.answered.includes(term.column))) return true;
  return query.ranges.some((range) => range.column !== query.sort.column);
}

/** A driver narrowed to one state. */
export function inState(spec: ListSpec, driver: Driver, state: string): Driver {
  return { ...driver, fixed: [...driver.fixed, { text: `r.${spec.stateColumn} = ?`, params: [state] }] };
}

/** All tests that a driver's rows still have to pass. */
export function testsOf(query: ListQuery, driver: Driver, extra: readonly Sql[] = []): Sql[] {
  return [...driver.fixed, ...filterSql(query, 'r.', driver.answered, driver.range), ...extra];
}

function plain(text: string): Sql {
  return { text, params: [] };
}
