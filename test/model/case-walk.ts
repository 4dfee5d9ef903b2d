import type { CaseStanding } from '#core/domain/case/case-decide.ts';
import type { CaseEvent } from '#core/domain/case/case-events.ts';
import type { CasePolicy } from '#core/domain/case/case-state.ts';
import { CASE_EVENT_TYPES } from '#core/domain/case/case-structure.ts';
import type { FastDecider } from '#core/domain/case/compiled.ts';
import { sampleFiled } from './case-samples.ts';
import { variantsAt } from './case-variants.ts';

/** One step of a walk: an accepted event and where it led. */
export interface Step {
  readonly event: CaseEvent;
  readonly at: CaseStanding;
}

/** A generator of whole numbers from a seed (mulberry32); `below` is excluded. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/**
 * A random walk of accepted events, the same for the same seed. Types are drawn before variants, and withdrawal is
 * skipped but for the last tenth, so that walks get far; facts are never folded, so rounds and photos really add up.
 */
export function walk(decider: FastDecider, policy: CasePolicy, seed: number, length: number): readonly Step[] {
  const random = seeded(seed);
  const filed = sampleFiled(policy);
  const opened = decider.open(filed);
  if (!opened.ok) return [];
  const steps: Step[] = [{ event: filed, at: opened.value }];
  let at = opened.value;
  for (let tries = 0; tries < length * 30 && steps.length < length; tries++) {
    const type = CASE_EVENT_TYPES[random(CASE_EVENT_TYPES.length)];
    if (type === undefined || (type === 'case.withdrawn' && steps.length < length * 0.9)) continue;
    const variants = variantsAt(at, [type]).filter((each) => each.broken === null);
    const event = variants[random(Math.max(1, variants.length))]?.event;
    const decision = event === undefined ? undefined : decider.decide(at.state, at.facts, event);
    if (event === undefined || decision?.ok !== true) continue;
    at = decision.value;
    steps.push({ event, at });
  }
  return steps;
}
