import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { grossOverdueOn } from '#core/domain/case/gross-overdue.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { type Connection, inWriteTx } from '#db/access.ts';
import { caseItemAtRow, insertCase, updateCase } from '#db/repositories/cases.ts';
import { findingAtRow, insertFinding } from '#db/repositories/findings.ts';
import {
  CASE_LIST,
  type CaseFilter,
  type CaseSelection,
  type CaseSortBy,
  caseFacets,
  caseQuery,
} from '#db/repositories/lists/case-lists.ts';
import {
  FINDING_LIST,
  type FindingSelection,
  type FindingSortBy,
  findingQuery,
} from '#db/repositories/lists/finding-lists.ts';
import { allRows, pageOfKeys, totalOf } from '#db/repositories/lists/run.ts';
import {
  LIST_LIMITS,
  type ListLimits,
  type ListQuery,
  type ListSpec,
  type PageCursor,
} from '#db/repositories/lists/spec.ts';
import { CATEGORIES, FINDING_STATES, HANDLING_STATES, SEVERITIES } from '#db/schema/vocabulary.ts';
import { catchUpSearch } from '#db/search/maintain.ts';
import { caseArbitrary, civilDate, findingArbitrary, RIVERS, SOURCES, TOWNS, UNITS } from './arbitrary-records.ts';
import { caseTexts, findingTexts, naiveMatch, naiveSort, readings } from './naive.ts';
import { openTestDatabase } from './test-database.ts';

const ROWS = 240;
/** Rows beyond the watermark, so that indexed and waiting rows are both searched. */
const WAITING = 40;

let connection: Connection;
let cases: CaseRecord[];
let findings: FindingRecord[];
let textsOfCases: ReturnType<typeof caseTexts>[];
let textsOfFindings: ReturnType<typeof findingTexts>[];

beforeAll(() => {
  connection = openTestDatabase();
  cases = fc.sample(caseArbitrary, { numRuns: ROWS, seed: 7 }).map(dueByItsClock);
  findings = fc.sample(findingArbitrary, { numRuns: ROWS, seed: 8 });
  inWriteTx(connection, (tx) => {
    for (const record of cases.slice(0, -WAITING)) insertCase(tx, record, 'later');
    for (const finding of findings.slice(0, -WAITING)) insertFinding(tx, finding, 'later');
    while (catchUpSearch(tx, 50) > 0);
    for (const record of cases.slice(-WAITING)) insertCase(tx, record, 'later');
    for (const finding of findings.slice(-WAITING)) insertFinding(tx, finding, 'later');
    // Rows change their state after they were counted and indexed.
    cases = cases.map((record, at) => (at % 5 === 0 ? changed(record) : record));
    for (const record of cases) updateCase(tx, record, record.rev - (cases.indexOf(record) % 5 === 0 ? 1 : 0));
  });
  textsOfCases = cases.map(caseTexts);
  textsOfFindings = findings.map(findingTexts);
});

/** Random clocks and due dates do not belong together; here some do, so that a case can be 严重超期. */
function dueByItsClock(record: CaseRecord): CaseRecord {
  const [clock] = record.facts.clocks;
  const [due] = record.dues;
  if (clock === undefined || due === undefined) return record;
  const clocks = [{ ...clock, stoppedOn: null }];
  return { ...record, facts: { ...record.facts, clocks }, dues: [{ ...due, clockId: clock.id, dueOn: record.dueOn }] };
}

function changed(record: CaseRecord): CaseRecord {
  const state = { ...record.state, handling: 'pendingReview' as const };
  return { ...record, rev: record.rev + 1, state, description: `${record.description}河库`, dueOn: null };
}

/** Limits so low that with few rows every way is walked, and those of the program. */
const limits: fc.Arbitrary<ListLimits> = fc.oneof(
  fc.constant(LIST_LIMITS),
  fc.record({
    rows: fc.constantFrom(0, 5, 60, 5000),
    tally: fc.constantFrom(0, 5, 5000),
    visits: fc.constantFrom(30, 5000),
    visitedRows: fc.constantFrom(30, 5000),
    gathered: fc.constantFrom(0, 30, 5000),
    sparse: fc.constantFrom(0, 5, 5000),
    tested: fc.constantFrom(3, 5000),
  }),
);

/** Left out more often than not: with every filter there nothing would be found. */
const seldom = <T>(weight: number, values: fc.Arbitrary<T>) =>
  fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: values });
const some = <T>(values: readonly T[]) => seldom(4, fc.uniqueArray(fc.constantFrom(...values), { maxLength: 4 }));
const rarely = <T>(values: readonly T[]) =>
  seldom(8, fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }));
