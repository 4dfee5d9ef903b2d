import type { ClockKind, Due } from '../deadline/terms.ts';
import { ALL_CLOCK_KINDS, latestClock, runningClock } from './case-clocks.ts';
import { isOpen, isRectifying, maySuspend, NEXT_SUPERVISION } from './case-conditions.ts';
import type { CaseStanding } from './case-decide.ts';
import type { CaseEvent, CaseEventType } from './case-events.ts';
import type { CaseFacts, CaseState } from './case-state.ts';

/** A rule that the search proves (已证规则), as 关于 lists it. */
export interface ProvedRule {
  readonly name: string;
  readonly chinese: string;
}

/** A rule about every single standing of a case; `verify` may ask it of real rows too. */
export interface CaseInvariant extends ProvedRule {
  holds(state: CaseState, facts: CaseFacts): boolean;
}

/** A rule about every accepted event. */
export interface CaseStepRule extends ProvedRule {
  holds(before: CaseStanding, event: CaseEvent, after: CaseStanding): boolean;
}

const isClosed = (state: CaseState) => state.handling === 'closed';
/** 已销号, or approved and only waiting for the superior's filing. */
const isApproved = (state: CaseState) => isClosed(state) || state.handling === 'pendingFiling';

/** Rules that hold in every reachable state. */
export const CASE_INVARIANTS: readonly CaseInvariant[] = [
  {
    name: 'closedHasPhotos',
    chinese: '没有整改前、整改后照片的案件不能销号',
    holds: (state, facts) => !isClosed(state) || (facts.beforePhotos > 0 && facts.afterPhotos > 0),
  },
  {
    name: 'closedIsReviewed',
    chinese: '复核未通过的案件不能销号',
    holds: (state, facts) => !isClosed(state) || facts.reviewer !== null,
  },
  {
    name: 'closedNoticeFinished',
    chinese: '需要公示的案件，公示期满且没有未处理的异议才能销号',
    holds: (state, facts) =>
      !isClosed(state) ||
      ((!facts.policy.noticeRequired || facts.notice?.finished === true) && facts.openObjections.length === 0),
  },
  {
    name: 'closedNothingPending',
    chinese: '有未办结的延期、中止、督办或移送的案件不能销号',
    holds: (state, facts) =>
      !isClosed(state) ||
      (state.extension === 'none' &&
        facts.pendingExtension === null &&
        state.clock === 'running' &&
        facts.suspensions.every((entry) => entry.to !== null) &&
        state.supervision === 'none' &&
        (state.referral === 'none' || state.referral === 'concluded')),
  },
  {
    name: 'threePeople',
    chinese: '申报整改完成的人、复核人、销号审批人是三个不同的人',
    holds: (state, facts) =>
      !isApproved(state) ||
      (facts.completionReporter !== null &&
        facts.reviewer !== null &&
        facts.approver !== null &&
        new Set([facts.completionReporter, facts.reviewer, facts.approver]).size === 3),
  },
  {
    name: 'closedFiled',
    chinese: '需要备案的案件，备案后才算销号；不需要备案的案件没有待备案状态',
    holds: (state, facts) => state.handling !== 'pendingFiling' || facts.policy.filingRequired,
  },
  {
    name: 'noClockAfterEnd',
    chinese: '已销号、已撤案的案件没有运行中的时限',
    holds: (state, facts) => isOpen(state) || facts.clocks.every((clock) => clock.stoppedOn !== null),
  },
  {
    name: 'withdrawnEndsEverything',
    chinese: '撤案同时了结延期、中止、督办、移送和异议',
    holds: (state, facts) =>
      state.handling !== 'withdrawn' ||
      (state.clock === 'running' &&
        state.extension === 'none' &&
        state.supervision === 'none' &&
        (state.referral === 'none' || state.referral === 'concluded') &&
        facts.openObjections.length === 0),
  },
  {
    name: 'oneClockOfAKind',
    chinese: '同一种时限同时只有一个在计',
    holds: (_state, facts) => {
      const running = facts.clocks.filter((clock) => clock.stoppedOn === null).map((clock) => clock.kind);
      return new Set(running).size === running.length;
    },
  },
  {
    name: 'clockIdsUnique',
    chinese: '一案之内时限编号不重复',
    holds: (_state, facts) => new Set(facts.clocks.map((clock) => clock.id)).size === facts.clocks.length,
  },
  {
    name: 'clocksMatchState',
    chinese: '每个办理环节都有并且只有它应有的时限在计',
    holds: clocksMatch,
  },
  {
    name: 'currentRoundClock',
    chinese: '整改中的时限属于当前轮次',
    holds: (_state, facts) => (runningClock(facts.clocks, 'rectification')?.round ?? facts.round) === facts.round,
  },
  {
    name: 'suspensionMatchesLedger',
    chinese: '计时中止与中止台账一致，且只在整改中、待复核',
    holds: (state, facts) => {
      const open = facts.suspensions.filter((entry) => entry.to === null).length;
      return state.clock === 'suspended' ? open === 1 && maySuspend(state) : open === 0;
    },
  },
  {
    name: 'extensionMatchesFacts',
    chinese: '延期状态与待批申请一致，且只在整改中',
    holds: (state, facts) => {
      const pending = facts.pendingExtension;
      if (state.extension === 'none') return pending === null;
      return (
        isRectifying(state) && pending !== null && (pending.endorsedBy !== null) === (state.extension === 'endorsed')
      );
    },
  },
  {
    name: 'extensionsWithinPolicy',
    chinese: '延期次数和每次延期的长度不超过规定',
    holds: (_state, { policy, extensionsGranted, clocks, pendingExtension }) =>
      extensionsGranted <= policy.maxExtensions &&
      (pendingExtension === null || extensionsGranted < policy.maxExtensions) &&
      clocks.every((clock) =>
        clock.extensions.every(({ amount }) => amount > 0 && amount <= policy.maxExtensionAmount),
      ),
  },
  {
    name: 'objectionsInNotice',
    chinese: '未处理的异议只出现在公示中',
    holds: (state, facts) =>
      facts.openObjections.length === 0 || (state.handling === 'publicNotice' && facts.notice !== null),
  },
  {
    name: 'reviewDateSet',
    chinese: '挂账监管和阶段性办结的案件有下次复查日期，其他案件没有',
    holds: (state, facts) =>
      (facts.monitoringReviewOn !== null) ===
      (state.handling === 'monitored' || state.handling === 'rectifying.staged'),
  },
];

