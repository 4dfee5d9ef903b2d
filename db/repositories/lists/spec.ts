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

/** Where the engine changes its way; rows or index entries. Tests set them low to walk every way with few rows. */
export interface ListLimits {
  /** Rows that may be read one by one; also the bound of a search's count. */
  readonly rows: number;
  /** Rows that may be looked up through the tally, whose index holds all columns. */
  readonly tally: number;
  /** Index entries that a count looks at; and rows, where the index alone does not answer. */
  readonly visits: number;
  readonly visitedRows: number;
  /** Index entries of a date range that a count looks at, and that may be gathered and sorted. */
  readonly gathered: number;
  /** A state with fewer rows is gathered and sorted: its arm could run through the whole state for the next one. */
  readonly sparse: number;
  /** Rows that a search tests in order before it turns to the index. */
  readonly tested: number;
}

/** Chosen by measurement at 200,000 and 1,000,000 cases. */
export const LIST_LIMITS: ListLimits = {
  rows: 5000,
  tally: 20_000,
  visits: 100_000,
  visitedRows: 20_000,
  gathered: 150_000,
  sparse: 1000,
  tested: 20_000,
};

/** Way to the rows that fill a column which most rows leave as it is. */
export interface RareColumn {
  readonly index: string;
  /** What the index is limited to, word for word, so that SQLite sees that it may use it; '' where a comparison says enough. */
  readonly where: string;
  /** Value of the many, '' for null; a filter that asks for it too can't go this way. */
  readonly usual: string;
  /** Other columns that the index holds. */
  readonly covered: readonly string[];
}

/** How one kind of record is stored, as far as lists need it. */
export interface ListSpec {
  readonly kind: SearchKind;
  readonly table: string;
  readonly tally: string;
  readonly fts: string;
  /** FTS table of the pinyin initials. */
  readonly initials: string;
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
  /** Filter columns that few rows fill (a rebound's origin, a side region that is not at rest), each with the way to these rows. */
  readonly rareColumns: Readonly<Record<string, RareColumn>>;
  readonly sorts: readonly SortColumn[];
  readonly limits: ListLimits;
}

/** A query of one column that gives keys of records, each any number of times. */
export interface Keys extends Sql {
  /** There may be very many, most of them of states that are not asked for. */
  readonly many: boolean;
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
  /** Only the records whose keys this query gives; null = all. */
  readonly ids: Keys | null;
  readonly search: SearchQuery | null;
  readonly sort: SortColumn;
  readonly direction: 'asc' | 'desc';
  /** Order among equals of the sort column; rows that are equal in all go by their entry, in the direction of the last. */
  readonly further: readonly { readonly sort: SortColumn; readonly direction: 'asc' | 'desc' }[];
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
