import { completionStatus } from '../case/case-labels.ts';
import type { CaseRecord, Effect } from '../case/case-record.ts';
import type { Quantity } from '../finding/problem.ts';
import { SEVERITY_LABELS } from '../finding/severity.ts';
import { CATEGORY_LABELS } from '../finding/taxonomy.ts';
import { itemLabel, printedDatum, RECTIFICATION_LABELS, REVIEW_LABELS, stockOrIncrement } from './ledger-labels.ts';

/** Where a row stands in its ledger, and how many photos it has. */
export interface LedgerRowContext {
  /** 序号, from 1 */
  readonly index: number;
  readonly photos: { readonly before: number; readonly after: number };
}

/** What a ledger prints of a case. */
interface LedgerSource extends Omit<CaseRecord, 'facts'> {
  readonly facts: Pick<CaseRecord['facts'], 'extensionsGranted'>;
}

type Cell = string | number | null;

/**
 * One case as ledgers print it: Chinese texts, numbers, and civil dates `YYYY-MM-DD` (or `YYYY-MM-DDTHH:mm`) as text.
 * Flat on purpose: a ledger definition names its fields.
 */
export type LedgerRow = ReturnType<typeof ledgerRowOf>;

/** Name of a field that a ledger column may print. */
export type LedgerField = keyof LedgerRow;

/** Builds the printed row of a case; pure. */
export function ledgerRowOf(record: LedgerSource, context: LedgerRowContext) {
  return {
    ...identityCells(record, context.index),
    ...placeCells(record),
    ...problemCells(record),
    ...dutyCells(record),
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

function dutyCells(record: LedgerSource) {
  const { city, district, town, village } = record.chiefs;
  return {
    chiefs: joined(
      [labelled('市', city), labelled('区', district), labelled('镇', town), labelled('村', village)],
      '\n',
    ),
    leadUnit: (record.leadUnit ?? record.responsibleUnit) as Cell,
    coUnits: joined(record.coUnits, '、'),
    responsible: joined([record.responsiblePerson, record.responsiblePhone], '\n'),
    supervisingUnit: record.supervisingUnit as Cell,
    goal: record.goal as Cell,
    measures: record.measures as Cell,
    rectificationType: RECTIFICATION_LABELS[record.rectificationType] as Cell,
  };
}

function courseCells(record: LedgerSource, photos: LedgerRowContext['photos']) {
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
