import type { Page } from '@playwright/test';
import { request, signIn } from '#test/harness/electron/page-request.ts';
import {
  act,
  as,
  choose,
  entry,
  expectState,
  form,
  inRectifying,
  inReview,
  openNewCase,
  reason,
  recordOf,
  save,
  step,
} from '#test/harness/electron/spec/case-page.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.use({ data: 'sample', today: '2027-02-01' });

const head = (page: Page) => page.locator('.case-head');
/** The station of a lane under the track where the case stands. */
const station = (page: Page, lane: string) =>
  page.locator('.case-lane').filter({ hasText: lane }).locator('[aria-current="step"]');

test('移送: asked for to the minute, delivered, declined, asked for again, accepted and concluded', async ({
  page,
}) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page);
  await inRectifying(page, id);
  await expect(reason(page, '送达移送书').text).toContainText('移送现为「未移送」，须在「拟移送」时办理');
  const asking = await form(page, '提出移送');
  await asking.getByRole('radio', { name: '公安机关' }).check();
  await asking.getByLabel('接收机关').fill('密云公安分局');
  await asking.getByLabel('移送事由').fill('涉嫌非法采矿');
  const decided = asking.getByLabel('决定时间');
  await decided.fill('2027-02-02 09:00');
  await decided.press('Enter');
  await asking.getByLabel('移送事由').press('Control+Enter');
  await expect(asking.getByRole('alert').last()).toContainText('移送时间 2027-02-02 09:00 晚于现在');
  await decided.fill('2027-01-31 16:00');
  await decided.press('Enter');
  await save(asking);
  await expect(head(page)).toContainText('移送：拟移送');
  await expect(station(page, '移送')).toContainText('拟移送');
  await expect(entry(page, '提出移送')).toContainText('公安机关：密云公安分局');
  await expect(entry(page, '提出移送')).toContainText('2027-01-31 16:00');
  await expect(page.getByRole('region', { name: '时限', exact: true })).toContainText('移送时限');

  await act(page, '送达移送书', { 移送书文号: '密河移〔2027〕1号' });
  await expect(station(page, '移送')).toContainText('已送达');
  await act(page, '登记不予受理', { 不予受理的理由: '未达立案标准' });
  await expect(station(page, '移送')).toContainText('不予受理');
  await expect(reason(page, '登记受理').text).toContainText('移送现为「不予受理」，须在「已送达」时办理');
  const again = await form(page, '提出移送');
  await again.getByRole('radio', { name: '检察机关' }).check();
  await again.getByLabel('接收机关').fill('密云区检察院');
  await again.getByLabel('移送事由').fill('不予受理，提请监督');
  await save(again);
  await step(page, id, { type: 'case.referralDelivered', letterNumber: '密河移〔2027〕2号', at: null });
  await act(page, '登记受理', { 受理回执: '密检受〔2027〕5号' });
  await expect(head(page)).toContainText('移送：已受理');

  await as(page, 'xuncha', id);
  await expect(reason(page, '办结移送').text).toContainText('这一步由经办员、审核人办理');
  await as(page, 'jingban', id);
  await act(page, '办结移送', { 处理结果: '已立案侦查' });
  await expect(station(page, '移送')).toContainText('移送办结');
  await expect(entry(page, '办结移送')).toContainText('已立案侦查');
  await page.getByText(/^督办与移送 \d+$/u).click();
  await expect(page.getByRole('list', { name: '办理经过', exact: true }).getByRole('listitem')).toHaveCount(7);
});

test('a case does not close while its referral is not settled or its supervision not lifted', async ({
  page,
  program,
}) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page);
  await inReview(page, program, id);
  const accounts = await request<readonly { id: string; login: string }[]>(page, 'account.list', {});
  const approver = accounts.find(({ login }) => login === 'shenhe')?.id;
  for (const level of ['reminded', 'supervised', 'listed'])
    await step(page, id, { type: 'case.supervisionRaised', level, reason: '进度缓慢', approver });
  await expect(reason(page, '解除督办').text).toContainText('这一步由审核人办理');
  const raising = await form(page, '提升督办');
  await expect(raising.getByRole('radio')).toHaveCount(1);
  await expect(raising.getByRole('radio', { name: '约谈' })).toBeChecked();
  await raising.getByLabel('督办事由').fill('挂牌后仍未整改');
  await choose(raising, '批准人', /shenhe/u);
  await save(raising);
  await expect(head(page)).toContainText('督办：约谈');
  await expect(reason(page, '提升督办').text).toContainText('督办现为「约谈」');
  await step(page, id, {
    type: 'case.referralRequested',
    kind: 'police',
    authority: '密云公安分局',
    reason: '涉嫌犯罪',
    at: null,
  });
  await signIn(page, 'fuhe');
  await step(page, id, { type: 'case.reviewPassed', opinion: '现场已清' });

  await as(page, 'shenhe', id);
  await expectState(page, '待销号');
  await expect(reason(page, '销号').text).toContainText('督办尚未解除（约谈）');
  await expect(reason(page, '销号').text).toContainText('移送尚未办结（拟移送）');
  await act(page, '解除督办', { 解除督办的依据: '整改已完成' });
  await expect(station(page, '督办')).toContainText('未督办');
  await expect(entry(page, '解除督办')).toContainText('整改已完成');
  await expect(reason(page, '销号').text).not.toContainText('督办');
  await expect(reason(page, '解除督办').text).toContainText('督办现为「未督办」');
});

test('延期 of a major case: withdrawn by who asked, endorsed and not approved, and the endorser does not approve', async ({
  page,
}) => {
  await signIn(page, 'jingban');
  const id = await openNewCase(page, { severity: 'major' });
  await inRectifying(page, id);
  const { facts } = await recordOf(page, id);
  expect(facts.policy.extensionLevels).toBe(2);
  const { unit } = facts.policy.terms.rectification;
  const asked = { type: 'case.extensionRequested', amount: 5, unit, reason: '汛期停工' };
  await expect(reason(page, '撤回延期申请').text).toContainText('延期现为「无延期申请」');
  await step(page, id, asked);
  await expect(reason(page, '初审延期').text).toContainText('延期申请人不能审自己的申请');
  await act(page, '撤回延期申请', { 撤回的理由: '天气转好' });
  await expect(station(page, '延期')).toContainText('无延期申请');
  await expect(entry(page, '撤回延期申请')).toContainText('天气转好');
  await step(page, id, asked);

  await as(page, 'fuhe', id);
  await act(page, '初审延期', { 初审意见: '情况属实，拟同意' });
  await expect(head(page)).toContainText('延期已初审');
  await expect(entry(page, '初审延期')).toContainText('情况属实，拟同意');
  await expect(reason(page, '批准延期').text).toContainText('这一步由审核人办理');

  await as(page, 'shenhe', id);
  await act(page, '不批准延期', { 不批准的理由: '可安排机械进场' });
  await expect(station(page, '延期')).toContainText('无延期申请');
  await expect(entry(page, '不批准延期')).toContainText('可安排机械进场');
  await signIn(page, 'jingban');
  await step(page, id, asked);

  await as(page, 'shenhe', id);
  await expect(reason(page, '批准延期').text).toContainText('还缺延期初审意见（两级审批）');
  await act(page, '初审延期', { 初审意见: '拟同意' });
  await expect(reason(page, '批准延期').text).toContainText('延期初审人不能再作终审，须换人办理');
});
