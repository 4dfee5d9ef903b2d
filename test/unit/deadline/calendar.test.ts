import chineseDays from 'chinese-days';
import { describe, expect, it } from 'vitest';
import { buildCalendar, dayOf, isWorkday, publishedThrough, publishedYears } from '#core/domain/deadline/calendar.ts';
import { addDays } from '#core/domain/deadline/civil-date.ts';
import type { HolidayNotice } from '#core/domain/deadline/holiday-notice.ts';
import { countWorkdays } from '#core/domain/deadline/notice-period.ts';
import { calendarOf, NOTICE_YEARS, readNotice } from './support.ts';

const calendar = calendarOf();

describe('the notices as delivered', () => {
  it.each([
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days (a date mistyped in the notice would change it)', (year, workdays) => {
    expect(countWorkdays(`${year}-01-01`, `${year}-12-31`, calendar)).toBe(workdays);
  });

  it('agree with chinese-days on every day of 2023 to 2026', () => {
    const differing: string[] = [];
    for (let date = '2023-01-01'; date <= '2026-12-31'; date = addDays(date, 1)) {
      if (isWorkday(calendar, date) !== chineseDays.isWorkday(date)) differing.push(date);
    }
    expect(differing).toEqual([]);
  });

  it('bear the document numbers of the State Council', () => {
    expect(NOTICE_YEARS.map((year) => readNotice(year).documentNumber)).toEqual([
      '国办发明电〔2022〕16号',
      '国办发明电〔2023〕7号',
      '国办发明电〔2024〕12号',
      '国办发明电〔2025〕7号',
    ]);
  });
});

describe('dayOf', () => {
  it.each([
    ['2026-03-05', 'workday', true, null],
    ['2026-03-07', 'restday', false, null],
    ['2026-02-14', 'makeupWorkday', true, '春节'],
    ['2026-02-16', 'holiday', false, '春节'],
    ['2026-02-15', 'holiday', false, '春节'],
  ])('%s is %s', (date, kind, counts, name) => {
    const notice = '国办发明电〔2025〕7号';
    expect(dayOf(calendar, date)).toEqual({ date, kind, published: true, name, notice, counts });
  });

  it('never reads an unpublished year as a year without holidays', () => {
    const workday = { kind: 'unpublishedWorkday', published: false, name: null, notice: null, counts: true };
    expect(dayOf(calendar, '2027-10-01')).toEqual({ date: '2027-10-01', ...workday });
    expect(dayOf(calendar, '2027-10-02')).toMatchObject({
      kind: 'unpublishedRestday',
      published: false,
      counts: false,
    });
    expect(dayOf(buildCalendar([]), '2026-10-01')).toMatchObject({ kind: 'unpublishedWorkday', published: false });
  });

  it('is the same far outside the span that is laid out', () => {
    const small = buildCalendar([readNotice(2026)], { fromYear: 2026, toYear: 2026 });
    expect(dayOf(small, '2300-01-01')).toMatchObject({ kind: 'unpublishedWorkday', published: false });
    expect(dayOf(small, '1990-01-07')).toMatchObject({ kind: 'unpublishedRestday', published: false });
    expect(countWorkdays('2025-12-29', '2027-01-04', small)).toBe(
      countWorkdays('2025-12-29', '2027-01-04', buildCalendar([readNotice(2026)])),
    );
  });

  it('lets a notice name days of the December before, and those only', () => {
    const only2023 = calendarOf([2023]);
    expect(dayOf(only2023, '2022-12-31')).toMatchObject({
      kind: 'holiday',
      published: true,
      notice: '国办发明电〔2022〕16号',
    });
    expect(dayOf(only2023, '2022-12-30')).toMatchObject({ kind: 'unpublishedWorkday', published: false });
  });
});

describe('published years', () => {
  it('are the years with a notice', () => {
    expect(publishedYears(calendar)).toEqual([2023, 2024, 2025, 2026]);
    expect(publishedThrough(calendar)).toBe('2026-12-31');
    expect(publishedThrough(buildCalendar([]))).toBeNull();
  });
});

describe('superseding', () => {
  const old = readNotice(2026);
  const days = old.days.filter((day) => day.date !== '2026-10-07' && day.date !== '2026-10-10');
  const amended: HolidayNotice = {
    ...old,
    id: 'cn-2026-b',
    supersedes: old.id,
    issuedOn: '2026-09-01',
    documentNumber: '国办发明电〔2026〕3号',
    days,
  };

  it.each([
    ['old first', [old, amended]],
    ['old last', [amended, old]],
  ])('replaces the whole year whatever the order: %s', (_, notices) => {
    const after = buildCalendar(notices);
    expect(dayOf(after, '2026-10-07')).toMatchObject({ kind: 'workday', notice: '国办发明电〔2026〕3号' });
    expect(dayOf(after, '2026-10-10')).toMatchObject({ kind: 'restday' });
    expect(after.superseded).toEqual([old]);
  });

  it('goes by date of issue where nothing is said', () => {
    const after = buildCalendar([{ ...amended, supersedes: null }, old]);
    expect(dayOf(after, '2026-10-07').kind).toBe('workday');
  });

  it('believes `supersedes` over the date of issue', () => {
    const after = buildCalendar([{ ...amended, issuedOn: '2025-01-01' }, old]);
    expect(dayOf(after, '2026-10-07').kind).toBe('workday');
  });
});
