import { spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Entry of the built main process. */
export const ENTRY = join(ROOT, 'out/main/index.js');

/** The parts of the program and what they are made of. */
const PARTS = {
  main: ['electron/core', 'electron/app', 'electron/worker', 'electron/main', 'db'],
  preload: ['electron/preload', 'electron/core/contract'],
  renderer: ['renderer', 'electron/core'],
} as const;
type Part = keyof typeof PARTS;

const ALWAYS = ['electron.vite.config.ts', 'package.json'];
const OUT = join(ROOT, 'out');
const LOCK = join(ROOT, 'node_modules/.heqing-build.lock');

/** Parts that could not be built, with what the tool said; their last good bundles are still there. */
export type BuildFailures = readonly { readonly part: Part; readonly output: string }[];

/**
 * Builds into `out/` the parts of the program that were changed since their last build, one process at a time. `say` is
 * told before it takes long.
 */
export async function buildIfNeeded(say: (line: string) => void): Promise<BuildFailures> {
  if (stale().length === 0) return [];
  const release = await lock();
  try {
    const parts = stale();
    if (parts.length > 0) say('正在构建程序……');
    return parts.flatMap((part) => {
      const output = build(part);
      return output === null ? [] : [{ part, output }];
    });
  } finally {
    release();
  }
}

/**
 * A copy of the bundles in a program folder of its own (`folder` is made), so that they stay as they are while this clone
 * is built again. Everything else of the program is linked. Returns root and entry.
 */
export async function copyProgram(folder: string): Promise<{ readonly root: string; readonly entry: string }> {
  const release = await lock();
  try {
    mkdirSync(folder);
    for (const part of Object.keys(PARTS)) cpSync(join(OUT, part), join(folder, 'out', part), { recursive: true });
  } finally {
    release();
  }
  for (const name of ['node_modules', 'db', 'resources']) symlinkSync(join(ROOT, name), join(folder, name), 'junction');
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  return { root: folder, entry: join(folder, 'out/main/index.js') };
}

/** For who builds into `out/` by another way: what is there is not taken for a build of these sources. */
export function forgetBuild(): void {
  for (const part of Object.keys(PARTS) as Part[]) rmSync(stampOf(part), { force: true });
}

/** Builds one part; what the tool said when it failed. The bundles of before come back then. */
function build(part: Part): string | null {
  const began = new Date();
  const [bundles, before] = [join(OUT, part), join(OUT, `.${part}-before`)];
  rmSync(before, { recursive: true, force: true });
  if (existsSync(bundles)) renameSync(bundles, before);
  const script = fileURLToPath(new URL('./build-part.ts', import.meta.url));
  const run = spawnSync(process.execPath, [script, part], { cwd: ROOT, encoding: 'utf8' });
  if (run.status !== 0) {
    rmSync(bundles, { recursive: true, force: true });
    if (existsSync(before)) renameSync(before, bundles);
    return `${run.stdout}${run.stderr}`;
  }
  rmSync(before, { recursive: true, force: true });
  // What was changed during the build is newer than the stamp, and so is built again next time.
  writeFileSync(stampOf(part), '');
  utimesSync(stampOf(part), began, began);
  return null;
}

function stampOf(part: Part): string {
  return join(OUT, `.${part}-built`);
}

function stale(): Part[] {
  return (Object.keys(PARTS) as Part[]).filter((part) => {
    if (!existsSync(stampOf(part)) || !existsSync(join(OUT, part))) return true;
    const built = statSync(stampOf(part)).mtimeMs;
    return [...PARTS[part], ...ALWAYS].some((source) => newest(join(ROOT, source)) > built);
  });
}

/** Time of the newest file below a path, of folders too: a file that was removed changes its folder. */
function newest(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = readdirSync(path).filter((name) => !name.startsWith('.'));
  return Math.max(found.mtimeMs, ...inside.map((name) => newest(join(path, name))));
}

/** Waits until no other process works in `out/`; returns what lets the next one. A lock whose process is gone is taken over. */
export async function lock(): Promise<() => void> {
  mkdirSync(OUT, { recursive: true });
  for (;;) {
    try {
      const file = openSync(LOCK, 'wx');
      writeFileSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(LOCK, { force: true });
    } catch (error) {
      if (!(error instanceof Error) || Reflect.get(error, 'code') !== 'EEXIST') throw error;
    }
    if (builderLives()) await wait(200);
    else rmSync(LOCK, { force: true });
  }
}

function builderLives(): boolean {
  try {
    const pid = Number(readFileSync(LOCK, 'utf8'));
    // An empty file is a lock that is just being taken.
    if (pid > 0) process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
