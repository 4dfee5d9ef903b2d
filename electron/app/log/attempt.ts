import { errorCode } from '#db/refusals.ts';

/** The outcome of a reading. */
export type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

/** What was changed behind the program may no longer have the form its reader expects; that is a finding, not a failure. */
export function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    // Errors with a code come from SQLite or the file system: those are failures.
    if (errorCode(error) !== null) throw error;
    return { ok: false };
  }
}
