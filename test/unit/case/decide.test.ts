import { describe, expect, it } from 'vitest';
import { runningClock } from '#core/domain/case/case-clocks.ts';
import { type CaseStanding, decideCase, explainActions, openCase } from '#core/domain/case/case-decide.ts';
import type { CaseEvent } from '#core/domain/case/case-events.ts';
import type { CasePolicy } from '#core/domain/case/case-state.ts';
import { sampleFiled, samplePolicy } from '../../model/case-samples.ts';
import { act, rectifying, run, to } from './steps.ts';

const onePolicy = samplePolicy({ noticeRequired: false, filingRequired: false });

describe('opening a case', () => {
  it('begins in 待交办, round 1, without clocks unless a limit comes from outside', () => {
    const plain = openCase(sampleFiled(onePolicy));
    const limited = openCase(sampleFiled(samplePolicy({ external: { ...onePolicy.terms.review, amount: 60 } })));
    expect(plain.ok && plain.value.state.handling).toBe('pendingAssignment');
    expect(plain.ok && plain.value.facts.clocks).toEqual([]);
    expect(limited.ok && limited.value.facts.clocks.map((clock) => clock.id)).toEqual(['external#1']);
  });

  it('is refused without a number', () => {
    const refused = openCase(sampleFiled(onePolicy, { number: '  ' }));
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'REQUIREMENT_NOT_MET', message: '不能立案：还缺案件编号' },
    });
  });
});

describe('refusals', () => {
  it('name every missing gate of the closure at once', () => {
    const at = to('pendingClosure', samplePolicy({ noticeRequired: false, filingRequired: false }), {
      beforePhoto: false,
    });
    const raised = run(at, act('case.supervisionRaised', { level: 'reminded', reason: '逾期', approver: 'chief' }));
    const refused = decideCase(
      raised.state,
      raised.facts,
      act('case.closureApproved', { closureNumber: null, opinion: '同意' }, 'reviewer'),
    );
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: 'REQUIREMENT_NOT_MET',
        message: '不能销号：还缺整改前照片；督办尚未解除（提醒函）；复核人不能再审批销号，须换人办理',
      },
    });
  });

  it('say in which state the event has its place and list what is allowed now', () => {
    const opened = openCase(sampleFiled(onePolicy));
    if (!opened.ok) throw new Error('not opened');
    const refused = decideCase(opened.value.state, opened.value.facts, act('case.reviewPassed', { opinion: '可' }));
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: 'TRANSITION_NOT_ALLOWED',
        message: '不能复核通过：案件现为「待交办」，须在「待复核」时办理',
        data: { event: 'case.reviewPassed', state: opened.value.state },
      },
    });
    expect(!refused.ok && refused.error.data).toHaveProperty('allowed', expect.arrayContaining(['case.assigned']));
  });

  it('give the end of the public notice', () => {
    const at = to('publicNotice', samplePolicy({ noticeRequired: true }));
    const started = run(
      at,
      act('case.noticeStarted', { startedOn: '2026-03-02', endsOn: '2026-03-13', venue: '公告栏' }),
    );
    const lastDay = decideCase(started.state, started.facts, act('case.noticeFinished', {}, 'clerk', '2026-03-13'));
    expect(lastDay).toMatchObject({
      ok: false,
      error: { message: '不能结束公示：公示期至 2026-03-13，期满次日起方可结束' },
    });
    expect(decideCase(started.state, started.facts, act('case.noticeFinished', {}, 'clerk', '2026-03-14')).ok).toBe(
      true,
    );
  });

  it('fail at once on a state the machine does not know', () => {
    const at = rectifying(onePolicy);
    const unknown: unknown = { ...at.state, handling: 'archived' };
    expect(() =>
      decideCase(unknown as CaseStanding['state'], at.facts, act('case.progressReported', { text: '一' })),
    ).toThrow();
  });

  it('count characters, not code units, of a supplement', () => {
    const at = to('pendingClosure', onePolicy);
    const nine = act('case.closureRejected', { supplement: '\u{20000}'.repeat(9) });
    expect(decideCase(at.state, at.facts, nine)).toMatchObject({ ok: false });
    const ten = act('case.closureRejected', { supplement: '\u{20000}'.repeat(10) });
    expect(decideCase(at.state, at.facts, ten)).toMatchObject({ ok: true });
  });
});

