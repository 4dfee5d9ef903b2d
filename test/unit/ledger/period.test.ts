import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, weekdayOf } from '#core/domain/deadline/civil-date.ts';
import { periodOf, periodText, readPeriod, stepPeriod } from '#core/domain/ledger/period.ts';
import { hideNumbers, protectRow } from '#core/domain/ledger/privacy.ts';

const day = fc.integer({ min: 0, max: 30_000 }).map((n) => addDays('1990-01-01', n));
const kind = fc.constantFrom('week', 'month');

describe('a period', () => {
  it('holds its day, begins on Monday or the first, and meets its neighbours without a gap', () => {
    fc.assert(
      fc.property(kind, day, (of, on) => {
        const period = periodOf(of, on);
        expect(period.from <= on && on <= period.to).toBe(true);
        expect(of === 'week' ? weekdayOf(period.from) : period.from.slice(8)).toBe(of === 'week' ? 1 : '01');
        expect(stepPeriod(period, 1).from).toBe(addDays(period.to, 1));
        expect(stepPeriod(stepPeriod(period, 7), -7)).toEqual(period);
        expect(periodOf(of, period.to)).toEqual(period);
      }),
    );
  });

  it.each([
    ['week', '2026-01-01', '2026年第1周（12月29日—1月4日）'],
    ['week', '2026-12-31', '2026年第53周（12月28日—1月3日）'],
    ['week', '2024-12-30', '2025年第1周（12月30日—1月5日）'],
    ['month', '2026-02-28', '2026年2月'],
  ] as const)('of %s %s is called %s', (of, on, text) => {
    expect(periodText(periodOf(of, on))).toBe(text);
  });

  it.each([
    ['2026-10', '2026-10-01'],
    ['2026-W44', '2026-10-26'],
    ['2026-W01', '2025-12-29'],
    ['2026-W53', '2026-12-28'],
    ['2025-W53', null],
    ['2026-W00', null],
    ['2026-13', null],
    ['2026-1', null],
    ['2026', null],
  ])('%s is read as the period that begins on %s', (text, from) => {
    expect(readPeriod(text)?.from ?? null).toBe(from);
  });
});

describe('privacy', () => {
  it.each([
    ['电话13912345678。', '电话139****5678。'],
    ['139 1234 5678', '139****5678'],
    ['110228197001011234', '110228**********34'],
    ['11022819700101123X', '110228**********3X'],
    // Numbers of things stay: a spot, a work order, a date, an amount, a landline of an office.
    ['图斑13912345678901', '图斑13912345678901'],
    ['2026031913912345678', '2026031913912345678'],
    ['010-69041234', '010-69041234'],
    ['13912345678.5', '13912345678.5'],
  ])('%s is shown as %s', (text, shown) => {
    expect(hideNumbers(text)).toBe(shown);
  });

  it('leaves external numbers alone, and a row without anything to hide is the row itself', () => {
    const row = { externalNumbers: '13912345678', description: '堆放渣土约一百五十立方米', index: 1 };
    expect(protectRow(row, 'standard')).toBe(row);
    const other = { ...row, description: '联系13912345678' };
    expect(protectRow(other, 'standard')).toEqual({ ...row, description: '联系139****5678' });
    expect(protectRow(other, 'full')).toBe(other);
  });
});
