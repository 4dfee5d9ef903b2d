import { ok, type Result } from '../shared/result.ts';
import { type CaseLogic, type CaseStanding, createCaseLogic } from './case-decide.ts';
import type { CaseEvent } from './case-events.ts';
import { type CaseFiledEvent, openFacts } from './case-evolve.ts';
import type { CaseFacts, CaseState } from './case-state.ts';
import { CASE_EVENT_TYPES } from './case-structure.ts';
import { INITIAL_CASE_STATE, stateIndex } from './case-value.ts';
import { failingBits } from './requirement.ts';

/**
 * The case machine with its answers kept: for bulk replay and the exhaustive search. Same decisions as `decideCase`.
 *
 * The machine's guards read nothing but the predicates of the requirement table, two bits of the policy and the state.
 * So its answer depends only on (state, event type, which requirements fail, policy bits): XState's own transition runs
 * once for each such key, and every later event with the same key gets the kept answer. The facts are folded for real.
 */
export interface FastDecider {
  open(event: CaseFiledEvent): Result<CaseStanding>;
  decide(state: CaseState, facts: CaseFacts, event: CaseEvent): Result<CaseStanding>;
  /** The state after the event, null when it is refused; `decide` without facts and reasons. */
  nextState(state: CaseState, facts: CaseFacts, event: CaseEvent): CaseState | null;
}

/** Makes a decider with an empty memory; keep one for a whole replay. It holds a few thousand entries at most. */
export function createFastDecider(logic: CaseLogic = createCaseLogic()): FastDecider {
  const cells: (Map<number, CaseState | null> | undefined)[] = [];
  const interned = new Map<number, CaseState>();

  function intern(state: CaseState): CaseState {
    const index = stateIndex(state);
    const known = interned.get(index);
    if (known !== undefined) return known;
    interned.set(index, state);
    return state;
  }

  function nextState(state: CaseState, facts: CaseFacts, event: CaseEvent): CaseState | null {
    const cell = cellIndex(state, facts, event);
    let answers = cells[cell];
    if (answers === undefined) {
      answers = new Map();
      cells[cell] = answers;
    }
    const failing = failingBits(logic.requirements[event.type], facts, state, event);
    let answer = answers.get(failing);
    if (answer === undefined) {
      const decision = logic.decide(state, facts, event);
      answer = decision.ok ? intern(decision.value.state) : null;
      answers.set(failing, answer);
    }
    return answer;
  }

  function decide(state: CaseState, facts: CaseFacts, event: CaseEvent): Result<CaseStanding> {
    const next = nextState(state, facts, event);
    return next === null ? logic.refusal(state, facts, event) : ok({ state: next, facts: logic.evolve(facts, event) });
  }

  function open(event: CaseFiledEvent): Result<CaseStanding> {
    const facts = openFacts(event);
    const failing = failingBits(logic.requirements['case.filed'], facts, INITIAL_CASE_STATE, event);
    return failing === 0 ? ok({ state: INITIAL_CASE_STATE, facts }) : logic.open(event);
  }

  return { open, decide, nextState };
}

const TYPES: Readonly<Record<string, number>> = Object.fromEntries(
  CASE_EVENT_TYPES.map((type, index) => [type, index]),
);
const TYPE_COUNT = CASE_EVENT_TYPES.length;

function cellIndex(state: CaseState, facts: CaseFacts, event: CaseEvent): number {
  const policy = (facts.policy.noticeRequired ? 1 : 0) + (facts.policy.filingRequired ? 2 : 0);
  const type = TYPES[event.type];
  if (type === undefined) throw new Error(`unknown case event: ${event.type}`);
  return (stateIndex(state) * TYPE_COUNT + type) * 4 + policy;
}
