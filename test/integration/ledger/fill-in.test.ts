import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editableColumnsOf } from '#core/domain/ledger/editable-columns.ts';
import { TAXONOMY_ITEMS } from '#core/domain/finding/taxonomy.ts';
import { columnLetters } from '#core/domain/ledger/ledger-definition.ts';
import { QINGSILUAN_LEDGER } from '#core/domain/ledger/qingsiluan-ledger.ts';
import { rowKey } from '#core/domain/ledger/row-key.ts';
import { exportLedger } from '#worker/ledger/export-job.ts';
import { partOf, PYTHON, WITHOUT_OPENPYXL } from './open-ledger.ts';
import { sampleCases, sampleReader } from './sample-book.ts';
import { metaOf } from './sample-cases.ts';

const OFFICE = '/usr/bin/soffice';
const ROWS = 16;
const CASES = sampleCases(ROWS);
const SCOPE = { by: 'town', value: '110118116', name: '石城镇' } as const;
const TOWNS = Array.from({ length: 60 }, (_, at) => `第${at + 1}镇（街道）`);
const EDITABLE = editableColumnsOf('qingsiluan');
const [SHEET] = QINGSILUAN_LEDGER.sheets;
const letters = (key: string) => columnLetters(SHEET.columns.findIndex((column) => column.key === key));

interface FillInBack {
  readonly states: Readonly<Record<string, string>>;
  readonly protected: boolean;
  readonly password: string | null;
  readonly free: readonly string[];
  readonly unlocked: readonly string[];
  readonly checks: readonly (readonly [string, string | null, string | null, boolean, string | null])[];
  readonly values: readonly (readonly (string | null)[])[];
  readonly keys: readonly (readonly unknown[])[];
  readonly options: readonly (readonly unknown[])[] | null;
}

function read(path: string): FillInBack {
  const script = new URL('./read_fill_in.py', import.meta.url).pathname;
  const run = spawnSync(PYTHON, [script, path], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) satisfies FillInBack;
}

let folder = '';
const path = () => join(folder, 'fill.xlsx');
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heqing-fill-'));
  const { exportId, filingUnit, filterText, exportedAt, exportedAtMs, exporter } = metaOf();
  const made = await exportLedger(
    {
      definition: QINGSILUAN_LEDGER,
      filter: {},
      report: null,
      photos: null,
      meta: {
        exportId,
        privacy: 'standard',
        filingUnit,
        filterText,
        exportedAt,
        exportedAtMs,
        exporter,
        fillIn: { towns: TOWNS },
        part: { scope: SCOPE, sendingId: 'sending-1' },
      },
      outPath: path(),
    },
    // The third case has a telephone number in its remarks, which is not shown whole.
    {
      ...sampleReader(ROWS, () => ({ before: [], after: [] })),
      cases: () => CASES.map((record, at) => (at === 2 ? { ...record, remarks: '联系 13800001234' } : record)),
    },
  );
  if (!made.ok) throw new Error(made.error.message);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('says under the title what may be filled in, and whom it is of', async () => {
  const { rows = [] } = (await readXlsx(await readFile(path()))).sheets[0] ?? {};
  const said = rows[1]?.join('|');
  expect(said).toContain('填报单位：石城镇\n填报说明：只填浅黄色单元格，可填的列有：外部编号、');
  expect(said).toContain('进展情况、备注；');
  // The table begins where it does in every ledger.
  expect(rows[4]?.[0]).toBe(1);
});

it('without it nothing is locked, and the parts are as before', async () => {
  const plain = join(folder, 'plain.xlsx');
  const { exportId, filingUnit, filterText, exportedAt, exportedAtMs, exporter } = metaOf();
  const meta = { exportId, privacy: 'standard', filingUnit, filterText, exportedAt, exportedAtMs, exporter } as const;
  const request = { definition: QINGSILUAN_LEDGER, filter: {}, report: null, photos: null, meta, outPath: plain };
  await exportLedger(
    request,
    sampleReader(ROWS, () => ({ before: [], after: [] })),
  );
  const xml = await partOf(plain, 'xl/worksheets/sheet1.xml');
  expect(xml).not.toMatch(/sheetProtection|dataValidation/);
  expect(await partOf(plain, 'xl/styles.xml')).not.toContain('protection');
});

