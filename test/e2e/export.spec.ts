import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { readXlsx } from 'hucre';
import PizZip from 'pizzip';
import { request, signIn } from '#test/harness/electron/page-request.ts';
import { expectNoSeriousAxe } from '#test/harness/electron/spec/axe.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.use({ data: 'sample', today: '2027-02-03' });

async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${address}`);
}

async function choose(page: Page, select: string, option: string | RegExp): Promise<void> {
  await page.getByLabel(select, { exact: true }).click();
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByText(option).click();
}

test('the rows of a list are exported as they are filtered, and the log says so', async ({ page, program }) => {
  await signIn(page, 'jingban');
  await goTo(page, '/cases?f={"handling":["pendingReceipt"]}');
  await page.getByRole('link', { name: '导出' }).last().click();
  const options = page.getByRole('region', { name: '导出选项' });
  await expect(options).toContainText('办理状态：待签收');
  const { total } = await request<{ total: number }>(page, 'case.list', {
    filter: { handling: ['pendingReceipt'] },
    page: {},
  });
  await expect(page.getByRole('region', { name: '预览：清四乱台账' }).locator('tbody tr')).toHaveCount(total);
  await expectNoSeriousAxe(page);

  await options.getByRole('button', { name: /全部 49 列/u }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('整改照片').uncheck();
  await expectNoSeriousAxe(page);
  await dialog.getByRole('button', { name: '确定' }).click();
  await expect(options.getByRole('button', { name: /已选 47 \/ 49 列/u })).toBeVisible();

  const path = join(program.userDataDir, '待签收.xlsx');
  await program.answerDialog('save', path);
  await options.getByRole('button', { name: `导出 ${total} 件` }).click();
  await expect(page.getByText(`已导出 ${total} 行，与筛选条件统计数一致：待签收.xlsx`)).toBeVisible();
  await expect(page.getByText(`保存位置：${path}`)).toBeVisible();
  const sheet = (await readXlsx(readFileSync(path))).sheets[0];
  expect(sheet?.rows.flat()).toContain(`本表共 ${total} 条，与筛选条件统计数一致。`);

  await page.getByRole('tab', { name: '导出记录' }).click();
  const log = page.getByRole('table', { name: '导出记录' });
  await expect(log.getByRole('row').nth(1)).toContainText('王经办');
  await expect(log.getByRole('row').nth(1)).toContainText('办理状态：待签收');
  await expect(log.getByRole('row').nth(1)).toContainText('47 列');
  await expectNoSeriousAxe(page);
});

test('a ledger is picked by what it is for; photos say how large they are', async ({ page }) => {
  await signIn(page, 'jingban');
  await goTo(page, '/export');
  const cards = page.getByRole('list', { name: '台账与报表' });
  await expect(cards.getByRole('button')).toHaveCount(9);
  await expectNoSeriousAxe(page);
  await cards.getByRole('button', { name: /^销号清单/u }).click();
  const options = page.getByRole('region', { name: '导出选项' });
  await expect(options).toContainText('办理状态：待销号、待备案、已销号');
  await options.getByLabel('照片放进单元格').check();
  await expect(options).toContainText(/\d+ 张，文件约 \d+ (KB|MB)/u);
  // A ledger of findings does not take the filter of cases.
  await choose(page, '台账', '督察“边督边改”一览表');
  await expect(page.getByRole('region', { name: '预览：边督边改一览表' })).toBeVisible();
});

test('a report is taken, kept as a saved export, and goes on to the next month in one click', async ({
  page,
  program,
}) => {
  await signIn(page, 'jingban');
  await goTo(page, '/export?spec={"ledger":"monthly"}');
  const options = page.getByRole('region', { name: '导出选项' });
  await expect(options).toContainText('2027年1月');
  await options.getByRole('button', { name: '上一月' }).click();
  await expect(options).toContainText('2026年12月');
  await expect(options).toContainText('本期还没有期末取数');
  await options.getByRole('button', { name: '现在取数' }).click();
  await expect(options).not.toContainText('本期还没有期末取数');
  await options.getByRole('button', { name: '存为常用导出' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称').fill('每月月报');
  await dialog.getByLabel('共享给本单位所有人').check();
  await expectNoSeriousAxe(page);
  await dialog.getByRole('button', { name: /保\s?存/u }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole('tab', { name: '常用导出' }).click();
  const row = page.getByRole('table', { name: '常用导出' }).getByRole('row').nth(1);
  await expect(row).toContainText('2026年12月');
  await expectNoSeriousAxe(page);
  const path = join(program.userDataDir, '一月.xlsx');
  await program.answerDialog('save', path);
  await row.getByRole('button', { name: '导出「每月月报」的下一月' }).click();
  await expect(page.getByText(/已导出 \d+ 行.*一月\.xlsx/u)).toBeVisible();
  await expect(row).toContainText('2027年1月');
  // February has begun; March has not.
  await program.answerDialog('save', join(program.userDataDir, '二月.xlsx'));
  await row.getByRole('button', { name: '导出「每月月报」的下一月' }).click();
  await expect(row).toContainText('2027年2月');
  await expect(row.getByRole('button', { name: '导出「每月月报」的下一月' })).toBeDisabled();

  await row.getByRole('button', { name: '「每月月报」的更多操作' }).click();
  await page.getByRole('menuitem', { name: '重命名、共享…' }).click();
  await page.getByRole('dialog').getByLabel('名称').fill('月报');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s?存/u })
    .click();
  await expect(row).toContainText('月报');
  await row.getByRole('button', { name: '「月报」的更多操作' }).click();
  await page.getByRole('menuitem', { name: '删除…' }).click();
  await page.getByRole('button', { name: /删\s?除/u }).click();
  await expect(page.getByText('还没有常用导出')).toBeVisible();
});

test('a ledger is sent out to be filled in, one file a town, and the log tells the parts', async ({
  page,
  program,
}) => {
  await signIn(page, 'jingban');
  await goTo(page, '/export?spec={"ledger":"progress"}');
  const options = page.getByRole('region', { name: '导出选项' });
  await options.getByLabel('发下去填报').check();
  await expect(options).toContainText('只有这些列能填，其余锁定：整改任务、目前进展情况及存在问题、备注');
  await choose(page, '分份', '按镇街分别导出');
  await expect(options).toContainText(/共 \d+ 份，存为一个压缩包/u);
  await expectNoSeriousAxe(page);
  const parts = await request<{ name: string; rows: number }[]>(page, 'ledger.parts', {
    ledger: 'progress',
    split: 'town',
  });
  await options.getByRole('button', { name: '存为常用导出…' }).click();
  await page.getByRole('dialog').getByLabel('名称').fill('每月分发');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s?存/u })
    .click();
  await expect(options.getByRole('button', { name: '更新「每月分发」…' })).toBeVisible();
  const path = join(program.userDataDir, '分发.zip');
  await program.answerDialog('save', path);
  await options.getByRole('button', { name: /^分别导出/u }).click();
  await expect(page.getByText(`已分别导出 ${parts.length} 份，共`)).toBeVisible();
  const names = Object.keys(new PizZip(readFileSync(path)).files);
  expect(names).toEqual(parts.map(({ name }) => `${name}-整改进展情况表.xlsx`));
  await page.getByRole('tab', { name: '导出记录' }).click();
  await expect(page.getByRole('table', { name: '导出记录' })).toContainText(`供填报，分发给${parts[0]?.name}`);
  await page.getByRole('tab', { name: '常用导出' }).click();
  const row = page.getByRole('table', { name: '常用导出' }).getByRole('row').nth(1);
  await expect(row).toContainText('全部列，供填报，按镇街分份');
  await row.getByRole('button', { name: '打开「每月分发」' }).click();
  await expect(options).toContainText(`共 ${parts.length} 份`);
  // A report is a summary: it is not sent out.
  await goTo(page, '/export?spec={"ledger":"monthly"}&split=town');
  await expect(options.getByRole('button', { name: '导出…', exact: true })).toBeEnabled();
  await expect(page.getByText('分别导出')).toHaveCount(0);
});
