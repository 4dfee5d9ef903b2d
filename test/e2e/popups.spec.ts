import type { Page } from '@playwright/test';
import { signIn } from '#test/harness/electron/page-request.ts';
import { expectNoSeriousAxe } from '#test/harness/electron/spec/axe.ts';
import { form, inRectifying, openNewCase } from '#test/harness/electron/spec/case-page.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.use({ data: 'sample', today: '2027-02-01' });

async function open(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, address);
}

/** Closes what is open by Esc. */
async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('axe finds nothing serious in the dialogs of the frame: search with its hits, keys, the menu of the account', async ({
  page,
}) => {
  await signIn(page, 'jingban');
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '搜索' }).fill('垃圾');
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectNoSeriousAxe(page, '搜索');
  await close(page);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: '按键' })).toBeVisible();
  await expectNoSeriousAxe(page, '按键');
  await close(page);
  await page.getByRole('button', { name: /王经办/u }).click();
  await expect(page.getByRole('menuitem', { name: '退出登录' })).toBeVisible();
  await expectNoSeriousAxe(page, '账户菜单');
});

test('axe finds nothing serious in the forms of a case with their suggestions, lists and calendars open', async ({
  page,
}) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page);
  const assigning = await form(page, '交办');
  await expectNoSeriousAxe(page, '交办');
  await assigning.getByLabel('主办单位').fill('石城');
  await expectNoSeriousAxe(page, '交办：主办单位的建议');
  await assigning.getByLabel('协办单位').click();
  await expectNoSeriousAxe(page, '交办：协办单位的选项');
  await page.keyboard.press('Escape');
  await assigning.getByRole('button', { name: '取消' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await inRectifying(page, id);

  const suspending = await form(page, '中止计时');
  await suspending.getByRole('combobox', { name: '中止事由' }).click();
  await expect(page.getByTitle('等待检测、检验或鉴定结论')).toBeVisible();
  await expectNoSeriousAxe(page, '中止计时：中止事由的选项');
  await page.getByTitle('等待检测、检验或鉴定结论').click();
  await suspending.getByLabel('办理日期').click();
  await expect(page.locator('.ant-picker-dropdown')).toBeVisible();
  await expectNoSeriousAxe(page, '中止计时：办理日期');
  await suspending.getByLabel('办理日期').press('Escape');
  await suspending.getByRole('button', { name: '取消' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('axe finds nothing serious in a form that lacks something, in the choice of a minute, and in the working of a clock', async ({
  page,
}) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page);
  await inRectifying(page, id);
  const referring = await form(page, '提出移送');
  await referring.getByLabel('决定时间').click();
  await expect(page.locator('.ant-picker-dropdown')).toBeVisible();
  await expectNoSeriousAxe(page, '提出移送：决定时间');
  await referring.getByLabel('决定时间').press('Escape');
  await referring.getByRole('button', { name: '取消' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const reporting = await form(page, '申请延期');
  await reporting.getByRole('button', { name: '申请延期', exact: true }).click();
  await expect(reporting).toContainText('请填写延期理由');
  await expectNoSeriousAxe(page, '申请延期：缺项');
  await reporting.getByRole('button', { name: '取消' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.getByRole('button', { name: '整改时限逐日计算' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoSeriousAxe(page, '逐日计算');
});

test('axe finds nothing serious in the columns of the ledger, nor where its context menu would be', async ({
  page,
}) => {
  await signIn(page, 'jingban');
  await open(page, '/cases?f={"handling":["pendingReceipt"]}');
  const cell = page.locator('.ag-row[row-index="0"] [col-id="town"]');
  await expect(cell).toBeVisible();
  await page.getByRole('button', { name: '列', exact: true }).click();
  await expect(page.getByRole('dialog', { name: '显示哪些列' })).toBeVisible();
  await expectNoSeriousAxe(page, '列');
  await close(page);
  await page.locator('.ag-header-cell[col-id="town"]').click({ button: 'right' });
  await cell.click({ button: 'right' });
  await expectNoSeriousAxe(page, '台账上按右键');
  await page.keyboard.press('Escape');
});

test('axe finds nothing serious in the bulk acts and views of the ledger, nor in a message', async ({ page }) => {
  await signIn(page, 'jingban');
  await open(page, '/cases?f={"handling":["pendingReceipt"]}');
  await page.locator('.ag-row[row-index="0"]').getByRole('checkbox').check();
  await page.getByRole('button', { name: '批量办理…' }).click();
  await expect(page.getByRole('menuitem', { name: /填报进展/u })).toBeVisible();
  await expectNoSeriousAxe(page, '批量办理的菜单');
  await page.getByRole('menuitem', { name: /填报进展/u }).click();
  await expect(page.getByRole('dialog', { name: /填报进展/u })).toBeVisible();
  await expectNoSeriousAxe(page, '批量填报进展');
  await close(page);
  await page.getByRole('button', { name: '存为视图' }).click();
  await expect(page.getByLabel('视图名称')).toBeVisible();
  await expectNoSeriousAxe(page, '存为视图');
  await close(page);

  await open(page, '/cases?f={"handling":["closed"]}');
  await expect(page.locator('.ag-row[row-index="0"] [col-id="state"]')).toHaveText('已销号');
  await page.locator('.ag-row[row-index="0"] [col-id="river"]').dblclick();
  await expect(page.getByText(/不能修改：/u)).toBeVisible();
  await expectNoSeriousAxe(page, '不能修改的提示');
});

test('axe finds nothing serious in the lists and calendars of findings, statistics and registration', async ({
  page,
}) => {
  await signIn(page, 'jingban');
  await open(page, '/findings/new');
  await page.getByRole('combobox', { name: /四乱类别/u }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectNoSeriousAxe(page, '登记线索：类别');
  await page.keyboard.press('Escape');
  await page.getByLabel('镇街').fill('石城');
  await expectNoSeriousAxe(page, '登记线索：镇街');
  await open(page, '/statistics');
  await page.getByLabel('类型', { exact: true }).click();
  await expect(page.getByTitle('乱采')).toBeVisible();
  await expectNoSeriousAxe(page, '统计：类型');
  await page.keyboard.press('Escape');
});
