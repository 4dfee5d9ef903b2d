import { listen, request, signIn } from '#test/harness/electron/page-request.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.use({ data: 'sample' });

test('two windows of one person: what one changes, the other hears; signing out ends both', async ({
  page,
  program,
}) => {
  await signIn(page, 'guanli');
  const second = await program.openSecondWindow(() => request(page, 'shell.openWindow', { address: '/' }));
  await expect(second.getByRole('navigation', { name: '主导航' })).toBeVisible();
  const heard = await listen(second, 'data.changed');
  await request(page, 'account.create', { login: 'second', displayName: '另一人', role: 'clerk' });
  await expect.poll(async () => (await heard()).map(({ route }) => route)).toContain('account.create');

  await request(page, 'session.signOut', {});
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible();
  await expect(second.getByRole('button', { name: '登录' })).toBeVisible();
});

test('a page is told what the menu wants, by the keys of the menu', async ({ page }) => {
  await signIn(page, 'jingban');
  const heard = await listen(page, 'menu.command');
  await page.keyboard.press('Control+k');
  await expect.poll(async () => (await heard()).map(({ command }) => command)).toEqual(['search']);
});
