import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { type CaseFigures, type FigureName, figureFilter, figureOf } from '#core/domain/ledger/statistics.ts';
import { FigureLink } from './figure-link.tsx';

const SHOWN: readonly (readonly [FigureName, string])[] = [
  ['total', '总数'],
  ['closed', '已销号'],
  ['open', '在办'],
  ['overdue', '已超期'],
  ['monitored', '挂账监管'],
  ['rebound', '反弹'],
  ['withdrawn', '撤案（不计入总数）'],
];

interface HeadlineProps {
  readonly figures: CaseFigures;
  readonly base: CaseFilter;
  readonly today: string;
}

/** 整改销号率 and the figures that it is made of. */
export function Headline({ figures, base, today }: HeadlineProps) {
  return (
    <dl className="stat-head">
      <div>
        <dt>整改销号率</dt>
        <dd>{figures.closureRate ?? '—'}</dd>
      </div>
      {SHOWN.map(([name, label]) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>
            <FigureLink count={figureOf(figures, name)} filter={figureFilter(base, {}, name, today)} label={label} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
