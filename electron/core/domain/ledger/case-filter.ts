import type { ClockState, ExtensionState, HandlingState, ReferralState, SupervisionState } from '../case/case-state.ts';
import type { CivilDate } from '../deadline/terms.ts';
import type { ProblemCategory, Severity } from '../finding/problem.ts';

/**
 * Filter of the case list (筛选), of its ledger and its statistics. Fields are joined by AND, the values of one by OR; an
 * empty list of values filters nothing, an empty `ids` finds nothing. Dates are inclusive. `townCode`, `leadUnit`,
 * `river` '' = not known.
 */
export interface CaseFilter {
  readonly townCode?: readonly string[] | undefined;
  readonly category?: readonly ProblemCategory[] | undefined;
  readonly handling?: readonly HandlingState[] | undefined;
  readonly severity?: readonly Severity[] | undefined;
  readonly source?: readonly string[] | undefined;
  /** 主办单位 */
  readonly leadUnit?: readonly string[] | undefined;
  readonly river?: readonly string[] | undefined;
  /** 专项行动: one of several that a case may belong to; '' = none. */
  readonly campaign?: readonly string[] | undefined;
  readonly dueFrom?: CivilDate | undefined;
  readonly dueTo?: CivilDate | undefined;
  /** Only cases of which no deadline runs (无期限). */
  readonly noDue?: true | undefined;
  readonly foundFrom?: CivilDate | undefined;
  readonly foundTo?: CivilDate | undefined;
  readonly filedFrom?: CivilDate | undefined;
  readonly filedTo?: CivilDate | undefined;
  readonly closedFrom?: CivilDate | undefined;
  readonly closedTo?: CivilDate | undefined;
  /** Day from which the case is 严重超期; see `grossOverdueOn`. */
  readonly grossFrom?: CivilDate | undefined;
  readonly grossTo?: CivilDate | undefined;
  /** 计时 / 延期 / 督办 / 移送 */
  readonly clock?: readonly ClockState[] | undefined;
  readonly extension?: readonly ExtensionState[] | undefined;
  readonly supervision?: readonly SupervisionState[] | undefined;
  readonly referral?: readonly ReferralState[] | undefined;
  /** Only rebounds (反弹新立案件). */
  readonly rebound?: true | undefined;
  /** 经办人: accounts of which one at least took a step in the case (我办理的); restated deadlines are no step. */
  readonly handledBy?: readonly string[] | undefined;
  readonly ids?: readonly string[] | undefined;
}
