import { useCallback, useState } from 'react';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';

/** Ticked findings, kept while pages are turned. */
export interface Ticks {
  readonly rows: readonly FindingRecord[];
  readonly ids: ReadonlySet<string>;
  tick(rows: readonly FindingRecord[], ticked: boolean): void;
  clear(): void;
}

/** Ticked findings of the list. */
export function useTicks(): Ticks {
  const [kept, setKept] = useState<ReadonlyMap<string, FindingRecord>>(new Map());
  const tick = useCallback((rows: readonly FindingRecord[], ticked: boolean) => {
    setKept((before) => {
      const after = new Map(before);
      for (const row of rows) {
        if (ticked) after.set(row.id, row);
        else after.delete(row.id);
      }
      return after;
    });
  }, []);
  const clear = useCallback(() => setKept(new Map()), []);
  return { rows: [...kept.values()], ids: new Set(kept.keys()), tick, clear };
}
