import { Tag } from 'antd';
import { STATE_LABELS } from '#core/domain/case/case-labels.ts';
import type { HandlingState } from '#core/domain/case/case-state.ts';
import { FINDING_STATE_LABELS } from '#core/domain/finding/finding-labels.ts';
import type { FindingState } from '#core/domain/finding/finding-record.ts';

type Look = 'waiting' | 'working' | 'done' | 'dropped';

const CASE_LOOK: Readonly<Record<HandlingState, Look>> = {
  pendingAssignment: 'waiting',
  pendingReceipt: 'waiting',
  'rectifying.active': 'working',
  'rectifying.staged': 'working',
  pendingReview: 'working',
  publicNotice: 'working',
  pendingClosure: 'working',
  pendingFiling: 'working',
  closed: 'done',
  monitored: 'waiting',
  withdrawn: 'dropped',
};
const FINDING_LOOK: Readonly<Record<FindingState, Look>> = {
  pendingVerification: 'waiting',
  confirmed: 'working',
  filed: 'done',
  unfounded: 'dropped',
  transferred: 'waiting',
  fixedOnSpot: 'done',
  merged: 'dropped',
  withdrawn: 'dropped',
};
const STYLES: Readonly<Record<Look, React.CSSProperties>> = {
  waiting: { color: '#334155', background: '#F1F5F9', borderColor: '#CBD5E1' },
  working: { color: '#0F766E', background: '#fff', borderColor: '#0F766E' },
  done: { color: '#fff', background: '#0F766E', borderColor: '#0F766E' },
  dropped: { color: '#475569', background: '#fff', borderColor: '#CBD5E1', borderStyle: 'dashed' },
};

/** Look of a handling state, also for chips that React does not draw (the ledger grid); see `CaseStateChip`. */
export function caseStateStyle(state: HandlingState, sentBack: boolean): React.CSSProperties {
  return sentBack ? { color: '#B91C1C', background: '#fff', borderColor: '#B91C1C' } : STYLES[CASE_LOOK[state]];
}

/** Handling state of a case (办理状态) as a quiet chip; `sentBack`: a round after the first (退回). */
export function CaseStateChip({
  state,
  sentBack = false,
}: {
  readonly state: HandlingState;
  readonly sentBack?: boolean;
}) {
  return <Tag style={{ ...caseStateStyle(state, sentBack), marginInlineEnd: 0 }}>{STATE_LABELS.handling[state]}</Tag>;
}

/** State of a finding (线索状态) as a quiet chip. */
export function FindingStateChip({ state }: { readonly state: FindingState }) {
  return <Tag style={{ ...STYLES[FINDING_LOOK[state]], marginInlineEnd: 0 }}>{FINDING_STATE_LABELS[state]}</Tag>;
}
