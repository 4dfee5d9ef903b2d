import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { ROOT } from '../../harness/program.ts';
import { bundle } from '../../kill/bundle.ts';

/** What a command said and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to start a command. */
export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Runs as this user. */
  readonly uid?: number;
  /** In a process group of its own, as a terminal starts it. */
  readonly group?: boolean;
  /** The bundle to run instead of the sources. */
  readonly script?: string;
}

/** A command that is running. */
export interface Running {
  readonly child: ChildProcess;
  /** Resolves when standard error holds the text, or when the command has ended. */
  heard(text: string): Promise<void>;
  readonly ended: Promise<Ended>;
}

const CLI = `${ROOT}electron/worker/cli.ts`;

/** The command line as one file, for tests that start it dozens of times; `usage` and `demo` run the sources. */
export function bundledCli(folder: string): Promise<string> {
  return bundle(CLI, join(folder, 'bundle'));
}

/** Where the stripped sources of the program are kept from one command to the next: it starts in two thirds of the time. */
const CACHE = join(tmpdir(), 'heqing-cli-compile-cache');

/** Starts `node electron/worker/cli.ts` with words, as a person would. */
export function start(words: readonly string[], { env, uid, group, script }: StartOptions = {}): Running {
  const child = spawn(process.execPath, [script ?? CLI, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...(uid === undefined ? { NODE_COMPILE_CACHE: CACHE } : {}), ...env },
    detached: group === true,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...said }));
  });
  const heard = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (said.stderr.includes(text)) resolve();
      };
      listeners.add(look);
      look();
      void ended.then(() => resolve());
    });
  return { child, heard, ended };
}

/** Runs a command to its end. */
export function heqing(words: readonly string[], options?: StartOptions): Promise<Ended> {
  return start(words, options).ended;
}

/** A folder of its own for a test file, removed at the end. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heqing-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Key of a record as it is printed. */
export const KEY = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** Chinese words, and none of a stack trace or of a library's English. */
export function plainChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text) && !/\n\s+at |Error\b|[Ii]nvalid|[Ee]xpected|undefined|null|NaN/.test(text);
}

/** The sample sheet. */
export const SAMPLE = `${ROOT}resources/samples/巡查排查表.xlsx`;
