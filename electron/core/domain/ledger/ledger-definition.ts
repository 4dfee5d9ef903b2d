import type { CaseField } from './ledger-row.ts';
import type { FindingField } from './finding-row.ts';
import type { FigureField } from './figure-rows.ts';
import type { PeriodField } from './period-rows.ts';
import type { CaseFilter } from './case-filter.ts';
import type { FindingFilter } from '../finding/finding-filter.ts';

/** Value of one cell: text, a number, a civil date or minute as text, or null for an empty cell. */
export type LedgerCell = string | number | null;

/** One printed row, whatever it is a row of: values by the name of the field. */
export type LedgerRow = Readonly<Record<string, LedgerCell>>;

/** What a ledger cell holds; decides the type of the Excel cell, not only its look. `dateOrText`: a true date where it is one. */
export type LedgerColumnType = 'text' | 'date' | 'dateOrText' | 'dateTime' | 'number' | 'integer' | 'enum' | 'photo';

/** Photos a column shows: those taken before (整改前) or after (整改后), at most so many side by side. */
export interface LedgerPhotos {
  readonly role: 'before' | 'after' | 'beforeAndAfter';
  readonly most: number;
  /** Width of the column while it shows pictures, in characters; without them `width` holds. */
  readonly width: number;
  /** Height of a row that shows pictures, points. */
  readonly height: number;
}

/** One column of a ledger (台账列). Plain data: a form of the superior is a list of these, not a program. */
export interface LedgerColumn<Field extends string = string> {
  /** Unique in its sheet, stable over versions: the returned workbook is matched by it. */
  readonly key: string;
  /** Which field of the row is printed; null: the data hold nothing for it, the column stays empty to be filled by hand. */
  readonly field: Field | null;
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
  /** For `photo`; the field is their number. */
  readonly photos?: LedgerPhotos;
}

/** One key of the order of the rows. */
export interface LedgerSort {
  readonly key: string;
  readonly direction: 'asc' | 'desc';
}

/** How a sheet is laid on paper. */
export interface LedgerPaper {
  readonly size: 'A3' | 'A4';
  readonly orientation: 'landscape' | 'portrait';
  /** Sheets of paper side by side that hold one row; read as facing pages, left sheet first. */
  readonly pagesWide: number;
  /** Columns at the left that are frozen on screen and repeated on every sheet of paper. */
  readonly repeatedColumns: number;
}

/** What all sheets of a ledger have, whatever their rows are. `{date}` in a text stands for the day of the export. */
interface SheetOf<Rows extends string, Field extends string> {
  /** What a row is: 案件, 线索, a line of the statistics, or a line of a report. */
  readonly rows: Rows;
  readonly title: string;
  readonly sheetName: string;
  readonly columns: readonly LedgerColumn<Field>[];
  readonly paper: LedgerPaper;
  /** At the right of the line under the title; `填报日期：{date}` when left out. */
  readonly aside?: string;
  /** To be signed under the table (签字栏), spread over its width. */
  readonly signatures?: readonly string[];
  /** Definitions printed under the table (填表说明), one paragraph each. */
  readonly notes: readonly string[];
}

/** One sheet of a ledger. */
export type LedgerSheet =
  | SheetOf<'case', CaseField>
  | SheetOf<'finding', FindingField>
  | SheetOf<'classTown', FigureField>
  | SheetOf<'periodByClass' | 'periodByTown', PeriodField>;

/** A ledger (台账) as data: which sheets, which columns in which order, how printed, and the definitions under them. */
export interface LedgerDefinition {
  readonly id: string;
  /** Rises with each change of columns; printed, so that a returned workbook can be told apart. */
  readonly version: number;
  readonly name: string;
  /** What it is made for, Chinese, one sentence. */
  readonly purpose: string;
  /** Where the form comes from, Chinese; shown where a ledger is chosen. */
  readonly source: string;
  /** What is filtered: cases, findings, or nothing (a report of a period, printed from its snapshot). */
  readonly list: 'case' | 'finding' | 'week' | 'month';
  /** Filter proposed when none is stated. */
  readonly proposed: CaseFilter | FindingFilter;
  /** Order of the rows when the caller states none. */
  readonly sort: readonly LedgerSort[];
  readonly sheets: readonly [LedgerSheet, ...LedgerSheet[]];
}

/** Value of one column in one row. */
export function ledgerValue(column: Pick<LedgerColumn, 'field'>, row: LedgerRow): LedgerCell {
  return column.field === null ? null : (row[column.field] ?? null);
}

/** Headers of the columns for which the data hold nothing. */
export function unfilledHeaders(columns: readonly LedgerColumn[]): readonly string[] {
  return columns.filter(({ field }) => field === null).map(({ header }) => header);
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
