import { fork } from 'node:child_process';
import { expect, test } from 'vitest';
import { entryPath } from './paths.ts';
import { fileIn, scratchFolder } from './support.ts';
import { workbookOf } from './workbook.ts';

const folder = scratchFolder();

/** [serial, style index from 1]: 14 date, 22 date and time, 31 and 57 the Chinese long dates, own formats, a time alone. */
const FORMATS = [14, 22, 31, 57, 'yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;', 20];
const SERIALS: readonly (readonly [number, number])[] = [
  [46031, 1],
  [46031.5930555556, 2],
  [46031, 3],
  [46031, 4],
  [46031, 5],
  [46031.9999999, 2],
  [0.59305555556, 6],
  [44986, 0],
  [59, 1],
];
const SHEET = `<row r="1">${SERIALS.map(([serial, style]) => `<c s="${style}"><v>${serial}</v></c>`).join('')}</row>`;
const EXPECTED_1900 = [
  '2026-01-09',
  '2026-01-09T14:14:00',
  '2026-01-09',
  '2026-01-09',
  '2026-01-09',
  '2026-01-10',
  '14:14:00',
  44986,
  '00:00:00',
];

/** Reads a file in a process of its own with this time zone; the first row's values. */
function readIn(zone: string, path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = fork(entryPath('print-first-row.ts'), [path], { env: { ...process.env, TZ: zone } });
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it answered`)));
  });
}

test.each(['Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
  'dates are never off by a day in %s',
  async (zone) => {
    const path = fileIn(folder, `1900-${zone.replace('/', '-')}.xlsx`, workbookOf(SHEET, { formats: FORMATS }));
    expect(await readIn(zone, path)).toEqual(EXPECTED_1900);
  },
);

test('the 1904 system shifts every date by 1,462 days', async () => {
  const path = fileIn(
    folder,
    '1904.xlsx',
    workbookOf('<row r="1"><c s="1"><v>44569</v></c><c s="2"><v>44569.5930555556</v></c></row>', {
      formats: FORMATS,
      date1904: true,
    }),
  );
  expect(await readIn('America/New_York', path)).toEqual(['2026-01-09', '2026-01-09T14:14:00']);
});
