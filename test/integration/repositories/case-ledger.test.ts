import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { buildCalendar } from '#core/domain/deadline/calendar.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { dueBands } from '#core/domain/ledger/due-bands.ts';
import { type Connection, inWriteTx } from '#db/access.ts';
import { caseItemAtRow, insertCase } from '#db/repositories/cases.ts';
import { caseBandCounts, caseFacetCounts } from '#db/repositories/lists/case-facets.ts';
import { CASE_LIST, type CaseSortBy, caseQuery, listWholeCases } from '#db/repositories/lists/case-lists.ts';
import { allRows, pageOfKeys } from '#db/repositories/lists/run.ts';
import { LIST_LIMITS, type ListLimits, type ListQuery } from '#db/repositories/lists/spec.ts';
import { CATEGORIES, HANDLING_STATES } from '#db/schema/vocabulary.ts';
import { catchUpSearch } from '#db/search/maintain.ts';
import { caseArbitrary, RIVERS, SOURCES, TOWNS, UNITS } from './arbitrary-records.ts';
import { caseTexts, naiveMatch } from './naive.ts';
import { openTestDatabase } from './test-database.ts';

const ROWS = 200;
/** Few days, so that many cases share one. */
const DAYS = ['2026-10-30', '2026-11-02', '2026-11-03', '2026-11-06', '2026-12-01'];

/** 专项行动 of the cases. */
const CAMPAIGNS: readonly (readonly string[])[] = [[], ['清河行动'], ['清河行动', '百日行动'], []];

let connection: Connection;
let textsOfCases: ReturnType<typeof caseTexts>[];
let cases: CaseRecord[];

beforeAll(() => {
  connection = openTestDatabase();
  const day = (at: number) => DAYS[at % DAYS.length] ?? null;
  cases = fc.sample(caseArbitrary, { numRuns: ROWS, seed: 11 }).map((record, at) => ({
    ...record,
    foundOn: day(at * 7) ?? record.foundOn,
    dueOn: at % 3 === 0 ? null : day(at * 3),
    closedOn: at % 4 === 0 ? day(at) : null,
    campaigns: CAMPAIGNS[at % CAMPAIGNS.length] ?? [],
  }));
  textsOfCases = cases.map(caseTexts);
  inWriteTx(connection, (tx) => {
    for (const record of cases) insertCase(tx, record, 'later');
    while (catchUpSearch(tx, 50) > 0);
  });
});

const some = <T>(values: readonly T[]) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }) },
  );
const day = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom(...DAYS) },
);
const filters: fc.Arbitrary<CaseFilter> = fc.record({
  townCode: some(['', ...TOWNS]),
  category: some(CATEGORIES),
  handling: some(HANDLING_STATES),
  source: some(SOURCES),
  leadUnit: some(['', ...UNITS]),
  river: some(['', ...RIVERS]),
  campaign: fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(['清河行动'], [''], ['', '百日行动']) },
  ),
  noDue: fc.oneof(
    { weight: 8, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constant(true as const) },
  ),
  dueFrom: day,
  dueTo: day,
  foundFrom: day,
});
const searches = fc.constantFrom('', '', '河', '垃圾', '没有这样的', 'hdlj', 'HDL 河');
const lowLimits: fc.Arbitrary<ListLimits> = fc.constantFrom(
  LIST_LIMITS,
  { ...LIST_LIMITS, rows: 5, tally: 5, sparse: 0 },
  { ...LIST_LIMITS, rows: 0, tally: 5000, sparse: 5000 },
);
const sorts = fc.uniqueArray(
  fc.record({
    by: fc.constantFrom<CaseSortBy>('dueOn', 'filedOn', 'foundOn', 'number', 'closedOn', 'updatedAt'),
    dir: fc.constantFrom('asc' as const, 'desc' as const),
  }),
  { minLength: 1, maxLength: 3, selector: ({ by }) => by },
);

const among = (values: readonly string[] | undefined, value: string) => values === undefined || values.includes(value);
const within = (from: string | undefined, to: string | undefined, value: string | null) =>
  (from === undefined && to === undefined) || (value !== null && value >= (from ?? '') && value <= (to ?? '9'));

/** '' = none. */
const campaignsOf = ({ campaigns }: CaseRecord) => (campaigns.length === 0 ? [''] : campaigns);

function passes(row: CaseRecord, filter: CaseFilter, search: string): boolean {
  return (
    among(filter.townCode, row.townCode ?? '') &&
    among(filter.category, row.category) &&
    among(filter.handling, row.state.handling) &&
    among(filter.source, row.source) &&
    among(filter.leadUnit, row.leadUnit ?? '') &&
    among(filter.river, row.river ?? '') &&
    campaignsOf(row).some((name) => among(filter.campaign, name)) &&
    (filter.noDue === undefined || row.dueOn === null) &&
    within(filter.dueFrom, filter.dueTo, row.dueOn) &&
    within(filter.foundFrom, undefined, row.foundOn) &&
    (search === '' || naiveMatch(caseTexts(row), search, textsOfCases))
  );
}

type Order = { readonly by: CaseSortBy; readonly dir: 'asc' | 'desc' };

