import { cellText } from './cell-text.ts';
import { cellAt, type SheetGrid } from './grid.ts';
import type { ColumnMapping } from './mapping.ts';

/** Rows looked at below the header; a sheet with one text on every row is not read to its end. */
const SEARCHED_ROWS = 500;

/** First distinct texts of every column below the header, at most `most` of each; a column without any has an empty list. */
export function columnSamples(
  grid: SheetGrid,
  mapping: ColumnMapping,
  most: number,
): ReadonlyMap<number, readonly string[]> {
  const rows = grid.rows.filter((row) => row.row > mapping.headerBottom).slice(0, SEARCHED_ROWS);
  return new Map(
    mapping.columns.map(({ column }) => {
      const texts = new Set<string>();
      for (const row of rows) {
        if (texts.size >= most) break;
        const cell = cellAt(row, column);
        const text = cell.kind === 'picture' ? null : cellText(cell);
        if (text !== null) texts.add(cell.kind === 'dateTime' ? text.replace('T', ' ') : text);
      }
      return [column, [...texts]];
    }),
  );
}
