import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { HandlingState } from '#core/domain/case/case-state.ts';
import type { CivilDate } from '#core/domain/deadline/terms.ts';
import type { ProblemCategory, Severity } from '#core/domain/finding/problem.ts';
import type { Reader } from '../../access.ts';
import { CATEGORIES, HANDLING_STATES } from '../../schema/vocabulary.ts';
import { type CaseListItem, caseAtRow, caseItemAtRow } from '../cases.ts';
import { type FacetValue, facetOf } from './facets.ts';
import { type ListResult, listOf, rangesOf, type SortOrder, searchOf, sortOf, termsOf } from './request.ts';
import { allRows, totalOf } from './run.ts';
import { LIST_LIMITS, type ListQuery, type ListSpec, type PageQuery, type Total } from './spec.ts';

/**
 * Filter of the case list; fields are joined by AND, the values of one by OR. An empty list of values filters nothing;
 * an empty `ids` finds nothing. `townCode` '' = town not known.
 */
export interface CaseFilter {
  readonly townCode?: readonly string[] | undefined;
  readonly category?: readonly ProblemCategory[] | undefined;
  readonly handling?: readonly HandlingState[] | undefined;
  readonly severity?: readonly Severity[] | undefined;
  readonly source?: readonly string[] | undefined;
  readonly leadUnit?: readonly string[] | undefined;
  readonly river?: readonly string[] | undefined;
  readonly dueFrom?: CivilDate | undefined;
  readonly dueTo?: CivilDate | undefined;
  readonly foundFrom?: CivilDate | undefined;
  readonly foundTo?: CivilDate | undefined;
  readonly ids?: readonly string[] | undefined;
}

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

/** How cases are stored, for the list engine. */
export const CASE_LIST: ListSpec = {
  kind: 'case',
  table: 'case_record',
  tally: 'case_tally',
  fts: 'case_fts',
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
    river: { index: 'case_record_by_river_idx', covers: true },
    lead_unit: { index: 'case_record_by_unit_idx', covers: true },
  },
  sorts: Object.values(SORTS),
  limits: LIST_LIMITS,
};

/** One page of the case list. */
export function listCases(
  reader: Reader,
  request: CaseSelection & { readonly page: PageQuery },
): ListResult<CaseListItem> {
  return listOf(reader, CASE_LIST, caseQuery(request), request.page, caseItemAtRow);
}

/** Every case of a list in its order, whole, for exports. Run it inside `inReadTx` for one state of the database. */
export function* iterateCases(reader: Reader, selection: CaseSelection): Generator<CaseRecord> {
  for (const rowNo of allRows(reader, CASE_LIST, caseQuery(selection))) yield caseAtRow(reader, rowNo);
}

/** Size of a case list. */
export function countCases(reader: Reader, selection: CaseSelection): Total {
  return totalOf(reader, CASE_LIST, caseQuery(selection));
}

/** How many cases there are of each town, class, state, severity and source; see `facetOf`. */
export function caseFacets(reader: Reader, filter: CaseFilter = {}): CaseFacets {
  const facet = (column: string) => facetOf(reader, CASE_LIST, caseQuery({ filter }), column);
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

/** A request in terms of columns. */
export function caseQuery({ filter = {}, search, sort: order }: CaseSelection): ListQuery {
  return {
    terms: termsOf([
      ['town_key', filter.townCode],
      ['category', filter.category],
      ['handling', filter.handling],
      ['severity', filter.severity],
      ['source', filter.source],
      ['river', filter.river],
      ['lead_unit', filter.leadUnit],
    ]),
    ranges: rangesOf([
      ['due_sort', filter.dueFrom, filter.dueTo],
      ['found_on', filter.foundFrom, filter.foundTo],
    ]),
    ids: filter.ids ?? null,
    search: searchOf(search),
    ...sortOf(SORTS, order ?? { by: 'dueOn', dir: 'asc' }),
  };
}

function sort(name: string, column: string, nullable: boolean) {
  return {
    column,
    nullable,
    plainIndex: `case_record_by_${name}_idx`,
    stateIndex: `case_record_by_state_${name}_idx`,
  };
}
