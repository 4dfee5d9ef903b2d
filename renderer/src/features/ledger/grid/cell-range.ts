/** One cell: row of the list from 0, and column by its key. */
export interface CellAt {
  readonly row: number;
  readonly column: string;
}

/** A rectangle of cells: where it was begun, and the corner that moves. */
export interface CellRange {
  readonly anchor: CellAt;
  readonly head: CellAt;
}

/** First and last row, and the columns of a range, in the order in which they are shown. */
export interface RangeBox {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly columns: readonly string[];
}

/** The cells of a range; a column that is hidden since leaves only the other corner's. */
export function boxOf({ anchor, head }: CellRange, shown: readonly string[]): RangeBox {
  const ends = [anchor, head].map(({ column }) => shown.indexOf(column)).filter((at) => at >= 0);
  return {
    firstRow: Math.min(anchor.row, head.row),
    lastRow: Math.max(anchor.row, head.row),
    columns: ends.length === 0 ? [] : shown.slice(Math.min(...ends), Math.max(...ends) + 1),
  };
}

/** Where an arrow key takes the moving corner; it stays at the border. */
export function moved({ row, column }: CellAt, key: string, shown: readonly string[], rows: number): CellAt {
  const at = shown.indexOf(column);
  switch (key) {
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column };
    case 'ArrowDown':
      return { row: Math.min(rows - 1, row + 1), column };
    case 'ArrowLeft':
      return { row, column: shown[Math.max(0, at - 1)] ?? column };
    default:
      return { row, column: shown[Math.min(shown.length - 1, at + 1)] ?? column };
  }
}

/** Rows of texts as the clipboard of a spreadsheet takes them: tabs and line feeds inside a text become blanks. */
export function tabSeparated(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map((text) => text.replaceAll(/[\t\r\n]+/gu, ' ')).join('\t')).join('\n');
}
