import { useEffect, useState } from 'react';
import type { HeqingEvent } from '#core/contract/bridge.ts';
import { onEvent } from './bridge.ts';

/** What was last said of the process that owns the data. */
export type BackendState = Extract<HeqingEvent, { type: 'backend.state' }>;

/** The state of the backend as this window heard of it; null before it heard anything, which means it works. */
export function useBackendState(): BackendState | null {
  const [state, setState] = useState<BackendState | null>(null);
  useEffect(() => onEvent('backend.state', setState), []);
  return state;
}
