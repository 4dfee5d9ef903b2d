import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import type { DueBand } from '#core/domain/ledger/due-bands.ts';
import type { Reader, SqlValue } from '../../access.ts';
import { NO_DATE } from '../../schema/columns.ts';
import { searchWatermark } from '../../search/maintain.ts';
import { CASE_LIST, caseQuery } from './case-lists.ts';
import { whereSql } from './conditions.ts';
import { countFiltered, tallyAnswers } from './counts.ts';
import { type Driver, idsDriver, indexDriver, rareDriver, searchHitsSql, testsOf } from './drivers.ts';
import { byCampaign } from './campaigns.ts';
import { type FacetValue, facetOf } from './facets.ts';
import { rangesOf } from './request.ts';
import { totalOf } from './run.ts';
import type { ListQuery } from './spec.ts';

/** Columns of the facets, those of the tally's index in its order. */
const COLUMNS = {
  townCode: 'town_key',
  category: 'category',
  handling: 'handling',
  severity: 'severity',
  source: 'source',
  river: 'river',
  leadUnit: 'lead_unit',
  campaign: 'campaigns',
} as const;

/** What is counted by value. */
export type CaseFacet = keyof typeof COLUMNS;

const FACETS = Object.keys(COLUMNS) as CaseFacet[];

/** Values of one facet that are shown; the rest is found by typing. */
const MOST_VALUES = 200;

/** Counts of one facet, most first. `exact` false: only a bounded number of search hits was looked at. */
export interface FacetCounts {
  readonly exact: boolean;
  readonly values: readonly FacetValue[];
}

/** Counts of the case list by each value, under the search and the filters of the other facets; '' = not known. */
export function caseFacetCounts(
  reader: Reader,
  filter: CaseFilter,
  search: string,
): ReadonlyMap<CaseFacet, FacetCounts> {
  const whole = caseQuery(reader, { filter, search });
  const counted = new Map<CaseFacet, FacetCounts>();
  for (const facets of passesOf(whole)) {
    // A facet that filters is counted without its own filter, and alone.
    const query = {
      ...whole,
      terms: whole.terms.filter((term) => facets.length > 1 || term.column !== COLUMNS[facets[0]]),
    };
    for (const [facet, counts] of onePass(reader, query, facets)) counted.set(facet, counts);
  }
  return counted;
}

type Grouped = readonly (readonly [number, ...(string | null)[]])[];

/** Facets that are counted together: those that do not filter, as long as their combinations are few. */
function passesOf(query: ListQuery): readonly (readonly [CaseFacet, ...CaseFacet[]])[] {
  const few = query.search !== null || query.ids !== null;
  const isShared = (facet: CaseFacet) =>
    (few || CASE_LIST.tallyColumns.includes(COLUMNS[facet])) &&
    !query.terms.some(({ column }) => column === COLUMNS[facet]);
  const [first, ...rest] = FACETS.filter(isShared);
  const alone = FACETS.filter((facet) => !isShared(facet)).map((facet): [CaseFacet] => [facet]);
  return first === undefined ? alone : [[first, ...rest], ...alone];
}

/** Counts by due date. */
export interface BandCounts {
  /** As `FacetCounts.exact`. */
  readonly exact: boolean;
  /** Of each band, in its order. */
  readonly counts: readonly number[];
  /** Cases of which no deadline runs; at least so many where `undatedIsExact` is false. */
  readonly undated: number;
  readonly undatedIsExact: boolean;
}

/** How many cases lie in each band of due dates, and how many have none, under the search and the filters other than the due date. */
export function caseBandCounts(
  reader: Reader,
  filter: CaseFilter,
  search: string,
  bands: readonly DueBand[],
): BandCounts {
  const whole = caseQuery(reader, { filter, search });
  const others = { ...whole, ranges: whole.ranges.filter(({ column }) => column !== 'due_sort') };
  const query = { ...others, ranges: [...others.ranges, ...rangesOf([['due_sort', undefined, NO_DATE]])] };
  const { driver, exact } = driverOf(reader, query, 'due_sort');
  const where = whereSql(testsOf(query, driver));
  const sums = bands.map(() => 'coalesce(sum(r.due_sort between ? and ?), 0)').join(', ');
  const limits: SqlValue[] = bands.flatMap((band) => [band.filter.dueFrom ?? '', band.filter.dueTo ?? '9999-12-30']);
  const text = `select count(*), ${sums} from ${driver.from.text}${where.text}`;
  const [dated = 0, ...counts] =
    reader.readRaw<number[]>(text).get(...limits, ...driver.from.params, ...where.params) ?? [];
  // Most cases of many years are closed and have no due date: what is left of all of them, and no walk through them.
  const all = totalOf(reader, CASE_LIST, others);
  return {
    exact,
    counts,
    undated: Math.max(0, all.total - dated),
    undatedIsExact: exact && all.totalIsExact,
  };
}

