import type { Problem } from '#core/domain/finding/problem.ts';
import { factsOf } from '../../finding/facts.ts';

/** One fact of two problems side by side; null: not known. */
export interface ComparedFact {
  readonly key: string;
  readonly label: string;
  readonly mine: string | null;
  readonly theirs: string | null;
  readonly differs: boolean;
}

/** Facts that either problem has; what a sheet does not say is no difference. */
export function compared(mine: Problem, theirs: Problem): readonly ComparedFact[] {
  const other = new Map(factsOf(theirs).map(({ key, value }) => [key, value]));
  return factsOf(mine)
    .map(({ key, label, value }) => {
      const their = other.get(key) ?? null;
      return { key, label, mine: value, theirs: their, differs: value !== null && value !== their };
    })
    .filter((fact) => fact.mine !== null || fact.theirs !== null);
}
