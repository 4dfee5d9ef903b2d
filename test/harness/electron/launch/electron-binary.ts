import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../build.ts';

const PACKAGE = join(ROOT, 'node_modules/electron');
const PATHS: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
  linux: 'electron',
};

/** The Electron binary that is there: of ELECTRON_OVERRIDE_DIST_PATH, else of the `electron` package; null for none. */
export function electronBinary(): string | null {
  const name = PATHS[process.platform];
  if (name === undefined) return null;
  const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(PACKAGE, 'dist'), name);
  return existsSync(path) ? path : null;
}

/** The host of the download must answer within so many milliseconds. */
const PROBE_MS = 3_000;

/**
 * The binary, fetched as the `electron` package does it where that can work: its archive is in the cache, or the host it
 * comes from answers at once. Null else; nobody waits for a time-out.
 */
export async function fetchElectronBinary(): Promise<string | null> {
  const found = electronBinary();
  if (found !== null || process.env['ELECTRON_OVERRIDE_DIST_PATH'] !== undefined) return found;
  if (!isCached() && !(await answers(sourceOfBinary()))) return null;
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(process.execPath, [join(PACKAGE, 'install.js')], { stdio: ['ignore', 'inherit', 'ignore'] });
    child.once('close', resolve);
    child.once('error', () => resolve(null));
  });
  return code === 0 ? electronBinary() : null;
}

/** Folder of the downloads: the mirror that is set, or Electron's own. */
function sourceOfBinary(): string {
  const { ELECTRON_MIRROR, npm_config_electron_mirror } = process.env;
  return ELECTRON_MIRROR ?? npm_config_electron_mirror ?? 'https://github.com/electron/electron/releases/download/';
}

async function answers(address: string): Promise<boolean> {
  // A proxy of its own is asked by the package, not by this.
  if (process.env['ELECTRON_GET_USE_PROXY'] !== undefined) return true;
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    return false;
  }
}

function isCached(): boolean {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string };
  const archive = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  const root = cacheFolder();
  return existsSync(root) && readdirSync(root).some((folder) => existsSync(join(root, folder, archive)));
}

function cacheFolder(): string {
  const { electron_config_cache, LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (electron_config_cache !== undefined) return electron_config_cache;
  if (process.platform === 'win32')
    return join(LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'electron', 'Cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'electron');
  return join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'electron');
}
