import type { FromBackend, ToBackend } from '#core/contract/host.ts';

/** The backend's line to main. */
export interface BackendPort {
  post(message: FromBackend): void;
  onMessage(listener: (message: ToBackend) => void): void;
}

/** Electron's `process.parentPort`, as far as it is used here. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: ToBackend }) => void): void;
}

/** The line of this process. Throws when it was not started as a utility process. */
export function connectBackendPort(): BackendPort {
  const parent = (process as { parentPort?: ParentPort }).parentPort;
  if (parent === undefined) throw new Error('backend.ts is started by the main process, not by hand');
  return {
    post: (message) => parent.postMessage(message),
    onMessage: (listener) => parent.on('message', ({ data }) => listener(data)),
  };
}
