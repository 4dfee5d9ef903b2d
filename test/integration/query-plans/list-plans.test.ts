import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Connection, inWriteTx } from '#db/access.ts';
import { batchRowsAfter, batchRowsPage, batchTally, rowsByFingerprints } from '#db/repositories/batches.ts';
import { casesInBox, getCase, getCaseByNumber, insertCase, reboundsOf } from '#db/repositories/cases.ts';
import { changesSince } from '#db/repositories/changes.ts';
import { distinctFrom } from '#db/repositories/distinct-pairs.ts';
import { eventsOf, iterateEvents, iterateEventsByAggregate } from '#db/repositories/events.ts';
import {
  findingsByExternalNumbers,
  findingsInBox,
  findingsMergedInto,
  findingsOfBatch,
  getFinding,
  insertFinding,
  mergedIntoFinding,
} from '#db/repositories/findings.ts';
import { CASE_LIST, type CaseSelection, caseQuery } from '#db/repositories/lists/case-lists.ts';
import { findingFacets } from '#db/repositories/lists/finding-facets.ts';
import {
  FINDING_LIST,
  type FindingSelection,
  findingQuery,
  listFindings,
} from '#db/repositories/lists/finding-lists.ts';
import { pageOfKeys } from '#db/repositories/lists/run.ts';
import { LIST_LIMITS, type ListLimits } from '#db/repositories/lists/spec.ts';
import { firstPhotoOf } from '#db/repositories/photos.ts';
import { latestPlaces, usedRivers } from '#db/repositories/places.ts';
import { FINDING_STATES, HANDLING_STATES } from '#db/schema/vocabulary.ts';
import { catchUpSearch } from '#db/search/maintain.ts';
import { caseArbitrary, findingArbitrary } from '../repositories/arbitrary-records.ts';
import { openTestDatabase } from '../repositories/test-database.ts';

/** Every way for many rows, as if nothing were few. */
const MANY: ListLimits = { ...LIST_LIMITS, rows: -1, tally: -1, gathered: -1, sparse: 0 };

let connection: Connection;
const ran: string[] = [];

beforeAll(() => {
  connection = openTestDatabase((sql) => ran.push(sql));
  inWriteTx(connection, (tx) => {
    const states = HANDLING_STATES;
    for (const [at, record] of fc.sample(caseArbitrary, { numRuns: 44, seed: 3 }).entries()) {
      insertCase(
        tx,
        { ...record, state: { ...record.state, handling: states[at % states.length] ?? 'closed' } },
        'later',
      );
    }
    for (const [at, finding] of fc.sample(findingArbitrary, { numRuns: 28, seed: 4 }).entries()) {
      insertFinding(tx, { ...finding, state: FINDING_STATES[at % FINDING_STATES.length] ?? 'filed' }, 'later');
    }
    catchUpSearch(tx, 1000);
  });
});

/** Plan steps of every SELECT that `act` runs: the statements as they ran, with their values in place. */
function plansOf(act: () => unknown): string[] {
  ran.length = 0;
  act();
  const selects = ran.filter((sql) => /^\s*select/iu.test(sql));
  expect(selects.length).toBeGreaterThan(0);
  return selects.flatMap((sql) =>
    connection.sqlite
      .prepare<[], { detail: string }>(`explain query plan ${sql}`)
      .all()
      .map(({ detail }) => detail),
  );
}

/** Steps that read a table of records from end to end without the help of an index. */
const scans = (plan: readonly string[]) =>
  plan.filter((step) => /^SCAN (r|case_record|finding|event_log|case_facts)\b/u.test(step) && !step.includes('INDEX'));
/** Steps that sort rows for their order; the few groups of a count are not meant. */
const sorts = (plan: readonly string[]) => plan.filter((step) => /TEMP B-TREE FOR .*ORDER BY/u.test(step));

const casePage = (selection: CaseSelection, limits = MANY) =>
  plansOf(() =>
    pageOfKeys(connection.reader, { ...CASE_LIST, limits }, caseQuery(connection.reader, selection), { size: 50 }),
  );
