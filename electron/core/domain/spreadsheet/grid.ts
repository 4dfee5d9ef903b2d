/**
 * What a cell holds. `dateTime`: `value` is a civil string `YYYY-MM-DD`, `YYYY-MM-DDTHH:mm:ss` or `HH:mm:ss`;
 * `error`: Excel's own error text (`#N/A`); `uncached`: a formula whose result the file does not carry;
 * `picture`: a picture inside the cell (WPS `DISPIMG`), `value` is its id.
 */
export type CellKind = 'empty' | 'text' | 'number' | 'boolean' | 'dateTime' | 'error' | 'uncached' | 'picture';

/** One cell as read; formulas are never evaluated, their cached value counts. */
export interface GridCell {
  readonly kind: CellKind;
  readonly value: string | number | boolean | null;
  /** Excel number format, when the reader knows it, e.g. `00000`. */
  readonly format?: string;
}

/** One row that holds something. `row`: Excel's own row number, from 1; `cells[0]` is column A. */
export interface GridRow {
  readonly row: number;
  readonly cells: readonly GridCell[];
}

/** A merged range, rows from 1 (Excel's own), columns from 0, both ends inclusive. */
export interface GridMerge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A floating picture and the cell its corner lies in. */
export interface GridPicture {
  readonly row: number;
  readonly column: number;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** One sheet, whatever program or format it came from. Rows in ascending order; empty rows are left out. */
export interface SheetGrid {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly GridRow[];
  readonly merges: readonly GridMerge[];
  /** Excel row numbers. */
  readonly hiddenRows: readonly number[];
  /** Columns from 0. */
  readonly hiddenColumns: readonly number[];
  /** True when serial numbers count from 1904. */
  readonly date1904: boolean;
  readonly pictures: readonly GridPicture[];
}

/** The one empty cell; shared, so that a sparse sheet costs little. */
export const EMPTY_CELL: GridCell = { kind: 'empty', value: null };

/** Cell of a row, empty beyond its end. */
export function cellAt(row: GridRow, column: number): GridCell {
  return row.cells[column] ?? EMPTY_CELL;
}

/** Letters of a column from 0: 0 → `A`, 26 → `AA`. */
export function columnLetters(column: number): string {
  let rest = column;
  let letters = '';
  while (rest >= 0) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
    rest = Math.floor(rest / 26) - 1;
  }
  return letters;
}

/** Address as Excel shows it, e.g. row 5, column 12 → `M5`. */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row}`;
}

/** True when the row holds anything at all; a text of blanks is nothing. */
export function hasContent(row: GridRow): boolean {
  return row.cells.some((cell) => cell.kind !== 'empty' && !(cell.kind === 'text' && isBlank(String(cell.value))));
}

function isBlank(text: string): boolean {
  return !/[^\s\u3000\u200b\ufeff]/u.test(text);
}
