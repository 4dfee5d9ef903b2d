import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import { expect, it } from 'vitest';
import { heqing, scratch } from './heqing.ts';

const folder = scratch();

it('the demonstration runs, twice in the same folder, and prints where its files lie', async () => {
  const root = join(folder, '演示');
  await expectDemo(root);
  await expectDemo(root);
});

async function expectDemo(root: string): Promise<void> {
  const { code, stdout, stderr } = await heqing(['demo', root]);
  expect({ code, stderr: stderr.split('\n').filter((line) => !line.endsWith('…') && line !== '') }).toEqual({
    code: 0,
    stderr: [],
  });
  const ledger = /台账 58 行 → (.+)/.exec(stdout)?.[1] ?? '';
  const backup = /备份已打开、推演并逐行核对 → (.+)/.exec(stdout)?.[1] ?? '';
  for (const path of [ledger, backup, `${backup}.proof.json`, join(root, 'data', 'heqing.db')]) {
    expect([path, existsSync(path)]).toEqual([path, true]);
  }
  expect(stdout).toContain(`数据在 ${join(root, 'data')}`);
  const [sheet] = (await readXlsx(readFileSync(ledger))).sheets;
  const rows = sheet?.rows.filter(([serial]) => typeof serial === 'number') ?? [];
  expect(rows.map(([serial]) => serial)).toEqual(Array.from({ length: 58 }, (_, index) => index + 1));
  // 49 columns and the hidden key.
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([50]));
}

it('does not clear a folder in which somebody keeps a `data` of his own', async () => {
  const root = join(folder, '别人的');
  const own = join(root, 'data', '重要.txt');
  mkdirSync(join(root, 'data'), { recursive: true });
  writeFileSync(own, '不可删');
  const { code, stdout, stderr } = await heqing(['demo', root]);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain('请另选一个空文件夹');
  expect(readFileSync(own, 'utf8')).toBe('不可删');
});
