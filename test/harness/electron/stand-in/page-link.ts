import type { ServerResponse } from 'node:http';
import type { ToPage } from '../page/messages.ts';

/**
 * The line to the page of one window. A window is one document at a time, the newest. What is told while the page is
 * not connected (before the browser comes, during a reload) waits for it; replies to a document that is gone do not.
 */
export class PageLink {
  /** The document that is the window now; null before the first. */
  document: string | null = null;
  private readonly past = new Set<string>();
  private stream: ServerResponse | null = null;
  private waiting: ToPage[] = [];

  get connected(): boolean {
    return this.stream !== null;
  }

  /** Makes a document that was not seen before the window's; false for the present one and for past ones. */
  adopt(document: string): boolean {
    if (document === this.document || this.past.has(document)) return false;
    if (this.document !== null) this.past.add(this.document);
    this.document = document;
    this.waiting = this.waiting.filter((message) => message.t !== 'reply');
    this.finish({ t: 'end', why: 'elsewhere' });
    return true;
  }

  /** Connects the stream of the window's document. */
  attach(stream: ServerResponse): void {
    this.stream?.end();
    this.stream = stream;
    stream.on('close', () => {
      if (this.stream === stream) this.stream = null;
    });
    for (const message of this.waiting.splice(0)) this.tell(message);
  }

  tell(message: ToPage): void {
    if (this.stream) this.stream.write(`data: ${JSON.stringify(message)}\n\n`);
    else this.waiting.push(message);
  }

  /** Last word to the document. */
  finish(message: ToPage): void {
    this.stream?.end(`data: ${JSON.stringify(message)}\n\n`);
    this.stream = null;
  }
}
