import type { Reader } from '../../access.ts';
import { NO_DATE } from '../../schema/columns.ts';
import { countAll } from './counts.ts';
import { type Driver, tallyDriver } from './drivers.ts';
import { readOrdered, type Wanted } from './ordered.ts';
import type { Key, ListQuery, ListSpec, Sql } from './spec.ts';

/** How the keys of a list without search are found; the engine itself. */
export type FindKeys = (query: ListQuery, wanted: Wanted) => readonly Key[];

/**
 * A page of a list with further sort columns (`query.further`). The first column alone says which of its values the page
 * touches, and how many rows of each; the rows of one value are then a list of their own, in the order of the next column.
 */
export function tiedPage(
  reader: Reader,
  spec: ListSpec,
  query: ListQuery,
  arms: readonly Driver[],
  wanted: Wanted,
  find: FindKeys,
): readonly Key[] {
  const page = readOrdered(reader, { ...query, further: [] }, arms, wanted);
  const groups = groupsOf(page);
  return groups.flatMap(({ value, keys }, at) => {
    const whole = at > 0 && at < groups.length - 1;
    if (whole && keys.length === 1) return keys;
    const offset = at > 0 ? 0 : wanted.offset - countOf(reader, query, arms, beforeSql(query, value));
    const part = { after: null, offset, size: keys.length };
    return tied(reader, spec, query, arms, value, part, find).map(([rowNo]): Key => [rowNo, value]);
  });
}

function groupsOf(page: readonly Key[]): readonly { readonly value: string | number; readonly keys: Key[] }[] {
  const groups: { value: string | number; keys: Key[] }[] = [];
  for (const key of page) {
    const group = groups.at(-1);
    if (group?.value === key[1]) group.keys.push(key);
    else groups.push({ value: key[1], keys: [key] });
  }
  return groups;
}

/**
 * Rows of one value of the first column by the others. Where every index holds the first column the next one's index leads; else
 * they are sorted, very many ("no date") out of the tally's index, which holds every sort column.
 */
function tied(
  reader: Reader,
  spec: ListSpec,
  query: ListQuery,
  arms: readonly Driver[],
  value: string | number,
  part: Wanted,
  find: FindKeys,
): readonly Key[] {
  const { column } = query.sort;
  const [next, ...rest] = query.further;
  if (next !== undefined && spec.coveredColumns.includes(column)) {
    const fixed = { column, from: String(value), to: String(value) };
    return find({ ...query, ...next, further: rest, ranges: [...query.ranges, fixed] }, part);
  }
  const same = { text: `r.${column} = ?`, params: [value] };
  const many = countOf(reader, query, arms, same) > spec.limits.rows;
  return readOrdered(reader, query, many ? [tallyDriver(spec, query)] : arms, part, [same]);
}

function countOf(reader: Reader, query: ListQuery, arms: readonly Driver[], test: Sql): number {
  return arms.reduce((sum, arm) => sum + countAll(reader, query, arm, [test]), 0);
}

/** The first column lies before this value in the order; descending, "none" comes behind all dates. */
function beforeSql({ sort, direction }: ListQuery, value: string | number): Sql {
  const column = `r.${sort.column}`;
  if (direction === 'asc' || (sort.nullable && value === NO_DATE)) return { text: `${column} < ?`, params: [value] };
  const dated = sort.nullable ? ` and ${column} < '${NO_DATE}'` : '';
  return { text: `${column} > ?${dated}`, params: [value] };
}
