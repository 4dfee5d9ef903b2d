import { ok, type Result, refuse } from '../shared/result.ts';

/** What a number is given to: 线索 (XS, 5 digits) or 案件 (AJ, 4 digits). */
export type NumberKind = 'finding' | 'case';

/** A number taken apart. `serial` from 1, unique for its kind and year, never reused, gaps allowed. */
export interface NumberParts {
  /** 机构前缀, capital letters and digits, e.g. `MY`. */
  readonly prefix: string;
  readonly kind: NumberKind;
  readonly year: number;
  readonly serial: number;
}

const KINDS: Readonly<Record<NumberKind, { readonly code: string; readonly width: number; readonly label: string }>> = {
  finding: { code: 'XS', width: 5, label: '线索' },
  case: { code: 'AJ', width: 4, label: '案件' },
};
const PREFIX = /^[A-Z][A-Z0-9]{0,9}$/;
const SHAPE = /^([A-Z][A-Z0-9]{0,9})-(XS|AJ)-(\d{4})-(\d{1,12})$/;
const EXAMPLES = 'MY-XS-2026-00001（线索）、MY-AJ-2026-0001（案件）';

/**
 * Writes a number: `MY-XS-2026-00001`, `MY-AJ-2026-0001`. A serial that outgrows its width is written in full.
 * Throws RangeError on a prefix, year or serial that no caller may pass (a bug, not input).
 */
export function formatNumber(parts: NumberParts): string {
  const { code, width } = KINDS[parts.kind];
  if (!PREFIX.test(parts.prefix)) throw new RangeError(`prefix of a number: ${parts.prefix}`);
  if (!Number.isInteger(parts.year) || parts.year < 1000 || parts.year > 9999)
    throw new RangeError(`year: ${parts.year}`);
  if (!Number.isSafeInteger(parts.serial) || parts.serial < 1) throw new RangeError(`serial: ${parts.serial}`);
  return `${parts.prefix}-${code}-${parts.year}-${String(parts.serial).padStart(width, '0')}`;
}

/** Checks the prefix (编号前缀) that a bureau sets. Code: NUMBER_PREFIX_WRONG. */
export function checkPrefix(text: string): Result<string> {
  const prefix = normaliseNumber(text);
  if (PREFIX.test(prefix)) return ok(prefix);
  return refuse('NUMBER_PREFIX_WRONG', `编号前缀“${text}”不可用：应以字母开头，只含字母和数字，最多 10 位，如 MY。`);
}

/** Reads a 线索 or 案件 number in any common spelling (full-width, blanks, other dashes, small letters). Code: NUMBER_UNREADABLE. */
export function parseNumber(text: string): Result<NumberParts> {
  const [, prefix, code, year, serial] = SHAPE.exec(normaliseNumber(text)) ?? [];
  if (!prefix || !year || !serial || Number(serial) < 1) {
    return refuse('NUMBER_UNREADABLE', `“${text}”不是线索或案件编号；编号写作 ${EXAMPLES}。`);
  }
  return ok({
    prefix,
    kind: code === KINDS.finding.code ? 'finding' : 'case',
    year: Number(year),
    serial: Number(serial),
  });
}

/**
 * Folds a number for search and comparing: full-width forms, blanks, dashes of all kinds, small letters, and the
 * brackets `[]`, `()`, `【】`, `［］`, `（）`, `﹝﹞` to `〔〕`. Works for record, document and external numbers alike.
 */
export function normaliseNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]/gu, '')
    .replace(/[\u2010-\u2015\u2212\u2500\ufe58_]/gu, '-')
    .replace(/[[(【〔{]/gu, '〔')
    .replace(/[\])】〕}]/gu, '〕')
    .toUpperCase();
}
