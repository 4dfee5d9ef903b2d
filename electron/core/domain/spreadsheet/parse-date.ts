import { isCivilDate } from '../deadline/civil-date.ts';
import type { CivilDate } from '../deadline/terms.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { cellText, cleanText } from './cell-text.ts';
import { type CivilMoment, fromSerial } from './excel-serial.ts';
import type { GridCell } from './grid.ts';
import { cutTime, parseTime } from './parse-time.ts';

/** What the sheet itself says about dates. */
export interface DateContext {
  readonly date1904: boolean;
  /** Year that `1月9日` belongs to, from the title or the file name; null when the sheet names none. */
  readonly year: number | null;
}

/** A date that was understood; `assumedYear`: the sheet's year was used. */
export interface ParsedDate extends CivilMoment {
  readonly assumedYear: boolean;
}

const ALLOWED = '可写作 2026-01-09、2026.1.9、2026年1月9日 或 1月9日（表题写明年份时），也可带时刻';
/** Serial numbers taken for dates: 1954-10-03 … 2119-01-11; others are a mistyped number. */
const SERIALS = { from: 20_000, to: 80_000 };

/** Reads a date cell in any spelling inspectors use. Codes: DATE_EMPTY, DATE_UNREADABLE, DATE_NO_SUCH_DAY, DATE_DAY_MISSING, DATE_YEAR_MISSING, DATE_AMBIGUOUS. */
export function parseDateCell(cell: GridCell, context: DateContext): Result<ParsedDate> {
  if (cell.kind === 'dateTime' && typeof cell.value === 'string') return parseCivil(cell.value);
  if (cell.kind === 'number' && typeof cell.value === 'number') return parseNumber(cell.value, context);
  const text = cellText(cell);
  if (text === null) return refuse('DATE_EMPTY', `日期为空，${ALLOWED}`);
  return parseDateText(text, context);
}

/** Reads a written date; see `parseDateCell` for the codes. */
export function parseDateText(written: string, context: DateContext): Result<ParsedDate> {
  const text = digitsOf(cleanText(written).normalize('NFKC'));
  const number = /^\d{5}(\.\d+)?$/u.test(text) ? Number(text) : null;
  if (number !== null) return parseNumber(number, context);
  const compact = /^(\d{4})(\d{2})(\d{2})$/u.exec(text);
  if (compact) return build(written, compact[1], compact[2], compact[3], null);
  const { rest, time, broken } = cutTime(text);
  if (broken) return refuse('DATE_UNREADABLE', `“${written}”中的时刻无法识别，时刻应写作 14:14 或 14时14分`);
  return parseDay(written, rest, time, context);
}

function parseCivil(value: string): Result<ParsedDate> {
  const date = value.slice(0, 10);
  if (!isCivilDate(date)) return refuse('DATE_UNREADABLE', `“${value}”只有时刻没有日期，${ALLOWED}`);
  return ok({ date, time: withoutMidnight(value.length > 10 ? value.slice(11, 16) : null), assumedYear: false });
}

function parseNumber(value: number, context: DateContext): Result<ParsedDate> {
  if (Number.isInteger(value) && value >= 19_000_101 && value <= 21_001_231)
    return parseDateText(String(value), context);
  if (value < SERIALS.from || value >= SERIALS.to) return numberRefusal(value);
  const moment = fromSerial(value, context.date1904);
  return moment ? ok({ ...moment, assumedYear: false }) : numberRefusal(value);
}

function numberRefusal(value: number): Result<never> {
  if (value >= 1900 && value < 2101)
    return refuse('DATE_DAY_MISSING', `“${value}”缺少日（2026.1 与 2026.10 在数字格里分不清），${ALLOWED}`);
  return refuse('DATE_UNREADABLE', `“${value}”不是日期，${ALLOWED}`);
}

