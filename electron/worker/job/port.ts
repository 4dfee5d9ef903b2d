import type { JobMessage } from './protocol.ts';

/** The line to the host: `process.send` of a forked child, `process.parentPort` of an Electron utility process. */
export interface JobPort {
  post(message: JobMessage): void;
  /** Posts the outcome; the process then ends, by itself or by the host's hand. */
  postLast(message: JobMessage): void;
  onMessage(listener: (raw: unknown) => void): void;
}

/** Electron's `process.parentPort`, as far as it is used here. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** The port of this process. Throws when the process was started by hand, without a host. */
export function connectPort(): JobPort {
  const parent = (process as { parentPort?: ParentPort }).parentPort;
  if (parent) return electronPort(parent);
  if (process.send) return forkPort();
  throw new Error('job.ts is started by job/host.ts, not by hand');
}

function forkPort(): JobPort {
  // A host that is gone makes send fail; the process then ends by 'disconnect', so the error has no one to go to.
  process.on('disconnect', () => process.exit(0));
  return {
    post: (message) => void process.send?.(message, () => {}),
    postLast: (message) => void process.send?.(message, () => process.disconnect?.()),
    onMessage: (listener) => void process.on('message', listener),
  };
}

function electronPort(parent: ParentPort): JobPort {
  return {
    post: (message) => parent.postMessage(message),
    // Nothing tells when a message of a utility process is on its way: the host ends this process when it has it.
    postLast: (message) => parent.postMessage(message),
    onMessage: (listener) => parent.on('message', (event) => listener(event.data)),
  };
}
