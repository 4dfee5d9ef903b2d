import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';

/*
 * A small stand-in for the `electron` module, in the same process: enough to start the whole shell and to see what it
 * does. The built program is run by the strict one of `test/harness/electron`.
 */

/** A utility process of which a test says what it says and when it ends. */
export class StandInProcess extends EventEmitter {
  readonly entry: string;
  readonly options: Electron.ForkOptions;
  readonly heard: unknown[] = [];
  readonly pid = undefined;
  killed = false;

  constructor(entry: string, options: Electron.ForkOptions) {
    super();
    this.entry = entry;
    this.options = options;
  }
  postMessage(message: unknown): void {
    this.heard.push(structuredClone(message));
  }
  kill(): boolean {
    this.killed = true;
    return true;
  }
}

/** A window; its page is the test. */
export class StandInWindow extends EventEmitter {
  readonly id: number;
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly loaded: string[] = [];
  readonly sent: unknown[] = [];
  readonly calls: string[] = [];
  readonly webContents: EventEmitter & { readonly mainFrame: { url: string }; zoom: number };
  minimized = false;
  maximized = false;
  focused = false;
  gone = false;

  constructor(id: number, options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.id = id;
    this.options = options;
    const contents = Object.assign(new EventEmitter(), {
      mainFrame: { url: 'app://heqing/#/' },
      zoom: 1,
      send: (_channel: string, event: unknown) => void this.sent.push(event),
      setWindowOpenHandler: () => {},
      getZoomFactor: () => contents.zoom,
      setZoomFactor(factor: number) {
        contents.zoom = factor;
      },
    });
    this.webContents = contents;
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url);
  }
  show = () => void this.calls.push('show');
  focus = () => void this.calls.push('focus');
  restore = () => void this.calls.push('restore');
  maximize = () => void this.calls.push('maximize');
  setProgressBar = () => {};
  isMinimized = () => this.minimized;
  isMaximized = () => this.maximized;
  isDestroyed = () => this.gone;
  getBounds = () => ({ x: 10, y: 20, width: 1200, height: 700 });
}

/** What a test sees of the started shell. */
export interface StandIn {
  readonly electron: typeof Electron;
  readonly app: EventEmitter;
  readonly power: EventEmitter;
  readonly windows: StandInWindow[];
  readonly processes: StandInProcess[];
  readonly menu: Electron.MenuItemConstructorOptions[];
  readonly notes: string[];
  readonly schemes: Electron.CustomScheme[];
  readonly exits: (number | undefined)[];
  /** Texts of error boxes. */
  readonly boxes: string[];
  readonly counts: { quit: number };
  /** A request as the page of a window sends it. */
  invoke(window: StandInWindow, request: unknown, frame?: { readonly url: string }): Promise<unknown>;
}

/** Makes a stand-in; `isFirst` false: another program of this user runs already. */
export function standIn(userData: string, isFirst = true): StandIn {
  const windows: StandInWindow[] = [];
  const processes: StandInProcess[] = [];
  const menu: Electron.MenuItemConstructorOptions[] = [];
  const notes: string[] = [];
  const schemes: Electron.CustomScheme[] = [];
  const exits: (number | undefined)[] = [];
  const boxes: string[] = [];
  const counts = { quit: 0 };
  const handlers = new Map<string, (event: unknown, raw: unknown) => Promise<unknown>>();
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    requestSingleInstanceLock: () => isFirst,
    quit() {
      counts.quit += 1;
    },
    exit: (code?: number) => void exits.push(code),
    whenReady: () => Promise.resolve(),
    setAppUserModelId: () => {},
    getPath: () => userData,
    getVersion: () => '0.1.0',
  });
  const power = new EventEmitter();
  const area = { workArea: { x: 0, y: 0, width: 1366, height: 728 } };

  class BrowserWindow extends StandInWindow {
    constructor(options: Electron.BrowserWindowConstructorOptions) {
      super(windows.length + 1, options);
      windows.push(this);
    }
    static getAllWindows = () => windows.filter(({ gone }) => !gone);
    static getFocusedWindow = () => windows.find(({ focused }) => focused) ?? null;
    static fromWebContents = (contents: unknown) => windows.find(({ webContents }) => webContents === contents) ?? null;
  }

  class Notification {
    private readonly title: string;
    constructor({ title }: { readonly title: string }) {
      this.title = title;
    }
    static isSupported = () => true;
    show = () => void notes.push(this.title);
  }

  const electron = {
    app,
    BrowserWindow,
    Notification,
    powerMonitor: power,
    Menu: {
      buildFromTemplate: (template: typeof menu) => template,
      setApplicationMenu: (made: typeof menu) => menu.push(...made),
    },
    dialog: { showErrorBox: (_title: string, text: string) => void boxes.push(text) },
    shell: {},
    ipcMain: {
      handle: (channel: string, handler: (event: unknown, raw: unknown) => Promise<unknown>) =>
        void handlers.set(channel, handler),
    },
    protocol: {
      registerSchemesAsPrivileged: (more: Electron.CustomScheme[]) => schemes.push(...more),
      handle: () => {},
    },
    screen: { getPrimaryDisplay: () => area, getAllDisplays: () => [area] },
    session: { defaultSession: { setPermissionRequestHandler: () => {}, setPermissionCheckHandler: () => {} } },
    utilityProcess: {
      fork(entry: string, _args: unknown, options: Electron.ForkOptions) {
        const made = new StandInProcess(entry, options);
        processes.push(made);
        return made;
      },
    },
  };

  return {
    electron: electron as unknown as typeof Electron,
    app,
    power,
    windows,
    processes,
    menu,
    notes,
    schemes,
    exits,
    boxes,
    counts,
    async invoke(window, request, frame = window.webContents.mainFrame) {
      const handler = handlers.get('heqing:request');
      const reply = await handler?.({ sender: window.webContents, senderFrame: frame }, structuredClone(request));
      return structuredClone(reply);
    },
  };
}
