import { useCallback, useEffect, useRef, useState } from 'react';
import { ask } from '../api/ask.ts';

/** A form's draft: what was typed and not saved yet; kept in the database, so that it survives a restart. */
export interface Draft<T> {
  /** Undefined until it is read, null when there is none. */
  readonly kept: T | null | undefined;
  /** Keeps what is typed, a moment after the last key. */
  keep(values: T): void;
  /** Forgets it: the form was saved or given up. */
  drop(): void;
}

const MOMENT_MS = 400;

/** Draft of a form under a key of at most 94 characters, for the person who is signed in. */
export function useDraft<T>(name: string): Draft<T> {
  const key = `draft:${name}`;
  const [kept, setKept] = useState<T | null>();
  const waiting = useRef<{ timer: number; values: T } | null>(null);

  const write = useCallback(
    (value: T | null) => {
      waiting.current = null;
      // A draft that could not be kept must not stand in the way of the form.
      ask('session.setPreference', { key, value: value as never }).catch(() => undefined);
    },
    [key],
  );

  useEffect(() => {
    let current = true;
    ask('session.preference', { key })
      .then((value) => current && setKept((value ?? null) as T | null))
      .catch(() => current && setKept(null));
    return () => {
      current = false;
    };
  }, [key]);

  const flush = useCallback(() => {
    if (waiting.current === null) return;
    clearTimeout(waiting.current.timer);
    write(waiting.current.values);
  }, [write]);

  useEffect(() => {
    window.addEventListener('beforeunload', flush);
    return () => {
      window.removeEventListener('beforeunload', flush);
      flush();
    };
  }, [flush]);

  const keep = useCallback(
    (values: T) => {
      if (waiting.current !== null) clearTimeout(waiting.current.timer);
      waiting.current = { values, timer: window.setTimeout(() => write(values), MOMENT_MS) };
    },
    [write],
  );

  const drop = useCallback(() => {
    if (waiting.current !== null) clearTimeout(waiting.current.timer);
    setKept(null);
    write(null);
  }, [write]);

  return { kept, keep, drop };
}
