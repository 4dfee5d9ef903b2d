import { useCallback, useState } from 'react';
import type { ExportSpec } from '#core/contract/routes/ledger.ts';
import type { FileView } from '#core/contract/shell-routes.ts';
import type { ExportView } from '#core/contract/views.ts';
import { askShell } from '../../api/shell.ts';
import { type Tracked, useTracked } from '../import/use-tracked.ts';

/** What was written, and where. */
export interface Exported {
  readonly file: FileView;
  readonly made: ExportView;
}

/** An export that runs, was made, refused or cancelled. */
export interface Exporting extends Pick<Tracked, 'job' | 'error' | 'cancelled' | 'clear'> {
  readonly done: Exported | null;
  /** Asks where to save, then writes; null when nothing was written. */
  readonly write: (spec: ExportSpec, suggestedName: string) => Promise<Exported | null>;
}

/** Chooses the place, exports there, and says what became of it. */
export function useExport(): Exporting {
  const tracked = useTracked();
  const [done, setDone] = useState<Exported | null>(null);
  const { run, fail, clear } = tracked;
  const write = useCallback<Exporting['write']>(
    async (spec, suggestedName) => {
      clear();
      setDone(null);
      try {
        const file = await askShell('shell.chooseSave', { purpose: 'ledger', suggestedName });
        if (file === null) return null;
        const made = await run('写入台账', 'ledger.export', { ...spec, file: file.token });
        if (made === null) return null;
        setDone({ file, made });
        return { file, made };
      } catch (fault) {
        fail(fault);
        return null;
      }
    },
    [clear, fail, run],
  );
  return { ...tracked, done, write };
}
