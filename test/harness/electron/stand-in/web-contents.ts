import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { FromPage, PageBatch } from '../page/messages.ts';
import { decode, encode } from '../wire.ts';
import { type Frame, ipcMain } from './ipc-main.ts';
import { PageLink } from './page-link.ts';
import { printFile } from './print-file.ts';
import { session } from './session.ts';
import { strict, strictEmitter } from './strict.ts';
import { world } from './world.ts';

/** Answer of a window-open handler. */
type OpenDecision = { readonly action: 'deny' | 'allow' };

/** What a window's page is to main. */
export class WebContents extends strictEmitter('webContents') {
  readonly id: number;
  readonly session = session.defaultSession;
  readonly preload: string | null;
  /** Not Electron's: the line to the page. */
  readonly link = new PageLink();
  private url = '';
  private path = '/';
  private loading: PromiseWithResolvers<void> | null = null;
  private gone = false;
  private zoom = 1;
  private file: string | null = null;
  private openHandler: (details: { url: string; disposition: string }) => OpenDecision = () => ({ action: 'allow' });
  private readonly frame: Frame;

  constructor(id: number, preload: string | undefined) {
    super();
    this.id = id;
    this.preload = preload === undefined ? null : checkedPreload(preload);
    const current = () => this.url;
    this.frame = strict('WebFrameMain', {
      get url() {
        return current();
      },
      get origin() {
        return world.origin ?? 'null';
      },
      parent: null,
      top: null,
      detached: false,
      processId: id,
      routingId: 1,
      frameTreeNodeId: id,
      isDestroyed: () => this.gone,
    });
    Object.assign(this.frame, { top: this.frame });
  }

  get mainFrame(): Frame {
    return this.frame;
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.gone) throw new TypeError('Object has been destroyed');
    this.link.tell({ t: 'event', channel, args: encode(args) });
  }

  load(url: string): Promise<void> {
    const parsed = new URL(url);
    const scheme = parsed.protocol.slice(0, -1);
    if (!world.handlers.has(scheme)) {
      return Promise.reject(new Error(`ERR_UNKNOWN_URL_SCHEME (-302) loading '${url}'`));
    }
    if (!world.privileged.has(scheme)) {
      throw new Error(
        `${scheme}: is not a privileged scheme: protocol.registerSchemesAsPrivileged comes before app is ready`,
      );
    }
    const origin = `${parsed.protocol}//${parsed.host}`;
    if (world.origin !== null && world.origin !== origin)
      throw new Error(`windows of two origins: ${world.origin}, ${origin}`);
    world.origin = origin;
    this.path = `${parsed.pathname || '/'}${parsed.search}${parsed.hash}`;
    this.url = url;
    const first = this.loading === null && this.link.document === null;
    this.loading ??= Promise.withResolvers<void>();
    if (first) world.events.emit('loading', this.id);
    if (this.link.connected) this.link.tell({ t: 'go', path: this.path });
    return this.loading.promise;
  }

  /** Not seen by anybody: a file that is to be printed. */
  async loadFile(path: string): Promise<void> {
    if (!isAbsolute(path)) throw new Error(`a file to print must be an absolute path: ${path}`);
    readFileSync(path);
    this.file = path;
  }

  /** Printed by the harness's own Chromium. */
  printToPDF(options: { readonly preferCSSPageSize?: boolean; readonly printBackground?: boolean }): Promise<Buffer> {
    if (this.file === null) throw new Error('printToPDF without loadFile');
    return printFile(this.file, options);
  }

  getURL(): string {
    return this.url;
  }

  /** Not Electron's: the address without its origin, where a browser enters this window. */
  getPath(): string {
    return this.path;
  }

  setWindowOpenHandler(handler: typeof this.openHandler): void {
    this.openHandler = handler;
  }

  isDestroyed(): boolean {
    return this.gone;
  }

  isLoading(): boolean {
    return this.loading !== null;
  }

  isFocused(): boolean {
    return world.windows.get(this.id)?.isFocused() ?? false;
  }

  reload(): void {
    this.link.tell({ t: 'reload' });
  }

  getZoomFactor(): number {
    return this.zoom;
  }

  /** Kept, not shown: a browser page can't set its own zoom. */
  setZoomFactor(factor: number): void {
    this.zoom = factor;
  }

  /** Not Electron's: takes what the page posts. */
  receive(batch: PageBatch): void {
    if (this.gone || !this.arrive(batch.document)) return;
    this.path = batch.path;
    this.url = `${world.origin ?? ''}${batch.path}`;
    for (const item of batch.items) this.take(item, batch.top);
  }

  /** Not Electron's: makes sure that `document` is the window's; false for one that was replaced. */
  arrive(document: string): boolean {
    if (!this.link.adopt(document)) return document === this.link.document;
    this.emit('did-start-loading');
    this.emit('did-start-navigation', { url: this.url, isSameDocument: false, isMainFrame: true });
    return true;
  }

  /** Not Electron's: the window is gone. */
  destroyed(why: 'closed' | 'quit'): void {
    if (this.gone) return;
    this.gone = true;
    this.link.finish({ t: 'end', why });
    this.emit('destroyed');
  }

  private take(item: FromPage, top: boolean): void {
    if (item.t === 'invoke') void this.invoke(item, top);
    else if (item.t === 'send') ipcMain.deliver(this, this.sender(top), item.channel, decode(item.args) as unknown[]);
    else if (item.t === 'loaded') this.loaded();
    else if (item.t === 'openWindow') this.askToOpen(item.url);
    else if (item.t === 'leave') this.askToLeave(item.url);
    else this.emit('page-message', item);
  }

  private async invoke(item: Extract<FromPage, { t: 'invoke' }>, top: boolean): Promise<void> {
    const document = this.link.document;
    const reply = await ipcMain.answer(this, this.sender(top), item.channel, decode(item.args) as unknown[]);
    if (document !== this.link.document || this.gone) return;
    this.link.tell({ t: 'reply', id: item.id, ...reply });
  }

  private sender(top: boolean): Frame {
    return top
      ? this.frame
      : strict('WebFrameMain', { ...this.frame, url: this.url, parent: this.frame, top: this.frame });
  }

  private loaded(): void {
    this.emit('dom-ready');
    this.emit('did-finish-load');
    this.emit('did-stop-loading');
    this.loading?.resolve();
    this.loading = null;
  }

  private askToOpen(url: string): void {
    const { action } = this.openHandler({ url, disposition: 'new-window' });
    if (action === 'allow')
      throw new Error(`a window-open handler allowed ${url}: the program opens its windows itself`);
  }

  /** The page never follows: main is asked all the same, and one that would have let it go is a hole. */
  private askToLeave(url: string): void {
    let refused = false;
    this.emit('will-navigate', { url, isMainFrame: true, preventDefault: () => (refused = true) }, url);
    if (!refused) throw new Error(`main let a window go to ${url}`);
  }
}

function checkedPreload(path: string): string {
  if (!isAbsolute(path)) throw new Error(`preload must be an absolute path: ${path}`);
  if (!path.endsWith('.cjs')) throw new Error(`a sandboxed preload in a package of type module must be .cjs: ${path}`);
  readFileSync(path);
  return path;
}
