import { type DayNumber, dayNumberOf, fromDayNumber, partsOf, toDayNumber, weekdayOfDay } from './civil-date.ts';
import type { HolidayNotice } from './holiday-notice.ts';
import type { CivilDate } from './terms.ts';

/** Kind of a day: 工作日 / 休息日 / 调休上班 / 放假, and 未公布 (weekday rule only) as workday or rest day. */
export type DayKind = 'workday' | 'restday' | 'makeupWorkday' | 'holiday' | 'unpublishedWorkday' | 'unpublishedRestday';

/** What the calendar says of one day. */
export interface CalendarDay {
  readonly date: CivilDate;
  readonly kind: DayKind;
  /** False where no notice covers the day: the weekday rule is a guess (暂定), never "no holidays". */
  readonly published: boolean;
  /** Festival, for days that a notice names. */
  readonly name: string | null;
  /** 发文字号 of the notice that covers the day. */
  readonly notice: string | null;
  /** Whether it counts as a working day. */
  readonly counts: boolean;
}

/** Bits of `WorkCalendar.codes`. */
export const WORK = 1;
/** No notice covers the day. */
export const UNPUBLISHED = 2;
const NAMED = 4;

interface NamedDay {
  readonly name: string;
  readonly documentNumber: string;
}

/** The calendar of working days, laid out for counting. Immutable; built by `buildCalendar`. */
export interface WorkCalendar {
  readonly firstDay: DayNumber;
  /** One code a day from `firstDay`: bits `WORK`, `UNPUBLISHED`, and whether a notice names the day. */
  readonly codes: Uint8Array;
  /** `workdaysBefore[i]`: working days from `firstDay` to the day before `firstDay + i`. */
  readonly workdaysBefore: Int32Array;
  readonly named: ReadonlyMap<DayNumber, NamedDay>;
  /** The notice in force by year. */
  readonly inForce: ReadonlyMap<number, HolidayNotice>;
  /** Notices that another has replaced; kept for the record. */
  readonly superseded: readonly HolidayNotice[];
}

/** Span laid out in the arrays; days outside follow the weekday rule as unpublished, only slower. */
export interface CalendarOptions {
  readonly fromYear?: number;
  readonly toYear?: number;
}

/**
 * Builds the calendar from all notices on record.
 * For each year one notice is in force, whole: of those that no other notice `supersedes`, the one issued last
 * (of two issued on one day, the later in the list). The others stay in `superseded`.
 */
export function buildCalendar(notices: readonly HolidayNotice[], options: CalendarOptions = {}): WorkCalendar {
  const inForce = noticesInForce(notices);
  const firstDay = dayNumberOf(options.fromYear ?? 2000, 1, 1);
  const codes = weekdayCodes(firstDay, dayNumberOf((options.toYear ?? 2100) + 1, 1, 1) - firstDay, inForce);
  const named = new Map<DayNumber, NamedDay>();
  // By year: where two notices name one day of December, the later year's has the last word.
  for (const [, notice] of [...inForce].sort(([a], [b]) => a - b)) nameDays(notice, named, codes, firstDay);
  return {
    firstDay,
    codes,
    workdaysBefore: runningTotals(codes),
    named,
    inForce,
    superseded: notices.filter((notice) => inForce.get(notice.year) !== notice),
  };
}

/** Code of a day: bits `WORK` and `UNPUBLISHED`. The hot path of the engine. */
export function codeOf(calendar: WorkCalendar, day: DayNumber): number {
  return calendar.codes[day - calendar.firstDay] ?? UNPUBLISHED | (weekdayOfDay(day) <= 5 ? WORK : 0);
}

/** Whether a day counts as a working day, by notice or (unpublished) by weekday. */
export function isWorkday(calendar: WorkCalendar, date: CivilDate): boolean {
  return (codeOf(calendar, toDayNumber(date)) & WORK) !== 0;
}

/** What the calendar says of one date. Throws RangeError when the text is no civil date. */
export function dayOf(calendar: WorkCalendar, date: CivilDate): CalendarDay {
  return describeDay(calendar, toDayNumber(date));
}

