import type { SqlValue } from '../../access.ts';
import type { SearchKind } from '../../search/maintain.ts';
import type { SearchQuery } from '../../search/query.ts';

/** A piece of SQL with its parameters in order. */
export interface Sql {
  readonly text: string;
  readonly params: readonly SqlValue[];
}

/** A column a list can be sorted by, and the two indexes in its order. */
export interface SortColumn {
  readonly column: string;
  /** Has `NO_DATE` for "none"; such rows come last in both directions. */
  readonly nullable: boolean;
  /** Index on the column alone, for lists without a filter. */
  readonly plainIndex: string;
  /** Index on (state, column, row_no, filter columns…). */
  readonly stateIndex: string;
}

/** How one kind of record is stored, as far as lists need it. */
export interface ListSpec {
  readonly kind: SearchKind;
  readonly table: string;
  readonly tally: string;
  readonly fts: string;
  readonly stateColumn: string;
  readonly states: readonly string[];
  /** Columns of the tally: town, class, state first. */
  readonly tallyColumns: readonly string[];
  /** Index on the columns of the tally in their order, with all other filter and sort columns behind. */
  readonly tallyIndex: string;
  /** Columns behind the key in every `stateIndex`. */
  readonly coveredColumns: readonly string[];
  /** Columns of an index of `termIndexes` that covers. */
  readonly termCoveredColumns: readonly string[];
  /** Index on (town, class, state, `mainSort`), for the list that is asked for most. */
  readonly mainIndex: string;
  readonly mainSort: string;
  readonly categories: readonly string[];
  /** Filter columns outside the tally that have an index led by them; `covers`: it goes on with the other filter columns. */
  readonly termIndexes: Readonly<Record<string, { readonly index: string; readonly covers: boolean }>>;
  readonly sorts: readonly SortColumn[];
}

/** "Column is one of these." Never empty. */
export interface TermFilter {
  readonly column: string;
  readonly values: readonly string[];
}

/** "Column lies between", ends included; null = open. */
export interface RangeFilter {
  readonly column: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What a list asks for, in terms of columns. */
export interface ListQuery {
  readonly terms: readonly TermFilter[];
  readonly ranges: readonly RangeFilter[];
  /** Only these keys; null = all. */
  readonly ids: readonly string[] | null;
  readonly search: SearchQuery | null;
  readonly sort: SortColumn;
  readonly direction: 'asc' | 'desc';
}

/** Place behind which a page begins: sort value and `row_no` of the last row of the page before. */
export interface PageCursor {
  readonly value: string | number;
  readonly rowNo: number;
}

/** Which part of a list; `after` goes before `offset`. */
export interface PageQuery {
  readonly offset?: number | undefined;
  readonly after?: PageCursor | null | undefined;
  /** 1–200 rows. */
  readonly size: number;
}

/** A row's place in a list. */
export type Key = readonly [rowNo: number, sortValue: string | number];

/** How many rows a list has; not exact means "at least". */
export interface Total {
  readonly total: number;
  readonly totalIsExact: boolean;
}
