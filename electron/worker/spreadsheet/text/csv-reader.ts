import type { SheetGrid } from '#core/domain/spreadsheet/grid.ts';
import { detectFormat } from '../file-format.ts';
import { GridBuilder, MOST_ROWS, ReadBudget, TextCells } from '../grid-builder.ts';
import { NO_PICTURES, type ReadProgress, type Workbook, type WorkbookReader } from '../reader.ts';
import { attempt, tooLarge } from '../unreadable.ts';
import { findSeparator, readRecords } from './csv.ts';
import { decodeText } from './decode.ts';

const PROGRESS_EVERY = 5000;

/** Texts with separators (.csv, .tsv, .txt). Every cell stays a text: 00123 and an 18-digit number are what they look like. */
export const csvReader: WorkbookReader = {
  name: 'csv',
  claims: (bytes) => detectFormat(bytes) === 'text',
  read: (bytes, progress) => attempt(() => readCsv(bytes, progress)),
};

function readCsv(bytes: Uint8Array, progress: ReadProgress): Workbook {
  const { text: whole } = decodeText(bytes);
  // Excel's own note of the separator: a line of its own that is no row.
  const told = /^\ufeff?sep=(.)\r?\n/u.exec(whole);
  const text = told === null ? whole : whole.slice(told[0].length);
  const separator = told?.[1] ?? findSeparator(text);
  const grid = new GridBuilder(new ReadBudget());
  const texts = new TextCells();
  const stray: number[] = [];
  let row = 0;
  let length = 0;
  for (const record of readRecords(text, separator)) {
    row += 1;
    if (row > MOST_ROWS) throw tooLarge(`超过 ${MOST_ROWS} 行`);
    if (record.stray) stray.push(row);
    record.fields.forEach((field, column) => {
      length += field.length + 1;
      if (field !== '') grid.put(row, column, texts.cell(withoutArmour(field)));
    });
    if (row % PROGRESS_EVERY === 0) progress(Math.min(length, text.length), text.length);
  }
  const { rows } = grid.finish();
  const sheet: SheetGrid = {
    name: '表格',
    hidden: false,
    rows,
    merges: [],
    hiddenRows: [],
    hiddenColumns: [],
    date1904: false,
    pictures: [],
  };
  return { format: 'csv', sheets: [sheet], remarks: strayRemarks(stray), pictures: NO_PICTURES };
}

/** `="00123"`, written so that Excel keeps the zeros. */
function withoutArmour(field: string): string {
  return /^="([^"]*)"$/u.exec(field)?.[1] ?? field;
}

function strayRemarks(rows: readonly number[]): readonly string[] {
  if (rows.length === 0) return [];
  const named = rows.slice(0, 5).join('、');
  return [
    `第 ${named} 行${rows.length > 5 ? `等 ${rows.length} 行` : ''}的英文引号没有成对，按普通字符读取，请核对这几行`,
  ];
}
