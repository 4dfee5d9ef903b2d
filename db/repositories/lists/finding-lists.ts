import type { FindingFilter } from '#core/domain/finding/finding-filter.ts';
import { type FindingRecord, STANDING_FINDING_STATES } from '#core/domain/finding/finding-record.ts';
import type { Reader } from '../../access.ts';
import { CATEGORIES, FINDING_STATES } from '../../schema/vocabulary.ts';
import { findingAtRow } from '../findings.ts';
import { campaignTexts } from './campaigns.ts';
import { idsOf, type ListResult, listOf, rangesOf, type SortOrder, searchOf, sortOf, termsOf } from './request.ts';
import { allRows, totalOf } from './run.ts';
import { LIST_LIMITS, type ListQuery, type ListSpec, type PageQuery, type Total } from './spec.ts';

/** What the finding list can be sorted by. */
export type FindingSortBy = 'foundOn' | 'registeredOn' | 'number' | 'updatedAt';

/** A finding list without its page. */
export interface FindingSelection {
  readonly filter?: FindingFilter | undefined;
  /** As typed; see `compileSearch`. */
  readonly search?: string | undefined;
  /** By day found, latest first, when left out. */
  readonly sort?: SortOrder<FindingSortBy> | undefined;
}

const SORTS = {
  foundOn: sort('found', 'found_on'),
  registeredOn: sort('registered', 'registered_on'),
  number: { ...sort('number', 'number'), plainIndex: 'finding_number_idx' },
  updatedAt: sort('updated', 'updated_at'),
};

/** How findings are stored, for the list engine. */
export const FINDING_LIST: ListSpec = {
  kind: 'finding',
  table: 'finding',
  tally: 'finding_tally',
  fts: 'finding_fts',
  initials: 'finding_initials',
  stateColumn: 'state',
  states: FINDING_STATES,
  tallyColumns: ['town_key', 'category', 'state', 'severity', 'source'],
  tallyIndex: 'finding_by_tally_idx',
  coveredColumns: ['town_key', 'category', 'severity', 'source', 'river', 'found_on', 'registered_on'],
  termCoveredColumns: ['state', 'town_key', 'category', 'severity', 'source', 'river'],
  mainIndex: 'finding_by_town_idx',
  mainSort: 'found_on',
  categories: CATEGORIES,
  termIndexes: {
    batch_id: { index: 'finding_by_batch_idx', covers: true },
    campaigns: { index: 'finding_by_campaign_idx', covers: true },
    river: { index: 'finding_by_river_idx', covers: true },
  },
  rareColumns: {},
  sorts: Object.values(SORTS),
  limits: LIST_LIMITS,
};

/** One page of the finding list. */
export function listFindings(
  reader: Reader,
  request: FindingSelection & { readonly page: PageQuery },
): ListResult<FindingRecord> {
  return listOf(reader, FINDING_LIST, findingQuery(reader, request), request.page, findingAtRow);
}

/** Every finding of a list in its order, for exports. Run it inside `inReadTx` for one state of the database. */
export function* iterateFindings(reader: Reader, selection: FindingSelection): Generator<FindingRecord> {
  for (const rowNo of allRows(reader, FINDING_LIST, findingQuery(reader, selection))) yield findingAtRow(reader, rowNo);
}

/** Size of a finding list. */
export function countFindings(reader: Reader, selection: FindingSelection): Total {
  return totalOf(reader, FINDING_LIST, findingQuery(reader, selection));
}

/** A request in terms of columns. The reader says what a campaign stands for, and which words stand in the texts. */
export function findingQuery(reader: Reader, { filter = {}, search, sort: order }: FindingSelection): ListQuery {
  return {
    terms: termsOf([
      ['town_key', filter.townCode],
      ['category', filter.category],
      ['state', standing(reader, filter)],
      ['severity', filter.severity],
      ['source', filter.source],
      ['batch_id', filter.batchId],
      ['river', filter.river],
      ['campaigns', campaignTexts(reader, FINDING_LIST, filter.campaign)],
    ]),
    ranges: rangesOf([
      ['found_on', filter.foundFrom, filter.foundTo],
      ['registered_on', filter.registeredFrom, filter.registeredTo],
    ]),
    ids: idsOf(filter.ids),
    search: searchOf(reader, 'finding', search),
    ...sortOf(SORTS, order ?? { by: 'foundOn', dir: 'desc' }),
  };
}

/**
 * The states asked for; of a list that asks for none 已撤回导入 is left out, but of records that are named one by one. Undefined, which
 * the short indexes serve, while there is none of it.
 */
function standing(reader: Reader, { state = [], ids }: FindingFilter): readonly string[] | undefined {
  if (state.length > 0 || ids !== undefined) return state;
  const some = reader.readRaw("select 1 from finding_tally where state = 'withdrawn' limit 1").get();
  return some === undefined ? undefined : STANDING_FINDING_STATES;
}

function sort(name: string, column: string) {
  return {
    column,
    nullable: false,
    plainIndex: `finding_by_${name}_idx`,
    stateIndex: `finding_by_state_${name}_idx`,
  };
}
