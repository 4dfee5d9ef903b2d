import { type CaseLogic, type CaseStanding, createCaseLogic } from '#core/domain/case/case-decide.ts';
import type { CaseEvent, CaseEventType } from '#core/domain/case/case-events.ts';
import type { CasePolicy } from '#core/domain/case/case-state.ts';
import { CASE_EVENT_TYPES } from '#core/domain/case/case-structure.ts';
import { createFastDecider, type FastDecider } from '#core/domain/case/compiled.ts';
import { CASE_INVARIANTS, CASE_STEP_RULES } from '#core/domain/case/invariants.ts';
import type { Refusal, Result } from '#core/domain/shared/result.ts';
import { checkArmour } from './case-armour.ts';
import { foldKey } from './case-fold.ts';
import { SAMPLE_POLICIES, sampleFiled } from './case-samples.ts';
import { ACTORS, BYSTANDER, daysAt, PERSONAL, type Variant, variantsAt } from './case-variants.ts';

/** A rule that was seen broken, with the events that lead there. */
export interface Violation {
  readonly rule: string;
  readonly detail: string;
  readonly path: readonly string[];
}

/** What a search saw. */
export interface SearchReport {
  /** Distinct folded standings over all policies. */
  readonly states: number;
  /** Distinct states of the machine itself (combinations of the five regions). */
  readonly machineStates: number;
  /** Accepted events: edges of the graph. */
  readonly transitions: number;
  /** Events tried, refused ones included. */
  readonly tried: number;
  /** The first violation of each rule. */
  readonly violations: readonly Violation[];
}

/**
 * How to search. For broken machines: `firstOnly` stops at the first violation, and `narrow` leaves out standings in which
 * more than one of 计时, 延期, 督办 and 移送 is away from rest, or one of them in
 * 挂账监管 or after the first round; the sound machine must pass it too.
 */
export interface SearchOptions {
  readonly logic?: CaseLogic;
  readonly policies?: readonly CasePolicy[];
  readonly firstOnly?: boolean;
  readonly narrow?: boolean;
  /** Called with the key of every standing visited. */
  readonly onVisit?: (key: string, at: CaseStanding) => void;
}

/**
 * Visits every reachable folded standing of a case, breadth first, under every policy; tries every event in every variant at each;
 * asks every rule of `invariants.ts`. Standings are deep-frozen, so that a fold that writes into its argument throws.
 */
export function searchCases(options: SearchOptions = {}): SearchReport {
  const logic = options.logic ?? createCaseLogic();
  const search = new Search(logic, options);
  search.armour();
  for (const policy of options.policies ?? SAMPLE_POLICIES) {
    if (search.done()) break;
    search.run(policy);
  }
  return search.report();
}

interface Node {
  readonly at: CaseStanding;
  readonly parent: Node | null;
  readonly by: CaseEventType;
  /** Indices of the nodes from which an event leads here. */
  readonly from: number[];
}

class Search {
  readonly #logic: CaseLogic;
  readonly #decider: FastDecider;
  readonly #options: SearchOptions;
  readonly #violations = new Map<string, Violation>();
  readonly #machineStates = new Set<unknown>();
  #states = 0;
  #transitions = 0;
  #tried = 0;

  constructor(logic: CaseLogic, options: SearchOptions) {
    this.#logic = logic;
    this.#options = options;
    // The fast decider asks the real machine once for each distinct decision; that is where every answer is examined.
    this.#decider = createFastDecider({ ...logic, decide: (...args) => this.#examined(logic.decide(...args), args) });
  }

  done(): boolean {
    return this.#options.firstOnly === true && this.#violations.size > 0;
  }

  report(): SearchReport {
    return {
      states: this.#states,
      machineStates: this.#machineStates.size,
      transitions: this.#transitions,
      tried: this.#tried,
      violations: [...this.#violations.values()],
    };
  }

  armour(): void {
    for (const detail of checkArmour(this.#logic)) this.#violated('gatesHoldAnywhere', detail, null);
  }

  run(policy: CasePolicy): void {
    const nodes: Node[] = [];
    const known = new Map<string, number>();
    this.#open(policy, nodes, known);
    for (let index = 0; index < nodes.length && !this.done(); index++) {
      const node = nodes[index];
      if (node !== undefined) this.#expand(node, index, nodes, known);
    }
    this.#states += nodes.length;
    for (const node of nodes) this.#machineStates.add(node.at.state);
    if (!this.done()) this.#findDeadEnds(nodes);
  }

  #open(policy: CasePolicy, nodes: Node[], known: Map<string, number>): void {
    for (const broken of [{ number: ' ' }, { beforePhotos: -1 }, { beforePhotos: 0.5 }]) {
      const refusal = this.#logic.open(sampleFiled(policy, broken));
      if (refusal.ok) this.#violated('brokenInput', `case.filed: ${JSON.stringify(broken)}`, null);
      else this.#checkRefusal(refusal.error, 'case.filed', null);
    }
    const opened = this.#logic.open(sampleFiled(policy));
    if (opened.ok) this.#arrive(opened.value, null, 'case.filed', -1, nodes, known);
    else this.#violated('noDeadEnd', `a case cannot be filed: ${opened.error.message}`, null);
  }

  #expand(node: Node, index: number, nodes: Node[], known: Map<string, number>): void {
    const { at } = node;
    const accepted = new Set<string>();
    for (const variant of variantsAt(at, CASE_EVENT_TYPES)) {
      this.#tried++;
      const next = this.#decider.nextState(at.state, at.facts, variant.event);
      if (next === null) continue;
      this.#transitions++;
      this.#checkAccepted(node, variant);
      const { type, actor, on } = variant.event;
      accepted.add(`${type} ${actor} ${on}`);
      const after = { state: next, facts: this.#logic.evolve(at.facts, variant.event) };
      this.#checkStep(node, variant.event, after);
      this.#arrive(after, node, type, index, nodes, known);
    }
    this.#checkExplanation(node, accepted);
  }

  #arrive(
    at: CaseStanding,
    parent: Node | null,
    by: CaseEventType,
    from: number,
    nodes: Node[],
    known: Map<string, number>,
  ): void {
    // Asked of every arrival, not only of new keys: a key is a fold, the rules are about whole facts.
    this.#checkInvariants(at, parent);
    if (this.#options.narrow === true && !isNarrow(at)) return;
    const key = foldKey(at);
    const index = known.get(key);
    if (index !== undefined) {
      const sources = nodes[index]?.from;
      if (sources?.at(-1) !== from) sources?.push(from);
      return;
    }
    const node = { at: deepFreeze(at), parent, by, from: from < 0 ? [] : [from] };
    known.set(key, nodes.length);
    nodes.push(node);
    this.#options.onVisit?.(key, at);
  }

  #checkInvariants({ state, facts }: CaseStanding, node: Node | null): void {
    for (const rule of CASE_INVARIANTS) {
      if (!rule.holds(state, facts)) this.#violated(rule.name, `${rule.chinese}: ${JSON.stringify(state)}`, node);
    }
  }

  #checkAccepted(node: Node, { event, broken }: Variant): void {
    if (broken !== null) this.#violated('brokenInput', `${event.type}: ${broken}`, node);
  }

