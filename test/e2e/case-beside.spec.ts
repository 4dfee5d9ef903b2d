import type { Page } from '@playwright/test';
import { signIn } from '#test/harness/electron/page-request.ts';
import {
  act,
  as,
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
  save,
  standsAt,
  stays,
  step,
  typeDate,
} from '#test/harness/electron/spec/case-page.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.use({ data: 'sample', today: '2027-02-01' });

const clocks = (page: Page) => page.getByRole('region', { name: '时限', exact: true });

test('挂账监管: listed by the supervisor alone, looked at again by the clerk, and back to a second round', async ({
  page,
}) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page);
  await expect(reason(page, '列入挂账监管').text).toContainText(
    '案件现为「待交办」，须在「整改中」或「整改中（阶段性办结）」时办理',
  );
  await inRectifying(page, id);
  await expect(reason(page, '列入挂账监管').text).toHaveText(/这一步由审核人办理/);

  await as(page, 'shenhe', id);
  const listing = await form(page, '列入挂账监管');
  await listing.getByLabel('挂账依据').fill('历史遗留，纳入台账逐年整改');
  await typeDate(listing, '下次复查日期', '2027-02-01');
  await listing.getByLabel('挂账依据').press('Control+Enter');
  await expect(listing.getByRole('alert').last()).toContainText('下次复查日期 2027-02-01 应在 2027-02-01 之后');
  await typeDate(listing, '下次复查日期', '2027-05-06');
  await save(listing);
  await expectState(page, '挂账监管');
  await expect(standsAt(page)).toHaveText('▸ 挂账监管');
  await expect(stays(page).last()).toContainText('挂账监管：2027-02-01 至今，由「列入挂账监管」进入');
  await expect(clocks(page)).toContainText('至 2027-05-06');
  await expect(entry(page, '列入挂账监管')).toContainText('历史遗留，纳入台账逐年整改');
  const { number, facts } = await recordOf(page, id);
  expect(facts.clocks.find(({ kind }) => kind === 'rectification')?.stoppedOn).toBe('2027-02-01');
  await expectInLedger(page, number, 'monitored', '挂账监管');

  await as(page, 'jingban', id);
  await expect(reason(page, '申报整改完成').text).toContainText('案件现为「挂账监管」');
  await expect(reason(page, '解除挂账').text).toContainText('这一步由审核人办理');
  const again = await form(page, '复查挂账');
  await again.getByLabel('复查意见').fill('现状未扩大');
  await typeDate(again, '下次复查日期', '2027-08-06');
  await save(again);
  await expect(clocks(page)).toContainText('至 2027-08-06');
  await expect(entry(page, '复查挂账')).toContainText('现状未扩大');

  await as(page, 'shenhe', id);
  await act(page, '解除挂账', { 解除挂账的理由: '资金已落实' });
  await expectState(page, '整改中');
  await expect(page.locator('.case-head')).toContainText('第 2 轮');
  await expect(standsAt(page)).toHaveText('▸ 整改中');
  await expect(clocks(page)).toContainText('整改时限（第 2 次）');
});

test('撤案: whatever was pending ends with the case, and nothing can be done any more', async ({ page }) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page);
  await inRectifying(page, id);
  await step(page, id, { type: 'case.extensionRequested', amount: 5, unit: 'day', reason: '汛期停工' });
  await expect(reason(page, '撤案').text).toContainText('这一步由审核人办理');

  await as(page, 'shenhe', id);
  const withdrawing = await form(page, '撤案');
  await expect(withdrawing.getByRole('note')).toContainText('不能恢复');
  await withdrawing.getByRole('button', { name: '撤案', exact: true }).click();
  await expect(withdrawing).toContainText('请填写撤案理由');
  await withdrawing.getByLabel('撤案理由').fill('与另案为同一处，并案办理');
  await save(withdrawing);
  await expectState(page, '已撤案');
  await expect(standsAt(page)).toHaveText('▸ 已撤案');
  await expect(page.locator('.case-head')).not.toContainText('延期待审批');
  await expect(clocks(page)).toContainText('现在没有在计的时限');
  await expect(entry(page, '撤案')).toContainText('与另案为同一处，并案办理');
  const panel = page.getByRole('region', { name: '可办事项' });
  await expect(panel.getByRole('button').and(page.locator(':not([aria-disabled="true"])'))).toHaveCount(0);
  await expect(reason(page, '签收').text).toContainText('案件已撤案，不再办理任何事项');
  await expect(reason(page, '提出移送').text).toContainText('案件现为「已撤案」，不再办理督办和移送');
  const { number } = await recordOf(page, id);
  await expectInLedger(page, number, 'withdrawn', '已撤案');
});

