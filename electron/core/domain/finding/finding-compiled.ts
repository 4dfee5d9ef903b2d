import { failingBits } from '../case/requirement.ts';
import { ok, type Result } from '../shared/result.ts';
import { createFindingLogic, FINDING_EVENT_TYPES, type FindingLogic } from './finding-decide.ts';
import type { FindingEvent } from './finding-events.ts';
import { findingFacts, NO_FINDING_FACTS, openFindingFacts } from './finding-evolve.ts';
import { FINDING_STATES, type FindingRecord, type FindingState } from './finding-record.ts';

/** The finding machine with its answers kept; same decisions as `decideFinding`, for bulk import and replay. See `createFastDecider`. */
export interface FastFindingDecider {
  decide(record: FindingRecord | null, event: FindingEvent): Result<FindingState>;
}

/** Makes a decider with an empty memory; keep one for a whole import or replay. */
export function createFastFindingDecider(logic: FindingLogic = createFindingLogic()): FastFindingDecider {
  const cells: (Map<number, FindingState | null> | undefined)[] = [];

  function decide(record: FindingRecord | null, event: FindingEvent): Result<FindingState> {
    const state = record === null ? null : record.state;
    const facts = record === null ? factsBefore(event) : findingFacts(record);
    const cell = cellIndex(state, event);
    let answers = cells[cell];
    if (answers === undefined) {
      answers = new Map();
      cells[cell] = answers;
    }
    const failing = failingBits(logic.requirements[event.type], facts, state ?? 'pendingVerification', event);
    const kept = answers.get(failing);
    if (kept !== undefined) return kept === null ? logic.refusal(state, facts, event) : ok(kept);
    const decision = logic.decide(state, facts, event);
    answers.set(failing, decision.ok ? decision.value : null);
    return decision;
  }

  return { decide };
}

const STATES = new Map(FINDING_STATES.map((state, index) => [state, index + 1]));
const TYPES = new Map(FINDING_EVENT_TYPES.map((type, index) => [type, index]));

function factsBefore(event: FindingEvent) {
  return event.type === 'finding.registered' ? openFindingFacts(event) : NO_FINDING_FACTS;
}

function cellIndex(state: FindingState | null, event: FindingEvent): number {
  const type = TYPES.get(event.type);
  const place = state === null ? 0 : STATES.get(state);
  if (type === undefined || place === undefined)
    throw new Error(`unknown finding state or event: ${state}, ${event.type}`);
  return place * TYPES.size + type;
}
