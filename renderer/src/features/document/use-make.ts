import { useState } from 'react';
import type { InputOf } from '#core/contract/routes.ts';
import type { FilePurpose, FileView } from '#core/contract/shell-routes.ts';
import type { DocumentsMade } from '#core/contract/views-document.ts';
import { asError } from '../../api/as-error.ts';
import { ask } from '../../api/ask.ts';
import { askShell } from '../../api/shell.ts';

/** A document that is being written, was written, or could not be. */
export interface Making {
  /** Request that runs, for progress and cancelling. */
  readonly running: string | null;
  readonly done: { readonly file: FileView; readonly made: DocumentsMade } | null;
  readonly error: Error | null;
  /** Asks where to save, then writes; null when nothing was written. */
  readonly make: (
    request: Omit<InputOf<'document.make'>, 'file'>,
    suggestedName: string,
  ) => Promise<DocumentsMade | null>;
  readonly clear: () => void;
}

/** Chooses the place, writes the documents there and says what became of it. */
export function useMake(): Making {
  const [running, setRunning] = useState<string | null>(null);
  const [done, setDone] = useState<Making['done']>(null);
  const [error, setError] = useState<Error | null>(null);
  const clear = () => {
    setDone(null);
    setError(null);
  };
  const make: Making['make'] = async (request, suggestedName) => {
    clear();
    try {
      const purpose: FilePurpose = suggestedName.endsWith('.zip') ? 'documents' : 'document';
      const file = await askShell('shell.chooseSave', { purpose, suggestedName });
      if (file === null) return null;
      const id = crypto.randomUUID();
      setRunning(id);
      const made = await ask('document.make', { ...request, file: file.token }, id);
      setDone({ file, made });
      return made;
    } catch (fault) {
      setError(asError(fault));
      return null;
    } finally {
      setRunning(null);
    }
  };
  return { running, done, error, make, clear };
}
