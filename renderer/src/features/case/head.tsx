import { Button, Flex, Tooltip } from 'antd';
import { useId } from 'react';
import type { CaseAction } from '#core/domain/case/case-decide.ts';
import { clockText } from '#core/domain/case/case-event-words.ts';
import { STATE_LABELS } from '#core/domain/case/case-labels.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { SEVERITY_LABELS } from '#core/domain/finding/severity.ts';
import { CATEGORY_LABELS } from '#core/domain/finding/taxonomy.ts';
import { Deadline } from '../../ui/deadline.tsx';
import { CaseStateChip } from '../../ui/state-chip.tsx';
import { GreyButton } from './actions/action-panel.tsx';

interface CaseHeadProps {
  readonly record: CaseRecord;
  /** The two or three actions that are likely now. */
  readonly likely: readonly CaseAction[];
  readonly onAct: (type: CaseAction['type']) => void;
}

/** Number, the problem in one line, place, state, the nearest deadline and what is likely to be done now. */
export function CaseHead({ record, likely, onAct }: CaseHeadProps) {
  const { number, description, state, facts } = record;
  return (
    <header className="case-head">
      <Flex align="center" gap={12} wrap style={{ minHeight: 32 }}>
        <h1 style={{ fontSize: 18, fontWeight: 600, margin: 0 }}>{number}</h1>
        <CaseStateChip state={state.handling} sentBack={facts.round > 1 && state.handling.startsWith('rectifying')} />
        {facts.round > 1 && <span>第 {facts.round} 轮</span>}
        <Nearest record={record} />
        <Beside record={record} />
        <Flex gap={8} align="center" wrap className="no-print" style={{ marginLeft: 'auto' }}>
          {likely.map((action, index) => (
            <Likely key={action.type} action={action} primary={index === 0} onAct={onAct} />
          ))}
        </Flex>
      </Flex>
      <Flex gap={12} align="baseline" style={{ minWidth: 0 }}>
        <Tooltip title={description}>
          <span style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 }}>
            {CATEGORY_LABELS[record.category]}　<strong>{SEVERITY_LABELS[record.severity]}</strong>　{description}
          </span>
        </Tooltip>
        <span className="muted" style={{ whiteSpace: 'nowrap', marginLeft: 'auto' }}>
          {[record.river, record.town, record.village, record.place].filter(Boolean).join(' ')}
        </span>
      </Flex>
    </header>
  );
}

function Nearest({ record }: { readonly record: CaseRecord }) {
  const nearest = record.dues.find(({ dueOn }) => dueOn !== null && dueOn === record.dueOn);
  const since = record.facts.suspensions.find(({ to }) => to === null)?.from ?? null;
  if (nearest === undefined) {
    const [waiting] = record.dues;
    return waiting === undefined ? null : <Deadline due={waiting} suspendedSince={since} />;
  }
  return (
    <span>
      {clockText(nearest.clockId)} <Deadline due={nearest} withDate />
    </span>
  );
}

/** What goes on in the parallel regions, where it is anything. */
function Beside({ record: { state } }: { readonly record: CaseRecord }) {
  const words = [
    state.clock === 'running' ? null : STATE_LABELS.clock[state.clock],
    state.extension === 'none' ? null : STATE_LABELS.extension[state.extension],
    state.supervision === 'none' ? null : `督办：${STATE_LABELS.supervision[state.supervision]}`,
    state.referral === 'none' ? null : `移送：${STATE_LABELS.referral[state.referral]}`,
  ].filter((word) => word !== null);
  return words.length === 0 ? null : <span className="muted">{words.join('，')}</span>;
}

function Likely({
  action,
  primary,
  onAct,
}: {
  readonly action: CaseAction;
  readonly primary: boolean;
  readonly onAct: CaseHeadProps['onAct'];
}) {
  const id = useId();
  const { type, label, allowed, reasons } = action;
  if (allowed)
    return (
      <Button type={primary ? 'primary' : 'default'} onClick={() => onAct(type)}>
        {label}
      </Button>
    );
  return (
    <span className="case-refused" style={{ marginTop: 0, maxWidth: 420 }}>
      <GreyButton label={label} describedBy={id} />
      <span id={id}>{reasons.join('；')}</span>
    </span>
  );
}
