/// <reference lib="dom" />
import { listenForAccelerators } from './accelerators.ts';
import { exposeInMainWorld } from './bridge.ts';
import { connect, type Link } from './link.ts';
import type { ToPage } from './messages.ts';
import { showDialog, showEnd, showNotice } from './overlay.ts';
import { decode, encode } from '../wire.ts';

type Listener = (event: object, ...args: unknown[]) => void;
type Preload = (require: (name: string) => unknown, module: object, exports: object) => void;

/** Runs the built preload with the `electron` that a sandboxed preload gets, connected to main. */
export function start(preload: Preload, name: string): void {
  const link = connect();
  if (!link) return;
  const electron = strict('electron', {
    contextBridge: strict('contextBridge', { exposeInMainWorld }),
    ipcRenderer: ipcRenderer(link),
  });
  const require = (wanted: string) => {
    if (wanted !== 'electron')
      throw new Error(`${name}: module not found: ${wanted} (a sandboxed preload has only electron)`);
    return electron;
  };
  link.on((message) => obey(link, message));
  link.onLost(() => showEnd('lost'));
  watchWindow(link);
  const module = { exports: {} };
  preload(require, module, module.exports);
}

function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(inner, key, receiver) {
      if (typeof key === 'string' && !(key in inner) && key !== '__esModule') {
        throw new Error(`the stand-in of electron has no ${name}.${key} in a preload`);
      }
      return Reflect.get(inner, key, receiver);
    },
  });
}

function ipcRenderer(link: Link) {
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  const listeners = new Map<string, Set<Listener>>();
  let lastId = 0;
  link.on((message) => {
    if (message.t === 'reply') {
      const waiting = pending.get(message.id);
      pending.delete(message.id);
      if (message.ok) waiting?.resolve(decode(message.value));
      else waiting?.reject(new Error(message.message));
    }
    if (message.t === 'event') {
      const args = decode(message.args) as unknown[];
      for (const listener of [...(listeners.get(message.channel) ?? [])]) listener({ sender: api }, ...args);
    }
  });
  const on = (channel: string, listener: Listener) => {
    const heard = listeners.get(channel) ?? new Set();
    listeners.set(channel, heard.add(listener));
  };
  const off = (channel: string, listener: Listener) => void listeners.get(channel)?.delete(listener);
  const api = strict('ipcRenderer', {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const waiting = Promise.withResolvers<unknown>();
      lastId += 1;
      const item = { t: 'invoke', id: lastId, channel, args: encode(args) } as const;
      pending.set(lastId, waiting);
      link.tell(item);
      return waiting.promise;
    },
    send: (channel: string, ...args: unknown[]) => link.tell({ t: 'send', channel, args: encode(args) }),
    on,
    off,
    removeListener: off,
    removeAllListeners: (channel: string) => void listeners.delete(channel),
  });
  return api;
}

function obey(link: Link, message: ToPage): void {
  if (message.t === 'dialog') {
    void showDialog(message.dialog).then((value) => link.tell({ t: 'answer', id: message.id, value }));
  } else if (message.t === 'notice') showNotice(message, () => link.tell({ t: 'noticeClicked', id: message.id }));
  else if (message.t === 'accelerators')
    listenForAccelerators(message.list, (accelerator) => link.tell({ t: 'accelerator', accelerator }));
  else if (message.t === 'download') downloadFile(message.path, message.name);
  else if (message.t === 'go') location.assign(message.path);
  else if (message.t === 'reload') location.reload();
  else if (message.t === 'open') open(message.path);
  else if (message.t === 'end') showEnd(message.why);
}

const openTab = window.open.bind(window);

function open(path: string): void {
  // A browser lets a page open another only shortly after a click: else the user is asked for one.
  if (openTab(path, '_blank', 'noopener=no') === null) {
    showNotice({ title: '打开新窗口', body: '浏览器挡住了新窗口，点这里打开' }, () => void openTab(path, '_blank'));
  }
}

function downloadFile(path: string, name: string): void {
  const link = document.createElement('a');
  link.href = `/__harness/download?path=${encodeURIComponent(path)}`;
  link.download = name;
  link.click();
}

/** Loading, focus, and the two ways out of the program's own address, which main decides on. */
function watchWindow(link: Link): void {
  addEventListener('load', () => link.tell({ t: 'loaded' }));
  addEventListener('focus', () => link.tell({ t: 'focus', on: true }));
  addEventListener('blur', () => link.tell({ t: 'focus', on: false }));
  if (document.hasFocus()) link.tell({ t: 'focus', on: true });
  window.open = (url) => {
    link.tell({ t: 'openWindow', url: String(url ?? 'about:blank') });
    return null;
  };
  addEventListener('click', (event) => followLink(link, event), true);
}

function followLink(link: Link, event: MouseEvent): void {
  const anchor = event.target instanceof Element ? event.target.closest('a') : null;
  if (!anchor?.href || anchor.hasAttribute('download')) return;
  const outside = new URL(anchor.href).origin !== location.origin;
  if (!outside && anchor.target !== '_blank') return;
  event.preventDefault();
  link.tell(anchor.target === '_blank' ? { t: 'openWindow', url: anchor.href } : { t: 'leave', url: anchor.href });
}
