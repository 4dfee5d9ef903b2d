import { isProblemField } from '../finding/problem-fields.ts';
import * as need from './case-conditions.ts';
import type { CaseEvent } from './case-events.ts';
import type { CaseFacts, CaseState } from './case-state.ts';
import { type RequirementTable, requireText } from './requirement.ts';
import { isSuspensionReason, SUSPENSION_REASONS } from './suspension-reasons.ts';

/** All guards of the case machine, by event, in the order in which a refusal names them. */
export type CaseRequirements = RequirementTable<CaseFacts, CaseState, CaseEvent>;

/** Fields of the case row, beside the descriptive ones, that a correction (更正) of a closed case may touch. */
export const CORRECTABLE_CASE_FIELDS = [
  'leadUnit',
  'coUnits',
  'supervisingUnit',
  'goal',
  'measures',
  'progress',
  'completedOn',
  'effects',
  'closureNumber',
] as const;

/** A field that a correction may touch. */
export type CorrectableCaseField = (typeof CORRECTABLE_CASE_FIELDS)[number];

/** Whether a correction may touch a field of the case row that is not one of the descriptive fields. */
export function isCorrectableCaseField(field: string): field is CorrectableCaseField {
  return CORRECTABLE_CASE_FIELDS.some((name) => name === field);
}

const { dated, clockRunning, noPendingExtension } = need;

const countedPhotos: need.CaseInput<{ readonly beforePhotos: number }> = {
  name: 'countedPhotos',
  kind: 'input',
  holds: (_facts, _state, event) => Number.isInteger(event.beforePhotos) && event.beforePhotos >= 0,
  reason: () => '整改前照片张数应为 0 或正整数',
};

const listedReason: need.CaseInput<{ readonly reason: string }> = {
  name: 'listedReason',
  kind: 'input',
  holds: (_facts, _state, event) => isSuspensionReason(event.reason),
  reason: () => `中止事由只能选：${SUSPENSION_REASONS.map((entry) => entry.label).join('、')}`,
};

const correctableField: need.CaseInput<{ readonly field: string }> = {
  name: 'correctableField',
  kind: 'input',
  holds: (_facts, _state, event) => isProblemField(event.field) || isCorrectableCaseField(event.field),
  reason: (_facts, _state, event) => `「${event.field}」不是可以更正的栏目`,
};

const approverNotActor: need.CaseInput<{ readonly actor: string; readonly approver: string }> = {
  name: 'approverNotActor',
  kind: 'input',
  holds: (_facts, _state, event) => event.approver !== event.actor,
  reason: () => '更正的批准人不能是提出更正的人',
};

const changesDetails: need.CaseInput<{ readonly changes: Readonly<Record<string, unknown>> }> = {
  name: 'changesDetails',
  kind: 'input',
  holds: (_facts, _state, event) => {
    const fields = Object.keys(event.changes);
    return fields.length > 0 && fields.every(isProblemField);
  },
  reason: (_facts, _state, event) => {
    const unknown = Object.keys(event.changes).filter((field) => !isProblemField(field));
    return unknown.length === 0 ? '没有要修改的内容' : `不能直接修改：${unknown.join('、')}`;
  },
};

/**
 * The requirements of every event.
 * Where an event may happen at all is the machine's structure; this table says what else must hold.
 * While the clocks are suspended only records may be added (照片、进展、信息、督办、移送), a pending extension decided,
 * and the case withdrawn; everything that moves the handling on waits for 恢复计时.
 */
