import { useEffect, useRef } from 'react';

/** Hears every key of the window while a part is shown; keys of the input method and keys dealt with are left out. */
export function useKey(onKey: (event: KeyboardEvent) => void): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!event.isComposing && !event.defaultPrevented) latest.current(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
