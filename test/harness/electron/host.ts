/**
 * Runs a built main process in plain Node: `electron` is the stand-in, its windows are pages of a browser. One program
 * a process, as in Electron.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ADDRESS } from './page/messages.ts';
import { isAlive, type Lock, takeLock } from './lock.ts';
import { type HarnessServer, startServer } from './server/server.ts';
import { app } from './stand-in/app.ts';
import type { BrowserWindow } from './stand-in/browser-window.ts';
import { accelerators, pressAccelerator } from './stand-in/menu.ts';
import { frontWindow, world } from './stand-in/world.ts';

/** A program that runs in this process. */
export interface Host {
  readonly server: HarnessServer;
  /** Ends the program as the user would: everything is closed first. */
  quit(): void;
}

/** What the launcher does where a test only looks. */
export interface HostOptions {
  /** File of the built main process. */
  readonly entry: string;
  /** The folder of its package.json. */
  readonly root: string;
  /** A window has its address for the first time: a page can come to it at `address`. */
  onWindow(window: BrowserWindow, address: string): void;
  /** Another program runs on the same data, at that address; this one ends by itself. */
  onFirst(address: string): void;
  /** The program has ended; the process should follow. */
  onExit(code: number): void;
}

/** Starts the program. */
export async function runProgram(options: HostOptions): Promise<Host> {
  world.root = options.root;
  world.scratch = makeScratch();
  let second = () => {};
  const server = await startServer(() => second());
  let lock: Lock | null = null;
  world.lock = (folder, listener) => {
    second = listener;
    const taken = takeLock(join(folder, 'browser.lock'), { pid: process.pid, port: server.port, key: server.key });
    if ('running' in taken) {
      options.onFirst(`http://127.0.0.1:${taken.running.port}/?key=${taken.running.key}`);
      return false;
    }
    lock = taken.lock;
    return true;
  };
  world.events.on('window', (window: BrowserWindow) => {
    window.webContents.on('page-message', (item) => {
      if (item.t === 'accelerator') pressAccelerator(item.accelerator);
    });
  });
  world.events.on('loading', (id: number) => {
    const window = world.windows.get(id);
    if (window) options.onWindow(window, server.address(id));
  });
  world.events.on('menu', () => {
    for (const window of world.windows.values())
      window.webContents.link.tell({ t: 'accelerators', list: accelerators() });
  });
  world.events.on('page-left', closeIfLeft);
  world.events.once('exit', (code: number) => {
    lock?.release();
    rmSync(world.scratch, { recursive: true, force: true });
    server.close();
    options.onExit(code);
  });
  standIn();
  await import(pathToFileURL(options.entry).href);
  app.becomeReady();
  const quit = () => {
    lock?.ending();
    app.quit();
  };
  return { server, quit };
}

/** Makes `import 'electron'` and `require('electron')` the stand-in, and `process` that of a main process. */
function standIn(): void {
  const url = new URL('./stand-in/index.ts', import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url, shortCircuit: true } : next(specifier, context),
  });
  Object.defineProperty(process, 'type', { value: 'browser', enumerable: true });
  Object.defineProperty(process, 'resourcesPath', { value: join(world.root, 'resources'), enumerable: true });
}

const SCRATCH = 'heqing-browser-';

/** A folder for uploads and downloads, readable by its owner only; removes those of programs that were killed. */
function makeScratch(): string {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.startsWith(SCRATCH) && name.slice(SCRATCH.length).split('-')[0]);
    if (pid > 0 && !isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
  return mkdtempSync(join(tmpdir(), `${SCRATCH}${process.pid}-`));
}

/** How long a page may be gone (a reload, a slow machine) before its window counts as closed. */
const GONE_AFTER = 3000;

/** A tab that was closed closes its window, except the last one: the program goes on until it is told to end. */
function closeIfLeft(window: BrowserWindow): void {
  setTimeout(() => {
    const others = [...world.windows.values()].some(
      (other) => other.id !== window.id && other.webContents.link.connected,
    );
    if (!window.webContents.link.connected && others) window.close();
  }, GONE_AFTER).unref();
}

/** Opens a further window's page through the page in front. */
export function openThroughPage(window: BrowserWindow): void {
  const front = frontWindow();
  if (!front || front.id === window.id) return;
  front.webContents.link.tell({ t: 'open', path: `${ADDRESS.enter}?window=${window.id}` });
}
