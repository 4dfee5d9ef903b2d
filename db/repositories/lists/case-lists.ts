import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import type { Reader } from '../../access.ts';
import { NO_DATE } from '../../schema/columns.ts';
import { CATEGORIES, HANDLING_STATES } from '../../schema/vocabulary.ts';
import { type CaseListItem, caseAtRow, caseItemAtRow, casesAtRows } from '../cases.ts';
import { marks } from '../row-cursor.ts';
import { campaignTexts } from './campaigns.ts';
import { type FacetValue, facetOf } from './facets.ts';
import { idsOf, type ListResult, listOf, rangesOf, type SortOrder, searchOf, sortOf, termsOf } from './request.ts';
import { allRows, totalOf } from './run.ts';
import {
  LIST_LIMITS,
  type ListQuery,
  type ListSpec,
  type PageQuery,
  type RangeFilter,
  type Sql,
  type Total,
} from './spec.ts';

export type { CaseFilter };

/** What the case list can be sorted by; cases without the date come last in both directions. */
export type CaseSortBy = 'dueOn' | 'filedOn' | 'foundOn' | 'number' | 'closedOn' | 'updatedAt';

/** A case list without its page. */
export interface CaseSelection {
  readonly filter?: CaseFilter | undefined;
  /** As typed; see `compileSearch`. */
  readonly search?: string | undefined;
  /** By due date, soonest first, when left out. */
  readonly sort?: SortOrder<CaseSortBy> | undefined;
}

const SORTS = {
  dueOn: sort('due', 'due_sort', true),
  filedOn: sort('filed', 'filed_on', false),
  foundOn: sort('found', 'found_on', false),
  number: { ...sort('number', 'number', false), plainIndex: 'case_record_number_idx' },
  closedOn: sort('closed', 'closed_sort', true),
  updatedAt: sort('updated', 'updated_at', false),
};

const BY_DUE_DATE: SortOrder<CaseSortBy> = { by: 'dueOn', dir: 'asc' };

const FILTERS = ['handling', 'town_key', 'category', 'severity', 'source', 'lead_unit', 'river', 'due_sort'];

/** The cases of which a side region is not at rest. */
const ACTIVE = {
  index: 'case_record_by_region_idx',
  where: "(r.clock <> 'running' or r.extension <> 'none' or r.supervision <> 'none' or r.referral <> 'none')",
  covered: ['clock', 'extension', 'supervision', 'referral', ...FILTERS, 'found_on', 'filed_on'],
};

/** Every key is greater than '', none is not; a comparison, so that the index of those that have one may be used. */
const IS_REBOUND: RangeFilter = { column: 'rebound_of_case_id', from: '', to: null };
/** No deadline runs (无期限). */
const NO_DUE: RangeFilter = { column: 'due_sort', from: NO_DATE, to: null };

/** How cases are stored, for the list engine. */
export const CASE_LIST: ListSpec = {
  kind: 'case',
  table: 'case_record',
  tally: 'case_tally',
  fts: 'case_fts',
  initials: 'case_initials',
  stateColumn: 'handling',
  states: HANDLING_STATES,
  tallyColumns: ['town_key', 'category', 'handling', 'severity', 'source'],
  tallyIndex: 'case_record_by_tally_idx',
  coveredColumns: ['town_key', 'category', 'severity', 'source', 'lead_unit', 'river', 'due_sort', 'found_on'],
  termCoveredColumns: ['handling', 'town_key', 'category', 'severity', 'source', 'lead_unit', 'river'],
  mainIndex: 'case_record_by_town_idx',
  mainSort: 'due_sort',
  categories: CATEGORIES,
  termIndexes: {
    campaigns: { index: 'case_record_by_campaign_idx', covers: true },
    river: { index: 'case_record_by_river_idx', covers: true },
    lead_unit: { index: 'case_record_by_unit_idx', covers: true },
  },
  rareColumns: {
    clock: { ...ACTIVE, usual: 'running' },
    extension: { ...ACTIVE, usual: 'none' },
    supervision: { ...ACTIVE, usual: 'none' },
    referral: { ...ACTIVE, usual: 'none' },
    rebound_of_case_id: { index: 'case_record_by_rebound_idx', where: '', usual: '', covered: [] },
    gross_sort: { index: 'case_record_by_gross_idx', where: '', usual: NO_DATE, covered: FILTERS },
  },
  sorts: Object.values(SORTS),
  limits: LIST_LIMITS,
};

