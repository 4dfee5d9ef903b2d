import { signIn } from '#test/harness/electron/page-request.ts';
import { expectNoSeriousAxe } from '#test/harness/electron/spec/axe.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.use({ data: 'sample' });

const SCREENS = {
  工作台: '/',
  线索: '/findings',
  案件台账: '/cases',
  期限与日历: '/calendar',
  统计: '/statistics',
  导入: '/import',
  导出: '/export',
  设置: '/settings',
} as const;

test('every screen is reached from the navigation; axe finds nothing serious, the pages complain of nothing', async ({
  page,
}) => {
  test.slow();
  await signIn(page, 'guanli');
  const navigation = page.getByRole('navigation', { name: '主导航' });
  const title = page.locator('#content').getByRole('heading', { level: 1 });
  let before = '';
  for (const [name, address] of Object.entries(SCREENS)) {
    await test.step(name, async () => {
      await navigation.getByRole('link', { name, exact: true }).click();
      await expect(page).toHaveURL((url) => url.hash.startsWith(`#${address}`));
      // A screen has a bundle of its own: until it is there, the one before is shown.
      await expect(title).not.toHaveText(before);
      await expect(page.locator('.ant-spin-spinning, .ant-skeleton-active')).toHaveCount(0);
      await expectNoSeriousAxe(page, name);
      before = (await title.textContent()) ?? '';
    });
  }
});

test('a screen begins at its top, wherever the one before was left', async ({ page }) => {
  await signIn(page, 'guanli');
  const content = page.locator('#content');
  const link = (name: string) =>
    page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name, exact: true });
  // Seen before, so that it is as tall as it will be when it is shown again.
  await link('期限与日历').click();
  await expect(content.getByText('12 月', { exact: true })).toBeVisible();
  await link('设置').click();
  await page.getByRole('link', { name: '关于' }).click();
  await expect(content.getByText('流程已经穷举证明')).toBeVisible();
  await content.evaluate((place) => place.scrollTo(0, place.scrollHeight));
  expect(await content.evaluate((place) => place.scrollTop)).toBeGreaterThan(0);
  await link('期限与日历').click();
  await expect(content.getByText('12 月', { exact: true })).toBeVisible();
  expect(await content.evaluate((place) => place.scrollTop)).toBe(0);
});
