import { listen, request, signIn } from '#test/harness/electron/page-request.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.use({ data: 'sample' });

test('a backend that dies is started again, says so, and has lost nothing', async ({ page, program }) => {
  await signIn(page, 'jingban');
  const heads = await request<unknown>(page, 'log.heads', {});
  const events = await listen(page, 'backend.state');
  await program.killBackend();
  await expect
    .poll(async () => (await events()).map(({ state }) => state))
    .toEqual(expect.arrayContaining(['restarting', 'ready']));
  expect(await request<unknown>(page, 'log.heads', {})).toEqual(heads);
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
});

test('a backend that dies again and again is left alone until the user asks', async ({ page, program }) => {
  await signIn(page, 'jingban');
  const events = await listen(page, 'backend.state');
  const readies = async () => (await events()).filter(({ state }) => state === 'ready').length;
  for (const round of [1, 2]) {
    await program.killBackend();
    await expect.poll(readies).toBe(round);
  }
  await program.killBackend();
  await expect(page.getByText('已停止自动重启')).toBeVisible();
  await page.getByRole('button', { name: '重新启动' }).click();
  await expect.poll(readies).toBe(3);
  await request(page, 'session.current', {});
});

test('the day changes while the program runs', async ({ page, program }) => {
  await signIn(page, 'jingban');
  const events = await listen(page, 'deadline.reached');
  await program.setToday('2027-03-01');
  await expect.poll(async () => (await events()).map(({ today }) => today)).toContain('2027-03-01');
  expect(await request<{ today: string }>(page, 'session.current', {})).toMatchObject({ today: '2027-03-01' });
  // The open work list follows by itself.
  await expect(page.getByText('2027-03-01 周一')).toBeVisible();
});
