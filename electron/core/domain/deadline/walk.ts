import { codeOf, UNPUBLISHED, WORK, type WorkCalendar } from './calendar.ts';
import { addMonthsToDay, type DayNumber, minuteOfDay, partsOfDay, toDayNumber } from './civil-date.ts';
import type { SuspendedDays } from './suspension-days.ts';
import type { Clock, Extension } from './terms.ts';

/**
 * What the walk decided of a day.
 * `startDay` 当日不计, `counted` 计入, `rest` not a working day, `suspended` 中止,
 * `neverEnds` suspended without an end: the walk stops here,
 * `rolled` the last day moves past it (顺延), `rolledTo` the working day the last day moved to.
 */
export type DayOutcome = 'startDay' | 'counted' | 'rest' | 'suspended' | 'neverEnds' | 'rolled' | 'rolledTo';

/** Receives each day once, ascending. `running`: counted so far, in days (in hours for hour terms). */
export type DaySink = (day: DayNumber, outcome: DayOutcome, running: number) => void;

/** Where the walk came to; `day` null while suspended without an end. */
export interface WalkEnd {
  readonly day: DayNumber | null;
  /** Minutes since 00:00 of `day`; null but for hour terms. */
  readonly minute: number | null;
  readonly provisional: boolean;
}

interface Walk {
  readonly calendar: WorkCalendar;
  readonly suspended: SuspendedDays;
  readonly sink: DaySink | null;
  /** Index into `suspended`; only moves forward. */
  at: number;
  /** Last day looked at. */
  day: DayNumber;
  running: number;
  provisional: boolean;
}

const MINUTES_PER_DAY = 1440;
/** Longest amount of a term or extension; more is a bug of the caller, not a term. */
const MAX_AMOUNT = 36_600;

/**
 * Walks the days of a clock to its due date: the only place where days are counted.
 *
 * Phases: the term together with the extensions of its own unit, then the other extensions by months, working days
 * and days (a fixed order, so that the order of approval cannot change the result), then the roll of the last day.
 * Months end on the corresponding day of the last month, or on its last day (《民法典》第二百零二条), and are walked
 * as that many calendar days, so that each suspended day moves the end by one.
 * Hours run from the minute (《民法典》第二百零一条第二款), whatever `term.start` says; a suspended day has no hours.
 * Extended or rolled, an hour term ends with the last minute (23:59) of the day it moved to.
 * The last day is never a suspended day.
 */
export function walkClock(
  clock: Clock,
  extensions: readonly Extension[],
  suspended: SuspendedDays,
  calendar: WorkCalendar,
  sink: DaySink | null,
): WalkEnd {
  const { term } = clock;
  const start = toDayNumber(clock.startedOn);
  const walk: Walk = { calendar, suspended, sink, at: 0, day: start - 1, running: 0, provisional: false };
  let minute: number | null = null;
  if (term.unit === 'hour') {
    minute = takeHours(walk, term.amount, clock.startedAt === null ? 0 : minuteOfDay(clock.startedAt));
    if (minute === null) return { day: null, minute: null, provisional: walk.provisional };
  } else if (!takeTerm(walk, clock, start, extensions)) {
    return { day: null, minute: null, provisional: walk.provisional };
  }
  const hoursEndOn = walk.day;
  if (!takeExtensions(walk, extensions, term.unit) || (term.endRoll && !roll(walk))) {
    return { day: null, minute: null, provisional: walk.provisional };
  }
  // Moved on by whole days, an hour term ends with its last day: a kept minute could lie before the end of a shorter term.
  if (minute !== null && walk.day !== hoursEndOn) minute = MINUTES_PER_DAY - 1;
  return { day: walk.day, minute, provisional: walk.provisional };
}

/** Sum of the extensions in one unit. */
export function extensionAmount(extensions: readonly Extension[], unit: Extension['unit']): number {
  let sum = 0;
  for (const extension of extensions) if (extension.unit === unit) sum += checkedAmount(extension.amount);
  return sum;
}

function takeTerm(walk: Walk, clock: Clock, start: DayNumber, extensions: readonly Extension[]): boolean {
  const { term } = clock;
  if (term.unit === 'hour') return true;
  if (term.start === 'nextDay') {
    walk.day = start;
    walk.sink?.(start, 'startDay', 0);
  }
  const amount = checkedAmount(term.amount) + extensionAmount(extensions, term.unit);
  if (term.unit !== 'month') return takeDays(walk, amount, term.unit === 'workday', 1);
  const end = term.start === 'nextDay' ? addMonthsToDay(start, amount) : monthEndFromFirstDay(start, amount);
  return takeDays(walk, end - walk.day, false, 1);
}

