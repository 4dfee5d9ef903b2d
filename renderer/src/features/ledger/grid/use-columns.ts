import { useCallback, useMemo, useRef, useState } from 'react';
import { ask, queryClient, useAsk } from '../../../api/ask.ts';
import { COLUMNS_KEY, type ColumnSetting, rememberedColumns } from './column-memory.ts';

const MOMENT_MS = 500;

/** The columns as this person last had them, null until they are read; setting them keeps them, a moment later. */
export function useColumns(): readonly [readonly ColumnSetting[] | null, (settings: readonly ColumnSetting[]) => void] {
  const kept = useAsk('session.preference', { key: COLUMNS_KEY });
  const [mine, setMine] = useState<readonly ColumnSetting[] | null>(null);
  const timer = useRef(0);
  const known = kept.isPending ? null : kept.data;
  const read = useMemo(
    () => (known === null && kept.isPending ? null : rememberedColumns(known)),
    [known, kept.isPending],
  );
  const set = useCallback((settings: readonly ColumnSetting[]) => {
    setMine(settings);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      const value = settings.map((one) => ({ ...one }));
      queryClient.setQueryData(['session.preference', { key: COLUMNS_KEY }], value);
      // Columns that could not be kept are no reason to disturb anybody.
      ask('session.setPreference', { key: COLUMNS_KEY, value }).catch(() => undefined);
    }, MOMENT_MS);
  }, []);
  return [mine ?? read, set];
}
