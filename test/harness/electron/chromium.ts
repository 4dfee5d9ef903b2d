import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import bundled from '@sparticuz/chromium';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  win32: ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
};

/** Chromium, Chrome or Edge of this machine, or null. `HEQING_CHROMIUM` names another. */
function systemChromium(): string | null {
  const { HEQING_CHROMIUM, PATH = '', ProgramFiles = '', LOCALAPPDATA = '' } = process.env;
  const folders = [ProgramFiles, process.env['ProgramFiles(x86)'] ?? '', LOCALAPPDATA];
  const candidates =
    process.platform === 'linux'
      ? NAMES.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)))
      : (PLACES[process.platform] ?? []).flatMap((place) =>
          process.platform === 'win32' ? folders.map((one) => join(one, place)) : [place],
        );
  return HEQING_CHROMIUM ?? candidates.find((path) => existsSync(path)) ?? null;
}

/**
 * The Chromium inside the npm package `@sparticuz/chromium`, unpacked once for this version into the folder for
 * temporary files. Unpacked aside and renamed, so that nobody starts a half-written one.
 */
async function bundledChromium(): Promise<string> {
  const { version } = createRequire(import.meta.url)('../../../node_modules/@sparticuz/chromium/package.json') as {
    version: string;
  };
  const folder = join(tmpdir(), `heqing-chromium-${version}`);
  const path = join(folder, 'chromium');
  if (existsSync(path)) return path;
  const aside = mkdtempSync(join(tmpdir(), 'heqing-chromium-'));
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = aside;
  try {
    await bundled.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  try {
    renameSync(aside, folder);
  } catch (error) {
    // Another process was quicker.
    if (!existsSync(path)) throw error;
    rmSync(aside, { recursive: true });
  }
  return path;
}

/** Path of the browser for tests and screenshots. */
export async function chromiumPath(): Promise<string> {
  return systemChromium() ?? (await bundledChromium());
}

/** Starts the browser without a window. As root Chromium has no sandbox of its own. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await chromiumPath(),
    args: chromiumArguments(),
    env: chromiumEnvironment(),
  });
}

/** What Chromium is started with besides Playwright's own arguments: no calls home, no graphics card. */
export function chromiumArguments(): string[] {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [
    ...root,
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ];
}

/** Chromium's environment: in a locale without Chinese it can't name a downloaded file and calls it `download`. */
export function chromiumEnvironment(): Record<string, string> {
  const given = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(given), LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
}
