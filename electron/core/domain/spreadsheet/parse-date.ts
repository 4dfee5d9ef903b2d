import { addDays, daysInMonth, isCivilDate } from '../deadline/civil-date.ts';
import type { CivilDate } from '../deadline/terms.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { cellText } from './cell-text.ts';
import { foldDateText } from './date-words.ts';
import { type CivilMoment, fromSerial, minuteText } from './excel-serial.ts';
import type { GridCell } from './grid.ts';
import { cutTime, parseTime } from './parse-time.ts';

/** Order of the parts of a date in figures: 年月日 / 月日年 / 日月年. */
export type DateOrder = 'ymd' | 'mdy' | 'dmy';

/** What the sheet itself says about dates. */
export interface DateContext {
  readonly date1904: boolean;
  /** Year that `1月9日` belongs to, from the title or the file name; null when the sheet names none. */
  readonly year: number | null;
  /** Order in which the column writes what may be read in two ways; without it such a date is refused. */
  readonly order?: DateOrder;
  /** Day that stands for a month without a day; without it such a date is refused. */
  readonly monthOnly?: 'first' | 'last';
}

/** A date that was understood. `assumedYear`: the sheet's year was used; `by`: what the column's answer settled. */
export interface ParsedDate extends CivilMoment {
  readonly assumedYear: boolean;
  readonly by: 'order' | 'month' | null;
}

