import type { ToBackend } from '#core/contract/host.ts';

/** A started job process. */
export interface JobProcess {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (how: string) => void): void;
  /** At once, whatever it is doing. */
  kill(): void;
}

/** The job processes of one backend process: started and killed at its word, everything else only passed on. */
export interface JobHost {
  launch(order: { readonly job: number; readonly entry: string; readonly heapMb: number }): void;
  send(job: number, message: unknown): void;
  kill(job: number): void;
  killAll(): void;
}

/** Makes the host of one backend's jobs. `post` reaches that backend. */
export function createJobHost(
  start: (entry: string, heapMb: number) => JobProcess,
  post: (message: ToBackend) => void,
): JobHost {
  const running = new Map<number, JobProcess>();
  return {
    launch({ job, entry, heapMb }) {
      const process = start(entry, heapMb);
      running.set(job, process);
      process.onMessage((message) => post({ type: 'jobMessage', job, message }));
      process.onExit((how) => {
        running.delete(job);
        post({ type: 'jobExited', job, how });
      });
    },
    send: (job, message) => running.get(job)?.post(message),
    kill: (job) => running.get(job)?.kill(),
    killAll() {
      for (const process of running.values()) process.kill();
    },
  };
}