describe('sending a case back', () => {
  it('arms the whole rectification term again and asks for a new after photo', () => {
    const at = to('pendingReview', onePolicy);
    const back = run(at, act('case.reviewRejected', { reason: '仍有残留' }, 'reviewer', '2026-03-20'));
    expect(back.facts).toMatchObject({ round: 2, afterPhotos: 0, completionReporter: null });
    expect(runningClock(back.facts.clocks, 'rectification')).toMatchObject({
      id: 'rectification#2',
      startedOn: '2026-03-20',
      round: 2,
      term: { amount: 15 },
      extensions: [],
    });
    const again = decideCase(
      back.state,
      back.facts,
      act('case.completionReported', { text: '完', completedOn: '2026-03-20', effects: [] }, 'reporter', '2026-03-20'),
    );
    expect(again).toMatchObject({ ok: false, error: { message: '不能申报整改完成：还缺第 2 轮的整改后照片' } });
  });

  it('lets an external limit run on from its first day when a closure is revoked', () => {
    const policy = samplePolicy({
      noticeRequired: false,
      filingRequired: false,
      external: { ...onePolicy.terms.review, amount: 60 },
    });
    const closed = to('closed', policy);
    expect(closed.facts.clocks.every((clock) => clock.stoppedOn !== null)).toBe(true);
    const revoked = run(
      closed,
      act('case.closureRevoked', { reason: '有误', supervisor: 'chief' }, 'chief', '2026-04-01'),
    );
    expect(runningClock(revoked.facts.clocks, 'external')).toMatchObject({ id: 'external#2', startedOn: '2026-03-02' });
  });
});

describe('clocks', () => {
  it('numbers a second receipt clock of the same round anew', () => {
    const at = to('pendingReceipt', onePolicy);
    const disputed = run(at, act('case.responsibilityDisputed', { reason: '不属本镇' }));
    const again = run(disputed, ASSIGN);
    expect(again.facts.clocks.map((clock) => [clock.id, clock.stoppedOn === null])).toEqual([
      ['receipt#1', false],
      ['receipt#2', true],
    ]);
  });

  it('puts an approved extension on the running rectification clock and keeps its first day', () => {
    const at = rectifying(samplePolicy({ extensionLevels: 2 }));
    const asked = run(
      at,
      act('case.extensionRequested', { amount: 10, unit: 'workday', reason: '汛期' }, 'reporter', '2026-03-10'),
    );
    const endorsed = run(asked, act('case.extensionEndorsed', { opinion: '属实' }, 'reviewer', '2026-03-11'));
    expect(endorsed.facts.pendingExtension?.endorsedBy).toBe('reviewer');
    const granted = run(endorsed, act('case.extensionApproved', { opinion: '同意' }, 'approver', '2026-03-12'));
    expect(runningClock(granted.facts.clocks, 'rectification')).toMatchObject({
      id: 'rectification#1',
      startedOn: '2026-03-02',
      extensions: [{ amount: 10, unit: 'workday' }],
    });
    expect(granted.facts.extensionsGranted).toBe(1);
  });

  it('runs the decision term from a request, the delivery term from the minute of a decision, then the reply term', () => {
    const at = rectifying(onePolicy);
    const request = { kind: 'police', authority: '区公安分局', reason: '非法采矿' } as const;
    const undecided = run(at, act('case.referralRequested', { ...request, at: null }));
    expect(runningClock(undecided.facts.clocks, 'referral')?.term).toMatchObject({ amount: 3, unit: 'day' });
    const decided = run(at, act('case.referralRequested', { ...request, at: '2026-03-02T09:30' }));
    expect(runningClock(decided.facts.clocks, 'referral')).toMatchObject({
      term: { amount: 24, unit: 'hour' },
      startedAt: '2026-03-02T09:30',
    });
    const delivered = run(decided, act('case.referralDelivered', { letterNumber: '移1号', at: null }));
    expect(runningClock(delivered.facts.clocks, 'referral')).toMatchObject({ id: 'referral#2', term: { amount: 3 } });
    const accepted = run(delivered, act('case.referralAccepted', { receipt: '回执' }));
    expect(runningClock(accepted.facts.clocks, 'referral')).toBeUndefined();
  });

  it('makes the review date of a monitored case the day its clock falls due', () => {
    const listed = run(
      rectifying(onePolicy),
      act('case.monitoringListed', { basis: '历史遗留', nextReviewOn: '2026-06-01' }),
    );
    expect(listed.facts.clocks.filter((clock) => clock.stoppedOn === null)).toMatchObject([
      { kind: 'monitoring', startedOn: '2026-06-01', term: { amount: 1, unit: 'day', start: 'sameDay' } },
    ]);
  });
});

