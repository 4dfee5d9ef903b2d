import { assign, setup } from 'xstate';
import { allHold } from '../case/requirement.ts';
import type { FindingEvent } from './finding-events.ts';
import { evolveFinding, type FindingFacts, type FindingRegisteredEvent, openFindingFacts } from './finding-evolve.ts';
import type { FindingState } from './finding-record.ts';
import type { FindingRequirements } from './finding-requirements.ts';

/** Version of the finding machine that the log records. */
export const FINDING_MACHINE_VERSION = 1;

/** Context: the facts, and the state the machine was restored in (guards of XState do not see the configuration). */
export interface FindingContext {
  readonly state: FindingState;
  readonly facts: FindingFacts;
}

/**
 * Builds the statechart of a finding (线索): pure, like that of a case. 待核实 is verified, or settled in one of four ways,
 * each of which can be put back (退回待核实), as can 已核实待立案; 已立案 is final here: from then on the case speaks.
 * What an import made and nobody worked on can be taken back with its batch (已撤回导入), which is final.
 */
export function createFindingMachine(requirements: FindingRequirements) {
  return setup({
    types: {
      context: {} as FindingContext,
      events: {} as FindingEvent,
      input: {} as FindingRegisteredEvent,
    },
    guards: { met: ({ context, event }) => allHold(requirements[event.type], context.facts, context.state, event) },
    actions: { evolve: assign({ facts: ({ context, event }) => evolveFinding(context.facts, event) }) },
  }).createMachine({
    id: 'finding',
    context: ({ input }) => ({ state: 'pendingVerification', facts: openFindingFacts(input) }),
    initial: 'pendingVerification',
    states: {
      pendingVerification: {
        on: {
          'finding.photoAttached': { guard: 'met', actions: 'evolve' },
          'finding.detailsChanged': { guard: 'met', actions: 'evolve' },
          'finding.importReverted': { guard: 'met', actions: 'evolve' },
          'finding.confirmed': { guard: 'met', target: 'confirmed', actions: 'evolve' },
          'finding.judgedUnfounded': { guard: 'met', target: 'unfounded', actions: 'evolve' },
          'finding.transferred': { guard: 'met', target: 'transferred', actions: 'evolve' },
          'finding.fixedOnSpot': { guard: 'met', target: 'fixedOnSpot', actions: 'evolve' },
          'finding.merged': { guard: 'met', target: 'merged', actions: 'evolve' },
          'finding.importWithdrawn': { guard: 'met', target: 'withdrawn', actions: 'evolve' },
        },
      },
      confirmed: {
        on: {
          'finding.photoAttached': { guard: 'met', actions: 'evolve' },
          'finding.detailsChanged': { guard: 'met', actions: 'evolve' },
          'finding.importReverted': { guard: 'met', actions: 'evolve' },
          'finding.filed': { guard: 'met', target: 'filed', actions: 'evolve' },
          'finding.transferred': { guard: 'met', target: 'transferred', actions: 'evolve' },
          'finding.fixedOnSpot': { guard: 'met', target: 'fixedOnSpot', actions: 'evolve' },
          'finding.merged': { guard: 'met', target: 'merged', actions: 'evolve' },
          'finding.returned': { guard: 'met', target: 'pendingVerification', actions: 'evolve' },
        },
      },
      unfounded: {
        on: {
          'finding.photoAttached': { guard: 'met', actions: 'evolve' },
          'finding.detailsChanged': { guard: 'met', actions: 'evolve' },
          'finding.importReverted': { guard: 'met', actions: 'evolve' },
          'finding.returned': { guard: 'met', target: 'pendingVerification', actions: 'evolve' },
        },
      },
      transferred: {
        on: {
          'finding.photoAttached': { guard: 'met', actions: 'evolve' },
          'finding.detailsChanged': { guard: 'met', actions: 'evolve' },
          'finding.importReverted': { guard: 'met', actions: 'evolve' },
          'finding.returned': { guard: 'met', target: 'pendingVerification', actions: 'evolve' },
        },
      },
      fixedOnSpot: {
        on: {
          'finding.photoAttached': { guard: 'met', actions: 'evolve' },
          'finding.detailsChanged': { guard: 'met', actions: 'evolve' },
          'finding.importReverted': { guard: 'met', actions: 'evolve' },
          'finding.returned': { guard: 'met', target: 'pendingVerification', actions: 'evolve' },
        },
      },
      merged: { on: { 'finding.returned': { guard: 'met', target: 'pendingVerification', actions: 'evolve' } } },
      filed: {},
      withdrawn: {},
    },
  });
}