const findingPage = (selection: FindingSelection, limits = MANY) =>
  plansOf(() =>
    pageOfKeys(connection.reader, { ...FINDING_LIST, limits }, findingQuery(connection.reader, selection), {
      size: 50,
    }),
  );

const BY = ['dueOn', 'filedOn', 'foundOn', 'number', 'closedOn', 'updatedAt'] as const;
const FINDING_BY = ['foundOn', 'registeredOn', 'number', 'updatedAt'] as const;
const DIR = ['asc', 'desc'] as const;
const CASE_SORTS = BY.flatMap((by) => DIR.map((dir) => ({ by, dir })));
const FINDING_SORTS = FINDING_BY.flatMap((by) => DIR.map((dir) => ({ by, dir })));

describe('plans of long lists: an index gives the order, nothing is sorted, no table is scanned', () => {
  test.each(CASE_SORTS)('cases by $by $dir', (sort) => {
    const filters = [
      {},
      { handling: ['closed'] },
      { handling: ['closed', 'rectifying.active'] },
      { townCode: ['110118001'] },
      { townCode: ['110118001'], category: ['mining'], handling: ['closed'] },
      { townCode: ['110118001', '110118002'], category: ['mining', 'dumping'], handling: ['closed', 'monitored'] },
      { severity: ['major'], source: ['12345'] },
      { river: ['潮河'], leadUnit: ['密云镇人民政府'] },
      { dueFrom: '2026-01-01', dueTo: '2026-02-01' },
      { foundFrom: '2026-01-01', category: ['mining'] },
      { campaign: ['河'] },
      { campaign: ['', '河'], severity: ['major'] },
      { noDue: true },
      { noDue: true, townCode: ['110118001'] },
    ] satisfies CaseSelection['filter'][];
    for (const filter of filters) {
      const plan = casePage({ filter, sort });
      expect({ filter, scans: scans(plan), sorts: sorts(plan) }).toEqual({ filter, scans: [], sorts: [] });
    }
  });

  test.each(FINDING_SORTS)('findings by $by $dir', (sort) => {
    const filters = [
      {},
      { state: ['filed'] },
      { townCode: ['110118001'] },
      { category: ['mining'], severity: ['major'] },
      { river: ['潮河'] },
      { batchId: ['batch-1'] },
      { river: [''] },
      { campaign: [''] },
      { registeredFrom: '2026-01-01' },
    ] satisfies FindingSelection['filter'][];
    for (const filter of filters) {
      const plan = findingPage({ filter, sort });
      expect({ filter, scans: scans(plan), sorts: sorts(plan) }).toEqual({ filter, scans: [], sorts: [] });
    }
  });

  test('town, class and state by due date is one seek per combination in the covering main index', () => {
    const filter = {
      townCode: ['110118001'],
      category: ['mining'],
      handling: ['closed'],
    } satisfies CaseSelection['filter'];
    const plan = casePage({ filter }, LIST_LIMITS);
    expect(plan).toContain(
      'SEARCH r USING COVERING INDEX case_record_by_town_idx (town_key=? AND category=? AND handling=?)',
    );
    expect(sorts(plan)).toEqual([]);
  });

  test('a common word is tested row by row in the order of an index', () => {
    for (const sort of CASE_SORTS) {
      const plan = casePage({ search: '河', sort });
      expect(scans(plan)).toEqual([]);
      expect(plan.some((step) => step.includes(`case_record_${sort.by === 'number' ? 'number' : 'by_'}`))).toBe(true);
    }
  });
});

