import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startProgramProcess } from '#test/harness/electron/program-process.ts';
import { preparedProgram } from '#test/harness/electron/spec/prepared.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.beforeEach(({ program }) => {
  test.skip(program.mode === 'electron', "Electron's own lock is not ours to test");
});

test('a second start finds the first, tells its address and ends', async ({ page, program, browser }) => {
  await expect(page.getByRole('heading', { name: '欢迎使用河清' })).toBeVisible();
  const second = await startProgramProcess({ data: program.userDataDir, ...preparedProgram() });
  expect(await second.ended).toBe(0);
  expect(second.first).toContain(new URL(page.url()).host);

  const context = await browser.newContext();
  const entered = await context.newPage();
  await entered.goto(second.first ?? '');
  await expect(entered.getByRole('heading', { name: '欢迎使用河清' })).toBeVisible();
  // One window, one page: the earlier one is covered, so that nothing is typed there in vain.
  await expect(page.getByText('已在另一个标签页中打开')).toBeVisible();
  await context.close();
});

test('the lock is readable by its owner only, and one left by a dead program is taken over', async ({
  page,
  program,
}) => {
  await expect(page.getByRole('heading', { name: '欢迎使用河清' })).toBeVisible();
  const lock = join(program.userDataDir, 'heqing/browser.lock');
  if (process.platform !== 'win32') expect((statSync(lock).mode & 0o777).toString(8)).toBe('600');
  const before = JSON.parse(readFileSync(lock, 'utf8')) as { pid: number };
  await program.crash();
  const again = await program.restart();
  await expect(again.getByRole('heading', { name: '欢迎使用河清' })).toBeVisible();
  expect(JSON.parse(readFileSync(lock, 'utf8'))).not.toMatchObject({ pid: before.pid });
});
