import type { HandlingState } from '../domain/case/case-state.ts';
import type { CivilDate } from '../domain/deadline/terms.ts';
import type { FindingState } from '../domain/finding/finding-record.ts';
import type { WorkGroup } from '../domain/ledger/work-list.ts';

/** One row of a group: just what is needed to know what it is about. */
export interface WorkRow {
  readonly id: string;
  readonly number: string;
  readonly problem: string;
  /** 镇街 and place; empty when neither is known. */
  readonly place: string;
  /** 主办单位 of a case, 责任单位 or 转办去向 of a finding. */
  readonly unit: string | null;
  readonly state:
    | { readonly kind: 'case'; readonly state: HandlingState }
    | { readonly kind: 'finding'; readonly state: FindingState };
  readonly dueOn: CivilDate | null;
  readonly provisional: boolean;
  /** First day of the suspension that runs, null when none does. */
  readonly suspendedSince: CivilDate | null;
}

/** A group with its number of rows and the first of them. */
export type WorkGroupView = WorkGroup & {
  readonly total: number;
  readonly totalIsExact: boolean;
  readonly rows: readonly WorkRow[];
};

/** The work list. */
export interface WorkSummary {
  readonly today: CivilDate;
  readonly groups: readonly WorkGroupView[];
  /** There is not one finding or case yet. */
  readonly empty: boolean;
}

/** What others did to one record. */
export interface ChangedRecord {
  readonly kind: 'case' | 'finding';
  readonly id: string;
  readonly number: string;
  readonly problem: string;
  readonly place: string;
  /** Latest first; the first few of them. */
  readonly events: readonly {
    readonly seq: number;
    readonly label: string;
    readonly actorName: string;
    /** Instant of entry, ms UTC. */
    readonly at: number;
  }[];
  /** Number of all of them. */
  readonly count: number;
}

/** What others did since an event, by record, the latest first. */
export interface WorkChanges {
  /** Where the log stands: what to ask for next time. */
  readonly through: number;
  readonly records: readonly ChangedRecord[];
  readonly total: number;
  /** False: so much was done that only the latest part was looked at. */
  readonly complete: boolean;
}
