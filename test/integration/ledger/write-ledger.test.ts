import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ledgerValue } from '#core/domain/ledger/ledger-definition.ts';
import type { CaseRow } from '#core/domain/ledger/ledger-row.ts';
import { PRIVACY_TEXTS } from '#core/domain/ledger/privacy.ts';
import { type LedgerControl, writeLedger } from '#worker/ledger/write-ledger.ts';
import { partOf, readWithHucre, readWithOpenpyxl, WITHOUT_OPENPYXL } from './open-ledger.ts';
import { BARE_CASE, FULL_CASE, itemOf, itemsOf, manyRows, metaOf, QINGSILUAN_PLAN, rowOf } from './sample-cases.ts';

const { columns } = QINGSILUAN_PLAN;
const FULL = rowOf(FULL_CASE, 1);
const BARE = rowOf(BARE_CASE, 2);

let folder = '';
let outPath = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heqing-ledger-'));
  outPath = join(folder, '台账.xlsx');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (rows: Iterable<CaseRow>, expected: number, control: LedgerControl = {}, meta = metaOf()) =>
  writeLedger(
    { sheets: [{ plan: QINGSILUAN_PLAN, items: itemsOf(rows), expected }], meta, outPath, photos: null },
    control,
  );

async function written(rows: readonly CaseRow[]) {
  const result = await write(rows, rows.length);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const footTexts = async (rows: number) =>
  (await readWithHucre(outPath)).rows
    .slice(4 + rows)
    .flat()
    .filter((value) => typeof value === 'string');

describe('read back by another library', () => {
  it('shows the 49 headers in order and every value with its type', async () => {
    await written([FULL, BARE]);
    const sheet = await readWithHucre(outPath);
    const [, , groups = [], leaves = [], ...data] = sheet.rows;
    expect(columns.map((_, index) => leaves[index] ?? groups[index])).toEqual(columns.map((column) => column.header));
    [FULL, BARE].forEach((row, at) => {
      for (const [index, column] of columns.entries()) {
        const value = ledgerValue(column, row);
        const expected =
          column.type.startsWith('date') && typeof value === 'string'
            ? new Date(`${value}${value.length === 10 ? 'T00:00' : ''}Z`)
            : value;
        expect(data[at]?.[index] ?? null, column.header).toEqual(expected);
      }
    });
  });

  it('merges title, filing unit and header, freezes head and numbers, filters the rows and nothing under them', async () => {
    await written([FULL, BARE]);
    const sheet = await readWithHucre(outPath);
    const title = { startRow: 0, startCol: 2, endRow: 0, endCol: 25 };
    expect(sheet.merges).toEqual(
      expect.arrayContaining([
        title,
        { startRow: 2, startCol: 13, endRow: 2, endCol: 15 },
        { startRow: 2, startCol: 0, endRow: 3, endCol: 0 },
      ]),
    );
    expect(sheet.rows[0]?.[2]).toBe('河湖“四乱”问题台账');
    expect(sheet.rows[1]?.[2]).toBe('填报单位：北京市密云区水务局');
    expect(sheet.freezePane).toMatchObject({ rows: 4, columns: 2 });
    expect(sheet.autoFilter).toMatchObject({ range: 'A4:AX6' });
  });

  it('is set up for print: A3 landscape, two sheets wide, any number down, head and numbers repeated, page x of y', async () => {
    await written([FULL]);
    const xml = await partOf(outPath, 'xl/worksheets/sheet1.xml');
    expect(xml).toContain('<pageSetUpPr fitToPage="1"/>');
    expect(xml).toMatch(
      /<pageSetup paperSize="8" orientation="landscape"[^>]* pageOrder="overThenDown"[^>]* fitToWidth="2" fitToHeight="0"/,
    );
    expect(xml).toContain('第 &amp;P 页 共 &amp;N 页');
    expect((await partOf(outPath, 'xl/workbook.xml')).replaceAll('&apos;', "'")).toContain(
      "'清四乱台账'!$A:$B,'清四乱台账'!$3:$4",
    );
  });

  it('prints count, filter, order, time, exporter, the whole log head and the definitions under the table', async () => {
    await written([FULL, BARE]);
    expect(await footTexts(2)).toEqual([
      '本表共 2 条，与筛选条件统计数一致。',
      '筛选条件：专项行动：清四乱；发现日期：2026-01-01 至 2026-06-30　　排序：问题编号升序',
      '导出时间：2026-07-01 16:05　　导出人：李经办　　表式：河湖“四乱”问题台账（49 列）（第 2 版）',
      `日志链头：设备 MY-PC-01，第 4321 条，校验值 ${'ab12'.repeat(16)}`,
      PRIVACY_TEXTS.full,
      '填表说明：',
      ...QINGSILUAN_PLAN.notes.map((note, index) => `${index + 1}．${note}`),
    ]);
  });

  it('writes an empty ledger too: head, a count of 0, definitions', async () => {
    expect((await written([])).rows).toBe(0);
    expect((await footTexts(0))[0]).toBe('本表共 0 条，与筛选条件统计数一致。');
    expect((await readWithHucre(outPath)).autoFilter).toMatchObject({ range: 'A4:AX4' });
  });

  it('reports size and SHA-256 of the very file', async () => {
    const { path, bytes, sha256 } = await written([FULL]);
    const content = await readFile(path);
    expect({ bytes, sha256 }).toEqual({
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
  });
});

describe('read back by openpyxl', () => {
  if (WITHOUT_OPENPYXL !== null) process.stderr.write(`${WITHOUT_OPENPYXL}\n`);

  it.skipIf(WITHOUT_OPENPYXL !== null).each(['Asia/Shanghai', 'UTC', 'America/New_York', 'Pacific/Kiritimati'])(
    'has true dates of the same day when written in %s',
    (zone) => {
      const script = new URL('./write-sample.ts', import.meta.url).pathname;
      const run = spawnSync(process.execPath, [script, outPath], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      });
      expect(run.stderr).toBe('');
      const { cells } = readWithOpenpyxl(outPath);
      const at = (row: number, key: string) => cells[row - 1]?.[columns.findIndex((column) => column.key === key)];
      expect(at(5, 'foundAt')).toEqual({ t: 'date', v: '2026-03-05T09:30:00', f: 'yyyy-mm-dd hh:mm' });
      expect(at(6, 'foundAt')).toEqual({ t: 'date', v: '2026-03-05T00:00:00', f: 'yyyy-mm-dd' });
      expect(at(5, 'assignedOn')).toEqual({ t: 'date', v: '2026-03-07T00:00:00', f: 'yyyy-mm-dd' });
      expect(at(5, 'completedOn')).toEqual({ t: 'date', v: '2026-04-03T00:00:00', f: 'yyyy-mm-dd' });
    },
  );

  it.skipIf(WITHOUT_OPENPYXL !== null)(
    'sees every value, number, text, merge and print setting, and no formula',
    async () => {
      await written([FULL, BARE]);
      const book = readWithOpenpyxl(outPath);
      columns.forEach((column, index) => {
        expect(book.cells[3]?.[index]?.v ?? book.cells[2]?.[index]?.v).toBe(column.header);
        const value = ledgerValue(column, FULL);
        const cell = book.cells[4]?.[index];
        if (column.type.startsWith('date')) expect(cell?.t).toBe('date');
        else expect(cell, column.header).toMatchObject({ t: typeof value === 'number' ? 'n' : 's', v: value });
      });
      expect(book.cells.flat().filter((cell) => cell.t === 'f')).toEqual([]);
      expect(book.cells.flat().filter((cell) => cell.t === 'e')).toEqual([]);
      expect(book).toMatchObject({
        name: '清四乱台账',
        freeze: 'C5',
        filter: 'A4:AX6',
        paper: 8,
        orientation: 'landscape',
        pageOrder: 'overThenDown',
        fitToPage: true,
        fitToWidth: 2,
        fitToHeight: 0,
        titleRows: '$3:$4',
        titleColumns: '$A:$B',
        oddHeader: '河湖“四乱”问题台账',
      });
      expect([book['oddFooter'], book['firstFooter']]).toEqual(['第 &P 页 共 &N 页', '第 &P 页 共 &N 页']);
      expect(book.merges).toEqual(expect.arrayContaining(['C1:Z1', 'C2:N2', 'O2:Z2', 'N3:P3', 'A3:A4', 'AW3:AW4']));
      expect(Object.values(book.heights).every((height) => height <= 409.5)).toBe(true);
    },
  );

  it.skipIf(WITHOUT_OPENPYXL !== null)(
    'gives the widest text room: 1,000 characters in a row of the right height',
    async () => {
      await written([{ ...FULL, description: '字'.repeat(1000) }]);
      const { heights } = readWithOpenpyxl(outPath);
      expect(heights['5']).toBeGreaterThan(300);
    },
  );
});

describe('hostile values', () => {
  const at = async (key: string) =>
    (await readWithHucre(outPath)).rows[4]?.[columns.findIndex((column) => column.key === key)];

  it('keeps text that looks like a formula as marked text, also for openpyxl', async () => {
    const texts = {
      description: '=HYPERLINK("http://x","y")',
      remarks: '+86 10',
      place: '-5米',
      violator: '@SUM(A1:A9)',
    };
    await written([{ ...FULL, ...texts }]);
    const xml = await partOf(outPath, 'xl/worksheets/sheet1.xml');
    expect(xml).not.toMatch(/<f[ >]/);
    for (const [key, text] of Object.entries(texts)) expect(await at(key)).toBe(text);
    if (WITHOUT_OPENPYXL !== null) return;
    const row = readWithOpenpyxl(outPath).cells[4];
    for (const [key, text] of Object.entries(texts))
      expect(row?.[columns.findIndex((column) => column.key === key)]).toEqual({ t: 's', v: text, f: '@' });
  });

  it('survives what would make the file unreadable, and says what it changed, in the result and under the table', async () => {
    const { problems } = await written([
      {
        ...FULL,
        description: '甲\ufffe乙\x01丙\ud800',
        remarks: '_x000D_',
        lon: Number.NaN,
        assignedOn: '2026-02-30',
        completedOn: '1899-12-31',
        category: '乱倒',
      },
    ]);
    expect(await at('description')).toBe('甲\ufffd乙丙\ufffd');
    expect((await at('lon')) ?? null).toBeNull();
    expect([await at('assignedOn'), await at('completedOn')]).toEqual(['2026-02-30', '1899-12-31']);
    expect(await partOf(outPath, 'xl/worksheets/sheet1.xml')).toContain('<t>_x005F_x000D_</t>');
    expect(problems.map(({ code, row, column }) => [code, row, column])).toEqual([
      ['NOT_A_NUMBER', 1, '经度'],
      ['VALUE_NOT_ALLOWED', 1, '四乱类型'],
      ['ILLEGAL_CHARACTER', 1, '问题描述'],
      ['NOT_A_DATE', 1, '交办日期'],
      ['NOT_A_DATE', 1, '实际完成日期'],
    ]);
    const foot = await footTexts(1);
    expect(foot).toContain('序号 1“问题描述”：含 3 个 Excel 不能保存的字符，已删除或替换为“\ufffd”');
  });

  it('loses nothing of a text over 32,767 characters: the whole stands under the table', async () => {
    const text = Array.from({ length: 9000 }, (_, index) => `段${index}`).join('');
    const { problems } = await written([{ ...FULL, description: text }]);
    const cell = String(await at('description'));
    expect(cell.length).toBeLessThanOrEqual(32_767);
    expect(cell).toContain('（未完，全文见表后附文）');
    const foot = await footTexts(1);
    const attached = foot.slice(foot.indexOf('附文：') + 1).join('');
    expect(attached === `序号 1“问题描述”：${text}`).toBe(true);
    expect(problems).toMatchObject([{ code: 'TEXT_TOO_LONG', row: 1, column: '问题描述' }]);
  });

  it('prints under the table in full what no row can show, and keeps it whole in the cell', async () => {
    const text = Array.from({ length: 120 }, (_, index) => `第${index}步：清运`).join('\n');
    const { problems } = await written([{ ...FULL, measures: text }]);
    expect(await at('measures')).toBe(text);
    expect(problems).toMatchObject([{ code: 'TEXT_TOO_TALL', row: 1, column: '整改措施' }]);
    const foot = await footTexts(1);
    expect(foot.slice(foot.indexOf('附文：') + 1).join('\n')).toBe(`序号 1“整改措施”：${text}`);
  });

  it('says how many problems and texts it did not list, instead of filling the memory', async () => {
    const bad = { ...FULL, lon: Number.NaN, measures: '步\n'.repeat(200) };
    const { problems } = await written(Array.from({ length: 600 }, (_, index) => ({ ...bad, index: index + 1 })));
    expect(problems.length).toBe(1001);
    expect(problems.at(-1)).toMatchObject({
      code: 'PROBLEMS_NOT_LISTED',
      message: expect.stringMatching(/^另有 \d+ 条提示/),
    });
    expect(problems.some((problem) => problem.code === 'CONTINUATION_DROPPED')).toBe(true);
  });

  it('writes hostile facts of the export as text too', async () => {
    const meta = {
      ...metaOf(),
      filingUnit: '水务局\x02&城管委',
      exporter: '=cmd()',
      filterText: '名称含“_x000D_”\ufffe',
    };
    expect((await write([], 0, {}, meta)).ok).toBe(true);
    const sheet = await readWithHucre(outPath);
    expect(sheet.rows[1]?.[2]).toBe('填报单位：水务局&城管委');
    expect((await footTexts(0))[1]).toContain('\ufffd');
  });
});

describe('a ledger is whole or not there', () => {
  const files = () => readdir(folder);

  it.each([
    ['too few', 1, 2],
    ['too many', 3, 2],
  ])('refuses when the source gives %s rows, and leaves no file', async (_, given, expected) => {
    const rows = Array.from({ length: given }, (_row, index) => ({ ...FULL, index: index + 1 }));
    expect(await write(rows, expected)).toMatchObject({ ok: false, error: { code: 'LEDGER_COUNT_MISMATCH' } });
    expect(await files()).toEqual([]);
  });

  it('refuses more rows than a sheet holds before it reads one', async () => {
    function* never(): Generator<CaseRow> {
      yield FULL;
      throw new Error('was read');
    }
    expect(await write(never(), 1_048_576)).toMatchObject({ ok: false, error: { code: 'LEDGER_TOO_MANY_ROWS' } });
    expect(await files()).toEqual([]);
  });

  it('stops when cancelled, and the older file stays as it was', async () => {
    await writeFile(outPath, '上月台账');
    const abort = new AbortController();
    const seen: number[] = [];
    const progress = (done: number) => {
      seen.push(done);
      if (done >= 1000) abort.abort();
    };
    expect(await write(manyRows(5000), 5000, { progress, signal: abort.signal })).toMatchObject({
      ok: false,
      error: { code: 'LEDGER_CANCELLED' },
    });
    expect(seen.at(-1)).toBe(1000);
    expect(await files()).toEqual(['台账.xlsx']);
    expect(await readFile(outPath, 'utf8')).toBe('上月台账');
  });

  it('removes its temporary file when the source of rows fails, and passes the failure on', async () => {
    function* failing(): Generator<CaseRow> {
      yield* manyRows(300);
      throw new Error('database is gone');
    }
    await expect(write(failing(), 1000)).rejects.toThrow('database is gone');
    expect(await files()).toEqual([]);
  });

  it('refuses a missing folder and a folder of the same name in words, with the path', async () => {
    const nowhere = join(folder, '没有', '台账.xlsx');
    const sheets = [{ plan: QINGSILUAN_PLAN, items: [itemOf(FULL)], expected: 1 }];
    expect(await writeLedger({ sheets, meta: metaOf(), outPath: nowhere, photos: null })).toMatchObject({
      ok: false,
      error: { code: 'LEDGER_FOLDER_MISSING', message: expect.stringContaining(nowhere) },
    });
    await mkdir(outPath);
    await writeFile(join(outPath, 'x'), '');
    expect(await write([FULL], 1)).toMatchObject({ ok: false, error: { code: 'LEDGER_NOT_WRITABLE' } });
    expect(await files()).toEqual(['台账.xlsx']);
  });

  it('writes 30,001 rows, tells its progress, and another program counts them', async () => {
    let last = 0;
    const progress = (done: number, total: number) => {
      expect(done).toBeGreaterThanOrEqual(last);
      expect(total).toBe(30_001);
      last = done;
    };
    expect(await write(manyRows(30_001), 30_001, { progress })).toMatchObject({
      ok: true,
      value: { rows: 30_001, problems: [] },
    });
    expect(last).toBe(30_001);
    const { rows } = await readWithHucre(outPath);
    const numbers = rows
      .slice(4)
      .map((row) => row[1])
      .filter((value) => typeof value === 'string' && value.startsWith('MY-AJ-'));
    expect(numbers).toHaveLength(30_001);
    expect(numbers.at(-1)).toBe('MY-AJ-2026-030001');
    expect(rows.flat()).toContain('本表共 30001 条，与筛选条件统计数一致。');
  });

  it('holds the source back while the packer is busy: no more than a few MB wait, however many rows come', () => {
    const script = new URL('./write-many.ts', import.meta.url).pathname;
    const run = spawnSync(process.execPath, ['--expose-gc', script, '20000', outPath], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    const most = Number(run.stdout);
    expect(most).toBeGreaterThan(0);
    // Without back pressure 58 MB wait here, and more with more rows.
    expect(most).toBeLessThan(16 << 20);
  });
});
