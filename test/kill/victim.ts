import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { type Order, readLine, type Said } from './protocol.ts';

/** When to kill: milliseconds after the child said `begin`, when it said `done`, or by its own hand at a named step. */
export type Moment = number | 'done' | 'step';

/** What is known of a child after its death. */
export interface Death {
  readonly said: readonly Said[];
  /** Milliseconds from `begin` to `done`; null when it died before. */
  readonly took: number | null;
}

/** A child that has loaded the program and waits for its order. */
export interface Victim {
  /** Gives the order, kills at the moment, and answers when the process is gone. Throws when it ended in another way. */
  run(order: Order, moment: Moment): Promise<Death>;
  /** Kills a child that was not needed. */
  dismiss(): void;
}

/** Starts a child (the bundle of `child.ts`); it loads while the caller does something else. */
export function startVictim(script: string): Victim {
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'pipe'] });
  const said: Said[] = [];
  let listener: (line: Said) => void = () => undefined;
  let complaint = '';
  child.stderr.on('data', (data) => {
    complaint += String(data);
  });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (text) => {
    const line = readLine(text);
    said.push(line);
    listener(line);
  });
  const gone = Promise.all([
    new Promise<string>((resolve) => child.once('close', (code, signal) => resolve(signal ?? `exit ${code}`))),
    new Promise<void>((resolve) => lines.once('close', () => resolve())),
  ]).then(([how]) => how);
  // A child that died before it read its order reports through its end, not here.
  child.stdin.on('error', () => undefined);
  const kill = () => void child.kill('SIGKILL');

  async function run(order: Order, moment: Moment): Promise<Death> {
    let begun = 0;
    let took: number | null = null;
    let timer: NodeJS.Timeout | undefined;
    let jobs: readonly number[] = [];
    listener = ({ say }) => {
      if (say === 'begin') {
        begun = performance.now();
        if (typeof moment === 'number') {
          timer = globalThis.setTimeout(() => {
            jobs = childrenOf(child.pid);
            kill();
          }, moment);
        }
      }
      if (say !== 'done') return;
      took = performance.now() - begun;
      // Nothing left to interrupt: killed while it sits there with the database open.
      if (typeof moment !== 'number') kill();
    };
    child.stdin.write(`${JSON.stringify(order)}\n`);
    const how = await gone;
    clearTimeout(timer);
    if (how !== 'SIGKILL') throw new Error(`the child was not killed but ended by itself (${how}):\n${complaint}`);
    await endOf(jobs);
    return { said, took };
  }

  return { run, dismiss: kill };
}

/** Job processes of a child; none known where there is no /proc. */
function childrenOf(pid: number | undefined): readonly number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split(' ').filter(Boolean).map(Number) : [];
}

/** A job whose program is gone must end by itself: it would go on reading a file for nobody. */
async function endOf(pids: readonly number[]): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (pids.some(isRunning)) {
    if (performance.now() > deadline)
      throw new Error(`a job process of the killed program is still running: ${pids.join(', ')}`);
    await setTimeout(5);
  }
}

/** A process that ended but that nobody has asked about (a container without an init) keeps its entry, as `Z`. */
function isRunning(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