const date = seldom(8, civilDate);
const dir = fc.constantFrom('asc', 'desc');
/** A part of some record's texts, of 1 to 4 characters or a whole code; sometimes one that is nowhere. */
const word = fc
  .tuple(fc.nat({ max: 2 * ROWS - 1 }), fc.nat({ max: 10 }), fc.integer({ min: 1, max: 4 }))
  .map(([row, from, length]) => {
    const texts = row < ROWS ? caseTexts(at(cases, row)) : findingTexts(at(findings, row - ROWS));
    const text = [...(texts[from % texts.length] ?? '河')];
    const start = text.length === 0 ? 0 : from % text.length;
    return text.slice(start, start + length).join('');
  });
/** The pinyin initials of such a part, in either case. */
const initials = word.map((text) => [...text].map((character) => readings(character).slice(0, 1)).join(''));
const search = seldom(
  1,
  fc.oneof(
    word,
    initials,
    fc.tuple(word, word).map((words) => words.join(' ')),
    fc.tuple(word, initials, initials).map((words) => words.join(' ').toUpperCase()),
    fc.constantFrom('库', '河库', '没有这样的', 'k12', '3', 'HD', 'k', 'hdlj', 'bh'),
  ),
);

function at<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new Error(`nothing at ${index}`);
  return value;
}

const caseSelection: fc.Arbitrary<CaseSelection> = fc.record({
  filter: fc.record({
    townCode: some(['', ...TOWNS]),
    category: some(CATEGORIES),
    handling: some(HANDLING_STATES),
    severity: some(SEVERITIES),
    source: some(SOURCES),
    leadUnit: some(['', ...UNITS]),
    river: some(['', ...RIVERS]),
    campaign: seldom(8, fc.constantFrom([''], ['河'], ['', '没有的'], ['没有的'])),
    noDue: seldom(12, fc.constant(true as const)),
    dueFrom: date,
    dueTo: date,
    foundFrom: date,
    foundTo: date,
    filedFrom: date,
    filedTo: date,
    closedFrom: date,
    closedTo: date,
    grossFrom: date,
    grossTo: date,
    clock: rarely(['running', 'suspended'] as const),
    extension: rarely(['none', 'requested', 'endorsed'] as const),
    supervision: rarely(['none', 'supervised', 'listed'] as const),
    referral: rarely(['none', 'delivered', 'declined'] as const),
    rebound: seldom(8, fc.constant(true as const)),
  }),
  search,
  sort: fc.record({
    by: fc.constantFrom<CaseSortBy>('dueOn', 'filedOn', 'foundOn', 'number', 'closedOn', 'updatedAt'),
    dir,
  }),
});

const among = (values: readonly string[] | undefined, value: string | null) =>
  values === undefined || values.length === 0 || (value !== null && values.includes(value));
/** Who asks for no state gets all but what was withdrawn with its import. */
const inState = (asked: readonly string[] | undefined, state: string) =>
  asked === undefined || asked.length === 0 ? state !== 'withdrawn' : asked.includes(state);
const within = (from: string | undefined, to: string | undefined, value: string | null) =>
  (from === undefined && to === undefined) || (value !== null && value >= (from ?? '') && value <= (to ?? '9'));

const inCampaign = (asked: readonly string[] | undefined, of: readonly string[]) =>
  asked === undefined || (of.length === 0 ? asked.includes('') : of.some((name) => asked.includes(name)));

function passes(row: CaseRecord, filter: CaseFilter): boolean {
  return (
    among(filter.townCode, row.townCode ?? '') &&
    among(filter.category, row.category) &&
    among(filter.handling, row.state.handling) &&
    among(filter.severity, row.severity) &&
    among(filter.source, row.source) &&
    among(filter.leadUnit, row.leadUnit ?? '') &&
    among(filter.river, row.river ?? '') &&
    among(filter.clock, row.state.clock) &&
    among(filter.extension, row.state.extension) &&
    among(filter.supervision, row.state.supervision) &&
    among(filter.referral, row.state.referral) &&
    inCampaign(filter.campaign, row.campaigns) &&
    (filter.noDue === undefined || row.dueOn === null) &&
    (filter.rebound === undefined || row.reboundOf !== null) &&
    within(filter.dueFrom, filter.dueTo, row.dueOn) &&
    within(filter.foundFrom, filter.foundTo, row.foundOn) &&
    within(filter.filedFrom, filter.filedTo, row.filedOn) &&
    within(filter.closedFrom, filter.closedTo, row.closedOn) &&
    within(filter.grossFrom, filter.grossTo, grossOverdueOn(row))
  );
}

function naiveCases({ filter = {}, search: typed, sort }: CaseSelection): string[] {
  const { by, dir: direction } = sort ?? { by: 'dueOn', dir: 'asc' };
  return naiveSort(cases, (row) => row[by], direction)
    .filter((row) => passes(row, filter) && (typed === undefined || naiveMatch(caseTexts(row), typed, textsOfCases)))
    .map(({ id }) => id);
}

