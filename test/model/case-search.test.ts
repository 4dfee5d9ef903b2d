import { describe, expect, it } from 'vitest';
import { createCaseLogic } from '#core/domain/case/case-decide.ts';
import { CASE_EVENT_TYPES } from '#core/domain/case/case-structure.ts';
import { createFastDecider } from '#core/domain/case/compiled.ts';
import { CASE_INVARIANTS, CASE_PROVED_RULES } from '#core/domain/case/invariants.ts';
import { CASE_PROOF } from '#core/domain/case/proof.ts';
import { foldKey } from './case-fold.ts';
import { SAMPLE_POLICIES } from './case-samples.ts';
import { walk } from './case-walk.ts';
import { searchCases } from './search.ts';

describe('exhaustive search of the case machine', () => {
  const visited = SAMPLE_POLICIES.map(() => new Set<string>());
  const states = new Set<string>();

  it('finds every rule of the workflow kept in every reachable standing, and no dead end', { timeout: 300_000 }, () => {
    const report = searchCases({
      onVisit: (key, at) => {
        visited[SAMPLE_POLICIES.indexOf(at.facts.policy)]?.add(key);
        states.add(at.state.handling);
      },
    });
    console.info(
      `案件流程穷举：${SAMPLE_POLICIES.length} 种规则，${report.states} 个状态（五区组合 ${report.machineStates} 种），` +
        `${report.transitions} 次转移，试过 ${report.tried} 次，${CASE_PROVED_RULES.length} 条规则`,
    );
    expect(report.violations).toEqual([]);
    expect({ policies: SAMPLE_POLICIES.length, ...report }).toMatchObject(CASE_PROOF);
  });

  it('visits all eleven handling states', () => {
    expect(states.size).toBe(11);
  });

  // A fold that throws away something a guard reads would hide standings from the search.
  it('meets no standing on long random walks that the search has not visited', { timeout: 120_000 }, () => {
    const decider = createFastDecider();
    const strangers: string[] = [];
    for (let seed = 0; seed < 400; seed++) {
      const index = seed % SAMPLE_POLICIES.length;
      const policy = SAMPLE_POLICIES[index];
      if (policy === undefined) continue;
      for (const { at, event } of walk(decider, policy, seed, 120)) {
        if (visited[index]?.has(foldKey(at)) !== true) strangers.push(`seed ${seed} after ${event.type}`);
        const broken = CASE_INVARIANTS.filter((rule) => !rule.holds(at.state, at.facts));
        expect(broken.map((rule) => rule.name)).toEqual([]);
      }
    }
    expect(strangers).toEqual([]);
  });

  it('has no two rules of one name', () => {
    const names = CASE_PROVED_RULES.map((rule) => rule.name);
    expect(new Set(names).size).toBe(names.length);
  });

  // A requirement list of more than 31 entries would not fit the bits of the fast decider.
  it('keeps every requirement list short enough for the fast decider', () => {
    const { requirements } = createCaseLogic();
    for (const type of CASE_EVENT_TYPES) {
      const names = requirements[type].map((each) => each.name);
      expect(names.length).toBeLessThan(31);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
