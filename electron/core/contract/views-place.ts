import type { ProblemPlace, Problem } from '../domain/finding/problem.ts';

/** A river, reservoir or canal (河湖) and its reaches that have a river chief. */
export interface RiverView {
  readonly name: string;
  /** In the list of rivers or of reaches; false: only written in findings so far. */
  readonly listed: boolean;
  readonly reaches: readonly ReachView[];
}

/** A reach (河段) with its chain of river chiefs (河长). */
export interface ReachView extends Pick<ProblemPlace, 'townCode' | 'town' | 'village'> {
  readonly name: string;
  readonly chiefs: Problem['chiefs'];
}

/** Where a typed place may lie: what choosing it fills in; null leaves a field as it is. */
export interface PlaceSuggestion
  extends Pick<ProblemPlace, 'place' | 'river' | 'reach' | 'bank' | 'townCode' | 'town' | 'village'> {
  readonly kind: 'used' | 'reach' | 'river' | 'town';
  readonly chiefs: Problem['chiefs'] | null;
  /** Chinese: where it comes from (曾用 3 次 / 河段名录 / 河湖名录 / 镇街表). */
  readonly from: string;
}
