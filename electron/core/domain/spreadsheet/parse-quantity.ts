import type { Quantity } from '../finding/problem.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { arabicAmount } from './chinese-number.ts';
import { cellText } from './cell-text.ts';
import type { GridCell } from './grid.ts';
import { simplified } from './traditional.ts';

/** Spellings of units → the unit as the ledger writes it. Longer spellings first. */
const UNITS: readonly (readonly [string, string])[] = [
  ['平方公里', 'km²'],
  ['平方千米', 'km²'],
  ['km2', 'km²'],
  ['平方米', 'm²'],
  ['立方米', 'm³'],
  ['平米', 'm²'],
  ['平方', 'm²'],
  ['m^2', 'm²'],
  ['m2', 'm²'],
  ['立方', 'm³'],
  ['立米', 'm³'],
  ['m^3', 'm³'],
  ['m3', 'm³'],
  ['公里', 'km'],
  ['千米', 'km'],
  ['km', 'km'],
  ['公顷', '公顷'],
  ['公斤', 'kg'],
  ['kg', 'kg'],
  ['华里', '里'],
  ['里', '里'],
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
const SPELLINGS = UNITS.map(([spelling]) => spelling.replace('^', '\\^')).join('|');
const AMOUNT = '(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)\\s*(余|多)?\\s*(万|千|百)?';
const MEASURED = new RegExp(`${AMOUNT}\\s*(?:余|多)?\\s*(${SPELLINGS})(?![a-z0-9])`, 'giu');
/** A cell that is one amount, with or without a unit. */
const WHOLE = new RegExp(`^${AMOUNT}\\s*(?:余|多)?\\s*([^\\d\\s,。;*×]{0,6})$`, 'iu');
const LEADING_UNIT = new RegExp(`^(${SPELLINGS})(?![a-z0-9])`, 'iu');
const BEFORE =
  /^(?:[约近共计达超长宽>≥≤<~]|大约|大概|估计|预计|合计|总计|累计|不足|超过|将近|占地面积|占地|面积|方量|体积|长度|数量|总量)+:?/u;
const AFTER = /(左右|上下|以上|以下|以内|不等|许)$/u;
/** What is written before a distance, not before a measure: 上游300m处, 村委会东200米, K12+300处. */
const DISTANCE_BEFORE = /(上游|下游|东|西|南|北|侧|距|距离|相距|[k+]\d*)[约大]*$/iu;
const DISTANCE_AFTER = /^(处|外|远|范围)/u;
const FACTORS: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 10_000 };
const ALLOWED = '可写作 150、约150立方米、3.2亩、1200平米、5吨';
/** Counts stand beside the measure (2处共150方); the measure is the quantity. */
const COUNTS: readonly string[] = ['处', '艘'];
/** A longer text is a description. */
const LONGEST = 200;
/** Two measures of one thing (1200㎡/1.8亩) may differ by rounding. */
const SAME = 0.02;
const SQUARE_METRES: Readonly<Record<string, number>> = { 'm²': 1, 亩: 10_000 / 15, 公顷: 10_000, 'km²': 1_000_000 };

/** A quantity read from a cell; `left`: Chinese, what else the cell says and the quantity does not. */
export interface ReadQuantity extends Quantity {
  readonly left: string | null;
}

/** Reads a quantity column; `headerUnit` is the unit of the column's title (面积（平方米）). Null when empty. Codes: QUANTITY_UNREADABLE, QUANTITY_UNIT_MISSING; `data.suggestion`: a likely text. */
export function parseQuantityCell(cell: GridCell, headerUnit: string | null): Result<Quantity | null> {
  const read = readQuantity(cell, headerUnit);
  return read.ok && read.value !== null ? ok({ amount: read.value.amount, unit: read.value.unit }) : read;
}

/** As `parseQuantityCell`, and says what of the cell the quantity leaves out. */
export function readQuantity(cell: GridCell, headerUnit: string | null): Result<ReadQuantity | null> {
  const text = cellText(cell);
  if (text === null || /^([-—–/\\]+|无|不详|未知|未测|待测|待核(实|查)?|暂无)$/u.test(text)) return ok(null);
  if (text.length > LONGEST)
    return refuse('QUANTITY_UNREADABLE', `“${text.slice(0, 20)}…”有 ${text.length} 字，不是一个数量，${ALLOWED}`);
  const blank = /\d[\s\u3000]+\d/u.test(text) ? normal(text) : undefined;
  if (blank !== undefined) return unreadable(text, blank);
  const plain = arabicAmount(
    normal(text)
      .replace(/[((【[][^))】\]]*[))】\]]$/u, '')
      .replace(BEFORE, '')
      .replace(AFTER, ''),
  );
  const half = /^(\d+)(亩|吨|里|方|公里|公顷)半$/u.exec(plain);
  if (half) return whole(text, `${half[1]}.5${half[2]}`, headerUnit);
  const tenths = /^(\d+)亩(\d)分地?$/u.exec(plain);
  if (tenths) return whole(text, `${tenths[1]}.${tenths[2]}亩`, headerUnit);
  return whole(text, plain, headerUnit);
}

