import { EventEmitter } from 'node:events';
import type { BrowserWindow } from './browser-window.ts';

/** Answers a request for an address of the program's scheme. */
export type SchemeHandler = (request: Request) => Response | Promise<Response>;

/** A child started with `utilityProcess.fork`. */
export interface UtilityChild {
  readonly serviceName: string;
  readonly pid: number | undefined;
}

/** How a host (launcher or test) answers dialogs before the page is asked; null: ask the page. */
export type DialogAnswerer = (kind: 'open' | 'save' | 'message', options: object) => Promise<unknown> | null;

/**
 * What the stand-in and its host share: one program a process, as in Electron. Events: `window` (a BrowserWindow was made),
 * `loading` (id; it has an address for the first time), `window-gone`, `menu`, `page-left`,
 * `utility-gone`, `shown` (path), `external` (address), `exit` (code).
 */
export const world = {
  events: new EventEmitter(),
  windows: new Map<number, BrowserWindow>(),
  handlers: new Map<string, SchemeHandler>(),
  privileged: new Set<string>(),
  utilities: new Set<UtilityChild>(),
  /** Origin that the windows load: `app://heqing`. */
  origin: null as string | null,
  /** Folder of this run for uploads and downloads; removed at the end. */
  scratch: '',
  /** Folder with the package.json of the program. */
  root: '',
  ready: false,
  answer: null as DialogAnswerer | null,
  /** Takes the single-instance lock of a data folder; `second` is called when another start asks. Set by the host. */
  lock: (_folder: string, _second: () => void): boolean => true,
};

/** The window that gets what names none: the focused one, else the newest with a page, else any. */
export function frontWindow(): BrowserWindow | null {
  const all = [...world.windows.values()];
  return (
    all.find((one) => one.isFocused()) ?? all.findLast((one) => one.webContents.link.connected) ?? all.at(-1) ?? null
  );
}
