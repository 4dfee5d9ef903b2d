import type { CivilDate } from '../deadline/terms.ts';
import type { Problem } from './problem.ts';

/** Every state of a finding (线索): 待核实 / 已核实待立案 / 已立案 / 不属实 / 转办 / 当场办结 / 已合并 / 已撤回导入. */
export const FINDING_STATES = [
  'pendingVerification',
  'confirmed',
  'filed',
  'unfounded',
  'transferred',
  'fixedOnSpot',
  'merged',
  'withdrawn',
] as const;

/** A state of a finding; see `FINDING_STATES`. */
export type FindingState = (typeof FINDING_STATES)[number];

/**
 * What stands and counts: lists, search, duplicates and figures leave 已撤回导入 out unless a filter asks for it. Its number is
 * never used again and its history stays.
 */
export const STANDING_FINDING_STATES: readonly FindingState[] = FINDING_STATES.filter((state) => state !== 'withdrawn');

/** A finding as lists and pages read it: the projection of its events. */
export interface FindingRecord extends Problem {
  readonly id: string;
  /** Number of events folded into this row; optimistic lock. */
  readonly rev: number;
  /** 线索编号, e.g. `MY-XS-2026-00001`; never reused. */
  readonly number: string;
  readonly state: FindingState;
  /** The case it was filed into. */
  readonly caseId: string | null;
  /** The finding or case it was merged into. */
  readonly mergedInto: { readonly kind: 'finding' | 'case'; readonly id: string } | null;
  /** 不属实 basis, or the reason of the latest return to 待核实. */
  readonly verdict: string | null;
  readonly transfer: { readonly to: string; readonly letterNumber: string; readonly replyDueOn: CivilDate } | null;
  readonly beforePhotos: number;
  readonly afterPhotos: number;
  /** Import batch and real Excel row number, null when typed in. */
  readonly batchId: string | null;
  readonly sourceRow: number | null;
  /** Something other than an import was done with it since it was registered (已办理过); never false again. */
  readonly worked: boolean;
  readonly registeredOn: CivilDate;
  /** Integer milliseconds UTC of the latest event. */
  readonly updatedAt: number;
}
