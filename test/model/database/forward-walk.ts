import type { CaseStanding } from '#core/domain/case/case-decide.ts';
import type { CaseEvent, CaseEventType } from '#core/domain/case/case-events.ts';
import type { CasePolicy } from '#core/domain/case/case-state.ts';
import { CASE_EVENT_TYPES } from '#core/domain/case/case-structure.ts';
import type { FastDecider } from '#core/domain/case/compiled.ts';
import { sampleFiled } from '../case-samples.ts';
import { variantsAt } from '../case-variants.ts';
import { type Step, seeded } from '../case-walk.ts';

/** Steps that lead to closure and on from it. */
const FORWARD: readonly CaseEventType[] = [
  'case.assigned',
  'case.receiptConfirmed',
  'case.photoAttached',
  'case.completionReported',
  'case.reviewPassed',
  'case.noticeStarted',
  'case.objectionRaised',
  'case.objectionDismissed',
  'case.objectionUpheld',
  'case.noticeFinished',
  'case.closureApproved',
  'case.filingAcknowledged',
  'case.corrected',
  'case.reboundLinked',
  'case.closureRevoked',
  // What stands in the way of closing.
  'case.clockResumed',
  'case.extensionWithdrawn',
  'case.supervisionLifted',
  'case.referralDelivered',
  'case.referralAccepted',
  'case.referralConcluded',
];

/** A walk of accepted events that mostly presses on to closure, the same for the same seed. */
export function forwardWalk(decider: FastDecider, policy: CasePolicy, seed: number, length: number): readonly Step[] {
  const random = seeded(seed);
  const filed = sampleFiled(policy);
  const opened = decider.open(filed);
  if (!opened.ok) return [];
  const steps: Step[] = [{ event: filed, at: opened.value }];
  let at = opened.value;
  while (steps.length < length) {
    const types = random(4) === 0 ? CASE_EVENT_TYPES : FORWARD;
    const step = anyAccepted(decider, at, types, random);
    if (step === null) break;
    at = step.at;
    steps.push(step);
  }
  return steps;
}

function anyAccepted(
  decider: FastDecider,
  at: CaseStanding,
  types: readonly CaseEventType[],
  random: (below: number) => number,
): Step | null {
  const start = random(types.length);
  for (let turn = 0; turn < types.length; turn += 1) {
    const type = types[(start + turn) % types.length];
    if (type === undefined || type === 'case.filed' || (type === 'case.withdrawn' && random(10) > 0)) continue;
    const accepted = acceptedAt(decider, at, type);
    const chosen = accepted[random(Math.max(1, accepted.length))];
    if (chosen !== undefined && !pointless(at, chosen.event)) return chosen;
  }
  return null;
}

function acceptedAt(decider: FastDecider, at: CaseStanding, type: CaseEventType): readonly Step[] {
  return variantsAt(at, [type]).flatMap(({ event, broken }) => {
    const decision = broken === null ? decider.decide(at.state, at.facts, event) : null;
    return decision?.ok === true ? [{ event, at: decision.value }] : [];
  });
}

/** A third photo of a kind proves nothing more. */
function pointless({ facts }: CaseStanding, event: CaseEvent): boolean {
  if (event.type !== 'case.photoAttached') return false;
  return event.role === 'before' ? facts.beforePhotos > 1 : event.role !== 'after' || facts.afterPhotos > 1;
}
