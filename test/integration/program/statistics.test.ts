import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { HANDLING_STATES } from '#core/domain/case/case-state.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import {
  ageFilter,
  type CaseFigures,
  DIMENSIONS,
  dimensionRow,
  type FigureName,
  figureFilter,
  figureOf,
  monthFilter,
} from '#core/domain/ledger/statistics.ts';
import { inWriteTx } from '#db/access.ts';
import { insertCase } from '#db/repositories/cases.ts';
import { countCases } from '#db/repositories/lists/case-lists.ts';
import { openProgram, type Program } from '#test/harness/program.ts';
import { caseRecords } from '#test/harness/records.ts';

const TODAY = '2026-11-02';
const NAMES: readonly FigureName[] = [
  'total',
  'closed',
  'open',
  'monitored',
  'withdrawn',
  'overdue',
  'rebound',
  ...HANDLING_STATES,
];

let program: Program;
let rows: readonly CaseRecord[];
beforeAll(async () => {
  program = await openProgram({ day: TODAY });
  const [sample] = fc.sample(caseRecords(program.ports.reference.policyBook, 300), { numRuns: 1, seed: 11 });
  // Rebounds, units and rivers, some not filled in; a closed case has no running clock and so no due date.
  rows = (sample ?? []).map((row, at) => ({
    ...row,
    closedOn: row.state.handling === 'closed' ? row.closedOn : null,
    dueOn: ['closed', 'withdrawn'].includes(row.state.handling) ? null : row.dueOn,
    leadUnit: ['石城镇人民政府', '区水务局', null][at % 3] ?? null,
    river: ['潮河', '白河', null][at % 5] ?? null,
    reboundOf: at % 7 === 0 ? { caseId: `${at}-origin`, number: `MY-AJ-2025-${at}` } : null,
  }));
  inWriteTx(program.connection, (tx) => {
    for (const row of rows) insertCase(tx, row, 'now');
  });
});
afterAll(() => program.remove());

const FILTERS: readonly (readonly [name: string, filter: CaseFilter])[] = [
  ['nothing', {}],
  ['a class and a town', { category: ['dumping', 'mining'], townCode: ['110118116'] }],
  ['a town that is not known', { townCode: [''] }],
  ['a state', { handling: ['closed'] }],
  ['days of filing', { filedFrom: '2026-03-01', filedTo: '2026-08-31' }],
  ['days of finding and a source', { foundFrom: '2026-02-01', source: ['12345'] }],
  ['rebounds', { rebound: true }],
  ['a unit that is not known', { leadUnit: [''] }],
];

/** What the list of exactly these rows says. */
function listed(filter: CaseFilter): number {
  const { total, totalIsExact } = countCases(program.connection.reader, { filter });
  expect(totalIsExact).toBe(true);
  return total;
}

function expectFigures(figures: CaseFigures, base: CaseFilter, row: CaseFilter): void {
  for (const name of NAMES) {
    const filter = figureFilter(base, row, name, TODAY);
    expect({ name, row, count: listed(filter) }).toEqual({ name, row, count: figureOf(figures, name) });
  }
}

describe('every figure of the statistics is the number of rows of the list it opens, filtered by', () => {
  it.each(FILTERS)('%s: class, town, state, overdue and rebound', async (_name, filter) => {
    const { all, byCategory, byTown, byCategoryAndTown } = await program.call('statistics.cases', {
      filter: open(filter),
    });
    expectFigures(all, filter, {});
    for (const { category, figures } of byCategory) expectFigures(figures, filter, { category: [category] });
    for (const { townCode, figures } of byTown) expectFigures(figures, filter, { townCode: [townCode] });
    for (const { category, townCode, figures } of byCategoryAndTown)
      expectFigures(figures, filter, { category: [category], townCode: [townCode] });
    expect(byTown.reduce((sum, { figures }) => sum + figures.total, 0)).toBe(all.total);
  });

  it.each(FILTERS)('%s: source, severity, river and unit', async (_name, filter) => {
    for (const dimension of DIMENSIONS) {
      const groups = await program.call('statistics.groups', { filter: open(filter), dimension });
      for (const { value, figures } of groups) expectFigures(figures, filter, dimensionRow(dimension, value));
      const total = groups.reduce((sum, { figures }) => sum + figures.total, 0);
      expect(total).toBe(listed(figureFilter(filter, {}, 'total', TODAY)));
    }
  });

  it.each(FILTERS)('%s: months and ages', async (_name, filter) => {
    const months = await program.call('statistics.trend', { filter: open(filter) });
    for (const { month, filed, closed } of months) {
      expect(listed(monthFilter(filter, month, 'filed'))).toBe(filed);
      expect(listed(monthFilter(filter, month, 'closed'))).toBe(closed);
    }
    const ageing = await program.call('statistics.ageing', { filter: open(filter) });
    for (const name of ['open', 'overdue'] as const)
      for (const span of ageing[name]) expect(listed(ageFilter(filter, span, name, TODAY))).toBe(span.count);
  });
});

it('the figures are those of a plain count over all rows', async () => {
  const { all } = await program.call('statistics.cases', { filter: {} });
  const count = (keep: (row: CaseRecord) => boolean) => rows.filter(keep).length;
  expect(all.total).toBe(count(({ state }) => state.handling !== 'withdrawn'));
  expect(all.closed).toBe(count(({ state }) => state.handling === 'closed'));
  expect(all.overdue).toBe(count(({ dueOn }) => dueOn !== null && dueOn < TODAY));
  expect(all.rebound).toBe(count(({ state, reboundOf }) => state.handling !== 'withdrawn' && reboundOf !== null));
  const months = await program.call('statistics.trend', { filter: {} });
  expect(months.reduce((sum, { filed }) => sum + filed, 0)).toBe(all.total);
  expect(months.reduce((sum, { closed }) => sum + closed, 0)).toBe(
    count(({ state, closedOn }) => state.handling === 'closed' && closedOn !== null),
  );
  const { open: ages } = await program.call('statistics.ageing', { filter: {} });
  const known = ages.reduce((sum, span) => sum + span.count, 0);
  expect(known).toBe(count(({ state }) => !['closed', 'withdrawn'].includes(state.handling)));
});

/** A filter as a caller sends it: its lists are the caller's own. */
function open(filter: CaseFilter) {
  return structuredClone(filter) as Parameters<typeof program.call<'statistics.cases'>>[1]['filter'];
}
