import type { Reader } from '../../access.ts';
import { filterSql, joinSql, termSql, whereSql } from './conditions.ts';
import {
  canGather,
  type Driver,
  indexDriver,
  inState,
  rareDriver,
  statesDriver,
  statesOf,
  tallyDriver,
  testsOf,
} from './drivers.ts';
import type { ListQuery, ListSpec, Sql, Total } from './spec.ts';

/** Size of a filtered list, and the way that found it. */
export interface Counted extends Total {
  readonly driver: Driver;
  readonly byTally: boolean;
  /** The driver can also be asked for the rows: there are few enough of them. */
  readonly few: boolean;
}

/** True when the tally answers all filters of a query (keys and search are not looked at). */
export function tallyAnswers(spec: ListSpec, query: ListQuery): boolean {
  return query.ranges.length === 0 && query.terms.every((term) => spec.tallyColumns.includes(term.column));
}

/** Counts what the filters leave, by the cheapest way; keys and search are not looked at. */
export function countFiltered(reader: Reader, spec: ListSpec, query: ListQuery): Counted {
  const tally = numberOf(reader, tallySumSql(spec, query, ''));
  const driver = tallyDriver(spec, query);
  const few = tally <= spec.limits.tally;
  if (tallyAnswers(spec, query)) return { total: tally, totalIsExact: true, driver, byTally: true, few };
  const rare = rareDriver(spec, query);
  if (rare !== null) return exactly(spec, countAll(reader, query, rare), rare);
  const other = indexDriver(spec, query) ?? statesDriver(spec, query);
  if (few) return { total: countAll(reader, query, driver), totalIsExact: true, driver, byTally: true, few };
  const total = countBounded(reader, spec, query, other);
  return { ...total, driver: other, byTally: false, few: total.totalIsExact && total.total <= spec.limits.rows };
}

function exactly(spec: ListSpec, total: number, driver: Driver): Counted {
  return { total, totalIsExact: true, driver, byTally: false, few: total <= spec.limits.rows };
}

/**
 * Rows of each state that the filters leave, by the way that counted them exactly. Through an index other than the
 * tally's a state is counted up to `sparse` only: more than that is all the caller asks.
 */
export function countByState(
  reader: Reader,
  spec: ListSpec,
  query: ListQuery,
  counted: Counted,
): ReadonlyMap<string, number> {
  if (!counted.byTally) {
    return new Map(
      statesOf(spec, query).map((state) => [state, countUpTo(reader, spec, query, counted.driver, state)]),
    );
  }
  const { text, params } = tallyAnswers(spec, query)
    ? tallyByState(spec, query)
    : rowsByState(spec, query, counted.driver);
  return new Map(reader.readRaw<[string, number]>(text).all(...params));
}

function tallyByState(spec: ListSpec, query: ListQuery): Sql {
  const sum = tallySumSql(spec, query, `${spec.stateColumn}, `);
  return { text: `${sum.text} group by ${spec.stateColumn}`, params: sum.params };
}

function rowsByState(spec: ListSpec, query: ListQuery, driver: Driver): Sql {
  const where = whereSql(testsOf(query, driver));
  const text = `select r.${spec.stateColumn}, count(*) from ${driver.from.text}${where.text} group by 1`;
  return { text, params: [...driver.from.params, ...where.params] };
}

function countUpTo(reader: Reader, spec: ListSpec, query: ListQuery, driver: Driver, state: string): number {
  const where = whereSql(testsOf(query, inState(spec, driver, state)));
  const text = `select count(*) from (select 1 from ${driver.from.text}${where.text} limit ${spec.limits.sparse})`;
  return numberOf(reader, { text, params: [...driver.from.params, ...where.params] });
}

/** Number of rows of a driver that pass the query's tests and `extra`; looks at all of the driver's rows. */
export function countAll(reader: Reader, query: ListQuery, driver: Driver, extra: readonly Sql[] = []): number {
  const where = whereSql(testsOf(query, driver, extra));
  const text = `select count(*) from ${driver.from.text}${where.text}`;
  return numberOf(reader, { text, params: [...driver.from.params, ...where.params] });
}

/** Counts what a driver finds and how much of it passes, looking at a bounded number of entries. */
export function countBounded(reader: Reader, spec: ListSpec, query: ListQuery, driver: Driver): Total {
  const { text, params, limit } = boundedCountSql(spec, query, driver);
  const [visited = 0, passed = 0] = reader.readRaw<[number, number]>(text).get(...params) ?? [];
  return { total: passed, totalIsExact: visited < limit };
}

/** Result columns: visited, passed. */
export function boundedCountSql(spec: ListSpec, query: ListQuery, driver: Driver): Sql & { readonly limit: number } {
  const tests = filterSql(query, 'k.', driver.answered, driver.range);
  const terms = query.terms.filter((term) => !driver.answered.includes(term.column));
  const ranges = query.ranges.filter((range) => range !== driver.range);
  const tested = [...new Set([...terms, ...ranges].map((filter) => filter.column))];
  const byIndex = tested.every((column) => driver.covered.includes(column));
  const { visits, visitedRows, gathered } = spec.limits;
  const limit = !byIndex ? visitedRows : canGather(query, driver) ? gathered : visits;
  const where = whereSql(driver.fixed);
  const passed = tests.length === 0 ? 'count(*)' : `coalesce(sum(${joinSql(tests, ' and ').text}), 0)`;
  const list = tested.length === 0 ? '1' : tested.map((column) => `r.${column}`).join(', ');
  return {
    text: `select count(*), ${passed} from (select ${list} from ${driver.from.text}${where.text} limit ${limit}) k`,
    params: [...tests.flatMap((test) => test.params), ...driver.from.params, ...where.params],
    limit,
  };
}

/** Sum of the tally over the filters that it knows; others are not looked at. */
function tallySumSql(spec: ListSpec, query: ListQuery, columns: string): Sql {
  const terms = query.terms.filter((term) => spec.tallyColumns.includes(term.column));
  const where = whereSql(terms.map((term) => termSql(term, '')));
  return { text: `select ${columns}coalesce(sum(n), 0) from ${spec.tally}${where.text}`, params: where.params };
}

/** The number that a query of one row and column gives. */
export function numberOf(reader: Reader, sql: Sql): number {
  return reader.readRaw<[number]>(sql.text).get(...sql.params)?.[0] ?? 0;
}
