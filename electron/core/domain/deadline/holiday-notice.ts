import { ok, type Result, refuse } from '../shared/result.ts';
import { isCivilDate, partsOf, weekdayName, weekdayOf } from './civil-date.ts';
import type { CivilDate } from './terms.ts';

/** One day that a notice names: 放假, or 调休上班 (a Saturday or Sunday that is worked). */
export interface NoticeDay {
  readonly date: CivilDate;
  readonly kind: 'holiday' | 'makeupWorkday';
  /** Festival, Chinese: 春节. */
  readonly name: string;
}

/**
 * A notice of the State Council on the holidays of one year (放假安排通知), the whole year at once.
 * A notice that amends another carries the full list again and names the other in `supersedes`.
 */
export interface HolidayNotice {
  readonly id: string;
  readonly year: number;
  /** 发文字号, e.g. `国办发明电〔2025〕7号`. */
  readonly documentNumber: string;
  readonly title: string;
  readonly issuedOn: CivilDate;
  /** Where the text was read, e.g. `gov.cn content_7047091`. */
  readonly source: string;
  /** `id` of the notice it replaces. */
  readonly supersedes: string | null;
  readonly days: readonly NoticeDay[];
}

const DOCUMENT_NUMBER = /^\p{Script=Han}{2,20}〔(\d{4})〕[1-9]\d{0,3}号$/u;

/** Days that every notice names (元旦, 劳动节, 国庆节): a list without them was typed in half. */
const FIXED_HOLIDAYS = [
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['10-01', '国庆节'],
] as const;

/**
 * Checks a notice before it is loaded.
 *
 * A notice for year N may name days of N and of December N−1: the new-year holiday may begin in the old year
 * (国办发明电〔2022〕16号: 2022年12月31日至2023年1月2日). Nothing later than N-12-31: that is for the next notice to say.
 * Refuses with `HOLIDAY_NOTICE_INVALID`; `message` names the first fault, `data.problems` all of them.
 */
export function checkNotice(notice: HolidayNotice): Result<HolidayNotice> {
  const problems = [...headProblems(notice), ...dayProblems(notice), ...missingDays(notice)];
  const [first] = problems;
  if (first === undefined) return ok(notice);
  const more = problems.length > 1 ? `（另有 ${problems.length - 1} 处问题）` : '';
  return refuse('HOLIDAY_NOTICE_INVALID', `${first}${more}`, { problems });
}

function headProblems(notice: HolidayNotice): string[] {
  const problems: string[] = [];
  const { year } = notice;
  if (!Number.isInteger(year) || year < 2000 || year > 2100) {
    problems.push(`年份“${year}”不对：应为 2000 至 2100 之间的整数，请按通知标题填写`);
  }
  if (notice.id.trim() === '') problems.push('通知缺少编号：请填写一个不与其他通知重复的编号');
  if (notice.title.trim() === '')
    problems.push('通知缺少标题：请照原文填写，如“国务院办公厅关于2026年部分节假日安排的通知”');
  const issuedOk = isCivilDate(notice.issuedOn);
  if (!issuedOk) problems.push(`成文日期“${notice.issuedOn}”不对：应写成 2025-11-04 的形式`);
  else problems.push(...issueYearProblems('成文日期', notice.issuedOn, partsOf(notice.issuedOn).year, year));
  const number = DOCUMENT_NUMBER.exec(notice.documentNumber);
  if (number === null) {
    problems.push(`发文字号“${notice.documentNumber}”不对：应写成“国办发明电〔2025〕7号”的形式，年份用六角括号〔〕`);
  } else {
    problems.push(...issueYearProblems('发文字号', notice.documentNumber, Number(number[1]), year));
  }
  if (notice.supersedes === notice.id) problems.push('通知不能替代它自己：“替代的通知”应留空或选择另一份通知');
  return problems;
}

function issueYearProblems(what: string, value: string, issueYear: number, year: number): string[] {
  if (issueYear === year || issueYear === year - 1) return [];
  return [`${what}“${value}”与 ${year} 年不符：${year} 年的放假安排只会在 ${year - 1} 年或 ${year} 年印发`];
}

function dayProblems(notice: HolidayNotice): string[] {
  if (notice.days.length === 0) {
    return [`${notice.year} 年的通知没有任何日期：没有日期不等于全年不放假，请录入通知中的全部放假日和调休上班日`];
  }
  const problems: string[] = [];
  const seen = new Set<CivilDate>();
  for (const day of notice.days) {
    const problem = oneDayProblem(day, notice.year, seen);
    if (problem !== null) problems.push(problem);
    seen.add(day.date);
  }
  return problems;
}

function oneDayProblem(day: NoticeDay, year: number, seen: ReadonlySet<CivilDate>): string | null {
  if (!isCivilDate(day.date)) return `日期“${day.date}”不对：应写成 ${year}-10-01 的形式，且日历上有这一天`;
  const parts = partsOf(day.date);
  if (parts.year !== year && !(parts.year === year - 1 && parts.month === 12)) {
    return `${day.date} 不属于 ${year} 年：${year} 年的通知只能写 ${year} 年的日期，以及与元旦连休的 ${year - 1} 年 12 月的日期`;
  }
  if (seen.has(day.date)) return `${day.date} 写了两次：同一天只能写一次，放假或上班二者取一`;
  if (day.name.trim() === '') return `${day.date} 没有写是哪个节日：请填写节日名称，如“春节”`;
  if (day.kind === 'makeupWorkday' && weekdayOf(day.date) <= 5) {
    return `${day.date} 是${weekdayName(day.date)}，本来就上班，不能写成调休上班：调休上班日只能是周六或周日，请核对日期`;
  }
  return null;
}

function missingDays(notice: HolidayNotice): string[] {
  if (notice.days.length === 0) return [];
  const holidays = new Set(notice.days.filter((day) => day.kind === 'holiday').map((day) => day.date));
  return FIXED_HOLIDAYS.filter(([monthDay]) => !holidays.has(`${notice.year}-${monthDay}`)).map(
    ([monthDay, name]) =>
      `通知里缺少 ${notice.year}-${monthDay}（${name}）：每年的放假安排都有这一天，请补全全年的日期；修改安排的通知也要录入全年`,
  );
}
