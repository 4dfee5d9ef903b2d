import { useState } from 'react';
import type { FileView } from '#core/contract/shell-routes.ts';
import type { PhotoRole } from '#core/domain/case/case-events.ts';
import { ask, queryClient } from '../../../api/ask.ts';
import { RequestRefused } from '../../../api/refused.ts';
import { askShell } from '../../../api/shell.ts';

/** Photos that are being added to a case, one after the other. */
export interface AddPhotos {
  /** How far it is; null when nothing is being added. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** Files that were not taken, each with its reason. */
  readonly refused: readonly { readonly name: string; readonly message: string }[];
  choose(role: PhotoRole): Promise<void>;
  /** Dropped or pasted files. */
  take(files: readonly File[], role: PhotoRole): Promise<void>;
}

/** Adds photos by dialog, drop or paste; one that is refused does not stop the others. */
export function useAddPhotos(caseId: string): AddPhotos {
  const [progress, setProgress] = useState<AddPhotos['progress']>(null);
  const [refused, setRefused] = useState<AddPhotos['refused']>([]);

  async function addAll(sources: readonly (() => Promise<FileView>)[], names: readonly string[], role: PhotoRole) {
    const problems: { name: string; message: string }[] = [];
    setRefused([]);
    for (const [index, source] of sources.entries()) {
      setProgress({ done: index, total: sources.length });
      try {
        const { token } = await source();
        // Asked each time: somebody else may have changed the case between two photos.
        const { rev } = await ask('case.get', { id: caseId });
        await ask('photo.add', { owner: { kind: 'case', id: caseId }, rev, role, file: token });
      } catch (error) {
        if (!(error instanceof RequestRefused)) throw error;
        problems.push({ name: names[index] ?? '', message: error.message });
      }
    }
    setProgress(null);
    setRefused(problems);
    await queryClient.invalidateQueries({ predicate: ({ queryKey }) => /^(case|photo)\./u.test(String(queryKey[0])) });
  }

  return {
    progress,
    refused,
    async choose(role) {
      const files = await askShell('shell.chooseFiles', { purpose: 'photos', multiple: true });
      await addAll(
        files.map((file) => () => Promise.resolve(file)),
        files.map(({ name }) => name),
        role,
      );
    },
    async take(files, role) {
      await addAll(
        files.map(
          (file) => async () =>
            askShell('shell.receiveFile', {
              name: file.name || '粘贴的照片.png',
              bytes: new Uint8Array(await file.arrayBuffer()),
            }),
        ),
        files.map(({ name }) => name),
        role,
      );
    },
  };
}
