import { useEffect, useState } from 'react';

/** A value a moment after it was set last; compared as JSON, so that an equal one sets nothing off. */
export function useDebounced<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  const said = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(said) as T), ms);
    return () => clearTimeout(timer);
  }, [said, ms]);
  return settled;
}
