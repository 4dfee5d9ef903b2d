import { strictEmitter } from './strict.ts';
import { WebContents } from './web-contents.ts';
import { frontWindow, world } from './world.ts';

/** Where a window is, in pixels that do not depend on the screen's density. */
interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Options of a window that are looked at; the others are kept as they came (`options`). */
interface WindowOptions extends Partial<Bounds> {
  readonly title?: string;
  readonly show?: boolean;
  readonly webPreferences?: Readonly<Record<string, unknown>>;
  readonly [more: string]: unknown;
}

/** What a window must say for itself, and what it must never say. */
const MUST = { sandbox: true, contextIsolation: true, nodeIntegration: false } as const;
const MUST_NOT = {
  nodeIntegrationInWorker: true,
  nodeIntegrationInSubFrames: true,
  webviewTag: true,
  webSecurity: false,
  allowRunningInsecureContent: true,
  experimentalFeatures: true,
} as const;

let lastId = 0;

/** A window of the program: a page of the browser, once one enters it. */
export class BrowserWindow extends strictEmitter('BrowserWindow') {
  readonly id: number;
  readonly webContents: WebContents;
  /** Not Electron's: the options as they came, for tests of the shell. */
  readonly options: WindowOptions;
  private bounds: Bounds;
  private title: string;
  private readonly flags = { visible: true, minimized: false, maximized: false, fullScreen: false, focused: false };
  private gone = false;

  constructor(options: WindowOptions = {}) {
    super();
    if (!world.ready) throw new Error('Cannot create BrowserWindow before app is ready');
    const preferences = checked(options.webPreferences ?? {});
    lastId += 1;
    this.id = lastId;
    this.options = options;
    this.title = options.title ?? '';
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    this.flags.visible = options.show ?? true;
    this.webContents = new WebContents(this.id, preferences['preload'] as string | undefined);
    world.windows.set(this.id, this);
    this.webContents.once('dom-ready', () => this.emit('ready-to-show'));
    this.webContents.on('page-message', (item) => {
      if (item.t === 'focus') this.setFocused(item.on);
    });
    world.events.emit('window', this);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...world.windows.values()];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.isFocused()) ?? null;
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return world.windows.get(contents.id) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return world.windows.get(id) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.load(url);
  }

  /** A page that is only printed; no browser page ever enters it. */
  loadFile(path: string): Promise<void> {
    return this.webContents.loadFile(path);
  }

  /** Asks the window to close, which may be refused; then destroys it. */
  close(): void {
    if (this.gone) return;
    let refused = false;
    this.emit('close', { preventDefault: () => (refused = true) });
    if (!refused) this.destroy();
  }

  destroy(why: 'closed' | 'quit' = 'closed'): void {
    if (this.gone) return;
    this.gone = true;
    world.windows.delete(this.id);
    this.webContents.destroyed(why);
    this.emit('closed');
    world.events.emit('window-gone');
  }

  isDestroyed(): boolean {
    return this.gone;
  }

  show(): void {
    this.flags.visible = true;
    this.emit('show');
  }

  hide(): void {
    this.flags.visible = false;
    this.emit('hide');
  }

  isVisible(): boolean {
    return this.flags.visible;
  }

  focus(): void {
    this.setFocused(true);
  }

  /** Not Electron's: focus came or went in the browser. */
  setFocused(on: boolean): void {
    if (this.flags.focused === on) return;
    if (on) for (const other of world.windows.values()) if (other.id !== this.id) other.setFocused(false);
    this.flags.focused = on;
    this.emit(on ? 'focus' : 'blur');
  }

  isFocused(): boolean {
    return this.flags.focused;
  }

  minimize(): void {
    this.flags.minimized = true;
    this.emit('minimize');
  }

  restore(): void {
    this.flags.minimized = false;
    this.emit('restore');
  }

  isMinimized(): boolean {
    return this.flags.minimized;
  }

  maximize(): void {
    this.flags.maximized = true;
    this.emit('maximize');
  }

  unmaximize(): void {
    this.flags.maximized = false;
    this.emit('unmaximize');
  }

  isMaximized(): boolean {
    return this.flags.maximized;
  }

  isFullScreen(): boolean {
    return this.flags.fullScreen;
  }

  setFullScreen(on: boolean): void {
    this.flags.fullScreen = on;
    this.emit(on ? 'enter-full-screen' : 'leave-full-screen');
  }

  getBounds(): Bounds {
    return this.bounds;
  }

  getNormalBounds(): Bounds {
    return this.bounds;
  }

  setBounds(bounds: Partial<Bounds>): void {
    this.bounds = { ...this.bounds, ...bounds };
    this.emit('resize');
    this.emit('move');
  }

  getTitle(): string {
    return this.title;
  }

  setTitle(title: string): void {
    this.title = title;
  }

  /** Taskbar only: nothing of it can be shown in a page. */
  setProgressBar(progress: number): void {
    if (!Number.isFinite(progress)) throw new TypeError(`progress must be a number: ${progress}`);
  }

  flashFrame(_on: boolean): void {}

  setMenuBarVisibility(_on: boolean): void {}

  setAutoHideMenuBar(_on: boolean): void {}

  removeMenu(): void {}
}

function checked(preferences: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  for (const [name, value] of Object.entries(MUST)) {
    if (preferences[name] !== value) throw new Error(`webPreferences.${name} must be ${value}, written out`);
  }
  for (const [name, value] of Object.entries(MUST_NOT)) {
    if (preferences[name] === value) throw new Error(`webPreferences.${name} must not be ${value}`);
  }
  return preferences;
}

/** The window that a dialog or menu belongs to when none is named. */
export function currentWindow(): BrowserWindow | null {
  return BrowserWindow.getFocusedWindow() ?? frontWindow();
}
