import { addDays } from '#core/domain/deadline/civil-date.ts';
import { LOGIN } from './cast.ts';
import type { DemoClock } from './clock.ts';
import type { Act, Driver } from './driver.ts';
import { assign, assignAndReceive, close, giveNotice, passReview, reportCompletion } from './steps.ts';

/** What the stories need. */
export interface Stage {
  readonly driver: Driver;
  readonly clock: DemoClock;
  readonly say: (text: string) => void;
  readonly supervisorId: string;
}

/**
 * The long way (needs a case with public notice): 职责异议, 中止, a refusal, 延期, 复核不通过, 公示 with an objection, 督办,
 * 销号驳回, 备案 where required.
 */
export async function longWay({ driver, clock, say, supervisorId }: Stage, id: string, unit: string): Promise<void> {
  await assign(driver, id, unit);
  await driver.act(id, LOGIN.inspector, {
    type: 'case.responsibilityDisputed',
    reason: '该段由相邻镇管护，申请重新确定责任单位',
  });
  await assignAndReceive(driver, id, unit);
  await driver.act(id, LOGIN.inspector, { type: 'case.progressReported', text: '已制定方案，机械进场' });
  await driver.act(id, LOGIN.clerk, {
    type: 'case.supervisionRaised',
    level: 'reminded',
    reason: '进度偏慢',
    approver: supervisorId,
  });
  driver.wait(2);
  await driver.act(id, LOGIN.clerk, {
    type: 'case.clockSuspended',
    reason: 'appraisal',
    document: '检测委托书（2026）第3号',
  });
  await driver.photo(id, 'after');
  const completion = {
    type: 'case.completionReported',
    text: '完成',
    completedOn: clock.today(),
    effects: [],
  } satisfies Act;
  say(`  拒绝示例：${await driver.refused(id, LOGIN.inspector, completion)}`);
  driver.wait(5);
  await driver.act(id, LOGIN.clerk, { type: 'case.clockResumed', basis: '检测报告已出具' });
  await extend(driver, id);
  await reportCompletion(driver, id);
  driver.wait(1);
  await driver.act(id, LOGIN.reviewer, { type: 'case.reviewRejected', reason: '岸坡仍有残留渣土' });
  driver.wait(3);
  await reportCompletion(driver, id);
  await passReview(driver, id);
  const { state } = await driver.caseOf(id);
  if (state.handling === 'publicNotice') await noticeWithObjection(driver, clock, id);
  say(
    `  拒绝示例：${await driver.refused(id, LOGIN.supervisor, { type: 'case.closureApproved', closureNumber: null, opinion: '同意' })}`,
  );
  await driver.act(id, LOGIN.supervisor, { type: 'case.supervisionLifted', basis: '整改任务已完成' });
  await driver.act(id, LOGIN.supervisor, {
    type: 'case.closureRejected',
    supplement: '补充整改后全景照片和日常管护安排',
  });
  await reportCompletion(driver, id);
  await passReview(driver, id);
  if ((await driver.caseOf(id)).state.handling === 'publicNotice') await giveNotice(driver, id, clock.today());
  await close(driver, id, 1);
}

async function extend(driver: Driver, id: string): Promise<void> {
  const { facts } = await driver.caseOf(id);
  await driver.act(id, LOGIN.inspector, {
    type: 'case.extensionRequested',
    amount: 10,
    unit: 'day',
    reason: '连续降雨，清运受阻',
  });
  if (facts.policy.extensionLevels === 2) {
    await driver.act(id, LOGIN.clerk, { type: 'case.extensionEndorsed', opinion: '情况属实' });
  }
  await driver.act(id, LOGIN.supervisor, { type: 'case.extensionApproved', opinion: '同意延期' });
}

async function noticeWithObjection(driver: Driver, clock: DemoClock, id: string): Promise<void> {
  const started = await driver.act(id, LOGIN.clerk, {
    type: 'case.noticeStarted',
    startedOn: clock.today(),
    venue: '区政府网站',
  });
  await driver.act(id, LOGIN.clerk, { type: 'case.objectionRaised', text: '群众反映桥下仍有零星垃圾' });
  const objectionId = (await driver.caseOf(id)).facts.openObjections[0] ?? '';
  await driver.act(id, LOGIN.supervisor, {
    type: 'case.objectionDismissed',
    objectionId,
    basis: '现场核查，所述位置不在本案范围',
  });
  driver.waitUntil(started.facts.notice?.endsOn ?? clock.today());
  driver.wait(1);
  await driver.act(id, LOGIN.clerk, { type: 'case.noticeFinished' });
}

/** 阶段性办结, 移送 to its end, then closed. */
export async function stagedAndReferred({ driver, clock }: Stage, id: string, unit: string): Promise<void> {
  await assignAndReceive(driver, id, unit);
  await driver.act(id, LOGIN.clerk, {
    type: 'case.stageCompleted',
    text: '主体拆除完成',
    nextReviewOn: later(clock, 20),
  });
  await driver.act(id, LOGIN.clerk, { type: 'case.stageResumed', reason: '转入复绿阶段' });
  await driver.act(id, LOGIN.clerk, {
    type: 'case.referralRequested',
    kind: 'enforcement',
    authority: '区城市管理综合行政执法局',
    reason: '涉嫌违法建设',
    at: null,
  });
  await driver.act(id, LOGIN.clerk, { type: 'case.referralDelivered', letterNumber: '密河移〔2026〕1号', at: null });
  await driver.act(id, LOGIN.clerk, { type: 'case.referralAccepted', receipt: '执法局收件回执' });
  await driver.act(id, LOGIN.clerk, { type: 'case.referralConcluded', result: '已责令限期拆除并执行' });
  await plainWay({ driver, clock, id, serial: 2 });
}

/** 挂账监管 and back, then closed. */
export async function monitored({ driver, clock }: Stage, id: string, unit: string): Promise<void> {
  await assignAndReceive(driver, id, unit);
  await driver.act(id, LOGIN.supervisor, {
    type: 'case.monitoringListed',
    basis: '历史遗留，不碍洪，分期退出',
    nextReviewOn: later(clock, 30),
  });
  driver.wait(10);
  await driver.act(id, LOGIN.clerk, {
    type: 'case.monitoringReviewed',
    opinion: '现状稳定',
    nextReviewOn: later(clock, 30),
  });
  await driver.act(id, LOGIN.supervisor, { type: 'case.monitoringEnded', reason: '产权人同意退出' });
  await plainWay({ driver, clock, id, serial: 3 });
}

/** 整改中 → 已销号 without incidents. */
export async function plainWay(way: {
  readonly driver: Driver;
  readonly clock: DemoClock;
  readonly id: string;
  readonly serial: number;
}): Promise<void> {
  const { driver, clock, id, serial } = way;
  await reportCompletion(driver, id);
  await passReview(driver, id);
  if ((await driver.caseOf(id)).state.handling === 'publicNotice') await giveNotice(driver, id, clock.today());
  await close(driver, id, serial);
}

function later(clock: DemoClock, days: number): string {
  return addDays(clock.today(), days);
}
