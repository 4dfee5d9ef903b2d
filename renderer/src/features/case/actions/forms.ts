import type { CaseAct } from '#core/contract/event-schemas.ts';
import type { AccountRole } from '#core/domain/account/roles.ts';
import { extensionUnit, NEXT_SUPERVISION, SUPPLEMENT_MIN_LENGTH } from '#core/domain/case/case-conditions.ts';
import { REFERRAL_LABELS } from '#core/domain/case/case-event-words.ts';
import { STATE_LABELS, UNIT_LABELS } from '#core/domain/case/case-labels.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { SUSPENSION_REASONS } from '#core/domain/case/suspension-reasons.ts';
import type { CivilDate } from '#core/domain/deadline/terms.ts';
import { termText } from '#core/domain/deadline/working.ts';

/** How a field is filled in. */
export type FieldKind =
  | 'line'
  | 'text'
  | 'date'
  | 'minute'
  | 'number'
  | 'choice'
  | 'unit'
  | 'units'
  | 'person'
  | 'account'
  | 'effects'
  | 'objection'
  | 'caseField'
  | 'caseValue';

/** One field of a form. */
export interface FieldSpec<Name extends string = string> {
  readonly name: Name;
  readonly label: string;
  readonly kind: FieldKind;
  /** May be left empty. */
  readonly optional?: true;
  /** A line under the field. */
  readonly hint?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Of accounts that may be chosen. */
  readonly role?: AccountRole;
  /** The person who fills it in may not choose themselves. */
  readonly notSelf?: true;
}

/** What a form is filled from before anybody types. */
export interface FormContext {
  readonly record: CaseRecord;
  readonly today: CivilDate;
}

export type ActType = CaseAct['type'];
type Body<T extends ActType> = Omit<Extract<CaseAct, { type: T }>, 'type'>;
type Names<T extends ActType> = keyof Body<T> & string;

/** The form of one act. */
export interface FormSpec<T extends ActType = ActType> {
  readonly fields: (context: FormContext) => readonly FieldSpec<Names<T>>[];
  /** What is filled in at first; fields that are left out are empty. */
  readonly start?: (context: FormContext) => Partial<Readonly<Record<Names<T>, unknown>>>;
  /** Chinese: what this act means and whether it can be undone; shown above the form. */
  readonly note?: (context: FormContext) => string;
  readonly danger?: true;
}

const text = <N extends string>(name: N, label: string, more: Partial<FieldSpec<N>> = {}): FieldSpec<N> => ({
  name,
  label,
  kind: 'text',
  ...more,
});
const line = <N extends string>(name: N, label: string, more: Partial<FieldSpec<N>> = {}): FieldSpec<N> => ({
  name,
  label,
  kind: 'line',
  ...more,
});
const date = <N extends string>(name: N, label: string, more: Partial<FieldSpec<N>> = {}): FieldSpec<N> => ({
  name,
  label,
  kind: 'date',
  ...more,
});
const fields =
  <N extends string>(...list: readonly FieldSpec<N>[]) =>
  () =>
    list;

const nextReview = date('nextReviewOn', '下次复查日期');
const referralMinute = (label: string) =>
  ({
    name: 'at',
    label,
    kind: 'minute',
    optional: true,
    hint: '填写后移送时限从这一分钟起算；不填则按办理日期计算。',
  }) as const;

