import { getNextTransitions, initialTransition, transition } from 'xstate';
import type { Act, Requirement } from '../case/requirement.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import type { FindingEvent, FindingEventType } from './finding-events.ts';
import { type FindingFacts, findingFacts, NO_FINDING_FACTS, openFindingFacts } from './finding-evolve.ts';
import { FINDING_EVENT_LABELS, FINDING_STATE_LABELS } from './finding-labels.ts';
import { createFindingMachine } from './finding-machine.ts';
import { FINDING_STATES, type FindingRecord, type FindingState } from './finding-record.ts';
import { FINDING_REQUIREMENTS, type FindingRequirements } from './finding-requirements.ts';

/** One event of a finding as the page shows it. */
export interface FindingAction {
  readonly type: FindingEventType;
  readonly label: string;
  readonly allowed: boolean;
  /** Chinese; empty only when allowed. */
  readonly reasons: readonly string[];
}

/** Details of a refusal of the finding machine: `Refusal.data`, as `CaseRefusalData`. */
export type FindingRefusalData =
  | { readonly state: FindingState; readonly event: FindingEventType; readonly allowed: readonly FindingEventType[] }
  | { readonly missing: readonly string[] };

/** The decisions of the finding machine; pure functions over state and facts. */
export interface FindingLogic {
  readonly requirements: FindingRequirements;
  /** `state` null: not registered yet, only `finding.registered` is accepted. */
  decide(state: FindingState | null, facts: FindingFacts, event: FindingEvent): Result<FindingState>;
  explain(state: FindingState, facts: FindingFacts, act: Act): readonly FindingAction[];
  /** The refusal of an event that the machine does not accept. Throws if nothing speaks against it. */
  refusal(state: FindingState | null, facts: FindingFacts, event: FindingEvent): Extract<Result<never>, { ok: false }>;
}

type Requirements = readonly Requirement<FindingFacts, FindingState, FindingEvent>[];

/** Every event type of a finding, in the order of the labels. */
export const FINDING_EVENT_TYPES: readonly FindingEventType[] = Object.keys(FINDING_EVENT_LABELS).filter(isEventType);

/** Builds the decisions from a requirement table; without an argument, those of the program. */
export function createFindingLogic(requirements: FindingRequirements = FINDING_REQUIREMENTS): FindingLogic {
  const machine = createFindingMachine(requirements);
  const accepted = new Map(FINDING_STATES.map((state) => [state, typesAt(state)]));

  function restore(state: FindingState, facts: FindingFacts) {
    return machine.resolveState({ value: state, context: { state, facts } });
  }

  function typesAt(state: FindingState): ReadonlySet<string> {
    const snapshot = restore(state, NO_FINDING_FACTS);
    return new Set(getNextTransitions(snapshot).map((each) => each.eventType));
  }

  function accepts(state: FindingState | null, type: FindingEventType): boolean {
    return state === null ? type === 'finding.registered' : accepted.get(state)?.has(type) === true;
  }

  function decide(state: FindingState | null, facts: FindingFacts, event: FindingEvent): Result<FindingState> {
    if (state === null) return register(event);
    const snapshot = restore(state, facts);
    if (!snapshot.can(event)) return refusal(state, facts, event);
    return ok(toFindingState(transition(machine, snapshot, event)[0].value));
  }

  function register(event: FindingEvent): Result<FindingState> {
    if (event.type !== 'finding.registered') return outOfPlace(null, event.type);
    const missing = unmet(requirements[event.type], openFindingFacts(event), 'pendingVerification', event);
    if (missing.length > 0) return notMet(event.type, missing);
    return ok(toFindingState(initialTransition(machine, event)[0].value));
  }

  function refusal(state: FindingState | null, facts: FindingFacts, event: FindingEvent) {
    if (!accepts(state, event.type)) return outOfPlace(state, event.type);
    const missing = unmet(requirements[event.type], facts, state ?? 'pendingVerification', event);
    if (missing.length === 0) throw new Error(`${event.type} refused with every requirement met`);
    return notMet(event.type, missing);
  }

  function outOfPlace(state: FindingState | null, event: FindingEventType) {
    const allowed = FINDING_EVENT_TYPES.filter((type) => accepts(state, type));
    return refuse('TRANSITION_NOT_ALLOWED', sentence(event, [placeReason(state, event)]), { state, event, allowed });
  }

  function placeReason(state: FindingState | null, event: FindingEventType): string {
    if (state === null) return '线索尚未登记';
    if (event === 'finding.registered') return '线索已经登记';
    if (state === 'filed') return '线索已立案，请在案件中办理';
    if (state === 'withdrawn') return '线索已随导入批次撤回，不再办理；确有其事的，请重新登记或重新导入';
    const places = FINDING_STATES.filter((each) => accepts(each, event)).map(
      (each) => `「${FINDING_STATE_LABELS[each]}」`,
    );
    return `线索现为「${FINDING_STATE_LABELS[state]}」，须在${places.join('或')}时办理`;
  }

  function explain(state: FindingState, facts: FindingFacts, act: Act): readonly FindingAction[] {
    return FINDING_EVENT_TYPES.map((type) => {
      const reasons = accepts(state, type)
        ? standing(requirements[type], facts, state, act)
        : [placeReason(state, type)];
      return { type, label: FINDING_EVENT_LABELS[type], allowed: reasons.length === 0, reasons };
    });
  }

  return { requirements, decide, explain, refusal };
}

function unmet(list: Requirements, facts: FindingFacts, state: FindingState, event: FindingEvent): readonly string[] {
  return list.filter((each) => !each.holds(facts, state, event)).map((each) => each.reason(facts, state, event));
}

function standing(list: Requirements, facts: FindingFacts, state: FindingState, act: Act): readonly string[] {
  return list
    .filter((each) => each.kind !== 'input')
    .filter((each) => !each.holds(facts, state, act))
    .map((each) => each.reason(facts, state, act));
}

function notMet(event: FindingEventType, missing: readonly string[]) {
  return refuse('REQUIREMENT_NOT_MET', sentence(event, missing), { missing } satisfies FindingRefusalData);
}

function sentence(event: FindingEventType, reasons: readonly string[]): string {
  return `不能${FINDING_EVENT_LABELS[event]}：${reasons.join('；')}`;
}

function isEventType(type: string): type is FindingEventType {
  return Object.hasOwn(FINDING_EVENT_LABELS, type);
}

function isFindingState(name: string): name is FindingState {
  return Object.hasOwn(FINDING_STATE_LABELS, name);
}

/** The machine's state value as a finding state. Throws on anything else. */
function toFindingState(value: unknown): FindingState {
  if (typeof value !== 'string' || !isFindingState(value)) throw new Error(`not a finding state: ${String(value)}`);
  return value;
}

const FINDING_LOGIC = createFindingLogic();

/**
 * Decides one event of a finding: the state after it, or a refusal in Chinese. `record` null: not registered yet.
 * Refusals: `TRANSITION_NOT_ALLOWED` {state, event, allowed}, `REQUIREMENT_NOT_MET` {missing}.
 */
export function decideFinding(record: FindingRecord | null, event: FindingEvent): Result<FindingState> {
  return record === null
    ? FINDING_LOGIC.decide(null, NO_FINDING_FACTS, event)
    : FINDING_LOGIC.decide(record.state, findingFacts(record), event);
}

/** Says of every event type whether this actor may state it on this day, and if not, why not; see `explainActions`. */
export function explainFindingActions(record: FindingRecord, context: Act): readonly FindingAction[] {
  return FINDING_LOGIC.explain(record.state, findingFacts(record), context);
}
