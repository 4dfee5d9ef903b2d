import { Link } from 'react-router';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { caseListAddress } from '../../ui/list-address.ts';

interface FigureLinkProps {
  readonly count: number;
  /** The rows counted. */
  readonly filter: CaseFilter;
  /** What is counted, for screen readers. */
  readonly label: string;
}

/** A figure that opens exactly its rows. */
export function FigureLink({ count, filter, label }: FigureLinkProps) {
  const text = count.toLocaleString('zh-CN');
  return (
    <Link
      to={caseListAddress(filter)}
      className={count === 0 ? 'muted' : undefined}
      aria-label={`${label}：${text} 件`}
    >
      {text}
    </Link>
  );
}
