import type { Datum } from '../finding/problem.ts';
import { datumsIn } from '../geo/datum-words.ts';
import { cellText } from './cell-text.ts';
import type { SheetGrid } from './grid.ts';

const YEAR = /(?<!\d)(20\d{2})\s*(?=年|[-./]\d)/u;
/** Year that `1月9日` belongs to. Rows above the header first, then the sheet's name, then the file's. */
export function readSheetYear(grid: SheetGrid, headerTop: number, fileName: string): number | null {
  const titles = textsOf(grid, (row) => row < headerTop);
  for (const text of [...titles, grid.name, fileName]) {
    const match = YEAR.exec(text.normalize('NFKC'));
    if (match) return Number(match[1]);
  }
  const bare = /(?<!\d)(20\d{2})(?!\d)/u.exec(fileName.normalize('NFKC'));
  return bare ? Number(bare[1]) : null;
}

/** Coordinate system named anywhere in short notes of the given sheets; null when none or several are named. */
export function readNotedDatum(grids: readonly SheetGrid[]): Datum | null {
  const found = new Set<Datum>();
  for (const text of grids.flatMap((grid) => textsOf(grid, () => true, 60))) {
    if (!/坐标|经纬度|经度|定位|点位/u.test(text)) continue;
    for (const datum of datumsIn(text)) found.add(datum);
  }
  const [only] = found;
  return found.size === 1 && only ? only : null;
}

/** Coordinate system that a column's name states (经度（GCJ-02）, 百度坐标); null when it states none or several. */
export function readLabelDatum(label: string): Datum | null {
  const [only, second] = datumsIn(label);
  return only !== undefined && second === undefined ? only : null;
}

/** Texts of rows, in order; `limit`: rows looked at from the top. */
function textsOf(
  grid: SheetGrid,
  wanted: (row: number) => boolean,
  limit = Number.POSITIVE_INFINITY,
): readonly string[] {
  const texts: string[] = [];
  for (const row of grid.rows.slice(0, limit)) {
    if (!wanted(row.row)) continue;
    for (const cell of row.cells) {
      const text = cell.kind === 'text' ? cellText(cell) : null;
      if (text) texts.push(text);
    }
  }
  return texts;
}
