import { latestClock } from './case-clocks.ts';
import { REGION_LABELS, STATE_LABELS, UNIT_LABELS } from './case-labels.ts';
import type { CaseFacts, CaseState, SupervisionState } from './case-state.ts';
import type { InputRequirement, StandingRequirement } from './requirement.ts';

/** A requirement of the case machine that is known before the form is filled in. */
export type CaseCondition = StandingRequirement<CaseFacts, CaseState>;

/** A requirement of the case machine on the filled-in event. */
export type CaseInput<Event> = InputRequirement<CaseFacts, CaseState, Event>;

/** Fewest characters of the written supplement of a rejected closure (补正意见). */
export const SUPPLEMENT_MIN_LENGTH = 10;

/** The rung above each level of supervision; null above the last (逐级督办). */
export const NEXT_SUPERVISION = {
  none: 'reminded',
  reminded: 'supervised',
  supervised: 'listed',
  listed: 'interviewed',
  interviewed: null,
} as const satisfies Record<SupervisionState, SupervisionState | null>;

/** Whether the case is neither 已销号 nor 已撤案. */
export function isOpen(state: Pick<CaseState, 'handling'>): boolean {
  return state.handling !== 'closed' && state.handling !== 'withdrawn';
}

/** Whether the case is 整改中, staged or not. */
export function isRectifying(state: Pick<CaseState, 'handling'>): boolean {
  return state.handling === 'rectifying.active' || state.handling === 'rectifying.staged';
}

/** Whether the clocks may stand still here: the bureau's or the unit's own work, in 整改中 and 待复核 (待鉴定结论). */
export function maySuspend(state: Pick<CaseState, 'handling'>): boolean {
  return isRectifying(state) || state.handling === 'pendingReview';
}

// 办理 state of events that live in another region

export const whileOpen: CaseCondition = {
  name: 'whileOpen',
  kind: 'state',
  holds: (_facts, state) => isOpen(state),
  reason: (_facts, state) => `案件现为「${STATE_LABELS.handling[state.handling]}」，不再办理督办和移送`,
};

export const whileRectifying: CaseCondition = {
  name: 'whileRectifying',
  kind: 'state',
  holds: (_facts, state) => isRectifying(state),
  reason: (_facts, state) => `延期只在「整改中」申请，案件现为「${STATE_LABELS.handling[state.handling]}」`,
};

export const whileTimed: CaseCondition = {
  name: 'whileTimed',
  kind: 'state',
  holds: (_facts, state) => maySuspend(state),
  reason: (_facts, state) =>
    `只在「整改中」「待复核」可以中止计时，案件现为「${STATE_LABELS.handling[state.handling]}」`,
};

// what must have happened

export const dated: CaseCondition = {
  name: 'dated',
  kind: 'fact',
  holds: (facts, _state, act) => act.on >= facts.lastOn,
  reason: (facts, _state, act) => `日期 ${act.on} 早于本案上一步的日期 ${facts.lastOn}`,
};

export const clockRunning: CaseCondition = {
  name: 'clockRunning',
  kind: 'fact',
  holds: (_facts, state) => state.clock === 'running',
  reason: () => '计时已中止，须先恢复计时',
};

export const noPendingExtension: CaseCondition = {
  name: 'noPendingExtension',
  kind: 'fact',
  holds: (_facts, state) => state.extension === 'none',
  reason: (_facts, state) => `延期申请尚未办结（${STATE_LABELS.extension[state.extension]}）`,
};

export const beforePhoto: CaseCondition = {
  name: 'beforePhoto',
  kind: 'fact',
  holds: (facts) => facts.beforePhotos > 0,
  reason: () => '还缺整改前照片',
};

/** An after photo of this round: the count is cleared when a case is sent back. */
export const afterPhoto: CaseCondition = {
  name: 'afterPhoto',
  kind: 'fact',
  holds: (facts) => facts.afterPhotos > 0,
  reason: (facts) => (facts.round > 1 ? `还缺第 ${facts.round} 轮的整改后照片` : '还缺整改后照片'),
};

