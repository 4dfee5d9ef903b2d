import { completionStatus } from '../case/case-labels.ts';
import type { CaseRecord, Effect } from '../case/case-record.ts';
import { UNIT_LABELS } from '../case/case-labels.ts';
import type { CivilDate } from '../deadline/terms.ts';
import type { Quantity } from '../finding/problem.ts';
import { SEVERITY_LABELS } from '../finding/severity.ts';
import { CATEGORY_LABELS } from '../finding/taxonomy.ts';
import type { LedgerCell } from './ledger-definition.ts';
import { type PrivacyLevel, protectRow } from './privacy.ts';
import { progressText } from './progress-box.ts';
import { itemLabel, printedDatum, RECTIFICATION_LABELS, REVIEW_LABELS, stockOrIncrement } from './ledger-labels.ts';

/** Where a row stands in its list, and how many photos its case has. */
export interface StandardRowContext {
  /** 序号, from 1 */
  readonly index: number;
  readonly photos: { readonly before: number; readonly after: number };
}

/** Where a row stands in its ledger, by which day it is judged, and what is left out of it. */
export interface LedgerRowContext extends StandardRowContext {
  /** Day by which 完成进度 is judged. */
  readonly today: CivilDate;
  readonly privacy: PrivacyLevel;
}

/** What a ledger prints of a case. */
interface LedgerSource extends Omit<CaseRecord, 'facts'> {
  readonly facts: Pick<CaseRecord['facts'], 'extensionsGranted'>;
}

interface FormSource extends Omit<CaseRecord, 'facts'> {
  readonly facts: Pick<CaseRecord['facts'], 'extensionsGranted' | 'policy'>;
}

type Cell = LedgerCell;

/** The fields of the standard list (清四乱, 49 columns), everything of people with them: what screens show. */
export type StandardRow = ReturnType<typeof standardRowOf>;

/**
 * One case as ledgers print it: Chinese texts, numbers, and civil dates `YYYY-MM-DD` (or `YYYY-MM-DDTHH:mm`) as text.
 * Flat on purpose: a ledger definition names its fields.
 */
export type CaseRow = StandardRow & ReturnType<typeof formCells>;

/** Name of a field that a column of cases may print. */
export type CaseField = keyof CaseRow;

/** Builds the printed row of a case; pure. */
export function ledgerRowOf(record: FormSource, context: LedgerRowContext): CaseRow {
  const { today, privacy } = context;
  return protectRow(
    { ...standardRowOf(record, context, privacy), ...formCells(record, context.photos, today) },
    privacy,
  );
}

/** Builds the fields of the standard list; pure. */
export function standardRowOf(record: LedgerSource, context: StandardRowContext, privacy: PrivacyLevel = 'full') {
  return {
    ...identityCells(record, context.index),
    ...placeCells(record),
    ...problemCells(record),
    ...dutyCells(record, privacy),
    ...courseCells(record, context.photos),
  };
}

function identityCells(record: LedgerSource, index: number) {
  return {
    index: index as Cell,
    number: record.number as Cell,
    externalNumbers: joined(record.externalNumbers, '\n'),
    source: record.source as Cell,
    campaigns: joined(record.campaigns, '、'),
    foundAt: (record.foundTime === null ? record.foundOn : `${record.foundOn}T${record.foundTime}`) as Cell,
  };
}

function placeCells(record: LedgerSource) {
  return {
    basin: record.basin as Cell,
    river: record.river as Cell,
    reach: record.reach as Cell,
    bank: record.bank as Cell,
    town: record.town as Cell,
    village: record.village as Cell,
    place: record.place as Cell,
    lon: record.lon as Cell,
    lat: record.lat as Cell,
    datum: (record.lon === null || record.lat === null ? null : printedDatum(record.datum)) as Cell,
    zones: joined(record.zones, '、'),
  };
}

function problemCells(record: LedgerSource) {
  return {
    category: CATEGORY_LABELS[record.category] as Cell,
    item: (record.item === null ? null : itemLabel(record.item)) as Cell,
    severity: SEVERITY_LABELS[record.severity] as Cell,
    description: record.description as Cell,
    quantity: (record.quantity === null ? null : measured(record.quantity)) as Cell,
    formed: formedText(record.formedPeriod) as Cell,
    violator: record.violator as Cell,
    suspectedCrime: yesNo(record.suspectedCrime),
  };
}

function dutyCells(record: LedgerSource, privacy: PrivacyLevel) {
  const { city, district, town, village } = record.chiefs;
  return {
    chiefs: joined(
      [labelled('市', city), labelled('区', district), labelled('镇', town), labelled('村', village)],
      '\n',
    ),
    leadUnit: (record.leadUnit ?? record.responsibleUnit) as Cell,
    coUnits: joined(record.coUnits, '、'),
    responsible: joined([record.responsiblePerson, privacy === 'full' && record.responsiblePhone], '\n'),
    supervisingUnit: record.supervisingUnit as Cell,
    goal: record.goal as Cell,
    measures: record.measures as Cell,
    rectificationType: RECTIFICATION_LABELS[record.rectificationType] as Cell,
  };
}

