import type { NewEvent } from '#core/domain/shared/stored-event.ts';
import { type Connection, inWriteTx, type Tx } from '#db/access.ts';
import { appendEvent, readHead, writeHead } from '#db/repositories/events.ts';
import type { Ports } from '../ports.ts';
import { createChain } from './chain.ts';

/** What a command states of an event; key, instant and chain are added here. */
export type EventDraft = Omit<NewEvent, 'id' | 'at'>;

/** What the log needs from outside. */
export type LogPorts = Pick<Ports, 'clock' | 'newId' | 'device' | 'chainKey'>;

/** A write transaction with the writing end of this device's log. */
export interface LoggedTx {
  readonly tx: Tx;
  /** Instant of entry of everything in this transaction, ms UTC. */
  readonly at: number;
  append(event: EventDraft): void;
}

/**
 * Runs one command: a transaction whose events are chained and whose head is sealed with them, all or nothing.
 * `fn` throws to undo it.
 */
export function inLoggedTx<T>(connection: Connection, ports: LogPorts, fn: (log: LoggedTx) => T): T {
  return inWriteTx(connection, (tx) => {
    const before = readHead(tx, ports.device);
    const chain = createChain({ device: ports.device, key: ports.chainKey, head: before });
    const at = ports.clock.now();
    const value = fn({
      tx,
      at,
      append: (event) => appendEvent(tx, chain.append({ ...event, id: ports.newId(), at })),
    });
    const head = chain.head();
    if (head.seq !== (before?.seq ?? 0)) writeHead(tx, { ...head, seal: chain.seal() });
    return value;
  });
}
