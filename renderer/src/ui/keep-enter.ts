import type { KeyboardEvent } from 'react';

/**
 * Keeps Enter in a field from sending the form, as browsers have it: Enter takes a date or a choice, Ctrl+Enter and the
 * button carry the form out.
 */
export function keepEnter(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
  if (event.target instanceof HTMLInputElement) event.preventDefault();
}
