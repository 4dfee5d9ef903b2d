import type { Page } from '@playwright/test';
import { request, signIn } from '#test/harness/electron/page-request.ts';
import { expectNoSeriousAxe } from '#test/harness/electron/spec/axe.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.use({ data: 'sample', today: '2026-11-25' });

const row = (page: Page, at: number) => page.locator(`.ag-row[row-index="${at}"]`);
const cell = (page: Page, at: number, column: string) => row(page, at).locator(`[col-id="${column}"]`);
const addressOf = (page: Page) => page.evaluate(() => decodeURIComponent(location.hash));

async function openLedger(page: Page, login = 'jingban', query = ''): Promise<void> {
  await signIn(page, login);
  await page.evaluate((to) => {
    location.hash = `#/cases${to}`;
  }, query);
  await expect(cell(page, 0, 'number')).toContainText('MY-AJ-');
}

test('is told of by axe as sound with ticks, a row at the side and the columns open', async ({ page }) => {
  await openLedger(page, 'jingban', '?f={"handling":["pendingReceipt"]}');
  await cell(page, 0, 'town').click();
  await page.keyboard.press('Shift+Space');
  await page.keyboard.press('Space');
  await expect(page.getByRole('region', { name: '批量办理' })).toContainText('已选 1 件');
  await expect(page.getByRole('complementary', { name: /案件 MY-AJ-/ })).toBeVisible();
  await page.getByRole('button', { name: '列', exact: true }).click();
  await expect(page.getByRole('dialog', { name: '显示哪些列' })).toBeVisible();
  await expectNoSeriousAxe(page);
});

test('a count opens exactly its rows, the address says so, and one button widens again', async ({ page }) => {
  await openLedger(page);
  const facet = page.getByRole('group', { name: '办理状态' }).locator('label', { hasText: '待复核' });
  const count = Number(await facet.locator('.count').textContent());
  await facet.click();
  await expect(page.locator('#content')).toContainText(`共 ${count} 件`);
  expect(await addressOf(page)).toContain('"handling":["pendingReview"]');
  await page.getByLabel('检索案件').fill('没有这样的词');
  await page.getByRole('button', { name: '清除筛选和检索' }).click();
  await expect.poll(() => addressOf(page)).toBe('#/cases');
  await page.goBack();
  await expect.poll(() => addressOf(page)).toContain('没有这样的词');
});

test('sorts by a column, and with Shift by a second one among equals', async ({ page }) => {
  await openLedger(page);
  await page.locator('.ag-header-cell[col-id="deadline"]').click();
  await page.locator('.ag-header-cell[col-id="deadline"]').click();
  await page.locator('.ag-header-cell[col-id="number"]').click({ modifiers: ['Shift'] });
  await expect.poll(() => addressOf(page)).toBe('#/cases?sort=dueOn.desc,number.asc');
  const asked = await request<{ rows: { number: string }[] }>(page, 'case.ledger', {
    filter: {},
    sort: [
      { by: 'dueOn', dir: 'desc' },
      { by: 'number', dir: 'asc' },
    ],
    page: { size: 3 },
  });
  for (const [at, { number }] of asked.rows.entries()) await expect(cell(page, at, 'number')).toHaveText(number);
});

