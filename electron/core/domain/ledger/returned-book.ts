import { cellAt, EMPTY_CELL, type GridCell, type GridRow, type SheetGrid } from '../spreadsheet/grid.ts';
import { findLedger } from './ledgers.ts';
import type { LedgerColumn, LedgerDefinition, LedgerSheet } from './ledger-definition.ts';
import { SPLITS, type LedgerScope } from './ledger-scope.ts';
import { PRIVACY_LEVELS, type PrivacyLevel } from './privacy.ts';
import { type RowRecord, KEY_HEADER, readRowKey } from './row-key.ts';
import { ok, refuse, type Result } from '../shared/result.ts';

/** A ledger of ours that came back (回收的台账): which export it was, and its rows by their keys. */
export interface ReturnedBook {
  readonly definition: LedgerDefinition;
  readonly exportId: string;
  /** Local civil minute. */
  readonly exportedAt: string;
  readonly privacy: PrivacyLevel;
  /** Whom it was sent to; null: not a part of a sending. */
  readonly scope: LedgerScope | null;
  readonly sheets: readonly ReturnedSheet[];
}

/** One sheet of it. */
export interface ReturnedSheet {
  /** As it is called now. */
  readonly name: string;
  readonly sheet: LedgerSheet;
  /** Columns that were found again, wherever they stand now; index from 0. */
  readonly columns: readonly { readonly at: number; readonly column: LedgerColumn }[];
  /** Headers of exported columns that are not there any more. */
  readonly gone: readonly string[];
  readonly rows: readonly ReturnedRow[];
  /** Excel's numbers of rows between the others that have content and no key: added by hand. */
  readonly added: readonly number[];
  /** Excel's numbers of rows whose key stood in an earlier row: copied. */
  readonly copied: readonly number[];
  /** Rows that were exported and are not there any more. */
  readonly missing: number;
}

/** A row with its key. */
export interface ReturnedRow {
  /** Excel's own number. */
  readonly row: number;
  readonly records: readonly RowRecord[];
  readonly cells: readonly GridCell[];
}

const FIRST_LINE = 'heqing-ledger';
const FORM = 1;

/**
 * Recognises a workbook as one of our ledgers by its hidden sheet, and finds its rows by their keys and its columns by their
 * headers: moved, added and hidden columns, sorted and filtered rows and another program's save change nothing.
 * Codes: RETURN_NOT_OURS, RETURN_UNKNOWN_LEDGER, RETURN_NO_ROWS.
 */
export function readReturnedBook(sheets: readonly SheetGrid[], fileName: string): Result<ReturnedBook> {
  const told = sheets.find(({ rows }) => textAt(rows[0], 0) === FIRST_LINE);
  if (told === undefined || Number(textAt(told.rows[0], 1)) !== FORM)
    return refuse(
      'RETURN_NOT_OURS',
      `“${fileName}”不是本程序导出的台账，或其中的隐藏表已被删除，不能核对；请选择导出的 .xlsx 文件，其他表格请用“导入”。`,
    );
  const lines = told.rows.map((row) => row.cells.map((cell) => cellText(cell)));
  const line = (name: string) => lines.find(([first]) => first === name) ?? [];
  const [, id = '', version = ''] = line('definition');
  const definition = findLedger(id);
  if (definition === undefined)
    return refuse(
      'RETURN_UNKNOWN_LEDGER',
      `“${fileName}”是名为“${id}”（第 ${version} 版）的台账，本程序没有这种台账。`,
      { id },
    );
  const described = lines.filter(([first]) => first === 'sheet').map((values) => describedSheet(values, lines));
  const read = described.flatMap((one, at) => {
    const sheet = definition.sheets[at];
    const named = new Set(described.map(({ name }) => name));
    // A sheet that was given another name.
    const renamed = () => sheets.find((other) => !named.has(other.name) && keyPlace(other) !== null);
    const grid = sheets.find(({ name }) => name === one.name) ?? renamed();
    return sheet === undefined || grid === undefined || one.keyed === false ? [] : [returnedSheet(grid, sheet, one)];
  });
  if (read.length === 0)
    return refuse('RETURN_NO_ROWS', `“${fileName}”是“${definition.name}”，各行不是线索或案件，没有可以核对的内容。`, {
      id,
    });
  const privacy = PRIVACY_LEVELS.find((level) => level === line('privacy')[1]) ?? 'standard';
  const exportedAt = line('exportedAt')[1] ?? '';
  return ok({
    definition,
    exportId: line('export')[1] ?? '',
    exportedAt,
    privacy,
    scope: scopeOf(line('scope')),
    sheets: read,
  });
}

/** A column as it was exported; `at`: where it stood, from 0. */
interface DescribedColumn {
  readonly key: string;
  readonly header: string;
  readonly at: number;
}

interface Described {
  readonly name: string;
  readonly keyed: boolean;
  readonly count: number;
  /** Keys of columns with their headers, in the order they were exported. */
  readonly columns: readonly DescribedColumn[];
}

