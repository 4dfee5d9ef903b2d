import type { Due } from '../deadline/terms.ts';
import { SEVERITY_LABELS } from '../finding/severity.ts';
import { CATEGORY_LABELS } from '../finding/taxonomy.ts';
import { RECTIFICATION_LABELS } from '../ledger/ledger-labels.ts';
import { termText } from '../deadline/working.ts';
import type { CaseEvent, CaseEventType, PhotoRole, ReferralKind } from './case-events.ts';
import { CLOCK_LABELS, STATE_LABELS } from './case-labels.ts';
import { fieldLabel, fieldText } from './field-text.ts';
import { suspensionLabel } from './suspension-reasons.ts';

/** One line of what an event says, as the timeline shows it. */
export interface EventLine {
  readonly label: string;
  readonly text: string;
}

/** What an event only has the key of; each returns Chinese, also where the thing is gone. */
export interface EventNames {
  account(id: string): string;
  /** Text of an objection by its key. */
  objection(id: string): string;
}

/** Chinese names of the roles of a photo. */
export const PHOTO_ROLE_LABELS: Readonly<Record<PhotoRole, string>> = {
  before: '整改前',
  during: '整改中',
  after: '整改后',
  review: '复核',
  other: '其他',
};

/** Chinese names of the authorities of a referral (移送). */
export const REFERRAL_LABELS: Readonly<Record<ReferralKind, string>> = {
  police: '公安机关',
  procuratorate: '检察机关',
  court: '人民法院',
  enforcement: '综合执法队伍',
};

type Body<T extends CaseEventType> = Extract<CaseEvent, { type: T }>;
type Words = {
  readonly [T in CaseEventType]: (event: Body<T>, names: EventNames) => readonly (EventLine | null)[];
};

const line = (label: string, text: string): EventLine => ({ label, text });
/** A line only where something was filled in. */
const optional = (label: string, text: string | null): EventLine | null =>
  text === null || text === '' ? null : { label, text };
const nothing = () => [];
const minute = (at: string | null): string | null => at?.replace('T', ' ') ?? null;

