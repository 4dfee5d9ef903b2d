import type { CivilDate } from '../deadline/terms.ts';
import type { ProblemCategory } from '../finding/problem.ts';
import { CATEGORIES, CATEGORY_LABELS } from '../finding/taxonomy.ts';
import { rateOf } from './figure-rows.ts';
import type { LedgerCell } from './ledger-definition.ts';
import { noValueText } from './no-value.ts';
import type { Period } from './period.ts';
import { type CaseFigures, type CaseStatistics, STATISTICS_NOTES } from './statistics.ts';

/** What happened in a period, of one class or town. Integers. */
export interface PeriodCounts {
  /** 新发现线索: found in the period, 已合并 left out (a duplicate is one finding). */
  readonly found: number;
  /** 立案, 撤案 left out; as `monthFilter` of the statistics. */
  readonly filed: number;
  /** 销号, as `monthFilter`. */
  readonly closed: number;
  /** 在办 cases whose nearest due date fell into the period and is past. */
  readonly fellOverdue: number;
}

/** A line of a report: what happened in the period, and how all cases stand on the day it was taken. */
export interface PeriodLine {
  /** Class, or code of the town ('' = not known). */
  readonly key: string;
  readonly label: string;
  readonly counts: PeriodCounts;
  readonly figures: CaseFigures;
}

/** The figures of a weekly or monthly report (周报, 月报) as kept: printed again, they are the same. */
export interface PeriodReport {
  readonly period: Period;
  /** Day on which the cases were looked at; a period that had not ended by then is provisional. */
  readonly asOf: CivilDate;
  readonly all: PeriodLine;
  readonly byCategory: readonly PeriodLine[];
  readonly byTown: readonly PeriodLine[];
}

/** Number of one kind of happening, by class and town. */
export interface HappeningCount {
  readonly category: ProblemCategory;
  readonly townCode: string;
  readonly town: string | null;
  readonly count: number;
}

/** What the database counts for a report. */
export interface PeriodTallies {
  readonly statistics: CaseStatistics;
  readonly happenings: Readonly<Record<keyof PeriodCounts, readonly HappeningCount[]>>;
}

/** Puts the figures of a period together; pure. A class or town is listed when it has a case or a happening. */
export function periodReport(period: Period, asOf: CivilDate, tallies: PeriodTallies): PeriodReport {
  const { statistics, happenings } = tallies;
  const counts = (keep: (one: HappeningCount) => boolean): PeriodCounts => ({
    found: sumOf(happenings.found, keep),
    filed: sumOf(happenings.filed, keep),
    closed: sumOf(happenings.closed, keep),
    fellOverdue: sumOf(happenings.fellOverdue, keep),
  });
  const happened = Object.values(happenings).flat();
  const categories = CATEGORIES.filter(
    (category) =>
      happened.some((one) => one.category === category) ||
      statistics.byCategory.some((row) => row.category === category),
  );
  const towns = new Map<string, string | null>(statistics.byTown.map(({ townCode, town }) => [townCode, town]));
  for (const { townCode, town } of happened) if (!towns.has(townCode)) towns.set(townCode, town);
  return {
    period,
    asOf,
    all: { key: 'all', label: '合计', counts: counts(() => true), figures: statistics.all },
    byCategory: categories.map((category) => ({
      key: category,
      label: CATEGORY_LABELS[category],
      counts: counts((one) => one.category === category),
      figures: statistics.byCategory.find((row) => row.category === category)?.figures ?? NO_FIGURES,
    })),
    byTown: [...towns].map(([code, town]) => ({
      key: code,
      label: town ?? (code || noValueText('townCode')),
      counts: counts((one) => one.townCode === code),
      figures: statistics.byTown.find((row) => row.townCode === code)?.figures ?? NO_FIGURES,
    })),
  };
}

const NO_FIGURES: CaseFigures = {
  total: 0,
  closed: 0,
  monitored: 0,
  withdrawn: 0,
  overdue: 0,
  rebound: 0,
  byState: {},
  closureRate: null,
};

function sumOf(counts: readonly HappeningCount[], keep: (one: HappeningCount) => boolean): number {
  return counts.reduce((sum, one) => (keep(one) ? sum + one.count : sum), 0);
}

/** A line of a report as printed. */
export type PeriodRow = ReturnType<typeof periodRow>;

/** Name of a field that a column of a report may print. */
export type PeriodField = keyof PeriodRow;

/** Lines of one table of a report, 合计 last. */
export function periodRows(report: PeriodReport, by: 'byCategory' | 'byTown'): readonly PeriodRow[] {
  return [...report[by], report.all].map((line, at) => periodRow(line, at + 1));
}

function periodRow({ label, counts, figures }: PeriodLine, index: number) {
  return {
    index: index as LedgerCell,
    label: label as LedgerCell,
    found: counts.found as LedgerCell,
    filed: counts.filed as LedgerCell,
    closed: counts.closed as LedgerCell,
    fellOverdue: counts.fellOverdue as LedgerCell,
    total: figures.total as LedgerCell,
    open: (figures.total - figures.closed) as LedgerCell,
    monitored: figures.monitored as LedgerCell,
    overdue: figures.overdue as LedgerCell,
    rebound: figures.rebound as LedgerCell,
    closedInAll: figures.closed as LedgerCell,
    rate: rateOf(figures),
  };
}

/** Definitions printed under a report. */
export const PERIOD_NOTES: readonly string[] = [
  '本期：周报为周一至周日，月报为当月1日至月末。本期数按下列日期落在本期内计，数据以快照时点系统内的记录为准。',
  '新发现线索：发现日期在本期的线索，已合并的重复线索不计。',
  '本期立案：立案日期在本期的案件，撤案不计入。本期销号：销号日期在本期且快照时仍为“已销号”的案件。',
  '本期到期未结：最近期限在本期内、快照时已超过该期限而仍在办的案件。',
  '累计数（总数、在办、挂账监管、已超期、反弹、已销号、销号率）为快照时点的全部案件。',
  ...STATISTICS_NOTES,
  '快照保存在数据库中，重印取自快照，数字不变；其后补录、更正的只计入新的快照。',
];
