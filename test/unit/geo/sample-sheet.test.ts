import { readFileSync } from 'node:fs';
import { readXlsx } from 'hucre';
import { expect, it } from 'vitest';
import { distanceMetres } from '#core/domain/geo/distance.ts';
import { parseCoordinates } from '#core/domain/geo/parse-coordinates.ts';
import truth from '#resources/samples/truth.json' with { type: 'json' };
import district from '#resources/towns/110118.json' with { type: 'json' };

const LON_COLUMN = 5;
const sheetUrl = new URL('../../../resources/samples/巡查排查表.xlsx', import.meta.url);
const asText = (cell: unknown) => (typeof cell === 'string' || typeof cell === 'number' ? cell : null);

/** A pair written by a person with latitude first, as the sheet shows it without our help. */
function startsWithLatitude(cell: string | number | null): boolean {
  return String(cell).startsWith('40');
}

it('reads all 60 pairs of the inspectors’ sheet as truth.json has them', async () => {
  const book = await readXlsx(readFileSync(sheetUrl));
  const rows = book.sheets[0]?.rows ?? [];
  const swaps: boolean[] = [];
  for (const expected of truth['巡查排查表.xlsx']) {
    const row = rows[expected.row - 1] ?? [];
    const [lon, lat] = [asText(row[LON_COLUMN]), asText(row[LON_COLUMN + 1])];
    const read = parseCoordinates({ lon, lat }, { declared: 'CGCS2000', box: district.box });
    if (!read.ok) throw new Error(`row ${expected.row}: ${read.error.message}`);
    // 度分秒 with one decimal leaves up to 0.05″ ≈ 1.5 m on each axis.
    expect(distanceMetres(read.value, expected), `row ${expected.row}`).toBeLessThan(2.1);
    expect(read.value.outsideDistrict).toBe(false);
    expect(read.value.swapped, `row ${expected.row}`).toBe(startsWithLatitude(lon));
    swaps.push(read.value.swapped);
  }
  expect(swaps).toHaveLength(60);
  expect(swaps.filter(Boolean).length).toBeGreaterThan(5);
});
