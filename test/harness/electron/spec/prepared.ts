import { join } from 'node:path';

/** Variable that names the folder with the program under test, for the processes of the specs. */
export const PROGRAM_VARIABLE = 'HEQING_SPEC_PROGRAM';

/** Root and entry of the program under test: the copy that `set-up.ts` made. */
export function preparedProgram(): { readonly root: string; readonly entry: string } {
  const root = process.env[PROGRAM_VARIABLE];
  if (root === undefined) throw new Error('the specs run by: playwright test -c test/playwright.config.ts');
  return { root, entry: join(root, 'out/main/index.js') };
}

/** Data folder that `set-up.ts` made with the built command line: the demonstration, everybody with a password. */
export function sampleData(): string {
  return join(preparedProgram().root, '../sample/data');
}
