import { useCallback, useState } from 'react';
import type { ExportSpec } from '#core/contract/routes/ledger.ts';
import type { FileView } from '#core/contract/shell-routes.ts';
import type { PartsView } from '#core/contract/views-export.ts';
import type { ExportView } from '#core/contract/views.ts';
import type { LedgerSplit } from '#core/domain/ledger/ledger-scope.ts';
import { askShell } from '../../api/shell.ts';
import { type Tracked, useTracked } from '../import/use-tracked.ts';

/** What was written, and where: one file, or one a town or unit in a zip. */
export type Exported = { readonly ledger: string; readonly file: FileView } & (
  | { readonly made: ExportView; readonly parts: null }
  | { readonly made: PartsView; readonly parts: PartsView['parts'] }
);

/** An export that runs, was made, refused or cancelled. */
export interface Exporting extends Pick<Tracked, 'job' | 'error' | 'cancelled'> {
  readonly done: Exported | null;
  readonly clear: () => void;
  /** Asks where to save, then writes. */
  readonly write: (spec: ExportSpec, split: LedgerSplit | null, suggestedName: string) => Promise<void>;
}

/** Chooses the place, exports there, and says what became of it. */
export function useExport(): Exporting {
  const { run, fail, clear: forget, ...tracked } = useTracked();
  const [done, setDone] = useState<Exported | null>(null);
  const clear = useCallback(() => {
    forget();
    setDone(null);
  }, [forget]);
  const write = useCallback<Exporting['write']>(
    async (spec, split, suggestedName) => {
      clear();
      const { ledger } = spec;
      try {
        const purpose = split === null ? 'ledger' : 'ledgers';
        const file = await askShell('shell.chooseSave', { purpose, suggestedName });
        if (file === null) return;
        if (split === null) {
          const made = await run('写入台账', 'ledger.export', { ...spec, file: file.token });
          if (made !== null) setDone({ ledger, file, made, parts: null });
        } else {
          const made = await run('分别写入台账', 'ledger.exportParts', { ...spec, split, file: file.token });
          if (made !== null) setDone({ ledger, file, made, parts: made.parts });
        }
      } catch (fault) {
        fail(fault);
      }
    },
    [clear, fail, run],
  );
  return { ...tracked, done, clear, write };
}
