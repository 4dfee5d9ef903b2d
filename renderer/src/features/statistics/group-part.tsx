import { Segmented } from 'antd';
import { SEVERITY_LABELS } from '#core/domain/finding/severity.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { type CaseFigures, type Dimension, dimensionRow } from '#core/domain/ledger/statistics.ts';
import { useAsk } from '../../api/ask.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { Bars } from './class-part.tsx';
import { type FiguresRow, FiguresTable } from './figures-table.tsx';

const HEADS: Readonly<Record<Dimension, string>> = {
  source: '问题来源',
  severity: '严重程度',
  river: '河湖',
  leadUnit: '主办单位',
};
/** Rows that the chart has room for. */
const BARS = 20;

interface GroupPartProps {
  readonly base: CaseFilter;
  readonly all: CaseFigures;
  readonly today: string;
  readonly dimension: Dimension;
  readonly onDimension: (dimension: Dimension) => void;
}

/** By source, severity, river or lead unit. */
export function GroupPart({ base, all, today, dimension, onDimension }: GroupPartProps) {
  const groups = useAsk('statistics.groups', { filter: base, dimension }, { keep: true });
  const rows: readonly FiguresRow[] = (groups.data ?? []).map(({ value, figures }) => ({
    name: nameOf(dimension, value),
    row: dimensionRow(dimension, value),
    figures,
  }));
  return (
    <section className="stat-part">
      <h2>
        按
        <Segmented<Dimension>
          aria-label="分组依据"
          value={dimension}
          onChange={onDimension}
          options={(Object.keys(HEADS) as Dimension[]).map((value) => ({ value, label: HEADS[value] }))}
        />
      </h2>
      <RefusalAlert error={groups.error} />
      <Bars rows={rows.slice(0, BARS)} base={base} today={today} label={`各${HEADS[dimension]}已销号和在办的件数`} />
      {rows.length > BARS && <p className="muted">图中只画件数最多的 {BARS} 项，表中全列。</p>}
      <FiguresTable
        head={HEADS[dimension]}
        rows={rows}
        all={{ name: '合计', row: {}, figures: all }}
        base={base}
        today={today}
      />
    </section>
  );
}

function nameOf(dimension: Dimension, value: string): string {
  if (value === '') return dimension === 'leadUnit' ? '未交办' : '未填';
  if (dimension !== 'severity') return value;
  const labels: Readonly<Record<string, string>> = SEVERITY_LABELS;
  return labels[value] ?? value;
}
