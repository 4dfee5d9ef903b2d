import type { Reader } from '../../access.ts';
import { filterSql, joinSql, termSql, whereSql } from './conditions.ts';
import { type Driver, indexDriver, tallyDriver, testsOf } from './drivers.ts';
import type { ListQuery, ListSpec, Sql, Total } from './spec.ts';

/** Up to so many rows are looked up through the tally (its index holds all columns), or through another index. */
const TALLY_LIMIT = 20_000;
/** Rows that may be read one by one; also the bound of a search's count. */
export const ROW_LIMIT = 5000;
/** Index entries that a count looks at, at most; and rows, where the index alone does not answer. */
const VISIT_LIMIT = 100_000;
const VISIT_ROWS_LIMIT = 20_000;

/** Size of a filtered list, and the way that found it. */
export interface Counted extends Total {
  readonly driver: Driver;
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
  const few = tally <= TALLY_LIMIT;
  if (tallyAnswers(spec, query)) return { total: tally, totalIsExact: true, driver, few };
  const other = indexDriver(spec, query);
  if (other === null) throw new Error('a filter has neither a tally nor an index');
  if (few) return { total: countAll(reader, query, driver), totalIsExact: true, driver, few };
  const total = countBounded(reader, spec, query, other);
  return { ...total, driver: other, few: total.totalIsExact && total.total <= ROW_LIMIT };
}

/** Rows of each state that the filters leave, by the way that counted them exactly. */
export function countByState(reader: Reader, spec: ListSpec, query: ListQuery, counted: Counted): ReadonlyMap<string, number> {
  const sql = stateCountSql(spec, query, counted);
  return new Map(reader.readRaw<[string, number]>(sql.text).all(...sql.params));
}

function stateCountSql(spec: ListSpec, query: ListQuery, { driver }: Counted): Sql {
  const state = spec.stateColumn;
  if (tallyAnswers(spec, query)) {
    const sum = tallySumSql(spec, query, `${state}, `);
    return { text: `${sum.text} group by ${state}`, params: sum.params };
  }
  const where = whereSql(testsOf(query, driver));
  const text = `select r.${state}, count(*) from ${driver.from.text}${where.text} group by r.${state}`;
  return { text, params: [...driver.from.params, ...where.params] };
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
  const tests = filterSql(query, 'k.', driver.answered);
  const columns = [...new Set([...query.terms, ...query.ranges].map((filter) => filter.column))];
  const limit = columns.every((column) => driver.covered.includes(column)) ? VISIT_LIMIT : VISIT_ROWS_LIMIT;
  const where = whereSql(driver.fixed);
  const passed = tests.length === 0 ? 'count(*)' : `coalesce(sum(${joinSql(tests, ' and ').text}), 0)`;
  const list = [spec.stateColumn, ...columns].map((column) => `r.${column}`).join(', ');
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
