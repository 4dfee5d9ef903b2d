import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { BrowserWindow, Dialog, Shell } from 'electron';
import type { z } from 'zod';
import type { Reply } from '#core/contract/errors.ts';
import type { FileView, ShellInfo, ShellOutputs, ShellRoute, shellRoutes } from '#core/contract/shell-routes.ts';
import type { BackendHost } from '../backend/backend-host.ts';
import { openDialog, saveDialog, withEnding } from '../files/dialogs.ts';
import { isDocument } from '../files/open-file.ts';
import { keepReceived } from '../files/receive.ts';

/** What the shell's answers are made of. */
export interface ShellParts {
  readonly info: ShellInfo;
  readonly host: Pick<BackendHost, 'grant' | 'resolve' | 'restart'>;
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;
  readonly shell: Pick<Shell, 'openPath' | 'showItemInFolder'>;
  readonly isSignedIn: () => boolean;
  readonly openWindow: (address: string) => void;
  readonly openSample: (open: boolean) => Promise<void>;
  readonly cancel: (window: BrowserWindow, id: string) => void;
}

type Input<R extends ShellRoute> = z.output<(typeof shellRoutes)[R]>;

/** An answer for every shell route; a missing or surplus one does not compile. */
export type ShellHandlers = {
  readonly [R in ShellRoute]: (input: Input<R>, window: BrowserWindow) => Promise<Reply<ShellOutputs[R]>>;
};

/** Makes the answers of the shell. */
export function shellHandlers(parts: ShellParts): ShellHandlers {
  const { host, dialog, shell } = parts;

  async function handOut(path: string): Promise<Reply<FileView>> {
    const token = await host.grant(path);
    if (!token.ok) return token;
    const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    return done({ token: token.data, name: basename(path), bytes });
  }

  async function handOutAll(paths: readonly string[]): Promise<Reply<readonly FileView[]>> {
    const files: FileView[] = [];
    for (const path of paths) {
      const file = await handOut(path);
      if (!file.ok) return file;
      files.push(file.data);
    }
    return done(files);
  }

  async function pathOf(token: string): Promise<Reply<string>> {
    const path = await host.resolve(token);
    if (!path.ok) return path;
    if (path.data === null)
      return refused('FILE_TOKEN_UNKNOWN', '没有找到这个文件；后台程序重新启动过，请重新选择或重新导出。');
    if (statSync(path.data, { throwIfNoEntry: false }) !== undefined) return done(path.data);
    return refused('FILE_MISSING', `找不到「${basename(path.data)}」；请确认它没有被移走、改名或删除。`);
  }

  return {
    'shell.openSample': async ({ open }) => {
      await parts.openSample(open);
      return done(null);
    },
    'shell.info': async () => done(parts.info),
    'shell.chooseFiles': async ({ purpose, multiple }, window) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, openDialog(purpose, multiple));
      return handOutAll(canceled ? [] : filePaths);
    },
    'shell.chooseSave': async ({ purpose, suggestedName }, window) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window, saveDialog(purpose, suggestedName));
      return canceled || filePath === '' ? done(null) : handOut(withEnding(filePath, purpose));
    },
    'shell.receiveFile': async ({ name, bytes }) => {
      if (!parts.isSignedIn()) return refused('ACCOUNT_UNKNOWN', '没有登录；请登录后再放入文件。');
      const path = await keepReceived(parts.info.dataFolder, name, bytes);
      return path.ok ? handOut(path.data) : path;
    },
    'shell.open': async ({ token }) => {
      const path = await pathOf(token);
      if (!path.ok) return path;
      if (!isDocument(path.data))
        return refused('FILE_NOT_DOCUMENT', `「${basename(path.data)}」不是表格、文书或照片，不从这里打开。`);
      const fault = await shell.openPath(path.data);
      if (fault === '') return done(null);
      return refused(
        'FILE_NOT_OPENED',
        `系统没有打开「${basename(path.data)}」；请确认装有能打开它的程序（Excel 或 WPS），或在文件夹中打开。`,
      );
    },
    'shell.showInFolder': async ({ token }) => {
      const path = await pathOf(token);
      if (!path.ok) return path;
      shell.showItemInFolder(path.data);
      return done(null);
    },
    'shell.openWindow': async ({ address }) => {
      parts.openWindow(address);
      return done(null);
    },
    'shell.cancel': async ({ id }, window) => {
      parts.cancel(window, id);
      return done(null);
    },
    'shell.restartBackend': async () => {
      host.restart();
      return done(null);
    },
  };
}

function done<T>(data: T): Reply<T> {
  return { ok: true, data };
}

function refused(code: string, message: string): Reply<never> {
  return { ok: false, error: { code, message } };
}
