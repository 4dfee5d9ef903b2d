import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Layers with a tsconfig of their own; each is compiled with only what it may know (no DOM in db, no node in core). */
const LAYERS = [
  'electron/core',
  'db',
  'electron/app',
  'electron/worker',
  'electron/main',
  'electron/preload',
  'renderer',
  'test',
];

interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

const steps: readonly Step[] = [
  ...LAYERS.filter((layer) => existsSync(`${root}/${layer}/tsconfig.json`)).map((layer) => ({
    name: `types of ${layer}`,
    command: ['tsc', '-p', layer],
  })),
  { name: 'lint and layer rules', command: ['biome', 'lint', '--error-on-warnings', '.'] },
  { name: 'format', command: ['biome', 'format', '.'] },
  { name: 'unused code', command: ['knip', '--config', 'test/check/knip.json'] },
  { name: 'migrations in step with schema', command: ['node', 'test/check/migrations-in-step.ts'] },
];

let failed = 0;
for (const { name, command } of steps) {
  const [program = '', ...args] = command;
  const path = `${root}/node_modules/.bin:${process.env['PATH'] ?? ''}`;
  const run = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
    shell: process.platform === 'win32',
  });
  const good = run.status === 0;
  process.stdout.write(`${good ? 'ok  ' : 'FAIL'} ${name}\n`);
  if (good) continue;
  failed += 1;
  process.stdout.write(`${run.stdout ?? ''}${run.stderr ?? ''}${run.error ? `${run.error.message}\n` : ''}`);
}
process.exitCode = failed > 0 ? 1 : 0;
