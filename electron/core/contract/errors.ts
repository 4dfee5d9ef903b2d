/** What goes wrong, as data: never a rejected promise, never told apart by its message. */
export interface AppErrorData {
  readonly code: string;
  /** Chinese: what was found, what is allowed, what to do. */
  readonly message: string;
  readonly data?: unknown;
}

/** Reply to every request. */
export type Reply<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: AppErrorData };
