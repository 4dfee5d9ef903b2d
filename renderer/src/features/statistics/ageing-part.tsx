import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { type AgeFigures, ageFilter } from '#core/domain/ledger/statistics.ts';
import { useAsk } from '../../api/ask.ts';
import { caseListAddress } from '../../ui/list-address.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { Chart } from './chart.tsx';
import { barOption, COLOURS } from './chart-options.ts';
import { FigureLink } from './figure-link.tsx';

/** 在办时长 and 超期天数. */
export function AgeingPart({ base }: { readonly base: CaseFilter }) {
  const ageing = useAsk('statistics.ageing', { filter: base }, { keep: true });
  const { data } = ageing;
  return (
    <>
      <RefusalAlert error={ageing.error} />
      {data !== undefined && (
        <div className="stat-pair">
          <Spans name="open" title="在办时长（自立案起）" spans={data.open} base={base} today={data.today} />
          <Spans
            name="overdue"
            title="超期天数（自最近的到期日起）"
            spans={data.overdue}
            base={base}
            today={data.today}
          />
        </div>
      )}
    </>
  );
}

interface SpansProps {
  readonly name: 'open' | 'overdue';
  readonly title: string;
  readonly spans: readonly AgeFigures[];
  readonly base: CaseFilter;
  readonly today: string;
}

function Spans({ name, title, spans, base, today }: SpansProps) {
  const navigate = useNavigate();
  const option = useMemo(
    () =>
      barOption(spans.map(spanText), [
        {
          name: title,
          values: spans.map(({ count }) => count),
          colour: name === 'open' ? COLOURS.done : COLOURS.late,
          pattern: 'solid',
        },
      ]),
    [spans, title, name],
  );
  const pick = (_series: number, at: number) => {
    const span = spans[at];
    if (span !== undefined) void navigate(caseListAddress(ageFilter(base, span, name, today)));
  };
  const all = spans.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className="stat-part">
      <h2>
        {title}
        <span className="muted" style={{ fontWeight: 400 }}>
          共 {all.toLocaleString('zh-CN')} 件
        </span>
      </h2>
      <Chart label={title} option={option} height={200} onPick={pick} />
      <table className="stat-table" aria-label={title}>
        <thead>
          <tr>
            <th scope="col">天数</th>
            <th scope="col" className="number">
              件数
            </th>
          </tr>
        </thead>
        <tbody>
          {spans.map((span) => (
            <tr key={span.from}>
              <th scope="row">{spanText(span)}</th>
              <td className="number">
                <FigureLink
                  count={span.count}
                  filter={ageFilter(base, span, name, today)}
                  label={`${title} ${spanText(span)}`}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function spanText({ from, to }: AgeFigures): string {
  return to === null ? `${from} 天以上` : `${from}–${to} 天`;
}
