import type { Page } from '@playwright/test';
import { signIn } from '#test/harness/electron/page-request.ts';
import { expectNoSeriousAxe } from '#test/harness/electron/spec/axe.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.use({ data: 'sample', today: '2026-11-25' });

async function open(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, address);
}

test('the year tells working days, days off, holidays and make-up days apart by words, and what is not published', async ({
  page,
}) => {
  await signIn(page, 'jingban');
  await open(page, '/calendar?tab=year&year=2026');
  await expect(page.getByText('共 365 天，248 个工作日；放假 33 天，调休上班 6 天')).toBeVisible();
  await expect(page.getByRole('cell', { name: '2026-10-01 周四 放假（国庆节） 国办发明电〔2025〕7号' })).toHaveText(
    /1休/,
  );
  await expect(page.getByRole('cell', { name: /2026-10-10 周六 调休上班（国庆节）/ })).toHaveText(/10班/);
  await expectNoSeriousAxe(page);
  await page.getByRole('button', { name: '下一年' }).click();
  await expect(page.getByRole('cell', { name: '2027-01-01 周五 未公布，暂按工作日' })).toHaveText(/1未/);
  await expect(page.getByText('没有通知不等于没有节假日')).toBeVisible();
});

test('a public notice from 2024-09-29 to 2024-10-09 is found to last 4 working days', async ({ page }) => {
  await signIn(page, 'jingban');
  await open(page, '/calendar?tab=period&from=2024-09-29&to=2024-10-09');
  await expect(page.getByRole('status').filter({ hasText: '个工作日' })).toContainText('不足：4 个工作日');
  await expect(page.getByRole('status').filter({ hasText: '个工作日' })).toContainText('应公示至 2024-10-16');
  await expect(page.getByRole('row', { name: /2024-10-09 周三 工作日 4/ })).toBeVisible();
  await expectNoSeriousAxe(page);
  await open(page, '/calendar?tab=term');
  await expect(page.getByRole('table', { name: '期限逐日计算' })).toBeVisible();
  await expectNoSeriousAxe(page);
});

const TEXT = `国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。2月14日（周日）上班。
三、劳动节：5月1日（周六）至5日（周三）放假调休，共6天。
四、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。
国务院办公厅
2026年10月20日`;

test('a pasted notice is checked on the year, corrected by hand, and loaded in one step; nothing typed is lost', async ({
  page,
  program,
}) => {
  await signIn(page, 'shenhe');
  await open(page, '/calendar?tab=load');
  await page.getByLabel('粘贴通知全文').fill(TEXT);
  await page.getByRole('button', { name: '读取正文' }).click();
  await expect(page.getByText('“劳动节”原文共 6 天，读出 5 天')).toBeVisible();
  await expect(page.getByLabel('发文字号')).toHaveValue('国办发明电〔2026〕9号');
  await expect(page.getByText('缺少来源')).toBeVisible();
  await page.getByLabel('来源').fill('试验用，并非真实通知');
  await page.getByRole('button', { name: '2027-02-20 周六 休息日' }).click();
  await expect(page.getByRole('button', { name: /2027-02-20 周六 放假（元旦）/ })).toBeVisible();
  await page.getByText('去掉', { exact: true }).click();
  await page.getByRole('button', { name: /2027-02-20 周六 放假/ }).click();
  await expect(page.getByRole('button', { name: '2027-02-20 周六 休息日' })).toBeVisible();
  await expectNoSeriousAxe(page);
  // The draft is written a moment after the last change; a restart must bring it back.
  await open(page, '/calendar?tab=year');
  const again = await program.restart();
  await signIn(again, 'shenhe');
  await open(again, '/calendar?tab=load');
  await expect(again.getByLabel('来源')).toHaveValue('试验用，并非真实通知');
  await again.getByRole('button', { name: '查看影响的期限' }).click();
  await expect(again.getByRole('region', { name: '影响的期限' })).toBeVisible();
  await again.getByRole('button', { name: '载入通知', exact: true }).click();
  await again.getByRole('button', { name: '载入', exact: true }).click();
  await expect(again.getByText('2027 年的放假安排已载入')).toBeVisible();
  await open(again, '/calendar?tab=notices');
  await expect(again.getByRole('row', { name: /2027 .*国办发明电〔2026〕9号.*现行/ })).toBeVisible();
});
