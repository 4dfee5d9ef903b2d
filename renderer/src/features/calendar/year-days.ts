import { type CalendarDay, type DayKind, describeDay, type WorkCalendar } from '#core/domain/deadline/calendar.ts';
import { addDays, dayNumberOf, toDayNumber, weekdayName, weekdayOfDay } from '#core/domain/deadline/civil-date.ts';
import type { NoticeDay } from '#core/domain/deadline/holiday-notice.ts';
import type { CivilDate } from '#core/domain/deadline/terms.ts';

/** Words and the mark of each kind of day: colour is never the only sign. */
export const DAY_SIGNS: Readonly<Record<DayKind, { readonly mark: string; readonly label: string }>> = {
  workday: { mark: '', label: '工作日' },
  restday: { mark: '·', label: '休息日' },
  holiday: { mark: '休', label: '放假' },
  makeupWorkday: { mark: '班', label: '调休上班' },
  unpublishedWorkday: { mark: '未', label: '未公布，暂按工作日' },
  unpublishedRestday: { mark: '未', label: '未公布，暂按休息日' },
};

/** One month as a calendar sheet: weeks from Monday, null outside the month. */
export interface MonthSheet {
  readonly month: number;
  readonly weeks: readonly (readonly (CalendarDay | null)[])[];
}

/** The twelve months of a year. */
export function monthsOf(calendar: WorkCalendar, year: number): readonly MonthSheet[] {
  return Array.from({ length: 12 }, (_, at) => monthOf(calendar, year, at + 1));
}

/** One month as a calendar sheet; `month` from 1. */
export function monthOf(calendar: WorkCalendar, year: number, month: number): MonthSheet {
  const first = dayNumberOf(year, month, 1);
  const next = month === 12 ? dayNumberOf(year + 1, 1, 1) : dayNumberOf(year, month + 1, 1);
  const weeks: (CalendarDay | null)[][] = [];
  let week: (CalendarDay | null)[] = Array.from({ length: weekdayOfDay(first) - 1 }, () => null);
  for (let day = first; day < next; day++) {
    week.push(describeDay(calendar, day));
    if (week.length === 7) {
      weeks.push(week);
      week = [];
    }
  }
  if (week.length > 0) weeks.push([...week, ...Array.from({ length: 7 - week.length }, () => null)]);
  return { month, weeks };
}

/** Days of a year by kind, and how many count as working days. */
export interface YearCounts {
  readonly days: number;
  readonly workdays: number;
  readonly byKind: Readonly<Record<DayKind, number>>;
}

/** Counts the days of a year. */
export function countYear(months: readonly MonthSheet[]): YearCounts {
  const byKind: Record<DayKind, number> = {
    workday: 0,
    restday: 0,
    holiday: 0,
    makeupWorkday: 0,
    unpublishedWorkday: 0,
    unpublishedRestday: 0,
  };
  let [days, workdays] = [0, 0];
  for (const day of months.flatMap(({ weeks }) => weeks.flat())) {
    if (day === null) continue;
    days += 1;
    byKind[day.kind] += 1;
    if (day.counts) workdays += 1;
  }
  return { days, workdays, byKind };
}

/** A day in words, for the cell and for screen readers: `2026-10-01 周四 放假（国庆节）国办发明电〔2025〕7号`. */
export function dayWords({ date, kind, name, notice, published }: CalendarDay): string {
  const special = name === null ? '' : `（${name}）`;
  const source = published && name !== null && notice !== null ? ` ${notice}` : '';
  return `${date} ${weekdayName(date)} ${DAY_SIGNS[kind].label}${special}${source}`;
}

/** What a notice says of one festival. */
export interface Festival {
  readonly name: string;
  /** `10-01 至 10-07` */
  readonly holidays: string;
  readonly days: number;
  /** `09-20 周日、10-10 周六` */
  readonly makeup: string;
}

/** A notice's days by festival, in the order of the year. */
export function festivalsOf(days: readonly NoticeDay[]): readonly Festival[] {
  const byDate = [...days].sort((a, b) => (a.date < b.date ? -1 : 1));
  const holidays = byDate.filter(({ kind }) => kind === 'holiday');
  const makeup = byDate.filter(({ kind }) => kind === 'makeupWorkday');
  const names = [...new Set([...holidays, ...makeup].map(({ name }) => name))];
  return names.map((name) => {
    const off = holidays.filter((day) => day.name === name).map(({ date }) => date);
    const on = makeup.filter((day) => day.name === name).map(({ date }) => date);
    return {
      name,
      holidays: runsOf(off).map(runText).join('、'),
      days: off.length,
      makeup: on.map((date) => `${date.slice(5)} ${weekdayName(date)}`).join('、'),
    };
  });
}

type Run = readonly [from: CivilDate, to: CivilDate];

function runsOf(dates: readonly CivilDate[]): readonly Run[] {
  const runs: [CivilDate, CivilDate][] = [];
  for (const date of dates) {
    const last = runs.at(-1);
    if (last !== undefined && addDays(last[1], 1) === date) last[1] = date;
    else runs.push([date, date]);
  }
  return runs;
}

function runText([from, to]: Run): string {
  if (from === to) return from.slice(5);
  return `${from.slice(0, 4) === to.slice(0, 4) ? from.slice(5) : from} 至 ${to.slice(5)}`;
}

/** One day of a period and whether it counts, with the number counted so far. */
export interface CountedDay {
  readonly day: CalendarDay;
  readonly running: number;
}

/** Longest period that is listed day by day. */
export const LONGEST_PERIOD = 400;

/** The days from `from` to `to`, both included, at most `LONGEST_PERIOD` of them. */
export function countedDays(calendar: WorkCalendar, from: CivilDate, to: CivilDate): readonly CountedDay[] {
  const rows: CountedDay[] = [];
  let running = 0;
  const first = toDayNumber(from);
  const last = Math.min(toDayNumber(to), first + LONGEST_PERIOD - 1);
  for (let at = first; at <= last; at++) {
    const day = describeDay(calendar, at);
    if (day.counts) running += 1;
    rows.push({ day, running });
  }
  return rows;
}