export const completionReported: CaseCondition = {
  name: 'completionReported',
  kind: 'fact',
  holds: (facts) => facts.completionReporter !== null,
  reason: () => '还缺整改完成申报',
};

export const reviewPassed: CaseCondition = {
  name: 'reviewPassed',
  kind: 'fact',
  holds: (facts) => facts.reviewer !== null,
  reason: () => '还缺复核通过',
};

export const noticeFinished: CaseCondition = {
  name: 'noticeFinished',
  kind: 'fact',
  holds: (facts) => !facts.policy.noticeRequired || facts.notice?.finished === true,
  reason: (facts) => (facts.notice === null ? '还缺公示' : `公示尚未结束（公示期至 ${facts.notice.endsOn}）`),
};

export const noOpenObjection: CaseCondition = {
  name: 'noOpenObjection',
  kind: 'fact',
  holds: (facts) => facts.openObjections.length === 0,
  reason: (facts) => `还有 ${facts.openObjections.length} 件公示异议未处理`,
};

export const supervisionLifted: CaseCondition = {
  name: 'supervisionLifted',
  kind: 'fact',
  holds: (_facts, state) => state.supervision === 'none',
  reason: (_facts, state) => `督办尚未解除（${STATE_LABELS.supervision[state.supervision]}）`,
};

export const referralSettled: CaseCondition = {
  name: 'referralSettled',
  kind: 'fact',
  holds: (_facts, state) => state.referral === 'none' || state.referral === 'concluded',
  reason: (_facts, state) => `移送尚未办结（${STATE_LABELS.referral[state.referral]}）`,
};

export const reviewerNotReporter: CaseCondition = {
  name: 'reviewerNotReporter',
  kind: 'fact',
  holds: (facts) => facts.reviewer === null || facts.reviewer !== facts.completionReporter,
  reason: () => '复核人与申报整改完成的人是同一人',
};

/** What must hold before a case is closed (销号条件); asked at the approval and again when the filing is acknowledged. */
export const CLOSURE_GATES = [
  beforePhoto,
  afterPhoto,
  completionReported,
  reviewPassed,
  reviewerNotReporter,
  noticeFinished,
  noOpenObjection,
  noPendingExtension,
  clockRunning,
  supervisionLifted,
  referralSettled,
] as const satisfies readonly CaseCondition[];

// separation of persons

/** Reviewing (either way) is not for the one who reported completion. */
export const actorNotReporter: CaseCondition = {
  name: 'actorNotReporter',
  kind: 'fact',
  holds: (facts, _state, act) => act.actor !== facts.completionReporter,
  reason: () => '申报整改完成的人不能自己复核或审批，须换人办理',
};

export const actorNotReviewer: CaseCondition = {
  name: 'actorNotReviewer',
  kind: 'fact',
  holds: (facts, _state, act) => act.actor !== facts.reviewer,
  reason: () => '复核人不能再审批销号，须换人办理',
};

export const approvedByThird: CaseCondition = {
  name: 'approvedByThird',
  kind: 'fact',
  holds: (facts) =>
    facts.approver !== null && facts.approver !== facts.completionReporter && facts.approver !== facts.reviewer,
  reason: () => '还缺由申报人、复核人之外的人作出的销号审批',
};

export const actorNotRequester: CaseCondition = {
  name: 'actorNotRequester',
  kind: 'fact',
  holds: (facts, _state, act) => act.actor !== facts.pendingExtension?.requestedBy,
  reason: () => '延期申请人不能审自己的申请，须换人办理',
};

export const actorNotEndorser: CaseCondition = {
  name: 'actorNotEndorser',
  kind: 'fact',
  holds: (facts, _state, act) => act.actor !== facts.pendingExtension?.endorsedBy,
  reason: () => '延期初审人不能再作终审，须换人办理',
};

