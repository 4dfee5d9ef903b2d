import type { Fact } from './facts.ts';

interface FactsListProps {
  readonly facts: readonly Fact[];
  /** Facts that are not known are left out, else shown as —. */
  readonly onlyKnown?: boolean;
}

/** Facts as a list of terms, two columns: term, value. */
export function FactsList({ facts, onlyKnown = false }: FactsListProps) {
  const shown = onlyKnown ? facts.filter(({ value }) => value !== null) : facts;
  return (
    <dl style={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '4px 12px', margin: 0 }}>
      {shown.map(({ key, label, value }) => (
        <div key={key} style={{ display: 'contents' }}>
          <dt className="muted">{label}</dt>
          <dd style={{ margin: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{value ?? '—'}</dd>
        </div>
      ))}
    </dl>
  );
}
