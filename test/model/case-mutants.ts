import { type CaseLogic, type CaseStanding, createCaseLogic } from '#core/domain/case/case-decide.ts';
import type { CaseEvent, CaseEventType } from '#core/domain/case/case-events.ts';
import { evolve } from '#core/domain/case/case-evolve.ts';
import { CASE_REQUIREMENTS, type CaseRequirements } from '#core/domain/case/case-requirements.ts';
import type { CaseFacts } from '#core/domain/case/case-state.ts';
import { CASE_EVENT_TYPES } from '#core/domain/case/case-structure.ts';
import type { StandingRequirement } from '#core/domain/case/requirement.ts';

/** A machine broken on purpose in one place. */
export interface Mutant {
  readonly name: string;
  readonly logic: () => CaseLogic;
}

/** Every requirement of the table left out, once each. */
export function requirementMutants(): readonly Mutant[] {
  return CASE_EVENT_TYPES.flatMap((type) =>
    CASE_REQUIREMENTS[type].map(({ name }) => ({
      name: `without ${type} / ${name}`,
      logic: () => createCaseLogic({ requirements: without(type, name) }),
    })),
  );
}

function without(type: CaseEventType, name: string): CaseRequirements {
  return { ...CASE_REQUIREMENTS, [type]: CASE_REQUIREMENTS[type].filter((each) => each.name !== name) };
}

/** Events without which a case gets stuck; each made impossible, once each. */
export function blockedMutants(): readonly Mutant[] {
  return ESSENTIAL.map((type) => ({
    name: `never ${type}`,
    logic: () => createCaseLogic({ requirements: { ...CASE_REQUIREMENTS, [type]: [NEVER] } }),
  }));
}

const NEVER: StandingRequirement<unknown, unknown> = {
  name: 'never',
  kind: 'fact',
  holds: () => false,
  reason: () => '从不允许',
};

const ESSENTIAL = [
  'case.assigned',
  'case.receiptConfirmed',
  'case.photoAttached',
  'case.completionReported',
  'case.reviewPassed',
  'case.noticeStarted',
  'case.noticeFinished',
  'case.closureApproved',
  'case.filingAcknowledged',
  'case.monitoringEnded',
  'case.clockResumed',
  'case.supervisionLifted',
  'case.referralDelivered',
  'case.referralConcluded',
] as const satisfies readonly CaseEventType[];

type Change = (before: CaseFacts, event: CaseEvent, after: CaseFacts) => CaseFacts;

function foldMutant(name: string, types: readonly CaseEventType[], change: Change): Mutant {
  const broken = (facts: CaseFacts, event: CaseEvent) => {
    const after = evolve(facts, event);
    return types.includes(event.type) ? change(facts, event, after) : after;
  };
  return { name: `fold: ${name}`, logic: () => createCaseLogic({ evolve: broken }) };
}

const SENDING_BACK = [
  'case.reviewRejected',
  'case.objectionUpheld',
  'case.closureRejected',
  'case.monitoringEnded',
  'case.closureRevoked',
] as const satisfies readonly CaseEventType[];