describe('withdrawal', () => {
  it('ends suspension, extension, supervision and referral with the case, and nothing is accepted after it', () => {
    const busy = [
      act('case.extensionRequested', { amount: 1, unit: 'workday', reason: '汛期' }, 'reporter'),
      act('case.supervisionRaised', { level: 'reminded', reason: '逾期', approver: 'chief' }),
      act('case.referralRequested', { kind: 'court', authority: '区法院', reason: '强制执行', at: null }),
      act('case.clockSuspended', { reason: 'litigation', document: '受理通知书' }),
    ].reduce(run, rectifying(onePolicy));
    const withdrawn = run(busy, act('case.withdrawn', { reason: '重复立案' }, 'chief', '2026-03-05'));
    expect(withdrawn.state).toEqual({
      handling: 'withdrawn',
      clock: 'running',
      extension: 'none',
      supervision: 'none',
      referral: 'concluded',
    });
    expect(withdrawn.facts.suspensions).toEqual([{ from: '2026-03-02', to: '2026-03-05', reason: 'litigation' }]);
    const actions = explainActions(withdrawn.state, withdrawn.facts, { actor: 'clerk', on: '2026-03-06' });
    expect(actions.filter((each) => each.allowed)).toEqual([]);
  });
});

describe('dates', () => {
  it('a recomputation of deadlines neither needs nor moves the date of the last step', () => {
    const at = rectifying(onePolicy, '2026-03-10');
    const to_ = {
      clockId: 'rectification#1',
      dueOn: '2026-03-31',
      dueAt: null,
      originalDueOn: '2026-03-31',
      provisional: false,
    };
    const restated: CaseEvent = {
      ...act('case.deadlinesRestated', { noticeId: 'n', moves: [{ clockId: 'rectification#1', from: null, to: to_ }] }),
      on: '2026-01-01',
    };
    const after = decideCase(at.state, at.facts, restated);
    expect(after.ok && after.value.facts.lastOn).toBe('2026-03-10');
  });
});

const ASSIGN = act('case.assigned', {
  leadUnit: '密云镇',
  coUnits: [],
  supervisingUnit: null,
  responsiblePerson: null,
  responsiblePhone: null,
  goal: null,
  measures: null,
});

describe('policies', () => {
  it.each<[boolean, boolean, string]>([
    [true, true, 'publicNotice'],
    [false, true, 'pendingClosure'],
    [false, false, 'pendingClosure'],
  ])('notice %s, filing %s: a passed review leads to %s', (noticeRequired, filingRequired, handling) => {
    const policy: CasePolicy = samplePolicy({ noticeRequired, filingRequired });
    const passed = run(to('pendingReview', policy), act('case.reviewPassed', { opinion: '已清' }, 'reviewer'));
    expect(passed.state.handling).toBe(handling);
  });

  it('waits for the filing where one is required', () => {
    const policy = samplePolicy({ noticeRequired: false, filingRequired: true });
    expect(to('pendingFiling', policy).facts.approver).toBe('approver');
    expect(to('closed', policy).state.handling).toBe('closed');
  });
});
