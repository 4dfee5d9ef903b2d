import type { BrowserWindow as Window, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { CHANNELS, type HeqingEvent } from '#core/contract/bridge.ts';
import { hardenContents } from '../security/harden.ts';
import { pageAddress } from '../security/origin.ts';
import { windowOptions } from './window-options.ts';
import { besideWindow, placeWindow, type StateFile, stateOf } from './window-state.ts';

/** What windows are made with. */
export interface WindowParts {
  readonly BrowserWindow: {
    new (options: BrowserWindowConstructorOptions): Window;
    getAllWindows(): Window[];
    getFocusedWindow(): Window | null;
  };
  readonly preload: string;
  readonly stateFile: StateFile;
  /** Usable parts of all screens, the first one first. */
  readonly screens: () => readonly Rectangle[];
  /** Called when a page has been loaded and can hear events. */
  readonly onLoaded: (window: Window) => void;
  /** The page's process has died. True: load it again. */
  readonly onGone: (window: Window, how: string) => boolean;
  /** Whether to close a window whose page has something unsaved. */
  readonly mayDiscard: (window: Window) => boolean;
}

/** The windows of the program. */
export interface Windows {
  /** Opens a window at a page of the renderer. */
  open(path: string): Window;
  /** Brings the first window to the front, opening one where there is none. */
  focusFirst(): void;
  anyFocused(): boolean;
  /** The window in front, else any. */
  front(): Window | null;
  /** Sends an event to one window; one that is closed hears nothing. */
  emit(window: Window, event: HeqingEvent): void;
  emitToAll(event: HeqingEvent): void;
}

/** Makes the windows. */
export function createWindows(parts: WindowParts): Windows {
  const { BrowserWindow, stateFile } = parts;

  function open(path: string): Window {
    const [before] = BrowserWindow.getAllWindows();
    const state = stateFile.read();
    const usual = placeWindow(state, parts.screens());
    const window = new BrowserWindow(
      windowOptions(parts.preload, before === undefined ? usual : besideWindow(before.getBounds())),
    );
    hardenContents(window.webContents);
    if (before === undefined && state?.maximized === true) window.maximize();
    watch(window);
    void load(window, path);
    return window;
  }

  function watch(window: Window): void {
    window.once('ready-to-show', () => window.show());
    window.on('close', () => stateFile.write(stateOf(window.getBounds(), window.isMaximized(), stateFile.read())));
    const { webContents } = window;
    webContents.on('did-finish-load', () => parts.onLoaded(window));
    webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit' && parts.onGone(window, reason)) void load(window, '/');
    });
    webContents.on('will-prevent-unload', (event) => {
      // Without an answer the window would simply not close.
      if (parts.mayDiscard(window)) event.preventDefault();
    });
  }

  /** A load that is overtaken by another, or by closing, is rejected; there is nothing to do about it. */
  function load(window: Window, path: string): Promise<void> {
    return window.loadURL(pageAddress(path)).catch(() => {});
  }

  const front = () => BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0] ?? null;

  function emit(window: Window, event: HeqingEvent): void {
    if (!window.isDestroyed()) window.webContents.send(CHANNELS.event, event);
  }

  return {
    open,
    focusFirst() {
      const window = front();
      if (window === null) return void open('/');
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    anyFocused: () => BrowserWindow.getFocusedWindow() !== null,
    front,
    emit,
    emitToAll(event) {
      for (const window of BrowserWindow.getAllWindows()) emit(window, event);
    },
  };
}
