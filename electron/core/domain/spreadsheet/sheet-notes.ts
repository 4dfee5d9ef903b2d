import type { Datum } from '../finding/problem.ts';
import { cellText } from './cell-text.ts';
import type { SheetGrid } from './grid.ts';

const YEAR = /(?<!\d)(20\d{2})\s*(?=年|[-./]\d)/u;
const DATUMS: readonly (readonly [RegExp, Datum])[] = [
  [/cgcs\s*-?2000|国家2000|2000国家/iu, 'CGCS2000'],
  [/wgs\s*-?84/iu, 'WGS84'],
  [/gcj\s*-?02|火星|高德|腾讯坐标/iu, 'GCJ-02'],
  [/bd\s*-?09|百度/iu, 'BD-09'],
];

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
    if (!/坐标|经纬度/u.test(text)) continue;
    for (const [pattern, datum] of DATUMS) if (pattern.test(text)) found.add(datum);
  }
  const [only] = found;
  return found.size === 1 && only ? only : null;
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
