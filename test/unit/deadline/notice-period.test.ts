import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDayNumber, toDayNumber } from '#core/domain/deadline/civil-date.ts';
import { checkNoticePeriod, countWorkdays, noticePeriodEnd } from '#core/domain/deadline/notice-period.ts';
import { calendarOf } from './support.ts';

const calendar = calendarOf();

describe('public-notice periods, domain.md 3.4', () => {
  it.each([
    ['2023-07-27', '2023-08-09', 10],
    ['2025-01-21', '2025-02-08', 10],
    ['2024-09-29', '2024-10-09', 4],
  ])('%s to %s has %i working days, first day counted', (from, to, workdays) => {
    expect(countWorkdays(from, to, calendar)).toBe(workdays);
  });

  it('finds the clerk’s miscount across National Day', () => {
    expect(checkNoticePeriod('2024-09-29', '2024-10-09', 10, calendar)).toEqual({
      enough: false,
      workdays: 4,
      required: 10,
      endsOn: '2024-10-16',
      provisional: false,
      text: '公示期 2024-09-29 至 2024-10-09，含首日共 4 个工作日，不足 10 个工作日：应公示至 2024-10-16。',
    });
  });

  it('accepts the others and says so', () => {
    expect(checkNoticePeriod('2023-07-27', '2023-08-09', 10, calendar)).toMatchObject({
      enough: true,
      endsOn: '2023-08-09',
    });
    expect(checkNoticePeriod('2025-01-21', '2025-02-07', 10, calendar)).toMatchObject({
      enough: false,
      endsOn: '2025-02-08',
    });
  });

  it('names an end before the start, and an unpublished year', () => {
    expect(checkNoticePeriod('2026-03-10', '2026-03-09', 1, calendar)).toMatchObject({
      enough: false,
      text: expect.stringContaining('早于起始日'),
    });
    expect(checkNoticePeriod('2026-12-25', '2027-01-15', 10, calendar)).toMatchObject({
      provisional: true,
      text: expect.stringContaining('尚未公布'),
    });
    expect(countWorkdays('2026-03-10', '2026-03-09', calendar)).toBe(0);
  });

  it('ends on the first day by which the working days are there', () => {
    const days = fc.integer({ min: toDayNumber('2023-01-01'), max: toDayNumber('2026-11-30') });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 30 }), (day, required) => {
        const start = fromDayNumber(day);
        const end = noticePeriodEnd(start, required, calendar);
        expect(countWorkdays(start, end, calendar)).toBe(required);
        expect(countWorkdays(start, fromDayNumber(toDayNumber(end) - 1), calendar)).toBe(required - 1);
      }),
    );
  });
});
