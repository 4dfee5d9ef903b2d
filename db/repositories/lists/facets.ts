import type { Reader } from '../../access.ts';
import { termSql, whereSql } from './conditions.ts';
import type { ListQuery, ListSpec } from './spec.ts';

/** One value of a facet and how many records have it. */
export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

/**
 * Counts by value of one tally column, exact, most first. It is counted under the filters of the other columns, not
 * its own, so that a user sees what choosing another value would give. Filters outside the tally (dates, river) are
 * not looked at.
 */
export function facetOf(reader: Reader, spec: ListSpec, query: ListQuery, column: string): FacetValue[] {
  const terms = query.terms.filter((term) => term.column !== column && spec.tallyColumns.includes(term.column));
  const where = whereSql(terms.map((term) => termSql(term, '')));
  const text = `select ${column}, sum(n) from ${spec.tally}${where.text} group by ${column} order by 2 desc, 1`;
  return reader
    .readRaw<[string, number]>(text)
    .all(...where.params)
    .map(([value, count]) => ({ value, count }));
}
