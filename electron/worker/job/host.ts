import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ok, type Result, refuse } from '#core/domain/shared/result.ts';
import { type JobKind, type JobKinds, type JobProgress, readJobMessage } from './protocol.ts';

/** How a job is run. Only `onProgress` is usual; the rest has defaults. */
export interface JobOptions {
  readonly onProgress?: (progress: JobProgress) => void;
  /** Cancels by killing the process. */
  readonly signal?: AbortSignal;
  /** Milliseconds; default 10 minutes. */
  readonly timeLimitMs?: number;
  /** Old-space limit of the process, MB; default 1,024. */
  readonly heapMb?: number;
  /** Path of the entry; default the job entry beside this file (`.ts` under type stripping; a bundle passes its own). */
  readonly entry?: string;
  /** Starts the process; default `child_process.fork`, Electron's `utilityProcess.fork` later. */
  readonly launch?: JobLauncher;
}

/** A started job process, as the host needs it. */
export interface JobChild {
  send(message: unknown): void;
  onMessage(listener: (raw: unknown) => void): void;
  /** Called once, when the process has ended; `how` is for the log. */
  onExit(listener: (how: string) => void): void;
  kill(): void;
}

/** Starts a job process with a heap limit (MB). */
export type JobLauncher = (entry: string, heapMb: number) => JobChild;

const TEN_MINUTES = 600_000;
const DEFAULT_HEAP_MB = 1024;

let lastId = 0;

/**
 * Runs one job in a process of its own and waits until that process has ended. Nothing that the job does can hurt the
 * program: it may run out of memory, hang or be killed. Codes beside the job's own: JOB_DIED, JOB_TIMED_OUT, JOB_CANCELLED.
 * A staging file of a job that did not finish is left behind incomplete, for its owner to remove.
 */
export function runJob<K extends JobKind>(
  kind: K,
  input: JobKinds[K]['input'],
  options: JobOptions = {},
): Promise<Result<JobKinds[K]['output']>> {
  // The job is ours and its input was typed; its output is what its handler returns.
  return runAnyJob(kind, input, options) as Promise<Result<JobKinds[K]['output']>>;
}

/** As `runJob`, for entries with jobs of their own (tests, tools). */
export function runAnyJob(kind: string, input: unknown, options: JobOptions = {}): Promise<Result<unknown>> {
  const { signal, timeLimitMs = TEN_MINUTES, heapMb = DEFAULT_HEAP_MB, launch = forkJob } = options;
  if (signal?.aborted) return Promise.resolve(cancelled());
  lastId += 1;
  const id = `job-${lastId}`;
  return new Promise((resolve) => {
    const child = launch(options.entry ?? defaultEntry(), heapMb);
    let outcome: Result<unknown> | null = null;
    const end = (result: Result<unknown>) => {
      outcome ??= result;
      child.kill();
    };
    const timer = setTimeout(() => end(timedOut(timeLimitMs)), timeLimitMs);
    const abort = () => end(cancelled());
    signal?.addEventListener('abort', abort, { once: true });
    child.onMessage((raw) => {
      const message = readJobMessage(raw, id);
      if (message === null || outcome !== null) return;
      if (message.type === 'progress')
        options.onProgress?.({ phase: message.phase, done: message.done, total: message.total });
      else outcome = message.type === 'done' ? ok(message.result) : { ok: false, error: message.error };
    });
    child.onExit((how) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      resolve(outcome ?? died(how));
    });
    child.send({ id, type: 'start', kind, input });
  });
}

/** `child_process.fork` with a heap limit; inherits no arguments of this process. */
export function forkJob(entry: string, heapMb: number): JobChild {
  const child: ChildProcess = fork(entry, [], {
    execArgv: [`--max-old-space-size=${heapMb}`],
    // Structured clone as Electron does it; JSON would turn what is not JSON into null in silence.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let ended = false;
  return {
    // A process that died before it was asked reports through 'exit', not here.
    send: (message) => void child.send(message as object, () => {}),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => {
      const once = (how: string) => {
        if (ended) return;
        ended = true;
        listener(how);
      };
      child.once('error', (error) => once(error.message));
      child.once('exit', (code, signal) => once(signal ?? `exit ${code}`));
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

function defaultEntry(): string {
  return fileURLToPath(new URL('../job.ts', import.meta.url));
}

function cancelled(): Result<never> {
  return refuse('JOB_CANCELLED', '已取消，没有写入任何内容。');
}

function timedOut(limitMs: number): Result<never> {
  const limit = limitMs >= 60_000 ? `${Math.round(limitMs / 60_000)} 分钟` : `${Math.round(limitMs / 1000)} 秒`;
  return refuse(
    'JOB_TIMED_OUT',
    `处理超过 ${limit} 仍未完成，已停止，没有写入任何内容；请检查文件是否过大或已损坏，可拆分后再试。`,
    { limitMs },
  );
}

function died(how: string): Result<never> {
  return refuse(
    'JOB_DIED',
    '后台任务意外中止（文件过大占满内存，或文件已损坏），没有写入任何内容；请用 Excel 或 WPS 另存、拆分后再试。',
    { how },
  );
}
