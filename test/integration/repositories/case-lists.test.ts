import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { inWriteTx } from '#db/access.ts';
import { getCase, insertCase, updateCase } from '#db/repositories/cases.ts';
import {
  type CaseFilter,
  type CaseSortBy,
  countCases,
  iterateCases,
  listCases,
} from '#db/repositories/lists/case-lists.ts';
import { catchUpSearch } from '#db/search/maintain.ts';
import { openProgram, type Program } from '#test/harness/program.ts';
import { caseRecords } from '#test/harness/records.ts';

let program: Program;
beforeAll(async () => {
  program = await openProgram();
});
afterAll(() => program.remove());

/** The rows of one property run, and nothing else. */
function only(rows: readonly CaseRecord[], index: 'now' | 'later'): void {
  inWriteTx(program.connection, (tx) => {
    for (const table of ['case_facts', 'case_record', 'case_fts', 'case_tally']) tx.write(`delete from ${table}`).run();
    tx.write("update search_state set indexed_through = 0 where kind = 'case'").run();
    for (const row of rows) insertCase(tx, row, index);
  });
}

const subset = <T>(...values: T[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }), { nil: undefined });
const filters: fc.Arbitrary<CaseFilter> = fc.record({
  townCode: subset('110118116', '110118109'),
  category: subset('occupation', 'mining', 'dumping', 'building', 'other'),
  handling: subset('pendingAssignment', 'rectifying.active', 'closed', 'withdrawn'),
  severity: subset('general', 'serious', 'major'),
  source: subset('网格巡查', '12345', '市级督察'),
  dueFrom: fc.constantFrom(undefined, '2026-03-01'),
  dueTo: fc.constantFrom(undefined, '2026-09-30'),
});
const sorts = fc.record({
  by: fc.constantFrom<CaseSortBy>('dueOn', 'filedOn', 'foundOn', 'number', 'closedOn', 'updatedAt'),
  dir: fc.constantFrom<'asc' | 'desc'>('asc', 'desc'),
});

function passes(row: CaseRecord, filter: CaseFilter): boolean {
  const among = (values: readonly string[] | undefined, value: string | null) =>
    values === undefined || (value !== null && values.includes(value));
  const { dueFrom, dueTo } = filter;
  const due =
    dueFrom === undefined && dueTo === undefined
      ? true
      : row.dueOn !== null && row.dueOn >= (dueFrom ?? '') && row.dueOn <= (dueTo ?? '9');
  return (
    due &&
    among(filter.townCode, row.townCode) &&
    among(filter.category, row.category) &&
    among(filter.handling, row.state.handling) &&
    among(filter.severity, row.severity) &&
    among(filter.source, row.source)
  );
}

describe('the case list', () => {
  it('gives back every field of a row as it was put in, and refuses a stale revision', () => {
    fc.assert(
      fc.property(caseRecords(program.ports.reference.policyBook, 5), (rows) => {
        only(rows, 'now');
        for (const row of rows) {
          expect(getCase(program.connection.reader, row.id)).toEqual(row);
          const next = { ...row, rev: 2, description: '改过' };
          expect(inWriteTx(program.connection, (tx) => updateCase(tx, next, 7))).toBe(false);
          expect(inWriteTx(program.connection, (tx) => updateCase(tx, next, 1))).toBe(true);
          expect(getCase(program.connection.reader, row.id)).toEqual(next);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('filters as a plain filter would, counts what it finds, and pages through all of it once, in order', () => {
    fc.assert(
      fc.property(
        caseRecords(program.ports.reference.policyBook, 60),
        filters,
        sorts,
        fc.integer({ min: 1, max: 20 }),
        (rows, filter, sort, size) => {
          only(rows, 'now');
          const expected = rows.filter((row) => passes(row, filter)).map((row) => row.id);
          const { reader } = program.connection;
          const seen: string[] = [];
          let keys: (string | number | null)[] = [];
          for (let offset = 0; offset <= rows.length; offset += size) {
            const page = listCases(reader, { filter, sort, page: { offset, size } });
            expect(page.total).toBe(expected.length);
            expect(page.totalIsExact).toBe(true);
            seen.push(...page.rows.map((row) => row.id));
            keys = keys.concat(page.rows.map((row) => row[sort.by]));
          }
          expect([...seen].sort()).toEqual([...expected].sort());
          expectOrdered(keys, sort.dir);
          expect([...iterateCases(reader, { filter, sort })].map((row) => row.id)).toEqual(seen);
          expect(countCases(reader, { filter }).total).toBe(expected.length);
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** In order, and rows without the date at the end in both directions. */
function expectOrdered(keys: readonly (string | number | null)[], dir: 'asc' | 'desc'): void {
  const dated = keys.filter((key) => key !== null);
  expect(keys.slice(0, dated.length)).toEqual(dated);
  const sorted = [...dated].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  expect(dated).toEqual(dir === 'asc' ? sorted : sorted.reverse());
}

describe('searching the case list', () => {
  const terms = fc.constantFrom(
    '垃',
    '河',
    '水',
    '垃圾',
    '河道',
    '道河',
    '彩钢房',
    '垃圾渣土',
    'k12+300',
    'abc',
    '垃圾 河岸',
    '河岸 垃圾',
    '采砂桥',
    '沙',
  );

  it.each(['now', 'later', 'caughtUp'] as const)('finds the same rows as a plain search, index %s', (index) => {
    fc.assert(
      fc.property(caseRecords(program.ports.reference.policyBook, 40), terms, (rows, typed) => {
        only(rows, index === 'now' ? 'now' : 'later');
        if (index === 'caughtUp') inWriteTx(program.connection, (tx) => catchUpSearch(tx, 1000));
        const wanted = typed.split(' ');
        const expected = rows.filter(({ description }) =>
          wanted.every((word) => description.toLowerCase().includes(word)),
        );
        const found = listCases(program.connection.reader, {
          search: typed,
          sort: { by: 'number', dir: 'asc' },
          page: { offset: 0, size: 200 },
        });
        const inDescription = found.rows.filter(({ description }) =>
          wanted.every((word) => description.toLowerCase().includes(word)),
        );
        // Other columns are searched too, so more may be found; nothing that is there may be missed.
        expect(inDescription.map((row) => row.number)).toEqual(expected.map((row) => row.number));
        expect(found.total).toBe(found.rows.length);
      }),
      { numRuns: 120 },
    );
  });
});

describe('the plans of the case list', () => {
  it.each([
    ['due date, no filter', 'select row_no from case_record order by due_sort, row_no limit 50'],
    [
      'one town, class and state by due date',
      "select row_no from case_record where town_key = 'x' and category = 'dumping' and handling = 'closed' order by due_sort, row_no limit 50",
    ],
    ['by number', 'select row_no from case_record order by number limit 50'],
  ])('%s walks an index and sorts nothing', (_name, sql) => {
    const plan = program.connection.sqlite
      .prepare<[], { detail: string }>(`explain query plan ${sql}`)
      .all()
      .map(({ detail }) => detail)
      .join('; ');
    expect(plan).toMatch(/USING (COVERING )?INDEX/);
    expect(plan).not.toMatch(/TEMP B-TREE/);
  });
});
