import { cleanPair } from '../geo/clean-pair.ts';
import { splitPair } from '../geo/split-pair.ts';
import { readCategory, readItem } from '../finding/taxonomy.ts';
import { readDatum, readSource } from '../finding/vocabulary.ts';
import { cellText, foldText } from './cell-text.ts';
import type { ImportField } from './fields.ts';
import { cellAt, type GridCell, type GridRow } from './grid.ts';
import { parseDateCell } from './parse-date.ts';
import { parseTime } from './parse-time.ts';
import { quantityInText, unitOf } from './parse-quantity.ts';
import { phoneOf, severityOf } from './parse-words.ts';

type Test = (cell: GridCell, text: string, date1904: boolean) => boolean;

/** Votes of a column: share of its filled cells that look like each field, 0 … 1. */
export interface ContentVotes {
  /** For a column whose name says the field: whatever does not contradict it. */
  readonly named: ReadonlyMap<ImportField, number>;
  /** For a column whose name says nothing: what could hardly be anything else. */
  readonly unnamed: ReadonlyMap<ImportField, number>;
}

/** Degrees a coordinate cell begins with; null when it does not look like one. `decimals`: fewest that a decimal must have. */
function leadingDegrees(text: string, decimals: number): number | null {
  const plain = text.normalize('NFKC');
  const match = /^[a-z东西南北经纬:=\s]*(\d{2,3})(?:\s*[°度º]|[-\s]\d{1,2}[-\s]\d|(?:\.(\d+))?)/iu.exec(plain);
  if (!match) return null;
  const marked = /[°度º]|^[a-z东西南北经纬:=\s]*\d{2,3}[-\s]/iu.test(plain);
  if (!marked && (match[2]?.length ?? 0) < decimals) return null;
  return Number(match[1]);
}

/** Longitudes of China run from 73° to 136°, latitudes from 3° to 54°: the two never overlap. */
const isLon =
  (decimals: number): Test =>
  (_, text) =>
    between(leadingDegrees(text, decimals), 73, 136);
const isLat =
  (decimals: number): Test =>
  (_, text) =>
    between(leadingDegrees(text, decimals), 3, 54);
const isPair: Test = (_, text) => {
  const pair = /\d/u.test(text) ? splitPair(cleanPair(text).text) : null;
  const degrees = pair?.map((part) => leadingDegrees(part, 1)) ?? [];
  return degrees.some((one) => between(one, 73, 136)) && degrees.some((one) => between(one, 3, 54));
};

const isDegreesOrMetres: Test = (_, text) => {
  const degrees = leadingDegrees(text, 0);
  return between(degrees, 73, 136) || between(degrees, 3, 54) || /^\d{6,8}(\.\d+)?$/u.test(text);
};
const isDate: Test = (cell, _, date1904) => parseDateCell(cell, { date1904, year: 2000, order: 'mdy' }).ok;
/** A bare number may be anything; of a column without a name only the serials of 2000 … 2049 are taken for dates. */
const isSureDate: Test = (cell, text, date1904) => {
  if (cell.kind === 'number') return typeof cell.value === 'number' && cell.value >= 36_526 && cell.value < 54_789;
  return !/^\d{5,6}$|^\d+\.\d+$/u.test(text) && isDate(cell, text, date1904);
};
const isMonth: Test = (cell, _, date1904) =>
  parseDateCell(cell, { date1904, year: 2000, monthOnly: 'first', order: 'mdy' }).ok;

/** Tests that a column of a known name must not fail. */
const NAMED: Readonly<Partial<Record<ImportField, Test>>> = {
  // Either of the two: pairs that are swapped are told row by row.
  lon: isDegreesOrMetres,
  lat: isDegreesOrMetres,
  coordinates: isPair,
  foundOn: isMonth,
  category: (_, text) => readCategory(text) !== null || !/^\d|\d{3}/u.test(text),
  severity: (_, text) => severityOf(text, 'serious') !== null,
  bank: (_, text) => /左|右|两|双|岸|心|中|侧/u.test(foldText(text)),
  town: (_, text) =>
    /(镇|鎮|乡|鄉|街道|地区|街|办|处|园)/u.test(text) || /^[\u4e00-\u9fff]{2,5}$/u.test(foldText(text)),
  responsiblePhone: (_, text) => phoneOf(text) !== null,
  description: (_, text) => text.length >= 4,
  quantityUnit: (_, text) => isUnitWord(text),
  foundTime: (cell, text) => cell.kind !== 'text' || parseTime(text) !== null,
};

