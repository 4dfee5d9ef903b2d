import { and, assign, setup } from 'xstate';
import type { CaseEvent } from './case-events.ts';
import { type CaseFiledEvent, openFacts } from './case-evolve.ts';
import type { CaseRequirements } from './case-requirements.ts';
import type { CaseFacts, CaseState } from './case-state.ts';
import { INITIAL_CASE_STATE } from './case-value.ts';
import { allHold } from './requirement.ts';

/** Version of the case machine that the log records; raised with an upcaster when a state or event changes its meaning. */
export const CASE_MACHINE_VERSION = 1;

/**
 * Context of the machine: the facts, and the state the machine was restored in, because a guard of XState
 * does not see the configuration. One transition a restore, so `state` is always the state before the event.
 */
export interface CaseContext {
  readonly state: CaseState;
  readonly facts: CaseFacts;
}

/** How facts are folded; `evolve` of `case-evolve.ts` in the program. */
export type Evolve = (facts: CaseFacts, event: CaseEvent) => CaseFacts;

/**
 * Builds the statechart of a case (案件): a pure decision table with no timers, no invocations, no clock and no I/O.
 * Every accepted event is taken by exactly one transition, whose one action folds the facts.
 * The requirement table is an argument so that the proof can break it on purpose.
 */
export function createCaseMachine(requirements: CaseRequirements, evolve: Evolve) {
  return setup({
    types: {
      context: {} as CaseContext,
      events: {} as CaseEvent,
      input: {} as CaseFiledEvent,
    },
    guards: {
      met: ({ context, event }) => allHold(requirements[event.type], context.facts, context.state, event),
      noticeRequired: ({ context }) => context.facts.policy.noticeRequired,
      filingRequired: ({ context }) => context.facts.policy.filingRequired,
      neverReferred: ({ context }) => context.state.referral === 'none',
    },
    actions: {
      evolve: assign({ facts: ({ context, event }) => evolve(context.facts, event) }),
    },
  }).createMachine({
    id: 'case',
    context: ({ input }) => ({ state: INITIAL_CASE_STATE, facts: openFacts(input) }),
    type: 'parallel',
    states: {
      handling: {
        initial: 'open',
        states: {
          open: {
            initial: 'pendingAssignment',
            on: {
              'case.photoAttached': { guard: 'met', actions: 'evolve' },
              'case.progressReported': { guard: 'met', actions: 'evolve' },
              'case.detailsChanged': { guard: 'met', actions: 'evolve' },
              'case.deadlinesRestated': { guard: 'met', actions: 'evolve' },
              // One transition with a target in every region: whatever was pending ends with the case.
              'case.withdrawn': [
                {
                  guard: and(['met', 'neverReferred']),
                  target: [
                    '#withdrawn',
                    '#case.clock.running',
                    '#case.extension.none',
                    '#case.supervision.none',
                    '#case.referral.none',
                  ],
                  actions: 'evolve',
                },
                {
                  guard: 'met',
                  target: [
                    '#withdrawn',
                    '#case.clock.running',
                    '#case.extension.none',
                    '#case.supervision.none',
                    '#case.referral.concluded',
                  ],
                  actions: 'evolve',
                },
              ],
            },
            states: {
              pendingAssignment: {
                on: { 'case.assigned': { guard: 'met', target: 'pendingReceipt', actions: 'evolve' } },
              },
              pendingReceipt: {
                on: {
                  'case.receiptConfirmed': { guard: 'met', target: 'rectifying', actions: 'evolve' },
                  'case.responsibilityDisputed': { guard: 'met', target: 'pendingAssignment', actions: 'evolve' },
                },
              },
              rectifying: {
                initial: 'active',
                on: {
                  'case.completionReported': { guard: 'met', target: 'pendingReview', actions: 'evolve' },
                  'case.monitoringListed': { guard: 'met', target: 'monitored', actions: 'evolve' },
                },
                states: {
                  active: {
                    on: { 'case.stageCompleted': { guard: 'met', target: 'staged', actions: 'evolve' } },
                  },
                  staged: {
                    on: { 'case.stageResumed': { guard: 'met', target: 'active', actions: 'evolve' } },
                  },
                },
              },
              pendingReview: {
                on: {
                  'case.reviewPassed': [
                    { guard: and(['met', 'noticeRequired']), target: 'publicNotice', actions: 'evolve' },
                    { guard: 'met', target: 'pendingClosure', actions: 'evolve' },
                  ],
                  'case.reviewRejected': { guard: 'met', target: 'rectifying', actions: 'evolve' },
                },
              },
              publicNotice: {
                on: {
                  'case.noticeStarted': { guard: 'met', actions: 'evolve' },
                  'case.objectionRaised': { guard: 'met', actions: 'evolve' },
                  'case.objectionDismissed': { guard: 'met', actions: 'evolve' },
                  'case.objectionUpheld': { guard: 'met', target: 'rectifying', actions: 'evolve' },
                  'case.noticeFinished': { guard: 'met', target: 'pendingClosure', actions: 'evolve' },
                },
              },
              pendingClosure: {
                on: {
                  'case.closureApproved': [
                    { guard: and(['met', 'filingRequired']), target: 'pendingFiling', actions: 'evolve' },
                    { guard: 'met', target: '#closed', actions: 'evolve' },
                  ],
                  'case.closureRejected': { guard: 'met', target: 'rectifying', actions: 'evolve' },
                },
              },
              pendingFiling: {
                on: { 'case.filingAcknowledged': { guard: 'met', target: '#closed', actions: 'evolve' } },
              },
              monitored: {
                on: {
                  'case.monitoringReviewed': { guard: 'met', actions: 'evolve' },
                  'case.monitoringEnded': { guard: 'met', target: 'rectifying', actions: 'evolve' },
                },
              },
            },
          },
          closed: {
            id: 'closed',
            on: {
              'case.corrected': { guard: 'met', actions: 'evolve' },
              'case.reboundLinked': { guard: 'met', actions: 'evolve' },
              'case.closureRevoked': { guard: 'met', target: 'open.rectifying', actions: 'evolve' },
            },
          },
          withdrawn: { id: 'withdrawn' },
        },
      },
      clock: {
        initial: 'running',
        states: {
          running: { on: { 'case.clockSuspended': { guard: 'met', target: 'suspended', actions: 'evolve' } } },
          suspended: { on: { 'case.clockResumed': { guard: 'met', target: 'running', actions: 'evolve' } } },
        },
      },
      extension: {
        initial: 'none',
        states: {
          none: { on: { 'case.extensionRequested': { guard: 'met', target: 'requested', actions: 'evolve' } } },
          requested: {
            on: {
              'case.extensionEndorsed': { guard: 'met', target: 'endorsed', actions: 'evolve' },
              'case.extensionApproved': { guard: 'met', target: 'none', actions: 'evolve' },
              'case.extensionRejected': { guard: 'met', target: 'none', actions: 'evolve' },
              'case.extensionWithdrawn': { guard: 'met', target: 'none', actions: 'evolve' },
            },
          },
          endorsed: {
            on: {
              'case.extensionApproved': { guard: 'met', target: 'none', actions: 'evolve' },
              'case.extensionRejected': { guard: 'met', target: 'none', actions: 'evolve' },
              'case.extensionWithdrawn': { guard: 'met', target: 'none', actions: 'evolve' },
            },
          },
        },
      },
      supervision: {
        initial: 'none',
        states: {
          none: { on: { 'case.supervisionRaised': { guard: 'met', target: 'reminded', actions: 'evolve' } } },
          reminded: {
            on: {
              'case.supervisionRaised': { guard: 'met', target: 'supervised', actions: 'evolve' },
              'case.supervisionLifted': { guard: 'met', target: 'none', actions: 'evolve' },
            },
          },
          supervised: {
            on: {
              'case.supervisionRaised': { guard: 'met', target: 'listed', actions: 'evolve' },
              'case.supervisionLifted': { guard: 'met', target: 'none', actions: 'evolve' },
            },
          },
          listed: {
            on: {
              'case.supervisionRaised': { guard: 'met', target: 'interviewed', actions: 'evolve' },
              'case.supervisionLifted': { guard: 'met', target: 'none', actions: 'evolve' },
            },
          },
          interviewed: { on: { 'case.supervisionLifted': { guard: 'met', target: 'none', actions: 'evolve' } } },
        },
      },
      referral: {
        initial: 'none',
        states: {
          none: { on: { 'case.referralRequested': { guard: 'met', target: 'requested', actions: 'evolve' } } },
          requested: { on: { 'case.referralDelivered': { guard: 'met', target: 'delivered', actions: 'evolve' } } },
          delivered: {
            on: {
              'case.referralAccepted': { guard: 'met', target: 'accepted', actions: 'evolve' },
              'case.referralDeclined': { guard: 'met', target: 'declined', actions: 'evolve' },
            },
          },
          accepted: { on: { 'case.referralConcluded': { guard: 'met', target: 'concluded', actions: 'evolve' } } },
          declined: {
            on: {
              'case.referralRequested': { guard: 'met', target: 'requested', actions: 'evolve' },
              'case.referralConcluded': { guard: 'met', target: 'concluded', actions: 'evolve' },
            },
          },
          concluded: { on: { 'case.referralRequested': { guard: 'met', target: 'requested', actions: 'evolve' } } },
        },
      },
    },
  });
}
