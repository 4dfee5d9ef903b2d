import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { bundledCli, type Ended, heqing, KEY, plainChinese, SAMPLE, scratch } from './heqing.ts';

const folder = scratch();
const data = join(folder, '数据');
let script = '';

const run = (...words: readonly string[]) => heqing(['--data', data, ...words], { script });
const asClerk = (...words: readonly string[]) => run('--as', 'jingban', ...words);

function done({ code, stdout, stderr }: Ended): string {
  expect([code, stderr.split('\n').filter((line) => !line.endsWith('…') && line !== '')]).toEqual([0, []]);
  return stdout;
}

beforeAll(async () => {
  script = await bundledCli(folder);
  done(await run('init', '--login', 'guanli', '--name', '孙管理'));
  const clerk = ['--login', 'jingban', '--name', '王经办', '--role', 'clerk'] as const;
  done(await run('--as', 'guanli', 'account', 'add', ...clerk));
});

it('batches are listed, their files handed back, undone after a look, and not twice', async () => {
  // The program keeps a copy of its own.
  const sheet = join(folder, '七月排查.xlsx');
  copyFileSync(SAMPLE, sheet);
  done(await asClerk('import', sheet));
  const listed = done(await asClerk('import', 'batches'));
  expect(listed).toMatch(/七月排查\.xlsx.*王经办.*60.*已入库/u);
  const batch = KEY.exec(listed)?.[0] ?? '';

  const target = join(folder, '另存');
  mkdirSync(target);
  expect(done(await asClerk('import', 'file', batch, target))).toContain('已另存「七月排查.xlsx」');
  expect(readFileSync(join(target, '七月排查.xlsx'))).toEqual(readFileSync(SAMPLE));

  const looked = done(await asClerk('import', 'undo', batch, '--dry-run'));
  expect(looked).toContain('撤销后（尚未撤销）：撤回 60 条，恢复 0 条，保留 0 条');
  expect(looked.match(/撤回 MY-XS-/gu)).toHaveLength(60);
  expect(done(await asClerk('import', 'undo', batch))).toContain('已撤销：撤回 60 条');
  expect(done(await asClerk('findings'))).toContain('共 0 条');
  const again = await asClerk('import', 'undo', batch);
  expect([again.code, plainChinese(again.stderr)]).toEqual([1, true]);
  expect(again.stderr).toContain('不能撤销导入：这次导入已于');
  expect(done(await asClerk('import', sheet))).toContain('新增 60 条，更新 0 条，无变化 0 条');
  expect(done(await asClerk('verify'))).toMatch(/\p{Script=Han}/u);
});
