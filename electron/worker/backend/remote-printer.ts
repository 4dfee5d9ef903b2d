import type { PrinterPort } from '#app/ports.ts';
import type { Reply } from '#core/contract/errors.ts';
import type { FromBackend } from '#core/contract/host.ts';
import { ok } from '#core/domain/shared/result.ts';

/** Printing by main: only it has windows. */
export interface RemotePrinter extends PrinterPort {
  /** Main's answer to an order. */
  printed(order: number, reply: Reply<null>): void;
}

/** Makes the printer over the line to main. */
export function createRemotePrinter(post: (message: FromBackend) => void): RemotePrinter {
  const waiting = new Map<number, (reply: Reply<null>) => void>();
  let last = 0;
  return {
    async print({ html, pdf }) {
      last += 1;
      const order = last;
      const reply = await new Promise<Reply<null>>((resolve) => {
        waiting.set(order, resolve);
        post({ type: 'print', order, html, pdf });
      });
      return reply.ok ? ok(null) : { ok: false, error: reply.error };
    },
    printed(order, reply) {
      waiting.get(order)?.(reply);
      waiting.delete(order);
    },
  };
}
