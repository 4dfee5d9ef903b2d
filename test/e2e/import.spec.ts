import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import ExcelJS from 'exceljs';
import { request, signIn } from '#test/harness/electron/page-request.ts';
import { expectNoSeriousAxe } from '#test/harness/electron/spec/axe.ts';
import type { Program } from '#test/harness/electron/spec/program.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.use({ data: 'sample', today: '2026-11-25' });

const SAMPLES = join(import.meta.dirname, '../../resources/samples');

const content = (page: Page) => page.locator('#content');
const button = (page: Page, name: string | RegExp) => content(page).getByRole('button', { name });
const count = (page: Page, kind: string) =>
  content(page).getByRole('button', { name: new RegExp(`^${kind} \\d`, 'u') });
const cell = (page: Page, at: number, column: string) =>
  page.locator(`.import-grid .ag-row[row-index="${at}"] [col-id="${column}"]`);
const panel = (page: Page) => page.getByRole('complementary', { name: '问题与说明' });
const step = (page: Page, name: string) =>
  content(page)
    .getByRole('region', { name: new RegExp(name, 'u') })
    .first();

async function openImport(page: Page, login = 'jingban'): Promise<void> {
  await signIn(page, login);
  await page.evaluate(() => {
    location.hash = '#/import';
  });
  await expect(button(page, '选择表格')).toBeVisible();
}

/** Chooses a file in the dialog of the system and waits until it is read. */
async function choose(page: Page, program: Program, path: string): Promise<void> {
  await program.answerDialog('open', [path]);
  await button(page, '选择表格').click();
  await expect(button(page, '另选文件')).toBeVisible();
}

type Line = readonly (string | number)[];

/** A workbook of one sheet as an inspector would hand it in; its path. */
async function workbook(program: Program, name: string, lines: readonly Line[]): Promise<string> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('排查');
  for (const line of lines) sheet.addRow([...line]);
  const path = join(program.userDataDir, name);
  await book.xlsx.writeFile(path);
  return path;
}

const HEAD = ['序号', '图斑编号', '镇街', '发现日期', '问题类型', '问题描述', '河流', '详细位置', '问题来源'];
/** Problems that have nothing in common: town, class, words, river, place. */
const PROBLEMS: readonly (readonly [string, string, string, string, string])[] = [
  ['石城镇', '乱堆', '桥下堆放建筑垃圾和渣土', '白河', '白河大桥东侧'],
  ['古北口镇', '乱占', '围垦滩地种植玉米', '潮河', '潮关村南漫水桥'],
  ['太师屯镇', '乱建', '未批先建彩钢房三间', '安达木河', '太师屯村拦河坝上游'],
  ['溪翁庄镇', '乱采', '夜间盗采河砂，留有深坑', '清水河', '溪翁庄村三号闸'],
  ['大城子镇', '乱堆', '养殖粪污直排沟渠', '红门川河', '庄户峪村西沟口'],
  ['不老屯镇', '乱占', '拉网圈养鸭鹅', '密云水库', '不老屯村库滨带'],
  ['高岭镇', '乱建', '私搭钓鱼平台', '潮河', '高岭屯村北'],
  ['冯家峪镇', '乱堆', '弃置报废车辆和轮胎', '白马关河', '冯家峪村口'],
];
const line = (number: number, over: { town?: string; date?: string; text?: string } = {}): Line => {
  const [town, category, text, river, place] = PROBLEMS[number - 1] ?? ['', '', '', '', ''];
  const date = over.date ?? `2026.${number + 2}.${number + 10}`;
  return [number, `E2E-${number}`, over.town ?? town, date, category, over.text ?? text, river, place, '网格巡查'];
};

/** Writes what is ticked, and waits for the closing message. */
async function write(page: Page, label: string): Promise<Locator> {
  await button(page, label).click();
  const result = page.getByRole('region', { name: '导入结果' });
  await expect(result).toBeVisible();
  return result;
}

