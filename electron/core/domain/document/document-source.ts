import type { CaseRecord } from '../case/case-record.ts';
import type { ExplainedDue } from '../deadline/due.ts';
import type { CivilDate, Clock } from '../deadline/terms.ts';
import type { CaseHistory } from './case-history.ts';
import type { DocumentPhoto } from './document-model.ts';

/** What documents know of one case. */
export interface DocumentSource {
  readonly record: CaseRecord;
  readonly history: CaseHistory;
  /** The clocks as the case page explains them, see `explainDue`. */
  readonly workings: readonly (ExplainedDue & { readonly clock: Clock })[];
  /** Due date of the rectification if the extension asked for is granted; null when none is pending. */
  readonly extendedDueOn: CivilDate | null;
  readonly photos: { readonly before: readonly DocumentPhoto[]; readonly after: readonly DocumentPhoto[] };
}

/** What documents know of the bureau. */
export interface DocumentOffice {
  /** 填报单位, also 落款 and 发文机关标志. */
  readonly bureau: string;
  readonly today: CivilDate;
  /** Print the red head (发文机关标志 and red line); off for paper that has one. */
  readonly redHead: boolean;
  readonly contact: string;
  readonly phone: string;
  /** The next 文号 of the kind's series, null where the bureau has set none. */
  readonly nextNumber: string | null;
}
