import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Fails when the schema has changed without a migration: generates into a copy of the migrations folder and
 * looks whether a file appeared. (`drizzle-kit generate` itself exits 0 either way.)
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'heqing-migrations-'));
try {
  cpSync(join(root, 'db/migrations'), copy, { recursive: true });
  const before = readdirSync(copy).length;
  const run = spawnSync(
    join(root, 'node_modules/.bin/drizzle-kit'),
    ['generate', '--dialect', 'sqlite', '--schema', 'db/schema/*.ts', '--out', copy, '--name', 'missing'],
    { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  const added = readdirSync(copy).length - before;
  if (run.status !== 0 || added !== 0) {
    process.stderr.write(`${run.stdout}${run.stderr}\nthe schema and db/migrations differ: run drizzle-kit generate\n`);
    process.exitCode = 1;
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
