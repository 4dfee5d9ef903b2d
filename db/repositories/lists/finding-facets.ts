import type { FindingFilter } from '#core/domain/finding/finding-filter.ts';
import type { Reader } from '../../access.ts';
import { searchWatermark } from '../../search/maintain.ts';
import { byCampaign } from './campaigns.ts';
import { whereSql } from './conditions.ts';
import { tallyAnswers } from './counts.ts';
import { type Driver, indexDriver, searchHitsSql, testsOf } from './drivers.ts';
import { type FacetValue, facetOf } from './facets.ts';
import { FINDING_LIST, findingQuery } from './finding-lists.ts';
import type { ListQuery } from './spec.ts';

/** Columns of the facets. */
const COLUMNS = {
  state: 'state',
  category: 'category',
  severity: 'severity',
  townCode: 'town_key',
  river: 'river',
  source: 'source',
  campaign: 'campaigns',
  batchId: 'batch_id',
} as const;

/** What is counted by value. */
export type FindingFacet = keyof typeof COLUMNS;

/** Values of one facet that are looked at; a bureau has fewer rivers than that. */
const MOST_VALUES = 200;

/**
 * Counts of the finding list by value, most first, each under the filters of the others and the search; '' = rows without a
 * town, river, source or campaign. What was not imported is in no batch. Of a very common search word a bounded number of
 * rows is counted.
 */
export function findingFacets(
  reader: Reader,
  filter: FindingFilter,
  search = '',
): Readonly<Record<FindingFacet, readonly FacetValue[]>> {
  const query = findingQuery(reader, { filter, search });
  const facet = (name: FindingFacet) => facetValues(reader, query, COLUMNS[name]);
  return {
    state: facet('state'),
    category: facet('category'),
    severity: facet('severity'),
    townCode: facet('townCode'),
    river: facet('river'),
    source: facet('source'),
    campaign: byCampaign(facet('campaign')),
    batchId: facet('batchId'),
  };
}

function facetValues(reader: Reader, whole: ListQuery, column: string): readonly FacetValue[] {
  const query = { ...whole, terms: whole.terms.filter((term) => term.column !== column) };
  const inTally = FINDING_LIST.tallyColumns.includes(column);
  if (inTally && query.search === null && tallyAnswers(FINDING_LIST, query))
    return facetOf(reader, FINDING_LIST, query, column);
  return countBy(reader, query, driverOf(reader, query, column), column);
}

/** Search hits (a bounded number), else the index of another filter, else the whole index that is led by the column. */
function driverOf(reader: Reader, query: ListQuery, column: string): Driver {
  if (query.search !== null) {
    const hits = searchHitsSql(FINDING_LIST, query, searchWatermark(reader, 'finding'));
    const text = `(select * from (${hits.text}) limit ${FINDING_LIST.limits.visitedRows}) k cross join finding r`;
    const fixed = [{ text: 'r.row_no = k.row_no', params: [] }];
    return { from: { text, params: hits.params }, fixed, answered: [], covered: [] };
  }
  const narrowing = indexDriver(FINDING_LIST, query);
  if (narrowing !== null) return narrowing;
  const { index, covers } = FINDING_LIST.termIndexes[column] ?? { index: 'finding_by_tally_idx', covers: true };
  // The index of the batches is partial: SQLite takes it only where the query says what it leaves out.
  const fixed = column === 'batch_id' ? [{ text: 'r.batch_id is not null', params: [] }] : [];
  return {
    from: { text: `finding r indexed by ${index}`, params: [] },
    fixed,
    answered: [],
    covered: covers ? FINDING_LIST.termCoveredColumns : [column],
  };
}

function countBy(reader: Reader, query: ListQuery, driver: Driver, column: string): readonly FacetValue[] {
  const where = whereSql(testsOf(query, driver));
  const text = `select r.${column}, count(*) from ${driver.from.text}${where.text} group by 1 order by 2 desc, 1 limit ${MOST_VALUES}`;
  const counts = reader.readRaw<[string | null, number]>(text).all(...driver.from.params, ...where.params);
  return counts.flatMap(([found, count]) =>
    found === null && column === 'batch_id' ? [] : [{ value: found ?? '', count }],
  );
}