// 公示

export const noticeNotStarted: CaseCondition = {
  name: 'noticeNotStarted',
  kind: 'fact',
  holds: (facts) => facts.notice === null,
  reason: (facts) => `公示已于 ${facts.notice?.startedOn} 开始，公示期至 ${facts.notice?.endsOn}`,
};

export const noticeStarted: CaseCondition = {
  name: 'noticeStarted',
  kind: 'fact',
  holds: (facts) => facts.notice !== null,
  reason: () => '公示尚未开始',
};

/** The notice runs to the end of its last day, so it can be finished from the day after. */
export const noticePeriodOver: CaseCondition = {
  name: 'noticePeriodOver',
  kind: 'fact',
  holds: (facts, _state, act) => facts.notice === null || act.on > facts.notice.endsOn,
  reason: (facts) => `公示期至 ${facts.notice?.endsOn}，期满次日起方可结束`,
};

export const someOpenObjection: CaseCondition = {
  name: 'someOpenObjection',
  kind: 'fact',
  holds: (facts) => facts.openObjections.length > 0,
  reason: () => '没有未处理的异议',
};

export const newObjection: CaseInput<{ readonly objectionId: string }> = {
  name: 'newObjection',
  kind: 'input',
  holds: (facts, _state, event) => !facts.openObjections.includes(event.objectionId),
  reason: () => '这件异议已经登记过',
};

export const knownObjection: CaseInput<{ readonly objectionId: string }> = {
  name: 'knownObjection',
  kind: 'input',
  holds: (facts, _state, event) => facts.openObjections.includes(event.objectionId),
  reason: () => '所选异议不在未处理的异议之中',
};

export const noticePeriodOrdered: CaseInput<{ readonly startedOn: string; readonly endsOn: string }> = {
  name: 'noticePeriodOrdered',
  kind: 'input',
  holds: (_facts, _state, event) => event.startedOn <= event.endsOn,
  reason: (_facts, _state, event) => `公示截止日期 ${event.endsOn} 早于开始日期 ${event.startedOn}`,
};

/** A notice shown before the review passed says nothing about its result. */
export const noticeAfterReview: CaseInput<{ readonly startedOn: string }> = {
  name: 'noticeAfterReview',
  kind: 'input',
  holds: (facts, _state, event) => event.startedOn >= reviewedOn(facts),
  reason: (facts, _state, event) => `公示开始日期 ${event.startedOn} 早于复核通过日期 ${reviewedOn(facts)}`,
};

function reviewedOn(facts: CaseFacts): string {
  return latestClock(facts.clocks, 'review')?.stoppedOn ?? '';
}

// 延期

export const extensionsLeft: CaseCondition = {
  name: 'extensionsLeft',
  kind: 'fact',
  holds: (facts) => facts.extensionsGranted < facts.policy.maxExtensions,
  reason: (facts) =>
    facts.policy.maxExtensions === 0
      ? '本案不允许延期'
      : `本案最多延期 ${facts.policy.maxExtensions} 次，已延期 ${facts.extensionsGranted} 次`,
};

export const twoLevels: CaseCondition = {
  name: 'twoLevels',
  kind: 'fact',
  holds: (facts) => facts.policy.extensionLevels === 2,
  reason: () => '本案延期只设一级审批，不需初审',
};

export const endorsedWhereRequired: CaseCondition = {
  name: 'endorsedWhereRequired',
  kind: 'fact',
  holds: (facts, state) => facts.policy.extensionLevels === 1 || state.extension === 'endorsed',
  reason: () => '还缺延期初审意见（两级审批）',
};

export const positiveAmount: CaseInput<{ readonly amount: number }> = {
  name: 'positiveAmount',
  kind: 'input',
  holds: (_facts, _state, event) => Number.isInteger(event.amount) && event.amount > 0,
  reason: (_facts, _state, event) => `延期数量 ${event.amount} 应为正整数`,
};