const ALLOWED = '可写作 2026-01-09、2026.1.9、2026年1月9日 或 1月9日（表题写明年份时），也可带时刻';
/** Serial numbers taken for dates: 1954-10-03 … 2119-01-11; others are a mistyped number. */
const SERIALS = { from: 20_000, to: 80_000 };
/** Years outside are a number shown as a date (1900-01-05) or a slip of the pen. */
const YEARS = { from: 1950, to: 2100 };
/** A longer text is no date; reading it would take long. */
const LONGEST = 100;
/** What most cells hold; read without folding. */
const USUAL = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[ T]([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?)?$/u;
/** China has one time zone; an instant with a zone of its own is a day there. */
const CHINA_MINUTES = 480;

/**
 * Reads a date cell in any spelling inspectors use. Codes: DATE_EMPTY, DATE_UNREADABLE, DATE_NO_SUCH_DAY, DATE_DAY_MISSING,
 * DATE_YEAR_MISSING, DATE_YEAR_ODD, DATE_AMBIGUOUS, DATE_RANGE. `data.suggestion`: the likely day, where there is one.
 */
export function parseDateCell(cell: GridCell, context: DateContext): Result<ParsedDate> {
  if (cell.kind === 'dateTime' && typeof cell.value === 'string') return parseCivil(cell.value);
  if (cell.kind === 'number' && typeof cell.value === 'number') return parseNumber(cell.value, context);
  const text = cellText(cell);
  if (text === null) return refuse('DATE_EMPTY', `日期为空，${ALLOWED}`);
  return parseDateText(text, context);
}

/** Reads a written date; see `parseDateCell` for the codes. */
export function parseDateText(written: string, context: DateContext): Result<ParsedDate> {
  if (written.length > LONGEST)
    return refuse('DATE_UNREADABLE', `“${written.slice(0, 20)}…”有 ${written.length} 字，不是日期，${ALLOWED}`);
  const usual = USUAL.exec(written);
  if (usual) {
    const [, year, month, day, hour, minute] = usual;
    return build(written, year, month, day, { time: hour === undefined ? null : `${hour}:${minute}` });
  }
  const text = foldDateText(written);
  if (/^\d{5}(\.\d+)?$/u.test(text)) return parseNumber(Number(text), context);
  const compact = parseCompact(written, text);
  if (compact) return compact;
  const zoned = parseZoned(text);
  if (zoned) return zoned;
  const { rest, time, broken } = cutTime(text);
  if (broken) return refuse('DATE_UNREADABLE', `“${written}”中的时刻无法识别，时刻应写作 14:14 或 14时14分`);
  const day = parseDay(written, rest, time, context);
  return day.ok ? day : (rangeRefusal(written, text, context) ?? day);
}

function parseCivil(value: string): Result<ParsedDate> {
  const date = value.slice(0, 10);
  if (!isCivilDate(date)) return refuse('DATE_UNREADABLE', `“${value}”只有时刻没有日期，${ALLOWED}`);
  return build(value.replace('T', ' '), date.slice(0, 4), date.slice(5, 7), date.slice(8), {
    time: value.length > 10 ? value.slice(11, 16) : null,
  });
}

function parseNumber(value: number, context: DateContext): Result<ParsedDate> {
  if (Number.isInteger(value) && value >= 100_000 && value < 1e14) return parseDateText(String(value), context);
  if (value < SERIALS.from || value >= SERIALS.to) return numberRefusal(value);
  const moment = fromSerial(value, context.date1904);
  return moment ? ok({ ...moment, assumedYear: false, by: null }) : numberRefusal(value);
}

function numberRefusal(value: number): Result<never> {
  if (value >= 1900 && value < 2101)
    return refuse('DATE_DAY_MISSING', `“${value}”缺少日（2026.1 与 2026.10 在数字格里分不清），${ALLOWED}`);
  return refuse('DATE_UNREADABLE', `“${value}”不是日期，${ALLOWED}`);
}

/** 20260109, 20260109143000, 202601091430 and 260109; six figures that may be a year and a month (202601) are a month. */
function parseCompact(written: string, text: string): Result<ParsedDate> | null {
  const long = /^(\d{4})(\d{2})(\d{2})(?:[ T]?([01]\d|2[0-3]):?([0-5]\d)(?::?[0-5]\d)?)?$/u.exec(text);
  if (long) {
    const time = long[4] === undefined ? null : `${long[4]}:${long[5]}`;
    return build(written, long[1], long[2], long[3], { time });
  }
  if (/^(19|20)\d{2}(0[1-9]|1[0-2])$/u.test(text)) return dayMissing(written);
  const short = /^(\d{2})(\d{2})(\d{2})$/u.exec(text);
  if (!short || !isCivilDate(`20${short[1]}-${short[2]}-${short[3]}`)) return null;
  return build(written, `20${short[1]}`, short[2], short[3]);
}

/** An instant with a zone (JSON and web exports): its day in China, so that 2026-01-08T16:00:00.000Z is the 9th. */
function parseZoned(text: string): Result<ParsedDate> | null {
  const match =
    /^(\d{4})[-年](\d{1,2})[-月](\d{1,2})日?[T ]+([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)? ?(?:z|(?:gmt|utc)?([+-])(\d{2}):?(\d{2})(?: ?\(.*\))?)$/iu.exec(
      text,
    );
  if (!match) return null;
  const [, year, month, day, hour, minute, sign, offsetHours, offsetMinutes] = match;
  const written = build(text, year, month, day);
  if (!written.ok) return written;
  const offset = (sign === '-' ? -1 : 1) * (Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0));
  const china = Number(hour) * 60 + Number(minute) - offset + CHINA_MINUTES;
  const days = Math.floor(china / 1440);
  const date = addDays(written.value.date, days);
  return ok({ ...written.value, date, time: withoutMidnight(minuteText(china - days * 1440)) });
}

function parseDay(written: string, text: string, time: string | null, context: DateContext): Result<ParsedDate> {
  const full = /^(\d{4})\s*[-./年、\\,\s]\s*(\d{1,2})\s*[-./月、\\,\s]\s*(\d{1,2})\s*[日号]?$/u.exec(text);
  if (full) return build(written, full[1], full[2], full[3], { time });
  const named = /^(\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?$/u.exec(text);
  if (named) return build(written, `20${named[1]}`, named[2], named[3], { time });
  const parts = figuresOf(text);
  if (parts) return parseThree(written, parts, time, context);
  const monthDay = /^(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?$/u.exec(text);
  if (monthDay) return parseMonthDay(written, [monthDay[1] ?? '', monthDay[2] ?? ''], time, context);
  const two = /^(\d{1,2})\s*([-./])\s*(\d{1,2})[日号]?$/u.exec(text);
  if (two) return parseTwo(written, [two[1] ?? '', two[3] ?? ''], two[2] === '.', time, context);
  return parseMonth(written, text, context);
}

/** 2026年3月, 2026.3, 3月中旬, 2026年: the day is missing. */
function parseMonth(written: string, text: string, context: DateContext): Result<ParsedDate> {
  const month = /^(\d{4}|\d{2}(?=年))\s*[-./年\s]\s*(\d{1,2})\s*月?份?\s*(上旬|中旬|下旬|初|中|底|末|间|前后)?$/u.exec(
    text,
  );
  const [, year = '', number = '', part] = month ?? [];
  if (month && Number(number) >= 1 && Number(number) <= 12) {
    if (context.monthOnly === undefined || part !== undefined) return dayMissing(written);
    const full = year.length === 2 ? `20${year}` : year;
    const day = context.monthOnly === 'first' ? 1 : daysInMonth(Number(full), Number(number));
    return build(written, full, number, String(day), { by: 'month' });
  }
  if (/^(\d{4}年?|\d{1,2}月份?(上旬|中旬|下旬|初|中|底|末|间|前后)?)$/u.test(text)) return dayMissing(written);
  return refuse('DATE_UNREADABLE', `“${written}”不是日期，${ALLOWED}`);
}

function dayMissing(written: string): Result<never> {
  return refuse('DATE_DAY_MISSING', `“${written}”缺少日，请补写到哪一天；${ALLOWED}`);
}

/** Three figures of a date without a mark that says which is which. */
export type ThreeParts = readonly [string, string, string];

/** The figures of a written day such as 1/9/2024 or 24.3.5; null where the year stands out or there are not three. */
export function figuresOf(text: string): ThreeParts | null {
  const match = /^(\d{1,2})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{1,2})\s*[日号]?$/u.exec(text);
  if (!match) return null;
  const parts: ThreeParts = [match[1] ?? '', match[3] ?? '', match[4] ?? ''];
  return parts[0].length === 2 || parts[2].length >= 2 ? parts : null;
}

/** Days that three figures without a mark may mean, by order; an order that gives no day of the calendar is left out. */
export function readingsOf([first, second, third]: ThreeParts): ReadonlyMap<DateOrder, CivilDate> {
  const long = third.length === 4;
  const year = long ? third : `20${third}`;
  const readings = new Map<DateOrder, CivilDate>();
  const add = (order: DateOrder, ...[y, m, d]: ThreeParts) => {
    const date = `${y}-${pad(Number(m))}-${pad(Number(d))}`;
    if (isCivilDate(date)) readings.set(order, date);
  };
  if (!long && first.length === 2) add('ymd', `20${first}`, second, third);
  if (third.length >= 2) {
    add('mdy', year, first, second);
    add('dmy', year, second, first);
  }
  return readings;
}

/** A year in front is what people here write: it is doubted only where it could be a month and the last figure could not. */
function isDoubtful([first, , third]: ThreeParts, readings: ReadonlyMap<DateOrder, CivilDate>): boolean {
  if (new Set(readings.values()).size < 2) return false;
  return !readings.has('ymd') || (Number(first) <= 12 && Number(third) > 12);
}

function parseThree(written: string, parts: ThreeParts, time: string | null, context: DateContext): Result<ParsedDate> {
  const readings = readingsOf(parts);
  const done = (date: CivilDate, by: ParsedDate['by']) =>
    build(written, date.slice(0, 4), date.slice(5, 7), date.slice(8), { time, by });
  const ordered = context.order && readings.get(context.order);
  if (ordered) return done(ordered, isDoubtful(parts, readings) ? 'order' : null);
  const [only] = readings.values();
  if (only === undefined) return noSuchDay(written);
  if (!isDoubtful(parts, readings)) return done(readings.get('ymd') ?? only, null);
  const choices = [...new Set(readings.values())].join(' 或 ');
  return refuse('DATE_AMBIGUOUS', `“${written}”分不清年、月、日，请写作 ${choices}`, {
    suggestion: readings.get('mdy') ?? only,
  });
}

function parseTwo(
  written: string,
  [first, second]: readonly [string, string],
  decimal: boolean,
  time: string | null,
  context: DateContext,
): Result<ParsedDate> {
  const [a, b] = [Number(first), Number(second)];
  if (a > 12 && b >= 1 && b <= 12) {
    if (context.order === 'dmy') return parseMonthDay(written, [second, first], time, context, 'order');
    return dayMissing(written);
  }
  const doubtful = b <= 12 && a !== b;
  if (doubtful && context.order === 'dmy') return parseMonthDay(written, [second, first], time, context, 'order');
  if (doubtful && decimal && context.order === undefined)
    return refuse('DATE_AMBIGUOUS', `“${written}”可能是月日也可能是小数，请写作“3月5日”或 2026-03-05`, {
      suggestion: `${a}月${b}日`,
    });
  return parseMonthDay(written, [first, second], time, context, doubtful && decimal ? 'order' : null);
}

function parseMonthDay(
  written: string,
  [month, day]: readonly [string, string],
  time: string | null,
  context: DateContext,
  by: ParsedDate['by'] = null,
): Result<ParsedDate> {
  // A leap year, so that 2月29日 is asked about its year and not refused.
  if (!isCivilDate(`2024-${pad(Number(month))}-${pad(Number(day))}`)) return noSuchDay(written);
  if (context.year === null) {
    return refuse('DATE_YEAR_MISSING', `“${written}”缺少年份，表题和文件名里也没有写明；请写全，如 2026-03-05`, {
      monthDay: `${pad(Number(month))}-${pad(Number(day))}`,
    });
  }
  const built = build(written, String(context.year), month, day, { time, by });
  return built.ok ? ok({ ...built.value, assumedYear: true }) : built;
}

/** 2026.3.5至3.8, 3月5日-7日: a finding has one day; the first is proposed. */
function rangeRefusal(written: string, text: string, context: DateContext): Result<never> | null {
  const cuts = [...text.matchAll(/\s*(?:至|到|~|-+)\s*(?=\d)/gu)].toReversed();
  for (const cut of cuts) {
    const from = parseDay(written, text.slice(0, cut.index).trim(), null, context);
    const through = text.slice(cut.index + cut[0].length);
    if (!from.ok || !/^\d[\d年月日号./\s-]*$/u.test(through)) continue;
    return refuse('DATE_RANGE', `“${written}”是一段时间，请填写发现当天的日期，如 ${from.value.date}`, {
      suggestion: from.value.date,
    });
  }
  return null;
}

interface Rest {
  readonly time?: string | null;
  readonly by?: ParsedDate['by'];
}

function build(
  written: string,
  year = '',
  month = '',
  day = '',
  { time = null, by = null }: Rest = {},
): Result<ParsedDate> {
  const date: CivilDate = `${year}-${pad(Number(month))}-${pad(Number(day))}`;
  if (!isCivilDate(date)) return noSuchDay(written);
  if (Number(year) < YEARS.from || Number(year) > YEARS.to)
    return refuse('DATE_YEAR_ODD', `“${written}”的年份是 ${year}，不像发现问题的年份，请核对；${ALLOWED}`);
  return ok({ date, time: withoutMidnight(time), assumedYear: false, by });
}

function noSuchDay(written: string): Result<never> {
  return refuse('DATE_NO_SUCH_DAY', `“${written}”这一天不存在，请核对月份和日`);
}

/** Programs write `00:00:00` behind a plain day; it says that the time is not known. */
function withoutMidnight(time: string | null): string | null {
  return time === '00:00' ? null : time;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** Reads a time of its own column: `14:14`, `14时14分`, a fraction of a day, or a date-time cell. Code TIME_UNREADABLE. */
export function parseTimeCell(cell: GridCell): Result<string | null> {
  if (cell.kind === 'dateTime' && typeof cell.value === 'string') {
    return ok(cell.value.includes(':') ? cell.value.slice(-8, -3) : null);
  }
  const text = cellText(cell);
  if (text === null) return ok(null);
  const number = cell.kind === 'number' && typeof cell.value === 'number' ? cell.value % 1 : null;
  const time = parseTime(number ?? text);
  return time === null ? refuse('TIME_UNREADABLE', `“${text}”不是时刻，应写作 14:14 或 14时14分`) : ok(time);
}
