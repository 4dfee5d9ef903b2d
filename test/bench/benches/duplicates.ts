import { sheetSuspects } from '#app/import/suspects.ts';
import { findDuplicateCandidates, type KnownProblem } from '#core/domain/finding/duplicates.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { iterateCompared } from '#db/repositories/compared.ts';
import { caseDatabase } from '../data/case-database.ts';
import { open } from '../data/database.ts';
import { reference } from '../data/folds.ts';
import { createProblemMaker, dayAfter } from '../data/problems.ts';
import { createRandom } from '../data/random.ts';
import { type Bench, duration, medians, peakMemory, print, printLines, timed, times } from '../measure.ts';

const FULL = { fresh: 10_000, kept: 185_000 };
const QUICK = { fresh: 400, kept: 500 };
const SECONDS = 10;
/** Share of each side that the yardstick compares. */
const SAMPLE = 100;

/** 疑似重复 of the rows of a sheet among everything that is kept, and among themselves, against every pair. */
export const duplicatesBench: Bench = {
  name: 'duplicates',
  title: 'duplicates of a sheet among kept cases against all pairs (a sample, scaled)',
  async run({ quick }) {
    const size = quick ? QUICK : FULL;
    const database = await open(await caseDatabase(size.kept), true);
    const { reader } = database.connection;
    const rows = freshProblems(size.fresh);
    const few = rows.slice(0, Math.ceil(size.fresh / SAMPLE));
    const known = sampled(iterateCompared(reader), SAMPLE);
    let found = 0;
    const { ours, pairs } = await medians({
      ours: () =>
        timed(() => {
          const suspects = sheetSuspects(reader, rows.length);
          found = rows.reduce((sum, problem, at) => sum + suspects(problem, at).length, 0);
        }),
      pairs: () =>
        timed(() => {
          for (const problem of few) findDuplicateCandidates(problem, known);
        }),
    });
    database.close();
    const all = (pairs * rows.length * size.kept) / (few.length * known.length);
    printLines([
      {
        what: `${rows.length} new rows among ${size.kept} kept`,
        ours: duration(ours),
        yardstick: `${duration(all)} all pairs, scaled`,
        ratio: times(ours / all),
        reach: `<= ${SECONDS} s ${ours <= SECONDS * 1000 ? 'ok' : 'MISSED'}`,
      },
    ]);
    print(`${found} pairs proposed; ${peakMemory()}`);
  },
};

function freshProblems(count: number): readonly Problem[] {
  const make = createProblemMaker(reference(), createRandom(23));
  return Array.from({ length: count }, (_, at) => make(dayAfter('2026-06-01', Math.floor((at * 150) / count)), at));
}

function sampled(entries: Iterable<KnownProblem>, every: number): readonly KnownProblem[] {
  const kept: KnownProblem[] = [];
  let at = 0;
  for (const entry of entries) {
    if (at % every === 0) kept.push(entry);
    at += 1;
  }
  return kept;
}