export const withinMaxAmount: CaseInput<{ readonly amount: number }> = {
  name: 'withinMaxAmount',
  kind: 'input',
  holds: (facts, _state, event) => event.amount <= facts.policy.maxExtensionAmount,
  reason: (facts, _state, event) =>
    `一次最多延期 ${facts.policy.maxExtensionAmount} ${UNIT_LABELS[extensionUnit(facts)]}，申请了 ${event.amount}`,
};

/** The limit is set in the unit of the rectification term, so a request is made in that unit (hours: in days). */
export const sameUnit: CaseInput<{ readonly unit: 'day' | 'workday' | 'month' }> = {
  name: 'sameUnit',
  kind: 'input',
  holds: (facts, _state, event) => event.unit === extensionUnit(facts),
  reason: (facts, _state, event) =>
    `延期单位应与整改时限一致，用「${UNIT_LABELS[extensionUnit(facts)]}」，不用「${UNIT_LABELS[event.unit]}」`,
};

/** The unit in which an extension of this case is asked for. */
export function extensionUnit(facts: Pick<CaseFacts, 'policy'>): 'day' | 'workday' | 'month' {
  const { unit } = facts.policy.terms.rectification;
  return unit === 'hour' ? 'day' : unit;
}

// others

export const oneStepUp: CaseInput<{ readonly level: SupervisionState }> = {
  name: 'oneStepUp',
  kind: 'input',
  holds: (_facts, state, event) => event.level === NEXT_SUPERVISION[state.supervision],
  reason: (_facts, state) => {
    const next = NEXT_SUPERVISION[state.supervision];
    const { supervision } = STATE_LABELS;
    return `${REGION_LABELS.supervision}只能逐级提升，下一级是「${next === null ? '无' : supervision[next]}」`;
  },
};

export const nextReviewLater: CaseInput<{ readonly on: string; readonly nextReviewOn: string }> = {
  name: 'nextReviewLater',
  kind: 'input',
  holds: (_facts, _state, event) => event.nextReviewOn > event.on,
  reason: (_facts, _state, event) => `下次复查日期 ${event.nextReviewOn} 应在 ${event.on} 之后`,
};

export const completedByNow: CaseInput<{ readonly on: string; readonly completedOn: string }> = {
  name: 'completedByNow',
  kind: 'input',
  holds: (_facts, _state, event) => event.completedOn <= event.on,
  reason: (_facts, _state, event) => `完成日期 ${event.completedOn} 晚于申报日期 ${event.on}`,
};

export const longSupplement: CaseInput<{ readonly supplement: string }> = {
  name: 'longSupplement',
  kind: 'input',
  holds: (_facts, _state, event) => textLength(event.supplement) >= SUPPLEMENT_MIN_LENGTH,
  reason: (_facts, _state, event) =>
    `补正意见不少于 ${SUPPLEMENT_MIN_LENGTH} 个字，现有 ${textLength(event.supplement)} 个字`,
};

export const someClockRuns: CaseCondition = {
  name: 'someClockRuns',
  kind: 'fact',
  holds: (facts) => facts.clocks.some((clock) => clock.stoppedOn === null),
  reason: () => '本案没有在计的时限',
};

export const restatesRunningClocks: CaseInput<{ readonly moves: readonly { readonly clockId: string }[] }> = {
  name: 'restatesRunningClocks',
  kind: 'input',
  holds: (facts, _state, event) =>
    event.moves.length > 0 &&
    event.moves.every((move) => facts.clocks.some((clock) => clock.id === move.clockId && clock.stoppedOn === null)),
  reason: (_facts, _state, event) =>
    event.moves.length === 0 ? '没有要变动的期限' : '要变动的期限中有已停止或不存在的时限',
};

function textLength(text: string): number {
  return [...text.trim()].length;
}
