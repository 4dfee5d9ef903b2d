import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalUnit, convertAmount, measureOf } from '#core/domain/finding/units.ts';

describe('convertAmount', () => {
  it.each([
    [3, '亩', 'm²', 2000],
    [1, '亩', 'm²', 666.666666667],
    [2, '公里', 'm', 2000],
    [1.2, '万立方米', 'm³', 12_000],
    [1, '万方', 'm³', 10_000],
    [500, '公斤', 't', 0.5],
    [1, 'k㎡', '公顷', 100],
    [0.1, 'km', '米', 100],
  ])('%d %s = %s %d', (amount, unit, target, expected) =>
    expect(convertAmount({ amount, unit }, target)).toBe(expected),
  );

  it.each([
    ['方', 'm²'],
    ['m²', 'm'],
    ['处', 'm²'],
    ['m²', '处'],
    ['toString', 'm²'],
    ['', 'm²'],
  ])('does not turn %s into %s', (unit, target) => expect(convertAmount({ amount: 1, unit }, target)).toBeNull());

  it('goes there and back', () => {
    const pairs = fc.constantFrom(
      ['亩', 'm²'] as const,
      ['公顷', '亩'] as const,
      ['km', 'm'] as const,
      ['kg', 't'] as const,
    );
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), pairs, (amount, [unit, target]) => {
        const there = convertAmount({ amount, unit }, target) ?? Number.NaN;
        const back = convertAmount({ amount: there, unit: target }, unit) ?? Number.NaN;
        expect(Math.abs(back - amount) / amount).toBeLessThan(1e-9);
      }),
    );
  });

  it('keeps unknown words and tells measures apart', () => {
    expect(canonicalUnit('棵')).toBe('棵');
    expect(['方', '平', '亩', 't', '处'].map(measureOf)).toEqual(['volume', 'area', 'area', 'mass', null]);
  });
});
