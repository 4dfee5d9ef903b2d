import { parseArgs } from 'node:util';
import { runKills } from './kills.ts';

/*
 * `node test/kill/run.ts [--times 200] [--seed n] [--rows 2000]`: kills the program at random points of import, commands,
 * migration and backup, and checks after each kill. Exit code 1 at the first thing that does not hold.
 */

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '200' },
    seed: { type: 'string' },
    rows: { type: 'string', default: '2000' },
  },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const started = performance.now();
try {
  const report = await runKills({
    times: Number(values.times),
    rows: Number(values.rows),
    seed,
    tell: (line) => process.stdout.write(`${line}\n`),
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(
    `\n${report.kills} kills and ${report.inRecovery} in the recovery after one, ${report.answered} answered commands, seed ${seed}, ${seconds} s: nothing lost, nothing half-written\n`,
  );
  process.stdout.write(`${JSON.stringify(report.outcomes, null, 2)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
