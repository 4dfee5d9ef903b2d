import type { SearchQuery } from '../../search/query.ts';
import { marks } from '../row-cursor.ts';
import type { ListQuery, RangeFilter, Sql, TermFilter } from './spec.ts';

/** Columns that may be null; '' asks for these rows. */
const NULLABLE: readonly string[] = ['lead_unit', 'river'];

/** `column in (…)`. `alias` with its dot, or ''. */
export function termSql(term: TermFilter, alias: string): Sql {
  if (term.values.includes('') && NULLABLE.includes(term.column)) return unknownOr(term, alias);
  const test = term.values.length === 1 ? '= ?' : `in (${marks(term.values.length)})`;
  return { text: `${alias}${term.column} ${test}`, params: term.values };
}

function unknownOr({ column, values }: TermFilter, alias: string): Sql {
  const known = values.filter((value) => value !== '');
  const isNull = `${alias}${column} is null`;
  if (known.length === 0) return { text: isNull, params: [] };
  return { text: `(${alias}${column} in (${marks(known.length)}) or ${isNull})`, params: known };
}

/** `column between …`, open ends left out. */
export function rangeSql(range: RangeFilter, alias: string): Sql[] {
  const tests: Sql[] = [];
  if (range.from !== null) tests.push({ text: `${alias}${range.column} >= ?`, params: [range.from] });
  if (range.to !== null) tests.push({ text: `${alias}${range.column} <= ?`, params: [range.to] });
  return tests;
}

/** Every pattern lies in the canonical text, and every word of initials is found in it. */
export function patternSql(search: SearchQuery, alias: string): Sql[] {
  const written = search.patterns.map((pattern) => ({ text: `instr(${alias}search_text, ?) > 0`, params: [pattern] }));
  const initials = search.initials.map((word) => ({ text: `initials_in(${alias}search_text, ?)`, params: [word] }));
  return [...written, ...initials];
}

/** Tests of a query's terms and ranges but those that the driver of the plan answers already: `without` these terms, and this range. */
export function filterSql(
  query: ListQuery,
  alias: string,
  without: readonly string[] = [],
  withoutRange?: RangeFilter,
): Sql[] {
  const tests = query.terms.filter((term) => !without.includes(term.column)).map((term) => termSql(term, alias));
  for (const range of query.ranges) if (range !== withoutRange) tests.push(...rangeSql(range, alias));
  return tests;
}

/** The tests joined by AND, after `where`; empty when there are none. */
export function whereSql(tests: readonly Sql[]): Sql {
  if (tests.length === 0) return { text: '', params: [] };
  const joined = joinSql(tests, ' and ');
  return { text: ` where ${joined.text}`, params: joined.params };
}

/** Pieces of SQL one after another. */
export function joinSql(parts: readonly Sql[], between: string): Sql {
  return { text: parts.map((part) => part.text).join(between), params: parts.flatMap((part) => part.params) };
}
