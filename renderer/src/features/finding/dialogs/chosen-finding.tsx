import type { ReactNode } from 'react';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { useAsk } from '../../../api/ask.ts';
import { FindingStateChip } from '../../../ui/state-chip.tsx';

interface ChosenFindingProps {
  readonly finding: FindingRecord;
  /** The act that is about to be done with it; null: none, it is what the others go into. */
  readonly act: 'finding.filed' | 'finding.merged' | null;
  /** A radio button before it. */
  readonly control: ReactNode;
  /** What became of it. */
  readonly outcome?: ReactNode;
}

/** A finding of a dialog in one line, with what stands against the act. */
export function ChosenFinding({ finding, act, control, outcome }: ChosenFindingProps) {
  const actions = useAsk('finding.actions', { id: finding.id });
  const action = act === null ? undefined : actions.data?.find(({ type }) => type === act);
  return (
    <div style={{ display: 'flex', gap: 8, alignItems: 'baseline', padding: '3px 0' }}>
      {control}
      <span style={{ whiteSpace: 'nowrap' }}>{finding.number}</span>
      <FindingStateChip state={finding.state} />
      <span style={{ minWidth: 0 }}>
        {finding.description}
        {outcome}
        {outcome === undefined && action?.allowed === false && (
          <span style={{ display: 'block', color: '#B91C1C' }}>
            不能{action.label}：{action.reasons.join('；')}
          </span>
        )}
      </span>
    </div>
  );
}