test('a sheet that is certain opens on its rows; imported before, it writes nothing and says so', async ({
  page,
  program,
}) => {
  await openImport(page);
  await expectNoSeriousAxe(page, '导入：选择文件');
  await choose(page, program, join(SAMPLES, '巡查排查表.xlsx'));
  await expect(step(page, '核对列')).toContainText(/\d+ 列已识别/u);
  await expect(count(page, '无变化')).toHaveText(/60/u);
  await expect(count(page, '新增')).toHaveText(/0/u);
  await expect(content(page)).toContainText('同一文件已于');
  await expect(content(page).getByRole('link', { name: '查看那次导入的线索' })).toBeVisible();
  await expect(button(page, '写入')).toBeDisabled();
  await expect(content(page)).toContainText('60 行都已登记过、内容没有变化，不用写入。');
  // Excel's own row numbers: the first data row stands below a title and a header of two rows.
  await expect(cell(page, 0, 'row')).toHaveText('5');
  await button(page, '略过 ').click();
  await expect(page.getByRole('dialog', { name: /略过的 \d+ 行及原因/u })).toContainText('小计');
});

test('what the sheet lacks is filled in once; written, the link opens exactly these rows; again, nothing is new', async ({
  page,
  program,
}) => {
  await openImport(page);
  await choose(page, program, join(SAMPLES, '问题清单-WPS图片.xlsx'));
  await expect(content(page)).toContainText('没有找到必填的项目：问题来源');
  await expectNoSeriousAxe(page, '导入：核对列');
  await content(page)
    .getByLabel(/^问题来源/u)
    .fill('网格巡查');
  await content(page)
    .getByRole('radio', { name: /^CGCS2000/u })
    .check();
  await button(page, '按改动重新读取，核对行').click();
  await expect(count(page, '错误')).toHaveText(/0/u);
  await expect(cell(page, 0, 'row')).toHaveText('2');
  await expectNoSeriousAxe(page, '导入：核对行');
  const result = await write(page, '写入 12 条新增');
  await expect(result).toContainText('已写入：新增 12 条');
  await expectNoSeriousAxe(page, '导入：结果');
  await result.getByRole('link', { name: '打开这 12 条线索' }).click();
  await expect(content(page)).toContainText('选定的 12 条');
  await page.goBack();
  await page.getByRole('region', { name: '导入结果' }).getByRole('button', { name: '导入另一份表' }).click();

  await choose(page, program, join(SAMPLES, '问题清单-WPS图片.xlsx'));
  await expect(count(page, '无变化')).toHaveText(/12/u);
  await expect(step(page, '核对列')).toContainText('沿用上次的对应关系');
  await expect(button(page, '写入')).toBeDisabled();
});

test('cells are put right: by hand, by a suggestion, and back again', async ({ page, program }) => {
  await openImport(page);
  const lines = [HEAD, line(1), line(2, { town: '石诚镇' }), line(3, { date: '昨天' }), line(4, { town: '石诚镇' })];
  await choose(page, program, await workbook(program, '排查.xlsx', lines));
  await expect(count(page, '错误')).toHaveText(/1/u);
  await count(page, '错误').click();
  await expect(cell(page, 0, 'row')).toHaveText('4');
  await cell(page, 0, 'c3').click();
  await expect(panel(page)).toContainText('昨天');
  await page.keyboard.press('Enter');
  await page.keyboard.type('2026-11-03');
  await page.keyboard.press('Enter');
  await expect(content(page)).toContainText('第 4 行已改，现在是“新增”');
  await expect(count(page, '错误')).toHaveText(/0/u);
  await expect(button(page, '写入 4 条新增')).toBeEnabled();

  await button(page, '撤销改动').click();
  await expect(count(page, '错误')).toHaveText(/1/u);
  await expect(cell(page, 0, 'c3')).toContainText('昨天');
  await cell(page, 0, 'c3').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('2026-11-03');
  await page.keyboard.press('Escape');
  await expect(cell(page, 0, 'c3')).toContainText('昨天');

  await count(page, '全部').click();
  await cell(page, 1, 'c2').click();
  await panel(page).getByRole('button', { name: '同类 2 行全部采用建议' }).click();
  await expect(cell(page, 1, 'c2')).toContainText('石城镇');
  await expect(cell(page, 3, 'c2')).toContainText('石城镇');
  await page.keyboard.press('F6');
  await cell(page, 1, 'c2').click();
  await page.keyboard.press('Control+z');
  await expect(cell(page, 3, 'c2')).toContainText('石诚镇');
});