/** The states of the region 办理 in which each clock runs; `referral` and `external` follow other rules. */
function clocksMatch(state: CaseState, facts: CaseFacts): boolean {
  const { handling, referral } = state;
  const expected: Readonly<Record<ClockKind, boolean>> = {
    receipt: handling === 'pendingReceipt',
    rectification: isRectifying(state),
    review: handling === 'pendingReview',
    notice: handling === 'publicNotice' && facts.notice !== null,
    monitoring: handling === 'monitored' || handling === 'rectifying.staged',
    external: isOpen(state) && facts.policy.terms.external !== null,
    referral: referral === 'requested' || referral === 'delivered',
  };
  const running = new Set(facts.clocks.filter((clock) => clock.stoppedOn === null).map((clock) => clock.kind));
  return ALL_CLOCK_KINDS.every((kind) => running.has(kind) === expected[kind]);
}

const SENDS_BACK: ReadonlySet<CaseEventType> = new Set([
  'case.reviewRejected',
  'case.objectionUpheld',
  'case.closureRejected',
  'case.monitoringEnded',
  'case.closureRevoked',
]);

const ONLY_WHEN_CLOSED: ReadonlySet<CaseEventType> = new Set([
  'case.corrected',
  'case.closureRevoked',
  'case.reboundLinked',
]);

/** Rules that hold for every accepted event. */
export const CASE_STEP_RULES: readonly CaseStepRule[] = [
  {
    name: 'sentBackRearms',
    chinese: '退回整改时轮次加一，整改时限按新一轮重新起算，整改后照片、复核、公示、审批须重新取得',
    holds: (before, event, after) => !SENDS_BACK.has(event.type) || isFreshRound(before, event, after),
  },
  {
    name: 'roundOnlyBySendingBack',
    chinese: '只有退回整改才增加轮次',
    holds: (before, event, after) => SENDS_BACK.has(event.type) || after.facts.round === before.facts.round,
  },
  {
    name: 'endedStaysEnded',
    chinese: '已销号的案件只接受更正、撤销销号和关联反弹新案，已撤案的案件不接受任何事项',
    holds: (before, event) =>
      before.state.handling !== 'withdrawn' && isClosed(before.state) === ONLY_WHEN_CLOSED.has(event.type),
  },
  {
    name: 'reboundNeverReopens',
    chinese: '更正和关联反弹新案不使案件重新打开',
    holds: (_before, event, after) =>
      (event.type !== 'case.corrected' && event.type !== 'case.reboundLinked') || isClosed(after.state),
  },
  {
    name: 'supervisionOneStep',
    chinese: '督办只能逐级提升',
    holds: (before, event, after) =>
      event.type !== 'case.supervisionRaised' ||
      (NEXT_SUPERVISION[before.state.supervision] === event.level && after.state.supervision === event.level),
  },
  {
    name: 'completionHasAfterPhoto',
    chinese: '申报整改完成须有本轮的整改后照片',
    holds: (before, event) => event.type !== 'case.completionReported' || before.facts.afterPhotos > 0,
  },
  {
    name: 'noReviewByReporter',
    chinese: '申报整改完成的人不能复核自己的申报',
    holds: (before, event) =>
      (event.type !== 'case.reviewPassed' && event.type !== 'case.reviewRejected') ||
      event.actor !== before.facts.completionReporter,
  },
  {
    name: 'extensionBySomeoneElse',
    chinese: '延期由申请人之外的人审批；两级审批的，初审人和终审人不同',
    holds: (before, event) => extensionJudgedByOther(before, event),
  },
  {
    name: 'noProgressWhileSuspended',
    chinese: '中止计时期间办理环节不前进，只能恢复或撤案',
    holds: (before, event, after) =>
      before.state.clock === 'running' ||
      event.type === 'case.withdrawn' ||
      before.state.handling === after.state.handling,
  },
  {
    name: 'noSecondRequest',
    chinese: '延期申请办结之前、中止计时期间不能再申请延期',
    holds: ({ state }, event) =>
      event.type !== 'case.extensionRequested' || (state.extension === 'none' && state.clock === 'running'),
  },
  {
    name: 'originalTermKept',
    chinese: '批准延期只增加期限并计一次，原整改时限不变',
    holds: (before, event, after) => event.type !== 'case.extensionApproved' || onlyExtended(before, after),
  },
  {
    name: 'datesNeverGoBack',
    chinese: '每一步的日期不早于上一步',
    holds: (before, event, after) =>
      event.type === 'case.deadlinesRestated' || (event.on >= before.facts.lastOn && after.facts.lastOn === event.on),
  },
  {
    name: 'objectionsSettledOneByOne',
    chinese: '驳回一件异议只了结这一件',
    holds: (before, event, after) =>
      event.type !== 'case.objectionDismissed' ||
      (after.facts.openObjections.length === before.facts.openObjections.length - 1 &&
        !after.facts.openObjections.includes(event.objectionId)),
  },
  {
    name: 'noticeRunsOut',
    chinese: '公示期满次日起才能结束公示',
    holds: (before, event) =>
      event.type !== 'case.noticeFinished' || (before.facts.notice !== null && event.on > before.facts.notice.endsOn),
  },
  {
    name: 'noticeFollowsCalendar',
    chinese: '节假日安排使公示期延后的，公示止日随之延后；已公布的更长公示期不缩短',
    holds: (before, event, after) =>
      event.type !== 'case.deadlinesRestated' || noticeLastsAsLong(before, event.moves, after),
  },
];

