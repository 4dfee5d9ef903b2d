import { useCallback, useEffect, useRef, useState } from 'react';
import type { RecordLink } from '#core/contract/views-finding.ts';
import { useSession } from '../../../app/session.ts';
import { useDraft } from '../../../ui/draft.ts';
import { emptyDraft, type FindingDraft, isWorthKeeping, nextDraft, restoreDraft } from '../draft/finding-draft.ts';

/** Everything of the form that is kept through a restart. */
export interface FormState {
  readonly draft: FindingDraft;
  readonly distinct: readonly string[];
  readonly mergeInto: RecordLink | null;
}

/** The form with its draft. */
export interface KeptForm {
  /** Null until the draft is read. */
  readonly state: FormState | null;
  /** A draft of an earlier time was taken up. */
  readonly restored: boolean;
  set(change: Partial<FindingDraft>): void;
  decide(change: Partial<Pick<FormState, 'distinct' | 'mergeInto'>>): void;
  /** After saving: an empty form that keeps where, from whom and when. */
  next(): void;
  clear(): void;
}

/** The form of a new finding, kept in the database as it is typed. */
export function useKeptForm(): KeptForm {
  const { today } = useSession();
  const { kept, keep, drop } = useDraft<FormState>('finding');
  const [state, setState] = useState<FormState | null>(null);
  const [restored, setRestored] = useState(false);

  useEffect(() => {
    if (kept === undefined) return;
    const draft = restoreDraft(kept?.draft, today);
    setRestored(draft !== null && isWorthKeeping(draft, today));
    setState((now) => now ?? takeUp(kept, draft, today));
  }, [kept, today]);

  const typed = useRef(false);
  useEffect(() => {
    if (state === null || !typed.current) return;
    if (isWorthKeeping(state.draft, today)) keep(state);
    else drop();
  }, [state, keep, drop, today]);

  const change = useCallback((how: (now: FormState) => FormState) => {
    typed.current = true;
    setState((now) => (now === null ? now : how(now)));
  }, []);

  const set = useCallback(
    (fields: Partial<FindingDraft>) => change((now) => ({ ...now, draft: { ...now.draft, ...fields } })),
    [change],
  );
  const decide = useCallback<KeptForm['decide']>((decided) => change((now) => ({ ...now, ...decided })), [change]);
  const next = useCallback(
    () => change(({ draft }) => ({ ...empty(today), draft: nextDraft(draft, today) })),
    [change, today],
  );
  const clear = useCallback(() => {
    setRestored(false);
    change(() => empty(today));
  }, [change, today]);
  return { state, restored, set, decide, next, clear };
}

function empty(today: string): FormState {
  return { draft: emptyDraft(today), distinct: [], mergeInto: null };
}

function takeUp(kept: FormState | null, draft: FindingDraft | null, today: string): FormState {
  if (kept === null || draft === null) return empty(today);
  return { draft, distinct: Array.isArray(kept.distinct) ? kept.distinct : [], mergeInto: kept.mergeInto ?? null };
}
