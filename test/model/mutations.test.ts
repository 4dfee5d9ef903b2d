import { describe, expect, it } from 'vitest';
import {
  blockedMutants,
  chartMutants,
  foldMutants,
  type Mutant,
  requirementMutants,
  wordMutants,
} from './case-mutants.ts';
import { searchCases } from './search.ts';

/** How a mutant was caught: the rules it broke, or that it threw; null when it survived. */
function caughtBy({ logic }: Mutant): string | null {
  try {
    const { violations } = searchCases({ logic: logic(), firstOnly: true, narrow: true });
    return violations.length === 0 ? null : violations.map((each) => each.rule).join('、');
  } catch (error) {
    // The standings are deep-frozen: a fold that writes into its argument throws.
    return error instanceof TypeError ? 'frozen' : null;
  }
}

describe('the search catches a machine broken on purpose', () => {
  it('but passes the sound machine in its narrow form', { timeout: 120_000 }, () => {
    expect(searchCases({ narrow: true }).violations).toEqual([]);
  });

  it.each([
    ['each requirement left out', requirementMutants()],
    ['each essential event made impossible', blockedMutants()],
    ['folds that forget something', foldMutants()],
    ['arrows bent to another place', chartMutants()],
    ['words that differ from deeds', wordMutants()],
  ] as const)('%s', { timeout: 300_000 }, (what, mutants) => {
    const results = mutants.map((mutant) => ({ name: mutant.name, caught: caughtBy(mutant) }));
    const survivors = results.filter((each) => each.caught === null).map((each) => each.name);
    console.info(`${what}: ${mutants.length} 个改坏的流程，抓住 ${mutants.length - survivors.length} 个`);
    expect(survivors).toEqual([]);
  });
});
