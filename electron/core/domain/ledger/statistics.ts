import { HANDLING_STATES, type HandlingState } from '../case/case-state.ts';
import { addDays, daysBetween } from '../deadline/civil-date.ts';
import type { CivilDate } from '../deadline/terms.ts';
import type { ProblemCategory } from '../finding/problem.ts';
import { CATEGORIES } from '../finding/taxonomy.ts';
import type { CaseFilter } from './case-filter.ts';
import { narrowFilter } from './narrow-filter.ts';

/** Number of cases of one group and state; the database groups, this module adds up. */
export interface StateCount {
  readonly state: HandlingState;
  readonly count: number;
  /** Of these, past their nearest due date today. */
  readonly overdue: number;
  /** Of these, rebounds (反弹新立案件). */
  readonly rebound: number;
}

/** Number of cases of one class, town and state. */
export interface CaseCount extends StateCount {
  readonly category: ProblemCategory;
  /** 镇街代码, '' when not known. */
  readonly townCode: string;
  /** 镇街, null when not known. */
  readonly town: string | null;
}

/** The figures of one row of the statistics. Integers; `closureRate` is a text such as `98.5%`, null when `total` is 0. */
export interface CaseFigures {
  /** 总数, 撤案 left out. */
  readonly total: number;
  /** 已销号 */
  readonly closed: number;
  /** 挂账监管; counted in `total`. */
  readonly monitored: number;
  /** 撤案; not counted in `total`. */
  readonly withdrawn: number;
  /** 已超期 */
  readonly overdue: number;
  /** 反弹新立案件; counted in `total`. */
  readonly rebound: number;
  readonly byState: Readonly<Partial<Record<HandlingState, number>>>;
  readonly closureRate: string | null;
}

/** One row of a table by town. */
export interface TownFigures {
  readonly townCode: string;
  readonly town: string | null;
  readonly figures: CaseFigures;
}

/** Statistics by class × town. Towns in order of their name, 镇街未明 last. */
export interface CaseStatistics {
  readonly all: CaseFigures;
  readonly byCategory: readonly { readonly category: ProblemCategory; readonly figures: CaseFigures }[];
  readonly byTown: readonly TownFigures[];
  readonly byCategoryAndTown: readonly (TownFigures & { readonly category: ProblemCategory })[];
}

/** Definitions printed under every table of statistics. */
export const STATISTICS_NOTES: readonly string[] = [
  '总数：筛选范围内全部已立案案件，撤案不计入；挂账监管、反弹新立案件计入。',
  '已销号：办理状态为“已销号”的案件；销号被撤销的不计入。',
  '整改销号率＝已销号数÷总数×100%，四舍五入保留一位小数；未全部销号的不进位为100.0%；总数为零的不计算。',
];

/** States that count in 总数: all but 撤案. */
export const COUNTED_STATES: readonly HandlingState[] = HANDLING_STATES.filter((state) => state !== 'withdrawn');

/** States of a case that is still being handled (在办): neither 已销号 nor 撤案. */
export const OPEN_STATES: readonly HandlingState[] = COUNTED_STATES.filter((state) => state !== 'closed');

/** A figure of a row: one of those that `CaseFigures` names, or the cases in one state. */
export type FigureName =
  | 'total'
  | 'closed'
  | 'open'
  | 'monitored'
  | 'withdrawn'
  | 'overdue'
  | 'rebound'
  | HandlingState;

/** A figure of a row. */
export function figureOf(figures: CaseFigures, name: FigureName): number {
  switch (name) {
    case 'total':
    case 'overdue':
    case 'rebound':
      return figures[name];
    case 'open':
      return figures.total - figures.closed;
    default:
      return figures.byState[name] ?? 0;
  }
}

/**
 * The rows behind a figure: the filter whose list holds exactly the cases counted. `row` says which row of the table
 * (class, town, month …), `base` what the whole table was filtered by.
 */
export function figureFilter(base: CaseFilter, row: CaseFilter, name: FigureName, today: CivilDate): CaseFilter {
  const part = narrowFilter(base, row);
  switch (name) {
    case 'total':
      return narrowFilter(part, { handling: COUNTED_STATES });
    case 'open':
      return narrowFilter(part, { handling: OPEN_STATES });
    case 'overdue':
      return narrowFilter(part, { handling: OPEN_STATES, dueTo: addDays(today, -1) });
    case 'rebound':
      return narrowFilter(part, { handling: COUNTED_STATES, rebound: true });
    default:
      return narrowFilter(part, { handling: [name] });
  }
}

