import { join, resolve } from 'node:path';

/** How the program was started. */
export interface Launch {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Electron's folder for this user's data of this program. */
  readonly userData: string;
  readonly packaged: boolean;
}

/**
 * The data folder: `--data <folder>` or `--data=<folder>`, else the variable HEQING_DATA, else `data` in the user's
 * folder for this program. Never beside the program: an installer may replace that.
 */
export function dataFolderOf({ argv, env, userData }: Launch): string {
  return resolve(namedFolder(argv) ?? textOr(env['HEQING_DATA'], join(userData, 'data')));
}

function namedFolder(argv: readonly string[]): string | null {
  const at = argv.findIndex((word) => word === '--data' || word.startsWith('--data='));
  const word = argv[at];
  if (word === undefined) return null;
  const folder = word === '--data' ? argv[at + 1] : word.slice('--data='.length);
  return folder === undefined || folder === '' ? null : folder;
}

/** Address of the development server; null in the product, whatever the environment says. */
export function devServerOf({ env, packaged }: Launch): URL | null {
  const address = textOr(env['ELECTRON_RENDERER_URL'], '');
  return packaged || address === '' ? null : new URL(address);
}

function textOr(text: string | undefined, otherwise: string): string {
  return text === undefined || text === '' ? otherwise : text;
}

/** The bundles of the program, seen from the folder of main's own. */
export interface Bundles {
  readonly backend: string;
  readonly preload: string;
  readonly renderer: string;
  /** Folder above all bundles, with a separator at its end; left out of the log. */
  readonly root: string;
}

/** Where the bundles lie; the same in a clone and in a package. */
export function bundlesOf(mainFolder: string): Bundles {
  return {
    backend: join(mainFolder, 'backend.js'),
    preload: join(mainFolder, '..', 'preload', 'index.cjs'),
    renderer: join(mainFolder, '..', 'renderer'),
    root: join(mainFolder, '..', '..', '/'),
  };
}
