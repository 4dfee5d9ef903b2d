import type { HandlingState } from '../case/case-state.ts';
import type { ProblemCategory } from '../finding/problem.ts';

/** Number of cases of one class, town and state; the database groups, this module adds up. */
export interface CaseCount {
  readonly category: ProblemCategory;
  /** 镇街, null when not known. */
  readonly town: string | null;
  readonly state: HandlingState;
  readonly count: number;
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
  readonly byState: Readonly<Partial<Record<HandlingState, number>>>;
  readonly closureRate: string | null;
}

/** Statistics by class × town. Towns in order of their name, 镇街未明 last. */
export interface CaseStatistics {
  readonly all: CaseFigures;
  readonly byCategory: readonly { readonly category: ProblemCategory; readonly figures: CaseFigures }[];
  readonly byTown: readonly { readonly town: string | null; readonly figures: CaseFigures }[];
  readonly byCategoryAndTown: readonly {
    readonly category: ProblemCategory;
    readonly town: string | null;
    readonly figures: CaseFigures;
  }[];
}

/** Definitions printed under every table of statistics. */
export const STATISTICS_NOTES: readonly string[] = [
  '总数：筛选范围内全部已立案案件，撤案不计入；挂账监管、反弹新立案件计入。',
  '已销号：办理状态为“已销号”的案件；销号被撤销的不计入。',
  '整改销号率＝已销号数÷总数×100%，四舍五入保留一位小数；未全部销号的不进位为100.0%；总数为零的不计算。',
];

/** Order of the classes: the codes 1–4 of 办河湖〔2018〕245号, then the rest. */
const CATEGORY_ORDER: readonly ProblemCategory[] = ['occupation', 'mining', 'dumping', 'building', 'other'];

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
  const towns = [...new Set(counts.map((count) => count.town))].sort(byTownName);
  const categories = CATEGORY_ORDER.filter((category) => counts.some((count) => count.category === category));
  const of = (keep: (count: CaseCount) => boolean) => figuresOf(counts.filter(keep));
  const byCategoryAndTown = categories.flatMap((category) =>
    towns
      .filter((town) => counts.some((count) => count.category === category && count.town === town))
      .map((town) => ({ category, town, figures: of((count) => count.category === category && count.town === town) })),
  );
  return {
    all: figuresOf(counts),
    byCategory: categories.map((category) => ({ category, figures: of((count) => count.category === category) })),
    byTown: towns.map((town) => ({ town, figures: of((count) => count.town === town) })),
    byCategoryAndTown,
  };
}

function figuresOf(counts: readonly CaseCount[]): CaseFigures {
  const byState: Partial<Record<HandlingState, number>> = {};
  for (const { state, count } of counts) byState[state] = (byState[state] ?? 0) + count;
  const withdrawn = byState.withdrawn ?? 0;
  const closed = byState.closed ?? 0;
  const total = counts.reduce((sum, { count }) => sum + count, 0) - withdrawn;
  return {
    total,
    closed,
    monitored: byState.monitored ?? 0,
    withdrawn,
    byState,
    closureRate: closureRate(closed, total),
  };
}

// Code points, not the locale of the machine: the same table must come out everywhere.
function byTownName(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
