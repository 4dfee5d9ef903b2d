import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import PizZip from 'pizzip';
import { openCase } from '#test/harness/electron/spec/case-page.ts';
import { request, signIn } from '#test/harness/electron/page-request.ts';
import { expectNoSeriousAxe } from '#test/harness/electron/spec/axe.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';
import { wordFile } from '#test/harness/word-file.ts';

test.use({ data: 'sample', today: '2026-11-25' });

async function caseIn(page: Page, handling: string): Promise<{ readonly id: string; readonly number: string }> {
  const { rows } = await request<{ rows: { id: string; number: string }[] }>(page, 'case.list', {
    filter: { handling: [handling] },
    page: {},
  });
  const [first] = rows;
  if (first === undefined) throw new Error(`no case is ${handling}`);
  return first;
}

async function begin(page: Page, kind: string): Promise<void> {
  await page.getByRole('region', { name: '文书' }).getByRole('button', { name: '制作文书…' }).click();
  await page.getByRole('menuitem', { name: kind }).click();
  await expect(page.getByRole('dialog').locator('.document-sheet')).toBeVisible();
}

test('a document is prefilled, shown as it will be printed, saved as Word and PDF, and its 文号 is not given twice', async ({
  page,
  program,
}) => {
  await signIn(page, 'jingban');
  const { id } = await caseIn(page, 'pendingReceipt');
  await openCase(page, id);
  await begin(page, '交办单');
  const dialog = page.getByRole('dialog');
  const number = await dialog.getByLabel('文号').inputValue();
  expect(number).toMatch(/^京密河〔2026〕\d+号$/u);
  await dialog.getByLabel('主送单位').fill('');
  await expect(dialog.getByRole('status')).toContainText('待填 1 项：主送单位');
  await dialog.getByLabel('主送单位').fill('某镇人民政府');
  await expect(dialog.locator('.document-sheet')).toContainText('某镇人民政府：');
  await expectNoSeriousAxe(page);

  const word = join(program.userDataDir, '交办单.docx');
  await program.answerDialog('save', word);
  await dialog.getByRole('button', { name: '保存文书…' }).click();
  await expect(dialog.getByText(`已保存交办单 ${number}`)).toBeVisible();
  const xml = new PizZip(readFileSync(word)).file('word/document.xml')?.asText() ?? '';
  expect(xml).toContain('某镇人民政府');
  // The same number again: said before it is saved, and only kept when a person says so.
  await expect(dialog.getByText(new RegExp(`文号 ${number} 已用于`, 'u'))).toBeVisible();
  await expect(dialog.getByRole('button', { name: '保存文书…' })).toBeDisabled();
  await dialog.getByLabel('沿用此文号').check();
  await dialog.getByLabel('PDF', { exact: true }).check();
  const pdf = join(program.userDataDir, '交办单.pdf');
  await program.answerDialog('save', pdf);
  await dialog.getByRole('button', { name: '保存文书…' }).click();
  await expect(dialog.getByText(/已保存交办单.*交办单\.pdf/u)).toBeVisible();
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  await dialog.getByRole('button', { name: '关闭' }).last().click();
  const made = page.getByRole('table', { name: '已制作的文书' });
  await expect(made.getByRole('row')).toHaveCount(3);
  await expect(made).toContainText(number);
});

test('ticked cases get one document each in a zip, numbered one after the other', async ({ page, program }) => {
  await signIn(page, 'jingban');
  await page.evaluate(() => {
    location.hash = '#/cases?f={"handling":["pendingReceipt"]}';
  });
  await expect(page.locator('.ag-row[row-index="1"] [col-id="number"]')).toContainText('MY-AJ-');
  await page.locator('.ag-row[row-index="0"] [col-id="town"]').click();
  await page.keyboard.press('Shift+Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Space');
  const bar = page.getByRole('region', { name: '批量办理' });
  await expect(bar).toContainText('已选 2 件');
  await bar.getByRole('button', { name: '制作文书…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('文书种类').click();
  await page.getByTitle('交办单').click();
  await expect(dialog.getByLabel('文号')).toHaveValue(/京密河/u);
  await expectNoSeriousAxe(page);
  const zip = join(program.userDataDir, '交办单.zip');
  await program.answerDialog('save', zip);
  await dialog.getByRole('button', { name: '保存文书…' }).click();
  await expect(dialog.getByText('已保存2 份文书')).toBeVisible();
  const names = Object.keys(new PizZip(readFileSync(zip)).files);
  expect(names).toHaveLength(2);
  for (const name of names) expect(name).toMatch(/^交办单-MY-AJ-\d{4}-\d{4}\.docx$/u);
});

test("the bureau's own template is checked, kept and used", async ({ page, program }) => {
  await signIn(page, 'shenhe');
  const { id, number } = await caseIn(page, 'pendingReceipt');
  const wrong = join(program.userDataDir, '写错.docx');
  writeFileSync(wrong, wordFile(['编号：{案件号码}']));
  const right = join(program.userDataDir, '本局交办单.docx');
  writeFileSync(right, wordFile(['编号：{案件编号}', '违法主体：{违法主体}']));
  await page.evaluate(() => {
    location.hash = '#/settings/documents';
  });
  await expectNoSeriousAxe(page);
  await program.answerDialog('open', [wrong]);
  await page.getByRole('button', { name: '放入模板（.docx）…' }).click();
  await expect(page.getByRole('alert')).toContainText('{案件号码}（正文“编号：{案件号码}”处）');
  await program.answerDialog('open', [right]);
  await page.getByRole('button', { name: '放入模板（.docx）…' }).click();
  await expect(page.getByText('本局交办单（第 1 版）')).toBeVisible();

  await openCase(page, id);
  await begin(page, '交办单');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('版式').click();
  await page.getByTitle('本局交办单（第 1 版）').click();
  const word = join(program.userDataDir, '用模板.docx');
  await program.answerDialog('save', word);
  await dialog.getByRole('button', { name: '保存文书…' }).click();
  await expect(dialog.getByText(/已保存交办单/u)).toBeVisible();
  const xml = new PizZip(readFileSync(word)).file('word/document.xml')?.asText() ?? '';
  expect(xml).toContain(`编号：${number}`);
});
