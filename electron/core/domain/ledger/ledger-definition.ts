import type { LedgerField, LedgerRow } from './ledger-row.ts';

/** What a ledger cell holds; decides the type of the Excel cell, not only its look. */
export type LedgerColumnType = 'text' | 'date' | 'dateTime' | 'number' | 'integer' | 'enum' | 'photoCount';

/** One column of a ledger (台账列). Plain data: a form of the superior is a list of these, not a program. */
export interface LedgerColumn {
  /** Unique in the ledger, stable over versions: the returned workbook is matched by it. */
  readonly key: string;
  /** Which field of `LedgerRow` is printed. */
  readonly field: LedgerField;
  /** Header text, as the form has it. */
  readonly header: string;
  /** Merged header above this and the neighbouring columns of the same group. */
  readonly group?: string;
  readonly type: LedgerColumnType;
  /** In characters of the default font, as Excel counts column widths. */
  readonly width: number;
  readonly wrap: boolean;
  readonly align: 'left' | 'center' | 'right';
  /** Excel number format; only for dates and numbers. */
  readonly numberFormat?: string;
  /** Values the form allows (for `enum`); other values are printed and reported. */
  readonly allowed?: readonly string[];
}

/** One key of the order of the rows. */
export interface LedgerSort {
  readonly key: string;
  readonly direction: 'asc' | 'desc';
}

/** How a ledger is laid on paper. */
export interface LedgerPaper {
  readonly size: 'A3' | 'A4';
  readonly orientation: 'landscape' | 'portrait';
  /** Sheets of paper side by side that hold one row; read as facing pages, left sheet first. */
  readonly pagesWide: number;
  /** Columns at the left that are frozen on screen and repeated on every sheet of paper. */
  readonly repeatedColumns: number;
}

/** A ledger (台账) as data: which columns in which order, how printed, and the definitions under the table. */
export interface LedgerDefinition {
  readonly id: string;
  /** Rises with each change of columns; printed, so that a returned workbook can be told apart. */
  readonly version: number;
  readonly title: string;
  readonly sheetName: string;
  readonly columns: readonly LedgerColumn[];
  /** Order of the rows when the caller states none. */
  readonly sort: readonly LedgerSort[];
  readonly paper: LedgerPaper;
  /** Definitions printed under the table (填表说明), one paragraph each. */
  readonly notes: readonly string[];
}

/** Value of one column in one row: text, a number, a civil date or minute as text, or null for an empty cell. */
export function ledgerValue(column: Pick<LedgerColumn, 'field'>, row: LedgerRow): string | number | null {
  return row[column.field];
}

/** A run of neighbouring columns under one merged header; `group` null: each column heads itself. */
export interface HeaderSpan {
  readonly group: string | null;
  /** Index of the first column, from 0. */
  readonly first: number;
  readonly last: number;
}

/** The spans of the upper header row, in order; together they cover every column once. */
export function headerSpans(columns: readonly LedgerColumn[]): readonly HeaderSpan[] {
  const spans: HeaderSpan[] = [];
  columns.forEach((column, index) => {
    const open = spans.at(-1);
    if (column.group !== undefined && open?.group === column.group && open.last === index - 1) {
      spans[spans.length - 1] = { ...open, last: index };
    } else {
      spans.push({ group: column.group ?? null, first: index, last: index });
    }
  });
  return spans;
}

/** Column letters of an index from 0: 0 → `A`, 48 → `AW`. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}
