import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { readXlsx } from 'hucre';
import { beforeAll, describe, expect, it } from 'vitest';
import { aProblem } from '#test/harness/problem.ts';
import { ROOT } from '#test/harness/program.ts';
import { openSession } from '#worker/cli/session.ts';
import { bundledCli, type Ended, heqing, scratch } from './heqing.ts';

/* Ledgers by the command line, as a job of the night runs them: by a saved export, month after month. */

const folder = scratch();
const data = join(folder, '数据');
let script = '';
beforeAll(async () => {
  script = await bundledCli(folder);
  const session = await openSession({ data, login: null, create: true, onProgress: () => undefined });
  await session.call('account.bootstrap', { login: 'guanli', displayName: '孙管理' }, '');
  await session.call('account.create', { login: 'jingban', displayName: '王经办', role: 'clerk' }, 'guanli');
  for (const foundOn of ['2026-09-10', '2026-10-20', '2026-10-21']) {
    const problem = aProblem({ foundOn, source: '市级督察', description: `${foundOn}发现` });
    await session.call('finding.register', { problem, on: foundOn }, 'jingban');
  }
  const period = { kind: 'month', from: '2026-09-01', field: 'found' } as const;
  const spec = { ledger: 'inspectionList', period };
  await session.call('exportDefinition.save', { name: '月度一览表', spec, shared: true }, 'jingban');
  const sending = { ledger: 'inspectionList', search: '发现', split: 'town', forEditing: true } as const;
  await session.call('exportDefinition.save', { name: '分发', spec: sending, shared: true }, 'jingban');
  session.close();
});

const as = (...words: readonly string[]) => heqing(['--data', data, '--as', 'jingban', 'ledger', ...words], { script });
const done = ({ code, stdout, stderr }: Ended): string => {
  expect(code, stderr).toBe(0);
  return stdout;
};
const first = async (path: string) => (await readXlsx(readFileSync(path))).sheets[0]?.rows ?? [];

describe('ledger export', () => {
  it('by a saved definition, then by the next month of it; the file is named by the period', async () => {
    const file = join(folder, '一览表-{期}.xlsx');
    expect(done(await as('export', file, '--definition', '月度一览表'))).toContain('1 行 → ');
    expect((await first(join(folder, '一览表-2026年9月.xlsx')))[4]?.[2]).toBe('2026-09-10发现');
    expect(done(await as('export', file, '--definition', '月度一览表', '--next'))).toContain('2 行 → ');
    expect((await first(join(folder, '一览表-2026年10月.xlsx')))[5]?.[2]).toBe('2026-10-21发现');
    expect(done(await as('definitions'))).toContain('2026年10月');
    const logged = done(await as('exports'));
    expect(logged).toContain('发现日期：2026-10-01 至 2026-10-31');
    expect(logged).toContain('共 2 次');
  });

  it('one file a town to be filled in, in a zip', async () => {
    const file = join(folder, '分发.zip');
    const said = done(
      await as('export', file, '--ledger', 'inspectionList', '--search', '发现', '--split', 'town', '--for-editing'),
    );
    expect(said).toContain('份 3 行 → ');
    expect(done(await as('exports'))).toContain('分发.zip：');
    expect(done(await as('export', join(folder, '再发.zip'), '--definition', '分发'))).toContain('份 3 行 → ');
  });

  it('of a report by its period, and of a ledger by its name', async () => {
    const file = join(folder, '月报.xlsx');
    expect(done(await as('export', file, '--ledger', 'monthly', '--period', '2026-10'))).toContain('行 → ');
    const rows = await first(file);
    expect(rows.find((row) => row[1] === '合计')?.slice(2, 4)).toEqual([2, 0]);
    expect(done(await as('list'))).toContain('inspectionList');
  });

  it.each([
    ['nothing said', [], 2, '要用 --definition'],
    ['two ways at once', ['--definition', '月度一览表', '--ledger', 'monthly'], 2, '两者只写一个'],
    ['a period that is none', ['--ledger', 'monthly', '--period', '10月'], 2, '2026-W44'],
    ['an unknown definition', ['--definition', '无'], 1, '没有名为「无」的导出方案'],
    ['an unknown ledger', ['--ledger', '无'], 1, '没有名为「无」的台账'],
  ])('refuses %s', async (_what, words, code, text) => {
    const ended = await as('export', join(folder, 'x.xlsx'), ...words);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(ended.stderr).toContain(text);
  });
});

describe('ledger return', () => {
  it('shows what was edited, writes it when told to, and finds nothing more to write', async () => {
    const file = join(folder, '回收.xlsx');
    done(await as('export', file, '--ledger', 'inspectionList', '--for-editing'));
    const untouched = done(await as('return', file, '--yes'));
    expect(untouched).toContain('3 行，其中 3 行没有改动');
    expect(untouched).not.toContain('已写入');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    const cell = book.worksheets[0]?.getCell('C5');
    expect(cell?.value).toBe('2026-09-10发现');
    if (cell !== undefined) cell.value = '9月发现的问题，已核对';
    await book.xlsx.writeFile(file);
    expect(done(await as('return', file))).toMatch(/可写入.*2026-09-10发现.*9月发现的问题，已核对/);
    expect(done(await as('return', file, '--yes'))).toContain('已写入 1 处，案件 0 件、线索 1 条');
    expect(done(await as('return', file, '--yes'))).toMatch(/已是此内容/);
  });

  it('refuses what is not an exported ledger, with what to do', async () => {
    const { code, stderr } = await as('return', join(ROOT, 'resources/samples/巡查排查表.xlsx'));
    expect(code).not.toBe(0);
    expect(stderr).toContain('不是本程序导出的台账');
  });
});