/**
 * Last day of a month term whose first day counts: the day before the corresponding day,
 * or the last day of the month that has no corresponding day. From 15 Jan: 14 Feb; from 31 Jan: 28 or 29 Feb.
 */
function monthEndFromFirstDay(start: DayNumber, months: number): DayNumber {
  const end = addMonthsToDay(start, months);
  return partsOfDay(end).day < partsOfDay(start).day ? end : end - 1;
}

function takeExtensions(walk: Walk, extensions: readonly Extension[], taken: Clock['term']['unit']): boolean {
  if (extensions.length === 0) return true;
  const size = taken === 'hour' ? 24 : 1;
  const months = taken === 'month' ? 0 : extensionAmount(extensions, 'month');
  if (!takeDays(walk, addMonthsToDay(walk.day, months) - walk.day, false, size)) return false;
  if (!takeDays(walk, taken === 'workday' ? 0 : extensionAmount(extensions, 'workday'), true, size)) return false;
  return takeDays(walk, taken === 'day' ? 0 : extensionAmount(extensions, 'day'), false, size);
}

/** Moves on until `budget` days have counted; false when it would never end. */
function takeDays(walk: Walk, budget: number, workdaysOnly: boolean, size: number): boolean {
  const { calendar, sink } = walk;
  for (let left = budget; left > 0; ) {
    const day = ++walk.day;
    if (isSuspended(walk, day)) {
      if (reportSuspended(walk, day)) return false;
      continue;
    }
    const code = workdaysOnly ? codeOf(calendar, day) : WORK;
    if ((code & UNPUBLISHED) !== 0) walk.provisional = true;
    if ((code & WORK) === 0) {
      sink?.(day, 'rest', walk.running);
      continue;
    }
    left--;
    walk.running += size;
    sink?.(day, 'counted', walk.running);
  }
  return true;
}

/** Moves on until the hours have passed; the minute of the last day, or null when it would never end. */
function takeHours(walk: Walk, hours: number, startMinute: number): number | null {
  let left = checkedAmount(hours) * 60;
  let from = startMinute;
  for (;;) {
    const day = ++walk.day;
    if (isSuspended(walk, day)) {
      if (reportSuspended(walk, day)) return null;
      from = 0;
      continue;
    }
    const taken = Math.min(left, MINUTES_PER_DAY - from);
    left -= taken;
    walk.running = hours - left / 60;
    walk.sink?.(day, 'counted', walk.running);
    // A term that ends at 24:00 ends at 00:00 of the next day that is not suspended: the loop goes on with nothing left.
    if (from + taken < MINUTES_PER_DAY) return from + taken;
    from = 0;
  }
}

/** Moves a last day that is no working day on to the next that is; false when it would never end. */
function roll(walk: Walk): boolean {
  if (isWorkdayWithNote(walk)) return true;
  for (;;) {
    const day = ++walk.day;
    if (isSuspended(walk, day)) {
      if (reportSuspended(walk, day)) return false;
    } else if (isWorkdayWithNote(walk)) {
      walk.sink?.(day, 'rolledTo', walk.running);
      return true;
    } else {
      walk.sink?.(day, 'rolled', walk.running);
    }
  }
}

function isWorkdayWithNote(walk: Walk): boolean {
  const code = codeOf(walk.calendar, walk.day);
  if ((code & UNPUBLISHED) !== 0) walk.provisional = true;
  return (code & WORK) !== 0;
}

function isSuspended(walk: Walk, day: DayNumber): boolean {
  const { suspended } = walk;
  if (suspended.length === 0) return false;
  while (day >= (suspended[walk.at + 1] ?? Number.POSITIVE_INFINITY)) walk.at += 2;
  return day >= (suspended[walk.at] ?? Number.POSITIVE_INFINITY);
}

/** Reports a suspended day; true when the suspension has no end. */
function reportSuspended(walk: Walk, day: DayNumber): boolean {
  const neverEnds = suspendedEnd(walk) === Number.POSITIVE_INFINITY;
  walk.sink?.(day, neverEnds ? 'neverEnds' : 'suspended', walk.running);
  return neverEnds;
}

function suspendedEnd(walk: Walk): number {
  return walk.suspended[walk.at + 1] ?? Number.POSITIVE_INFINITY;
}

function checkedAmount(amount: number): number {
  if (!Number.isInteger(amount) || amount < 1 || amount > MAX_AMOUNT) {
    throw new RangeError(`amount of a term must be an integer from 1 to ${MAX_AMOUNT}: ${amount}`);
  }
  return amount;
}
