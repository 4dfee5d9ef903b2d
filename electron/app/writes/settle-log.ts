import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { checkpoint } from '#db/long-write.ts';

/** Beside this module, in the sources as in the bundles. */
const ENTRY = new URL(
  import.meta.url.endsWith('.ts') ? './checkpoint-thread.ts' : './checkpoint-thread.js',
  import.meta.url,
);

/**
 * Writes the write-ahead log of a long write back into the database, in a thread of its own: hundreds of megabytes that
 * would else be written by the next command, with the program standing still. What fails here is done by a later command.
 */
export function settleLog(path: string): Promise<void> {
  if (!existsSync(fileURLToPath(ENTRY))) {
    checkpoint(path);
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const worker = new Worker(ENTRY, { workerData: path });
    worker.on('error', () => resolve());
    worker.on('exit', () => resolve());
  });
}
