import { Select } from 'antd';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { ProblemCategory } from '#core/domain/finding/problem.ts';
import { CATEGORY_LABELS } from '#core/domain/finding/taxonomy.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { type CaseStatistics, figureFilter, figureOf, type TownFigures } from '#core/domain/ledger/statistics.ts';
import { caseListAddress } from '../../ui/list-address.ts';
import { Chart } from './chart.tsx';
import { barOption, COLOURS } from './chart-options.ts';
import { type FiguresRow, FiguresTable } from './figures-table.tsx';

interface ClassPartProps {
  readonly statistics: CaseStatistics;
  readonly base: CaseFilter;
  readonly today: string;
  /** Class whose towns are shown, null for all. */
  readonly category: ProblemCategory | null;
  readonly onCategory: (category: ProblemCategory | null) => void;
}

/** By class, and by town and state of all or of one class. */
export function ClassPart({ statistics, base, today, category, onCategory }: ClassPartProps) {
  const { all, byCategory, byTown, byCategoryAndTown } = statistics;
  const classes: readonly FiguresRow[] = byCategory.map((row) => ({
    name: CATEGORY_LABELS[row.category],
    row: { category: [row.category] },
    figures: row.figures,
  }));
  const chosen = byCategory.find((row) => row.category === category);
  const towns = chosen === undefined ? byTown : byCategoryAndTown.filter((row) => row.category === category);
  const within: CaseFilter = chosen === undefined ? {} : { category: [chosen.category] };
  return (
    <>
      <section className="stat-part">
        <h2>按类型</h2>
        <Bars rows={classes} base={base} today={today} label="各类型已销号和在办的件数" />
        <FiguresTable
          head="类型"
          rows={classes}
          all={{ name: '合计', row: {}, figures: all }}
          base={base}
          today={today}
        />
      </section>
      <section className="stat-part">
        <h2>
          按镇街
          <Select
            aria-label="镇街表的类型"
            style={{ width: 140 }}
            value={chosen?.category ?? 'all'}
            onChange={(value: ProblemCategory | 'all') => onCategory(value === 'all' ? null : value)}
            options={[
              { value: 'all', label: '全部类型' },
              ...byCategory.map((row) => ({ value: row.category, label: CATEGORY_LABELS[row.category] })),
            ]}
          />
        </h2>
        <Bars
          rows={towns.map((row) => townRow(row, within))}
          base={base}
          today={today}
          label="各镇街已销号和在办的件数"
        />
        <FiguresTable
          head="镇街"
          rows={towns.map((row) => townRow(row, within))}
          all={{ name: '合计', row: within, figures: chosen?.figures ?? all }}
          base={base}
          today={today}
        />
      </section>
    </>
  );
}

function townRow({ townCode, town, figures }: TownFigures, within: CaseFilter): FiguresRow {
  const name = town ?? (townCode === '' ? '镇街未明' : townCode);
  return { name, row: { ...within, townCode: [townCode] }, figures };
}

interface BarsProps {
  readonly rows: readonly FiguresRow[];
  readonly base: CaseFilter;
  readonly today: string;
  readonly label: string;
}

/** 已销号 and 在办 of each row, one on top of the other. */
export function Bars({ rows, base, today, label }: BarsProps) {
  const navigate = useNavigate();
  const option = useMemo(
    () =>
      barOption(
        rows.map(({ name }) => name),
        [
          { name: '已销号', values: rows.map(({ figures }) => figures.closed), colour: COLOURS.done, pattern: 'solid' },
          {
            name: '在办',
            values: rows.map(({ figures }) => figureOf(figures, 'open')),
            colour: COLOURS.open,
            pattern: 'stripes',
          },
        ],
        { stacked: true },
      ),
    [rows],
  );
  const pick = (series: number, at: number) => {
    const row = rows[at];
    if (row === undefined) return;
    void navigate(caseListAddress(figureFilter(base, row.row, series === 0 ? 'closed' : 'open', today)));
  };
  return <Chart label={label} option={option} height={200} onPick={pick} />;
}