const WORDS: Words = {
  'case.filed': (event) => [
    line('编号', event.number),
    line(
      '问题',
      `${CATEGORY_LABELS[event.problem.category]}，${SEVERITY_LABELS[event.problem.severity]}：${event.problem.description}`,
    ),
    line('整改类型', RECTIFICATION_LABELS[event.rectificationType]),
    line('来源线索', `${event.findingIds.length} 条，整改前照片 ${event.beforePhotos} 张`),
    optional('整改目标', event.goal),
    optional('整改措施', event.measures),
    optional('反弹的原案', event.reboundOf?.number ?? null),
  ],
  'case.assigned': (event) => [
    line('主办单位', event.leadUnit),
    optional('协办单位', event.coUnits.join('、')),
    optional('督导单位', event.supervisingUnit),
    optional('责任人', event.responsiblePerson),
    optional('联系电话', event.responsiblePhone),
    optional('整改目标', event.goal),
    optional('整改措施', event.measures),
  ],
  'case.receiptConfirmed': nothing,
  'case.responsibilityDisputed': ({ reason }) => [line('职责异议理由', reason)],
  'case.progressReported': ({ text }) => [line('进展情况', text)],
  'case.stageCompleted': ({ text, nextReviewOn }) => [line('完成情况', text), line('下次复查日期', nextReviewOn)],
  'case.stageResumed': ({ reason }) => [line('理由', reason)],
  'case.photoAttached': ({ role }) => [line('照片', PHOTO_ROLE_LABELS[role])],
  'case.completionReported': ({ text, completedOn, effects }) => [
    line('完成情况', text),
    line('完成日期', completedOn),
    effects.length === 0 ? null : line('清理成效', fieldText('effects', effects)),
  ],
  'case.reviewPassed': ({ opinion }) => [line('复核意见', opinion)],
  'case.reviewRejected': ({ reason }) => [line('退回理由', reason)],
  'case.noticeStarted': ({ startedOn, endsOn, venue }) => [
    line('公示期', `${startedOn} 至 ${endsOn}`),
    line('公示地点或网址', venue),
  ],
  'case.objectionRaised': ({ text }) => [line('异议内容', text)],
  'case.objectionDismissed': ({ objectionId, basis }, names) => [
    line('异议', names.objection(objectionId)),
    line('驳回依据', basis),
  ],
  'case.objectionUpheld': ({ objectionId, reason }, names) => [
    line('异议', names.objection(objectionId)),
    line('成立理由', reason),
  ],
  'case.noticeFinished': nothing,
  'case.closureApproved': ({ closureNumber, opinion }) => [
    optional('销号文号', closureNumber),
    line('销号意见', opinion),
  ],
  'case.closureRejected': ({ supplement }) => [line('补正意见', supplement)],
  'case.filingAcknowledged': ({ filingNumber }) => [line('备案编号', filingNumber)],
  'case.monitoringListed': ({ basis, nextReviewOn }) => [line('挂账依据', basis), line('下次复查日期', nextReviewOn)],
  'case.monitoringReviewed': ({ opinion, nextReviewOn }) => [
    line('复查意见', opinion),
    line('下次复查日期', nextReviewOn),
  ],
  'case.monitoringEnded': ({ reason }) => [line('理由', reason)],
  'case.withdrawn': ({ reason }) => [line('撤案理由', reason)],
  'case.corrected': ({ field, from, to, reason, approver }, names) => [
    line(fieldLabel(field), `${fieldText(field, from)} → ${fieldText(field, to)}`),
    line('更正理由', reason),
    line('批准人', names.account(approver)),
  ],
  'case.closureRevoked': ({ reason, supervisor }, names) => [
    line('撤销理由', reason),
    line('审核人', names.account(supervisor)),
  ],
  'case.reboundLinked': ({ newCaseNumber }) => [line('反弹新案', newCaseNumber)],
  'case.clockSuspended': ({ reason, document }) => [line('中止事由', suspensionLabel(reason)), line('文书', document)],
  'case.clockResumed': ({ basis }) => [line('恢复依据', basis)],
  'case.extensionRequested': ({ amount, unit, reason }) => [
    line('申请延期', termText({ amount, unit })),
    line('延期理由', reason),
  ],
  'case.extensionEndorsed': ({ opinion }) => [line('初审意见', opinion)],
  'case.extensionApproved': ({ opinion }) => [line('审批意见', opinion)],
  'case.extensionRejected': ({ reason }) => [line('不批准的理由', reason)],
  'case.extensionWithdrawn': ({ reason }) => [line('撤回的理由', reason)],
  'case.supervisionRaised': ({ level, reason, approver }, names) => [
    line('督办级别', STATE_LABELS.supervision[level]),
    line('督办事由', reason),
    line('批准人', names.account(approver)),
  ],
  'case.supervisionLifted': ({ basis }) => [line('解除依据', basis)],
  'case.referralRequested': ({ kind, authority, reason, at }) => [
    line('移送去向', `${REFERRAL_LABELS[kind]}：${authority}`),
    line('移送事由', reason),
    optional('决定时间', minute(at)),
  ],
  'case.referralDelivered': ({ letterNumber, at }) => [
    line('移送书文号', letterNumber),
    optional('送达时间', minute(at)),
  ],
  'case.referralAccepted': ({ receipt }) => [line('受理回执', receipt)],
  'case.referralDeclined': ({ reason }) => [line('不予受理的理由', reason)],
  'case.referralConcluded': ({ result }) => [line('处理结果', result)],
  'case.deadlinesRestated': ({ moves }) =>
    moves.map(({ clockId, from, to }) => line(clockText(clockId), `${dueText(from)} → ${dueText(to)}`)),
  'case.detailsChanged': ({ changes }) =>
    Object.entries(changes).map(([field, { from, to }]) =>
      line(fieldLabel(field), `${fieldText(field, from)} → ${fieldText(field, to)}`),
    ),
};

/** What an event says beyond its name, person and day: Chinese lines, none where there is nothing more to say. */
export function describeCaseEvent(event: CaseEvent, names: EventNames): readonly EventLine[] {
  // The table ties each type to its event; the compiler cannot follow that through the union.
  const words = WORDS[event.type] as (event: CaseEvent, names: EventNames) => readonly (EventLine | null)[];
  return words(event, names).filter((entry) => entry !== null);
}

/** Name of a clock by its key `rectification#2`: 整改时限（第 2 次）. */
export function clockText(clockId: string): string {
  const [kind = '', number = '1'] = clockId.split('#');
  const labels: Readonly<Record<string, string>> = CLOCK_LABELS;
  const label = labels[kind] ?? kind;
  return number === '1' ? label : `${label}（第 ${number} 次）`;
}

function dueText(due: Due | null): string {
  if (due === null || due.dueOn === null) return '未定';
  return `${minute(due.dueAt) ?? due.dueOn}${due.provisional ? '（暂定）' : ''}`;
}
