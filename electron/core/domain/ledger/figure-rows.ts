import { STATE_LABELS } from '../case/case-labels.ts';
import { HANDLING_STATES, type HandlingState } from '../case/case-state.ts';
import { CATEGORY_LABELS } from '../finding/taxonomy.ts';
import type { LedgerCell } from './ledger-definition.ts';
import { noValueText } from './no-value.ts';
import type { CaseFigures, CaseStatistics } from './statistics.ts';

/** One line of the statistics as a ledger prints it: the figures of `CaseFigures` under the names of its columns. */
export type FigureRow = ReturnType<typeof figureRow>;

/** Name of a field that a column of figures may print. */
export type FigureField = keyof FigureRow;

/** Chinese of a handling state as a narrow header. */
export const STATE_HEADERS: Readonly<Record<HandlingState, string>> = {
  ...STATE_LABELS.handling,
  'rectifying.staged': '阶段性办结',
  withdrawn: '撤案（不计入总数）',
};

/** 类型 × 镇街 with a 小计 after each class and the 合计 at the end, as the statistics add them up. */
export function figureRows(statistics: CaseStatistics): readonly FigureRow[] {
  const rows = statistics.byCategory.flatMap(({ category, figures }) => {
    const label = CATEGORY_LABELS[category];
    const towns = statistics.byCategoryAndTown.filter((row) => row.category === category);
    return [
      ...towns.map((row) => figureRow(label, row.town ?? noValueText('townCode'), row.figures)),
      figureRow(label, '小计', figures),
    ];
  });
  return [...rows, figureRow('合计', '', statistics.all)];
}

function figureRow(category: string, town: string, figures: CaseFigures) {
  return {
    category: category as LedgerCell,
    town: (town || null) as LedgerCell,
    total: figures.total as LedgerCell,
    overdue: figures.overdue as LedgerCell,
    rebound: figures.rebound as LedgerCell,
    rate: rateOf(figures),
    ...statesOf(figures),
  };
}

function statesOf(figures: CaseFigures): Readonly<Record<HandlingState, LedgerCell>> {
  // Every state is in the list.
  return Object.fromEntries(HANDLING_STATES.map((state) => [state, figures.byState[state] ?? 0])) as Record<
    HandlingState,
    LedgerCell
  >;
}

/** 整改销号率 as a number for a cell of per cent, of just the digits that the text has; null when there is none. */
export function rateOf({ closureRate }: Pick<CaseFigures, 'closureRate'>): LedgerCell {
  return closureRate === null ? null : Math.round(Number.parseFloat(closureRate) * 10) / 1000;
}
