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

/** Words and campaign that the sample data does not have. */
const SHED = { description: '右岸滩地搭建养殖棚舍两处', river: null, campaigns: ['清棚行动'] };

function register(page: Page, over: Partial<ProblemInput> = {}): Promise<Saved> {
  return request<Saved>(page, 'finding.register', { problem: aProblem({ ...SHED, ...over }) });
}

async function file(page: Page, finding: Saved): Promise<Saved> {
  const act = { type: 'finding.confirmed', opinion: '属实' };
  const { id, rev } = await request<Saved>(page, 'finding.act', { id: finding.id, rev: finding.rev, act });
  return request<Saved>(page, 'case.file', {
    findings: [{ id, rev }],
    rectificationType: 'timeLimited',
    goal: null,
    measures: null,
    reboundOf: null,
  });
}

async function open(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, address);
}

interface Facets {
  readonly facets: readonly {
    readonly key: string;
    readonly values: readonly { readonly value: string; readonly count: number }[];
  }[];
  readonly due: readonly { readonly key: string; readonly count: number }[];
}

/** Cases without a value, as the backend counts them when nothing is filtered; without a deadline where no facet is named. */
async function countOfNone(page: Page, facet: string | null): Promise<number> {
  const { facets, due } = await request<Facets>(page, 'case.facets', { filter: {} });
  if (facet === null) return due.find(({ key }) => key === 'none')?.count ?? 0;
  return facets.find(({ key }) => key === facet)?.values.find(({ value }) => value === '')?.count ?? 0;
}

const addressOf = (page: Page) => page.evaluate(() => decodeURIComponent(location.hash));

test('pinyin initials find what they stand for in both lists and in the search, and mark the characters', async ({
  page,
}) => {
  await signIn(page, 'jingban');
  const kept = await file(page, await register(page));
  const loose = await register(page, { place: '另一处' });

  await open(page, '/findings');
  await page.getByLabel('在线索中搜索').fill('YZPS 右岸');
  const findings = page.getByRole('table', { name: '线索' }).locator('tbody tr');
  await expect(findings).toHaveCount(2);
  await expect(findings.first().locator('mark')).toHaveText(['右岸', '养殖棚舍']);
  await expect(page.getByText('文字中没有「yzps」，已按拼音首字母查找')).toBeVisible();
  await expectNoSeriousAxe(page);

  await open(page, '/cases?q=yzps');
  await expect(page.locator('#content')).toContainText('共 1 件');
  await expect(page.locator('.ag-row mark').first()).toHaveText('养殖棚舍');
  await expect(page.getByText('已按拼音首字母查找')).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '搜索' }).fill('Yzps');
  const hits = page.getByRole('option');
  await expect(hits).toHaveCount(3);
  await expect(hits.first()).toContainText(kept.number);
  await expect(hits.first().locator('mark')).toHaveText('养殖棚舍');
  await expectNoSeriousAxe(page);
  await page.getByRole('combobox', { name: '搜索' }).fill('ch');
  await expect(hits.first().locator('mark').first()).toHaveText('潮河');
  await page.getByRole('combobox', { name: '搜索' }).fill(`${loose.number} yzps`);
  await expect(hits).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`#/findings/${loose.id}`));
});

test('不详 of a facet and 专项行动 open exactly the rows that they count, and the address restores them', async ({
  page,
}) => {
  await signIn(page, 'jingban');
  const one = await register(page);
  await file(page, await register(page, { place: '另一处' }));

  await open(page, '/findings');
  const group = (name: string) => page.getByRole('group', { name, exact: true });
  await group('专项行动').locator('label', { hasText: '清棚行动' }).click();
  await expect(page.locator('#content')).toContainText('2 条');
  const unknown = group('河湖').locator('label', { hasText: '不详' });
  await expect(unknown.locator('.count')).toHaveText('2');
  await unknown.click();
  await group('状态').locator('label', { hasText: '待核实' }).click();
  expect(await addressOf(page)).toContain('"river":[""]');
  const findings = page.getByRole('table', { name: '线索' }).locator('tbody tr');
  await expect(findings).toHaveCount(1);
  await page.reload();
  await expect(findings).toHaveCount(1);
  await expect(findings.first()).toContainText(one.number);
  await expect(unknown.getByRole('checkbox')).toBeChecked();
  await expectNoSeriousAxe(page);

  await open(page, '/cases');
  for (const [facet, label, key] of [
    ['最近期限', '无期限', null],
    ['主办单位', '不详', 'leadUnit'],
    ['专项行动', '无专项行动', 'campaign'],
  ] as const) {
    const choice = group(facet).locator('label', { hasText: label });
    // Counts of the list before stay until those of this one are there.
    const count = await countOfNone(page, key);
    expect(count).toBeGreaterThan(0);
    await expect(choice.locator('.count')).toHaveText(String(count));
    await choice.click();
    await expect(page.locator('#content')).toContainText(`共 ${count} 件`);
    await choice.click();
    await expect.poll(() => addressOf(page)).toBe('#/cases');
  }
  await group('专项行动').locator('label', { hasText: '清棚行动' }).click();
  await expect(page.locator('#content')).toContainText('共 1 件');
  expect(await addressOf(page)).toContain('"campaign":["清棚行动"]');
  await expect(page.getByText('专项行动：清棚行动')).toBeVisible();
});

test('我办理的 on the work list opens exactly the cases that it counts, as the view of that name', async ({ page }) => {
  await signIn(page, 'xuncha');
  const count = page.getByRole('region', { name: '经办' }).getByRole('link', { name: /我办理的/ });
  const before = Number(await count.locator('strong').textContent());
  await signIn(page, 'jingban');
  await expect(count).toBeVisible();
  const mine = Number(await count.locator('strong').textContent());
  expect(mine).not.toBe(before);
  expect(mine).toBeGreaterThan(0);
  await expectNoSeriousAxe(page);
  await count.click();
  await expect(page.locator('#content')).toContainText(`共 ${mine} 件`);
  await expect(page.getByRole('button', { name: '我办理的' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByText('经办人：王经办')).toBeVisible();
  await page.reload();
  await expect(page.locator('#content')).toContainText(`共 ${mine} 件`);
});
