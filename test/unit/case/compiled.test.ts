import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCaseLogic } from '#core/domain/case/case-decide.ts';
import { CASE_EVENT_TYPES } from '#core/domain/case/case-structure.ts';
import { createFastDecider } from '#core/domain/case/compiled.ts';
import { SAMPLE_POLICIES, sampleFiled, samplePolicy } from '../../model/case-samples.ts';
import { variantsAt } from '../../model/case-variants.ts';
import { walk } from '../../model/case-walk.ts';

describe('the fast decider', () => {
  const logic = createCaseLogic();
  const fast = createFastDecider(logic);

  // One kept answer too coarse, and a replay would accept or refuse what the machine did not.
  it('decides like the machine, facts and words included, all along random walks', () => {
    fc.assert(
      fc.property(fc.nat(SAMPLE_POLICIES.length - 1), fc.nat(1_000_000), fc.nat(1_000_000), (index, seed, pick) => {
        const policy = SAMPLE_POLICIES[index];
        if (policy === undefined) return;
        for (const { at } of walk(fast, policy, seed, 40)) {
          const variants = variantsAt(at, CASE_EVENT_TYPES);
          for (let i = 0; i < 5; i++) {
            const event = variants[(pick + i * 37) % variants.length]?.event;
            if (event === undefined) continue;
            expect(fast.decide(at.state, at.facts, event)).toEqual(logic.decide(at.state, at.facts, event));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('opens like the machine', () => {
    for (const policy of SAMPLE_POLICIES) {
      for (const over of [{}, { number: '' }, { beforePhotos: 2 }, { beforePhotos: -1 }]) {
        const filed = sampleFiled(policy, over);
        expect(fast.open(filed)).toEqual(logic.open(filed));
      }
    }
  });

  it('refuses a state and an event that the machine does not know', () => {
    const opened = fast.open(sampleFiled(samplePolicy()));
    if (!opened.ok) throw new Error(opened.error.message);
    const { state, facts } = opened.value;
    const event = { type: 'case.receiptConfirmed', actor: 'a', actorName: 'a', on: '2026-03-02' } as const;
    const lost: unknown = { ...state, referral: 'lost' };
    expect(() => fast.decide(lost as typeof state, facts, event)).toThrow('unknown case state');
    const odd: unknown = { ...event, type: 'case.exploded' };
    expect(() => fast.decide(state, facts, odd as typeof event)).toThrow('unknown case event');
  });
});
