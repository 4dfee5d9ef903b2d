import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from '#worker/node/data-folder.ts';

/** A data folder of the program, in the folder for temporary files, with a copy of a generated database in it. */
export function dataFolderWith(database: string): string {
  const root = mkdtempSync(join(tmpdir(), 'heqing-bench-data-'));
  const folder = openDataFolder(root, { create: true });
  if (!folder.ok) throw new Error(folder.error.message);
  copyFileSync(database, folder.value.database);
  return root;
}