function describedSheet(
  [, name = '', , first = '', last = '', key = '']: readonly string[],
  lines: readonly (readonly string[])[],
): Described {
  const columns = lines
    .filter(([what, sheet]) => what === 'column' && sheet === name)
    .map(([, , letters = '', columnKey = '', , header = '']) => ({ key: columnKey, header, at: columnIndex(letters) }));
  return { name, keyed: key !== '', count: Math.max(0, Number(last) - Number(first) + 1), columns };
}

function scopeOf([, by, value = '', name = '']: readonly string[]): LedgerScope | null {
  const split = SPLITS.find((one) => one === by);
  return split === undefined ? null : { by: split, value, name };
}

function returnedSheet(grid: SheetGrid, sheet: LedgerSheet, described: Described): ReturnedSheet {
  const place = keyPlace(grid);
  const nothing = {
    name: grid.name,
    sheet,
    columns: [],
    gone: [],
    rows: [],
    added: [],
    copied: [],
    missing: described.count,
  };
  if (place === null) return nothing;
  const keyed = grid.rows.filter((row) => row.row > place.row && readRowKey(textAt(row, place.column)) !== null);
  const firstRow = keyed[0]?.row ?? place.row + 1;
  const lastRow = keyed.at(-1)?.row ?? place.row;
  const headers = headerTexts(grid.rows.filter(({ row }) => row >= place.row - 1 && row < firstRow));
  const { columns, gone } = matchColumns(headers, sheet, described, place.column);
  const seen = new Set<string>();
  const rows: ReturnedRow[] = [];
  const copied: number[] = [];
  for (const row of keyed) {
    const text = textAt(row, place.column);
    if (seen.has(text)) copied.push(row.row);
    else rows.push({ row: row.row, records: readRowKey(text) ?? [], cells: row.cells });
    seen.add(text);
  }
  const without = grid.rows.filter((row) => row.row >= firstRow && !seen.has(textAt(row, place.column)));
  const added = without.filter((row) => {
    const filled = columns.map(({ at }) => cellText(cellAt(row, at))).filter((text) => text !== '');
    if (row.row <= lastRow) return filled.length > 0;
    return filled.length >= LIKE_A_ROW && !filled.some((text) => isSignature(sheet, text));
  });
  return {
    name: grid.name,
    sheet,
    columns,
    gone,
    rows,
    added: added.map(({ row }) => row),
    copied,
    missing: Math.max(0, described.count - rows.length),
  };
}

function isSignature({ signatures = [] }: LedgerSheet, text: string): boolean {
  return signatures.some((signature) => plainText(text).startsWith(plainText(signature)));
}

/** A row under the table with so many cells filled is a row that was added, not a line of the foot. */
const LIKE_A_ROW = 3;

/** Where the header of the hidden key column stands. */
function keyPlace(grid: SheetGrid): { readonly row: number; readonly column: number } | null {
  for (const { row, cells } of grid.rows) {
    const column = cells.findIndex((cell) => cellText(cell) === KEY_HEADER);
    if (column >= 0) return { row, column };
  }
  return null;
}

/** Of each column the lowest header that has a text: a header without a group stands in the row above that of the keys. */
function headerTexts(rows: readonly GridRow[]): readonly string[] {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, at) =>
    rows.reduce((text, row) => (textAt(row, at) === '' ? text : textAt(row, at)), ''),
  );
}

function matchColumns(headers: readonly string[], sheet: LedgerSheet, described: Described, keyColumn: number) {
  const columns: { at: number; column: LedgerColumn }[] = [];
  const gone: string[] = [];
  const heads = headers.map((text, at) => (at === keyColumn ? '' : plainText(text)));
  for (const { key, header, at: was } of described.columns) {
    const at = placeOf(heads, described.columns, { header, was });
    const column = sheet.columns.find((one) => one.key === key);
    if (at === null) gone.push(header);
    else if (column !== undefined) columns.push({ at, column });
  }
  return { columns, gone };
}

/**
 * Where a column stands now, null when it is gone or can't be told: where it stood, if its header is still there; else the only
 * place of its header; of several exported columns of one header as many places, in their order. A column of a person's own
 * under the same header is never taken for ours.
 */
function placeOf(
  heads: readonly string[],
  exported: readonly DescribedColumn[],
  { header, was }: { readonly header: string; readonly was: number },
): number | null {
  const head = plainText(header);
  const alike = exported.filter((column) => plainText(column.header) === head);
  if (alike.every(({ at }) => heads[at] === head)) return was;
  const places = heads.flatMap((text, at) => (text === head ? [at] : []));
  if (places.length !== alike.length) return null;
  return places[alike.findIndex(({ at }) => at === was)] ?? null;
}

/** Index from 0 of column letters. */
function columnIndex(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function plainText(text: string): string {
  return text.replace(/\s/gu, '');
}

function textAt(row: GridRow | undefined, column: number): string {
  return row === undefined ? '' : cellText(cellAt(row, column));
}

function cellText(cell: GridCell = EMPTY_CELL): string {
  return cell.value === null ? '' : String(cell.value).trim();
}
