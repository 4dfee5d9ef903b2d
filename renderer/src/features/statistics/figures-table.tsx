import { STATE_LABELS } from '#core/domain/case/case-labels.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import {
  type CaseFigures,
  type FigureName,
  figureFilter,
  figureOf,
  OPEN_STATES,
} from '#core/domain/ledger/statistics.ts';
import { FigureLink } from './figure-link.tsx';

/** One row of a table of figures. */
export interface FiguresRow {
  readonly name: string;
  /** Which cases the row is about. */
  readonly row: CaseFilter;
  readonly figures: CaseFigures;
}

interface FiguresTableProps {
  /** Head of the first column. */
  readonly head: string;
  readonly rows: readonly FiguresRow[];
  readonly all: FiguresRow;
  readonly base: CaseFilter;
  readonly today: string;
}

/** Figures by row: 总数, 已销号, 整改销号率, the states of what is open, 已超期, 反弹, 撤案; each opens its rows. */
export function FiguresTable({ head, rows, all, base, today }: FiguresTableProps) {
  const states = OPEN_STATES.filter((state) => figureOf(all.figures, state) > 0);
  const columns: readonly (readonly [FigureName, string])[] = [
    ['total', '总数'],
    ['closed', '已销号'],
    ['open', '在办'],
    ...states.map((state) => [state, STATE_LABELS.handling[state]] as const),
    ['overdue', '已超期'],
    ['rebound', '反弹'],
    ['withdrawn', '撤案'],
  ];
  const cells = ({ name, row, figures }: FiguresRow) =>
    columns.flatMap(([figure, label]) => {
      const cell = (
        <td key={figure} className="number">
          <FigureLink
            count={figureOf(figures, figure)}
            filter={figureFilter(base, row, figure, today)}
            label={`${name} ${label}`}
          />
        </td>
      );
      const rate = (
        <td key="rate" className="number">
          {figures.closureRate ?? '—'}
        </td>
      );
      return figure === 'closed' ? [cell, rate] : [cell];
    });
  return (
    <div className="stat-scroll">
      <table className="stat-table" aria-label={`按${head}统计`}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {columns.flatMap(([figure, label]) => {
              const column = (
                <th key={figure} scope="col" className="number">
                  {label}
                </th>
              );
              const rate = (
                <th key="rate" scope="col" className="number">
                  整改销号率
                </th>
              );
              return figure === 'closed' ? [column, rate] : [column];
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={JSON.stringify(row.row)}>
              <th scope="row">{row.name}</th>
              {cells(row)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{all.name}</th>
            {cells(all)}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
