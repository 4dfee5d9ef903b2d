import type { SheetGrid } from '#core/domain/spreadsheet/grid.ts';
import { readWorkbook } from '#worker/spreadsheet/read-workbook.ts';
import type { Workbook } from '#worker/spreadsheet/reader.ts';

/** Reads a file that must be readable. */
export async function workbookIn(bytes: Uint8Array, fileName = '表.xls'): Promise<Workbook> {
  const read = await readWorkbook(bytes, fileName);
  if (!read.ok) throw new Error(`${read.error.code} ${read.error.message} ${JSON.stringify(read.error.data ?? null)}`);
  return read.value;
}

/** Its first sheet. */
export async function sheetIn(bytes: Uint8Array): Promise<SheetGrid> {
  const [sheet] = (await workbookIn(bytes)).sheets;
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}

/** Values by Excel's own row number. */
export function valuesOf({ rows }: SheetGrid): Readonly<Record<number, readonly unknown[]>> {
  return Object.fromEntries(rows.map(({ row, cells }) => [row, cells.map(({ value }) => value)]));
}

/** Code and message of a file that must be refused. */
export async function refusalOf(bytes: Uint8Array): Promise<{ readonly code: string; readonly message: string }> {
  const read = await readWorkbook(bytes, '表.xls');
  if (read.ok) throw new Error(`read: ${JSON.stringify(read.value.sheets).slice(0, 300)}`);
  return read.error;
}
