import type { Page } from '@playwright/test';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { request, signIn } from '#test/harness/electron/page-request.ts';
import { expectNoSeriousAxe } from '#test/harness/electron/spec/axe.ts';
import {
  aConfirmed,
  act,
  as,
  expectState,
  form,
  inReview,
  openNewCase,
  pictureOf,
  reason,
  step,
} from '#test/harness/electron/spec/case-page.ts';
import type { Program } from '#test/harness/electron/spec/program.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.use({ data: 'sample', today: '2027-02-01' });

async function addPhoto(page: Page, program: Program, role: string): Promise<void> {
  await program.answerDialog('open', [pictureOf(program, role)]);
  const adding = page.getByRole('region', { name: '添加照片' });
  await adding.getByText(role, { exact: true }).click();
  await adding.getByRole('button', { name: '选择照片' }).click();
  await expect(page.getByRole('button', { name: `查看${role}照片 ${role}.png` })).toBeVisible();
}

/** 交办 and 签收. */
async function intoRectifying(page: Page): Promise<void> {
  await act(page, '交办', { 主办单位: '石城镇人民政府' });
  await expectState(page, '待签收');
  await act(page, '签收');
  await expectState(page, '整改中');
}

async function reported(page: Page, program: Program): Promise<void> {
  await addPhoto(page, program, '整改前');
  await addPhoto(page, program, '整改后');
  await act(page, '申报整改完成', { 整改完成情况说明: '渣土已全部清运' });
  await expectState(page, '待复核');
}

test('from 待交办 to 待销号: what is missing is said, and who reports does not review', async ({ page, program }) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page);
  await expectState(page, '待交办');
  await expect(reason(page, '复核通过').text).toContainText('案件现为「待交办」，须在「待复核」时办理');
  await intoRectifying(page);
  await expect(reason(page, '申报整改完成').text).toContainText('还缺整改后照片');
  await reported(page, program);
  await expect(reason(page, '复核通过').text).toContainText('申报整改完成的人不能自己复核');
  await as(page, 'fuhe', id);
  await act(page, '复核通过', { 复核意见: '现场已清' });
  await expectState(page, '待销号');
  await expect(reason(page, '销号').text).toContainText('这一步由审核人办理');
});

test('from 待复核 over 公示 and 待备案 to 已销号, by the second and the third person', async ({ page, program }) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page, { source: '中央督察' });
  await inReview(page, program, id);
  await as(page, 'fuhe', id);
  await expectState(page, '待复核');
  await act(page, '复核通过', { 复核意见: '现场已清' });
  await expectState(page, '公示中');
  await act(page, '开始公示', { 公示地点或网址: '区政府网站' });
  await act(page, '登记异议', { 异议内容: '桥下仍有垃圾' });
  await expect(page.getByRole('region', { name: '公示', exact: true })).toContainText('桥下仍有垃圾');
  await expect(reason(page, '结束公示').text).toContainText('还有 1 件公示异议未处理');
  await expect(reason(page, '结束公示').text).toContainText('公示期至 2027-02-1');

  await as(page, 'shenhe', id);
  const dismissal = await form(page, '驳回异议');
  await dismissal.getByRole('combobox', { name: '异议' }).click();
  await page.getByTitle(/桥下仍有垃圾/).click();
  await dismissal.getByLabel('驳回异议的依据').fill('不在本案范围');
  await dismissal.getByLabel('驳回异议的依据').press('Control+Enter');
  await expect(dialogOf(page)).toHaveCount(0);
  await program.setToday('2027-03-01');
  await act(page, '结束公示');
  await expectState(page, '待销号');
  await act(page, '销号', { 销号文号: '密河销〔2027〕9号', 销号意见: '同意销号' });
  await expectState(page, '待备案');
  await act(page, '确认备案', { 备案编号: '备2027-9' });
  await expectState(page, '已销号');
  await expect(page.getByRole('figure', { name: '办理流程图' }).getByRole('listitem')).toHaveCount(8);
  const { state, facts } = await request<CaseRecord>(page, 'case.get', { id });
  expect(state.handling).toBe('closed');
  expect(facts.clocks.every(({ stoppedOn }) => stoppedOn !== null)).toBe(true);
});

function dialogOf(page: Page) {
  return page.getByRole('dialog');
}

