import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bulkBench } from './benches/bulk.ts';
import { dueBench } from './benches/due.ts';
import { duplicatesBench } from './benches/duplicates.ts';
import { gridBench } from './benches/grid.ts';
import { importBench } from './benches/import.ts';
import { ledgerBench } from './benches/ledger.ts';
import { listBench } from './benches/list.ts';
import { searchBench } from './benches/search.ts';
import { verifyBench } from './benches/verify.ts';
import { type Bench, print } from './measure.ts';

const BENCHES: readonly Bench[] = [
  bulkBench,
  verifyBench,
  listBench,
  searchBench,
  dueBench,
  importBench,
  duplicatesBench,
  ledgerBench,
  gridBench,
];

const USAGE = `npm run bench -- [--quick] [${BENCHES.map(({ name }) => name).join('|')} …]
  --quick   small sizes: shows that the benches run, proves no figure
${BENCHES.map(({ name, title }) => `  ${name.padEnd(8)}  ${title}`).join('\n')}`;

/** Runs the benches named on the command line, all without a name; each in a process of its own, so that each has its own peak memory. */
async function main(args: readonly string[]): Promise<number> {
  const quick = args.includes('--quick');
  const names = args.filter((arg) => arg !== '--quick');
  const chosen = names.length === 0 ? BENCHES : BENCHES.filter(({ name }) => names.includes(name));
  if (chosen.length < names.length) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const [only] = chosen;
  if (only !== undefined && chosen.length === 1) {
    print(`\n== ${only.title}${quick ? ' (quick: no figures to go by)' : ''}`);
    await only.run({ quick });
    return 0;
  }
  let failed = 0;
  for (const { name } of chosen) {
    const own = [...process.execArgv, fileURLToPath(import.meta.url), name, ...(quick ? ['--quick'] : [])];
    failed += spawnSync(process.execPath, own, { stdio: 'inherit' }).status === 0 ? 0 : 1;
  }
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
