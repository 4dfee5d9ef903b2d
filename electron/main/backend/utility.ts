import type { UtilityProcess, utilityProcess } from 'electron';
import type { FromBackend } from '#core/contract/host.ts';
import type { BackendChild } from './backend-host.ts';
import type { JobProcess } from './job-host.ts';

/** Starts the backend as a utility process. */
export function startBackend(utility: typeof utilityProcess, entry: string): BackendChild {
  const child = lineTo(utility.fork(entry, [], { serviceName: 'heqing-backend', stdio: 'inherit' }));
  // Its messages are ours; see `host.ts` of the contract.
  return { ...child, onMessage: (listener) => child.onMessage((message) => listener(message as FromBackend)) };
}

/** Starts a job process with a limit on its heap, MB. */
export function startJob(utility: typeof utilityProcess, entry: string, heapMb: number): JobProcess {
  const execArgv = [`--max-old-space-size=${heapMb}`];
  return lineTo(utility.fork(entry, [], { serviceName: 'heqing-job', execArgv, stdio: 'inherit' }));
}

function lineTo(child: UtilityProcess): JobProcess {
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  return {
    post(message) {
      if (!ended) child.postMessage(message);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener(`exit ${code}`)),
    kill() {
      if (!ended) kill(child);
    },
  };
}

/** `kill` of a utility process asks; one that is caught in a loop is ended by its number. */
function kill(child: UtilityProcess): void {
  const { pid } = child;
  child.kill();
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error) || Reflect.get(error, 'code') !== 'ESRCH') throw error;
  }
}
