import { Link } from 'react-router';
import type { RecordLink as Target } from '#core/contract/views-finding.ts';
import { CaseStateChip, FindingStateChip } from '../../ui/state-chip.tsx';

/** Address of a finding or case. */
export function addressOf({ kind, id }: Pick<Target, 'kind' | 'id'>): string {
  return `/${kind === 'finding' ? 'findings' : 'cases'}/${id}`;
}

/** Number and state of another record, as a link to its page. */
export function RecordLink({ target }: { readonly target: Target }) {
  return (
    <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
      <Link to={addressOf(target)}>{target.number}</Link>
      <RecordState target={target} />
    </span>
  );
}

/** State of a record as its chip. */
export function RecordState({ target }: { readonly target: Target }) {
  return target.kind === 'finding' ? <FindingStateChip state={target.state} /> : <CaseStateChip state={target.state} />;
}
