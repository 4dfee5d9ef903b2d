import { ok, type Result, refuse } from '../shared/result.ts';
import { fromDayNumber, isCivilDate, toDayNumber, weekdayOf } from './civil-date.ts';
import type { NoticeDay } from './holiday-notice.ts';
import type { CivilDate } from './terms.ts';

/** What a text of a holiday notice says; null where it does not say. To be looked over by a person before it is loaded. */
export interface NoticeDraft {
  readonly year: number;
  readonly title: string | null;
  /** 发文字号 */
  readonly documentNumber: string | null;
  /** 成文日期 */
  readonly issuedOn: CivilDate | null;
  /** By date, each once. */
  readonly days: readonly NoticeDay[];
  /** Chinese: where the text contradicts itself or the calendar (共 N 天, 周几). */
  readonly doubts: readonly string[];
}

/** One run of days with the festival it belongs to. */
interface Span {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly kind: NoticeDay['kind'];
  readonly name: string;
}

/** Longest holiday that a sentence may mean; a longer one is a misread 至. */
const LONGEST = 31;
const FESTIVAL = /^[（(]?[一二三四五六七八九十]{1,2}[)）]?[、.．]?\s*([^：:。]{2,16})[：:]/u;
const TITLE = /[^\n。]*关于\s*(\d{4})\s*年[^\n。]*安排的通知/u;
const NUMBER = /\p{Script=Han}{2,10}〔(\d{4})〕\s*[1-9]\d{0,3}\s*号/u;
const DATE = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日/u;
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/**
 * Reads the text of a notice (放假安排通知) in the form that the State Council has used since 2007:
 * `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。`
 * A sentence with 放假 names holidays, one with 上班 make-up workdays; any other (鼓励…在除夕休息) names nothing.
 * `year`: of the notice, where its title is not among the text. Refuses with NOTICE_TEXT_UNREADABLE.
 */
export function readNoticeText(text: string, year: number | null = null): Result<NoticeDraft> {
  const plain = text.normalize('NFC').replaceAll('\r', '').replaceAll('　', ' ');
  const title = TITLE.exec(plain);
  const ofYear = title === null ? year : Number(title[1]);
  if (ofYear === null) {
    return refuse(
      'NOTICE_TEXT_UNREADABLE',
      '没有读到是哪一年的放假安排：请连同标题“国务院办公厅关于××××年部分节假日安排的通知”一起粘贴，或先填写年份。',
    );
  }
  const doubts: string[] = [];
  const spans = spansOf(plain, ofYear, doubts);
  if (spans.length === 0) {
    return refuse(
      'NOTICE_TEXT_UNREADABLE',
      '没有读到放假或上班的日期：应有“一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。”这样的句子；请粘贴通知正文，或在年历上逐日点选。',
    );
  }
  return ok({
    year: ofYear,
    title: title === null ? null : title[0].replace(/\s/gu, ''),
    documentNumber: NUMBER.exec(plain)?.[0].replace(/\s/gu, '') ?? null,
    issuedOn: issueDate(plain, ofYear),
    days: daysOf(spans, doubts),
    doubts,
  });
}

function spansOf(text: string, year: number, doubts: string[]): Span[] {
  const spans: Span[] = [];
  let name = '';
  for (const line of text.split('\n')) {
    const head = FESTIVAL.exec(line.trim());
    if (head?.[1] !== undefined) name = head[1].trim();
    const body = head === null ? line : line.trim().slice(head[0].length);
    if (name === '') continue;
    for (const sentence of body.split(/[。；;]/u)) spans.push(...sentenceSpans(sentence, name, year, doubts));
  }
  return spans;
}

function sentenceSpans(sentence: string, name: string, year: number, doubts: string[]): Span[] {
  const end = /放假|上班/u.exec(sentence);
  if (end === null) return [];
  const kind = end[0] === '放假' ? 'holiday' : 'makeupWorkday';
  const spans: Span[] = [];
  let month: number | null = null;
  let inYear = year;
  let from: CivilDate | null = null;
  let rest = sentence.slice(0, end.index);
  for (let found = DATE.exec(rest); found !== null; found = DATE.exec(rest)) {
    const before = rest.slice(0, found.index);
    rest = rest.slice(found.index + found[0].length);
    inYear = found[1] === undefined ? inYear : Number(found[1]);
    month = found[2] === undefined ? month : Number(found[2]);
    const date = dateOf(inYear, month, Number(found[3]));
    if (date === null) {
      doubts.push(`“${name}”中的“${found[0]}”不是日历上的一天，没有采用；请对照原文核对。`);
      continue;
    }
    checkWeekday(date, rest, doubts);
    const goesOn: Span | undefined = /[至到—-]\s*$/u.test(before) && from !== null ? spans.pop() : undefined;
    if (goesOn !== undefined && toDayNumber(date) - toDayNumber(goesOn.from) < LONGEST && date > goesOn.from) {
      spans.push({ ...goesOn, to: date });
    } else {
      if (goesOn !== undefined) spans.push(goesOn);
      spans.push({ from: date, to: date, kind, name });
    }
    from = date;
  }
  if (kind === 'holiday') checkCount(spans, sentence, name, doubts);
  return spans;
}

function dateOf(year: number, month: number | null, day: number): CivilDate | null {
  if (month === null) return null;
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isCivilDate(date) ? date : null;
}

/** （周四）, （星期日）, （农历除夕、周二） right behind a date must be its weekday. */
function checkWeekday(date: CivilDate, after: string, doubts: string[]): void {
  const said = /^\s*[（(][^）)]*(?:周|星期)([一二三四五六日天])/u.exec(after)?.[1];
  if (said === undefined) return;
  const real = WEEKDAYS[weekdayOf(date) - 1];
  if ((said === '天' ? '日' : said) !== real) doubts.push(`${date} 是周${real}，原文写作周${said}；请核对年份和日期。`);
}

function checkCount(spans: readonly Span[], sentence: string, name: string, doubts: string[]): void {
  const said = /共\s*(\d{1,2})\s*天|放假\s*(\d{1,2})\s*天/u.exec(sentence);
  if (said === null) return;
  const stated = Number(said[1] ?? said[2]);
  const read = spans.reduce((sum, span) => sum + toDayNumber(span.to) - toDayNumber(span.from) + 1, 0);
  if (stated !== read) doubts.push(`“${name}”原文共 ${stated} 天，读出 ${read} 天；请在年历上核对。`);
}

function daysOf(spans: readonly Span[], doubts: string[]): NoticeDay[] {
  const days = new Map<CivilDate, NoticeDay>();
  for (const { from, to, kind, name } of spans) {
    for (let day = toDayNumber(from); day <= toDayNumber(to); day++) {
      const date = fromDayNumber(day);
      const known = days.get(date);
      if (known === undefined) days.set(date, { date, kind, name });
      else doubts.push(`${date} 在原文中出现两次（${known.name}、${name}）；请核对是放假还是上班。`);
    }
  }
  return [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** The last date of the text that stands alone on its line, as under the name of the issuing office. */
function issueDate(text: string, year: number): CivilDate | null {
  const alone = [...text.matchAll(/^\s*(?:成文日期|发布日期)?[：:]?\s*(\d{4})年(\d{1,2})月(\d{1,2})日\s*$/gmu)].at(-1);
  if (alone === undefined) return null;
  const date = dateOf(Number(alone[1]), Number(alone[2]), Number(alone[3]));
  return date !== null && (date.startsWith(String(year)) || date.startsWith(String(year - 1))) ? date : null;
}
