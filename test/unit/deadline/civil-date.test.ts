import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMinutes,
  addMonths,
  civilDateAt,
  civilMinuteAt,
  compareDates,
  daysBetween,
  fromDayNumber,
  isCivilDate,
  isCivilMinute,
  toDayNumber,
  weekdayName,
  weekdayOf,
} from '#core/domain/deadline/civil-date.ts';

const DAY_NUMBERS = fc.integer({ min: toDayNumber('0001-01-01'), max: toDayNumber('9999-12-31') });

/** The platform's own calendar, as an independent witness. */
function byPlatform(day: number): { readonly date: string; readonly weekday: number } {
  const instant = new Date(day * 86_400_000);
  return { date: instant.toISOString().slice(0, 10), weekday: instant.getUTCDay() === 0 ? 7 : instant.getUTCDay() };
}

describe('day numbers', () => {
  it('agree with the platform on any day of the years 1 to 9999 (a wrong leap rule would show)', () => {
    fc.assert(
      fc.property(DAY_NUMBERS, (day) => {
        const witness = byPlatform(day);
        expect(fromDayNumber(day)).toBe(witness.date);
        expect(toDayNumber(witness.date)).toBe(day);
        expect(weekdayOf(witness.date)).toBe(witness.weekday);
      }),
      { numRuns: 2000 },
    );
  });

  it('agree on every day of 1999 to 2101 (2000 is a leap year, 2100 is not)', () => {
    for (let day = toDayNumber('1999-01-01'); day <= toDayNumber('2101-12-31'); day++) {
      expect(fromDayNumber(day)).toBe(byPlatform(day).date);
    }
  });

  it('refuse what is no date instead of counting with it', () => {
    expect(() => toDayNumber('2026-02-29')).toThrow(RangeError);
    expect(() => toDayNumber('2026-2-9')).toThrow(RangeError);
    expect(() => fromDayNumber(0.5)).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
  });
});

describe('isCivilDate and isCivilMinute', () => {
  it.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('accepts %s', (text) => {
    expect(isCivilDate(text)).toBe(true);
  });
  it.each([
    '2026-02-29',
    '2100-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-1',
    '0000-01-01',
    '2026-01-01T00:00',
    '',
    '２０２６-01-01',
  ])('refuses %s', (text) => {
    expect(isCivilDate(text)).toBe(false);
  });
  it('knows minutes from 00:00 to 23:59', () => {
    expect(isCivilMinute('2026-03-05T00:00')).toBe(true);
    expect(isCivilMinute('2026-03-05T23:59')).toBe(true);
    for (const wrong of [
      '2026-03-05T24:00',
      '2026-03-05T12:60',
      '2026-02-30T12:00',
      '2026-03-05 12:00',
      '2026-03-05',
    ]) {
      expect(isCivilMinute(wrong)).toBe(false);
    }
  });
});

describe('arithmetic', () => {
  it('crosses years, leap days and months', () => {
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysBetween('2023-12-31', '2024-12-31')).toBe(366);
    expect(daysBetween('2026-03-05', '2026-03-01')).toBe(-4);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-01-31', 2, '2026-03-31'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('addMonths(%s, %i) is %s (a month that overflows would spill into the next)', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  it('names weekdays and orders dates', () => {
    expect(weekdayName('2026-03-05')).toBe('周四');
    expect(weekdayName('2026-03-08')).toBe('周日');
    expect(['2026-10-01', '2026-09-30', '2026-10-01'].sort(compareDates)).toEqual([
      '2026-09-30',
      '2026-10-01',
      '2026-10-01',
    ]);
  });

  it('adds minutes over midnight and backwards', () => {
    expect(addMinutes('2026-12-31T23:59', 1)).toBe('2027-01-01T00:00');
    expect(addMinutes('2026-03-01T00:00', -1)).toBe('2026-02-28T23:59');
    expect(addMinutes('2026-03-05T09:30', 1440)).toBe('2026-03-06T09:30');
  });
});

describe('the date of an instant', () => {
  const noonUtc = Date.UTC(2026, 2, 5, 12, 30, 59, 999);
  it('depends on the offset that is handed in and on nothing else', () => {
    expect(civilDateAt(noonUtc, 0)).toBe('2026-03-05');
    expect(civilDateAt(noonUtc, 840)).toBe('2026-03-06');
    expect(civilMinuteAt(noonUtc, 480)).toBe('2026-03-05T20:30');
    expect(civilMinuteAt(noonUtc, -660)).toBe('2026-03-05T01:30');
    expect(civilMinuteAt(noonUtc, 345)).toBe('2026-03-05T18:15');
  });
  it('does not round an instant before 1970 towards zero', () => {
    expect(civilMinuteAt(-1, 0)).toBe('1969-12-31T23:59');
  });
});