function parseDay(written: string, text: string, time: string | null, context: DateContext): Result<ParsedDate> {
  const full = /^(\d{4})\s*[-./年、\\]\s*(\d{1,2})\s*[-./月、\\]\s*(\d{1,2})\s*[日号]?$/u.exec(text);
  if (full) return build(written, full[1], full[2], full[3], time);
  const short = /^'?(\d{2})\s*([-./年])\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?$/u.exec(text);
  if (short) return parseShortYear(written, short, time);
  const western = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/u.exec(text);
  if (western) return parseWestern(written, western, time);
  const monthDay = /^(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?$/u.exec(text);
  if (monthDay) return parseMonthDay(written, monthDay, time, context);
  if (/^\d{4}\s*[-./年]\s*\d{1,2}\s*月?份?$/u.test(text)) {
    return refuse('DATE_DAY_MISSING', `“${written}”缺少日，请补写到哪一天；${ALLOWED}`);
  }
  if (/^\d{1,2}[-./]\d{1,2}$/u.test(text)) {
    return refuse('DATE_AMBIGUOUS', `“${written}”可能是月日也可能是小数，请写作“3月5日”或 2026-03-05`);
  }
  return refuse('DATE_UNREADABLE', `“${written}”不是日期，${ALLOWED}`);
}

function parseShortYear(written: string, match: RegExpExecArray, time: string | null): Result<ParsedDate> {
  const [, year = '', mark = '', , day = ''] = match;
  if (mark !== '年' && Number(year) <= 12 && Number(day) > 12) {
    return refuse('DATE_AMBIGUOUS', `“${written}”分不清年和日，请把年份写全，如 2026-03-05`);
  }
  return build(written, `20${year}`, match[3], day, time);
}

function parseWestern(written: string, match: RegExpExecArray, time: string | null): Result<ParsedDate> {
  const first = Number(match[1]);
  const second = Number(match[2]);
  if (first <= 12 && second <= 12 && first !== second) {
    return refuse(
      'DATE_AMBIGUOUS',
      `“${written}”分不清月和日，请写作 ${match[3]}-${pad(first)}-${pad(second)} 或 ${match[3]}-${pad(second)}-${pad(first)}`,
    );
  }
  return first > 12
    ? build(written, match[3], match[2], match[1], time)
    : build(written, match[3], match[1], match[2], time);
}

function parseMonthDay(
  written: string,
  match: RegExpExecArray,
  time: string | null,
  context: DateContext,
): Result<ParsedDate> {
  if (context.year === null) {
    return refuse('DATE_YEAR_MISSING', `“${written}”缺少年份，表题和文件名里也没有写明；请写全，如 2026-03-05`);
  }
  const built = build(written, String(context.year), match[1], match[2], time);
  return built.ok ? ok({ ...built.value, assumedYear: true }) : built;
}

function build(written: string, year = '', month = '', day = '', time: string | null = null): Result<ParsedDate> {
  const date: CivilDate = `${year}-${pad(Number(month))}-${pad(Number(day))}`;
  if (!isCivilDate(date)) return refuse('DATE_NO_SUCH_DAY', `“${written}”这一天不存在，请核对月份和日`);
  return ok({ date, time: withoutMidnight(time), assumedYear: false });
}

/** Programs write `00:00:00` behind a plain day; it says that the time is not known. */
function withoutMidnight(time: string | null): string | null {
  return time === '00:00' ? null : time;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

const CHINESE_DIGITS = '〇一二三四五六七八九';

/** 二〇二六年十一月九日 → 2026年11月9日; other texts stay. */
function digitsOf(text: string): string {
  if (!/^[〇零○一二三四五六七八九]{4}年/u.test(text)) return text;
  const folded = text.replace(/[零○]/gu, '〇');
  const year = [...folded.slice(0, 4)].map((char) => CHINESE_DIGITS.indexOf(char)).join('');
  return year + folded.slice(4).replace(/[〇一二三四五六七八九十]+/gu, (run) => String(smallNumber(run)));
}

function smallNumber(run: string): number {
  const [tens, ones] = run.includes('十') ? run.split('十') : ['〇', run];
  const digit = (text: string | undefined, empty: number) => (text ? CHINESE_DIGITS.indexOf(text) : empty);
  return (run.includes('十') ? digit(tens, 1) * 10 : 0) + digit(ones, 0);
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
