import type { CivilDate, CivilMinute } from './terms.ts';

/** Days since 1970-01-01 (day 0, a Thursday); the engine counts in these. */
export type DayNumber = number;

const MINUTES_PER_DAY = 1440;
const MS_PER_MINUTE = 60_000;
const DATE_SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const MINUTE_SHAPE = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/;
const WEEKDAY_NAMES = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** A civil date taken apart; `month` 1..12, `day` 1..31. */
export interface YearMonthDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Number of days of a month; `month` 1..12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && (year % 4 === 0 ? year % 100 !== 0 || year % 400 === 0 : false)) return 29;
  return MONTH_LENGTHS[month - 1] ?? 0;
}

/** Whether a text is a real date `YYYY-MM-DD` of the years 0001 to 9999. */
export function isCivilDate(text: string): text is CivilDate {
  if (!DATE_SHAPE.test(text)) return false;
  const { year, month, day } = split(text);
  return year >= 1 && day >= 1 && day <= daysInMonth(year, month);
}

/** Whether a text is a real minute `YYYY-MM-DDTHH:mm`, 00:00 to 23:59. */
export function isCivilMinute(text: string): text is CivilMinute {
  return MINUTE_SHAPE.test(text) && isCivilDate(text.slice(0, 10));
}

/** Takes a civil date apart. Throws RangeError when the text is no civil date. */
export function partsOf(date: CivilDate): YearMonthDay {
  if (!isCivilDate(date)) throw new RangeError(`not a civil date: ${date}`);
  return split(date);
}

/** Day number of a civil date. Throws RangeError when the text is no civil date. */
export function toDayNumber(date: CivilDate): DayNumber {
  const { year, month, day } = partsOf(date);
  return dayNumberOf(year, month, day);
}

/**
 * Day number of year, month (1..12) and day, without a check.
 * Proleptic Gregorian: years are counted from March, so that the leap day is the last of its year.
 */
export function dayNumberOf(year: number, month: number, day: number): DayNumber {
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Year, month and day of a day number. Throws RangeError outside the years 0001 to 9999. */
export function partsOfDay(day: DayNumber): YearMonthDay {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (!Number.isInteger(day) || year < 1 || year > 9999) throw new RangeError(`no civil date has day number ${day}`);
  return { year, month, day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1 };
}

/** Civil date of a day number. Throws RangeError outside the years 0001 to 9999. */
export function fromDayNumber(day: DayNumber): CivilDate {
  const parts = partsOfDay(day);
  return join(parts.year, parts.month, parts.day);
}

/** The date `days` later (earlier when negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** The date `months` later; a day the target month does not have becomes its last day (31 Jan + 1 = 28 or 29 Feb). */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return fromDayNumber(addMonthsToDay(toDayNumber(date), months));
}

/** `addMonths` on day numbers. */
export function addMonthsToDay(start: DayNumber, months: number): DayNumber {
  const { year, month, day } = partsOfDay(start);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12 + 1;
  return dayNumberOf(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

/** Calendar days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** Weekday of a day number, 1 = Monday to 7 = Sunday. */
export function weekdayOfDay(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Weekday of a date, 1 = Monday to 7 = Sunday. */
export function weekdayOf(date: CivilDate): number {
  return weekdayOfDay(toDayNumber(date));
}

/** Chinese name of the weekday of a date: 周一 to 周日. */
export function weekdayName(date: CivilDate): string {
  return WEEKDAY_NAMES[weekdayOf(date) - 1] ?? '';
}

/** Order of two civil dates for `sort`: negative, 0 or positive. */
export function compareDates(a: CivilDate, b: CivilDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Civil date of an instant (ms UTC) at an offset (minutes east of UTC, 480 in China). */
export function civilDateAt(epochMs: number, offsetMinutes: number): CivilDate {
  return fromDayNumber(Math.floor(localMinutes(epochMs, offsetMinutes) / MINUTES_PER_DAY));
}

/** Civil minute of an instant (ms UTC) at an offset (minutes east of UTC, 480 in China); seconds are cut off. */
export function civilMinuteAt(epochMs: number, offsetMinutes: number): CivilMinute {
  return fromMinuteNumber(localMinutes(epochMs, offsetMinutes));
}

/** The minute `minutes` later (earlier when negative), in civil time: no clock changes. */
export function addMinutes(minute: CivilMinute, minutes: number): CivilMinute {
  return fromMinuteNumber(toDayNumber(dateOfMinute(minute)) * MINUTES_PER_DAY + minuteOfDay(minute) + minutes);
}

/** The date part of a civil minute. Throws RangeError when the text is no civil minute. */
export function dateOfMinute(minute: CivilMinute): CivilDate {
  if (!isCivilMinute(minute)) throw new RangeError(`not a civil minute: ${minute}`);
  return minute.slice(0, 10);
}

/** Minutes since 00:00 of a civil minute, 0 to 1439. Throws RangeError when the text is no civil minute. */
export function minuteOfDay(minute: CivilMinute): number {
  if (!isCivilMinute(minute)) throw new RangeError(`not a civil minute: ${minute}`);
  return Number(minute.slice(11, 13)) * 60 + Number(minute.slice(14, 16));
}

/** Civil minute of a day number and the minutes since its 00:00. */
export function minuteOn(day: DayNumber, minutes: number): CivilMinute {
  return fromMinuteNumber(day * MINUTES_PER_DAY + minutes);
}

function localMinutes(epochMs: number, offsetMinutes: number): number {
  return Math.floor(epochMs / MS_PER_MINUTE) + offsetMinutes;
}

function fromMinuteNumber(total: number): CivilMinute {
  const day = Math.floor(total / MINUTES_PER_DAY);
  const rest = total - day * MINUTES_PER_DAY;
  return `${fromDayNumber(day)}T${pad2(Math.floor(rest / 60))}:${pad2(rest % 60)}`;
}

// Only for texts that DATE_SHAPE accepted.
function split(date: string): YearMonthDay {
  const digit = (at: number) => date.charCodeAt(at) - 48;
  return {
    year: digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3),
    month: digit(5) * 10 + digit(6),
    day: digit(8) * 10 + digit(9),
  };
}

function join(year: number, month: number, day: number): CivilDate {
  return `${year < 1000 ? String(year).padStart(4, '0') : year}-${pad2(month)}-${pad2(day)}`;
}

function pad2(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
