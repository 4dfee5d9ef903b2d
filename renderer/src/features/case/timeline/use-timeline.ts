import { useMemo } from 'react';
import type { TimelineEntry } from '#core/contract/views.ts';
import { useAsk } from '../../../api/ask.ts';
import { type Objection, objectionsIn } from './entries.ts';

const NONE: readonly TimelineEntry[] = [];

/** Every event of a case, oldest first; empty until they are there. */
export function useTimeline(id: string): readonly TimelineEntry[] {
  return useAsk('case.timeline', { id }).data ?? NONE;
}

/** Objections (异议) of a case. */
export function useObjections(id: string): readonly Objection[] {
  const entries = useTimeline(id);
  return useMemo(() => objectionsIn(entries), [entries]);
}

/** Names of accounts by key; an account that is not active any more has none here. */
export function useAccountName(): (id: string) => string {
  const accounts = useAsk('account.list', {}).data;
  return (id) => accounts?.find((account) => account.id === id)?.displayName ?? '（已停用的账户）';
}