/** Tests by which a column without a known name is told. */
const UNNAMED: Readonly<Partial<Record<ImportField, Test>>> = {
  coordinates: isPair,
  foundOn: isSureDate,
  source: (_, text) => readSource(text)?.official === true,
  datum: (_, text) => readDatum(text) !== null,
  category: (_, text) => /^[\d.、]*(乱占|乱采|乱堆|乱建|非四乱|亂佔|亂採|亂堆|亂建)/u.test(foldText(text)),
  item: (_, text) => readItem(text) !== null,
  severity: (_, text) => /^(一般|较严重|较重|严重|重大|特别重大)(问题)?$/u.test(foldText(text)),
  bank: (_, text) => /^(左岸?|右岸?|两岸|左右岸|河心|河道内)$/u.test(foldText(text)),
  river: (_, text) => /^[\u4e00-\u9fff]{1,8}(河|水库|渠|湖|溪|川|沟|江)(干流|支流)?$/u.test(foldText(text)),
  town: (_, text) => /^[\u4e00-\u9fff]{1,10}(镇|鎮|乡|鄉|街道|地区)$/u.test(foldText(text)),
  village: (_, text) => /^[\u4e00-\u9fff]{1,10}(村|社区|居委会|村委会)$/u.test(foldText(text)),
  responsibleUnit: (_, text) =>
    /^[\u4e00-\u9fff]{1,12}(局|人民政府|镇政府|乡政府|街道办|办事处|委|公司|管理处)$/u.test(foldText(text)),
  responsiblePhone: (_, text) => phoneOf(text) !== null,
  quantity: (cell, text) => cell.kind === 'text' && text.length <= 12 && quantityInText(text) !== null,
  quantityUnit: (_, text) => isUnitWord(text),
  foundTime: (cell, text) =>
    (cell.kind === 'dateTime' && /^\d\d:/u.test(String(cell.value))) ||
    (/^\d{1,2}[:：时]/u.test(text) && parseTime(text) !== null),
  photo: (cell, text) => cell.kind === 'picture' || /\.(jpe?g|png|heic)$/iu.test(text),
  description: (_, text) => text.length >= 12,
};

function isUnitWord(text: string): boolean {
  return unitOf(text) !== text.trim() || /^(m|t|亩|处|艘|个|棵|株|车|袋|km|kg|公顷|里)$/u.test(text.trim());
}

/** Votes of one column; only fields whose content can be told have one. */
export function contentVotes(sample: readonly GridRow[], column: number, date1904: boolean): ContentVotes {
  const cells = distinctCells(sample, column);
  const all = cells.reduce((sum, { times }) => sum + times, 0);
  const votes = (tests: Readonly<Partial<Record<ImportField, Test>>>): ReadonlyMap<ImportField, number> => {
    const found = new Map<ImportField, number>();
    if (all === 0) return found;
    for (const [field, test] of Object.entries(tests) as [ImportField, Test][]) {
      let passed = 0;
      for (const { cell, text, times } of cells) if (test(cell, text, date1904)) passed += times;
      found.set(field, passed / all);
    }
    return found;
  };
  // Excel drops trailing zeros: beside 116.8531 a 116.9 is a longitude too.
  const precise = cells.some(({ cell, text }) => isLon(4)(cell, text, date1904) || isLat(4)(cell, text, date1904));
  const degrees = precise ? { lon: isLon(1), lat: isLat(1) } : { lon: isLon(2), lat: isLat(2) };
  return { named: votes(NAMED), unnamed: votes({ ...UNNAMED, ...degrees }) };
}

/** Filled cells of a column, every text once, with how often it stands there. */
function distinctCells(sample: readonly GridRow[], column: number) {
  const found = new Map<string, { readonly cell: GridCell; readonly text: string; times: number }>();
  for (const row of sample) {
    const cell = cellAt(row, column);
    const text = cellText(cell);
    if (text === null) continue;
    const known = found.get(text);
    if (known) known.times += 1;
    else found.set(text, { cell, text, times: 1 });
  }
  return [...found.values()];
}

function between(value: number | null, low: number, high: number): boolean {
  return value !== null && value >= low && value < high;
}
