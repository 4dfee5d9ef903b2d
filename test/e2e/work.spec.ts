import { request, signIn } from '#test/harness/electron/page-request.ts';
import { expectNoSeriousAxe } from '#test/harness/electron/spec/axe.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.describe('with the sample data', () => {
  test.use({ data: 'sample', today: '2026-11-25' });

  test('the work list names what is due, and each count opens exactly its rows', async ({ page }) => {
    await signIn(page, 'jingban');
    const summary = await request<{ groups: { key: string; title: string; total: number }[] }>(
      page,
      'work.summary',
      {},
    );
    const overdue = summary.groups.find(({ key }) => key === 'gross');
    expect(overdue?.total ?? 0).toBeGreaterThan(0);
    await expect(page.getByRole('heading', { name: `严重超期 ${overdue?.total}` })).toBeVisible();
    await expect(
      page
        .getByRole('table', { name: /严重超期/ })
        .getByText(/已超期 \d+ 天/)
        .first(),
    ).toBeVisible();
    await expectNoSeriousAxe(page);
    await page
      .getByRole('region', { name: '按期限' })
      .getByRole('link', { name: /严重超期/ })
      .click();
    await expect(page).toHaveURL(/#\/cases\?f=/);
    await expect(page.locator('#content')).toContainText(new RegExp(`${overdue?.total}\\s*件|${overdue?.total}\\s*条`));
  });

  test('what others did since the last visit is listed, and gone once it is marked as seen', async ({ page }) => {
    await signIn(page, 'jingban');
    // The first visit is marked: until then the words are 从现在起.
    await expect(page.getByText(/自 \S+ \S+ 起，别人办理的案件和线索会列在这里/)).toBeVisible();
    const { rows } = await request<{ rows: { id: string; rev: number; number: string }[] }>(page, 'case.list', {
      filter: { handling: ['pendingReceipt'] },
      page: { size: 1 },
    });
    const [waiting] = rows;
    if (waiting === undefined) throw new Error('the sample data has no case that waits for its receipt');
    await signIn(page, 'xuncha');
    await request(page, 'case.act', { id: waiting.id, rev: waiting.rev, act: { type: 'case.receiptConfirmed' } });
    await signIn(page, 'jingban');
    const changes = page.getByRole('region', { name: /上次查看以来/ });
    await expect(changes.getByRole('link', { name: waiting.number })).toBeVisible();
    await expect(changes.getByText('赵巡查 签收')).toBeVisible();
    await expectNoSeriousAxe(page);
    await changes.getByRole('button', { name: '标为已看' }).click();
    await expect(changes.getByText('目前没有')).toBeVisible();
  });
});

test('an empty program teaches how to begin', async ({ page }) => {
  await page.getByLabel('填报单位').fill('密云区水务局');
  await page.getByLabel('编号前缀').fill('my');
  await page.getByLabel('姓名').fill('孙管理');
  await page.getByLabel('登录名').fill('guanli');
  await page.getByLabel('口令', { exact: true }).fill('qingshui-2026');
  await page.getByLabel('再输一次口令').fill('qingshui-2026');
  await page.getByRole('button', { name: '建立并进入' }).click();
  await expect(page.getByText('还没有线索和案件')).toBeVisible();
  await expectNoSeriousAxe(page);
  await page.locator('#content').getByRole('link', { name: '导入表格' }).last().click();
  await expect(page).toHaveURL(/#\/import/);
});
