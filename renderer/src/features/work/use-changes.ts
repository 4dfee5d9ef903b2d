import { useEffect } from 'react';
import { queryClient, useAsk, useCommand } from '../../api/ask.ts';

const KEY = 'work-last-seen';
const QUERY = ['session.preference', { key: KEY }];

/** Where the log stood at the last visit. */
interface LastSeen {
  readonly seq: number;
  /** Instant, ms UTC. */
  readonly at: number;
}

function isLastSeen(value: unknown): value is LastSeen {
  return typeof value === 'object' && value !== null && 'seq' in value && 'at' in value;
}

/** What others did since this person last said 已看, one page of it; `mark` says so now. */
export function useChanges(page: number, size: number) {
  const preference = useAsk('session.preference', { key: KEY });
  const seen = isLastSeen(preference.data) ? preference.data : null;
  const changes = useAsk(
    'work.changes',
    { after: seen?.seq ?? null, page: { offset: (page - 1) * size, size } },
    { keep: true, enabled: preference.data !== undefined },
  );
  const { mutate, isPending, error } = useCommand('session.setPreference');
  const through = changes.data?.through;
  const mark = () => {
    if (through === undefined) return;
    const value: LastSeen = { seq: through, at: Date.now() };
    mutate(
      { key: KEY, value: { ...value } },
      {
        onSuccess: () => {
          queryClient.setQueryData(QUERY, value);
          // An answer on its way may be older than the mark, and would bring back a first visit.
          void queryClient.invalidateQueries({ queryKey: QUERY });
        },
      },
    );
  };
  const isFirst = preference.data === null && through !== undefined;
  // The first visit begins where the log stands: the whole history is no news.
  useEffect(() => {
    if (isFirst && !isPending && error === null) mark();
  });
  return { seen, changes, mark, isMarking: isPending, error: error ?? changes.error };
}
