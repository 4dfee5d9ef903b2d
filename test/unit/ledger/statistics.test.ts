import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaseCount, closureRate, summarise } from '#core/domain/ledger/statistics.ts';

const count = (
  category: CaseCount['category'],
  town: string | null,
  state: CaseCount['state'],
  number: number,
): CaseCount => ({ category, town, state, count: number });

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
      town: fc.constantFrom('甲镇', '乙镇', null),
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