/** By each column in turn, "none" last in both directions, then by order of entry in the direction of the last column. */
function inOrder(rows: readonly CaseRecord[], orders: readonly Order[]): readonly CaseRecord[] {
  const compare = (a: CaseRecord, b: CaseRecord): number => {
    for (const { by, dir } of orders) {
      const [left, right] = [a[by], b[by]];
      if (left === right) continue;
      if (left === null) return 1;
      if (right === null) return -1;
      return (left < right ? -1 : 1) * (dir === 'asc' ? 1 : -1);
    }
    return (cases.indexOf(a) - cases.indexOf(b)) * (orders.at(-1)?.dir === 'desc' ? -1 : 1);
  };
  return rows.toSorted(compare);
}

const sortColumn = (by: CaseSortBy) => caseQuery(connection.reader, { sort: { by, dir: 'asc' } }).sort;

describe('a list by several columns', () => {
  test('has the order of a plain sort on every page, whatever way it takes', () => {
    fc.assert(
      fc.property(
        filters,
        searches,
        sorts,
        lowLimits,
        fc.constantFrom(7, 60),
        (filter, search, orders, limits, size) => {
          const [first, ...rest] = orders;
          if (first === undefined) return;
          const expected = inOrder(
            cases.filter((row) => passes(row, filter, search)),
            orders,
          ).map(({ id }) => id);
          const query: ListQuery = {
            ...caseQuery(connection.reader, { filter, search, sort: first }),
            further: rest.map(({ by, dir }) => ({ sort: sortColumn(by), direction: dir })),
          };
          const spec = { ...CASE_LIST, limits };
          const idOf = (rowNo: number) => caseItemAtRow(connection.reader, rowNo).id;
          const found: string[] = [];
          for (let offset = 0; offset < expected.length; offset += size) {
            const { keys } = pageOfKeys(connection.reader, spec, query, { offset, size });
            found.push(...keys.map(([rowNo]) => idOf(rowNo)));
          }
          expect(found).toEqual(expected);
          expect(allRows(connection.reader, spec, query).map(idOf)).toEqual(expected);
        },
      ),
      { numRuns: 120, seed: 5 },
    );
  });

  test('goes by due date where no column is named, and takes a column named twice once', () => {
    const list = (by: readonly Order[]) =>
      listWholeCases(connection.reader, { sorts: by, page: { size: 200 } }).rows.map(({ id }) => id);
    expect(list([])).toEqual(inOrder(cases, [{ by: 'dueOn', dir: 'asc' }]).map(({ id }) => id));
    const twice: readonly Order[] = [
      { by: 'foundOn', dir: 'desc' },
      { by: 'foundOn', dir: 'asc' },
      { by: 'number', dir: 'asc' },
    ];
    expect(list(twice)).toEqual(
      list([
        { by: 'foundOn', dir: 'desc' },
        { by: 'number', dir: 'asc' },
      ]),
    );
  });
});

describe('counts beside the list', () => {
  const VALUES: Readonly<Record<string, (row: CaseRecord) => readonly string[]>> = {
    townCode: (row) => [row.townCode ?? ''],
    category: (row) => [row.category],
    handling: (row) => [row.state.handling],
    severity: (row) => [row.severity],
    source: (row) => [row.source],
    river: (row) => [row.river ?? ''],
    leadUnit: (row) => [row.leadUnit ?? ''],
    campaign: campaignsOf,
  };

  test('of each facet are those of the rows that the search and the other filters leave', () => {
    fc.assert(
      fc.property(filters, searches, (filter, search) => {
        const counted = caseFacetCounts(connection.reader, filter, search);
        expect([...counted.keys()].toSorted()).toEqual(Object.keys(VALUES).toSorted());
        for (const [facet, { exact, values }] of counted) {
          const others = { ...filter, [facet]: undefined };
          const expected: Record<string, number> = {};
          for (const row of cases.filter((each) => passes(each, others, search))) {
            for (const value of VALUES[facet]?.(row) ?? []) expected[value] = (expected[value] ?? 0) + 1;
          }
          expect({
            facet,
            exact,
            counts: Object.fromEntries(values.map(({ value, count }) => [value, count])),
          }).toEqual({
            facet,
            exact: true,
            counts: expected,
          });
        }
      }),
      { numRuns: 70, seed: 6 },
    );
  });

  test('of the bands of due dates leave out the due date that is filtered, and add up with those that have none', () => {
    const bands = dueBands('2026-11-02', buildCalendar([]));
    fc.assert(
      fc.property(filters, searches, (filter, search) => {
        const { counts, exact, undated, undatedIsExact } = caseBandCounts(connection.reader, filter, search, bands);
        const others = { ...filter, dueFrom: undefined, dueTo: undefined, noDue: undefined };
        const rows = cases.filter((row) => passes(row, others, search));
        const expected = bands.map(
          (band) => rows.filter((row) => within(band.filter.dueFrom, band.filter.dueTo, row.dueOn)).length,
        );
        expect({ counts, exact, undatedIsExact }).toEqual({ counts: expected, exact: true, undatedIsExact: true });
        expect(undated).toBe(rows.filter(({ dueOn }) => dueOn === null).length);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows.filter(({ dueOn }) => dueOn !== null).length);
      }),
      { numRuns: 100, seed: 7 },
    );
  });
});
