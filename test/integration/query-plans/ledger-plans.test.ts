import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildCalendar } from '#core/domain/deadline/calendar.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { dueBands } from '#core/domain/ledger/due-bands.ts';
import { type Connection, inWriteTx } from '#db/access.ts';
import { insertCase } from '#db/repositories/cases.ts';
import { caseBandCounts, caseFacetCounts } from '#db/repositories/lists/case-facets.ts';
import { type CaseSortBy, listWholeCases } from '#db/repositories/lists/case-lists.ts';
import { catchUpSearch } from '#db/search/maintain.ts';
import { caseArbitrary } from '../repositories/arbitrary-records.ts';
import { openTestDatabase } from '../repositories/test-database.ts';

let connection: Connection;
const ran: string[] = [];

beforeAll(() => {
  connection = openTestDatabase((sql) => ran.push(sql));
  inWriteTx(connection, (tx) => {
    for (const record of fc.sample(caseArbitrary, { numRuns: 60, seed: 13 })) insertCase(tx, record, 'later');
    catchUpSearch(tx, 1000);
  });
});

/** Steps that read the cases from end to end without the help of an index. */
function scansOf(act: () => unknown): string[] {
  ran.length = 0;
  act();
  const selects = ran.filter((sql) => /^\s*select/iu.test(sql));
  expect(selects.length).toBeGreaterThan(0);
  return selects
    .flatMap((sql) => connection.sqlite.prepare<[], { detail: string }>(`explain query plan ${sql}`).all())
    .map(({ detail }) => detail)
    .filter((step) => /^SCAN (r|case_record|case_facts)\b/u.test(step) && !step.includes('INDEX'));
}

const FILTERS: readonly CaseFilter[] = [
  {},
  { handling: ['closed'] },
  { townCode: ['110118001'], category: ['mining'] },
  { river: ['潮河'] },
  { leadUnit: ['密云镇人民政府'], dueTo: '2026-01-01' },
  { foundFrom: '2020-01-01' },
  { campaign: ['河'] },
  { campaign: [''], river: [''] },
  { noDue: true },
  { handledBy: ['x'] },
];

describe('the ledger grid never reads the whole table', () => {
  test.each(FILTERS)('for the counts beside it, under %o', (filter) => {
    for (const search of ['', '垃圾', 'zzzz 垃圾']) {
      expect(scansOf(() => caseFacetCounts(connection.reader, filter, search))).toEqual([]);
      const bands = dueBands('2026-11-02', buildCalendar([]));
      expect(scansOf(() => caseBandCounts(connection.reader, filter, search, bands))).toEqual([]);
    }
  });

  test.each(FILTERS)('for an order by several columns, under %o', (filter) => {
    const by: readonly CaseSortBy[] = ['dueOn', 'foundOn', 'closedOn', 'filedOn', 'number', 'updatedAt'];
    for (const [at, first] of by.entries()) {
      const sorts = [
        { by: first, dir: 'desc' as const },
        { by: by[(at + 1) % by.length] ?? 'number', dir: 'asc' as const },
      ];
      expect(
        scansOf(() => listWholeCases(connection.reader, { filter, sorts, page: { offset: 20, size: 20 } })),
      ).toEqual([]);
    }
  });
});