  #checkStep(node: Node, event: CaseEvent, after: CaseStanding): void {
    for (const rule of CASE_STEP_RULES) {
      if (!rule.holds(node.at, event, after)) this.#violated(rule.name, `${event.type}: ${rule.chinese}`, node);
    }
  }

  /** What the page would offer must be what the machine accepts when the form is filled in well, and the other way round. */
  #checkExplanation(node: Node, accepted: ReadonlySet<string>): void {
    const { state, facts } = node.at;
    for (const on of daysAt(node.at)) {
      for (const actor of [...ACTORS, BYSTANDER]) {
        for (const action of this.#logic.explain(state, facts, { actor, on })) {
          if (actor !== BYSTANDER && !PERSONAL.has(action.type)) continue;
          const agrees = accepted.has(`${action.type} ${actor} ${on}`) === action.allowed;
          if (!agrees) this.#violated('explanationAgrees', `${action.type} by ${actor} on ${on}`, node);
          if (action.allowed !== (action.reasons.length === 0)) {
            this.#violated('explanationAgrees', `${action.type}: reasons and permission differ`, node);
          }
        }
      }
    }
  }

  #examined(
    decision: Result<CaseStanding>,
    [state, facts, event]: Parameters<CaseLogic['decide']>,
  ): Result<CaseStanding> {
    if (!decision.ok) {
      this.#checkRefusal(decision.error, event.type, null);
    } else if (JSON.stringify(decision.value.facts) !== JSON.stringify(this.#logic.evolve(facts, event))) {
      this.#violated('oneFold', `${event.type} in ${state.handling}: machine and fold give different facts`, null);
    }
    return decision;
  }

  #checkRefusal(refusal: Refusal, type: CaseEventType, node: Node | null): void {
    const known = refusal.code === 'TRANSITION_NOT_ALLOWED' || refusal.code === 'REQUIREMENT_NOT_MET';
    const [, reasons = ''] = refusal.message.split('：', 2);
    if (!known || !/\p{Script=Han}/u.test(reasons)) {
      this.#violated('refusalsWriteNothing', `${type} refused without a reason: ${refusal.message}`, node);
    }
  }

  /** Every standing but 已撤案 must have a way to 已销号; found by walking the edges backwards from the closed ones. */
  #findDeadEnds(nodes: readonly Node[]): void {
    const closable = new Uint8Array(nodes.length);
    const queue: number[] = [];
    const mark = (index: number) => {
      if (closable[index] === 1) return;
      closable[index] = 1;
      queue.push(index);
    };
    nodes.forEach((node, index) => {
      if (node.at.state.handling === 'closed') mark(index);
    });
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) nodes[next]?.from.forEach(mark);
    const stuck = nodes.find((node, index) => closable[index] === 0 && node.at.state.handling !== 'withdrawn');
    if (stuck !== undefined)
      this.#violated('noDeadEnd', `no way to 已销号 from ${JSON.stringify(stuck.at.state)}`, stuck);
  }

  #violated(rule: string, detail: string, node: Node | null): void {
    if (!this.#violations.has(rule)) this.#violations.set(rule, { rule, detail, path: pathTo(node) });
  }
}

function isNarrow({ state, facts }: CaseStanding): boolean {
  const { handling, clock, extension, supervision, referral } = state;
  const sides = [clock !== 'running', extension !== 'none', supervision !== 'none', referral !== 'none'];
  const active = sides.filter(Boolean).length;
  if (active === 0) return true;
  // From 挂账监管 the only way on is a new round.
  const onItsWay = facts.round === 1 && handling !== 'monitored';
  return active === 1 && onItsWay && (supervision === 'none' || supervision === 'reminded');
}

function pathTo(node: Node | null): readonly string[] {
  const path: string[] = [];
  for (let each = node; each !== null; each = each.parent) path.unshift(each.by);
  return path;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