describe('plans of filters that few rows pass', () => {
  test.each<[string, CaseSelection['filter'], string]>([
    ['a suspended clock', { clock: ['suspended'] }, 'case_record_by_region_idx'],
    ['an extension asked for', { extension: ['requested', 'endorsed'] }, 'case_record_by_region_idx'],
    ['a referral delivered', { referral: ['delivered'], category: ['mining'] }, 'case_record_by_region_idx'],
    ['a rebound', { rebound: true }, 'case_record_by_rebound_idx'],
    ['严重超期', { grossTo: '2026-03-01', dueTo: '2026-03-01' }, 'case_record_by_gross_idx'],
  ])('%s goes through its own index', (_name, filter, index) => {
    const plan = casePage({ filter }, LIST_LIMITS);
    expect(scans(plan)).toEqual([]);
    expect(plan.filter((step) => step.includes(index))).not.toEqual([]);
  });

  test('events of others since a place in the log are read along the rowid, latest first, not sorted', () => {
    const plan = plansOf(() => changesSince(connection.reader, { after: 0, notBy: 'x', lookedAt: 100 }));
    expect(scans(plan)).toEqual([]);
    expect(sorts(plan)).toEqual([]);
  });
});

describe('plans of short lists', () => {
  test.each(CASE_SORTS)('cases that few filters leave are looked up in an index, by $by $dir', (sort) => {
    const filter = {
      townCode: ['110118001'],
      severity: ['major'],
      dueTo: '2026-01-01',
    } satisfies CaseSelection['filter'];
    const plan = casePage({ filter, sort }, LIST_LIMITS);
    expect(scans(plan)).toEqual([]);
    expect(plan.filter((step) => step.includes('SEARCH r USING COVERING INDEX case_record_by_tally_idx'))).not.toEqual(
      [],
    );
  });

  test('a rare word leads: its hits are looked up by row, FTS5 is never asked row by row', () => {
    const plan = casePage({ search: '没有这样的词', filter: { handling: ['closed'] } }, LIST_LIMITS);
    expect(scans(plan)).toEqual([]);
    expect(plan).toContain('SEARCH r USING INTEGER PRIMARY KEY (rowid=?)');
    expect(plan.filter((step) => /case_fts VIRTUAL TABLE INDEX \d+:=/u.test(step))).toEqual([]);
  });
});

describe('plans of pinyin initials', () => {
  test('their hits lead, alone and within those of other words; FTS5 is never asked row by row', () => {
    for (const search of ['zzzz', 'zzz', 'zz', '没有这样的词 zzzz']) {
      const plan = casePage({ search, filter: { handling: ['closed'] } }, LIST_LIMITS);
      expect(scans(plan)).toEqual([]);
      expect(plan).toContain('SEARCH r USING INTEGER PRIMARY KEY (rowid=?)');
      expect(plan.some((step) => step.startsWith('SCAN case_initials VIRTUAL TABLE INDEX'))).toBe(true);
      expect(plan.filter((step) => /case_(fts|initials) VIRTUAL TABLE INDEX \d+:=/u.test(step))).toEqual([]);
    }
  });
});

describe('plans of 我办理的', () => {
  test.each(CASE_SORTS)('the steps of a person lead, over their index alone, by $by $dir', (sort) => {
    const filter = { handledBy: ['x', 'y'], handling: ['closed'] } satisfies CaseSelection['filter'];
    const plan = casePage({ filter, sort });
    expect(scans(plan)).toEqual([]);
    // All that is asked for is in the index: the rows of the log are not read, which the plan does not say.
    expect(plan).toContain('SEARCH event_log USING INDEX event_log_by_actor_idx (actor=?)');
    expect(plan.some((step) => /^SEARCH case_record USING COVERING INDEX .*\(handling=\?\)/u.test(step))).toBe(true);
    expect(plan).toContain('SEARCH r USING INTEGER PRIMARY KEY (rowid=?)');
  });
});

