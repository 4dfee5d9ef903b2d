import type { CaseLogic, CaseStanding } from '#core/domain/case/case-decide.ts';
import type { CaseEvent } from '#core/domain/case/case-events.ts';
import { openFacts } from '#core/domain/case/case-evolve.ts';
import type { CaseFacts, CasePolicy, CaseState } from '#core/domain/case/case-state.ts';
import { FIRST_DAY, sampleFiled, samplePolicy } from './case-samples.ts';

const POLICY = samplePolicy({ noticeRequired: true, filingRequired: false });

/** One gate of the closure, and a standing that breaks just that one. */
interface Breach {
  readonly gate: string;
  readonly state?: Partial<CaseState>;
  readonly facts?: Partial<CaseFacts>;
}

/** Breaches of the closure's gates, most of them unreachable by events: they stand for damaged or foreign rows. */
const BREACHES: readonly Breach[] = [
  { gate: 'before photo', facts: { beforePhotos: 0 } },
  { gate: 'after photo', facts: { afterPhotos: 0 } },
  { gate: 'completion', facts: { completionReporter: null } },
  { gate: 'review', facts: { reviewer: null } },
  { gate: 'reviewer is the reporter', facts: { reviewer: 'reporter' } },
  { gate: 'no notice', facts: { notice: null } },
  { gate: 'notice unfinished', facts: { notice: { startedOn: FIRST_DAY, endsOn: FIRST_DAY, finished: false } } },
  { gate: 'open objection', facts: { openObjections: ['o1'] } },
  { gate: 'pending extension', state: { extension: 'requested' } },
  { gate: 'suspension', state: { clock: 'suspended' } },
  { gate: 'supervision', state: { supervision: 'reminded' } },
  { gate: 'referral requested', state: { referral: 'requested' } },
  { gate: 'referral declined', state: { referral: 'declined' } },
];

/** Breaches of the approval that only the filing can see. */
const FILING_BREACHES: readonly Breach[] = [
  ...BREACHES,
  { gate: 'no approver', facts: { approver: null } },
  { gate: 'approver is the reporter', facts: { approver: 'reporter' } },
  { gate: 'approver is the reviewer', facts: { approver: 'reviewer' } },
];

/** Tries to close every breached standing; returns what went through, and what should have gone through and did not. */
export function checkArmour(logic: CaseLogic): readonly string[] {
  const approval: CaseEvent = { ...by('approver'), type: 'case.closureApproved', closureNumber: null, opinion: '同意' };
  const filing: CaseEvent = { ...by('clerk'), type: 'case.filingAcknowledged', filingNumber: '备1' };
  return [
    ...tryAll(logic, standing('pendingClosure', POLICY), BREACHES, approval),
    ...tryAll(logic, standing('pendingFiling', { ...POLICY, filingRequired: true }), FILING_BREACHES, filing),
  ];
}

function tryAll(
  logic: CaseLogic,
  sound: CaseStanding,
  breaches: readonly Breach[],
  event: CaseEvent,
): readonly string[] {
  const found: string[] = [];
  if (!logic.decide(sound.state, sound.facts, event).ok) found.push(`${event.type} refused although all gates hold`);
  for (const { gate, state, facts } of breaches) {
    const decision = logic.decide({ ...sound.state, ...state }, { ...sound.facts, ...facts }, event);
    if (decision.ok) found.push(`${event.type} accepted in spite of: ${gate}`);
  }
  return found;
}

function standing(handling: CaseState['handling'], policy: CasePolicy): CaseStanding {
  const facts: CaseFacts = {
    ...openFacts(sampleFiled(policy)),
    beforePhotos: 1,
    afterPhotos: 1,
    completionReporter: 'reporter',
    reviewer: 'reviewer',
    approver: handling === 'pendingFiling' ? 'approver' : null,
    notice: { startedOn: FIRST_DAY, endsOn: FIRST_DAY, finished: true },
  };
  return { state: { handling, clock: 'running', extension: 'none', supervision: 'none', referral: 'none' }, facts };
}

function by(actor: string) {
  return { actor, actorName: actor, on: FIRST_DAY };
}
