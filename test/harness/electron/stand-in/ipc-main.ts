import { EventEmitter } from 'node:events';
import { encode } from '../wire.ts';
import { strict } from './strict.ts';
import type { WebContents } from './web-contents.ts';

/** A frame of a page, as far as a sender check asks. */
export interface Frame {
  readonly url: string;
  readonly origin: string;
  readonly parent: Frame | null;
  readonly top: Frame | null;
  readonly detached: boolean;
  readonly processId: number;
  readonly routingId: number;
  readonly frameTreeNodeId: number;
  isDestroyed(): boolean;
}

/** First argument of every listener. */
interface IpcEvent {
  readonly type: 'frame';
  readonly sender: WebContents;
  readonly senderFrame: Frame;
  readonly processId: number;
  readonly frameId: number;
}

type Handler = (event: IpcEvent, ...args: unknown[]) => unknown;

/** A reply on its way to the page. */
type WireReply = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string };

class IpcMain extends EventEmitter {
  private readonly handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }

  /** Not Electron's: calls the handler of `ipcRenderer.invoke`. A result that can't be cloned is an error, as there. */
  async answer(sender: WebContents, frame: Frame, channel: string, args: readonly unknown[]): Promise<WireReply> {
    const handler = this.handlers.get(channel);
    if (!handler) return failed(channel, new Error(`No handler registered for '${channel}'`));
    try {
      return { ok: true, value: encode(await handler(ipcEvent(sender, frame), ...args)) };
    } catch (error) {
      process.stderr.write(`Error occurred in handler for '${channel}': ${String(error)}\n`);
      return failed(channel, error);
    }
  }

  /** Not Electron's: calls the listeners of `ipcRenderer.send`. */
  deliver(sender: WebContents, frame: Frame, channel: string, args: readonly unknown[]): void {
    this.emit(channel, ipcEvent(sender, frame), ...args);
  }
}

function failed(channel: string, error: unknown): WireReply {
  return { ok: false, message: `Error invoking remote method '${channel}': ${String(error)}` };
}

function ipcEvent(sender: WebContents, senderFrame: Frame): IpcEvent {
  return strict('IpcMainInvokeEvent', {
    type: 'frame' as const,
    sender,
    senderFrame,
    processId: senderFrame.processId,
    frameId: senderFrame.routingId,
  });
}

/** Electron's `ipcMain`. */
export const ipcMain = strict('ipcMain', new IpcMain());
