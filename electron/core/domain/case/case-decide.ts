import { initialTransition, transition } from 'xstate';
import { ok, type Result, refuse } from '../shared/result.ts';
import type { CaseEvent, CaseEventType } from './case-events.ts';
import { type CaseFiledEvent, evolve, openFacts } from './case-evolve.ts';
import { CASE_EVENT_LABELS } from './case-labels.ts';
import { createCaseMachine, type Evolve } from './case-machine.ts';
import { CASE_REQUIREMENTS, type CaseRequirements } from './case-requirements.ts';
import type { CaseFacts, CaseState } from './case-state.ts';
import { CASE_EVENT_TYPES, createCaseStructure } from './case-structure.ts';
import { INITIAL_CASE_STATE, toCaseState, toMachineValue } from './case-value.ts';
import type { Act, Requirement, StandingRequirement } from './requirement.ts';

/** Where a case stands and what its guards know. */
export interface CaseStanding {
  readonly state: CaseState;
  readonly facts: CaseFacts;
}

/** One event of the machine as the page shows it: may it happen now, and if not, why not. */
export interface CaseAction {
  readonly type: CaseEventType;
  /** Chinese verb. */
  readonly label: string;
  readonly allowed: boolean;
  /** Chinese; empty only when allowed. */
  readonly reasons: readonly string[];
}

/** Details of a refusal of the case machine: `Refusal.data`. */
export type CaseRefusalData =
  /** code `TRANSITION_NOT_ALLOWED`: the event has no place in this state; `allowed`: the events that have. */
  | { readonly state: CaseState; readonly event: CaseEventType; readonly allowed: readonly CaseEventType[] }
  /** code `REQUIREMENT_NOT_MET`: Chinese, what is missing. */
  | { readonly missing: readonly string[] };

/** The decisions of the case machine; pure functions. */
export interface CaseLogic {
  readonly requirements: CaseRequirements;
  readonly evolve: Evolve;
  /** Opens a case with its first event. Refusals: `REQUIREMENT_NOT_MET`. */
  open(event: CaseFiledEvent): Result<CaseStanding>;
  /** Decides one event. Refusals: `TRANSITION_NOT_ALLOWED`, `REQUIREMENT_NOT_MET`; see `CaseRefusalData`. */
  decide(state: CaseState, facts: CaseFacts, event: CaseEvent): Result<CaseStanding>;
  /** Every event type with whether this actor may state it on this day, before any form is filled in. */
  explain(state: CaseState, facts: CaseFacts, act: Act): readonly CaseAction[];
  /** The refusal of an event that the machine does not accept. Throws if nothing speaks against it. */
  refusal(state: CaseState, facts: CaseFacts, event: CaseEvent): Extract<Result<never>, { ok: false }>;
}

/** What a logic is built from; the proof passes broken ones. */
export interface CaseLogicParts {
  readonly requirements?: CaseRequirements;
  readonly evolve?: Evolve;
}