test('rows are left out by their tick, one or a range, and come back', async ({ page, program }) => {
  await openImport(page);
  const lines = [HEAD, ...[1, 2, 3, 4, 5, 6].map((number) => line(number))];
  await choose(page, program, await workbook(program, '排查.xlsx', lines));
  await expect(button(page, '写入 6 条新增')).toBeEnabled();
  await cell(page, 1, 'c2').click();
  await page.keyboard.press('Space');
  await expect(button(page, '写入 5 条新增')).toBeEnabled();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Space');
  await expect(button(page, '写入 3 条新增')).toBeEnabled();
  await count(page, '未勾选').click();
  await expect(content(page)).toContainText('所示 3 行');
  await button(page, '全部勾选').click();
  await count(page, '全部').click();
  await expect(button(page, '写入 6 条新增')).toBeEnabled();
  await button(page, '全部不勾').click();
  await expect(button(page, '写入')).toBeDisabled();
  await expect(content(page)).toContainText('没有勾选要写入的行');
});

test('what may be the same is looked at side by side and decided, by keys or all at once', async ({
  page,
  program,
}) => {
  await openImport(page);
  const lines = [HEAD, line(1), line(2), line(3)];
  await choose(page, program, await workbook(program, '第一次.xlsx', lines));
  await write(page, '写入 3 条新增');
  await page.getByRole('button', { name: '导入另一份表' }).click();
  // The same problems under other numbers, told a little otherwise.
  const again = lines
    .slice(1)
    .map((cells, at) => cells.map((text, column) => (column === 1 ? `另-${at}` : column === 5 ? `${text}。` : text)));
  await choose(page, program, await workbook(program, '第二次.xlsx', [HEAD, ...again]));
  await expect(count(page, '疑似重复')).toContainText('3 行待决定');
  await expect(button(page, '写入')).toBeDisabled();
  await button(page, '逐条比对疑似重复').click();
  const dialog = page.getByRole('dialog', { name: /疑似重复：逐条比对/u });
  await expect(dialog.getByRole('table')).toContainText('本表第 2 行');
  await expect(dialog.locator('tr.differs').first()).toBeVisible();
  await expectNoSeriousAxe(page, '导入：疑似重复');
  await dialog.getByRole('button', { name: '同一问题，不写入' }).first().focus();
  await page.keyboard.press('2');
  await expect(dialog).toContainText('第 2 / 3 条');
  await dialog.getByRole('button', { name: '更新已登记的' }).first().click();
  await expect(dialog).toContainText('第 3 / 3 条');
  await dialog.locator('.ant-modal-footer').getByRole('button', { name: '同一问题，不写入' }).click();
  await page.getByRole('button', { name: '1 行都这样' }).click();
  await expect(dialog).toContainText('0 行待决定');
  await dialog.getByRole('button', { name: '完成' }).click();
  const result = await write(page, '写入 1 条新增、1 条更新');
  await expect(result).toContainText('已写入：新增 1 条，更新 1 条');
});

