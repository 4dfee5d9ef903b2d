import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ADDRESS } from './page/messages.ts';

/** What the lock file says of the running program. Whoever can read it (its owner) can enter. */
export interface LockFile {
  readonly pid: number;
  readonly port: number;
  readonly key: string;
  /** It is closing: another start waits for its end. */
  readonly ending?: boolean;
}

/** A lock that this process has. */
export interface Lock {
  /** Says that the program is closing. */
  ending(): void;
  release(): void;
}

/**
 * Takes the lock, or tells which living program has it. A lock whose program is gone is taken over; one that is just
 * closing is waited for. Synchronous, since Electron's `requestSingleInstanceLock` is.
 */
export function takeLock(path: string, own: LockFile): { readonly lock: Lock } | { readonly running: LockFile } {
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    try {
      writeFileSync(path, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
      return { lock: lockAt(path, own) };
    } catch (error) {
      if (!(error instanceof Error) || Reflect.get(error, 'code') !== 'EEXIST') throw error;
    }
    const other = readLock(path);
    if (other?.ending && isAlive(other.pid)) pause(100);
    else if (other && isAlive(other.pid) && answers(other)) return { running: other };
    else rmSync(path, { force: true });
  }
}

function lockAt(path: string, own: LockFile): Lock {
  return {
    ending() {
      writeFileSync(`${path}.new`, JSON.stringify({ ...own, ending: true }), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
    release: () => rmSync(path, { force: true }),
  };
}

function readLock(path: string): LockFile | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as LockFile;
  } catch {
    return null;
  }
}

/** Whether there is a process of that number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && Reflect.get(error, 'code') === 'EPERM';
  }
}

/** Asks the program of a lock, which then comes to the front: its process number may by now be another program's. */
function answers({ port, key }: LockFile): boolean {
  const ask = `fetch('http://127.0.0.1:${port}${ADDRESS.second}', { headers: { 'x-heqing-key': process.env.HEQING_KEY } })
    .then((answer) => process.exit(answer.status === 204 ? 0 : 1), () => process.exit(1))`;
  const env = { ...process.env, HEQING_KEY: key };
  return spawnSync(process.execPath, ['-e', ask], { env, timeout: 10_000 }).status === 0;
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
