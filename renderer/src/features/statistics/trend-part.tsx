import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { monthFilter } from '#core/domain/ledger/statistics.ts';
import { useAsk } from '../../api/ask.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { caseListAddress } from '../../ui/list-address.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { Chart } from './chart.tsx';
import { barOption, COLOURS } from './chart-options.ts';
import { FigureLink } from './figure-link.tsx';

/** 立案 and 销号 by month. */
export function TrendPart({ base }: { readonly base: CaseFilter }) {
  const trend = useAsk('statistics.trend', { filter: base }, { keep: true });
  const navigate = useNavigate();
  const months = trend.data;
  const option = useMemo(
    () =>
      barOption(
        (months ?? []).map(({ month }) => month),
        [
          { name: '立案', values: (months ?? []).map(({ filed }) => filed), colour: COLOURS.open, pattern: 'stripes' },
          { name: '销号', values: (months ?? []).map(({ closed }) => closed), colour: COLOURS.done, pattern: 'solid' },
        ],
        { labels: (months ?? []).length <= 24 },
      ),
    [months],
  );
  const pick = (series: number, at: number) => {
    const month = months?.[at]?.month;
    if (month === undefined) return;
    void navigate(caseListAddress(monthFilter(base, month, series === 0 ? 'filed' : 'closed')));
  };
  return (
    <section className="stat-part">
      <h2>按月立案和销号</h2>
      <RefusalAlert error={trend.error} />
      {months?.length === 0 && <EmptyHint why="筛选范围内没有立案，也没有销号。" />}
      {months !== undefined && months.length > 0 && (
        <>
          <Chart label="各月立案和销号的件数" option={option} height={240} onPick={pick} />
          <table className="stat-table" aria-label="按月立案和销号">
            <thead>
              <tr>
                <th scope="col">月份</th>
                <th scope="col" className="number">
                  立案
                </th>
                <th scope="col" className="number">
                  销号
                </th>
              </tr>
            </thead>
            <tbody>
              {[...months].reverse().map(({ month, filed, closed }) => (
                <tr key={month}>
                  <th scope="row">{month}</th>
                  <td className="number">
                    <FigureLink count={filed} filter={monthFilter(base, month, 'filed')} label={`${month} 立案`} />
                  </td>
                  <td className="number">
                    <FigureLink count={closed} filter={monthFilter(base, month, 'closed')} label={`${month} 销号`} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
