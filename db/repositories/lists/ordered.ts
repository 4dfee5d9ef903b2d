import type { Reader } from '../../access.ts';
import { NO_DATE } from '../../schema/columns.ts';
import { joinSql, whereSql } from './conditions.ts';
import { numberOf } from './counts.ts';
import { type Driver, skipsRows, testsOf } from './drivers.ts';
import type { Key, ListQuery, PageCursor, Sql } from './spec.ts';

/** Which part of an ordered list: behind a cursor or an offset; `size` -1 = to the end. */
export interface Wanted {
  readonly after: PageCursor | null;
  readonly offset: number;
  readonly size: number;
}

/** Everything. */
export const ALL: Wanted = { after: null, offset: 0, size: -1 };

/** From this offset on a list is walked once, not in phases: the page lies behind most of what a phase would spare. */
const DEEP = 50_000;

/**
 * Which rows: all; those with a date; those without. By a date that may be missing is two lists one after the other:
 * descending because an index can't put "none" last in both directions; ascending where rows are skipped, because a
 * merge reads the first row of every arm, and an arm may hold hundreds of thousands without a date (closed cases have no
 * due date) before the first that passes, while the page is full of dates.
 */
export type Phase = 'all' | 'dated' | 'undated';

/** Phases of a query in order, from the one in which the cursor lies. `skips`: some arm runs past rows that fail a test. */
export function phasesOf(query: ListQuery, after: PageCursor | null, skips = false): Phase[] {
  if (!query.sort.nullable || (query.direction === 'asc' && !skips)) return ['all'];
  return after?.value === NO_DATE ? ['undated'] : ['dated', 'undated'];
}

/** The rows of the arms in order; no arms, no rows. `extra`: further tests. */
export function readOrdered(
  reader: Reader,
  query: ListQuery,
  arms: readonly Driver[],
  wanted: Wanted,
  extra: readonly Sql[] = [],
): readonly Key[] {
  if (arms.length === 0) return [];
  const keys: Key[] = [];
  let { offset } = wanted;
  const skips = wanted.offset < DEEP && arms.some((arm) => skipsRows(query, arm));
  for (const phase of phasesOf(query, wanted.after, skips)) {
    const sql = orderedSql({ query, arms, phase, after: wanted.after, extra });
    const statement = reader.readRaw<[number, string | number]>(`${sql.text} limit ? offset ?`);
    const found = statement.all(...sql.params, wanted.size < 0 ? -1 : wanted.size - keys.length, offset);
    keys.push(...found);
    if (keys.length === wanted.size) break;
    // What this phase had of the offset; one row found means that it had all of it.
    if (offset > 0) offset = found.length > 0 ? 0 : offset - countOf(reader, sql, offset);
  }
  return keys;
}

function countOf(reader: Reader, { text, params }: Sql, most: number): number {
  return numberOf(reader, { text: `select count(*) from (${text} limit ?)`, params: [...params, most] });
}

/**
 * The rows of the arms merged in order. SQLite runs UNION ALL with ORDER BY as a merge of co-routines: an arm that an
 * index gives in order is read only as far as the limit asks, any other is sorted by itself.
 * Result columns: `row_no`, sort value, values of further sort columns.
 */
export function orderedSql(options: {
  readonly query: ListQuery;
  readonly arms: readonly Driver[];
  readonly phase: Phase;
  readonly after: PageCursor | null;
  readonly extra?: readonly Sql[];
}): Sql {
  const { query, arms, phase, after, extra = [] } = options;
  const { column } = query.sort;
  // "None" comes last in both directions: NULL is the least of all.
  const columns = query.further
    .map((one) =>
      one.sort.nullable && one.direction === 'desc'
        ? `, nullif(r.${one.sort.column}, '${NO_DATE}')`
        : `, r.${one.sort.column}`,
    )
    .join('');
  const among = query.further.map((one, at) => `${at + 3} ${one.direction}, `).join('');
  const last = query.further.at(-1)?.direction ?? query.direction;
  const bounds = [...phaseSql(column, phase), ...afterSql(query, phase, after), ...extra];
  const selects = arms.map((arm) => {
    const where = whereSql(testsOf(query, arm, bounds));
    const text = `select r.row_no, r.${column}${columns} from ${arm.from.text}${where.text}`;
    return { text, params: [...arm.from.params, ...where.params] };
  });
  const union = joinSql(selects, ' union all ');
  return { text: `${union.text} order by 2 ${query.direction}, ${among}1 ${last}`, params: union.params };
}

function phaseSql(column: string, phase: Phase): Sql[] {
  if (phase === 'all') return [];
  return [{ text: `r.${column} ${phase === 'dated' ? '<' : '='} '${NO_DATE}'`, params: [] }];
}

function afterSql(query: ListQuery, phase: Phase, after: PageCursor | null): Sql[] {
  if (after === null) return [];
  // The cursor lies in the first phase asked for; a later phase is wanted from its beginning.
  if (phase === 'undated' && after.value !== NO_DATE) return [];
  const { column } = query.sort;
  const than = query.direction === 'asc' ? '>' : '<';
  return [
    { text: `r.${column} ${than}= ?`, params: [after.value] },
    { text: `(r.${column} ${than} ? or r.row_no ${than} ?)`, params: [after.value, after.rowNo] },
  ];
}