/** Folds that forget something. */
export function foldMutants(): readonly Mutant[] {
  const keepClocks: Change = (before, _event, after) => ({ ...after, clocks: before.clocks });
  return [
    ...SENDING_BACK.flatMap((type) => [
      foldMutant(`${type} does not arm the clock again`, [type], keepClocks),
      foldMutant(`${type} keeps the round`, [type], (before, _event, after) => ({ ...after, round: before.round })),
      foldMutant(`${type} keeps the after photos`, [type], (before, _event, after) => ({
        ...after,
        afterPhotos: before.afterPhotos + 1,
      })),
    ]),
    foldMutant('closureRejected keeps the review', ['case.closureRejected'], (before, _event, after) => ({
      ...after,
      reviewer: before.reviewer,
    })),
    foldMutant('closureRejected keeps the notice', ['case.closureRejected'], (before, _event, after) => ({
      ...after,
      notice: before.notice,
    })),
    foldMutant(
      'sent back with the extensions of the round before',
      ['case.reviewRejected'],
      (_before, _event, after) => ({
        ...after,
        clocks: after.clocks.map((clock) => ({ ...clock, extensions: [{ amount: 1, unit: 'day' }] })),
      }),
    ),
    foldMutant(
      'a new calendar leaves the notice where it was',
      ['case.deadlinesRestated'],
      (before, _event, after) => ({
        ...after,
        notice: before.notice,
      }),
    ),
    foldMutant('a new calendar cuts a notice short', ['case.deadlinesRestated'], (_before, event, after) => ({
      ...after,
      notice: noticeCutTo(after.notice, event),
    })),
    foldMutant('closing leaves the clocks running', ['case.closureApproved', 'case.filingAcknowledged'], keepClocks),
    foldMutant('closing does not name the approver', ['case.closureApproved'], (_before, _event, after) => ({
      ...after,
      approver: null,
    })),
    foldMutant('withdrawing leaves the clocks running', ['case.withdrawn'], keepClocks),
    foldMutant('withdrawing leaves the suspension open', ['case.withdrawn'], (before, _event, after) => ({
      ...after,
      suspensions: before.suspensions,
    })),
    foldMutant('withdrawing leaves the extension pending', ['case.withdrawn'], (before, _event, after) => ({
      ...after,
      pendingExtension: before.pendingExtension,
    })),
    foldMutant('withdrawing leaves objections open', ['case.withdrawn'], (before, _event, after) => ({
      ...after,
      openObjections: before.openObjections,
    })),
    foldMutant('assigning arms no clock', ['case.assigned'], keepClocks),
    foldMutant('a dispute leaves the receipt clock running', ['case.responsibilityDisputed'], keepClocks),
    foldMutant('receipt does not begin the rectification clock', ['case.receiptConfirmed'], keepClocks),
    foldMutant('completion leaves the rectification clock running', ['case.completionReported'], keepClocks),
    foldMutant('completion keeps the review date', ['case.completionReported'], (before, _event, after) => ({
      ...after,
      monitoringReviewOn: before.monitoringReviewOn,
    })),
    foldMutant('completion names nobody', ['case.completionReported'], (_before, _event, after) => ({
      ...after,
      completionReporter: null,
    })),
    foldMutant('a passed review names nobody', ['case.reviewPassed'], (_before, _event, after) => ({
      ...after,
      reviewer: null,
    })),
    foldMutant('finishing the notice leaves its clock', ['case.noticeFinished'], keepClocks),
    foldMutant('the notice never counts as finished', ['case.noticeFinished'], (before, _event, after) => ({
      ...after,
      notice: before.notice,
    })),
    foldMutant('a dismissed objection stays open', ['case.objectionDismissed'], (before, _event, after) => ({
      ...after,
      openObjections: before.openObjections,
    })),
    foldMutant('monitoring leaves the rectification clock running', ['case.monitoringListed'], keepClocks),
    foldMutant('two clocks of a kind', ['case.monitoringReviewed'], (_before, _event, after) => ({
      ...after,
      clocks: [
        ...after.clocks,
        ...after.clocks
          .filter((clock) => clock.kind === 'monitoring')
          .map((clock) => ({ ...clock, id: 'x', stoppedOn: null })),
      ],
    })),
    foldMutant('clock ids repeat', ['case.assigned'], (_before, _event, after) => ({
      ...after,
      clocks: after.clocks.map((clock) => ({ ...clock, id: clock.kind })),
    })),
    foldMutant('a suspension is not written down', ['case.clockSuspended'], (before, _event, after) => ({
      ...after,
      suspensions: before.suspensions,
    })),
    foldMutant('resuming does not close the entry', ['case.clockResumed'], (before, _event, after) => ({
      ...after,
      suspensions: before.suspensions,
    })),
    foldMutant('an approved extension is not counted', ['case.extensionApproved'], (before, _event, after) => ({
      ...after,
      extensionsGranted: before.extensionsGranted,
    })),
    foldMutant('an approved extension changes nothing', ['case.extensionApproved'], keepClocks),
    foldMutant('an approved extension starts the term anew', ['case.extensionApproved'], (_before, event, after) => ({
      ...after,
      clocks: after.clocks.map((clock) => ({ ...clock, startedOn: event.on, term: { ...clock.term, amount: 99 } })),
    })),
    foldMutant('an endorsement names nobody', ['case.extensionEndorsed'], (before, _event, after) => ({
      ...after,
      pendingExtension: before.pendingExtension,
    })),
    foldMutant('a rejected extension stays pending', ['case.extensionRejected'], (before, _event, after) => ({
      ...after,
      pendingExtension: before.pendingExtension,
    })),
    foldMutant('a referral has no clock', ['case.referralRequested'], keepClocks),
    foldMutant('an accepted referral keeps its clock', ['case.referralAccepted'], keepClocks),
    foldMutant(
      'a revoked closure forgets the limit from outside',
      ['case.closureRevoked'],
      (_before, _event, after) => ({
        ...after,
        clocks: after.clocks.filter((clock) => clock.kind !== 'external'),
      }),
    ),
    foldMutant('a withdrawal writes into its argument', ['case.withdrawn'], (before, event, after) => {
      Object.assign(before, { lastOn: event.on });
      return after;
    }),
    foldMutant('the last date is forgotten', ['case.progressReported'], (before, _event, after) => ({
      ...after,
      lastOn: before.lastOn === after.lastOn ? '2020-01-01' : before.lastOn,
    })),
  ];
}