/** Reads a whole list page by page, by cursor or offset, and holds each page's total against the list. */
function readPages(spec: ListSpec, query: ListQuery, size: number, byCursor: boolean, expected: number): number[] {
  const rows: number[] = [];
  let after: PageCursor | null = null;
  for (;;) {
    const offset = byCursor ? 0 : rows.length;
    const page = pageOfKeys(connection.reader, spec, query, { size, after, offset });
    if (page.totalIsExact) expect(page.total).toBe(expected);
    else if (!byCursor) expect(page.total).toBeLessThanOrEqual(Math.max(expected, spec.limits.rows));
    const last = page.keys.at(-1);
    if (last === undefined) return rows;
    rows.push(...page.keys.map(([rowNo]) => rowNo));
    expect(rows.length).toBeLessThanOrEqual(expected);
    if (byCursor) after = { rowNo: last[0], value: last[1] };
  }
}

describe('the list engine, whatever way it takes', () => {
  test('gives the cases of a plain filter and search, once each, in order, page by page', () => {
    fc.assert(
      fc.property(
        caseSelection,
        limits,
        fc.constantFrom(7, 50, 200),
        fc.boolean(),
        (selection, low, size, byCursor) => {
          const expected = naiveCases(selection);
          const spec = { ...CASE_LIST, limits: low };
          const query = caseQuery(connection.reader, selection);
          const ids = (rows: readonly number[]) => rows.map((rowNo) => caseItemAtRow(connection.reader, rowNo).id);
          expect(ids(readPages(spec, query, size, byCursor, expected.length))).toEqual(expected);
          expect(ids(allRows(connection.reader, spec, query))).toEqual(expected);
          const { total, totalIsExact } = totalOf(connection.reader, spec, query);
          if (totalIsExact) expect(total).toBe(expected.length);
        },
      ),
      { numRuns: 400, seed: 1 },
    );
  });

  test('does the same for findings, with their import batch', () => {
    const selection: fc.Arbitrary<FindingSelection> = fc.record({
      filter: fc.record({
        townCode: some(TOWNS),
        category: some(CATEGORIES),
        state: some(FINDING_STATES),
        river: some(['', ...RIVERS]),
        batchId: some(['batch-1', 'batch-2']),
        registeredFrom: date,
        foundTo: date,
      }),
      search,
      sort: fc.record({ by: fc.constantFrom<FindingSortBy>('foundOn', 'registeredOn', 'number', 'updatedAt'), dir }),
    });
    fc.assert(
      fc.property(selection, limits, fc.boolean(), ({ filter = {}, search: typed, sort }, low, byCursor) => {
        const { by, dir: direction } = sort ?? { by: 'foundOn', dir: 'desc' };
        const expected = naiveSort(findings, (row) => row[by], direction)
          .filter(
            (row) =>
              among(filter.townCode, row.townCode ?? '') &&
              among(filter.category, row.category) &&
              inState(filter.state, row.state) &&
              among(filter.river, row.river ?? '') &&
              among(filter.batchId, row.batchId) &&
              within(filter.registeredFrom, undefined, row.registeredOn) &&
              within(undefined, filter.foundTo, row.foundOn) &&
              (typed === undefined || naiveMatch(findingTexts(row), typed, textsOfFindings)),
          )
          .map(({ id }) => id);
        const query = findingQuery(connection.reader, { filter, search: typed, sort });
        const rows = readPages({ ...FINDING_LIST, limits: low }, query, 40, byCursor, expected.length);
        expect(rows.map((rowNo) => findingAtRow(connection.reader, rowNo).id)).toEqual(expected);
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  test('restricts to given keys, and finds nothing for no keys', () => {
    const ids = cases.filter((_, place) => place % 3 === 0).map(({ id }) => id);
    const rows = allRows(
      connection.reader,
      CASE_LIST,
      caseQuery(connection.reader, { filter: { ids, severity: ['major'] } }),
    );
    const expected = naiveCases({ filter: { severity: ['major'] } }).filter((id) => ids.includes(id));
    expect(rows.map((rowNo) => caseItemAtRow(connection.reader, rowNo).id)).toEqual(expected);
    expect(totalOf(connection.reader, CASE_LIST, caseQuery(connection.reader, { filter: { ids: [] } }))).toEqual({
      total: 0,
      totalIsExact: true,
    });
  });

  test('counts a facet under the filters of the others, not its own', () => {
    const facets = caseFacets(connection.reader, { severity: ['major'], category: ['mining'] });
    const count = (keep: (row: CaseRecord) => boolean) => cases.filter(keep).length;
    const mining = facets.category.find(({ value }) => value === 'mining');
    expect(mining?.count).toBe(count((row) => row.severity === 'major' && row.category === 'mining'));
    const general = facets.severity.find(({ value }) => value === 'general');
    expect(general?.count).toBe(count((row) => row.severity === 'general' && row.category === 'mining'));
    const total = facets.townCode.reduce((sum, value) => sum + value.count, 0);
    expect(total).toBe(count((row) => row.severity === 'major' && row.category === 'mining'));
  });
});
