import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import ExcelJS from 'exceljs';
import type { InputOf, OutputOf, Route } from '#core/contract/routes.ts';
import { request, signIn } from '#test/harness/electron/page-request.ts';
import { expectNoSeriousAxe } from '#test/harness/electron/spec/axe.ts';
import type { Program } from '#test/harness/electron/spec/program.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.use({ data: 'sample', today: '2026-11-25' });

const content = (page: Page) => page.locator('#content');
const button = (page: Page, name: string | RegExp) => content(page).getByRole('button', { name });
const dialog = (page: Page) => page.getByRole('dialog', { name: /^撤销导入/u });
const count = (page: Page, kind: string) =>
  content(page).getByRole('button', { name: new RegExp(`^${kind} \\d`, 'u') });

const HEAD = ['图斑编号', '镇街', '发现日期', '问题类型', '问题描述', '河流', '详细位置', '问题来源', '备注'];
/** Problems that have nothing in common. */
const PROBLEMS = [
  ['石城镇', '乱堆', '桥下堆放建筑垃圾和渣土', '白河', '白河大桥东侧'],
  ['古北口镇', '乱占', '围垦滩地种植玉米', '潮河', '潮关村南漫水桥'],
  ['太师屯镇', '乱建', '未批先建彩钢房三间', '安达木河', '太师屯村拦河坝上游'],
] as const;

/** A workbook of these problems; its path. `remark`: of the first one. */
async function workbook(program: Program, name: string, text = '', remark = ''): Promise<string> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('排查');
  sheet.addRow(HEAD);
  for (const [at, [town, category, words, river, place]] of PROBLEMS.entries()) {
    const first = at === 0;
    const said = first && text !== '' ? text : words;
    sheet.addRow([
      `UNDO-${at + 1}`,
      town,
      `2026-10-1${at}`,
      category,
      said,
      river,
      place,
      '网格巡查',
      first ? remark : '',
    ]);
  }
  const path = join(program.userDataDir, name);
  await book.xlsx.writeFile(path);
  return path;
}

const ask = <R extends Route>(page: Page, route: R, input: InputOf<R>) => request<OutputOf<R>>(page, route, input);

