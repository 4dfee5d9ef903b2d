/** A refusal: an expected "no" of the domain, as a value. `message` is Chinese: what was found, what is allowed, where. */
export interface Refusal {
  /** Stable SCREAMING_SNAKE code; never parsed out of the message. */
  readonly code: string;
  /** Chinese text a clerk can act on. */
  readonly message: string;
  /** JSON details for the caller, e.g. the missing requirements. */
  readonly data?: unknown;
}

/** Outcome of a decision: a value, or one refusal. */
export type Result<T, E = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** Wraps a value as a successful result. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Makes a refusal result. */
export function refuse(code: string, message: string, data?: unknown): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: data === undefined ? { code, message } : { code, message, data } };
}
