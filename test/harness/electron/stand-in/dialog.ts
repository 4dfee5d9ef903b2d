import { existsSync, mkdirSync, statSync, watch } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import type { PageDialog } from '../page/messages.ts';
import { BrowserWindow, currentWindow } from './browser-window.ts';
import { strict } from './strict.ts';
import { world } from './world.ts';

interface FileFilter {
  readonly name: string;
  readonly extensions: readonly string[];
}

interface FileOptions {
  readonly title?: string;
  readonly defaultPath?: string;
  readonly filters?: readonly FileFilter[];
  readonly properties?: readonly string[];
}

interface MessageOptions {
  readonly title?: string;
  readonly message: string;
  readonly detail?: string;
  readonly buttons?: readonly string[];
  readonly defaultId?: number;
  readonly cancelId?: number;
}

let lastDialog = 0;

/** Options with or without a window before them, as Electron takes both. */
function apart<T extends object>(
  args: readonly unknown[],
): { readonly window: BrowserWindow | null; readonly options: T } {
  const [first, second] = args;
  const named = first instanceof BrowserWindow;
  return { window: named ? first : null, options: (named ? second : (first ?? second)) as T };
}

/** Shows a dialog in a page and waits for its answer; null when it is closed, or the page goes away. */
function ask(window: BrowserWindow | null, dialog: PageDialog): Promise<readonly string[] | number | null> {
  const shown = window ?? currentWindow();
  if (!shown) return Promise.resolve(null);
  lastDialog += 1;
  const id = lastDialog;
  return new Promise((resolve) => {
    const { webContents } = shown;
    const end = (value: readonly string[] | number | null) => {
      webContents.off('page-message', hear);
      webContents.off('did-start-loading', gone);
      webContents.off('destroyed', gone);
      resolve(value);
    };
    const hear = (item: {
      readonly t: string;
      readonly id?: number;
      readonly value?: readonly string[] | number | null;
    }) => {
      if (item.t === 'answer' && item.id === id) end(item.value ?? null);
    };
    const gone = () => end(null);
    webContents.on('page-message', hear);
    webContents.on('did-start-loading', gone);
    webContents.on('destroyed', gone);
    webContents.link.tell({ t: 'dialog', id, dialog });
  });
}

/** True for a path that this run handed out: uploads, and files to be saved. */
export function inScratch(path: string): boolean {
  return path.startsWith(`${world.scratch}${sep}`);
}

/** Lets the browser download a file that the program wrote. */
export function download(path: string): void {
  currentWindow()?.webContents.link.tell({ t: 'download', path, name: basename(path) });
}

/**
 * Downloads the file at `path` whenever it is there anew. The program writes beside it and renames, or the size stands
 * still from one look to the next: so a file is not taken half written.
 */
function downloadWhenWritten(path: string): void {
  let last = '';
  let taken = '';
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    if (!existsSync(path)) return;
    const { size, mtimeMs } = statSync(path);
    const now = `${size} ${mtimeMs}`;
    if (now === taken) return;
    if (now === last) {
      taken = now;
      download(path);
      return;
    }
    last = now;
    clearTimeout(timer);
    timer = setTimeout(look, 300);
  };
  const watcher = watch(dirname(path), look);
  world.events.once('exit', () => watcher.close());
}

let lastSave = 0;

/** A path of this run's, with the name the program suggests: the browser asks where the file goes when it downloads it. */
function savePath(options: FileOptions): string {
  lastSave += 1;
  const folder = join(world.scratch, `save-${lastSave}`);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, basename(options.defaultPath ?? '') || '未命名');
  downloadWhenWritten(path);
  return path;
}

function openDialog(options: FileOptions): PageDialog {
  const extensions = (options.filters ?? []).flatMap((filter) => filter.extensions).filter((one) => one !== '*');
  return {
    kind: 'open',
    title: options.title ?? '选择文件',
    multiple: options.properties?.includes('multiSelections') ?? false,
    folder: options.properties?.includes('openDirectory') ?? false,
    accept: extensions.map((one) => `.${one}`).join(','),
  };
}

function messageDialog(options: MessageOptions): PageDialog {
  const buttons = options.buttons && options.buttons.length > 0 ? options.buttons : ['确定'];
  return {
    kind: 'message',
    title: options.title ?? '河清',
    message: options.message,
    detail: options.detail ?? '',
    buttons,
    defaultId: options.defaultId ?? 0,
    cancelId: options.cancelId ?? buttons.length - 1,
  };
}

/** Electron's `dialog`: a test answers, or the page asks. The synchronous forms would stop the program: not here. */
export const dialog = strict('dialog', {
  async showOpenDialog(...args: unknown[]): Promise<{ canceled: boolean; filePaths: readonly string[] }> {
    const { window, options } = apart<FileOptions>(args);
    const told = world.answer?.('open', options);
    const filePaths = ((await (told ?? ask(window, openDialog(options)))) ?? []) as readonly string[];
    return { canceled: filePaths.length === 0, filePaths };
  },
  async showSaveDialog(...args: unknown[]): Promise<{ canceled: boolean; filePath: string }> {
    const { options } = apart<FileOptions>(args);
    const told = world.answer?.('save', options);
    const filePath = told ? (((await told) ?? '') as string) : savePath(options);
    return { canceled: filePath === '', filePath };
  },
  async showMessageBox(...args: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> {
    const { window, options } = apart<MessageOptions>(args);
    const shown = messageDialog(options);
    const answer = await (world.answer?.('message', options) ?? ask(window, shown));
    const closed = shown.kind === 'message' ? shown.cancelId : 0;
    return { response: typeof answer === 'number' ? answer : closed, checkboxChecked: false };
  },
  showErrorBox(title: string, content: string): void {
    process.stderr.write(`${title}\n${content}\n`);
    void (
      world.answer?.('message', { title, message: content }) ?? ask(null, messageDialog({ title, message: content }))
    );
  },
});
