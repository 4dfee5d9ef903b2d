/**
 * Loaded before a utility process' own code: gives it `process.parentPort`, as Electron does, over the channel of
 * `child_process.fork`. What comes before the first listener waits; the process ends with its main process.
 */
import { EventEmitter } from 'node:events';

class ParentPort extends EventEmitter {
  private waiting: unknown[] | null = [];

  constructor() {
    super();
    process.on('message', (data) => {
      if (this.waiting) this.waiting.push(data);
      else this.emit('message', { data, ports: [] });
    });
    this.on('newListener', (event) => {
      if (event === 'message' && this.waiting) queueMicrotask(() => this.release());
    });
  }

  postMessage(message: unknown): void {
    const copy = structuredClone(message);
    if (process.connected) process.send?.(copy, () => {});
  }

  private release(): void {
    for (const data of this.waiting?.splice(0) ?? []) this.emit('message', { data, ports: [] });
    this.waiting = null;
  }
}

process.on('disconnect', () => process.exit(0));
Object.defineProperty(process, 'parentPort', { value: new ParentPort(), enumerable: true });
Object.defineProperty(process, 'type', { value: 'utility', enumerable: true });
