import type { CivilDate } from '../deadline/terms.ts';
import type { FindingState } from './finding-record.ts';
import type { ProblemCategory, Severity } from './problem.ts';

/** Filter of the finding list (筛选); read as `CaseFilter`. */
export interface FindingFilter {
  readonly townCode?: readonly string[] | undefined;
  readonly category?: readonly ProblemCategory[] | undefined;
  readonly state?: readonly FindingState[] | undefined;
  readonly severity?: readonly Severity[] | undefined;
  readonly source?: readonly string[] | undefined;
  readonly river?: readonly string[] | undefined;
  /** 专项行动: one of several that a finding may belong to; '' = none */
  readonly campaign?: readonly string[] | undefined;
  /** 导入批次 */
  readonly batchId?: readonly string[] | undefined;
  readonly foundFrom?: CivilDate | undefined;
  readonly foundTo?: CivilDate | undefined;
  readonly registeredFrom?: CivilDate | undefined;
  readonly registeredTo?: CivilDate | undefined;
  readonly ids?: readonly string[] | undefined;
}