export const CASE_REQUIREMENTS: CaseRequirements = {
  'case.filed': [requireText('number', '案件编号'), countedPhotos],
  'case.assigned': [requireText('leadUnit', '主办单位'), dated],
  'case.receiptConfirmed': [dated],
  'case.responsibilityDisputed': [requireText('reason', '职责异议理由'), dated],
  'case.progressReported': [requireText('text', '进展情况'), dated],
  'case.stageCompleted': [clockRunning, requireText('text', '阶段性完成情况'), need.nextReviewLater, dated],
  'case.stageResumed': [clockRunning, requireText('reason', '继续整改的理由'), dated],
  'case.photoAttached': [requireText('photoId', '照片'), dated],
  'case.completionReported': [
    need.afterPhoto,
    clockRunning,
    noPendingExtension,
    requireText('text', '整改完成情况说明'),
    need.completedByNow,
    dated,
  ],
  'case.reviewPassed': [need.actorNotReporter, clockRunning, requireText('opinion', '复核意见'), dated],
  'case.reviewRejected': [need.actorNotReporter, clockRunning, requireText('reason', '退回理由'), dated],
  'case.noticeStarted': [
    need.noticeNotStarted,
    requireText('venue', '公示地点或网址'),
    need.noticePeriodOrdered,
    need.noticeAfterReview,
    dated,
  ],
  'case.objectionRaised': [
    need.noticeStarted,
    requireText('objectionId', '异议编号'),
    requireText('text', '异议内容'),
    need.newObjection,
    dated,
  ],
  'case.objectionDismissed': [
    need.someOpenObjection,
    need.knownObjection,
    requireText('basis', '驳回异议的依据'),
    dated,
  ],
  'case.objectionUpheld': [need.someOpenObjection, need.knownObjection, requireText('reason', '异议成立的理由'), dated],
  'case.noticeFinished': [need.noticeStarted, need.noticePeriodOver, need.noOpenObjection, dated],
  'case.closureApproved': [
    ...need.CLOSURE_GATES,
    need.actorNotReporter,
    need.actorNotReviewer,
    requireText('opinion', '销号意见'),
    dated,
  ],
  'case.closureRejected': [need.longSupplement, dated],
  'case.filingAcknowledged': [
    ...need.CLOSURE_GATES,
    need.approvedByThird,
    requireText('filingNumber', '备案编号'),
    dated,
  ],
  'case.monitoringListed': [
    clockRunning,
    noPendingExtension,
    requireText('basis', '挂账依据'),
    need.nextReviewLater,
    dated,
  ],
  'case.monitoringReviewed': [requireText('opinion', '复查意见'), need.nextReviewLater, dated],
  'case.monitoringEnded': [requireText('reason', '解除挂账的理由'), dated],
  'case.withdrawn': [requireText('reason', '撤案理由'), dated],
  'case.corrected': [
    correctableField,
    requireText('reason', '更正理由'),
    requireText('approver', '更正批准人'),
    approverNotActor,
    dated,
  ],
  'case.closureRevoked': [
    requireText('reason', '撤销销号的理由'),
    requireText('supervisor', '作出撤销的审核人'),
    dated,
  ],
  'case.reboundLinked': [requireText('newCaseId', '反弹新案'), requireText('newCaseNumber', '反弹新案编号'), dated],
  'case.clockSuspended': [need.whileTimed, listedReason, requireText('document', '中止文书'), dated],
  'case.clockResumed': [requireText('basis', '恢复计时的依据'), dated],
  'case.extensionRequested': [
    need.whileRectifying,
    clockRunning,
    need.extensionsLeft,
    need.positiveAmount,
    need.sameUnit,
    need.withinMaxAmount,
    requireText('reason', '延期理由'),
    dated,
  ],
  'case.extensionEndorsed': [need.twoLevels, need.actorNotRequester, requireText('opinion', '初审意见'), dated],
  'case.extensionApproved': [
    need.endorsedWhereRequired,
    need.actorNotRequester,
    need.actorNotEndorser,
    requireText('opinion', '审批意见'),
    dated,
  ],
  'case.extensionRejected': [requireText('reason', '不批准的理由'), dated],
  'case.extensionWithdrawn': [requireText('reason', '撤回的理由'), dated],
  'case.supervisionRaised': [
    need.whileOpen,
    need.oneStepUp,
    requireText('reason', '督办事由'),
    requireText('approver', '督办批准人'),
    dated,
  ],
  'case.supervisionLifted': [requireText('basis', '解除督办的依据'), dated],
  'case.referralRequested': [
    need.whileOpen,
    requireText('authority', '接收机关'),
    requireText('reason', '移送事由'),
    dated,
  ],
  'case.referralDelivered': [requireText('letterNumber', '移送书文号'), dated],
  'case.referralAccepted': [requireText('receipt', '受理回执'), dated],
  'case.referralDeclined': [requireText('reason', '不予受理的理由'), dated],
  'case.referralConcluded': [requireText('result', '处理结果'), dated],
  'case.deadlinesRestated': [need.someClockRuns, need.restatesRunningClocks],
  'case.detailsChanged': [changesDetails, dated],
};
