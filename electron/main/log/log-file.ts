import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorTrace } from '#core/contract/host.ts';

/** One entry: an error under the id that the user was told, or something that happened to a process. No personal data. */
export type LogEntry =
  | { readonly what: 'error'; readonly id: string; readonly error: ErrorTrace }
  | { readonly what: 'reply'; readonly id: string; readonly code: string; readonly frames: readonly string[] }
  | { readonly what: 'process'; readonly name: 'backend' | 'window'; readonly how: string };

/** The program's log. */
export interface LogFile {
  write(entry: LogEntry): void;
}

const LARGEST = 1 << 20;
const KEPT = 4;

/**
 * A log in `logs/heqing.log`, one JSON a line. From `largest` bytes on it becomes `heqing.1.log`, and so on up to the
 * fifth, which is dropped. A log that can't be written stops nothing.
 */
export function createLogFile(dataFolder: string, now: () => number, largest = LARGEST): LogFile {
  const folder = join(dataFolder, 'logs');
  const file = (age: number) => join(folder, age === 0 ? 'heqing.log' : `heqing.${age}.log`);

  function rotate(): void {
    if ((statSync(file(0), { throwIfNoEntry: false })?.size ?? 0) < largest) return;
    rmSync(file(KEPT), { force: true });
    for (let age = KEPT - 1; age >= 0; age -= 1) {
      if (statSync(file(age), { throwIfNoEntry: false }) !== undefined) renameSync(file(age), file(age + 1));
    }
  }

  return {
    write(entry) {
      try {
        mkdirSync(folder, { recursive: true });
        rotate();
        appendFileSync(file(0), `${JSON.stringify({ at: new Date(now()).toISOString(), ...entry })}\n`);
      } catch {
        // A full or read-only disk: whoever works is told by what they do themselves.
      }
    },
  };
}
