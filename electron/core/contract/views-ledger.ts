import type { CaseEventType } from '../domain/case/case-events.ts';
import type { CaseRecord } from '../domain/case/case-record.ts';
import type { CaseFacts } from '../domain/case/case-state.ts';
import type { FindingFilter } from '../domain/finding/finding-filter.ts';
import type { CaseFilter } from '../domain/ledger/case-filter.ts';
import type { DueBandKey } from '../domain/ledger/due-bands.ts';

/** A case as the ledger grid (案件台账) shows it: the row and what of the facts its columns print. */
export interface LedgerCase extends Omit<CaseRecord, 'facts'> {
  readonly facts: Pick<CaseFacts, 'round' | 'beforePhotos' | 'afterPhotos' | 'extensionsGranted' | 'suspensions'>;
}

/** One value of a facet (筛选项) and how many cases have it under all other filters. */
export interface CaseFacetValue {
  /** As the filter takes it; '' = not known. */
  readonly value: string;
  /** Chinese. */
  readonly label: string;
  readonly count: number;
}

/** Counts of one facet, most first. `exact` false: at least so many (very common search words). */
export interface CaseFacet {
  readonly key: CaseFacetKey;
  readonly exact: boolean;
  readonly values: readonly CaseFacetValue[];
}

/** Parts of the case filter that have counts. */
export type CaseFacetKey =
  | 'handling'
  | 'category'
  | 'severity'
  | 'townCode'
  | 'river'
  | 'leadUnit'
  | 'source'
  | 'campaign';

/** One band of due dates, or the cases of which no deadline runs, with its count and the filter that opens its rows. */
export interface DueBandCount {
  readonly key: DueBandKey | 'none';
  readonly label: string;
  readonly filter: Pick<CaseFilter, 'dueFrom' | 'dueTo' | 'noDue'>;
  readonly count: number;
  readonly exact: boolean;
}

/** Counts beside the ledger grid. */
export interface CaseFacetsView {
  readonly facets: readonly CaseFacet[];
  readonly due: readonly DueBandCount[];
}

/** What may be done with a selection of cases (批量办理). */
export interface BulkAction {
  readonly type: CaseEventType;
  /** Chinese verb. */
  readonly label: string;
  /** How many of the cases allow it now, by this person. */
  readonly allowed: number;
  /** Chinese, why the first of the others does not; null when all do. */
  readonly reason: string | null;
}

/** What became of one case of a bulk action: done with its new revision, refused with the reason, or not begun (cancelled). */
export type BulkOutcome =
  | { readonly id: string; readonly number: string; readonly outcome: 'done'; readonly rev: number }
  | { readonly id: string; readonly number: string; readonly outcome: 'refused'; readonly message: string }
  | { readonly id: string; readonly number: string; readonly outcome: 'notBegun' };

/** A saved view (常用视图) of a list. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly spec: SavedViewSpec;
  /** Seen by all. */
  readonly shared: boolean;
  /** Whether it is the caller's own, which alone may be changed. */
  readonly own: boolean;
  readonly ownerName: string;
}

/** What a saved view shows. */
export interface SavedViewSpec {
  readonly filter: CaseFilter | FindingFilter;
  readonly search: string;
  readonly sort: readonly { readonly by: string; readonly dir: 'asc' | 'desc' }[];
}
