import { NO_DATE } from '../../schema/columns.ts';
import { joinSql, whereSql } from './conditions.ts';
import type { ListQuery, ListSpec, PageCursor, Sql } from './spec.ts';

/** One piece of a list that an index gives in the order asked for: the columns before the sort column are fixed. */
export interface Arm {
  readonly index: string;
  readonly fixed: readonly Sql[];
}

/**
 * Which rows: all; those with a date; those without. Descending by a date that may be missing is two lists one after
 * the other, because an index can't put "none" last in both directions.
 */
export type Phase = 'all' | 'dated' | 'undated';

/** Phases of a query in order, from the one in which the cursor lies. */
export function phasesOf(query: ListQuery, after: PageCursor | null): Phase[] {
  if (!query.sort.nullable || query.direction === 'asc') return ['all'];
  return after?.value === NO_DATE ? ['undated'] : ['dated', 'undated'];
}

/**
 * The rows of the arms merged in order: SQLite runs UNION ALL with ORDER BY as a merge of co-routines, so nothing is
 * sorted and it stops at the limit. Result columns: `row_no`, sort value. The caller adds `limit ? offset ?`.
 */
export function orderedSql(options: {
  readonly spec: ListSpec;
  readonly query: ListQuery;
  readonly arms: readonly Arm[];
  readonly phase: Phase;
  readonly after: PageCursor | null;
  readonly tests: readonly Sql[];
}): Sql {
  const { spec, query, arms, phase, after, tests } = options;
  const { column } = query.sort;
  const bounds = [...phaseSql(column, phase), ...afterSql(query, phase, after)];
  const selects = arms.map((arm) => {
    const where = whereSql([...arm.fixed, ...bounds, ...tests]);
    return { text: `select row_no, ${column} from ${spec.table} indexed by ${arm.index}${where.text}`, params: where.params };
  });
  const union = joinSql(selects, ' union all ');
  return { text: `${union.text} order by 2 ${query.direction}, 1 ${query.direction}`, params: union.params };
}

/** Rows behind a cursor, for a list that is sorted and not walked. */
export function afterSorted(query: ListQuery, after: PageCursor | null): Sql[] {
  if (after === null) return [];
  const { column, nullable } = query.sort;
  const than = query.direction === 'asc' ? '>' : '<';
  const sameValue = `(r.${column} = ? and r.row_no ${than} ?)`;
  if (!nullable || query.direction === 'asc') {
    return [{ text: `(r.${column} ${than} ? or ${sameValue})`, params: [after.value, after.value, after.rowNo] }];
  }
  if (after.value === NO_DATE) return [{ text: sameValue, params: [after.value, after.rowNo] }];
  const text = `(r.${column} = '${NO_DATE}' or r.${column} < ? or ${sameValue})`;
  return [{ text, params: [after.value, after.value, after.rowNo] }];
}

function phaseSql(column: string, phase: Phase): Sql[] {
  if (phase === 'all') return [];
  return [{ text: `${column} ${phase === 'dated' ? '<' : '='} '${NO_DATE}'`, params: [] }];
}

function afterSql(query: ListQuery, phase: Phase, after: PageCursor | null): Sql[] {
  if (after === null) return [];
  // The cursor lies in the first phase asked for; a later phase is wanted from its beginning.
  if (phase === 'undated' && after.value !== NO_DATE) return [];
  const { column } = query.sort;
  const than = query.direction === 'asc' ? '>' : '<';
  return [
    { text: `${column} ${than}= ?`, params: [after.value] },
    { text: `(${column} ${than} ? or row_no ${than} ?)`, params: [after.value, after.rowNo] },
  ];
}
