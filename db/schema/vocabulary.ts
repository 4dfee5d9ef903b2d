import type { RectificationType } from '#core/domain/case/case-record.ts';
import type { ClockState, ExtensionState, ReferralState, SupervisionState } from '#core/domain/case/case-state.ts';
import type { Datum } from '#core/domain/finding/problem.ts';
import type { AggregateKind } from '#core/domain/shared/stored-event.ts';

export { HANDLING_STATES } from '#core/domain/case/case-state.ts';
export { DOCUMENT_KINDS } from '#core/domain/document/document-kinds.ts';
export { ROW_EFFECTS } from '#core/domain/spreadsheet/row-effects.ts';
export { FINDING_STATES } from '#core/domain/finding/finding-record.ts';
export { SEVERITIES } from '#core/domain/finding/severity.ts';
export { CATEGORIES } from '#core/domain/finding/taxonomy.ts';

/** Makes a word list that must name every member of `T`: a member added in core and forgotten here does not compile. */
function everyOf<T extends string>() {
  return <const L extends readonly T[]>(
    words: [T] extends [L[number]] ? L : readonly [Exclude<T, L[number]>],
  ): readonly T[] => words;
}

/** Kinds of aggregate, as `event_log.aggregate` admits them. */
export const AGGREGATE_KINDS = everyOf<AggregateKind>()([
  'finding',
  'case',
  'calendar',
  'importBatch',
  'export',
  'report',
  'log',
  'document',
  'documentTemplate',
  'severityRules',
]);
/** 计时 */
export const CLOCK_STATES = everyOf<ClockState>()(['running', 'suspended']);
/** 延期 */
export const EXTENSION_STATES = everyOf<ExtensionState>()(['none', 'requested', 'endorsed']);
/** 督办 */
export const SUPERVISION_STATES = everyOf<SupervisionState>()([
  'none',
  'reminded',
  'supervised',
  'listed',
  'interviewed',
]);
/** 移送 */
export const REFERRAL_STATES = everyOf<ReferralState>()([
  'none',
  'requested',
  'delivered',
  'accepted',
  'declined',
  'concluded',
]);
/** 坐标系 */
export const DATUMS = everyOf<Datum>()(['CGCS2000', 'WGS84', 'GCJ-02', 'BD-09', 'unknown']);
/** 整改类型 */
export const RECTIFICATION_TYPES = everyOf<RectificationType>()(['immediate', 'timeLimited', 'staged', 'longTerm']);
/** 复核结果 */
export const REVIEW_RESULTS = everyOf<'passed' | 'rejected'>()(['passed', 'rejected']);
/** What a finding was merged into. */
export const MERGE_KINDS = everyOf<'finding' | 'case'>()(['finding', 'case']);
