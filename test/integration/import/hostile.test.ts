import { beforeAll, expect, test } from 'vitest';
import { HOSTILE_FILES } from '#test/fixtures/hostile/corpus.ts';
import { runAnyJob } from '#worker/job/host.ts';
import type { HostileOutcome } from './entries/read-hostile.ts';
import { entryPath } from './paths.ts';
import { fileIn, scratchFolder } from './support.ts';

const folder = scratchFolder();
let outcomes: ReadonlyMap<string, HostileOutcome>;
let peakMb: number;

beforeAll(async () => {
  let last = '';
  const files = HOSTILE_FILES.map(({ name, bytes }, at) => ({ name, path: fileIn(folder, `${at}.bin`, bytes()) }));
  const run = await runAnyJob('hostile', files, {
    entry: entryPath('read-hostile.ts'),
    heapMb: 512,
    timeLimitMs: 170_000,
    onProgress: ({ phase }) => {
      last = phase;
    },
  });
  // The name of the file that killed the process is what a reader of this failure needs.
  if (!run.ok) throw new Error(`${last}: ${run.error.code} ${run.error.message}`);
  const value = run.value as { readonly outcomes: readonly HostileOutcome[]; readonly peakMb: number };
  outcomes = new Map(value.outcomes.map((outcome) => [outcome.name, outcome]));
  peakMb = value.peakMb;
}, 180_000);

test.each(HOSTILE_FILES.map((file) => [file.name, file] as const))(
  '%s: read, or refused with its reason in Chinese',
  (name, { codes, read }) => {
    const outcome = outcomes.get(name);
    const allowed: readonly (string | null)[] = read ? [null, ...codes] : codes;
    expect([outcome?.code, allowed.includes(outcome?.code ?? null), outcome?.message]).toEqual([
      outcome?.code,
      true,
      outcome?.message,
    ]);
    if (outcome?.code !== null) expect(outcome?.message).toMatch(/[\u4e00-\u9fff]{6}/u);
    expect(outcome?.ms).toBeLessThan(30_000);
  },
);

test('all of them together stay within 1 GB', () => {
  expect(peakMb).toBeLessThan(1024);
});
