import type { Quantity } from '../finding/problem.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { cellText } from './cell-text.ts';
import type { GridCell } from './grid.ts';

/** Spellings of units → the unit as the ledger writes it. Longer spellings first. */
const UNITS: readonly (readonly [string, string])[] = [
  ['平方公里', 'km²'],
  ['平方千米', 'km²'],
  ['km2', 'km²'],
  ['平方米', 'm²'],
  ['立方米', 'm³'],
  ['平米', 'm²'],
  ['m2', 'm²'],
  ['立方', 'm³'],
  ['m3', 'm³'],
  ['公里', 'km'],
  ['千米', 'km'],
  ['km', 'km'],
  ['公顷', '公顷'],
  ['公斤', 'kg'],
  ['kg', 'kg'],
  ['平', 'm²'],
  ['方', 'm³'],
  ['亩', '亩'],
  ['吨', 't'],
  ['米', 'm'],
  ['处', '处'],
  ['艘', '艘'],
  ['m', 'm'],
  ['t', 't'],
];
const SPELLINGS = UNITS.map(([spelling]) => spelling).join('|');
const AMOUNT = '(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)\\s*(余|多)?\\s*(万|千|百)?';
const MEASURED = new RegExp(`${AMOUNT}\\s*(?:余|多)?\\s*(${SPELLINGS})(?![a-z0-9])`, 'giu');
/** What is written before a distance, not before a measure: 上游300m处, 村委会东200米, K12+300处. */
const DISTANCE_BEFORE = /(上游|下游|东|西|南|北|侧|距|距离|相距|[k+]\d*)[约大]*$/iu;
const DISTANCE_AFTER = /^(处|外|远|范围)/u;
const FACTORS: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 10_000 };
const ALLOWED = '可写作 150、约150立方米、3.2亩、1200平米、5吨';

/** Reads a quantity column; `headerUnit` is the unit of the column's title (面积（平方米）). Null when empty. Codes: QUANTITY_UNREADABLE, QUANTITY_UNIT_MISSING, QUANTITY_AMBIGUOUS. */
export function parseQuantityCell(cell: GridCell, headerUnit: string | null): Result<Quantity | null> {
  const text = cellText(cell);
  if (text === null || /^[-—/无\\]+$/u.test(text)) return ok(null);
  const plain = normal(text).replace(/^(约|大约|近|大概|共|面积|方量|长|长约)+:?/u, '');
  const match = new RegExp(`^${AMOUNT}\\s*(?:余|多)?\\s*(${SPELLINGS}|[^\\d\\s,。;*×]{0,6})(左右)?$`, 'iu').exec(plain);
  if (!match) return refuse('QUANTITY_UNREADABLE', `“${text}”不是一个数量，${ALLOWED}`);
  const unit = unitOf((match[4] ?? '').replace(/左右$/u, '')) || headerUnit;
  if (!unit) return refuse('QUANTITY_UNIT_MISSING', `“${text}”没有单位，列名里也没有写；${ALLOWED}`);
  return ok({ amount: amountOf(match[1] ?? '', match[3]), unit });
}

/** The first measure named in a description (约150立方米); distances and chainages are no measures. Null when none. */
export function quantityInText(description: string): Quantity | null {
  const text = normal(description);
  for (const match of text.matchAll(MEASURED)) {
    const after = text.slice(match.index + match[0].length);
    const before = text.slice(0, match.index);
    if (/[\d.+k]$/iu.test(before) || DISTANCE_BEFORE.test(before) || DISTANCE_AFTER.test(after)) continue;
    const unit = unitOf(match[4] ?? '');
    if (unit) return { amount: amountOf(match[1] ?? '', match[3]), unit };
  }
  return null;
}

/** The unit named in brackets or after a slash of a column title: 面积（平方米） → m²; null when none. */
export function unitInHeader(label: string): string | null {
  const match = /[(/]([^()/]{1,6})\)?$/u.exec(normal(label));
  const unit = match ? normal(match[1] ?? '') : '';
  return UNITS.find(([spelling]) => spelling === unit)?.[1] ?? null;
}

/** The unit as the ledger writes it; unknown words stay as written. */
export function unitOf(written: string): string {
  const plain = normal(written);
  return UNITS.find(([spelling]) => spelling === plain)?.[1] ?? written.trim();
}

function amountOf(digits: string, factor: string | undefined): number {
  const value = Number(digits.replaceAll(',', '')) * (factor ? (FACTORS[factor] ?? 1) : 1);
  return Number(value.toPrecision(12));
}

/** NFKC turns ㎡, m², ｍ³ and full-width digits into plain ones; blanks go. */
function normal(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}
