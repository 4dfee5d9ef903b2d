import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Fails when the schema has changed without a migration: generates into a copy of the migrations folder and looks
 * whether a file appeared. `drizzle-kit generate` exits 0 whatever happens (also when it can't find its folder, which it
 * takes as relative to the repository), so its own words must say that there was nothing to do.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const copy = mkdtempSync(join(root, 'db', '.migrations-'));
try {
  cpSync(join(root, 'db/migrations'), copy, { recursive: true });
  const before = readdirSync(copy).length;
  const out = relative(root, copy).replaceAll('\\', '/');
  const run = spawnSync(
    join(root, 'node_modules/.bin/drizzle-kit'),
    ['generate', '--dialect', 'sqlite', '--schema', 'db/schema/*.ts', '--out', out, '--name', 'missing'],
    { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  const added = readdirSync(copy).length - before;
  if (run.status !== 0 || added !== 0 || !run.stdout.includes('No schema changes')) {
    process.stderr.write(`${run.stdout}${run.stderr}\nthe schema and db/migrations differ: run drizzle-kit generate\n`);
    process.exitCode = 1;
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