function noticeLastsAsLong(
  before: CaseStanding,
  moves: readonly { readonly clockId: string; readonly to: Due }[],
  after: CaseStanding,
): boolean {
  const clock = runningClock(before.facts.clocks, 'notice');
  const endsOn = after.facts.notice?.endsOn ?? '';
  if (clock === undefined) return after.facts.notice?.endsOn === before.facts.notice?.endsOn;
  const moved = moves.find((move) => move.clockId === clock.id);
  return endsOn >= (before.facts.notice?.endsOn ?? '') && endsOn >= (moved?.to.dueOn ?? '');
}

function isFreshRound(before: CaseStanding, event: CaseEvent, { state, facts }: CaseStanding): boolean {
  const clock = runningClock(facts.clocks, 'rectification');
  return (
    state.handling === 'rectifying.active' &&
    facts.round === before.facts.round + 1 &&
    clock !== undefined &&
    clock.startedOn === event.on &&
    clock.round === facts.round &&
    clock.extensions.length === 0 &&
    before.facts.clocks.every((old) => old.id !== clock.id) &&
    facts.afterPhotos === 0 &&
    facts.completionReporter === null &&
    facts.reviewer === null &&
    facts.approver === null &&
    facts.notice === null
  );
}

function extensionJudgedByOther({ state, facts }: CaseStanding, event: CaseEvent): boolean {
  const pending = facts.pendingExtension;
  if (event.type === 'case.extensionEndorsed') {
    return facts.policy.extensionLevels === 2 && event.actor !== pending?.requestedBy;
  }
  if (event.type !== 'case.extensionApproved') return true;
  const endorsed = facts.policy.extensionLevels === 1 || state.extension === 'endorsed';
  return endorsed && event.actor !== pending?.requestedBy && event.actor !== pending?.endorsedBy;
}

function onlyExtended(before: CaseStanding, after: CaseStanding): boolean {
  const old = runningClock(before.facts.clocks, 'rectification');
  const now = latestClock(after.facts.clocks, 'rectification');
  return (
    old !== undefined &&
    now !== undefined &&
    now.id === old.id &&
    now.startedOn === old.startedOn &&
    now.term.amount === old.term.amount &&
    now.extensions.length === old.extensions.length + 1 &&
    after.facts.extensionsGranted === before.facts.extensionsGranted + 1
  );
}

/** Rules that only a search of the whole graph can show. */
export const CASE_GRAPH_RULES: readonly ProvedRule[] = [
  { name: 'noDeadEnd', chinese: '从任何未了结的状态都有路走到已销号' },
  { name: 'refusalsWriteNothing', chinese: '不接受的事项不改变任何内容，并用中文说明还缺什么' },
  { name: 'explanationAgrees', chinese: '页面显示的可办事项和理由与实际判定一致' },
  { name: 'gatesHoldAnywhere', chinese: '即使案件数据有缺损，销号条件仍逐项核对' },
];

/** All proved rules, as 关于 lists them. */
export const CASE_PROVED_RULES: readonly ProvedRule[] = [
  ...CASE_INVARIANTS,
  ...CASE_STEP_RULES,
  ...CASE_GRAPH_RULES,
].map(({ name, chinese }) => ({ name, chinese }));