function onePass(
  reader: Reader,
  query: ListQuery,
  facets: readonly [CaseFacet, ...CaseFacet[]],
): readonly (readonly [CaseFacet, FacetCounts])[] {
  if (inTally(query, facets))
    return facets.map((facet) => [facet, { exact: true, values: facetOf(reader, CASE_LIST, query, COLUMNS[facet]) }]);
  const { driver, exact } = driverOf(reader, query, COLUMNS[facets[0]]);
  const where = whereSql(testsOf(query, driver));
  const columns = facets.map((facet) => `r.${COLUMNS[facet]}`).join(', ');
  const text = `select count(*), ${columns} from ${driver.from.text}${where.text} group by ${columns}`;
  const rows = reader.readRaw<[number, ...(string | null)[]]>(text).all(...driver.from.params, ...where.params);
  return facets.map((facet, at) => [facet, { exact, values: valuesOf(facet, rows, at) }]);
}

function inTally(query: ListQuery, facets: readonly CaseFacet[]): boolean {
  const plain = query.search === null && query.ids === null && tallyAnswers(CASE_LIST, query);
  return plain && facets.every((facet) => CASE_LIST.tallyColumns.includes(COLUMNS[facet]));
}

function valuesOf(facet: CaseFacet, rows: Grouped, at: number): readonly FacetValue[] {
  const counts = new Map<string, number>();
  for (const [count, ...values] of rows) counts.set(values[at] ?? '', (counts.get(values[at] ?? '') ?? 0) + count);
  const values = [...counts].map(([value, count]) => ({ value, count }));
  return (facet === 'campaign' ? byCampaign(values) : values)
    .toSorted((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
    .slice(0, MOST_VALUES);
}

/** The way to the rows: search hits (a bounded number), the keys, the index of a filter, else the whole index led by the column. */
function driverOf(
  reader: Reader,
  query: ListQuery,
  column: string,
): { readonly driver: Driver; readonly exact: boolean } {
  if (query.ids !== null) return { driver: idsDriver(CASE_LIST, query, query.ids), exact: query.search === null };
  if (query.search !== null) return hitsDriver(reader, query);
  const narrowing = rareDriver(CASE_LIST, query) ?? indexDriver(CASE_LIST, query);
  if (narrowing === null) return { driver: wholeDriver(column), exact: true };
  // Most of the table is better walked in the order of the tally's index: its groups need no sorting then.
  const wide = query.ranges.length > 0 && countFiltered(reader, CASE_LIST, query).total > CASE_LIST.limits.tally;
  return { driver: wide ? wholeDriver('town_key') : narrowing, exact: true };
}

function hitsDriver(reader: Reader, query: ListQuery): { readonly driver: Driver; readonly exact: boolean } {
  const most = CASE_LIST.limits.rows;
  const hits = searchHitsSql(CASE_LIST, query, searchWatermark(reader, 'case'));
  const counted = reader.readRaw<[number]>(`select count(*) from (${hits.text} limit ${most + 1})`).get(...hits.params);
  const text = `(select * from (${hits.text}) limit ${most}) k cross join ${CASE_LIST.table} r`;
  const fixed = [{ text: 'r.row_no = k.row_no', params: [] }];
  return {
    driver: { from: { text, params: hits.params }, fixed, answered: [], covered: [] },
    exact: (counted?.[0] ?? 0) <= most,
  };
}

function wholeDriver(column: string): Driver {
  const { index, covers } = CASE_LIST.termIndexes[column] ?? { index: CASE_LIST.tallyIndex, covers: true };
  const from = { text: `${CASE_LIST.table} r indexed by ${index}`, params: [] };
  return { from, fixed: [], answered: [], covered: covers ? CASE_LIST.termCoveredColumns : [column] };
}
