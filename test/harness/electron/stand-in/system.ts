import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { currentWindow } from './browser-window.ts';
import { download, inScratch } from './dialog.ts';
import { strict, strictEmitter } from './strict.ts';
import { world } from './world.ts';

/** Electron's `shell`. Files of this run are downloaded; what lies in the user's folders is told on the command line. */
export const shell = strict('shell', {
  async openPath(path: string): Promise<string> {
    showFile(path);
    return '';
  },
  showItemInFolder(path: string): void {
    showFile(path);
  },
  /** An address outside the program: shown for the user to open, never opened for them. */
  async openExternal(url: string): Promise<void> {
    process.stdout.write(`外部地址：${url}\n`);
    world.events.emit('external', url);
  },
  beep(): void {},
});

function showFile(path: string): void {
  if (inScratch(path)) download(path);
  else process.stdout.write(`文件位置：${path}\n`);
  world.events.emit('shown', path);
}

const DISPLAY = {
  id: 1,
  label: 'browser',
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  size: { width: 1920, height: 1080 },
  workAreaSize: { width: 1920, height: 1040 },
  scaleFactor: 1,
};

class Screen extends EventEmitter {
  getPrimaryDisplay = () => DISPLAY;
  getAllDisplays = () => [DISPLAY];
  getDisplayMatching = () => DISPLAY;
  getDisplayNearestPoint = () => DISPLAY;
}

/** Electron's `screen`: one of 1920×1080. */
export const screen = strict('screen', new Screen());

/** Electron's `powerMonitor`; a test emits `resume` or `suspend` on it. */
export const powerMonitor = strict('powerMonitor', new EventEmitter());

/** Electron's `safeStorage`: a browser gives no key store to Node, so there is none to rely on. */
export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: () => false,
  encryptString: (): Buffer => {
    throw new Error(
      'Error while encrypting the text provided to safeStorage.encryptString. Encryption is not available.',
    );
  },
  decryptString: (): string => {
    throw new Error(
      'Error while decrypting the ciphertext provided to safeStorage.decryptString. Decryption is not available.',
    );
  },
});

class NativeTheme extends EventEmitter {
  themeSource = 'system';
  shouldUseDarkColors = false;
  shouldUseHighContrastColors = false;
}

/** Electron's `nativeTheme`. */
export const nativeTheme = strict('nativeTheme', new NativeTheme());

interface NoticeOptions {
  readonly title?: string;
  readonly body?: string;
  readonly [more: string]: unknown;
}

let lastNotice = 0;

/** Electron's `Notification`: a line in the corner of the page. */
export class Notification extends strictEmitter('Notification') {
  readonly title: string;
  readonly body: string;

  constructor(options: NoticeOptions = {}) {
    super();
    this.title = options.title ?? '';
    this.body = options.body ?? '';
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    lastNotice += 1;
    const id = lastNotice;
    const contents = currentWindow()?.webContents;
    contents?.on('page-message', (item) => {
      if (item.t === 'noticeClicked' && item.id === id) this.emit('click');
    });
    contents?.link.tell({ t: 'notice', id, title: this.title, body: this.body });
    this.emit('show');
  }

  close(): void {}
}

/** Electron's `net`, for the program's files and, in development, the dev server on this machine. */
export const net = strict('net', {
  async fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.protocol === 'file:') return new Response(await readFile(fileURLToPath(url)));
    if (['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) return fetch(input, init);
    throw new Error(`net.fetch to ${url.origin}: the program talks to no other machine`);
  },
});
