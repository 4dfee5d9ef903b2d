import type { Page } from '@playwright/test';
import { request, signIn } from '#test/harness/electron/page-request.ts';
import { expectNoSeriousAxe } from '#test/harness/electron/spec/axe.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';
import { aProblem, type ProblemInput } from '#test/harness/problem.ts';

test.use({ data: 'sample', today: '2026-11-25' });

interface Saved {
  readonly id: string;
  readonly number: string;
  readonly rev: number;
}

/** A place where the sample data has nothing. */
const HERE = { lon: 116.7123, lat: 40.7321, river: '白河', place: '新桥下游', townCode: '110118116', town: '石城镇' };

function register(page: Page, over: Partial<ProblemInput> = {}): Promise<Saved> {
  return request<Saved>(page, 'finding.register', { problem: aProblem({ ...HERE, ...over }) });
}

async function open(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, address);
}

/** Presses Tab until the focus is on what has this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    if (focused.includes(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${name}`);
}

/** Smallest picture that a browser draws. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function addPhoto(page: Page, side: '整改前' | '整改后'): Promise<void> {
  await page.getByRole('button', { name: `${side}：添加照片` }).click();
  await page.getByLabel('选择文件').setInputFiles({ name: `${side}.png`, mimeType: 'image/png', buffer: PNG });
  await expect(page.getByRole('button', { name: new RegExp(`查看${side}照片`) })).toBeVisible();
}

test('a finding is registered by keyboard alone, with what is near shown and judged before saving', async ({
  page,
}) => {
  await signIn(page, 'jingban');
  const known = await register(page, { description: '桥下堆放垃圾约十方' });
  await open(page, '/findings/new');
  await expect(page.getByLabel('详细位置')).toBeFocused();
  const { keyboard } = page;
  await keyboard.type('石城镇白河新桥上游');
  await expect(page.getByRole('option', { name: '白河 河湖名录' })).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(page.getByLabel('河湖名称')).toHaveValue('白河');
  for (const text of ['', '', '左岸', '石城', '红星村', '116.7123 40.7323', '', '3.1', '150方']) {
    await keyboard.press('Tab');
    if (text !== '') await keyboard.type(text);
  }
  await expect(page.getByLabel('镇街')).toHaveValue('石城镇');
  await expect(page.getByRole('combobox', { name: /四乱类别/ })).toHaveValue('3.1 河湖管理范围内乱扔乱堆垃圾');
  await expect(page.getByText('经度 116.7123，纬度 40.7323')).toBeVisible();
  await keyboard.press('Tab');
  await keyboard.type('桥上游左岸堆放垃圾');
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await keyboard.press('Tab');
  await keyboard.type('网格');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');

  const near = page.getByRole('region', { name: '附近的记录' });
  await expect(near.getByRole('link', { name: known.number })).toBeVisible();
  await expect(near.getByText('相距 22 米', { exact: true })).toBeVisible();
  await expect(near.getByText('待核实')).toBeVisible();
  await keyboard.press('Control+Enter');
  await expect(near.getByRole('alert')).toContainText('没有判断');
  await expectNoSeriousAxe(page);

  await tabTo(page, `${known.number} 不是重复`);
  await keyboard.press('Enter');
  await expect(near.getByText(`${known.number} 不是重复`)).toBeVisible();
  await keyboard.press('Control+Enter');
  const saved = page.getByRole('status').filter({ hasText: '已登记' });
  await expect(saved).toBeVisible();
  await expect(page.getByLabel('详细位置')).toBeFocused();
  await expect(page.getByLabel('河湖名称')).toHaveValue('白河');
  await expect(page.getByLabel('问题来源')).toHaveValue('网格巡查');
  await expect(page.getByLabel('问题描述')).toHaveValue('');

  await saved.getByRole('link').first().click();
  await expect(page.getByText(`${known.number} 已判断不是重复`)).toBeVisible();
  await expect(page.getByText('桥上游左岸堆放垃圾').first()).toBeVisible();
});

test('what is missing is said in its place, and a draft outlives the program', async ({ page, program }) => {
  await signIn(page, 'jingban');
  await open(page, '/findings/new');
  await expect(page.getByLabel('详细位置')).toBeFocused();
  await page.keyboard.type('半城子水库坝下');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('请选择问题类别')).toBeVisible();
  await expect(page.getByRole('combobox', { name: /四乱类别/ })).toBeFocused();
  await page.keyboard.type('采砂');
  await page.getByLabel('坐标', { exact: true }).fill('48.1, 117.2');
  await expect(page.getByText(/不在本区范围/)).toBeVisible();
  await page.getByLabel('问题描述').fill('坝下有挖沙痕迹');
  const kept = () =>
    request<{ draft: { description: string } } | null>(page, 'session.preference', { key: 'draft:finding' });
  await expect.poll(async () => (await kept())?.draft.description).toBe('坝下有挖沙痕迹');

  const again = await program.restart();
  await signIn(again, 'jingban');
  await open(again, '/findings/new');
  await expect(again.getByLabel('问题描述')).toHaveValue('坝下有挖沙痕迹');
  await expect(again.getByLabel('详细位置')).toHaveValue('半城子水库坝下');
  await again.getByRole('button', { name: '清空草稿' }).click();
  await expect(again.getByLabel('详细位置')).toHaveValue('');
});

test('a finding is verified, sent back and transferred; what is not allowed says why', async ({ page }) => {
  await signIn(page, 'jingban');
  const { id, number } = await register(page, { category: 'other', item: null, description: '路边乱停车' });
  await open(page, `/findings/${id}`);
  await expect(page.getByRole('heading', { name: `线索 ${number}` })).toBeVisible();
  await expectNoSeriousAxe(page);
  const actions = page.getByRole('region', { name: '办理', exact: true });
  await expect(actions.getByText(/线索现为「待核实」，须在「已核实待立案」时办理/)).toBeVisible();
  await expect(actions.getByText('还缺整改前照片；还缺整改后照片')).toBeVisible();

  await actions.getByRole('button', { name: '核实属实' }).click();
  await page.getByLabel('核实意见').fill('现场属实');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('已核实待立案').first()).toBeVisible();
  await actions.getByRole('button', { name: '退回待核实' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '退回待核实' }).click();
  await expect(page.getByRole('dialog').getByText('退回理由：不能为空')).toBeVisible();
  await page.getByLabel('退回理由').fill('地点不对');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await actions.getByRole('button', { name: '转办' }).click();
  await page.getByLabel('转往单位').fill('区城管委');
  await page.getByLabel('转办函文号').fill('密河转〔2026〕8号');
  await expectNoSeriousAxe(page);
  await page.getByLabel('要求回复日期').click();
  await page.keyboard.type('20261204');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('要求回复日期')).toHaveValue('2026-12-04');
  await page.getByLabel('转办函文号').press('Control+Enter');
  await expect(page.getByText('区城管委，密河转〔2026〕8号，要求 2026-12-04 前回复')).toBeVisible();
  await expect(page.getByRole('list', { name: '办理经过' }).getByText('退回理由：地点不对')).toBeVisible();
});

test('a finding is fixed on the spot with photos from before and after', async ({ page, program }) => {
  test.skip(program.mode === 'electron', 'Electron shows the dialogs of the system');
  await signIn(page, 'jingban');
  const { id } = await register(page, { lat: 40.79, description: '护栏挂塑料袋' });
  await open(page, `/findings/${id}`);
  await addPhoto(page, '整改前');
  await addPhoto(page, '整改后');
  await page.getByRole('button', { name: '当场办结' }).click();
  await page.getByLabel('处置措施').fill('当场清除');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('list', { name: '办理经过' }).getByText('处置措施：当场清除')).toBeVisible();
  await page.getByRole('button', { name: /查看整改前照片/ }).click();
  await expect(page.getByRole('dialog', { name: '整改前后对比' })).toBeVisible();
});

test('details are corrected with what they were in the history', async ({ page }) => {
  await signIn(page, 'jingban');
  const { id } = await register(page, { lat: 40.78 });
  await open(page, `/findings/${id}`);
  await page.getByRole('button', { name: '修改', exact: true }).click();
  const form = page.getByRole('dialog');
  await expect(form.getByLabel('镇街')).toHaveValue('石城镇');
  await expect(form.getByRole('button', { name: '保存修改' })).toBeDisabled();
  await form.getByLabel('镇街').fill('冯家峪');
  await form.getByLabel('备注').fill('现场核对过');
  await expectNoSeriousAxe(page);
  await page.keyboard.press('Control+Enter');
  const timeline = page.getByRole('list', { name: '办理经过' });
  await expect(timeline.getByText('镇街：石城镇 → 冯家峪镇')).toBeVisible();
  await expect(timeline.getByText('备注：（空） → 现场核对过')).toBeVisible();
});

test('two findings are compared and merged, and those that stand are filed as one case', async ({ page }) => {
  await signIn(page, 'jingban');
  const first = await register(page);
  const twin = await register(page, { lat: HERE.lat + 0.0001, description: '岸坡倒建筑垃圾' });
  await open(page, `/findings/${twin.id}`);
  const similar = page.getByRole('region', { name: '可能重复的记录' });
  await similar.getByRole('button', { name: `与 ${first.number} 并排比较` }).click();
  await expect(page.getByRole('dialog').getByRole('row', { name: /问题描述/ })).toContainText('岸坡倒建筑垃圾');
  await expectNoSeriousAxe(page);
  await page.keyboard.press('Escape');
  await similar.getByRole('button', { name: `合并到 ${first.number}` }).click();
  await page.getByLabel('合并理由').fill('同一处');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: '有关记录' }).getByRole('link', { name: first.number })).toBeVisible();

  const other = await register(page, { lat: 40.77, description: '下游另一处堆放' });
  for (const { id, rev } of [first, other])
    await request(page, 'finding.act', { id, rev, act: { type: 'finding.confirmed', opinion: '属实' } });
  await open(page, '/findings');
  await page.getByRole('checkbox', { name: /^已核实待立案/ }).click();
  await expect(page).toHaveURL(/#\/findings\?f=/);
  const rows = page.getByRole('table', { name: '线索' }).locator('tbody tr');
  await expect(rows).toHaveCount(2);
  await rows.first().focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByText('已选 2 条')).toBeVisible();
  await page.getByRole('button', { name: '立案', exact: true }).click();
  await expectNoSeriousAxe(page);
  await page.getByRole('radio', { name: '立行立改' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/#\/cases\//);
});

test('the list is searched with hits marked, its address restores it, and no rows teach the way on', async ({
  page,
}) => {
  await signIn(page, 'jingban');
  await open(page, '/findings');
  const table = page.getByRole('table', { name: '线索' });
  await expect(table.locator('tbody tr').first()).toBeVisible();
  await expectNoSeriousAxe(page);
  await page.getByLabel('在线索中搜索').fill('垃圾');
  await expect(table.locator('mark').first()).toHaveText('垃圾');
  await page.getByRole('button', { name: /登记日期/ }).click();
  await expect(page).toHaveURL(/q=.*sort=registeredOn\.desc/);
  await page.reload();
  await expect(page.getByLabel('在线索中搜索')).toHaveValue('垃圾');
  await expect(table.locator('mark').first()).toHaveText('垃圾');
  await page.getByLabel('在线索中搜索').fill('没有这样的词');
  await expect(page.getByText('没有符合筛选和搜索的线索')).toBeVisible();
  await page.getByRole('button', { name: '显示全部线索' }).click();
  await expect(table.locator('tbody tr').nth(10)).toBeVisible();
});
