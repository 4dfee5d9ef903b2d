import { cleanText } from './cell-text.ts';

const CHINESE_DIGITS = '〇一二三四五六七八九';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_WORD =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const DAY_MONTH_YEAR = new RegExp(`^(\\d{1,2})[-\\s/]${MONTH_WORD}[-\\s/,]*(\\d{4}|\\d{2})(?!\\d|:)`, 'iu');
const MONTH_DAY_YEAR = new RegExp(`^(?:[a-z]{3,9},?\\s+)?${MONTH_WORD}\\s*(\\d{1,2}),?\\s+(\\d{4})(?!:)`, 'iu');
const DAY_MONTH = new RegExp(`^(\\d{1,2})[-\\s/]${MONTH_WORD}$`, 'iu');
const MONTH_YEAR = new RegExp(`^${MONTH_WORD}[-\\s/]*(\\d{4}|\\d{2})$`, 'iu');

/**
 * Folds the spellings of a written date to one: full-width and 繁体 signs, Chinese digits (二〇二六年十一月九日), English
 * months as Excel shows them (5-Mar-24), weekdays and words in front out. Separators stay.
 */
export function foldDateText(written: string): string {
  const plain = cleanText(written)
    .normalize('NFKC')
    .replace(/號/gu, '号')
    .replace(/時/gu, '时')
    .replace(/點/gu, '点')
    .replace(/(?<=\d)。(?=\d)/gu, '.')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/\s+/gu, ' ')
    .replace(/^['‘’`]/u, '')
    .replace(/^(发现|巡查|检查|排查|上报)?(日期|时间|于)\s*:?\s*/u, '')
    .replace(/\s*[(]?(星期|周|礼拜)[一二三四五六日天1-7][)]?/u, ' ')
    .replace(/[.。,，;；]+$/u, '')
    .trim();
  return englishMonths(chineseDigits(plain));
}

function chineseDigits(text: string): string {
  if (!/[〇零○一二三四五六七八九十]/u.test(text)) return text;
  return text
    .replace(/[零○]/gu, '〇')
    .replace(/[〇一二三四五六七八九十]+(?=[年月日号时点分])/gu, (run) => String(numberOf(run)));
}

/** 二〇二六 → 2026 digit by digit, 二十九 → 29 by place. */
function numberOf(run: string): number | string {
  const digit = (text: string, empty: number) => (text === '' ? empty : CHINESE_DIGITS.indexOf(text));
  if (!run.includes('十')) return [...run].map((char) => CHINESE_DIGITS.indexOf(char)).join('');
  const [tens = '', ones = ''] = run.split('十');
  return digit(tens, 1) * 10 + digit(ones, 0);
}

function englishMonths(text: string): string {
  if (!/[a-z]{3}/iu.test(text)) return text;
  const rest = (match: RegExpExecArray) => text.slice(match[0].length);
  const dayFirst = DAY_MONTH_YEAR.exec(text);
  if (dayFirst) return chinese(dayFirst[3], dayFirst[2], dayFirst[1]) + rest(dayFirst);
  const monthFirst = MONTH_DAY_YEAR.exec(text);
  if (monthFirst) return chinese(monthFirst[3], monthFirst[1], monthFirst[2]) + rest(monthFirst);
  const dayMonth = DAY_MONTH.exec(text);
  if (dayMonth) return `${monthOf(dayMonth[2])}月${dayMonth[1]}日`;
  const monthYear = MONTH_YEAR.exec(text);
  return monthYear ? `${fullYear(monthYear[2])}年${monthOf(monthYear[1])}月` : text;
}

function chinese(year = '', month = '', day = ''): string {
  return `${fullYear(year)}年${monthOf(month)}月${day}日`;
}

function monthOf(word = ''): number {
  return 1 + MONTHS.indexOf(word.slice(0, 3).toLowerCase());
}

function fullYear(digits = ''): string {
  return digits.length === 2 ? `20${digits}` : digits;
}