/** What the calendar says of one day number. */
export function describeDay(calendar: WorkCalendar, day: DayNumber): CalendarDay {
  const date = fromDayNumber(day);
  const code = codeOf(calendar, day);
  const named = calendar.named.get(day);
  return {
    date,
    kind: kindOf(code),
    published: (code & UNPUBLISHED) === 0,
    name: named?.name ?? null,
    notice: named?.documentNumber ?? calendar.inForce.get(partsOf(date).year)?.documentNumber ?? null,
    counts: (code & WORK) !== 0,
  };
}

/** Working days from `from` to `to`, both included; 0 when `to` lies before `from`. */
export function countWorkdayNumbers(calendar: WorkCalendar, from: DayNumber, to: DayNumber): number {
  if (to < from) return 0;
  const before = calendar.workdaysBefore[from - calendar.firstDay];
  const through = calendar.workdaysBefore[to + 1 - calendar.firstDay];
  if (before !== undefined && through !== undefined) return through - before;
  let count = 0;
  for (let day = from; day <= to; day++) count += codeOf(calendar, day) & WORK;
  return count;
}

/** Years with a notice in force, ascending. */
export function publishedYears(calendar: WorkCalendar): readonly number[] {
  return [...calendar.inForce.keys()].sort((a, b) => a - b);
}

/** Last day of the last year with a notice (放假安排公布至); null when there is none. */
export function publishedThrough(calendar: WorkCalendar): CivilDate | null {
  const last = publishedYears(calendar).at(-1);
  return last === undefined ? null : `${last}-12-31`;
}

function noticesInForce(notices: readonly HolidayNotice[]): ReadonlyMap<number, HolidayNotice> {
  const replaced = new Set(notices.map((notice) => notice.supersedes));
  const inForce = new Map<number, HolidayNotice>();
  for (const notice of notices) {
    const best = inForce.get(notice.year);
    if (best === undefined || beats(notice, best, replaced)) inForce.set(notice.year, notice);
  }
  return inForce;
}

function beats(candidate: HolidayNotice, best: HolidayNotice, replaced: ReadonlySet<string | null>): boolean {
  const candidateReplaced = replaced.has(candidate.id);
  if (candidateReplaced !== replaced.has(best.id)) return !candidateReplaced;
  return candidate.issuedOn >= best.issuedOn;
}

function weekdayCodes(
  firstDay: DayNumber,
  length: number,
  inForce: ReadonlyMap<number, HolidayNotice>,
): Uint8Array<ArrayBuffer> {
  const codes = new Uint8Array(length);
  for (let i = 0; i < length; i++) codes[i] = UNPUBLISHED | (weekdayOfDay(firstDay + i) <= 5 ? WORK : 0);
  for (const year of inForce.keys()) {
    const from = Math.max(0, dayNumberOf(year, 1, 1) - firstDay);
    const to = Math.min(length, dayNumberOf(year + 1, 1, 1) - firstDay);
    for (let i = from; i < to; i++) codes[i] = (codes[i] ?? 0) & ~UNPUBLISHED;
  }
  return codes;
}

function nameDays(
  notice: HolidayNotice,
  named: Map<DayNumber, NamedDay>,
  codes: Uint8Array,
  firstDay: DayNumber,
): void {
  for (const { date, kind, name } of notice.days) {
    const day = toDayNumber(date);
    named.set(day, { name, documentNumber: notice.documentNumber });
    if (day >= firstDay && day < firstDay + codes.length) {
      codes[day - firstDay] = kind === 'makeupWorkday' ? NAMED | WORK : NAMED;
    }
  }
}

function runningTotals(codes: Uint8Array): Int32Array {
  const totals = new Int32Array(codes.length + 1);
  let total = 0;
  for (let i = 0; i < codes.length; i++) {
    total += (codes[i] ?? 0) & WORK;
    totals[i + 1] = total;
  }
  return totals;
}

function kindOf(code: number): DayKind {
  const work = (code & WORK) !== 0;
  if ((code & NAMED) !== 0) return work ? 'makeupWorkday' : 'holiday';
  if ((code & UNPUBLISHED) !== 0) return work ? 'unpublishedWorkday' : 'unpublishedRestday';
  return work ? 'workday' : 'restday';
}
