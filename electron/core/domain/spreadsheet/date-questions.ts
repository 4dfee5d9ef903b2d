import type { CivilDate } from '../deadline/terms.ts';
import type { Asked, AskedColumn, ColumnQuestion, SheetSurroundings } from './column-questions.ts';
import { foldDateText } from './date-words.ts';
import type { SheetGrid } from './grid.ts';
import type { ColumnMapping } from './mapping.ts';
import {
  type DateContext,
  type DateOrder,
  figuresOf,
  parseDateCell,
  readingsOf,
  type ThreeParts,
} from './parse-date.ts';
import { cutTime } from './parse-time.ts';
import { readSheetYear } from './sheet-notes.ts';

const ORDERS: Readonly<Record<DateOrder, string>> = { ymd: '年-月-日', mdy: '月-日-年', dmy: '日-月-年' };
/** Cells that must make sense under an order; the others are slips of the pen. */
const MOST = 0.95;
/** Value of a choice that leaves the cells to be put right one by one. */
const REFUSE = 'refuse';

/** What the date column leaves open: the order of its figures, months without a day, days without a year. */
export function dateQuestions(
  column: AskedColumn | null,
  grid: SheetGrid,
  mapping: ColumnMapping,
  about: SheetSurroundings,
): Asked {
  if (column === null) return { questions: [], settled: {} };
  const year = readSheetYear(grid, mapping.headerTop, about.fileName ?? '');
  const context: DateContext = { date1904: grid.date1904, year };
  const doubts = new Map<string, string[]>();
  for (const [text, cell] of column.cells) {
    const parsed = parseDateCell(cell, context);
    if (!parsed.ok) doubts.set(parsed.error.code, [...(doubts.get(parsed.error.code) ?? []), text]);
  }
  const order = orderQuestion(column, doubts.get('DATE_AMBIGUOUS') ?? [], context, about.today);
  const others = [
    monthQuestion(column, doubts.get('DATE_DAY_MISSING') ?? [], context),
    yearQuestion(column, doubts.get('DATE_YEAR_MISSING') ?? [], context, about.today),
  ].filter((question) => question !== null);
  return { questions: [...order.questions, ...others], settled: order.settled };
}

/** Asked only where the column's other dates do not tell (13/9/2026 tells that the day comes first). */
function orderQuestion(
  { guess, cells }: AskedColumn,
  doubtful: readonly string[],
  context: DateContext,
  today: CivilDate | undefined,
): Asked {
  const [example] = doubtful;
  if (example === undefined) return { questions: [], settled: {} };
  const key = `dateOrder:${guess.column}`;
  const readings = [...cells.keys()].map(plainDay).flatMap((text) => allReadings(text, context));
  const orders = (Object.keys(ORDERS) as DateOrder[]).filter((order) => orderOf(example, order, context) !== null);
  const fits = (order: DateOrder) => readings.filter((one) => one.has(order)).length >= MOST * readings.length;
  const possible = orders.filter(fits);
  const [only, second] = possible;
  if (only && !second) return { questions: [], settled: { [key]: only } };
  const open = possible.length > 0 ? possible : orders;
  const question: ColumnQuestion = {
    key,
    column: guess.column,
    text: `“${guess.label}”列里像“${example}”这样的日期，年、月、日按什么顺序写？`,
    choices: open.map((order) => ({
      value: order,
      label: `${ORDERS[order]}（“${example}”读作 ${orderOf(example, order, context)}）`,
    })),
    assumed: likeliest(open, [...cells.keys()].map(plainDay), readings, today),
  };
  return { questions: [question], settled: {} };
}

/** The year changes least from cell to cell; a day to come has not been found yet; else as Excel shows dates abroad. */
function likeliest(
  open: readonly DateOrder[],
  texts: readonly string[],
  readings: readonly ReadonlyMap<DateOrder, CivilDate>[],
  today: CivilDate | undefined,
): DateOrder {
  const past =
    today === undefined ? open : open.filter((order) => readings.every((one) => (one.get(order) ?? '') <= today));
  const left = past.length > 0 ? past : open;
  const figures = texts.map(figuresOf).filter((parts) => parts !== null);
  const kinds = (part: 0 | 2) => new Set(figures.map((parts: ThreeParts) => parts[part])).size;
  if (left.includes('ymd') && kinds(0) <= kinds(2)) return 'ymd';
  return left.find((order) => order === 'mdy') ?? left[0] ?? 'mdy';
}

function allReadings(text: string, context: DateContext): readonly ReadonlyMap<DateOrder, CivilDate>[] {
  const parts = figuresOf(text);
  if (parts) return [readingsOf(parts)];
  if (!/^\d{1,2}[-./]\d{1,2}$/u.test(text)) return [];
  const readings = (['mdy', 'dmy'] as const).flatMap((order) => {
    const date = orderOf(text, order, context);
    return date === null ? [] : [[order, date] as const];
  });
  return [new Map(readings)];
}

function orderOf(text: string, order: DateOrder, context: DateContext): CivilDate | null {
  const parts = figuresOf(plainDay(text));
  if (parts) return readingsOf(parts).get(order) ?? null;
  const parsed = order === 'ymd' ? null : parseDateCell({ kind: 'text', value: text }, { ...context, order });
  return parsed?.ok ? parsed.value.date : null;
}

function plainDay(text: string): string {
  return cutTime(foldDateText(text)).rest;
}

function monthQuestion(
  { guess, cells }: AskedColumn,
  months: readonly string[],
  context: DateContext,
): ColumnQuestion | null {
  const read = (text: string, monthOnly: 'first' | 'last') => {
    const parsed = parseDateCell(cells.get(text) ?? { kind: 'text', value: text }, { ...context, monthOnly });
    return parsed.ok ? parsed.value.date : null;
  };
  const example = months.find((text) => read(text, 'first') !== null);
  if (example === undefined) return null;
  return {
    key: `monthOnly:${guess.column}`,
    column: guess.column,
    text: `“${guess.label}”列里像“${example}”这样只写到月的，记为哪一天？`,
    choices: [
      { value: REFUSE, label: `不代填，逐格补写到哪一天（如“${example}”）` },
      { value: 'first', label: `当月第一天（“${example}”记为 ${read(example, 'first')}）` },
      { value: 'last', label: `当月最后一天（“${example}”记为 ${read(example, 'last')}）` },
    ],
    assumed: REFUSE,
  };
}

function yearQuestion(
  { guess }: AskedColumn,
  days: readonly string[],
  context: DateContext,
  today: CivilDate | undefined,
): ColumnQuestion | null {
  const [example] = days;
  if (example === undefined || today === undefined) return null;
  const thisYear = Number(today.slice(0, 4));
  const choices = [thisYear, thisYear - 1, thisYear - 2].flatMap((year) => {
    const parsed = parseDateCell({ kind: 'text', value: example }, { ...context, year });
    return parsed.ok ? [{ value: String(year), label: `${year} 年（“${example}”读作 ${parsed.value.date}）` }] : [];
  });
  return {
    key: `year:${guess.column}`,
    column: guess.column,
    text: `“${guess.label}”列里像“${example}”这样没有年份的日期是哪一年？`,
    choices: [{ value: REFUSE, label: `不代填，逐格补写年份（如“${example}”）` }, ...choices],
    assumed: REFUSE,
  };
}
