import type { NewEvent } from '#core/domain/shared/stored-event.ts';
import { type Connection, inWriteTx, type Tx } from '#db/access.ts';
import { inLongWriteTx, type LongWrite } from '#db/long-write.ts';
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
    const { log, seal } = beginLog(tx, ports);
    const value = fn(log);
    seal();
    return value;
  });
}

/** A long command: what `inLongWriteTx` gives, with the log. */
export interface LongLoggedTx extends LoggedTx, Pick<LongWrite, 'flush'> {}

/**
 * `inLoggedTx` for a command of many rows: on a connection of its own, waiting now and then so that others are answered.
 * Only while nobody else writes: see `WriteGate`.
 */
export function inLongLoggedTx<T>(path: string, ports: LogPorts, fn: (log: LongLoggedTx) => Promise<T>): Promise<T> {
  return inLongWriteTx(path, async ({ tx, flush }) => {
    const { log, seal } = beginLog(tx, ports);
    const value = await fn({ ...log, flush });
    seal();
    return value;
  });
}

function beginLog(tx: Tx, ports: LogPorts): { log: LoggedTx; seal: () => void } {
  const before = readHead(tx, ports.device);
  const chain = createChain({ device: ports.device, key: ports.chainKey, head: before });
  const at = ports.clock.now();
  const append = (event: EventDraft) => appendEvent(tx, chain.append({ ...event, id: ports.newId(), at }));
  const seal = () => {
    const head = chain.head();
    if (head.seq !== (before?.seq ?? 0)) writeHead(tx, { ...head, seal: chain.seal() });
  };
  return { log: { tx, at, append }, seal };
}
