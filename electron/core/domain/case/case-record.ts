import type { CivilDate, Due } from '../deadline/terms.ts';
import type { Problem } from '../finding/problem.ts';
import type { CaseFacts, CaseState } from './case-state.ts';

/** Rectification type (整改类型): 立行立改 / 限期整改 / 分阶段整改 / 长期坚持. */
export type RectificationType = 'immediate' | 'timeLimited' | 'staged' | 'longTerm';

/** One clean-up result (清理成效), e.g. 清垃圾 120 m³. */
export interface Effect {
  readonly kind: string;
  readonly amount: number;
  readonly unit: string;
}

/** A case (案件) as lists, the page and the ledger read it: the projection of its events. */
export interface CaseRecord extends Problem {
  readonly id: string;
  /** Number of events folded into this row; optimistic lock. */
  readonly rev: number;
  /** 案件编号, e.g. `MY-AJ-2026-0001`; never reused. */
  readonly number: string;
  readonly state: CaseState;
  readonly facts: CaseFacts;
  /** Version of the machine that made `state`. */
  readonly machineVersion: number;
  readonly findingIds: readonly string[];
  readonly filedOn: CivilDate;
  /** 主办 / 协办 / 督导单位 */
  readonly leadUnit: string | null;
  readonly coUnits: readonly string[];
  readonly supervisingUnit: string | null;
  readonly goal: string | null;
  readonly measures: string | null;
  readonly rectificationType: RectificationType;
  readonly assignedOn: CivilDate | null;
  /** Latest dated progress entry (进展情况). */
  readonly progress: string | null;
  readonly progressOn: CivilDate | null;
  readonly completedOn: CivilDate | null;
  readonly effects: readonly Effect[];
  readonly reviewedOn: CivilDate | null;
  readonly reviewerName: string | null;
  readonly reviewResult: 'passed' | 'rejected' | null;
  readonly noticeFrom: CivilDate | null;
  readonly noticeTo: CivilDate | null;
  readonly closedOn: CivilDate | null;
  /** 销号文号 */
  readonly closureNumber: string | null;
  readonly approverName: string | null;
  /** 原案编号 when this case is a rebound (反弹). */
  readonly reboundOf: { readonly caseId: string; readonly number: string } | null;
  /** Derived due dates of every clock that has not stopped, as stated by the latest event. */
  readonly dues: readonly Due[];
  /** Nearest due date over the running clocks (colours the row); null when none runs or all are suspended. */
  readonly dueOn: CivilDate | null;
  readonly dueProvisional: boolean;
  /** 原整改时限 and current 整改时限 of the rectification clock; kept after closure. */
  readonly originalDueOn: CivilDate | null;
  readonly rectificationDueOn: CivilDate | null;
  readonly updatedAt: number;
}
