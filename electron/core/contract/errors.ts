/** Codes of the border itself; every area adds its own stable codes (SCREAMING_SNAKE) beside its rules. */
export const BORDER_ERRORS = ['ROUTE_NOT_FOUND', 'VALIDATION_FAILED', 'FORBIDDEN', 'INTERNAL', 'BUSY'] as const;

/** Codes of the use cases. */
export const USE_CASE_ERRORS = [
  'NOT_FOUND',
  'STALE_REVISION',
  'ACCOUNT_EXISTS',
  'ACCOUNT_UNKNOWN',
  'ALREADY_FILED',
  'FILE_TOKEN_UNKNOWN',
  'NOTICE_TOO_SHORT',
  'IMPORT_NOT_STAGED',
  'SEVERITY_REASON_MISSING',
] as const;

/** What goes wrong, as data: never a rejected promise, never told apart by its message. */
export interface AppErrorData {
  readonly code: string;
  /** Chinese: what was found, what is allowed, what to do. */
  readonly message: string;
  readonly data?: unknown;
}

/** Reply to every request. */
export type Reply<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: AppErrorData };
