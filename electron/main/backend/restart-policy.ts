/** So many deaths within so many milliseconds, and a process is not started again by itself. */
const MOST_DEATHS = 3;
const WITHIN_MS = 60_000;

/** Counts the deaths of one process. */
export interface RestartPolicy {
  /** Notes a death; true when the process may be started again at once. */
  mayRestart(now: number): boolean;
  /** A person asked for a start: the count begins anew. */
  forgive(): void;
}

/** Makes a policy: the third death within a minute ends the automatic restarts. */
export function createRestartPolicy(): RestartPolicy {
  let deaths: readonly number[] = [];
  return {
    mayRestart(now) {
      deaths = [...deaths, now].filter((at) => now - at < WITHIN_MS);
      return deaths.length < MOST_DEATHS;
    },
    forgive() {
      deaths = [];
    },
  };
}
