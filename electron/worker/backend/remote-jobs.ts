import type { FromBackend } from '#core/contract/host.ts';
import type { JobChild, JobLauncher } from '../job/host.ts';

/** Job processes that main starts for the backend: a utility process can't start another. */
export interface RemoteJobs {
  readonly launch: JobLauncher;
  /** Main's news of a job process; of one that has ended they go nowhere. */
  said(job: number, message: unknown): void;
  exited(job: number, how: string): void;
}

interface Listeners {
  message: ((raw: unknown) => void) | null;
  exit: ((how: string) => void) | null;
}

/** Makes the launcher over the line to main. */
export function createRemoteJobs(post: (message: FromBackend) => void): RemoteJobs {
  const running = new Map<number, Listeners>();
  let last = 0;

  function launch(entry: string, heapMb: number): JobChild {
    last += 1;
    const job = last;
    const listeners: Listeners = { message: null, exit: null };
    running.set(job, listeners);
    post({ type: 'launchJob', job, entry, heapMb });
    return {
      send: (message) => post({ type: 'jobMessage', job, message }),
      onMessage(listener) {
        listeners.message = listener;
      },
      onExit(listener) {
        listeners.exit = listener;
      },
      kill: () => post({ type: 'killJob', job }),
    };
  }

  return {
    launch,
    said(job, message) {
      running.get(job)?.message?.(message);
      // A utility process does not know when its last message is on its way, so it does not end by itself.
      if (isOutcome(message)) post({ type: 'killJob', job });
    },
    exited(job, how) {
      const listeners = running.get(job);
      running.delete(job);
      listeners?.exit?.(how);
    },
  };
}

function isOutcome(message: unknown): boolean {
  const type: unknown = typeof message === 'object' && message !== null ? Reflect.get(message, 'type') : null;
  return type === 'done' || type === 'failed';
}