describe('plans of a wide range of found dates by due date', () => {
  const selection = { filter: { foundFrom: '2025-01-01', foundTo: '2025-12-31' } } satisfies CaseSelection;

  test('its rows are gathered in the index of found dates, which holds the due date, and no row is read', () => {
    const limits = { ...MANY, gathered: LIST_LIMITS.gathered };
    const plan = casePage(selection, limits);
    const steps = plan.filter((step) => /^SEARCH r\b/u.test(step));
    const gather =
      'SEARCH r USING COVERING INDEX case_record_by_state_found_idx (handling=? AND found_on>? AND found_on<?)';
    expect(new Set(steps)).toEqual(new Set([gather]));
    expect(sorts(plan)).toHaveLength(1);
  });

  test('beyond the bound it is walked, cases with a due date first: no closed one is asked for while the page is full', () => {
    const plan = casePage(selection);
    const walks = ran.filter((sql) => sql.startsWith('select') && sql.includes('order by'));
    expect(walks.map((sql) => sql.match(/due_sort [<=] '9999-12-31'/u)?.[0])).toEqual([
      "due_sort < '9999-12-31'",
      "due_sort = '9999-12-31'",
    ]);
    expect(plan).toContain('SEARCH r USING COVERING INDEX case_record_by_state_due_idx (handling=? AND due_sort<?)');
    expect(sorts(plan)).toEqual([]);
  });
});

describe('plans of look-ups', () => {
  const box = { west: 116, south: 40, east: 117, north: 41 };
  test.each<[string, () => unknown]>([
    ['a case by key', () => getCase(connection.reader, 'x')],
    ['a case by number', () => getCaseByNumber(connection.reader, 'x')],
    ['rebounds', () => reboundsOf(connection.reader, 'x')],
    ['cases in a box', () => casesInBox(connection.reader, box)],
    ['a finding by key', () => getFinding(connection.reader, 'x')],
    ['findings of a batch', () => findingsOfBatch(connection.reader, 'x')],
    ['findings in a box', () => findingsInBox(connection.reader, box)],
    ['what was merged into a finding', () => findingsMergedInto(connection.reader, 'x')],
    ['whether anything was merged into it', () => mergedIntoFinding(connection.reader, 'x')],
    ['findings by external number', () => findingsByExternalNumbers(connection.reader, ['x'])],
    [
      'findings of a campaign',
      () => listFindings(connection.reader, { filter: { campaign: ['x'] }, page: { size: 50 } }),
    ],
    ['findings of earlier rows', () => rowsByFingerprints(connection.reader, ['x'])],
    ['rows of a batch', () => batchRowsAfter(connection.reader, 'x', { afterRow: 0, limit: 9 })],
    ...[null, 'created' as const, 'worked' as const, 'kept' as const].map((only): [string, () => unknown] => [
      `a page of the rows of a batch: ${only}`,
      () => batchRowsPage(connection.reader, 'x', only, { offset: 0, limit: 9 }),
    ]),
    ['counts of a batch', () => batchTally(connection.reader, 'x')],
    ['rivers in use', () => usedRivers(connection.reader, 10)],
    ['latest places', () => latestPlaces(connection.reader, 10)],
    ['the first photo', () => firstPhotoOf(connection.reader, 'finding', ['x'])],
    ['不是重复', () => distinctFrom(connection.reader, 'x')],
    ...[
      {},
      { state: ['filed'] },
      { river: ['潮河'] },
      { batchId: ['x'] },
      { campaign: ['x'] },
      { campaign: [''] },
      { river: [''] },
      { foundFrom: '2026-01-01' },
    ].map((filter): [string, () => unknown] => [
      `counts beside findings of ${JSON.stringify(filter)}`,
      () => findingFacets(connection.reader, filter as FindingSelection['filter'] & object),
    ]),
    ['events of an aggregate', () => eventsOf(connection.reader, 'x')],
    ['events of a device in order', () => [...iterateEvents(connection.reader, 'x')]],
  ])('%s uses an index', (_name, act) => {
    expect(scans(plansOf(act))).toEqual([]);
  });

  test('what was merged into a finding is looked up by it, however many findings were merged', () => {
    for (const look of [findingsMergedInto, mergedIntoFinding]) {
      const plan = plansOf(() => look(connection.reader, 'x'));
      expect(plan).toContain('SEARCH finding USING INDEX finding_by_merged_idx (merged_into_id=?)');
    }
  });

  test('the log in the order of aggregates is read along its index, not sorted', () => {
    const plan = plansOf(() => [...iterateEventsByAggregate(connection.reader, 'case')]);
    expect(sorts(plan)).toEqual([]);
    expect(scans(plan)).toEqual([]);
  });
});
