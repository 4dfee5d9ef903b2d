import { minuteText } from './excel-serial.ts';

const CLOCK =
  /(上午|中午|下午|晚上|晚|凌晨|早上|早|am|pm)?\s*(\d{1,2})\s*(?:[:时点]\s*(\d{1,2})?\s*分?(?::?\s*\d{1,2}(?:\.\d+)?秒?)?)\s*(am|pm)?$/iu;

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
  if (!match) return { rest: daypartOff(plain), time: null, broken: false };
  const time = timeOf(match);
  return { rest: plain.slice(0, match.index).trim(), time, broken: time === null };
}

/** 上午/下午 with no hour says nothing a minute could be made of. */
function daypartOff(text: string): string {
  return text.replace(/\s*(上午|中午|下午|晚上|凌晨|早上)$/u, '');
}

function timeOf(match: RegExpExecArray): string | null {
  const part = (match[1] ?? match[4] ?? '').toLowerCase();
  const hour = Number(match[2]);
  const minute = Number(match[3] ?? 0);
  if (hour > 23 || minute > 59) return null;
  const later = ['下午', '晚上', '晚', 'pm', '中午'].includes(part) && hour < 12 && !(part === '中午' && hour >= 10);
  const midnight = ['am', '凌晨', '上午'].includes(part) && hour === 12;
  return minuteText((midnight ? 0 : later ? hour + 12 : hour) * 60 + minute);
}
