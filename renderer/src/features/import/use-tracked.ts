import { useCallback, useState } from 'react';
import type { InputOf, OutputOf, Route } from '#core/contract/routes.ts';
import { asError } from '../../api/as-error.ts';
import { ask } from '../../api/ask.ts';
import { RequestRefused } from '../../api/refused.ts';

/** A long command that runs: its request for progress and cancelling, and what it is called until it says so itself. */
export interface TrackedJob {
  readonly id: string;
  readonly label: string;
}

/** Runs long commands one at a time. */
export interface Tracked {
  readonly job: TrackedJob | null;
  readonly error: Error | null;
  readonly cancelled: boolean;
  readonly fail: (fault: unknown) => void;
  readonly clear: () => void;
  /** Null when it was refused or cancelled; see `error` and `cancelled`. */
  readonly run: <R extends Route>(label: string, route: R, input: InputOf<R>) => Promise<OutputOf<R> | null>;
}

/** Code of a job that its person cancelled. */
const CANCELLED = 'JOB_CANCELLED';

/** Long commands (reading a file, writing it) with progress and cancel. */
export function useTracked(): Tracked {
  const [job, setJob] = useState<TrackedJob | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [cancelled, setCancelled] = useState(false);
  const clear = useCallback(() => {
    setError(null);
    setCancelled(false);
  }, []);
  const fail = useCallback((fault: unknown) => {
    if (fault instanceof RequestRefused && fault.code === CANCELLED) setCancelled(true);
    else setError(asError(fault));
  }, []);
  const run = useCallback(
    async <R extends Route>(label: string, route: R, input: InputOf<R>): Promise<OutputOf<R> | null> => {
      const id = crypto.randomUUID();
      clear();
      setJob({ id, label });
      try {
        return await ask(route, input, id);
      } catch (fault) {
        fail(fault);
        return null;
      } finally {
        setJob(null);
      }
    },
    [clear, fail],
  );
  return { job, error, cancelled, fail, clear, run };
}
