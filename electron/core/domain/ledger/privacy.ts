import type { LedgerCell } from './ledger-definition.ts';

/**
 * How much of people an export shows. `standard` (default): no telephone of a person, and mobile and identity numbers inside
 * texts with their middle digits hidden. `full`: everything. Complainants (投诉举报人) are kept nowhere, so no level shows them.
 */
export const PRIVACY_LEVELS = ['standard', 'full'] as const;
/** See `PRIVACY_LEVELS`. */
export type PrivacyLevel = (typeof PRIVACY_LEVELS)[number];

/** What the level means, printed under the table. */
export const PRIVACY_TEXTS: Readonly<Record<PrivacyLevel, string>> = {
  standard: '个人信息：不含投诉举报人信息；责任人电话未列，文字中的手机号、身份证号隐去中间数字',
  full: '个人信息：不含投诉举报人信息；含责任人电话，请注意保管',
};

// A number inside a longer run of digits (图斑编号, 受理编号) is none of these.
const MOBILE = /(?<![\d.])(1[3-9]\d)(?:[ -]?\d{4})[ -]?(\d{4})(?![\d.])/g;
const IDENTITY =
  /(?<![\dA-Za-z])([1-9]\d{5})(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{2}(\d[\dXx])(?![\dA-Za-z])/g;

/** Hides the middle of mobile and identity numbers in a text. */
export function hideNumbers(text: string): string {
  return /\d{4}/.test(text) ? text.replace(IDENTITY, '$1**********$2').replace(MOBILE, '$1****$2') : text;
}

const HIDDEN = /1[3-9]\d\*{4}\d{4}|[1-9]\d{5}\*{10}\d[\dXx]/;

/** Whether `hideNumbers` left its mark in a text: what it stands for can't be read back from it. */
export function masksNumbers(text: string): boolean {
  return HIDDEN.test(text);
}

/** Fields that are numbers of things, never of people. */
const NEVER = new Set(['number', 'externalNumbers', 'caseNumber', 'reboundOf', 'closureNumber']);

/** A row as a level shows it; the row itself where nothing has to be hidden. */
export function protectRow<R extends Readonly<Record<string, LedgerCell>>>(row: R, level: PrivacyLevel): R {
  if (level === 'full') return row;
  let changed: Record<string, LedgerCell> | null = null;
  for (const field in row) {
    const value: LedgerCell | undefined = row[field];
    if (typeof value !== 'string' || value.length < 11 || NEVER.has(field)) continue;
    const hidden = hideNumbers(value);
    if (hidden === value) continue;
    changed ??= { ...row };
    changed[field] = hidden;
  }
  return changed === null ? row : (changed as R);
}
