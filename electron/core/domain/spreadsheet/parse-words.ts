import type { Severity } from '../finding/problem.ts';
import { foldText } from './cell-text.ts';

/** A phone number as digits (11-digit mobile, landline with area code, short hotline), masked ones as written; null when it is none. */
export function phoneOf(text: string): string | null {
  const plain = foldText(text).replace(/^(tel|电话|手机):?/u, '');
  const digits = plain.replace(/[-()]/gu, '').replace(/^\+?86(?=1\d{10}$)/u, '');
  if (/^1\d{10}$/u.test(digits) || /^0\d{9,11}$/u.test(digits) || /^[2-9]\d{6,7}$/u.test(digits)) return digits;
  return /^1\d{2}\*{4}\d{4}$/u.test(plain) ? plain : null;
}

/** 一般 / 较严重 / 重大 of its spellings; `severe`: what 严重 alone stands for, else it is none. Null when the word is none. */
export function severityOf(text: string, severe: Severity | null = null): Severity | null {
  const plain = foldText(text)
    .replace(/[\p{P}\p{S}]/gu, '')
    .replace(/較/gu, '较')
    .replace(/嚴/gu, '严')
    .replace(/(性?问题|程度|级)$/u, '');
  if (/^(一般|轻微|较轻|普通)$/u.test(plain)) return 'general';
  if (/^(较严重|较重|较大|比较严重)$/u.test(plain)) return 'serious';
  if (/^严重$/u.test(plain)) return severe;
  return /^(重大|特别重大|特大|非常严重|特别严重)$/u.test(plain) ? 'major' : null;
}

/** Several values in one cell: 、，,；;/ and line breaks part them. */
export function splitList(text: string): readonly string[] {
  return text
    .split(/[、，,；;\n]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
