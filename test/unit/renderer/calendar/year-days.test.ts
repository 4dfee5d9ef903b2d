import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildCalendar } from '#core/domain/deadline/calendar.ts';
import type { HolidayNotice } from '#core/domain/deadline/holiday-notice.ts';
import {
  calendarWith,
  emptyForm,
  noticeOf,
  withDay,
  withDraft,
} from '../../../../renderer/src/features/calendar/load/notice-form.ts';
import {
  countedDays,
  countYear,
  dayWords,
  festivalsOf,
  monthOf,
  monthsOf,
} from '../../../../renderer/src/features/calendar/year-days.ts';

const NOTICES = [2023, 2024, 2025, 2026].map((year) => {
  const file = new URL(`../../../../resources/holidays/${year}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as HolidayNotice;
});
const CALENDAR = buildCalendar(NOTICES);

describe('a year as a calendar sheet', () => {
  // Figures of the published arrangements (domain.md 3.5).
  it.each([
    [2024, 366, 251],
    [2025, 365, 248],
    [2026, 365, 248],
  ])('%i has %i days, %i of them working days, each in its column', (year, days, workdays) => {
    const months = monthsOf(CALENDAR, year);
    expect(countYear(months)).toMatchObject({ days, workdays });
    for (const { weeks } of months) for (const week of weeks) expect(week).toHaveLength(7);
    expect(months[0]?.weeks[0]?.findIndex((day) => day !== null)).toBe(
      (new Date(Date.UTC(year, 0, 1)).getUTCDay() + 6) % 7,
    );
  });

  it('without a notice has no holiday and says of every day that it is not published', () => {
    const { byKind } = countYear(monthsOf(CALENDAR, 2027));
    expect(byKind.unpublishedWorkday + byKind.unpublishedRestday).toBe(365);
  });

  it('tells of a day in words what it is, by which notice', () => {
    const day = (date: string) =>
      monthOf(CALENDAR, 2026, Number(date.slice(5, 7)))
        .weeks.flat()
        .find((one) => one?.date === date);
    const words = (date: string) => {
      const found = day(date);
      return found === null || found === undefined ? null : dayWords(found);
    };
    expect(words('2026-10-10')).toBe('2026-10-10 周六 调休上班（国庆节） 国办发明电〔2025〕7号');
    expect(words('2026-10-12')).toBe('2026-10-12 周一 工作日');
  });

  it('lists a notice by festival, days that follow one another as one run, over the end of a year too', () => {
    const [newYear] = festivalsOf(NOTICES[0]?.days ?? []);
    expect(newYear).toMatchObject({ name: '元旦', holidays: '2022-12-31 至 01-02', days: 3 });
    const national = festivalsOf(NOTICES[3]?.days ?? []).find(({ name }) => name === '国庆节');
    expect(national).toEqual({ name: '国庆节', holidays: '10-01 至 10-07', days: 7, makeup: '09-20 周日、10-10 周六' });
  });

  it('counts a period with its first day: 2024-09-29 to 2024-10-09 are 4 working days', () => {
    expect(countedDays(CALENDAR, '2024-09-29', '2024-10-09').at(-1)?.running).toBe(4);
    expect(countedDays(CALENDAR, '2024-10-09', '2024-09-29')).toEqual([]);
  });
});

describe('the form of a notice', () => {
  const empty = emptyForm(CALENDAR, '2026-11-25');

  it('begins with the first year that has no notice, and leaves that year unpublished while no day is named', () => {
    expect(empty.year).toBe(2027);
    expect(calendarWith(noticeOf(empty, CALENDAR), CALENDAR).inForce.has(2027)).toBe(false);
  });

  it('for a year that has a notice replaces it under a name of its own', () => {
    const notice = noticeOf({ ...empty, year: 2026 }, CALENDAR);
    expect(notice).toMatchObject({ id: 'cn-2026-2', supersedes: 'cn-2026' });
    const day = { date: '2026-03-02', kind: 'holiday', name: '元旦' } as const;
    const shown = calendarWith({ ...notice, days: [day] }, CALENDAR);
    expect(countYear(monthsOf(shown, 2026)).byKind.holiday).toBe(1);
  });

  it('keeps what was typed where the text says nothing', () => {
    const typed = { ...empty, title: '手写的标题', source: '中国政府网' };
    const read = {
      year: 2028,
      title: null,
      documentNumber: '国办发明电〔2027〕1号',
      issuedOn: null,
      days: [],
      doubts: [],
    };
    expect(withDraft(typed, read, '文件')).toMatchObject({
      year: 2028,
      title: '手写的标题',
      documentNumber: '国办发明电〔2027〕1号',
      source: '中国政府网',
    });
  });

  it('changes one day by a click, and takes it off again', () => {
    const on = withDay(
      withDay(empty, { date: '2027-05-01' }, 'holiday', '劳动节'),
      { date: '2027-01-01' },
      'holiday',
      '元旦',
    );
    expect(on.days.map(({ date }) => date)).toEqual(['2027-01-01', '2027-05-01']);
    const changed = withDay(on, { date: '2027-05-01' }, 'makeupWorkday', '劳动节');
    expect(changed.days).toHaveLength(2);
    expect(withDay(changed, { date: '2027-05-01' }, 'none', '').days.map(({ date }) => date)).toEqual(['2027-01-01']);
  });
});