test('is walked by keyboard: arrows, copying, looking, opening, and one comes back to the same row', async ({
  page,
}) => {
  await openLedger(page);
  await cell(page, 0, 'town').click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  const copied = page.evaluate(
    () =>
      new Promise<string>((done) => {
        document.addEventListener('copy', (event) => done(event.clipboardData?.getData('text/plain') ?? ''), {
          once: true,
        });
      }),
  );
  await page.keyboard.press('Control+c');
  const lines = (await copied).split('\n').map((line) => line.split('\t'));
  expect(lines.map(({ length }) => length)).toEqual([2, 2]);
  await expect(cell(page, 1, 'town')).toHaveText(lines[0]?.[0] ?? '');
  await expect(cell(page, 2, 'river')).toHaveText(lines[1]?.[1] ?? '');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Space');
  const number = (await cell(page, 2, 'number').textContent()) ?? '';
  await expect(page.getByRole('complementary', { name: `案件 ${number}` })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(() => addressOf(page)).toMatch(/^#\/cases\/[0-9a-f-]{36}$/u);
  await page.goBack();
  await expect(cell(page, 2, 'river')).toHaveClass(/ag-cell-focus/u);
});

test('a cell tells its whole text to who points at it; pointing at the head asks for nothing', async ({ page }) => {
  await openLedger(page);
  const description = cell(page, 1, 'description');
  await description.hover();
  await expect(description).toHaveAttribute('title', /.+/u);
  await page.locator('.ag-header-cell[col-id="town"]').hover();
  await cell(page, 0, 'town').hover();
  await expect(cell(page, 0, 'town')).toHaveAttribute('title', /.+/u);
  // The answer to a question that the head had asked would be there before that of the next one.
  await request(page, 'case.ledger', { filter: {}, sort: [], page: { size: 1 } });
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('edits a field in place as an event of the case, and says why a case cannot be changed', async ({ page }) => {
  await openLedger(page, 'jingban', '?f={"handling":["pendingReceipt"]}');
  const number = (await cell(page, 0, 'number').textContent()) ?? '';
  await cell(page, 0, 'river').click();
  await page.keyboard.press('x');
  await expect(page.locator('.ag-cell-inline-editing')).toHaveCount(0);
  await page.keyboard.press('F2');
  await page.locator('.ag-cell-inline-editing input').fill('清水河');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`${number} 的「河湖名称」已修改`)).toBeVisible();
  await expect(cell(page, 0, 'river')).toHaveText('清水河');
  const { rows } = await request<{ rows: { id: string }[] }>(page, 'case.list', {
    filter: {},
    search: number,
    page: {},
  });
  const events = await request<{ type: string }[]>(page, 'case.timeline', { id: rows[0]?.id });
  expect(events.at(-1)?.type).toBe('case.detailsChanged');
  await page.evaluate(() => {
    location.hash = '#/cases?f={"handling":["closed"]}';
  });
  await expect(cell(page, 0, 'state')).toHaveText('已销号');
  await cell(page, 0, 'river').dblclick();
  await expect(page.getByText(/不能修改：/u)).toBeVisible();
});

test('does one act on the ticked rows and tells what became of each', async ({ page }) => {
  await openLedger(page, 'xuncha');
  for (const at of [0, 1]) await row(page, at).getByRole('checkbox').check();
  await expect(page.getByRole('region', { name: '批量办理' })).toContainText('已选 2 件');
  await page.getByRole('button', { name: '批量办理…' }).click();
  await page.getByRole('menuitem', { name: /填报进展/u }).click();
  await page.getByLabel('进展情况').fill('已清运一半');
  await page.getByRole('button', { name: '填报进展 2 件' }).click();
  const dialog = page.getByRole('dialog', { name: /填报进展/u });
  await expect(dialog).toContainText('「填报进展」完成 2 件。');
  await dialog.locator('.ant-modal-body').getByRole('button', { name: '关闭' }).click();
  await expect(page.getByRole('region', { name: '批量办理' })).toHaveCount(0);
});

test('keeps columns and views for the person', async ({ page }) => {
  await openLedger(page);
  await page.getByRole('button', { name: '列', exact: true }).click();
  await page.getByRole('checkbox', { name: '督办 办理情况' }).check();
  await page.getByRole('button', { name: '「问题编号」后移' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('navigation', { name: '视图' }).getByRole('button', { name: '已超期' }).click();
  await page.getByLabel('检索案件').fill('垃圾');
  await page.getByRole('button', { name: '存为视图' }).click();
  await page.getByLabel('视图名称').fill('超期的垃圾');
  await page.getByRole('button', { name: '保存' }).click();
  const views = page.getByRole('navigation', { name: '视图' });
  await expect(views.getByRole('button', { name: '超期的垃圾' })).toHaveAttribute('aria-current', 'page');
  await expect
    .poll(() => request<{ colId: string }[] | null>(page, 'session.preference', { key: 'ledger-columns' }))
    .toEqual(expect.arrayContaining([expect.objectContaining({ colId: 'supervision', hide: false })]));
  await page.reload();
  await views.getByRole('button', { name: '超期的垃圾' }).click();
  await expect(page.getByText('检索：垃圾')).toHaveCount(0);
  await expect(page.getByLabel('检索案件')).toHaveValue('垃圾');
  // 选, then 办理状态 before 问题编号, as it was moved.
  await expect(page.locator('.ag-header-cell[aria-colindex="2"]')).toHaveAttribute('col-id', 'state');
  await expect(page.locator('.ag-header-cell[aria-colindex="3"]')).toHaveAttribute('col-id', 'number');
});
