import type { CaseCount } from '#core/domain/ledger/statistics.ts';
import type { Reader, SqlValue } from '../../access.ts';
import { filterSql, whereSql } from './conditions.ts';
import { type CaseFilter, caseQuery } from './case-lists.ts';

type Row = [category: CaseCount['category'], town: string | null, state: CaseCount['state'], count: number];

/** Cases of a filter counted by class, town and handling state; what `summarise` adds up. */
export function countCasesByClass(reader: Reader, filter: CaseFilter): CaseCount[] {
  const where = whereSql(filterSql(caseQuery({ filter }), ''));
  const sql = `select category, town, handling, count(*) from case_record${where.text} group by category, town, handling`;
  return reader
    .readRaw<Row>(sql)
    .all(...(where.params as SqlValue[]))
    .map(([category, town, state, count]) => ({ category, town, state, count }));
}