test('extension, suspension and supervision, each refused with its reason where it is not allowed', async ({
  page,
}) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page);
  await intoRectifying(page);

  const asking = await form(page, '申请延期');
  await asking.getByLabel('延期数量').fill('99');
  await asking.getByLabel('延期理由').fill('汛期停工');
  await asking.getByLabel('延期理由').press('Control+Enter');
  await expect(asking.getByRole('alert')).toContainText('一次最多延期 30 日，申请了 99');
  await asking.getByLabel('延期数量').fill('10');
  await asking.getByLabel('延期理由').press('Control+Enter');
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(reason(page, '批准延期').text).toContainText('这一步由审核人办理');
  await expect(reason(page, '申报整改完成').text).toContainText('延期申请尚未办结');

  await as(page, 'shenhe', id);
  await act(page, '批准延期', { 审批意见: '同意延期' });
  await expect(page.getByRole('region', { name: '时限', exact: true })).toContainText('延期 10 个自然日');

  const suspending = await form(page, '中止计时');
  await suspending.getByRole('combobox', { name: '中止事由' }).click();
  await page.getByTitle('等待检测、检验或鉴定结论').click();
  await suspending.getByLabel('中止文书').fill('鉴定委托书 1 号');
  await suspending.getByLabel('中止文书').press('Control+Enter');
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(page.locator('.case-head')).toContainText('‖ 中止 1 天');
  await expect(reason(page, '申报整改完成').text).toContainText('计时已中止，须先恢复计时');
  await act(page, '恢复计时', { 恢复计时的依据: '鉴定意见已出' });

  const raising = await form(page, '提升督办');
  await raising.getByLabel('督办事由').fill('进度缓慢');
  await raising.getByRole('combobox', { name: '批准人' }).click();
  await page.getByTitle(/shenhe/).click();
  await raising.getByLabel('督办事由').press('Control+Enter');
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(page.locator('.case-head')).toContainText('督办：提醒函');

  await page.getByRole('button', { name: '整改时限逐日计算' }).click();
  await expect(dialogOf(page)).toContainText('延期 10 个自然日');
  await expectNoSeriousAxe(page);
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toHaveCount(0);
  await expectNoSeriousAxe(page);
});

test('a draft survives a restart, and a form that somebody overtook keeps what was typed', async ({
  page,
  program,
}) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page);
  const dialog = await form(page, '交办');
  await dialog.getByLabel('主办单位').fill('石城镇人民政府');
  await dialog.getByLabel('整改措施').fill('清运并恢复岸坡');
  await dialog.getByRole('button', { name: '取消' }).click();
  await expect(dialogOf(page)).toHaveCount(0);

  const again = await program.restart();
  await as(again, 'jingban', id);
  const kept = await form(again, '交办');
  await expect(kept.getByLabel('整改措施')).toHaveValue('清运并恢复岸坡');

  await step(again, id, { type: 'case.progressReported', text: '已设围挡' });
  await expect(kept.getByRole('alert')).toContainText('填写期间案件已被更新');
  await kept.getByLabel('整改措施').press('Control+Enter');
  await expect(kept).toContainText('已被他人更新');
  await expect(kept.getByLabel('整改措施')).toHaveValue('清运并恢复岸坡');
  await kept.getByRole('button', { name: '已核对，按最新内容办理' }).click();
  await kept.getByLabel('整改措施').press('Control+Enter');
  await expect(again.getByRole('dialog')).toHaveCount(0);
  await expectState(again, '待签收');
});

test('a closed case is corrected, and its rebound becomes a new linked case', async ({ page, program }) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page);
  await page.getByRole('button', { name: '修改详细位置' }).click();
  await page.getByRole('textbox', { name: '详细位置' }).fill('桥上游右岸');
  await page.getByRole('textbox', { name: '详细位置' }).press('Enter');
  await expect(page.locator('.case-facts dd').filter({ hasText: '桥上游右岸' })).toBeVisible();
  await inReview(page, program, id);
  await as(page, 'fuhe', id);
  await act(page, '复核通过', { 复核意见: '现场已清' });
  await as(page, 'shenhe', id);
  await act(page, '销号', { 销号意见: '同意销号' });
  await expectState(page, '已销号');

  await as(page, 'jingban', id);
  const correcting = await form(page, '更正');
  await correcting.getByRole('combobox', { name: '更正的栏目' }).click();
  await page.keyboard.type('备注');
  await page.keyboard.press('Enter');
  await correcting.getByRole('textbox', { name: '改为' }).fill('原登记漏写');
  await correcting.getByLabel('更正理由').fill('补记');
  await correcting.getByRole('combobox', { name: '批准人' }).click();
  await page.getByTitle(/shenhe/).click();
  await correcting.getByLabel('更正理由').press('Control+Enter');
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(page.getByText('更正，原为「（空）」；理由：补记')).toBeVisible();

  const finding = await aConfirmed(page, { place: '桥上游右岸', description: '又有人倾倒渣土' });
  await page.getByRole('region', { name: '可办事项' }).getByRole('button', { name: '关联反弹新案' }).click();
  const rebound = page.getByRole('dialog');
  await rebound.getByRole('checkbox', { name: new RegExp(finding.number) }).check();
  await rebound.getByRole('button', { name: '立反弹新案' }).click();
  await expectState(page, '待交办');
  const links = page.getByRole('region', { name: '反弹' }).last();
  await expect(links).toContainText('原案');
  await expect(page.locator('.case-head')).toContainText('较严重');
  await expectNoSeriousAxe(page);
});
