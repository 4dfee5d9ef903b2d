import type { Reader } from '../../access.ts';
import { NO_DATE } from '../../schema/columns.ts';
import { type SearchKind, standsInTexts } from '../../search/maintain.ts';
import { compileSearch, type SearchQuery } from '../../search/query.ts';
import { joinSql } from './conditions.ts';
import { pageOfKeys } from './run.ts';
import type {
  Keys,
  ListQuery,
  ListSpec,
  PageCursor,
  PageQuery,
  RangeFilter,
  Sql,
  SortColumn,
  TermFilter,
  Total,
} from './spec.ts';

/** Order of a list. */
export interface SortOrder<By extends string> {
  readonly by: By;
  readonly dir: 'asc' | 'desc';
}

/** One page of a list. `total` is the size of the whole list, or a lower bound of it when `totalIsExact` is false. */
export interface ListResult<Row> extends Total {
  readonly rows: readonly Row[];
  /** Give it as `after` to read on; null when this page is empty. */
  readonly last: PageCursor | null;
  /** Words of the search that were read as pinyin initials. */
  readonly initials: readonly string[];
}

/** Finds the keys of a page and reads its rows. */
export function listOf<Row>(
  reader: Reader,
  spec: ListSpec,
  query: ListQuery,
  page: PageQuery,
  rowAt: (reader: Reader, rowNo: number) => Row,
): ListResult<Row> {
  const { keys, total, totalIsExact } = pageOfKeys(reader, spec, query, page);
  const last = keys[keys.length - 1];
  return {
    rows: keys.map(([rowNo]) => rowAt(reader, rowNo)),
    total,
    totalIsExact,
    last: last === undefined ? null : { rowNo: last[0], value: last[1] },
    initials: query.search?.initials ?? [],
  };
}

/** The term filters that filter something; values once each. */
export function termsOf(
  terms: readonly (readonly [column: string, values: readonly string[] | undefined])[],
): TermFilter[] {
  return terms.flatMap(([column, values]) =>
    values === undefined || values.length === 0 ? [] : [{ column, values: [...new Set(values)] }],
  );
}

/** Last date that is one; `NO_DATE` is the day after. */
const LAST_DATE = '9999-12-30';

/**
 * The range filters that filter something. "No date" is stored as `NO_DATE` and never lies in a range, not in an open
 * one either: who asks for a due date asks for rows that have one.
 */
export function rangesOf(
  ranges: readonly (readonly [column: string, from: string | undefined, to: string | undefined])[],
): RangeFilter[] {
  return ranges.flatMap(([column, from, to]) =>
    from === undefined && to === undefined
      ? []
      : [{ column, from: from ?? null, to: to === undefined || to >= NO_DATE ? LAST_DATE : to }],
  );
}

/** The search of a request; null when nothing searchable was typed. */
export function searchOf(reader: Reader, kind: SearchKind, typed: string | undefined): SearchQuery | null {
  return typed === undefined ? null : compileSearch(typed, (word) => standsInTexts(reader, kind, word));
}

/** The keys asked for, as a query, out of those that another query gives; null when all. */
export function idsOf(ids: readonly string[] | undefined, others: Sql | null = null): Keys | null {
  if (ids === undefined) return others === null ? null : { ...others, many: true };
  const named = { text: 'select value from json_each(?)', params: [JSON.stringify(ids)] };
  return { ...(others === null ? named : joinSql([named, others], ' intersect ')), many: false };
}

/** The sort of a request: the first column, and further ones among its equals; a column named twice counts once. */
export function sortOf<By extends string>(
  sorts: Readonly<Record<By, SortColumn>>,
  order: SortOrder<By>,
  further: readonly SortOrder<By>[] = [],
): Pick<ListQuery, 'sort' | 'direction' | 'further'> {
  const named = [order, ...further];
  const more = further
    .filter(({ by }, at) => named.findIndex((one) => one.by === by) === at + 1)
    .map(({ by, dir }) => ({ sort: sorts[by], direction: dir }));
  return { sort: sorts[order.by], direction: order.dir, further: more };
}
