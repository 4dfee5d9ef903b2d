import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { streamXlsxRows } from 'hucre';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ledgerValue } from '#core/domain/ledger/ledger-definition.ts';
import type { CaseRow } from '#core/domain/ledger/ledger-row.ts';
import { QINGSILUAN_LEDGER } from '#core/domain/ledger/qingsiluan-ledger.ts';
import { planSheet } from '#core/domain/ledger/sheet-plan.ts';
import { writeLedger } from '#worker/ledger/write-ledger.ts';
import { PYTHON, WITHOUT_OPENPYXL } from './open-ledger.ts';
import { itemsOf, manyRows, metaOf, TWENTY } from './sample-cases.ts';

/*
 * Sizes at which other programs cut (30,000) and the largest of a year. Two readers that are not ours: hucre, always there, and
 * openpyxl. Every cell is compared up to 30,001 rows; at the largest size a sample, which rows it is told by their number.
 */

/** Twenty columns with every type of cell: reading all 49 by openpyxl would take minutes. */
const PLAN = planSheet(QINGSILUAN_LEDGER.sheets[0], { photos: false, columns: TWENTY }, { date: '', period: '' });
const { columns } = PLAN;
let folder = '';
let outPath = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heqing-sizes-'));
  outPath = join(folder, '台账.xlsx');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(count: number): Promise<void> {
  const sheets = [{ plan: PLAN, items: itemsOf(manyRows(count)), expected: count }];
  const result = await writeLedger({ sheets, meta: metaOf(), outPath, photos: null });
  expect(result).toMatchObject({ ok: true, value: { rows: count, problems: [] } });
}

/** A value as both readers are asked to show it: numbers as such, days and minutes as text. */
function shownOf(row: CaseRow): readonly (string | number | null)[] {
  return columns.map((column) => {
    const value = ledgerValue(column, row);
    const isDay = typeof value === 'string' && column.type.startsWith('date') && value.length === 10;
    return isDay ? `${value}T00:00` : value;
  });
}

function seen(value: unknown): string | number | null {
  if (value instanceof Date) return value.toISOString().slice(0, 16);
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}

const everyRow = (count: number, compare: (row: CaseRow, at: number) => void) => {
  let at = 0;
  for (const row of manyRows(count)) compare(row, at++);
};

describe.each([29_999, 30_000, 30_001])('%i rows', (count) => {
  it('come back cell by cell', async () => {
    await write(count);
    let read = 0;
    const expected = manyRows(count);
    for await (const { index, values } of streamXlsxRows(await readFile(outPath))) {
      if (index < 4) continue;
      const next = read < count ? expected.next() : null;
      if (next === null || next.done === true) break;
      const wanted = shownOf(next.value);
      const cells = wanted.map((_, at) => seen(values[at]));
      // One comparison a row: a million assertions would take minutes.
      if (JSON.stringify(cells) !== JSON.stringify(wanted)) expect(cells, `row ${read + 1}`).toEqual(wanted);
      read += 1;
    }
    expect(read).toBe(count);
    if (WITHOUT_OPENPYXL !== null) return;
    everyCellByOpenpyxl(count, 1);
  }, 240_000);
});

it('100,000 rows come back: all of them counted, a sample cell by cell', async () => {
  const count = 100_000;
  await write(count);
  let rows = 0;
  let last: unknown = null;
  for await (const { values } of streamXlsxRows(await readFile(outPath))) {
    if (typeof values[1] !== 'string' || !values[1].startsWith('MY-AJ-')) continue;
    rows += 1;
    last = values[1];
  }
  expect([rows, last]).toEqual([count, 'MY-AJ-2026-100000']);
  if (WITHOUT_OPENPYXL !== null) return;
  everyCellByOpenpyxl(count, 97);
}, 400_000);

if (WITHOUT_OPENPYXL !== null) process.stderr.write(`${WITHOUT_OPENPYXL}\n`);

/** Compares every `step`th row and the last with what openpyxl reads. */
function everyCellByOpenpyxl(count: number, step: number): void {
  const script = new URL('./read_rows.py', import.meta.url).pathname;
  const run = spawnSync(PYTHON, [script, outPath, String(step), String(columns.length)], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  expect(run.stderr).toBe('');
  const lines = run.stdout.split('\n').slice(0, -1);
  const total = Number(lines.pop());
  expect(total).toBe(count);
  let line = 0;
  everyRow(count, (row, at) => {
    if (at % step !== 0 && at !== count - 1) return;
    const wanted = JSON.stringify(shownOf(row));
    if (lines[line] !== wanted) expect(lines[line], `row ${at + 1}`).toBe(wanted);
    line += 1;
  });
  expect(line).toBe(lines.length);
}