type Tamper = (before: CaseStanding, event: CaseEvent, after: CaseStanding) => CaseStanding;

function chartMutant(name: string, tamper: Tamper): Mutant {
  return {
    name: `chart: ${name}`,
    logic: () => {
      const sound = createCaseLogic();
      return {
        ...sound,
        decide: (state, facts, event) => {
          const decision = sound.decide(state, facts, event);
          return decision.ok ? { ok: true, value: tamper({ state, facts }, event, decision.value) } : decision;
        },
      };
    },
  };
}

function leadsTo(type: CaseEventType, over: Partial<CaseStanding['state']>): Tamper {
  return (_before, event, after) => (event.type === type ? { ...after, state: { ...after.state, ...over } } : after);
}

/** Charts with an arrow bent to another place. */
export function chartMutants(): readonly Mutant[] {
  return [
    chartMutant('withdrawal leaves the supervision', (before, event, after) =>
      event.type === 'case.withdrawn'
        ? { ...after, state: { ...after.state, supervision: before.state.supervision } }
        : after,
    ),
    chartMutant('withdrawal leaves the referral', (before, event, after) =>
      event.type === 'case.withdrawn'
        ? { ...after, state: { ...after.state, referral: before.state.referral } }
        : after,
    ),
    chartMutant('withdrawal leaves the clock suspended', (before, event, after) =>
      event.type === 'case.withdrawn' ? { ...after, state: { ...after.state, clock: before.state.clock } } : after,
    ),
    chartMutant('a passed review skips the notice', leadsTo('case.reviewPassed', { handling: 'pendingClosure' })),
    chartMutant('a passed review closes', leadsTo('case.reviewPassed', { handling: 'closed' })),
    chartMutant('every approval waits for filing', leadsTo('case.closureApproved', { handling: 'pendingFiling' })),
    chartMutant(
      'a rejected review goes to assignment',
      leadsTo('case.reviewRejected', { handling: 'pendingAssignment' }),
    ),
    chartMutant('a rebound reopens the case', leadsTo('case.reboundLinked', { handling: 'rectifying.active' })),
    chartMutant('a correction reopens the case', leadsTo('case.corrected', { handling: 'pendingClosure' })),
    chartMutant('the first reminder lists the case', leadsTo('case.supervisionRaised', { supervision: 'listed' })),
    chartMutant('suspending does nothing', leadsTo('case.clockSuspended', { clock: 'running' })),
    chartMutant(
      'a declined referral counts as accepted for ever',
      leadsTo('case.referralConcluded', { referral: 'accepted' }),
    ),
    chartMutant('a request is granted at once', leadsTo('case.extensionRequested', { extension: 'none' })),
    chartMutant('a staged case is left nowhere', leadsTo('case.stageCompleted', { handling: 'withdrawn' })),
  ];
}

/** Machines whose words and deeds differ. */
export function wordMutants(): readonly Mutant[] {
  const sound = createCaseLogic();
  return [
    {
      name: 'words: a refusal without reasons',
      logic: () => ({
        ...sound,
        decide: (state, facts, event) => {
          const decision = sound.decide(state, facts, event);
          return decision.ok ? decision : { ok: false, error: { ...decision.error, message: '操作失败' } };
        },
      }),
    },
    {
      name: 'words: everything is offered',
      logic: () => ({
        ...sound,
        explain: (state, facts, act) => sound.explain(state, facts, act).map((each) => ({ ...each, allowed: true })),
      }),
    },
    {
      name: 'words: supervision is never offered',
      logic: () => ({
        ...sound,
        explain: (state, facts, act) =>
          sound
            .explain(state, facts, act)
            .map((each) =>
              each.type === 'case.supervisionRaised' ? { ...each, allowed: false, reasons: ['不可'] } : each,
            ),
      }),
    },
  ];
}

function noticeCutTo(notice: CaseFacts['notice'], event: CaseEvent): CaseFacts['notice'] {
  const dueOn = event.type === 'case.deadlinesRestated' ? event.moves[0]?.to.dueOn : undefined;
  return notice === null || !dueOn ? notice : { ...notice, endsOn: dueOn };
}