/** The form of every act that a person may send; one that is missing does not compile. */
export const FORMS: { readonly [T in ActType]: FormSpec<T> } = {
  'case.assigned': {
    fields: fields(
      { name: 'leadUnit', label: '主办单位', kind: 'unit' },
      { name: 'coUnits', label: '协办单位', kind: 'units', optional: true },
      { name: 'supervisingUnit', label: '督导单位', kind: 'unit', optional: true },
      { name: 'responsiblePerson', label: '责任人', kind: 'person', optional: true },
      line('responsiblePhone', '联系电话', { optional: true }),
      text('goal', '整改目标', { optional: true }),
      text('measures', '整改措施', { optional: true }),
    ),
    start: ({ record }) => ({
      leadUnit: record.leadUnit ?? record.responsibleUnit,
      coUnits: record.coUnits,
      supervisingUnit: record.supervisingUnit,
      responsiblePerson: record.responsiblePerson,
      responsiblePhone: record.responsiblePhone,
      goal: record.goal,
      measures: record.measures,
    }),
    note: ({ record }) =>
      `交办后签收时限开始计算（${termText(record.facts.policy.terms.receipt)}）；签收后整改时限开始计算（${termText(record.facts.policy.terms.rectification)}）。`,
  },
  'case.receiptConfirmed': {
    fields: fields(),
    note: ({ record }) =>
      `确认${record.leadUnit ?? '主办单位'}已签收。自办理日期起，整改时限开始计算（${termText(record.facts.policy.terms.rectification)}）。`,
  },
  'case.responsibilityDisputed': {
    fields: fields(text('reason', '职责异议理由')),
    note: () => '案件退回待交办，由交办单位重新确定主办单位。',
  },
  'case.progressReported': { fields: fields(text('text', '进展情况')) },
  'case.stageCompleted': {
    fields: fields(text('text', '阶段性完成情况'), nextReview),
    note: () => '案件仍在整改中，整改时限继续计算；到复查日期提醒。',
  },
  'case.stageResumed': { fields: fields(text('reason', '继续整改的理由')) },
  'case.completionReported': {
    fields: fields(text('text', '整改完成情况说明'), date('completedOn', '完成日期'), {
      name: 'effects',
      label: '清理成效',
      kind: 'effects',
      optional: true,
    }),
    start: ({ today, record }) => ({ completedOn: today, effects: record.effects }),
    note: () => '申报后进入待复核；申报人不能再复核本案，也不能审批销号。',
  },
  'case.reviewPassed': {
    fields: fields(text('opinion', '复核意见')),
    note: ({ record }) =>
      record.facts.policy.noticeRequired ? '通过后进入公示。' : '通过后进入待销号；复核人不能再审批销号。',
  },
  'case.reviewRejected': {
    fields: fields(text('reason', '退回理由')),
    note: ({ record }) => `案件退回整改，开始第 ${record.facts.round + 1} 轮，整改时限重新计算，整改后照片须重拍。`,
  },
  'case.noticeStarted': {
    fields: fields(
      date('startedOn', '公示开始日期'),
      date('endsOn', '公示截止日期', { optional: true, hint: '不填则按规定的工作日数推算。' }),
      line('venue', '公示地点或网址'),
    ),
    start: ({ today }) => ({ startedOn: today }),
    note: ({ record }) => `公示期至少 ${termText(record.facts.policy.terms.notice)}，期满次日起可以结束。`,
  },
  'case.objectionRaised': { fields: fields(text('text', '异议内容')), note: () => '异议处理完以前不能结束公示。' },
  'case.objectionDismissed': {
    fields: fields({ name: 'objectionId', label: '异议', kind: 'objection' }, text('basis', '驳回异议的依据')),
  },
  'case.objectionUpheld': {
    fields: fields({ name: 'objectionId', label: '异议', kind: 'objection' }, text('reason', '异议成立的理由')),
    note: ({ record }) => `案件退回整改，开始第 ${record.facts.round + 1} 轮，整改时限重新计算。`,
  },
  'case.noticeFinished': {
    fields: fields(),
    note: ({ record }) =>
      `公示期 ${record.facts.notice?.startedOn ?? ''} 至 ${record.facts.notice?.endsOn ?? ''} 已满，案件进入待销号。`,
  },
  'case.closureApproved': {
    fields: fields(line('closureNumber', '销号文号', { optional: true }), text('opinion', '销号意见')),
    note: ({ record }) =>
      record.facts.policy.filingRequired
        ? '审批后进入待备案，备案后销号。'
        : '审批后案件销号，各项时限停止。以后只能更正、撤销销号或另立反弹新案。',
  },
  'case.closureRejected': {
    fields: fields(
      text('supplement', '补正意见', { hint: `写明还要补什么、改什么，不少于 ${SUPPLEMENT_MIN_LENGTH} 个字。` }),
    ),
    note: ({ record }) => `案件退回整改，开始第 ${record.facts.round + 1} 轮，整改时限重新计算。`,
  },
  'case.filingAcknowledged': {
    fields: fields(line('filingNumber', '备案编号')),
    note: () => '确认上级已备案，案件销号，各项时限停止。',
  },
  'case.monitoringListed': {
    fields: fields(text('basis', '挂账依据'), nextReview),
    note: () => '列入长期监管清单，整改时限停止，按复查日期提醒。',
  },
  'case.monitoringReviewed': { fields: fields(text('opinion', '复查意见'), nextReview) },
  'case.monitoringEnded': {
    fields: fields(text('reason', '解除挂账的理由')),
    note: ({ record }) => `案件回到整改中，开始第 ${record.facts.round + 1} 轮，整改时限重新计算。`,
  },
  'case.withdrawn': {
    fields: fields(text('reason', '撤案理由')),
    note: ({ record }) => `案件 ${record.number} 撤案后不再办理，不能恢复；记录和照片都保留。`,
    danger: true,
  },
  'case.corrected': {
    fields: fields(
      { name: 'field', label: '更正的栏目', kind: 'caseField' },
      { name: 'to', label: '改为', kind: 'caseValue' },
      text('reason', '更正理由'),
      { name: 'approver', label: '批准人', kind: 'account', role: 'supervisor', notSelf: true },
    ),
    note: () => '更正不改变办理状态；原值、理由和批准人一并留在办理经过中。',
  },
  'case.closureRevoked': {
    fields: fields(text('reason', '撤销销号的理由')),
    note: ({ record }) => `案件 ${record.number} 回到整改中，开始第 ${record.facts.round + 1} 轮，整改时限重新计算。`,
    danger: true,
  },
  'case.clockSuspended': {
    fields: fields(
      {
        name: 'reason',
        label: '中止事由',
        kind: 'choice',
        options: SUSPENSION_REASONS.map(({ code, label }) => ({ value: code, label })),
        hint: '事由清单为可配置默认值，不是法定条款。',
      },
      line('document', '中止文书', { hint: '文书名称和文号。' }),
    ),
    note: () => '自办理日期起各项时限中止，当日不计；恢复计时以前不能推进办理。',
  },
  'case.clockResumed': { fields: fields(text('basis', '恢复计时的依据')), note: () => '自办理日期起继续计算。' },
  'case.extensionRequested': {
    fields: ({ record }) => [
      {
        name: 'amount',
        label: '延期数量',
        kind: 'number',
        hint: `一次最多 ${record.facts.policy.maxExtensionAmount} ${UNIT_LABELS[extensionUnit(record.facts)]}；本案最多延期 ${record.facts.policy.maxExtensions} 次，已延期 ${record.facts.extensionsGranted} 次。`,
      },
      {
        name: 'unit',
        label: '延期单位',
        kind: 'choice',
        options: [{ value: extensionUnit(record.facts), label: UNIT_LABELS[extensionUnit(record.facts)] }],
      },
      text('reason', '延期理由'),
    ],
    start: ({ record }) => ({ unit: extensionUnit(record.facts) }),
    note: () => '批准以前按原时限计算；申请人不能审自己的申请。',
  },
  'case.extensionEndorsed': { fields: fields(text('opinion', '初审意见')), note: pendingExtension },
  'case.extensionApproved': { fields: fields(text('opinion', '审批意见')), note: pendingExtension },
  'case.extensionRejected': { fields: fields(text('reason', '不批准的理由')), note: pendingExtension },
  'case.extensionWithdrawn': { fields: fields(text('reason', '撤回的理由')), note: pendingExtension },
  'case.supervisionRaised': {
    fields: ({ record }) => {
      const level = NEXT_SUPERVISION[record.state.supervision];
      return [
        {
          name: 'level',
          label: '督办级别',
          kind: 'choice',
          options: level === null ? [] : [{ value: level, label: STATE_LABELS.supervision[level] }],
          hint: '逐级提升，一次一级。',
        },
        text('reason', '督办事由'),
        { name: 'approver', label: '批准人', kind: 'account', role: 'supervisor' },
      ];
    },
    start: ({ record }) => ({ level: NEXT_SUPERVISION[record.state.supervision] }),
  },
  'case.supervisionLifted': { fields: fields(text('basis', '解除督办的依据')) },
  'case.referralRequested': {
    fields: fields(
      {
        name: 'kind',
        label: '移送去向',
        kind: 'choice',
        options: Object.entries(REFERRAL_LABELS).map(([value, label]) => ({ value, label })),
      },
      line('authority', '接收机关'),
      text('reason', '移送事由'),
      referralMinute('决定时间'),
    ),
    note: ({ record }) =>
      `决定期限 ${termText(record.facts.policy.terms.referralDecision)}；填写决定时间的，按决定后 ${termText(record.facts.policy.terms.referralDelivery)}内送达计算。`,
  },
  'case.referralDelivered': {
    fields: fields(line('letterNumber', '移送书文号'), referralMinute('送达时间')),
    note: ({ record }) => `送达后接收机关的答复时限开始计算（${termText(record.facts.policy.terms.referralReply)}）。`,
  },
  'case.referralAccepted': { fields: fields(line('receipt', '受理回执')) },
  'case.referralDeclined': { fields: fields(text('reason', '不予受理的理由')) },
  'case.referralConcluded': { fields: fields(text('result', '处理结果')) },
};

