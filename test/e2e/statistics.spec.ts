import { request, signIn } from '#test/harness/electron/page-request.ts';
import { expectNoSeriousAxe } from '#test/harness/electron/spec/axe.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.use({ data: 'sample', today: '2026-11-25' });

test('the closure rate stands with its definition, and every figure opens its rows', async ({ page }) => {
  await signIn(page, 'shenhe');
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '统计', exact: true }).click();
  const { all } = await request<{ all: { total: number; closed: number; closureRate: string } }>(
    page,
    'statistics.cases',
    { filter: {} },
  );
  await expect(page.getByText('整改销号率＝已销号数÷总数×100%')).toBeVisible();
  await expect(page.locator('.stat-head')).toContainText(all.closureRate);
  await expect(page.getByRole('img', { name: '各类型已销号和在办的件数' }).locator('svg')).toBeVisible();
  await expectNoSeriousAxe(page);
  const cell = page.getByRole('table', { name: '按类型统计' }).getByRole('link', { name: /^乱堆 总数：/ });
  const count = Number(await cell.textContent());
  await cell.click();
  await expect(page).toHaveURL(/#\/cases\?f=/);
  const filter = JSON.parse(new URLSearchParams(page.url().split('?').at(-1)).get('f') ?? '{}') as object;
  expect(filter).toMatchObject({ category: ['dumping'] });
  const list = await request<{ total: number }>(page, 'case.list', { filter, page: { size: 1 } });
  expect(list.total).toBe(count);
});

test('source, trend and ageing are shown by chart and table, for the class that is chosen, and kept in the address', async ({
  page,
}) => {
  await signIn(page, 'shenhe');
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '统计', exact: true }).click();
  await page.getByLabel('类型', { exact: true }).click();
  await page.getByTitle('乱采').click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/mining/);
  for (const [tab, table] of [
    ['来源、河湖与单位', '按问题来源统计'],
    ['按月趋势', '按月立案和销号'],
    ['时长与超期', /在办时长/],
  ] as const) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.getByRole('table', { name: table })).toBeVisible();
    await expectNoSeriousAxe(page);
  }
  await page.reload();
  await expect(page.getByRole('table', { name: /在办时长/ })).toBeVisible();
  await expect(page.getByText('四乱类型：乱采')).toBeVisible();
});
