import type { Page } from '@playwright/test';
import { signIn } from '#test/harness/electron/page-request.ts';
import {
  act,
  as,
  choose,
  closed,
  entry,
  expectInLedger,
  expectState,
  form,
  inRectifying,
  inReview,
  openCase,
  openNewCase,
  reason,
  recordOf,
  reportDone,
  save,
  stays,
  step,
} from '#test/harness/electron/spec/case-page.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.use({ data: 'sample', today: '2027-02-01' });

const clocks = (page: Page) => page.getByRole('region', { name: '时限', exact: true });

test('复核退回 and 认定异议成立: each sends the case back for a round with photos and a clock of its own', async ({
  page,
  program,
}) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page, { source: '中央督察' });
  await inReview(page, program, id);
  await expect(reason(page, '复核退回').text).toContainText('申报整改完成的人不能自己复核');

  await as(page, 'fuhe', id);
  await act(page, '复核退回', { 退回理由: '桥下仍有渣土' });
  await expectState(page, '整改中');
  await expect(page.locator('.case-head')).toContainText('第 2 轮');
  await expect(stays(page).last()).toContainText('由「复核退回」进入，第 2 轮');
  await expect(entry(page, '复核退回')).toContainText('桥下仍有渣土');
  await expect(clocks(page)).toContainText('整改时限（第 2 次）');
  await expect(reason(page, '申报整改完成').text).toContainText('还缺第 2 轮的整改后照片');

  await signIn(page, 'jingban');
  await reportDone(page, program, id);
  await signIn(page, 'fuhe');
  await step(page, id, { type: 'case.reviewPassed', opinion: '已清' });
  await openCase(page, id);
  await expect(reason(page, '登记异议').text).toContainText('公示尚未开始');
  await step(page, id, { type: 'case.noticeStarted', startedOn: '2027-02-01', endsOn: null, venue: '区政府网站' });
  await step(page, id, { type: 'case.objectionRaised', text: '涵洞内未清' });
  await expect(reason(page, '认定异议成立').text).toContainText('这一步由审核人办理');

  await as(page, 'shenhe', id);
  const upholding = await form(page, '认定异议成立');
  await choose(upholding, '异议', /涵洞内未清/u);
  await upholding.getByLabel('异议成立的理由').fill('现场核实属实');
  await save(upholding);
  await expectState(page, '整改中');
  await expect(page.locator('.case-head')).toContainText('第 3 轮');
  await expect(stays(page).last()).toContainText('由「认定异议成立」进入，第 3 轮');
  await expect(entry(page, '认定异议成立')).toContainText('涵洞内未清');
  await expect(page.locator('.case-edge-back.case-edge-taken text')).toHaveText(['退回 1 次', '退回 1 次']);
  const { number } = await recordOf(page, id);
  await expectInLedger(page, number, 'rectifying.active', '整改中');
});

test('驳回销号: what is to be supplied is written out, in ten characters at least', async ({ page, program }) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page);
  await inReview(page, program, id);
  await expect(reason(page, '驳回销号').text).toContainText('案件现为「待复核」，须在「待销号」时办理');
  await signIn(page, 'fuhe');
  await step(page, id, { type: 'case.reviewPassed', opinion: '已清' });
  await openCase(page, id);
  await expect(reason(page, '驳回销号').text).toContainText('这一步由审核人办理');

  await as(page, 'shenhe', id);
  const rejecting = await form(page, '驳回销号');
  await rejecting.getByLabel('补正意见').fill('照片不清');
  await rejecting.getByLabel('补正意见').press('Control+Enter');
  await expect(rejecting.getByRole('alert').last()).toContainText('补正意见不少于 10 个字，现有 4 个字');
  await rejecting.getByLabel('补正意见').fill('整改后照片须与整改前同一角度重拍');
  await save(rejecting);
  await expectState(page, '整改中');
  await expect(page.locator('.case-head')).toContainText('第 2 轮');
  await expect(stays(page).last()).toContainText('由「驳回销号」进入，第 2 轮');
  await expect(entry(page, '驳回销号')).toContainText('整改后照片须与整改前同一角度重拍');
});

