import type { Page } from '@playwright/test';
import { request, signIn } from '#test/harness/electron/page-request.ts';
import { expectAllReachable } from '#test/harness/electron/spec/reach.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.use({ data: 'sample', today: '2027-02-01' });

/** What 1366×768 leaves at 200 %, CSS pixels. */
const TWICE = { width: 683, height: 384 };

const title = (page: Page) => page.locator('#content').getByRole('heading', { level: 1 });

/** Waits until the screen is there and looks whether all of it can be reached. */
async function lookAt(page: Page, where: string): Promise<void> {
  await expect(page.locator('.ant-spin-spinning, .ant-skeleton-active')).toHaveCount(0);
  await expectAllReachable(page, where);
}

async function open(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, address);
}

/** Key of some record of a list. */
async function someOf(page: Page, route: 'case.list' | 'finding.list', filter: object): Promise<string> {
  const { rows } = await request<{ rows: { id: string }[] }>(page, route, { filter, page: { size: 1 } });
  const [first] = rows;
  if (first === undefined) throw new Error(`the sample data has nothing for ${route} ${JSON.stringify(filter)}`);
  return first.id;
}

test('at 200 % every screen is reached from the navigation and none loses a control', async ({ page }) => {
  test.slow();
  await page.setViewportSize(TWICE);
  await signIn(page, 'guanli');
  const navigation = page.getByRole('navigation', { name: '主导航' });
  await expect(navigation.getByRole('link')).toHaveCount(8);
  const names = await navigation.getByRole('link').allTextContents();
  let before = '';
  for (const name of names) {
    await navigation.getByRole('menuitem', { name }).click();
    await expect(title(page)).not.toHaveText(before);
    await lookAt(page, name);
    before = (await title(page).textContent()) ?? '';
  }
  const sections = page.getByRole('navigation', { name: '设置各项' });
  for (const name of await sections.getByRole('link').allTextContents()) {
    await sections.getByRole('link', { name, exact: true }).click();
    await expect(sections.getByRole('menuitem', { name, exact: true })).toHaveClass(/selected/u);
    await lookAt(page, `设置：${name}`);
  }
});

test('at 200 % a finding, a case, its forms and the registration lose no control', async ({ page }) => {
  test.slow();
  await page.setViewportSize(TWICE);
  await signIn(page, 'jingban');
  await open(page, '/findings/new');
  await expect(page.getByLabel('详细位置')).toBeVisible();
  await lookAt(page, '登记线索');
  await open(page, `/findings/${await someOf(page, 'finding.list', {})}`);
  await expect(title(page)).toContainText('线索');
  await lookAt(page, '线索');
  await open(page, `/cases/${await someOf(page, 'case.list', { handling: ['rectifying.active'] })}`);
  await expect(page.getByRole('heading', { name: '办理流程' })).toBeVisible();
  await lookAt(page, '案件');
  const actions = page.getByRole('region', { name: '可办事项' });
  for (const action of ['阶段性办结', '提出移送']) {
    await actions.getByRole('button', { name: action, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('办理日期')).toBeVisible();
    await lookAt(page, action);
    await dialog.getByRole('button', { name: '取消' }).click();
    await expect(dialog).toHaveCount(0);
  }
  for (const tab of ['year', 'notices', 'load', 'period', 'term']) {
    await open(page, `/calendar?tab=${tab}`);
    await expect(page.getByRole('tab', { selected: true })).toBeVisible();
    await lookAt(page, `期限与日历：${tab}`);
  }
  await open(page, '/cases');
  await expect(page.locator('.ag-row[row-index="0"]')).toBeVisible();
  await page.getByRole('button', { name: '列', exact: true }).click();
  await expect(page.getByRole('dialog', { name: '显示哪些列' })).toBeVisible();
  await lookAt(page, '案件台账：列');
});
