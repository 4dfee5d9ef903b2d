import { transition } from 'xstate';
import type { CaseEvent, CaseEventType } from './case-events.ts';
import { type CaseRegion, REGION_LABELS, STATE_LABELS } from './case-labels.ts';
import { createCaseMachine } from './case-machine.ts';
import { CASE_REQUIREMENTS, type CaseRequirements } from './case-requirements.ts';
import type { CaseFacts, CaseState } from './case-state.ts';
import { type CaseMachine, isCaseEventType } from './case-structure.ts';
import { INITIAL_CASE_STATE, statesOf, toCaseState, toMachineValue } from './case-value.ts';

/** One state of a region as it is drawn. */
export interface ChartState {
  readonly region: CaseRegion;
  /** As `CaseState` has it, e.g. `rectifying.staged`. */
  readonly name: string;
  /** The state it is a part of (`rectifying`), null for one that stands alone. */
  readonly group: string | null;
  /** Chinese name. */
  readonly label: string;
  readonly initial: boolean;
}

/** One arrow of the statechart: the event that leads from one state of a region to another. */
export interface ChartArrow {
  readonly region: CaseRegion;
  readonly from: string;
  readonly to: string;
  readonly event: CaseEventType;
}

/** The statechart of a case as a drawing needs it: states in the order of a case's life, arrows in the order of the machine. */
export interface CaseChart {
  readonly states: readonly ChartState[];
  readonly arrows: readonly ChartArrow[];
}

/** What is read of an xstate `StateNode`. */
interface Node {
  readonly path: readonly string[];
  readonly states: Readonly<Record<string, Node>>;
  readonly initial: { readonly target: readonly Node[] | undefined };
  readonly transitions: ReadonlyMap<string, readonly { readonly target: readonly Node[] | undefined }[]>;
}

const REGIONS = Object.keys(REGION_LABELS) as readonly CaseRegion[];

/** Reads states and arrows out of the machine's definition, so that what is drawn can't differ from what is decided. */
export function chartOf(machine: CaseMachine): CaseChart {
  const states: ChartState[] = [];
  const arrows: ChartArrow[] = [];
  for (const region of REGIONS) {
    const root: Node | undefined = machine.states[region];
    if (root === undefined) continue;
    const first = nameOf(initialLeaf(root));
    const leaves = new Map(leavesOf(root).map((leaf) => [nameOf(leaf), leaf]));
    for (const name of statesOf(region)) {
      const leaf = leaves.get(name);
      if (leaf === undefined) continue;
      const labels: Readonly<Record<string, string>> = STATE_LABELS[region];
      states.push({ region, name, group: groupOf(leaf), label: labels[name] ?? name, initial: name === first });
    }
    arrows.push(...arrowsFrom(root, region));
  }
  return { states, arrows };
}

/**
 * The arrows that a case of these facts can take at all, whatever is still missing: the machine is run with every
 * requirement met, so that what is left out (公示, 备案) follows from its guards and not from a second list.
 */
export function arrowsUnder(chart: CaseChart, facts: CaseFacts): readonly ChartArrow[] {
  return chart.arrows.filter(({ region, from, to, event }) => {
    const state: CaseState = { ...INITIAL_CASE_STATE, [region]: from };
    return targetOf(state, facts, event)?.[region] === to;
  });
}

/** The machine with every requirement met and no fold: nothing reads more of an event than its type. */
const UNGUARDED = createCaseMachine(
  Object.fromEntries(Object.keys(CASE_REQUIREMENTS).map((type) => [type, []])) as unknown as CaseRequirements,
  (facts) => facts,
);

function targetOf(state: CaseState, facts: CaseFacts, type: CaseEventType): CaseState | null {
  const snapshot = UNGUARDED.resolveState({ value: toMachineValue(state), context: { state, facts } });
  const event = { type } as CaseEvent;
  return snapshot.can(event) ? toCaseState(transition(UNGUARDED, snapshot, event)[0].value) : null;
}

function leavesOf(node: Node): readonly Node[] {
  const inner = Object.values(node.states);
  return inner.length === 0 ? [node] : inner.flatMap(leavesOf);
}

/** An arrow that leaves a group leaves each of its states; targets in other regions are resets and not drawn. */
function arrowsFrom(root: Node, region: CaseRegion): readonly ChartArrow[] {
  const found = new Map<string, ChartArrow>();
  const visit = (node: Node): void => {
    for (const [event, transitions] of node.transitions) {
      if (!isCaseEventType(event)) continue;
      for (const target of transitions.flatMap((one) => one.target ?? [])) {
        if (target.path[0] !== region) continue;
        const to = nameOf(initialLeaf(target));
        for (const from of leavesOf(node).map(nameOf)) {
          if (from !== to) found.set(`${from} ${to} ${event}`, { region, from, to, event });
        }
      }
    }
    Object.values(node.states).forEach(visit);
  };
  visit(root);
  return [...found.values()];
}

function initialLeaf(node: Node): Node {
  if (Object.keys(node.states).length === 0) return node;
  const [first] = node.initial.target ?? [];
  if (first === undefined) throw new Error(`${node.path.join('.')} has no initial state`);
  return initialLeaf(first);
}

function nameOf(node: Node): string {
  return node.path
    .slice(1)
    .join('.')
    .replace(/^open\./, '');
}

function groupOf(leaf: Node): string | null {
  const name = nameOf(leaf);
  return name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : null;
}