function courseCells(record: LedgerSource, photos: StandardRowContext['photos']) {
  const extensions = record.facts.extensionsGranted;
  return {
    assignedOn: record.assignedOn as Cell,
    rectificationDueOn: record.rectificationDueOn as Cell,
    originalDueOn: record.originalDueOn as Cell,
    extensions: extensions as Cell,
    extendedDueOn: (extensions > 0 ? record.rectificationDueOn : null) as Cell,
    progress: joined([record.progressOn, record.progress], ' '),
    completion: completionStatus(record.state) as Cell,
    completedOn: record.completedOn as Cell,
    effects: joined(record.effects.map(effectText), '\n'),
    review: joined(
      [record.reviewedOn, record.reviewerName, record.reviewResult && REVIEW_LABELS[record.reviewResult]],
      '\n',
    ),
    notice: (record.noticeFrom === null ? null : `${record.noticeFrom}\n至 ${record.noticeTo ?? ''}`.trimEnd()) as Cell,
    closure: joined([record.closedOn, record.closureNumber, record.approverName], '\n'),
    closedOn: record.closedOn as Cell,
    rebound: yesNo(record.reboundOf !== null),
    reboundOf: (record.reboundOf?.number ?? null) as Cell,
    beforePhotos: photos.before as Cell,
    afterPhotos: photos.after as Cell,
    remarks: record.remarks as Cell,
  };
}

/** What single forms want beside the fields of the standard list. */
function formCells(record: FormSource, photos: StandardRowContext['photos'], today: CivilDate) {
  const { rectification } = record.facts.policy.terms;
  return {
    filedOn: record.filedOn as Cell,
    foundOn: record.foundOn as Cell,
    /** 所在镇街、村 and place in one text. */
    location: joined([record.town, record.village, record.place], ''),
    /** 行政区域 */
    region: joined([record.town, record.village], ''),
    /** 类型 and 细项 in one text. */
    kind: joined([CATEGORY_LABELS[record.category], record.item !== null && itemLabel(record.item)], '：'),
    /** 被检查单位: who did it, else who has to put it right. */
    inspected: (record.violator ?? record.leadUnit ?? record.responsibleUnit) as Cell,
    /** 整改期限 in days, as the rule of the case has it. */
    limit: `${rectification.amount}${UNIT_LABELS[rectification.unit]}` as Cell,
    /** 整改时限 as the superior's lists have it: 立行立改, 长期坚持 or a date. */
    limitText: limitText(record) as Cell,
    reviewedOn: record.reviewedOn as Cell,
    reviewerName: record.reviewerName as Cell,
    reviewResult: (record.reviewResult && REVIEW_LABELS[record.reviewResult]) as Cell,
    /** 验收日期: of a passed review only. */
    acceptedOn: (record.reviewResult === 'passed' ? record.reviewedOn : null) as Cell,
    noticeFrom: record.noticeFrom as Cell,
    noticeTo: record.noticeTo as Cell,
    closureNumber: record.closureNumber as Cell,
    approverName: record.approverName as Cell,
    /** 进展 and 成效 in one text. */
    outcome: joined(
      [joined([record.progressOn, record.progress], ' ') as string | null, record.effects.map(effectText).join('；')],
      '\n',
    ),
    responsiblePerson: record.responsiblePerson as Cell,
    photos: (photos.before + photos.after) as Cell,
    progressBox: progressText(record.state, record.dueOn, today) as Cell,
  };
}

function limitText(record: FormSource): string | null {
  if (record.rectificationType === 'immediate' || record.rectificationType === 'longTerm') {
    return [RECTIFICATION_LABELS[record.rectificationType], record.rectificationDueOn].filter(Boolean).join('\n');
  }
  return record.rectificationDueOn;
}

function joined(parts: readonly (string | null | false)[], separator: string): Cell {
  return parts.filter((part): part is string => Boolean(part)).join(separator) || null;
}

function labelled(label: string, name: string | null): string | null {
  return name === null ? null : `${label}：${name}`;
}

function yesNo(value: boolean): Cell {
  return value ? '是' : '否';
}

function measured(quantity: Quantity): string {
  return `${quantity.amount} ${quantity.unit}`;
}

function effectText(effect: Effect): string {
  return `${effect.kind} ${measured(effect)}`;
}

function formedText(period: string | null): string | null {
  if (period === null) return null;
  const kind = stockOrIncrement(period);
  return kind === null ? period : `${period}/${kind}`;
}