test('更正: refused while the case is open; beside the new value stand the old one, who and why', async ({
  page,
  program,
}) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page);
  await inReview(page, program, id);
  await expect(reason(page, '更正').text).toContainText('案件现为「待复核」，须在「已销号」时办理');
  await closed(page, id);

  // The supervisor's own correction needs another supervisor: there is none to choose.
  await as(page, 'shenhe', id);
  const own = await form(page, '更正');
  await own.getByRole('combobox', { name: '批准人' }).click();
  await expect(page.getByText('没有可以选的审核人账户；请管理员在设置中新增。')).toBeVisible();
  await page.keyboard.press('Escape');
  await own.getByRole('button', { name: '取消' }).click();

  await as(page, 'jingban', id);
  await expect(page.getByText(/^不能就地修改：案件已销号，只能更正/u)).toBeVisible();
  const correcting = await form(page, '更正');
  await correcting.getByRole('combobox', { name: '更正的栏目' }).click();
  await page.keyboard.type('主办单位');
  await page.keyboard.press('Enter');
  await expect(correcting).toContainText('原值：石城镇人民政府');
  await correcting.getByRole('textbox', { name: '改为' }).fill('冯家峪镇人民政府');
  await correcting.getByLabel('更正理由').fill('登记有误');
  await choose(correcting, '批准人', /shenhe/u);
  await save(correcting);
  await expectState(page, '已销号');
  const fact = page.locator('.case-facts dd').filter({ hasText: '冯家峪镇人民政府' });
  await expect(fact).toContainText('王经办更正，原为「石城镇人民政府」；理由：登记有误');
  await expect(entry(page, '更正')).toContainText('石城镇人民政府 → 冯家峪镇人民政府');
  await expect(entry(page, '更正')).toContainText('批准人');
  const { number, leadUnit } = await recordOf(page, id);
  expect(leadUnit).toBe('冯家峪镇人民政府');
  await expectInLedger(page, number, 'closed', '已销号');
});

const NOTICE = `国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。2月14日（周日）上班。
三、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。
四、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。
国务院办公厅
2026年10月20日`;

test.describe('at the end of January', () => {
  test.use({ today: '2027-01-25' });

  test('重算期限: a notice that is loaded puts off what it moves, and the case says from which day to which', async ({
    page,
  }) => {
    await signIn(page, 'shenhe');
    const id = await openNewCase(page);
    await inRectifying(page, id);
    const before = await recordOf(page, id);
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '期限与日历' }).click();
    await page.getByRole('tab', { name: '载入通知' }).click();
    await page.getByLabel('粘贴通知全文').fill(NOTICE);
    await page.getByRole('button', { name: '读取正文' }).click();
    await page.getByLabel('来源').fill('试验用，并非真实通知');
    await page.getByRole('button', { name: '查看影响的期限' }).click();
    const row = page.getByRole('region', { name: '影响的期限' }).getByRole('row', { name: new RegExp(before.number) });
    await expect(row).toContainText(before.dueOn ?? '');
    await expect(row).toContainText('推后');
    await page.getByRole('button', { name: '载入通知', exact: true }).click();
    await page.getByRole('button', { name: '载入', exact: true }).click();
    await expect(page.getByText('2027 年的放假安排已载入')).toBeVisible();

    await openCase(page, id);
    const after = await recordOf(page, id);
    expect((after.dueOn ?? '') > (before.dueOn ?? '')).toBe(true);
    await expect(clocks(page)).toContainText(`至 ${after.dueOn}`);
    await expect(entry(page, '重算期限')).toContainText(`${before.dueOn}（暂定） → ${after.dueOn}`);
  });
});
