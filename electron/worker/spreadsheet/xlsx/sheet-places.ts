import type { SheetLines } from './sheet-reader.ts';

/** A cell, row and column from 0. */
export interface SheetPlace {
  readonly row: number;
  readonly column: number;
}

const EMU_A_POINT = 12_700;
const EMU_A_PIXEL = 9525;
/** Width of a digit of the usual font and the margin of a cell, pixels. */
const DIGIT = 7;
const LAST_ROW = 1_048_575;
const LAST_COLUMN = 16_383;

/** Finds the cell under a place in the sheet (EMU from its upper left corner) by the lines that were told. */
export class SheetPlaces implements SheetLines {
  private rowPoints = 15;
  private readonly rows = new Map<number, number>();
  private readonly widths: { readonly from: number; readonly to: number; readonly width: number }[] = [];

  defaults(points: number): void {
    if (points > 0) this.rowPoints = points;
  }

  row(row: number, points: number): void {
    if (points >= 0) this.rows.set(row - 1, points);
  }

  columns(from: number, to: number, characters: number): void {
    if (characters >= 0) this.widths.push({ from, to, width: Math.trunc(characters * DIGIT + 5) * EMU_A_PIXEL });
  }

  at(x: number, y: number): SheetPlace {
    const usual = Math.trunc(8.43 * DIGIT + 5) * EMU_A_PIXEL;
    const widthOf = (column: number) =>
      this.widths.find(({ from, to }) => from <= column && column <= to)?.width ?? usual;
    const heightOf = (row: number) => (this.rows.get(row) ?? this.rowPoints) * EMU_A_POINT;
    return { row: lineAt(y, LAST_ROW, heightOf), column: lineAt(x, LAST_COLUMN, widthOf) };
  }
}

function lineAt(offset: number, last: number, sizeOf: (line: number) => number): number {
  let rest = offset;
  for (let line = 0; line < last; line += 1) {
    const size = sizeOf(line);
    if (rest < size) return line;
    rest -= size;
  }
  return last;
}
