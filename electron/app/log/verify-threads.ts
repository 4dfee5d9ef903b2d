import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { VerifyReport } from '#core/contract/views.ts';
import type { Reader } from '#db/access.ts';
import { aggregateCuts } from '#db/repositories/events.ts';
import type { ReadLog, VerifyOptions } from './verify.ts';
import { SHARED, type ThreadInput, type ThreadMessage } from './verify-protocol.ts';
import { type FoldedRange, type RowCounts, surplusFault } from './verify-rows.ts';

/** Log that is shared among threads. */
export interface ThreadedVerify extends Pick<VerifyOptions, 'key' | 'anchors' | 'onProgress'> {
  /** Of the database; each thread reads it through a connection of its own. */
  readonly path: string;
  readonly threads: number;
}

/** Beside this module, in the sources as in the bundles. */
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './verify-thread.ts' : './verify-thread.js', import.meta.url);
/** Below, starting threads takes longer than they save. */
const WORTH_IT_FROM = 100_000;
const MOST_THREADS = 4;
/** Ranges a thread: none waits long for the last. */
const RANGES_EACH = 6;
/** Number beyond all work. */
const STOP = 2 ** 30;

/** Threads that a log of so many events is worth; 0: verify it in the thread that asks. */
export function threadsFor(events: number): number {
  const threads = Math.min(MOST_THREADS, availableParallelism());
  return events < WORTH_IT_FROM || threads < 2 || !existsSync(fileURLToPath(ENTRY)) ? 0 : threads;
}

/**
 * `verifyLog` by several threads, each with a snapshot of its own; the caller stays free. The same report: of several
 * faults the one that comes first in the work. Null when a command was written while the snapshots were taken, so that
 * they are not of one state: try again. Errors of a thread are thrown with their code.
 */
export async function verifyInThreads(reader: Reader, options: ThreadedVerify): Promise<VerifyReport | null> {
  const shared = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const cuts = aggregateCuts(reader, options.threads * RANGES_EACH);
  const ranges = ['', ...cuts].map((from, at) => ({ from, before: cuts[at] ?? null }));
  const { path, key, anchors } = options;
  const workerData: ThreadInput = { path, key, anchors, ranges, shared };
  const gathering = gather(shared, options);
  const workers = Array.from({ length: options.threads }, () => new Worker(ENTRY, { workerData }));
  try {
    await Promise.all(workers.map((worker) => lifeOf(worker, gathering.take)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return gathering.report();
}

/** Resolves when the thread has ended by itself. */
function lifeOf(worker: Worker, take: (message: ThreadMessage) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => resolve());
    worker.on('message', (message: ThreadMessage) => {
      try {
        take(message);
      } catch (error) {
        reject(error);
      }
    });
  });
}

/** What the threads have found so far. */
interface Gathering {
  take(message: ThreadMessage): void;
  report(): VerifyReport | null;
}

function gather(shared: ThreadInput['shared'], { threads, onProgress }: ThreadedVerify): Gathering {
  const ready: { readonly heads: string; readonly stored: RowCounts }[] = [];
  const rows: FoldedRange[] = [];
  let log: ReadLog | null = null;
  let done = 0;

  function begin(): void {
    const states = new Set(ready.map((one) => JSON.stringify([one.heads, one.stored])));
    Atomics.store(shared, SHARED.begin, states.size === 1 ? 1 : 2);
    Atomics.notify(shared, SHARED.begin);
  }

  /** Work is taken in order, so whatever comes before the fault is in hand already. */
  function stopAfter(fault: unknown): void {
    if (fault !== null) Atomics.store(shared, SHARED.next, STOP);
  }

  function take(message: ThreadMessage): void {
    switch (message.type) {
      case 'ready':
        if (ready.push(message) === threads) begin();
        return;
      case 'step':
        done += message.events;
        onProgress?.(done);
        return;
      case 'log':
        log = message.log;
        stopAfter(log.fault);
        return;
      case 'rows':
        rows[message.work] = message.rows;
        stopAfter(message.rows.fault);
        return;
      case 'failed':
        throw Object.assign(new Error(message.message), message.code === null ? {} : { code: message.code });
    }
  }

  function report(): VerifyReport | null {
    const [one] = ready;
    return log === null || one === undefined ? null : joinReports(log, rows, one.stored);
  }

  return { take, report };
}

/**
 * One report of the parts, as `verifyLog` would have given it: a fault of the chains before one of a row, and of those
 * the one of the first range. `rows` by range, holes for ranges that nobody began.
 */
export function joinReports(log: ReadLog, rows: readonly FoldedRange[], stored: RowCounts): VerifyReport {
  const { events, heads, restorations, fault: logFault } = log;
  if (logFault !== null) return { sound: false, events, heads, restorations, findings: 0, cases: 0, fault: logFault };
  const found = rows.filter((range) => range !== undefined);
  const findings = found.reduce((sum, range) => sum + range.findings, 0);
  const cases = found.reduce((sum, range) => sum + range.cases, 0);
  const rowFault = found.find((range) => range.fault !== null)?.fault ?? null;
  const fault = rowFault ?? surplusFault(stored, { findings, cases });
  return { sound: fault === null, events, heads, restorations, findings, cases, fault };
}