async function goto(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${address}`);
}

async function importFile(page: Page, program: Program, path: string, label: string | RegExp): Promise<void> {
  await goto(page, '/import');
  await program.answerDialog('open', [path]);
  await button(page, '选择表格').click();
  await button(page, label).click();
  await expect(page.getByRole('region', { name: '导入结果' })).toBeVisible();
  await button(page, '导入另一份表').click();
}

/** Opens the page of the latest batch. */
async function openLatest(page: Page): Promise<void> {
  await content(page)
    .getByRole('link', { name: /^查看批次/u })
    .first()
    .click();
  await expect(content(page).getByRole('heading', { level: 1 })).toContainText('导入批次：');
}

test('a batch is seen with its file, undone with a preview, and its file is new again', async ({ page, program }) => {
  await signIn(page, 'jingban');
  const path = await workbook(program, '误导入.xlsx');
  await importFile(page, program, path, '写入 3 条新增');
  const batches = await ask(page, 'import.batches', {});
  const rows = await ask(page, 'import.batchRows', { batch: batches[0]?.id ?? '', offset: 0, limit: 9 });
  const worked = rows.rows[1]?.finding;
  if (worked === undefined) throw new Error('no second finding');
  await request(page, 'finding.act', {
    id: worked.id,
    rev: 1,
    act: { type: 'finding.confirmed', opinion: '现场属实' },
  });

  await openLatest(page);
  await expect(content(page)).toContainText('新增 3 条');
  await expect(content(page)).toContainText('新增的线索中 1 条已办理');
  await content(page).getByText('新增后已办理 1').click();
  await expect(content(page).getByRole('link', { name: /^MY-XS/u })).toHaveText([worked.number]);
  await expect(content(page)).toContainText('核实属实（王经办');
  await expectNoSeriousAxe(page, '导入批次');

  const target = join(program.userDataDir, '另存的原文件.xlsx');
  await program.answerDialog('save', target);
  await button(page, '另存原文件').click();
  await expect(content(page)).toContainText('已另存原文件');
  expect(readFileSync(target)).toEqual(readFileSync(path));

  await button(page, '撤销导入').click();
  await expect(dialog(page).getByRole('tab', { name: '撤回 2' })).toHaveAttribute('aria-selected', 'true');
  await expect(dialog(page)).toContainText('桥下堆放建筑垃圾和渣土');
  await dialog(page).getByRole('tab', { name: '保留 1' }).click();
  await expect(dialog(page).getByRole('tabpanel')).toContainText('导入后已办理：核实属实（王经办');
  await expectNoSeriousAxe(page, '撤销导入');
  await dialog(page).getByRole('button', { name: '不撤销' }).click();
  expect((await ask(page, 'import.batches', {}))[0]?.state).toBe('committed');

  await button(page, '撤销导入').click();
  await dialog(page).getByRole('button', { name: '撤销这次导入' }).click();
  await expect(content(page)).toContainText('已撤销这次导入：撤回 2 条，保留 1 条');
  await expect(button(page, '撤销导入')).toHaveCount(0);
  await expect(content(page)).toContainText('撤销时保留 1');

  // In the list only what was kept; the others when they are asked for.
  await goto(page, `/findings?f=${encodeURIComponent(JSON.stringify({ batchId: [batches[0]?.id] }))}`);
  await expect(content(page)).toContainText(worked.number);
  await expect(content(page)).not.toContainText('桥下堆放建筑垃圾和渣土');
  await goto(page, `/findings?f=${encodeURIComponent(JSON.stringify({ state: ['withdrawn'] }))}`);
  await expect(content(page)).toContainText('桥下堆放建筑垃圾和渣土');

  await goto(page, '/import');
  await program.answerDialog('open', [path]);
  await button(page, '选择表格').click();
  // The finding that was kept is known by its number.
  await expect(count(page, '新增')).toHaveText(/2/u);
  await expect(count(page, '无变化')).toHaveText(/1/u);
});

test('what a batch changed is put back, and what was changed since stays', async ({ page, program }) => {
  await signIn(page, 'jingban');
  await importFile(page, program, await workbook(program, '排查.xlsx'), '写入 3 条新增');
  await importFile(
    page,
    program,
    await workbook(program, '更正.xlsx', '改错了的描述', '改错了的备注'),
    /^写入 1 条更新/u,
  );
  const [latest] = await ask(page, 'import.batches', {});
  const { rows } = await ask(page, 'import.batchRows', { batch: latest?.id ?? '', offset: 0, limit: 9 });
  const id = rows[0]?.finding.id ?? '';
  const { rev } = await ask(page, 'finding.get', { id });
  await request(page, 'finding.editDetails', { id, rev, changes: { remarks: '人工补的备注' } });

  await openLatest(page);
  await button(page, '撤销导入').click();
  const panel = dialog(page).getByRole('tabpanel');
  await expect(dialog(page).getByRole('tab', { name: '恢复 1' })).toHaveAttribute('aria-selected', 'true');
  await expect(panel).toContainText('问题描述：改错了的描述 → 桥下堆放建筑垃圾和渣土');
  await expect(panel).toContainText('备注：导入后又改过，保留「人工补的备注」');
  await dialog(page).getByRole('button', { name: '撤销这次导入' }).click();
  await expect(content(page)).toContainText('已撤销这次导入：恢复 1 条（其中 1 条有内容保留）');
  await content(page)
    .getByRole('link', { name: rows[0]?.finding.number ?? '' })
    .click();
  await expect(content(page)).toContainText('桥下堆放建筑垃圾和渣土');
  await expect(content(page)).toContainText('恢复导入前内容');
  await expect(content(page)).toContainText('人工补的备注');
});
