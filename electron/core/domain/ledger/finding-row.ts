import { completionStatus } from '../case/case-labels.ts';
import type { CaseRecord } from '../case/case-record.ts';
import type { FindingRecord, FindingState } from '../finding/finding-record.ts';
import { FINDING_STATE_LABELS } from '../finding/finding-labels.ts';
import { CATEGORY_LABELS } from '../finding/taxonomy.ts';
import type { LedgerCell } from './ledger-definition.ts';
import { type PrivacyLevel, protectRow } from './privacy.ts';

/** Where a row of a finding stands, and the case it was filed into (null: none). */
export interface FindingRowContext {
  readonly index: number;
  readonly case: CaseRecord | null;
  readonly photos: { readonly before: number; readonly after: number };
  readonly privacy: PrivacyLevel;
}

/** One finding (线索) as ledgers print it, with how its case stands. */
export type FindingRow = ReturnType<typeof findingCells>;

/** Name of a field that a column of findings may print. */
export type FindingField = keyof FindingRow;

/** 是否办结, as the inspection teams' table has it. */
export const SETTLED_VALUES = ['已办结', '阶段性办结', '未办结'] as const;

/** 是否属实: 部分属实 is not told apart by the state. */
const TRUE_OR_NOT: Readonly<Partial<Record<FindingState, string>>> = {
  confirmed: '属实',
  filed: '属实',
  fixedOnSpot: '属实',
  unfounded: '不属实',
};

/** Builds the printed row of a finding; pure. */
export function findingRowOf(finding: FindingRecord, context: FindingRowContext): FindingRow {
  return protectRow(findingCells(finding, context), context.privacy);
}

function findingCells(finding: FindingRecord, { index, case: filed, photos }: FindingRowContext) {
  return {
    index: index as LedgerCell,
    number: finding.number as LedgerCell,
    externalNumbers: (finding.externalNumbers.join('\n') || null) as LedgerCell,
    source: finding.source as LedgerCell,
    campaigns: (finding.campaigns.join('、') || null) as LedgerCell,
    foundOn: finding.foundOn as LedgerCell,
    registeredOn: finding.registeredOn as LedgerCell,
    description: finding.description as LedgerCell,
    region: ([finding.town, finding.village].filter(Boolean).join('') || null) as LedgerCell,
    town: finding.town as LedgerCell,
    river: finding.river as LedgerCell,
    place: ([finding.town, finding.village, finding.place].filter(Boolean).join('') || null) as LedgerCell,
    category: CATEGORY_LABELS[finding.category] as LedgerCell,
    state: FINDING_STATE_LABELS[finding.state] as LedgerCell,
    /** 调查核实情况: the basis of 不属实; what else was found is written in the case. */
    verdict: (finding.state === 'unfounded' ? finding.verdict : null) as LedgerCell,
    truth: (TRUE_OR_NOT[finding.state] ?? null) as LedgerCell,
    handled: handledText(finding, filed) as LedgerCell,
    settled: settledText(finding, filed) as LedgerCell,
    unit: (filed?.leadUnit ?? finding.responsibleUnit) as LedgerCell,
    replyDueOn: (externalDue(filed) ?? finding.transfer?.replyDueOn ?? null) as LedgerCell,
    caseNumber: (filed?.number ?? null) as LedgerCell,
    completion: (filed === null ? null : completionStatus(filed.state)) as LedgerCell,
    beforePhotos: photos.before as LedgerCell,
    afterPhotos: photos.after as LedgerCell,
    remarks: finding.remarks as LedgerCell,
  };
}

function handledText(finding: FindingRecord, filed: CaseRecord | null): string | null {
  if (filed !== null) {
    const progress = [filed.progressOn, filed.progress].filter(Boolean).join(' ');
    return [filed.measures, progress].filter(Boolean).join('\n') || null;
  }
  if (finding.transfer !== null) return `已转${finding.transfer.to}办理（${finding.transfer.letterNumber}）`;
  return finding.state === 'fixedOnSpot' ? '当场办结' : null;
}

/** 阶段性办结 is a state of its own; what was never filed is settled by its own outcome. */
function settledText({ state }: FindingRecord, filed: CaseRecord | null): (typeof SETTLED_VALUES)[number] {
  if (filed === null) return state === 'unfounded' || state === 'fixedOnSpot' ? '已办结' : '未办结';
  if (filed.state.handling === 'closed') return '已办结';
  return filed.state.handling === 'rectifying.staged' ? '阶段性办结' : '未办结';
}

/** 反馈期限: the limit set from outside, while it runs. */
function externalDue(filed: CaseRecord | null): string | null {
  return filed?.dues.find(({ clockId }) => clockId.startsWith('external'))?.dueOn ?? null;
}
