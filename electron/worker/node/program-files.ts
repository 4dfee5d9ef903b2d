import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program's own files; absolute paths. */
export interface ProgramFiles {
  readonly resources: string;
  readonly migrationsFolder: string;
  /** Entry of the job process. */
  readonly jobEntry: string;
}

/**
 * Where the program's own files lie, seen from one of its modules: the nearest folder above that holds both `resources`
 * and `db/migrations`. That is the clone (sources, or bundles in `out/main`), the package's archive, or the folder beside
 * it. Throws when there is none: the program is not whole.
 */
export function programFiles(moduleUrl: string, exists: (path: string) => boolean = existsSync): ProgramFiles {
  const module = fileURLToPath(moduleUrl);
  const root = rootAbove(dirname(module), exists);
  if (root === null) throw new Error(`no resources and db/migrations above ${module}`);
  return {
    resources: join(root, 'resources'),
    migrationsFolder: join(root, 'db', 'migrations'),
    // All bundles lie in one folder, whichever of them this module became a part of.
    jobEntry: module.endsWith('.ts') ? join(root, 'electron', 'worker', 'job.ts') : join(dirname(module), 'job.js'),
  };
}

function rootAbove(folder: string, exists: (path: string) => boolean): string | null {
  const whole = exists(join(folder, 'db', 'migrations', 'meta', '_journal.json')) && exists(join(folder, 'resources'));
  if (whole) return folder;
  const parent = dirname(folder);
  return parent === folder ? null : rootAbove(parent, exists);
}
