import { useCallback, useEffect, useRef, useState } from 'react';
import { asError } from '../../../api/as-error.ts';
import { ask } from '../../../api/ask.ts';
import { askShell } from '../../../api/shell.ts';

/** A photo that waits for its finding to be registered. */
export interface PendingPhoto {
  readonly token: string;
  readonly name: string;
  /** Address of its picture; null where only the shell knows the file. */
  readonly url: string | null;
}

/** Photos of the form that is being typed. Their tokens live as long as the program: they are not part of the draft. */
export function usePendingPhotos() {
  const [photos, setPhotos] = useState<readonly PendingPhoto[]>([]);
  const [error, setError] = useState<Error | null>(null);
  const urls = useRef(new Set<string>());
  useEffect(() => {
    const made = urls.current;
    return () => {
      for (const url of made) URL.revokeObjectURL(url);
    };
  }, []);

  const attempt = useCallback(async (gather: () => Promise<readonly PendingPhoto[]>) => {
    try {
      setError(null);
      const more = await gather();
      setPhotos((before) => [...before, ...more]);
    } catch (fault) {
      setError(asError(fault));
    }
  }, []);

  const choose = useCallback(
    () =>
      attempt(async () => {
        const files = await askShell('shell.chooseFiles', { purpose: 'photos', multiple: true });
        return files.map(({ token, name }) => ({ token, name, url: null }));
      }),
    [attempt],
  );
  const receive = useCallback(
    (files: readonly File[]) =>
      attempt(async () => {
        const received: PendingPhoto[] = [];
        for (const file of files) {
          const bytes = new Uint8Array(await file.arrayBuffer());
          const { token, name } = await askShell('shell.receiveFile', { name: file.name, bytes });
          const url = URL.createObjectURL(file);
          urls.current.add(url);
          received.push({ token, name, url });
        }
        return received;
      }),
    [attempt],
  );
  const remove = useCallback((token: string) => setPhotos((all) => all.filter((photo) => photo.token !== token)), []);
  const clear = useCallback(() => setPhotos([]), []);
  return { photos, error, choose, receive, remove, clear };
}

/** Hangs the photos on a registered finding as 整改前, one after another; those left over could not be added. */
export async function attachPhotos(
  finding: { readonly id: string; readonly rev: number },
  photos: readonly PendingPhoto[],
): Promise<{ readonly rev: number; readonly failed: readonly string[] }> {
  let { rev } = finding;
  const failed: string[] = [];
  for (const { token, name } of photos) {
    try {
      const owner = { kind: 'finding' as const, id: finding.id };
      rev = (await ask('photo.add', { owner, rev, role: 'before', file: token })).ownerRev;
    } catch (fault) {
      failed.push(`${name}：${asError(fault).message}`);
    }
  }
  return { rev, failed };
}

/** The pictures among what was dropped or pasted. */
export function picturesOf(transfer: DataTransfer | null): readonly File[] {
  return [...(transfer?.files ?? [])].filter((file) => file.type.startsWith('image/'));
}