/**
 * 整改销号率 to one decimal, e.g. 325 of 330 → `98.5%`; null when there is nothing to divide by.
 * Integer arithmetic: no half is lost to a binary fraction. Never `100.0%` while a case is open.
 */
export function closureRate(closed: number, total: number): string | null {
  if (total === 0) return null;
  const rounded = Math.floor((closed * 2000 + total) / (total * 2));
  const tenths = closed < total ? Math.min(rounded, 999) : rounded;
  return `${Math.floor(tenths / 10)}.${tenths % 10}%`;
}

/** Adds up counts into the statistics; pure. */
export function summarise(counts: readonly CaseCount[]): CaseStatistics {
  const names = new Map(counts.map(({ townCode, town }) => [townCode, town]));
  const towns = [...names].sort(byTownName);
  const categories = CATEGORIES.filter((category) => counts.some((count) => count.category === category));
  const of = (keep: (count: CaseCount) => boolean) => addUp(counts.filter(keep));
  const byCategoryAndTown = categories.flatMap((category) =>
    towns
      .filter(([code]) => counts.some((count) => count.category === category && count.townCode === code))
      .map(([townCode, town]) => {
        const figures = of((count) => count.category === category && count.townCode === townCode);
        return { category, townCode, town, figures };
      }),
  );
  return {
    all: addUp(counts),
    byCategory: categories.map((category) => ({ category, figures: of((count) => count.category === category) })),
    byTown: towns.map(([townCode, town]) => ({
      townCode,
      town,
      figures: of((count) => count.townCode === townCode),
    })),
    byCategoryAndTown,
  };
}

/** What a table can be cut by, beside class and town: 问题来源 / 严重程度 / 河湖 / 主办单位. */
export const DIMENSIONS = ['source', 'severity', 'river', 'leadUnit'] as const;
/** See `DIMENSIONS`. */
export type Dimension = (typeof DIMENSIONS)[number];

/** One row of a table by a dimension; `value` '' = not known. */
export interface GroupFigures {
  readonly value: string;
  readonly figures: CaseFigures;
}

/** Adds up counts by value: most cases first, 未填 last. */
export function summariseGroups(counts: readonly (StateCount & { readonly value: string })[]): readonly GroupFigures[] {
  const rows = [...Map.groupBy(counts, ({ value }) => value)].map(([value, ofValue]) => ({
    value,
    figures: addUp(ofValue),
  }));
  const unknownLast = (value: string) => (value === '' ? 1 : 0);
  return rows.sort(
    (a, b) =>
      unknownLast(a.value) - unknownLast(b.value) || b.figures.total - a.figures.total || (a.value < b.value ? -1 : 1),
  );
}

/** The rows of a dimension's value. */
export function dimensionRow(dimension: Dimension, value: string): CaseFilter {
  // The values of a dimension come from the column that the filter of the same name tests.
  return { [dimension]: [value] } as CaseFilter;
}

/** Cases filed and closed in one month; `month` is `YYYY-MM`. */
export interface MonthFigures {
  readonly month: string;
  /** 立案, 撤案 left out. */
  readonly filed: number;
  /** 销号 */
  readonly closed: number;
}

/** Number of cases of one month `YYYY-MM`. */
export interface MonthCount {
  readonly month: string;
  readonly count: number;
}

/** Every month from the first to the last in which something was filed or closed, those without anything too. */
export function summariseMonths(filed: readonly MonthCount[], closed: readonly MonthCount[]): readonly MonthFigures[] {
  const months = [...filed, ...closed].map(({ month }) => month).sort();
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) return [];
  const filedIn = new Map(filed.map(({ month, count }) => [month, count]));
  const closedIn = new Map(closed.map(({ month, count }) => [month, count]));
  const rows: MonthFigures[] = [];
  for (let month = first; month <= last; month = nextMonth(month)) {
    rows.push({ month, filed: filedIn.get(month) ?? 0, closed: closedIn.get(month) ?? 0 });
  }
  return rows;
}

