import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfNeeded, copyProgram, lock, ROOT } from '../build.ts';
import { launchChromium } from '../chromium.ts';
import { startProgramProcess } from '../program-process.ts';
import { signIn } from '../page-request.ts';
import { PROGRAM_VARIABLE } from './prepared.ts';

interface Prepared {
  readonly root: string;
  readonly entry: string;
}

/**
 * Before all specs: the program is built and put aside, and the sample data is made with it, once for each build of
 * main. Returns what cleans up.
 */
export default async function setUp(): Promise<() => void> {
  const failures = await buildIfNeeded((line) => process.stdout.write(`${line}\n`));
  if (failures.length > 0)
    throw new Error(failures.map(({ part, output }) => `build of ${part}:\n${output}`).join('\n'));
  const folder = mkdtempSync(join(tmpdir(), 'heqing-specs-'));
  const program = await copyProgram(join(folder, 'program'));
  process.env[PROGRAM_VARIABLE] = program.root;
  await makeSampleData(program, join(folder, 'sample'));
  return () => rmSync(folder, { recursive: true, force: true });
}

const KEPT = join(ROOT, 'out/.sample');

/** Makes the sample data in `folder`, or takes that of an earlier run with the same build of main. */
async function makeSampleData(program: Prepared, folder: string): Promise<void> {
  const release = await lock();
  try {
    if (isKept()) return cpSync(KEPT, folder, { recursive: true });
    const cli = join(program.root, 'out/main/cli.js');
    execFileSync(process.execPath, [cli, 'demo', folder], { stdio: 'pipe' });
    await givePasswords(program, join(folder, 'data'));
    rmSync(KEPT, { recursive: true, force: true });
    cpSync(folder, KEPT, { recursive: true });
    writeFileSync(join(KEPT, '.made'), '');
  } finally {
    release();
  }
}

function isKept(): boolean {
  const made = statSync(join(KEPT, '.made'), { throwIfNoEntry: false });
  return made !== undefined && made.mtimeMs > statSync(join(ROOT, 'out/.main-built')).mtimeMs;
}

/** The command line makes accounts without passwords; they are given at the window. */
async function givePasswords(program: Prepared, data: string): Promise<void> {
  const browser = await launchChromium();
  const running = await startProgramProcess({ data, ...program });
  const page = await browser.newPage();
  await page.goto((await running.next('window')).address);
  await signIn(page, 'guanli');
  await browser.close();
  await running.quit();
}
