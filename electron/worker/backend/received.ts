import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { RECEIVED_FOLDER } from '#core/contract/host.ts';

/**
 * Removes the dropped and pasted files of an earlier run: their tokens are gone with it. One that another program holds
 * open (Windows) stays until the next time.
 */
export function clearReceived(dataFolder: string): void {
  try {
    rmSync(join(dataFolder, ...RECEIVED_FOLDER), { recursive: true, force: true });
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null;
    if (typeof code !== 'string' || !HELD.has(code)) throw error;
  }
}

const HELD: ReadonlySet<string> = new Set(['EBUSY', 'EPERM', 'EACCES', 'ENOTEMPTY', 'EROFS']);