describe.skipIf(WITHOUT_OPENPYXL !== null)('read back by openpyxl', () => {
  it('protects the sheet without a password; filter, order and widths stay free', () => {
    const back = read(path());
    expect(back).toMatchObject({ protected: true, password: null });
    expect(back.free).toEqual(['autoFilter', 'sort', 'formatColumns', 'formatRows']);
  });

  it('leaves just the cells open whose change is a command, of rows that take one, whose value is whole', () => {
    const expected = new Set<string>();
    CASES.forEach(({ state }, at) => {
      if (state.handling === 'closed' || state.handling === 'withdrawn') return;
      for (const key of EDITABLE.keys()) if (!(at === 2 && key === 'remarks')) expected.add(`${letters(key)}${at + 5}`);
    });
    expect(new Set(read(path()).unlocked)).toEqual(expected);
    expect(expected.size).toBeGreaterThan(100);
  });

  it('offers lists: short ones in the rule, long ones on a hidden sheet; what is free text is not refused', () => {
    const { checks, options, states } = read(path());
    const of = (key: string) => checks.find(([range]) => range === `${letters(key)}5:${letters(key)}${ROWS + 4}`);
    expect(of('bank')?.slice(1, 4)).toEqual(['list', '"左岸,右岸,两岸,河心"', true]);
    expect(of('suspectedCrime')?.[2]).toBe('"是,否"');
    expect(of('source')?.[3]).toBe(false);
    expect(of('town')?.[2]).toBe("'heqing-options'!$A$1:$A$60");
    expect(of('item')?.[2]).toBe(`"${TAXONOMY_ITEMS.map(({ label }) => label).join(',')}"`);
    expect(of('progress')?.slice(1)).toEqual([null, null, false, '进展情况']);
    expect(options?.map((row) => row[0])).toEqual(TOWNS);
    expect(states).toMatchObject({ 清四乱台账: 'visible', 'heqing-options': 'veryHidden', heqing: 'veryHidden' });
  });

  it('tells on the hidden sheet whom it was sent to, by which sending, what was open, and which rows were in it', () => {
    const { keys } = read(path());
    const lines = (word: string) => keys.filter(([first]) => first === word).map((line) => line.slice(1));
    expect(lines('forEditing')[0]?.[0]).toBe(1);
    expect(lines('scope')[0]?.slice(0, 3)).toEqual(['town', '110118116', '石城镇']);
    expect(lines('sending')[0]?.[0]).toBe('sending-1');
    expect(lines('editable').map((line) => line[2])).toEqual([...EDITABLE.keys()]);
    expect(lines('editable').at(-1)?.slice(0, 5)).toEqual(['清四乱台账', 'AW', 'remarks', 'case.details', 'text']);
    expect(lines('row').map((line) => line[1])).toEqual(
      CASES.map(({ id, rev }) => rowKey([{ kind: 'case', id, rev }])),
    );
    expect(keys[0]?.slice(0, 2)).toEqual(['heqing-ledger', 1]);
  });

  it.skipIf(!existsSync(OFFICE))(
    'is the same after LibreOffice opened and saved it',
    () => {
      const out = join(folder, 'office');
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
      spawnSync(OFFICE, [
        profile,
        '--headless',
        '--convert-to',
        'xlsx:Calc MS Excel 2007 XML',
        '--outdir',
        out,
        path(),
      ]);
      const [before, after] = [read(path()), read(join(out, 'fill.xlsx'))];
      const last = ROWS + 4;
      expect(after.values.slice(4, last).map((row) => row.slice(0, 50))).toEqual(
        before.values.slice(4, last).map((row) => row.slice(0, 50)),
      );
      expect(after.protected).toBe(true);
      expect(after.free).toEqual(expect.arrayContaining(['autoFilter', 'sort']));
      const table = (cells: readonly string[]) =>
        cells.filter((cell) => Number(cell.replace(/\D/g, '')) <= last).sort();
      expect(table(after.unlocked)).toEqual(table(before.unlocked));
      const lists = ({ checks }: FillInBack) => checks.filter(([, type]) => type === 'list').map(([range]) => range);
      expect(lists(after)).toEqual(lists(before));
      expect(after.keys.map((line) => line.slice(0, 6))).toEqual(before.keys.map((line) => line.slice(0, 6)));
    },
    120_000,
  );
});
