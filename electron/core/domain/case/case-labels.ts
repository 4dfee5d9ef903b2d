import type { ClockKind, TermUnit } from '../deadline/terms.ts';
import type { CaseEventType } from './case-events.ts';
import type { CaseState, HandlingState } from './case-state.ts';

/** Names of the five regions: 办理 / 计时 / 延期 / 督办 / 移送. */
export type CaseRegion = keyof CaseState;

/** Chinese names of the regions. */
export const REGION_LABELS: Readonly<Record<CaseRegion, string>> = {
  handling: '办理',
  clock: '计时',
  extension: '延期',
  supervision: '督办',
  referral: '移送',
};

/** Chinese names of every state of every region. */
export const STATE_LABELS: { readonly [R in CaseRegion]: Readonly<Record<CaseState[R], string>> } = {
  handling: {
    pendingAssignment: '待交办',
    pendingReceipt: '待签收',
    'rectifying.active': '整改中',
    'rectifying.staged': '整改中（阶段性办结）',
    pendingReview: '待复核',
    publicNotice: '公示中',
    pendingClosure: '待销号',
    pendingFiling: '待备案',
    closed: '已销号',
    monitored: '挂账监管',
    withdrawn: '已撤案',
  },
  clock: { running: '计时中', suspended: '已中止计时' },
  extension: { none: '无延期申请', requested: '延期待审批', endorsed: '延期已初审' },
  supervision: { none: '未督办', reminded: '提醒函', supervised: '督办单', listed: '挂牌督办', interviewed: '约谈' },
  referral: {
    none: '未移送',
    requested: '拟移送',
    delivered: '已送达',
    accepted: '已受理',
    declined: '不予受理',
    concluded: '移送办结',
  },
};

/** Chinese verb of every event, as a button or a sentence (不能「…」) uses it. */
export const CASE_EVENT_LABELS: Readonly<Record<CaseEventType, string>> = {
  'case.filed': '立案',
  'case.assigned': '交办',
  'case.receiptConfirmed': '签收',
  'case.responsibilityDisputed': '退回（职责异议）',
  'case.progressReported': '填报进展',
  'case.stageCompleted': '阶段性办结',
  'case.stageResumed': '继续整改',
  'case.photoAttached': '添加照片',
  'case.completionReported': '申报整改完成',
  'case.reviewPassed': '复核通过',
  'case.reviewRejected': '复核退回',
  'case.noticeStarted': '开始公示',
  'case.objectionRaised': '登记异议',
  'case.objectionDismissed': '驳回异议',
  'case.objectionUpheld': '认定异议成立',
  'case.noticeFinished': '结束公示',
  'case.closureApproved': '销号',
  'case.closureRejected': '驳回销号',
  'case.filingAcknowledged': '确认备案',
  'case.monitoringListed': '列入挂账监管',
  'case.monitoringReviewed': '复查挂账',
  'case.monitoringEnded': '解除挂账',
  'case.withdrawn': '撤案',
  'case.corrected': '更正',
  'case.closureRevoked': '撤销销号',
  'case.reboundLinked': '关联反弹新案',
  'case.clockSuspended': '中止计时',
  'case.clockResumed': '恢复计时',
  'case.extensionRequested': '申请延期',
  'case.extensionEndorsed': '初审延期',
  'case.extensionApproved': '批准延期',
  'case.extensionRejected': '不批准延期',
  'case.extensionWithdrawn': '撤回延期申请',
  'case.supervisionRaised': '提升督办',
  'case.supervisionLifted': '解除督办',
  'case.referralRequested': '提出移送',
  'case.referralDelivered': '送达移送书',
  'case.referralAccepted': '登记受理',
  'case.referralDeclined': '登记不予受理',
  'case.referralConcluded': '办结移送',
  'case.deadlinesRestated': '重算期限',
  'case.detailsChanged': '修改案件信息',
};

/** Chinese names of the units of a term. */
export const UNIT_LABELS: Readonly<Record<TermUnit, string>> = {
  hour: '小时',
  day: '日',
  workday: '个工作日',
  month: '个月',
};

/** Chinese names of the clocks. */
export const CLOCK_LABELS: Readonly<Record<ClockKind, string>> = {
  receipt: '签收时限',
  rectification: '整改时限',
  review: '复核时限',
  notice: '公示期',
  external: '交办件时限',
  referral: '移送时限',
  monitoring: '复查日期',
};

/** 完成情况 of the ledger (`domain.md` 2.1 column 39), and 撤案. */
export type CompletionStatus = '未启动' | '整改中' | '已完成待复核' | '已复核' | '已销号' | '挂账监管' | '撤案';

const COMPLETION: Readonly<Record<HandlingState, CompletionStatus>> = {
  pendingAssignment: '未启动',
  pendingReceipt: '未启动',
  'rectifying.active': '整改中',
  'rectifying.staged': '整改中',
  pendingReview: '已完成待复核',
  publicNotice: '已复核',
  pendingClosure: '已复核',
  pendingFiling: '已复核',
  closed: '已销号',
  monitored: '挂账监管',
  withdrawn: '撤案',
};

/** The 完成情况 of a case in a state. */
export function completionStatus(state: Pick<CaseState, 'handling'>): CompletionStatus {
  return COMPLETION[state.handling];
}

/** Chinese name of where a case stands, e.g. `整改中（阶段性办结）`; only the handling region. */
export function handlingLabel(state: Pick<CaseState, 'handling'>): string {
  return STATE_LABELS.handling[state.handling];
}