function whole(text: string, plain: string, headerUnit: string | null): Result<ReadQuantity | null> {
  const match = WHOLE.exec(plain);
  if (!match) return parts(text, plain);
  const [, digits = '', , factor, written = ''] = match;
  const unit = written.replace(AFTER, '');
  const known = LEADING_UNIT.exec(unit)?.[1];
  const named = known === undefined ? unit : unitOf(known);
  if (named === '' && headerUnit === null)
    return refuse('QUANTITY_UNIT_MISSING', `“${text}”没有单位，列名里也没有写；${ALLOWED}`);
  const scaled = named === '' ? tenThousands(headerUnit ?? '') : { unit: named, times: 1 };
  const left = known !== undefined && known !== unit ? `“${text}”只取数量 ${digits}${factor ?? ''}${known}` : null;
  return ok({ amount: amountOf(digits, factor, scaled.times), unit: scaled.unit, left });
}

/** Several figures in one cell: one measure beside counts, or one area in two units. Every figure must have its unit. */
function parts(text: string, plain: string): Result<ReadQuantity | null> {
  const matches = [...plain.matchAll(MEASURED)];
  const digitsLeft = matches.reduce((rest, match) => rest.replace(match[0], ' '), plain).replace(/[^\d]/gu, '');
  const found = matches.map((match) => ({
    amount: amountOf(match[1] ?? '', match[3]),
    unit: unitOf(match[4] ?? ''),
  }));
  const measures = found.filter(({ unit }) => !COUNTS.includes(unit));
  const [first, ...others] = measures.length > 0 ? measures : found;
  // 50~60方 and -5方 are no amounts, though 60方 and 5方 stand in them.
  if (digitsLeft !== '' || /[-~至到]\d/u.test(plain) || !first || !others.every((other) => sameArea(first, other)))
    return unreadable(text, productOf(plain));
  return ok({ ...first, left: `“${text}”取 ${first.amount} ${first.unit} 为数量，其余未写入数量` });
}

function sameArea(a: Quantity, b: Quantity): boolean {
  const [x, y] = [a, b].map(({ amount, unit }) => amount * (SQUARE_METRES[unit] ?? Number.NaN));
  return x !== undefined && y !== undefined && Math.abs(x - y) <= SAME * Math.max(x, y);
}

/** 12*5米 → 60平方米, 长12米宽5米 → 60平方米: proposed, never taken. */
function productOf(plain: string): string | undefined {
  const match =
    /^长?(\d+(?:\.\d+)?)(?:米|m)?(?:[*×x乘]|,?宽)(\d+(?:\.\d+)?)(?:米|m)?(?:(?:[*×x乘]|,?[高深厚])(\d+(?:\.\d+)?)(?:米|m)?)?$/iu.exec(
      plain,
    );
  if (!match || !/米|m|长/iu.test(plain)) return undefined;
  const product = [match[1], match[2], match[3] ?? '1'].reduce((value, side) => value * Number(side), 1);
  return `${Number(product.toPrecision(12))}${match[3] === undefined ? '平方米' : '立方米'}`;
}

function unreadable(text: string, suggestion?: string): Result<never> {
  const data = suggestion === undefined ? undefined : { suggestion };
  return refuse('QUANTITY_UNREADABLE', `“${text}”不是一个数量，${ALLOWED}`, data);
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

/** The unit that a column title names, in brackets, after a sign or at its end: 面积（平方米）, 方量/万方, 占地面积㎡; null when none. */
export function unitInHeader(label: string): string | null {
  const kept = headerUnits.get(label);
  if (kept !== undefined) return kept;
  const unit = readHeaderUnit(label);
  if (headerUnits.size >= MOST_KEPT) headerUnits.clear();
  headerUnits.set(label, unit);
  return unit;
}

/** Asked for on every row, answered once for a title. */
const headerUnits = new Map<string, string | null>();
const MOST_KEPT = 200;

function readHeaderUnit(label: string): string | null {
  const plain = normal(label);
  const marked = /[(/:_[【](?:单位[:为]?)?([^()/:_[\]【】]{1,8})[)\]】]?$/u.exec(plain)?.[1];
  const ending = /(平方公里|平方千米|平方米|立方米|平米|立方|公顷|公里|亩|km2|m2|m3|吨)$/u.exec(plain)?.[1];
  const written = marked ?? (ending === plain ? undefined : ending);
  if (written === undefined) return null;
  const { unit, times } = tenThousands(written);
  const known = UNITS.find(([spelling]) => spelling === unit)?.[1];
  return known === undefined ? null : times === 1 ? known : `万${known}`;
}

/** The unit as the ledger writes it; unknown words stay as written. */
export function unitOf(written: string): string {
  const plain = normal(written);
  return UNITS.find(([spelling]) => spelling === plain)?.[1] ?? written.trim();
}

function tenThousands(unit: string): { readonly unit: string; readonly times: number } {
  return unit.startsWith('万') ? { unit: unit.slice(1), times: 10_000 } : { unit, times: 1 };
}

function amountOf(digits: string, factor: string | undefined, times = 1): number {
  const value = Number(digits.replaceAll(',', ''));
  const scale = times * (factor ? (FACTORS[factor] ?? 1) : 1);
  // 1.1 万 must come out as 11000, not as 11000.000000000002; what needs no scale keeps every digit.
  return scale === 1 ? value : Number((value * scale).toPrecision(15));
}

/** NFKC turns ㎡, m², ｍ³ and full-width digits into plain ones; blanks go. */
function normal(text: string): string {
  return simplified(text.normalize('NFKC').replace(/\s+/gu, '')).toLowerCase();
}