/** One page of the case list. */
export function listCases(
  reader: Reader,
  request: CaseSelection & { readonly page: PageQuery },
): ListResult<CaseListItem> {
  return listOf(reader, CASE_LIST, caseQuery(reader, request), request.page, caseItemAtRow);
}

/** One page of the case list, whole cases, by several sort columns; by due date, soonest first, when there is none. */
export function listWholeCases(
  reader: Reader,
  {
    filter,
    search,
    sorts,
    page,
  }: Omit<CaseSelection, 'sort'> & {
    readonly sorts: readonly SortOrder<CaseSortBy>[];
    readonly page: PageQuery;
  },
): ListResult<CaseRecord> {
  const [first = BY_DUE_DATE, ...further] = sorts;
  const query = { ...caseQuery(reader, { filter, search }), ...sortOf(SORTS, first, further) };
  return listOf(reader, CASE_LIST, query, page, caseAtRow);
}

/** Every case of a list in its order, whole, for exports. Run it inside `inReadTx` for one state of the database. */
export function* iterateCases(reader: Reader, selection: CaseSelection): Generator<CaseRecord> {
  yield* casesAtRows(reader, allRows(reader, CASE_LIST, caseQuery(reader, selection)));
}

/** Size of a case list. */
export function countCases(reader: Reader, selection: CaseSelection): Total {
  return totalOf(reader, CASE_LIST, caseQuery(reader, selection));
}

/** How many cases there are of each town, class, state, severity and source; see `facetOf`. */
export function caseFacets(reader: Reader, filter: CaseFilter = {}): CaseFacets {
  const facet = (column: string) => facetOf(reader, CASE_LIST, caseQuery(reader, { filter }), column);
  return {
    townCode: facet('town_key'),
    category: facet('category'),
    handling: facet('handling'),
    severity: facet('severity'),
    source: facet('source'),
  };
}

/** Counts by value; `townCode` '' = town not known. */
export type CaseFacets = Readonly<
  Record<'townCode' | 'category' | 'handling' | 'severity' | 'source', readonly FacetValue[]>
>;

/** A request in terms of columns. The reader says what a campaign stands for, and which words stand in the texts. */
export function caseQuery(reader: Reader, { filter = {}, search, sort: order }: CaseSelection): ListQuery {
  return {
    terms: termsOf([
      ['town_key', filter.townCode],
      ['category', filter.category],
      ['handling', filter.handling],
      ['severity', filter.severity],
      ['source', filter.source],
      ['river', filter.river],
      ['lead_unit', filter.leadUnit],
      ['campaigns', campaignTexts(reader, CASE_LIST, filter.campaign)],
      ['clock', filter.clock],
      ['extension', filter.extension],
      ['supervision', filter.supervision],
      ['referral', filter.referral],
    ]),
    ranges: rangesOf([
      ['due_sort', filter.dueFrom, filter.dueTo],
      ['found_on', filter.foundFrom, filter.foundTo],
      ['filed_on', filter.filedFrom, filter.filedTo],
      ['closed_sort', filter.closedFrom, filter.closedTo],
      ['gross_sort', filter.grossFrom, filter.grossTo],
    ])
      .concat(filter.rebound === true ? IS_REBOUND : [])
      .concat(filter.noDue === true ? NO_DUE : []),
    ids: idsOf(filter.ids, handledBy(filter.handledBy)),
    search: searchOf(reader, 'case', search),
    ...sortOf(SORTS, order ?? BY_DUE_DATE),
  };
}

/** The cases in which one of the accounts took a step; null when all. Word for word what the index is limited to. */
function handledBy(accounts: readonly string[] | undefined): Sql | null {
  if (accounts === undefined || accounts.length === 0) return null;
  const text = `select aggregate_id from event_log indexed by event_log_by_actor_idx
    where aggregate = 'case' and type <> 'case.deadlinesRestated' and actor in (${marks(accounts.length)})`;
  return { text, params: accounts };
}

function sort(name: string, column: string, nullable: boolean) {
  return {
    column,
    nullable,
    plainIndex: `case_record_by_${name}_idx`,
    stateIndex: `case_record_by_state_${name}_idx`,
  };
}
