import type { CaseTrack } from '#core/contract/views-case.ts';
import type { CaseAction } from '#core/domain/case/case-decide.ts';
import type { CaseEventType } from '#core/domain/case/case-events.ts';
import type { CaseRegion } from '#core/domain/case/case-labels.ts';
import type { CaseState } from '#core/domain/case/case-state.ts';
import { mainLine } from '../track/main-line.ts';

/** A group of actions as the page shows them. */
export interface ActionGroup {
  readonly key: CaseRegion | 'record' | 'ending';
  readonly label: string;
  readonly types: readonly CaseEventType[];
}

/** Every action that a person takes on this page, in groups; photos and facts have places of their own. */
export const ACTION_GROUPS: readonly ActionGroup[] = [
  {
    key: 'handling',
    label: '办理',
    types: [
      'case.assigned',
      'case.receiptConfirmed',
      'case.responsibilityDisputed',
      'case.progressReported',
      'case.stageCompleted',
      'case.stageResumed',
      'case.completionReported',
      'case.reviewPassed',
      'case.reviewRejected',
      'case.noticeStarted',
      'case.objectionRaised',
      'case.objectionDismissed',
      'case.objectionUpheld',
      'case.noticeFinished',
      'case.closureApproved',
      'case.closureRejected',
      'case.filingAcknowledged',
    ],
  },
  { key: 'clock', label: '计时', types: ['case.clockSuspended', 'case.clockResumed'] },
  {
    key: 'extension',
    label: '延期',
    types: [
      'case.extensionRequested',
      'case.extensionEndorsed',
      'case.extensionApproved',
      'case.extensionRejected',
      'case.extensionWithdrawn',
    ],
  },
  { key: 'supervision', label: '督办', types: ['case.supervisionRaised', 'case.supervisionLifted'] },
  {
    key: 'referral',
    label: '移送',
    types: [
      'case.referralRequested',
      'case.referralDelivered',
      'case.referralAccepted',
      'case.referralDeclined',
      'case.referralConcluded',
    ],
  },
  {
    key: 'ending',
    label: '挂账与撤案',
    types: ['case.monitoringListed', 'case.monitoringReviewed', 'case.monitoringEnded', 'case.withdrawn'],
  },
  {
    key: 'record',
    label: '销号以后',
    types: ['case.corrected', 'case.closureRevoked', 'case.reboundLinked'],
  },
];

/** Decisions that wait for somebody as soon as they are allowed. */
const WAITING: ReadonlySet<string> = new Set([
  'case.noticeStarted',
  'case.noticeFinished',
  'case.objectionDismissed',
  'case.objectionUpheld',
  'case.clockResumed',
  'case.extensionEndorsed',
  'case.extensionApproved',
  'case.extensionRejected',
  'case.referralDelivered',
  'case.referralAccepted',
  'case.monitoringReviewed',
]);

const MOST = 3;

/**
 * The two or three actions that are likely now: the steps that lead on, then decisions that wait, then steps back.
 * Where none that leads on is allowed, the first of them comes with its reasons.
 */
export function likelyActions(
  actions: readonly CaseAction[],
  state: CaseState,
  track: CaseTrack,
): readonly CaseAction[] {
  const line = mainLine(track);
  const from = track.arrows.filter(
    (arrow) => arrow.region === 'handling' && arrow.from === state.handling && arrow.possible,
  );
  const here = line.findIndex(({ names }) => names.includes(state.handling));
  const leadsOn = (type: string) =>
    from.some((arrow) => arrow.event === type && line.findIndex(({ names }) => names.includes(arrow.to)) > here);
  const leadsBack = (type: string) =>
    from.some((arrow) => arrow.event === type && line.some(({ names }, at) => at <= here && names.includes(arrow.to)));
  const onward = actions.filter(({ type }) => leadsOn(type) || type === 'case.noticeStarted');
  const allowed = onward.filter((action) => action.allowed);
  const waiting = actions.filter((action) => action.allowed && WAITING.has(action.type));
  const back = actions.filter((action) => action.allowed && leadsBack(action.type));
  const first = allowed.length > 0 ? allowed : onward.filter(({ type }) => leadsOn(type)).slice(0, 1);
  const after =
    here >= 0 && here === line.length - 1
      ? actions.filter(({ type, allowed: may }) => may && type === 'case.reboundLinked')
      : [];
  return [...new Set([...first, ...waiting, ...back, ...after])].slice(0, MOST);
}

/** Actions that are not allowed for the same reasons, together. */
export interface RefusedActions {
  readonly actions: readonly CaseAction[];
  readonly reasons: readonly string[];
}

/**
 * Gathers the actions that are not allowed by their reasons, in the order of the actions. A reason that names its action
 * (经办员不能「销号」) names all of those that it holds for.
 */
export function refusedByReason(actions: readonly CaseAction[]): readonly RefusedActions[] {
  const found = new Map<string, { actions: CaseAction[]; reasons: readonly string[] }>();
  for (const action of actions) {
    if (action.allowed) continue;
    const reasons = action.reasons.map((reason) => reason.replaceAll(`「${action.label}」`, ITSELF));
    const key = reasons.join('；');
    const known = found.get(key);
    if (known === undefined) found.set(key, { actions: [action], reasons });
    else known.actions.push(action);
  }
  return [...found.values()].map(({ actions: own, reasons }) => ({
    actions: own,
    reasons: reasons.map((reason) => reason.replaceAll(ITSELF, own.map(({ label }) => `「${label}」`).join(''))),
  }));
}

const ITSELF = '\u0000';
