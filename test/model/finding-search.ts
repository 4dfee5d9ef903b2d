import { createFindingLogic, FINDING_EVENT_TYPES, type FindingLogic } from '#core/domain/finding/finding-decide.ts';
import {
  evolveFinding,
  FINDING_TARGETS,
  type FindingFacts,
  NO_FINDING_FACTS,
  openFindingFacts,
} from '#core/domain/finding/finding-evolve.ts';
import type { FindingEvent } from '#core/domain/finding/finding-events.ts';
import type { FindingState } from '#core/domain/finding/finding-record.ts';
import { FINDING_ID, findingVariants } from './finding-variants.ts';

/** What a search of the finding machine saw. */
export interface FindingSearchReport {
  readonly states: number;
  readonly transitions: number;
  /** `rule: detail`, first of each rule. */
  readonly violations: readonly string[];
}

interface Node {
  readonly state: FindingState;
  readonly facts: FindingFacts;
  readonly next: Set<string>;
}

const SETTLED: readonly FindingState[] = ['unfounded', 'transferred', 'fixedOnSpot', 'merged'];

/** Visits every reachable standing of a finding (photo counts folded to none/some) and tries every event at each. */
export function searchFindings(logic: FindingLogic = createFindingLogic()): FindingSearchReport {
  const violations = new Map<string, string>();
  const broken = (rule: string, detail: string) => violations.has(rule) || violations.set(rule, `${rule}: ${detail}`);
  const nodes = new Map<string, Node>();
  const queue: Node[] = [];
  let transitions = 0;

  function arrive(state: FindingState, facts: FindingFacts): string {
    const { beforePhotos, afterPhotos, batchId, worked } = facts;
    const key = `${state} ${beforePhotos > 0} ${afterPhotos > 0} ${batchId !== null} ${worked}`;
    if (!nodes.has(key)) {
      const node = { state, facts: Object.freeze(facts), next: new Set<string>() };
      nodes.set(key, node);
      queue.push(node);
    }
    return key;
  }

  for (const { event, broken: what } of findingVariants('finding.registered')) {
    const decision = logic.decide(null, NO_FINDING_FACTS, event);
    if (decision.ok !== (what === null)) broken('registering', what ?? 'refused');
    if (!decision.ok || event.type !== 'finding.registered') continue;
    arrive(decision.value, { ...openFindingFacts(event), id: FINDING_ID });
  }
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) expand(node);

  function expand(node: Node): void {
    const allowed = new Set<string>();
    for (const type of FINDING_EVENT_TYPES) {
      for (const { event, broken: what } of findingVariants(type)) {
        const decision = logic.decide(node.state, node.facts, event);
        if (!decision.ok) {
          if (!/：.*\p{Script=Han}/u.test(decision.error.message)) broken('refusals say why', type);
          continue;
        }
        transitions++;
        allowed.add(type);
        if (what !== null) broken('broken input', `${type}: ${what}`);
        checkStep(node, type, decision.value, broken);
        const facts = evolveFinding(node.facts, event);
        checkWork(node, event, facts, broken);
        node.next.add(arrive(decision.value, facts));
      }
    }
    for (const action of logic.explain(node.state, node.facts, { actor: 'clerk', on: node.facts.registeredOn })) {
      if (action.allowed !== allowed.has(action.type)) broken('explanation agrees', `${action.type} in ${node.state}`);
      if (action.allowed !== (action.reasons.length === 0)) broken('explanation agrees', `${action.type}: no reasons`);
    }
  }

  const filable = closure(nodes, 'filed');
  for (const [key, node] of nodes) {
    if (node.state !== 'filed' && node.state !== 'withdrawn' && !filable.has(key)) broken('no dead end', key);
    if (SETTLED.includes(node.state) && ![...node.next].some((each) => each.startsWith('pendingVerification'))) {
      broken('each can be put back', node.state);
    }
  }
  return { states: nodes.size, transitions, violations: [...violations.values()] };
}

function checkStep(
  node: Node,
  type: keyof typeof FINDING_TARGETS,
  next: FindingState,
  broken: (rule: string, detail: string) => void,
) {
  if (next !== (FINDING_TARGETS[type] ?? node.state)) broken('targets as in the table', `${type} → ${next}`);
  if (node.state === 'filed') broken('filed is final', type);
  if (node.state === 'withdrawn') broken('withdrawn is final', type);
  const { batchId, worked } = node.facts;
  if (next === 'withdrawn' && (batchId === null || worked || node.state !== 'pendingVerification'))
    broken('only what was imported and nobody worked on is withdrawn', `${node.state} ${batchId} ${worked}`);
  if (next === 'filed' && node.state !== 'confirmed') broken('only a confirmed finding is filed', node.state);
  if (
    next === 'fixedOnSpot' &&
    node.state !== 'fixedOnSpot' &&
    !(node.facts.beforePhotos > 0 && node.facts.afterPhotos > 0)
  ) {
    broken('fixed on the spot needs two photos', node.state);
  }
}

/** Work is told by the events themselves, not by the fold: what a person did stays work, whatever comes after. */
function checkWork(
  { facts: { worked } }: Node,
  event: FindingEvent,
  next: FindingFacts,
  broken: (rule: string, detail: string) => void,
) {
  const byImport = 'batchId' in event && event.batchId !== undefined;
  if (next.worked !== (worked || !byImport)) broken('work is what no import did', event.type);
}

function closure(nodes: ReadonlyMap<string, Node>, goal: FindingState): ReadonlySet<string> {
  const reached = new Set([...nodes].filter(([, node]) => node.state === goal).map(([key]) => key));
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const [key, node] of nodes) if ([...node.next].some((each) => reached.has(each))) reached.add(key);
  }
  return reached;
}
