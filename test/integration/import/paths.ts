import { fileURLToPath } from 'node:url';

/** Folder of the reference data and the samples. */
export const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));

/** Path of a job entry of the tests. */
export function entryPath(name: string): string {
  return fileURLToPath(new URL(`entries/${name}`, import.meta.url));
}
