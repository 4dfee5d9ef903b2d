import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ageFilter,
  type CaseCount,
  closureRate,
  figureFilter,
  monthFilter,
  summarise,
  summariseAgeing,
  summariseMonths,
} from '#core/domain/ledger/statistics.ts';

const count = (
  category: CaseCount['category'],
  town: string | null,
  state: CaseCount['state'],
  number: number,
): CaseCount => ({ category, townCode: town ?? '', town, state, count: number, overdue: 0, rebound: 0 });

describe('整改销号率', () => {
  it('is the published figure of the first campaign: 325 of 330 = 98.5 %; 54,173 of 56,024 = 96.7 %', () => {
    expect(closureRate(325, 330)).toBe('98.5%');
    expect(closureRate(54_173, 56_024)).toBe('96.7%');
  });

  it('rounds half up without the error of binary fractions', () => {
    // 1.005 % × 10 is 10.049999… in floating point.
    expect(closureRate(201, 20_000)).toBe('1.0%');
    expect(closureRate(21, 2000)).toBe('1.1%');
    expect(closureRate(1, 3)).toBe('33.3%');
    expect(closureRate(2, 3)).toBe('66.7%');
  });

  it('is 100.0 % only when all are closed, 0.0 % when none is, and nothing when there is nothing', () => {
    expect(closureRate(9999, 10_000)).toBe('99.9%');
    expect(closureRate(10_000, 10_000)).toBe('100.0%');
    expect(closureRate(0, 7)).toBe('0.0%');
    expect(closureRate(0, 0)).toBeNull();
  });
});

describe('statistics', () => {
  const counts = [
    count('dumping', '石城镇', 'closed', 3),
    count('dumping', '石城镇', 'withdrawn', 2),
    count('dumping', '太师屯镇', 'monitored', 1),
    count('occupation', '石城镇', 'rectifying.staged', 4),
    count('building', null, 'closed', 1),
  ];

  it('leaves 撤案 out of the total and counts 挂账监管 in', () => {
    expect(summarise(counts).all).toMatchObject({
      total: 9,
      closed: 4,
      monitored: 1,
      withdrawn: 2,
      closureRate: '44.4%',
    });
  });

  it('lists classes in the order of 245号 and towns by name, the unknown town last', () => {
    const { byCategory, byTown, byCategoryAndTown } = summarise(counts);
    expect(byCategory.map((row) => row.category)).toEqual(['occupation', 'dumping', 'building']);
    expect(byTown.map((row) => row.town)).toEqual(['太师屯镇', '石城镇', null]);
    expect(byCategoryAndTown).toHaveLength(4);
  });

  it('adds up: the parts of every table make the whole, whatever the counts', () => {
    const any = fc.record({
      category: fc.constantFrom('occupation', 'mining', 'dumping', 'building', 'other'),
      townCode: fc.constantFrom('1', '2', ''),
      town: fc.constant(null),
      overdue: fc.constant(0),
      rebound: fc.constant(0),
      state: fc.constantFrom('closed', 'withdrawn', 'monitored', 'rectifying.active'),
      count: fc.nat(50),
    }) satisfies fc.Arbitrary<CaseCount>;
    fc.assert(
      fc.property(fc.array(any), (given) => {
        const { all, byCategory, byTown, byCategoryAndTown } = summarise(given);
        for (const table of [byCategory, byTown, byCategoryAndTown]) {
          const sum = (pick: (row: (typeof table)[number]) => number) =>
            table.reduce((total, row) => total + pick(row), 0);
          expect(sum((row) => row.figures.total)).toBe(all.total);
          expect(sum((row) => row.figures.closed)).toBe(all.closed);
          expect(sum((row) => row.figures.withdrawn)).toBe(all.withdrawn);
        }
      }),
    );
  });
});

describe('months and ages', () => {
  it('leave no month out between the first and the last, over the end of a year', () => {
    const months = summariseMonths(
      [{ month: '2025-11', count: 2 }],
      [
        { month: '2026-02', count: 1 },
        { month: '2025-11', count: 1 },
      ],
    );
    expect(months).toEqual([
      { month: '2025-11', filed: 2, closed: 1 },
      { month: '2025-12', filed: 0, closed: 0 },
      { month: '2026-01', filed: 0, closed: 0 },
      { month: '2026-02', filed: 0, closed: 1 },
    ]);
    expect(summariseMonths([], [])).toEqual([]);
  });

  it('sort each day into one span: the 30th day into the first, the 31st into the second', () => {
    const { open, overdue } = summariseAgeing(
      '2026-03-31',
      [
        { date: '2026-04-05', count: 16 },
        { date: '2026-03-31', count: 1 },
        { date: '2026-03-01', count: 2 },
        { date: '2026-02-28', count: 4 },
        { date: '2020-01-01', count: 8 },
      ],
      [
        { date: '2026-03-30', count: 1 },
        { date: '2026-03-24', count: 2 },
        { date: '2026-03-23', count: 4 },
      ],
    );
    expect(open.map(({ count: n }) => n)).toEqual([19, 4, 0, 0, 0, 8]);
    expect(overdue.map(({ count: n }) => n)).toEqual([3, 4, 0, 0]);
  });

  it('become filters whose ends are the first and the last day counted', () => {
    expect(monthFilter({ filedTo: '2026-02-10' }, '2026-02', 'filed')).toMatchObject({
      filedFrom: '2026-02-01',
      filedTo: '2026-02-10',
    });
    expect(monthFilter({}, '2024-02', 'closed')).toMatchObject({ closedFrom: '2024-02-01', closedTo: '2024-02-29' });
    expect(ageFilter({}, { from: 31, to: 60 }, 'open', '2026-03-31')).toMatchObject({
      filedFrom: '2026-01-30',
      filedTo: '2026-02-28',
    });
    expect(ageFilter({}, { from: 91, to: null }, 'overdue', '2026-03-31')).toMatchObject({ dueTo: '2025-12-30' });
  });
});

describe('the rows behind a figure', () => {
  it('are those of the table filter and of the row, never more: a month, a class, a state that exclude each other find nothing', () => {
    expect(figureFilter({ category: ['mining', 'dumping'] }, { category: ['mining'] }, 'closed', '2026-03-31')).toEqual(
      {
        category: ['mining'],
        handling: ['closed'],
      },
    );
    expect(figureFilter({ handling: ['closed'] }, {}, 'open', '2026-03-31')).toEqual({ ids: [] });
    expect(figureFilter({ ids: ['a', 'b'] }, { ids: [] }, 'total', '2026-03-31').ids).toEqual([]);
    expect(figureFilter({ dueTo: '2026-01-01' }, {}, 'overdue', '2026-03-31').dueTo).toBe('2026-01-01');
    expect(figureFilter({}, { townCode: [''] }, 'withdrawn', '2026-03-31')).toEqual({
      townCode: [''],
      handling: ['withdrawn'],
    });
  });
});
