import { writeFile } from 'node:fs/promises';
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import type { Reply } from '#core/contract/errors.ts';
import { hardenContents } from '../security/harden.ts';

/** A page to be printed into a file; absolute paths of the program's own. */
export interface PrintOrder {
  readonly html: string;
  readonly pdf: string;
}

/** Prints one page after the other; never rejects. Code: PRINT_FAILED. */
export type Printer = (order: PrintOrder) => Promise<Reply<null>>;

/** A window that nobody sees; its page has no scripts, and fetches nothing: pictures are in it. */
const HIDDEN: BrowserWindowConstructorOptions = {
  show: false,
  webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
};

/** Makes the printer. `onFault` hears why a page could not be printed. */
export function createPrinter(
  BrowserWindowClass: new (options: BrowserWindowConstructorOptions) => BrowserWindow,
  onFault: (error: unknown) => void,
): Printer {
  let last: Promise<unknown> = Promise.resolve();

  async function print({ html, pdf }: PrintOrder): Promise<Reply<null>> {
    const window = new BrowserWindowClass(HIDDEN);
    try {
      hardenContents(window.webContents);
      await window.loadFile(html);
      // Paper, margins and page numbers are those of the page's own `@page`.
      await writeFile(pdf, await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true }));
      return { ok: true, data: null };
    } catch (error) {
      onFault(error);
      return { ok: false, error: FAILED };
    } finally {
      window.destroy();
    }
  }

  return (order) => {
    const printed = last.then(() => print(order));
    last = printed;
    return printed;
  };
}

const FAILED = {
  code: 'PRINT_FAILED',
  message: '没有生成 PDF，没有保存任何文件；请改为保存 Word（.docx），再用 Word 或 WPS 导出 PDF。',
};
