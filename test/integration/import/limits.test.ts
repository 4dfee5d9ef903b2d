import { beforeAll, describe, expect, test } from 'vitest';
import { runAnyJob, runJob } from '#worker/job/host.ts';
import { cell, xlsFile } from '#test/fixtures/hostile/xls-file.ts';
import { entryPath } from './paths.ts';
import { fileIn, parseInput, scratchFolder } from './support.ts';
import { rowXml, workbookOf } from './workbook.ts';

const folder = scratchFolder();
const entry = entryPath('read-only.ts');
/** 60,000 rows of 12 texts that all differ: more than a small heap holds, a second or more to read. */
let big: string;
let small: string;

beforeAll(() => {
  const head = rowXml(1, ['镇街', '问题类型', '问题描述', '发现时间']);
  const rows = Array.from({ length: 60_000 }, (_, row) =>
    rowXml(
      row + 2,
      Array.from({ length: 12 }, (_each, column) => `第${row}行第${column}列的一段不同的文字`),
    ),
  );
  big = fileIn(folder, 'big.xlsx', workbookOf(head + rows.join('')));
  small = fileIn(folder, 'small.xlsx', workbookOf(head + rowXml(2, ['石城镇', '乱堆', '垃圾', '2026-01-09'])));
});

const goesOn = async (name: string) =>
  expect(await runJob('import.parse', parseInput(small, `${folder}/${name}.jsonl`))).toMatchObject({ ok: true });

describe('a file that is too much', () => {
  test('for the memory: the process is stopped, the program says so and goes on', async () => {
    const run = await runJob('import.parse', parseInput(big, `${folder}/memory.jsonl`), { heapMb: 64 });
    expect(run).toMatchObject({ ok: false, error: { code: 'JOB_DIED', message: expect.stringContaining('占满内存') } });
    await goesOn('after-memory');
  });

  test('for the time: the process is stopped, the program says so and goes on', async () => {
    const run = await runJob('import.parse', parseInput(big, `${folder}/time.jsonl`), { timeLimitMs: 1000 });
    expect(run).toMatchObject({
      ok: false,
      error: { code: 'JOB_TIMED_OUT', message: expect.stringContaining('1 秒') },
    });
    await goesOn('after-time');
  });
});

describe('cancelled in the middle of reading', () => {
  test.each([
    ['.xlsx', () => big],
    [
      '.xls',
      () =>
        fileIn(
          folder,
          'big.xls',
          xlsFile(
            Array.from({ length: 20 }, (_, sheet) => ({
              name: `表${sheet}`,
              records: Array.from({ length: 10_000 }, (_each, row) => cell.rk(row, 0, (row << 2) | 2)),
            })),
          ),
        ),
    ],
    ['.csv', () => fileIn(folder, 'big.csv', '一段文字,第二段\n'.repeat(1_000_000))],
  ])('%s: progress came, nothing more does', async (_name, path) => {
    const cancel = new AbortController();
    const told: number[] = [];
    const run = await runAnyJob('read', path(), {
      entry,
      signal: cancel.signal,
      onProgress: ({ done, total }) => {
        told.push(done);
        expect(total).toBe(100);
        cancel.abort();
      },
    });
    expect(run).toMatchObject({
      ok: false,
      error: { code: 'JOB_CANCELLED', message: expect.stringContaining('已取消') },
    });
    expect(told[0]).toBeLessThan(100);
  });
});

test('progress goes up to the end, once a percent', async () => {
  const told: number[] = [];
  const run = await runAnyJob('read', big, { entry, onProgress: ({ done }) => told.push(done) });
  expect(run).toEqual({ ok: true, value: [60_001] });
  expect(told).toEqual([...new Set(told)].toSorted((a, b) => a - b));
  expect([told.length > 20, told.at(-1)]).toEqual([true, 100]);
});
