import type { FindingAct } from '#core/contract/event-schemas.ts';

/** Acts that have a form of plain fields; 合并 and 立案 choose other records and have dialogs of their own. */
export type PlainAct = Exclude<FindingAct, { type: 'finding.merged' }>;
/** Name of such an act. */
export type PlainActType = PlainAct['type'];

/** One field of an act's form. */
export interface ActField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'line' | 'text' | 'date' | 'unit';
  readonly hint?: string;
}

/** The form of one act. */
export interface ActForm {
  /** Chinese: what it means and whether it can be undone. */
  readonly note: string;
  readonly fields: readonly ActField[];
}

const BACK = '需要时可退回待核实重新办理。';

/** The forms of the acts of a finding. */
export const ACT_FORMS: Readonly<Record<PlainActType, ActForm>> = {
  'finding.confirmed': {
    note: `核实属实后可以立案、转办、当场办结或合并。${BACK}`,
    fields: [{ name: 'opinion', label: '核实意见', kind: 'text' }],
  },
  'finding.judgedUnfounded': {
    note: `认定不属实后线索不再办理。${BACK}`,
    fields: [{ name: 'basis', label: '不属实的依据', kind: 'text' }],
  },
  'finding.transferred': {
    note: `不属于本部门职责的线索转给有关单位，记下文号和要求回复的日期。${BACK}`,
    fields: [
      { name: 'to', label: '转往单位', kind: 'unit' },
      { name: 'letterNumber', label: '转办函文号', kind: 'line' },
      { name: 'replyDueOn', label: '要求回复日期', kind: 'date', hint: '不早于转办日期' },
    ],
  },
  'finding.fixedOnSpot': {
    note: `轻微问题当场清理完毕，不立案，仍计入统计；须有整改前和整改后照片。${BACK}`,
    fields: [{ name: 'measures', label: '处置措施', kind: 'text' }],
  },
  'finding.returned': {
    note: '线索回到待核实，可重新核实、合并或认定；此前的办理记录保留在办理经过中。',
    fields: [{ name: 'reason', label: '退回理由', kind: 'text' }],
  },
};

/** What is typed into such a form, with the day of the act. */
export type ActValues = Readonly<Record<string, string>>;

/** The act that the form states. Only the fields of the act go along: a draft may hold more. */
export function actOf(type: PlainActType, values: ActValues): PlainAct {
  const fields = ACT_FORMS[type].fields.map(({ name }) => [name, values[name]?.trim() ?? '']);
  // The route checks every field; the table above has just those of the act.
  return { type, ...Object.fromEntries(fields) } as PlainAct;
}

/** Whether a form of plain fields stands for an event type. */
export function isPlainAct(type: string): type is PlainActType {
  return Object.hasOwn(ACT_FORMS, type);
}
