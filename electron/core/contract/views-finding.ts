import type { HandlingState } from '../domain/case/case-state.ts';
import type { CivilDate } from '../domain/deadline/terms.ts';
import type { FindingState } from '../domain/finding/finding-record.ts';
import type { Severity } from '../domain/finding/problem.ts';

/** One value of a facet and how many findings have it under the filters of the other facets. */
export interface FindingFacetValue {
  /** As the filter takes it; '' = not known, of a campaign: none. */
  readonly value: string;
  readonly count: number;
  /** Name for people where the value is a key (导入批次: file name); null: the value itself. */
  readonly label: string | null;
}

/** Counts of the finding list by value, most first; what was not imported is in no batch. */
export type FindingFacets = Readonly<
  Record<
    'state' | 'category' | 'severity' | 'townCode' | 'river' | 'source' | 'campaign' | 'batchId',
    readonly FindingFacetValue[]
  >
>;

/** What the severity rules propose, with the Chinese reason and a doubt about the unit; null: no rule fits. */
export interface SeverityProposalView {
  readonly level: Severity;
  readonly explanation: string;
  readonly doubt: string | null;
}

/** Another record as a link. */
export type RecordLink =
  | { readonly kind: 'finding'; readonly id: string; readonly number: string; readonly state: FindingState }
  | { readonly kind: 'case'; readonly id: string; readonly number: string; readonly state: HandlingState };

/** The records that hang together with a finding. */
export interface FindingLinks {
  /** The case it was filed into (立案). */
  readonly filedInto: RecordLink | null;
  /** What it was merged into (合并). */
  readonly mergedInto: RecordLink | null;
  /** Findings that were merged into it. */
  readonly mergedHere: readonly RecordLink[];
  /** Import batch it came with, and the row of the sheet. */
  readonly batch: { readonly id: string; readonly fileName: string; readonly row: number | null } | null;
}

/** A record that may be the same problem (疑似重复) as a card shows it. */
export interface DuplicateView {
  readonly record: RecordLink;
  /** Metres between the points, null when one has none. */
  readonly distanceMetres: number | null;
  /** Chinese, strongest first. */
  readonly reasons: readonly string[];
  readonly description: string;
  /** Town and place as one line, null when neither is known. */
  readonly where: string | null;
  readonly foundOn: CivilDate;
  /** Of a closed case: the day of closure. */
  readonly closedOn: CivilDate | null;
  /** SHA-256 of its first photo (整改前 first); null when it has none. */
  readonly photo: string | null;
  /** What a finding may be merged into: the record itself, or what that was merged or filed into; null when nothing. */
  readonly mergeInto: RecordLink | null;
  /** The closed case that a case filed now would be a rebound (反弹) of. */
  readonly reboundOf: string | null;
  /** Somebody judged the two to be different problems (不是重复); only in `finding.similar`. */
  readonly distinct: boolean;
}