test('撤销销号: refused while the case is open and to the clerk; the case comes back for another round', async ({
  page,
  program,
}) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page);
  await inReview(page, program, id);
  await expect(reason(page, '撤销销号').text).toContainText('案件现为「待复核」，须在「已销号」时办理');
  await closed(page, id);
  await as(page, 'jingban', id);
  await expectState(page, '已销号');
  await expect(reason(page, '撤销销号').text).toContainText('这一步由审核人办理');
  await expect(reason(page, '申报整改完成').text).toContainText('案件已销号，只能更正、撤销销号或关联反弹新案');

  await as(page, 'shenhe', id);
  const revoking = await form(page, '撤销销号');
  await expect(revoking.getByRole('note')).toContainText('开始第 2 轮，整改时限重新计算');
  await revoking.getByLabel('撤销销号的理由').fill('复查发现渣土未清净');
  await save(revoking);
  await expectState(page, '整改中');
  await expect(page.locator('.case-head')).toContainText('第 2 轮');
  await expect(standsAt(page)).toHaveText('▸ 整改中');
  await expect(stays(page).last()).toContainText('由「撤销销号」进入，第 2 轮');
  await expect(entry(page, '撤销销号')).toContainText('复查发现渣土未清净');
  await expect(entry(page, '撤销销号')).toContainText('审核人');
  await expect(reason(page, '申报整改完成').text).toContainText('还缺第 2 轮的整改后照片');
  const { number } = await recordOf(page, id);
  await expectInLedger(page, number, 'rectifying.active', '整改中');
  await openCase(page, id);
  await expect(clocks(page)).toContainText('整改时限（第 2 次）');
});

test('阶段性办结 and 继续整改: the case stays 整改中, its clock runs, and each is refused where it makes no sense', async ({
  page,
}) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page);
  await expect(reason(page, '阶段性办结').text).toContainText('案件现为「待交办」，须在「整改中」时办理');
  await inRectifying(page, id);
  await expect(reason(page, '继续整改').text).toContainText('须在「整改中（阶段性办结）」时办理');
  const staging = await form(page, '阶段性办结');
  await staging.getByLabel('阶段性完成情况').fill('水面已清，岸坡待汛后');
  await typeDate(staging, '下次复查日期', '2027-01-31');
  await staging.getByLabel('阶段性完成情况').press('Control+Enter');
  await expect(staging.getByRole('alert').last()).toContainText('下次复查日期 2027-01-31 应在 2027-02-01 之后');
  await typeDate(staging, '下次复查日期', '2027-03-01');
  await save(staging);
  await expectState(page, '整改中（阶段性办结）');
  await expect(standsAt(page)).toHaveText('▸ 整改中');
  await expect(page.locator('.case-node-here .case-node-date')).toHaveText('阶段性办结');
  await expect(entry(page, '阶段性办结')).toContainText('水面已清，岸坡待汛后');
  await expect(clocks(page)).toContainText('整改时限');
  await expect(reason(page, '阶段性办结').text).toContainText('案件现为「整改中（阶段性办结）」');
  const { number } = await recordOf(page, id);
  await expectInLedger(page, number, 'rectifying.staged', '整改中（阶段性办结）');

  await as(page, 'xuncha', id);
  await expect(reason(page, '继续整改').text).toContainText('这一步由经办员、审核人办理');
  await as(page, 'jingban', id);
  await act(page, '继续整改', { 继续整改的理由: '汛期已过' });
  await expectState(page, '整改中');
  await expect(entry(page, '继续整改')).toContainText('汛期已过');
});

test('退回（职责异议）: the unit that was assigned sends the case back, and it is assigned anew', async ({ page }) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page);
  await expect(reason(page, '退回（职责异议）').text).toContainText('案件现为「待交办」，须在「待签收」时办理');
  await act(page, '交办', { 主办单位: '石城镇人民政府' });
  await expectState(page, '待签收');
  await as(page, 'xuncha', id);
  await act(page, '退回（职责异议）', { 职责异议理由: '该处属冯家峪镇管辖' });
  await expectState(page, '待交办');
  await expect(standsAt(page)).toHaveText('▸ 待交办');
  await expect(page.locator('.case-edge-back.case-edge-taken text')).toHaveText('退回 1 次');
  await expect(entry(page, '退回（职责异议）')).toContainText('该处属冯家峪镇管辖');
  await expect(reason(page, '交办').text).toContainText('这一步由经办员、审核人办理');
  const { number } = await recordOf(page, id);
  await expectInLedger(page, number, 'pendingAssignment', '待交办');
});
