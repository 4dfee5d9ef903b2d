import { useEffect, useState } from 'react';
import { onEvent } from './bridge.ts';
import { askShell } from './shell.ts';

/** How far a running request is. */
export interface RunningJob {
  readonly id: string;
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
}

/** Every request of this window that reports progress. */
export function useRunningJobs(): readonly RunningJob[] {
  const [jobs, setJobs] = useState<readonly RunningJob[]>([]);
  useEffect(() => {
    const without = (id: string) => (all: readonly RunningJob[]) => all.filter((job) => job.id !== id);
    const ends = [
      onEvent('job.progress', ({ id, phase, done, total }) =>
        setJobs((all) => [...without(id)(all), { id, phase, done, total }]),
      ),
      onEvent('job.finished', ({ id }) => setJobs(without(id))),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, []);
  return jobs;
}

/** Cancels a running request; without effect when it has ended. */
export function cancelJob(id: string): void {
  void askShell('shell.cancel', { id });
}