test('a corrected sheet shows old and new, and updates only what changed', async ({ page, program }) => {
  await openImport(page);
  const lines = [HEAD, line(1), line(2)];
  await choose(page, program, await workbook(program, '第一次.xlsx', lines));
  await write(page, '写入 2 条新增');
  await page.getByRole('button', { name: '导入另一份表' }).click();
  const corrected = [HEAD, line(1), line(2, { text: '已清理一半，剩余约 5 亩' })];
  await choose(page, program, await workbook(program, '更正.xlsx', corrected));
  await expect(count(page, '更新')).toHaveText(/1/u);
  await count(page, '更新').click();
  await expect(cell(page, 0, 'c5').locator('del')).toContainText('围垦滩地种植玉米');
  await expect(cell(page, 0, 'c5').locator('ins')).toContainText('已清理一半');
  const result = await write(page, '写入 1 条更新');
  await expect(result).toContainText('已写入：更新 1 条');
});

test('a column set by hand is remembered for the next sheet of the form', async ({ page, program }) => {
  await openImport(page);
  const head = [...HEAD, '核查情形'];
  const lines = [head, [...line(1), '已现场核实'], [...line(2), '待核']];
  await choose(page, program, await workbook(program, '一月.xlsx', lines));
  await button(page, '查看/修改').click();
  const select = content(page).getByRole('combobox', { name: /J 列「核查情形」/u });
  // Chosen by pinyin initials.
  await select.fill('bz');
  await select.press('Enter');
  await button(page, '按改动重新读取，核对行').click();
  await write(page, '写入 2 条新增');
  await page.getByRole('button', { name: '导入另一份表' }).click();
  const next = [head, [...line(7), '已现场核实'], [...line(8), '待核']];
  await choose(page, program, await workbook(program, '二月.xlsx', next));
  await expect(step(page, '核对列')).toContainText('沿用上次的对应关系');
  await button(page, '查看/修改').click();
  await expect(content(page).getByRole('row', { name: /核查情形/u })).toContainText('备注');
});

test('nothing is lost: one comes back to the same rows, and after a restart the import is offered again', async ({
  page,
  program,
}) => {
  await openImport(page);
  const lines = [HEAD, line(1), line(2, { date: '昨天' })];
  await choose(page, program, await workbook(program, '排查.xlsx', lines));
  await count(page, '错误').click();
  const navigation = page.getByRole('navigation', { name: '主导航' });
  await navigation.getByRole('link', { name: '线索', exact: true }).click();
  await navigation.getByRole('link', { name: '导入', exact: true }).click();
  await expect(count(page, '错误')).toHaveText(/1/u);
  const after = await program.restart();
  await openImport(after);
  await after.getByRole('button', { name: '继续导入：排查.xlsx' }).click();
  await expect(count(after, '错误')).toHaveText(/1/u);
  await button(after, '另选文件').click();
  await after.getByRole('button', { name: '放弃导入：排查.xlsx' }).click();
  await after
    .getByRole('tooltip')
    .getByRole('button', { name: /放\s*弃/u })
    .click();
  await expect(after.getByRole('button', { name: '继续导入：排查.xlsx' })).toHaveCount(0);
  expect(await request(after, 'import.unfinished', {})).toEqual([]);
});

for (const [name, rows] of [
  ['遥感图斑.xls', 120],
  ['12345工单.csv', 80],
] as const) {
  test(`${name} is read as it is`, async ({ page, program }) => {
    await openImport(page);
    await choose(page, program, join(SAMPLES, name));
    await expect(step(page, '核对列')).toContainText(/\d+ 列已识别/u);
    await page.evaluate(() => {
      location.hash = `${location.hash}&step=rows`;
    });
    await expect(count(page, '全部')).toContainText(String(rows));
    await expect(cell(page, 0, 'row')).toHaveText('2');
  });
}

test('what is no sheet is refused with its reason, and another file can be chosen', async ({ page, program }) => {
  await openImport(page);
  const path = join(program.userDataDir, '照片.xlsx');
  writeFileSync(path, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46]));
  await program.answerDialog('open', [path]);
  await button(page, '选择表格').click();
  await expect(content(page).getByRole('alert')).toContainText('照片.xlsx');
  await expect(button(page, '选择表格')).toBeEnabled();
});