function pendingExtension({ record }: FormContext): string {
  const pending = record.facts.pendingExtension;
  return pending === null ? '' : `申请延期 ${termText(pending)}，现行整改时限 ${record.rectificationDueOn ?? '未定'}。`;
}

/** The form of an act; the fields by name, whatever the type. */
export function formOf(type: ActType): FormSpec {
  // Each entry knows the names of its own fields; a form that is chosen at run time only knows that they are texts.
  return FORMS[type] as unknown as FormSpec;
}

/** Values of a form by the names of its fields. */
export type FormValues = Readonly<Record<string, unknown>>;

/** What a form shows at first: the draft, else what the case gives, else nothing. */
export function startValues(type: ActType, context: FormContext, draft: FormValues | null): FormValues {
  const empty = Object.fromEntries(
    formOf(type)
      .fields(context)
      .map(({ name, kind }) => [name, LISTS.has(kind) ? [] : null]),
  );
  return { on: context.today, ...empty, ...formOf(type).start?.(context), ...draft };
}

const LISTS: ReadonlySet<FieldKind> = new Set(['units', 'effects']);

/** The act that a filled-in form states; what is empty is null. The route checks it. */
export function actOf(type: ActType, context: FormContext, values: FormValues): CaseAct {
  const body = formOf(type)
    .fields(context)
    .map(({ name, kind }) => [name, LISTS.has(kind) ? (values[name] ?? []) : nullIfEmpty(values[name])]);
  const old = type === 'case.corrected' ? { from: Reflect.get(context.record, String(values['field'])) ?? null } : {};
  // Its fields are those of the form of this type; anything else the route refuses by the field's name.
  return { type, ...Object.fromEntries(body), ...old } as CaseAct;
}

function nullIfEmpty(value: unknown): unknown {
  return value === undefined || value === '' ? null : value;
}