/** The rows behind a figure of a month. */
export function monthFilter(base: CaseFilter, month: string, name: 'filed' | 'closed'): CaseFilter {
  const from = `${month}-01`;
  const to = addDays(`${nextMonth(month)}-01`, -1);
  return name === 'filed'
    ? narrowFilter(base, { handling: COUNTED_STATES, filedFrom: from, filedTo: to })
    : narrowFilter(base, { handling: ['closed'], closedFrom: from, closedTo: to });
}

/** Number of cases of one date. */
export interface DateCount {
  readonly date: CivilDate;
  readonly count: number;
}

/** Cases that are open so many days (`from` to `to`, null = no end), or so many days overdue. */
export interface AgeFigures {
  readonly from: number;
  readonly to: number | null;
  readonly count: number;
}

/** 在办时长 and 超期天数 of the open cases. */
export interface Ageing {
  readonly today: CivilDate;
  /** Days since 立案, the day of filing being day 0. */
  readonly open: readonly AgeFigures[];
  /** Days past the nearest due date. */
  readonly overdue: readonly AgeFigures[];
}

const OPEN_AGES = [0, 31, 61, 91, 181, 366];
const OVERDUE_AGES = [1, 8, 31, 91];

/** Sorts open cases into spans of days: `filed` by day of filing, `due` by nearest due date, past ones only. */
export function summariseAgeing(today: CivilDate, filed: readonly DateCount[], due: readonly DateCount[]): Ageing {
  return { today, open: spans(OPEN_AGES, filed, today), overdue: spans(OVERDUE_AGES, due, today) };
}

/** The rows behind a span of days. */
export function ageFilter(
  base: CaseFilter,
  { from, to }: Pick<AgeFigures, 'from' | 'to'>,
  name: 'open' | 'overdue',
  today: CivilDate,
): CaseFilter {
  const latest = from === 0 ? undefined : addDays(today, -from);
  const earliest = to === null ? undefined : addDays(today, -to);
  return name === 'open'
    ? narrowFilter(base, { handling: OPEN_STATES, filedFrom: earliest, filedTo: latest })
    : narrowFilter(base, { handling: OPEN_STATES, dueFrom: earliest, dueTo: latest });
}

function spans(starts: readonly number[], counts: readonly DateCount[], today: CivilDate): AgeFigures[] {
  return starts.map((from, at) => {
    const next = starts[at + 1];
    const to = next === undefined ? null : next - 1;
    const count = counts.reduce((sum, { date, count: n }) => {
      const age = daysBetween(date, today);
      // A day to come, after the machine's clock was put back, is not older than today.
      return (age >= from || from === 0) && (to === null || age <= to) ? sum + n : sum;
    }, 0);
    return { from, to, count };
  });
}

function nextMonth(month: string): string {
  const [year = 0, of = 0] = month.split('-').map(Number);
  return of === 12 ? `${year + 1}-01` : `${year}-${String(of + 1).padStart(2, '0')}`;
}

function addUp(counts: readonly StateCount[]): CaseFigures {
  const byState: Partial<Record<HandlingState, number>> = {};
  let [total, overdue, rebound] = [0, 0, 0];
  for (const { state, ...counted } of counts) {
    byState[state] = (byState[state] ?? 0) + counted.count;
    if (state === 'withdrawn') continue;
    total += counted.count;
    rebound += counted.rebound;
    if (state !== 'closed') overdue += counted.overdue;
  }
  const closed = byState.closed ?? 0;
  return {
    total,
    closed,
    monitored: byState.monitored ?? 0,
    withdrawn: byState.withdrawn ?? 0,
    overdue,
    rebound,
    byState,
    closureRate: closureRate(closed, total),
  };
}

type NamedTown = readonly [code: string, name: string | null];

// Code points, not the locale of the machine: the same table must come out everywhere.
function byTownName([codeA, a]: NamedTown, [codeB, b]: NamedTown): number {
  if (codeA === '' || codeB === '') return codeA === codeB ? 0 : codeA === '' ? 1 : -1;
  const [nameA, nameB] = [a ?? codeA, b ?? codeB];
  return nameA < nameB ? -1 : nameA > nameB ? 1 : codeA < codeB ? -1 : codeA > codeB ? 1 : 0;
}