/** Builds the decisions from a requirement table and a fold; without arguments, those of the program. */
export function createCaseLogic(parts: CaseLogicParts = {}): CaseLogic {
  const requirements = parts.requirements ?? CASE_REQUIREMENTS;
  const fold = parts.evolve ?? evolve;
  const machine = createCaseMachine(requirements, fold);
  const structure = createCaseStructure(machine);

  function open(event: CaseFiledEvent): Result<CaseStanding> {
    const missing = failing(requirements['case.filed'], openFacts(event), INITIAL_CASE_STATE, event);
    if (missing.length > 0) return notMet('case.filed', missing);
    const [snapshot] = initialTransition(machine, event);
    return ok({ state: toCaseState(snapshot.value), facts: snapshot.context.facts });
  }

  function decide(state: CaseState, facts: CaseFacts, event: CaseEvent): Result<CaseStanding> {
    // resolveState, never createActor: a state the machine does not know must fail at once.
    const snapshot = machine.resolveState({ value: toMachineValue(state), context: { state, facts } });
    // An event that no transition takes would give the same snapshot back in silence, so ask first.
    if (!snapshot.can(event)) return refusal(state, facts, event);
    const [next] = transition(machine, snapshot, event);
    return ok({ state: toCaseState(next.value), facts: next.context.facts });
  }

  function refusal(state: CaseState, facts: CaseFacts, event: CaseEvent) {
    const { type } = event;
    if (!structure.accepts(state, facts, type)) return outOfPlace(state, facts, type, [structure.reason(state, type)]);
    const list: readonly Requirement<CaseFacts, CaseState, CaseEvent>[] = requirements[type];
    const misplaced = failing(
      list.filter((requirement) => requirement.kind === 'state'),
      facts,
      state,
      event,
    );
    if (misplaced.length > 0) return outOfPlace(state, facts, type, misplaced);
    const missing = failing(list, facts, state, event);
    if (missing.length === 0) throw new Error(`${type} refused with every requirement met`);
    return notMet(type, missing);
  }

  function outOfPlace(state: CaseState, facts: CaseFacts, event: CaseEventType, reasons: readonly string[]) {
    const allowed = structure.accepted(state, facts);
    return refuse('TRANSITION_NOT_ALLOWED', sentence(event, reasons), {
      state,
      event,
      allowed,
    } satisfies CaseRefusalData);
  }

  function explain(state: CaseState, facts: CaseFacts, act: Act): readonly CaseAction[] {
    return CASE_EVENT_TYPES.map((type) => {
      const reasons = structure.accepts(state, facts, type)
        ? standingReasons(requirements[type], facts, state, act)
        : [structure.reason(state, type)];
      return { type, label: CASE_EVENT_LABELS[type], allowed: reasons.length === 0, reasons };
    });
  }

  return { requirements, evolve: fold, open, decide, explain, refusal };
}

function failing<E extends CaseEvent>(
  list: readonly Requirement<CaseFacts, CaseState, E>[],
  facts: CaseFacts,
  state: CaseState,
  event: E,
): readonly string[] {
  return list
    .filter((requirement) => !requirement.holds(facts, state, event))
    .map((requirement) => requirement.reason(facts, state, event));
}

function standingReasons(
  list: readonly Requirement<CaseFacts, CaseState, CaseEvent>[],
  facts: CaseFacts,
  state: CaseState,
  act: Act,
): readonly string[] {
  const unmet: StandingRequirement<CaseFacts, CaseState>[] = [];
  for (const requirement of list) {
    if (requirement.kind !== 'input' && !requirement.holds(facts, state, act)) unmet.push(requirement);
  }
  if (unmet.length === 0) return [];
  const misplaced = unmet.filter((requirement) => requirement.kind === 'state');
  return (misplaced.length > 0 ? misplaced : unmet).map((requirement) => requirement.reason(facts, state, act));
}

function notMet(event: CaseEventType, missing: readonly string[]) {
  return refuse('REQUIREMENT_NOT_MET', sentence(event, missing), { missing } satisfies CaseRefusalData);
}

function sentence(event: CaseEventType, reasons: readonly string[]): string {
  return `不能${CASE_EVENT_LABELS[event]}：${reasons.join('；')}`;
}

const CASE_LOGIC = createCaseLogic();

/** Opens a case (立案) with its first event. Refusals: `REQUIREMENT_NOT_MET`. */
export function openCase(event: CaseFiledEvent): Result<CaseStanding> {
  return CASE_LOGIC.open(event);
}

/**
 * Decides one event of a case by the machine: the state and facts after it, or a refusal in Chinese that says what is missing.
 * Refusals: `TRANSITION_NOT_ALLOWED` {state, event, allowed}, `REQUIREMENT_NOT_MET` {missing}.
 */
export function decideCase(state: CaseState, facts: CaseFacts, event: CaseEvent): Result<CaseStanding> {
  return CASE_LOGIC.decide(state, facts, event);
}

/**
 * Says of every event type whether this actor may state it on this day, and if not, why not.
 * What the form must contain is not known yet, so an allowed action can still be refused for what is filled in.
 */
export function explainActions(state: CaseState, facts: CaseFacts, context: Act): readonly CaseAction[] {
  return CASE_LOGIC.explain(state, facts, context);
}
