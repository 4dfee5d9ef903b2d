import { dayOf, type WorkCalendar } from '#core/domain/deadline/calendar.ts';
import { addDays, weekdayOf } from '#core/domain/deadline/civil-date.ts';
import type { WorkingLine } from '#core/domain/deadline/due.ts';
import type { CivilDate } from '#core/domain/deadline/terms.ts';

/** One day of the strip calendar. */
export interface StripDay {
  readonly date: CivilDate;
  /** Day of the month. */
  readonly day: number;
  /** 休 (rest or holiday), 班 (调休上班), 未 (not published); empty for a plain working day. */
  readonly mark: '' | '休' | '班' | '未';
  /** Null outside the working. */
  readonly counted: boolean | null;
  /** Counted up to and with this day. */
  readonly running: number | null;
  /** Chinese: why; empty outside the working. */
  readonly why: string;
  readonly last: boolean;
}

/** A month of the strip in weeks from Monday; null where a week has no day of the month. */
export interface StripMonth {
  /** `2026-03` */
  readonly month: string;
  readonly weeks: readonly (readonly (StripDay | null)[])[];
}

/** The months that a working runs through, as calendar sheets. Pure. */
export function stripOf(working: readonly WorkingLine[], calendar: WorkCalendar): readonly StripMonth[] {
  const first = working[0]?.date;
  const last = working.at(-1)?.date;
  if (first === undefined || last === undefined) return [];
  const lines = new Map(working.map((line) => [line.date, line]));
  const months: StripMonth[] = [];
  for (let start = `${first.slice(0, 7)}-01`; start <= last; start = nextMonth(start)) {
    months.push({
      month: start.slice(0, 7),
      weeks: weeksOf(start, (date) => stripDay(date, lines.get(date), date === last, calendar)),
    });
  }
  return months;
}

function stripDay(date: CivilDate, line: WorkingLine | undefined, last: boolean, calendar: WorkCalendar): StripDay {
  const facts = dayOf(calendar, date);
  const mark = !facts.published ? '未' : facts.kind === 'makeupWorkday' ? '班' : facts.counts ? '' : '休';
  return {
    date,
    day: Number(date.slice(8)),
    mark,
    counted: line?.counted ?? null,
    running: line?.counted === true ? line.running : null,
    why: line?.why ?? '',
    last,
  };
}

function weeksOf(start: CivilDate, dayAt: (date: CivilDate) => StripDay): StripMonth['weeks'] {
  const month = start.slice(0, 7);
  const cells: (StripDay | null)[] = Array.from({ length: weekdayOf(start) - 1 }, () => null);
  for (let date = start; date.startsWith(month); date = addDays(date, 1)) cells.push(dayAt(date));
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

function nextMonth(start: CivilDate): CivilDate {
  return `${addDays(start, 31).slice(0, 7)}-01`;
}
