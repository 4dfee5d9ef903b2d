import { expect, it } from 'vitest';
import { runKills } from '../../kill/kills.ts';

// The full run is `node test/kill/run.ts`: two hundred kills. This one shows that nothing of it has broken.
it('a program killed during import, commands, migration and backup loses nothing that it had answered', async () => {
  const lines: string[] = [];
  const report = await runKills({ times: 12, seed: 7, rows: 300, tell: (line) => lines.push(line) });
  expect(report.kills).toBe(12);
  expect(Object.keys(report.outcomes).sort()).toEqual(['backup', 'commands', 'import', 'migration']);
  expect(report.answered).toBeGreaterThan(0);
  // Killed while it worked, not only when it had nothing left to do.
  expect(lines.filter((line) => / at \d/.test(line)).length).toBeGreaterThanOrEqual(4);
});
