/** Keys of the columns that are not the sheet's. */
export const TICK = 'tick';
export const ROW = 'row';
export const KIND = 'kind';

/** Key of a column of the sheet in the grid. */
export function columnId(column: number): string {
  return `c${column}`;
}

/** Column of the sheet (from 0) by its key in the grid; null for tick, row number and kind. */
export function sheetColumn(colId: string | undefined): number | null {
  return colId !== undefined && /^c\d+$/u.test(colId) ? Number(colId.slice(1)) : null;
}
