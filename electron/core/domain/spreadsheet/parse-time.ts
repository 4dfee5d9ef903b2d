import { minuteText } from './excel-serial.ts';

const EARLY = '上午|凌晨|清晨|早晨|早上|早|am';
const LATE = '下午|午后|傍晚|晚上|晚间|晚|pm';
/** Either side of midnight: 夜间11点 is 23:00, 夜间2点 is 02:00. */
const NIGHT = '夜间|夜里|深夜';
const PARTS = `${EARLY}|中午|${LATE}|${NIGHT}`;
const CLOCK = new RegExp(
  `(${PARTS})?\\s*(\\d{1,2})\\s*(?:点\\s*(半)|[:时点]\\s*(\\d{1,2})?\\s*分?(?::?\\s*\\d{1,2}(?:\\.\\d+)?秒?)?)\\s*(am|pm)?\\s*(?:许|左右)?$`,
  'iu',
);
const PART_ALONE = new RegExp(`\\s*(${PARTS})$`, 'iu');

/** `HH:mm` of a written time or a fraction of a day; null when it is none. */
export function parseTime(value: string | number): string | null {
  if (typeof value === 'number') {
    const minute = Math.round(value * 86_400) / 60;
    return minute >= 0 && minute < 1440 ? minuteText(Math.floor(minute)) : null;
  }
  const text = value.normalize('NFKC').trim();
  const match = CLOCK.exec(text);
  return match && match.index === 0 ? timeOf(match) : null;
}

/** Cuts a time off the end of a date text. `broken`: there is something like a time that is none (25:00). */
export function cutTime(text: string): {
  readonly rest: string;
  readonly time: string | null;
  readonly broken: boolean;
} {
  const plain = text
    .replace(/\s*[(（]?(星期|周)[一二三四五六日天][)）]?/u, ' ')
    .replace(/(\d)T(\d)/u, '$1 $2')
    .trim();
  const match = CLOCK.exec(plain);
  // 上午 with no hour says nothing a minute could be made of.
  if (!match) return { rest: plain.replace(PART_ALONE, '').trim(), time: null, broken: false };
  const time = timeOf(match);
  return { rest: plain.slice(0, match.index).trim(), time, broken: time === null };
}

function timeOf(match: RegExpExecArray): string | null {
  const part = (match[1] ?? match[5] ?? '').toLowerCase();
  const hour = Number(match[2]);
  const minute = match[3] === undefined ? Number(match[4] ?? 0) : 30;
  if (hour > 23 || minute > 59) return null;
  const is = (words: string) => words.split('|').includes(part);
  // 晚上12点 is midnight, and of which day nobody can tell.
  if (hour === 12 && (is(NIGHT) || part.startsWith('晚'))) return null;
  const later = hour < 12 && (is(LATE) || (part === '中午' && hour < 10) || (is(NIGHT) && hour >= 6));
  const midnight = hour === 12 && ['am', '凌晨', '上午'].includes(part);
  return minuteText((midnight ? 0 : later ? hour + 12 : hour) * 60 + minute);
}
