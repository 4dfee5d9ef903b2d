import type { AppErrorData } from '#core/contract/errors.ts';
import type { FromBackend } from '#core/contract/host.ts';

/** What ends a question: the backend's answer, or why there is none. */
export type Answer =
  | Extract<FromBackend, { readonly type: 'reply' | 'granted' | 'resolved' }>
  | { readonly type: 'failed'; readonly error: AppErrorData };

/** Progress of a question. */
type Progress = Pick<Extract<FromBackend, { readonly type: 'progress' }>, 'phase' | 'done' | 'total'>;

/** Questions under way, by number. */
export interface Pending {
  add(onProgress: (progress: Progress) => void): { readonly id: number; readonly answer: Promise<Answer> };
  progress(id: number, progress: Progress): void;
  /** Ends a question; one that has ended already stays as it is. */
  settle(id: number, answer: Answer): void;
  fail(id: number, error: AppErrorData): void;
  failAll(error: AppErrorData): void;
}

/** Makes an empty list of questions. Numbers are never used twice. */
export function createPending(): Pending {
  const open = new Map<number, { settle(answer: Answer): void; progress(progress: Progress): void }>();
  let last = 0;

  function settle(id: number, answer: Answer): void {
    const question = open.get(id);
    open.delete(id);
    question?.settle(answer);
  }

  return {
    add(onProgress) {
      last += 1;
      const { promise, resolve } = Promise.withResolvers<Answer>();
      open.set(last, { settle: resolve, progress: onProgress });
      return { id: last, answer: promise };
    },
    progress(id, { phase, done, total }) {
      open.get(id)?.progress({ phase, done, total });
    },
    settle,
    fail: (id, error) => settle(id, { type: 'failed', error }),
    failAll(error) {
      for (const id of [...open.keys()]) settle(id, { type: 'failed', error });
    },
  };
}
