import { getNextTransitions } from 'xstate';
import type { CaseEventType } from './case-events.ts';
import { CASE_EVENT_LABELS, type CaseRegion, REGION_LABELS, STATE_LABELS } from './case-labels.ts';
import type { createCaseMachine } from './case-machine.ts';
import type { CaseFacts, CaseState } from './case-state.ts';
import { stateIndex, statesOf, toMachineValue } from './case-value.ts';

/** The statechart of a case. */
export type CaseMachine = ReturnType<typeof createCaseMachine>;

/** What the chart says apart from its guards: which events have a transition in a state, and why the others have none. */
export interface CaseStructure {
  /** Whether some active state has a transition for the event, whatever its guard says. */
  accepts(state: CaseState, facts: CaseFacts, type: CaseEventType): boolean;
  /** All such events, in the order of the labels. */
  accepted(state: CaseState, facts: CaseFacts): readonly CaseEventType[];
  /** Chinese: why the chart has no transition here, and where it has one. */
  reason(state: CaseState, type: CaseEventType): string;
}

const EVENT_TYPES = Object.keys(CASE_EVENT_LABELS).filter(isCaseEventType);

/** Every event type of a case, in the order of the labels. */
export const CASE_EVENT_TYPES: readonly CaseEventType[] = EVENT_TYPES;

/** Whether a text names a case event. */
export function isCaseEventType(type: string): type is CaseEventType {
  return Object.hasOwn(CASE_EVENT_LABELS, type);
}

/** Reads the structure out of a machine; answers are kept by state, of which there are at most 1,980. */
export function createCaseStructure(machine: CaseMachine): CaseStructure {
  const cache: (ReadonlySet<string> | undefined)[] = [];
  const places = findPlaces(machine);

  function typesAt(state: CaseState, facts: CaseFacts): ReadonlySet<string> {
    const index = stateIndex(state);
    let types = cache[index];
    if (types === undefined) {
      const snapshot = machine.resolveState({ value: toMachineValue(state), context: { state, facts } });
      types = new Set(getNextTransitions(snapshot).map((transition) => transition.eventType));
      cache[index] = types;
    }
    return types;
  }

  return {
    accepts: (state, facts, type) => typesAt(state, facts).has(type),
    accepted: (state, facts) => {
      const types = typesAt(state, facts);
      return EVENT_TYPES.filter((type) => types.has(type));
    },
    reason: (state, type) => reasonFor(state, type, places.get(type)),
  };
}

interface Place {
  readonly region: CaseRegion;
  readonly labels: readonly string[];
}

function reasonFor(state: CaseState, type: CaseEventType, place: Place | undefined): string {
  if (type === 'case.filed') return '案件已经立案';
  if (state.handling === 'withdrawn') return '案件已撤案，不再办理任何事项';
  if (state.handling === 'closed') return '案件已销号，只能更正、撤销销号或关联反弹新案';
  if (place === undefined) return '案件没有这一步';
  const now = STATE_LABELS[place.region] satisfies Readonly<Record<string, string>>;
  const where = place.labels.map((label) => `「${label}」`).join('或');
  const current = labelIn(now, state[place.region]);
  return place.region === 'handling'
    ? `案件现为「${current}」，须在${where}时办理`
    : `${REGION_LABELS[place.region]}现为「${current}」，须在${where}时办理`;
}

function labelIn(labels: Readonly<Record<string, string>>, name: string): string {
  return labels[name] ?? name;
}

/** For each event the region that handles it and the labels of the states in which it does. */
function findPlaces(machine: CaseMachine): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const region of ['handling', 'clock', 'extension', 'supervision', 'referral'] as const) {
    const node: ChartNode | undefined = machine.states[region];
    if (node === undefined) continue;
    for (const [type, names] of leavesByEvent(node, [], '')) {
      const labels = statesOf(region)
        .filter((name) => names.has(name))
        .map((name) => labelIn(STATE_LABELS[region], name));
      places.set(type, { region, labels: [...new Set(labels)] });
    }
  }
  return places;
}

/** What is read of an xstate `StateNode`. */
interface ChartNode {
  readonly key: string;
  readonly ownEvents: readonly string[];
  readonly states: Readonly<Record<string, ChartNode>>;
}

function leavesByEvent(node: ChartNode, inherited: readonly string[], path: string): Map<string, Set<string>> {
  const types = [...inherited, ...node.ownEvents];
  const found = new Map<string, Set<string>>();
  const children = Object.values(node.states);
  if (children.length === 0) {
    for (const type of types) found.set(type, new Set([path]));
    return found;
  }
  for (const child of children) {
    const childPath = path === '' || path === 'open' ? child.key : `${path}.${child.key}`;
    for (const [type, names] of leavesByEvent(child, types, childPath)) {
      found.set(type, new Set([...(found.get(type) ?? []), ...names]));
    }
  }
  return found;
}
