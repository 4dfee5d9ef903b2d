import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runAnyJob, runJob } from '#worker/job/host.ts';
import { mutant } from './mutate.ts';
import { entryPath, RESOURCES } from './paths.ts';
import { fileIn, parseInput, scratchFolder } from './support.ts';
import { readFileSync } from 'node:fs';
import { partsOf } from './zip.ts';

const SAMPLE = join(RESOURCES, 'samples', '巡查排查表.xlsx');
const BATCHES = 5;
const BATCH = 80;
const folder = scratchFolder();

test.each(Array.from({ length: BATCHES }, (_, batch) => 1 + batch * BATCH))(
  `mutants from seed %i on: each is read or refused, none throws, kills or hangs`,
  async (from) => {
    let last = from;
    const run = await runAnyJob(
      'fuzz',
      { path: SAMPLE, from, count: BATCH },
      {
        entry: entryPath('fuzz-batch.ts'),
        heapMb: 512,
        timeLimitMs: 55_000,
        onProgress: ({ done }) => {
          last = done;
        },
      },
    );
    if (!run.ok) throw new Error(`seed ${last}: ${run.error.code} ${run.error.message}`);
    const outcomes = run.value as readonly (readonly [number, string])[];
    const tally = Object.groupBy(outcomes, ([, what]) => what.split('\n')[0] ?? '');
    console.log(
      `seeds ${from}–${from + BATCH - 1}: ${Object.entries(tally)
        .map(([what, list]) => `${what} ${list?.length}`)
        .join(', ')}`,
    );
    expect(outcomes).toHaveLength(BATCH);
    expect(outcomes.filter(([, what]) => what.startsWith('threw'))).toEqual([]);
  },
);

test('mutants through the real job: the host always gets an answer', async () => {
  const parts = (await partsOf(readFileSync(SAMPLE))).filter((part) => !part.name.includes('media/'));
  for (const seed of [10_001, 10_002, 10_003]) {
    const path = fileIn(folder, `${seed}.xlsx`, mutant(parts, seed));
    const run = await runJob('import.parse', parseInput(path, join(folder, `${seed}.jsonl`)), { timeLimitMs: 30_000 });
    expect([seed, run.ok || run.error.code !== 'JOB_FAILED']).toEqual([seed, true]);
  }
});
