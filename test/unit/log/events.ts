import { type Chain, createChain } from '#app/log/chain.ts';
import type { NewEvent, StoredEvent } from '#core/domain/shared/stored-event.ts';

/** Stands for the key from the system's key store. */
export const KEY: Uint8Array = Buffer.from('k'.repeat(32));
export const DEVICE = 'device-a';

/** The n-th event of a made-up case. */
export function newEvent(n: number, changes: Partial<NewEvent> = {}): NewEvent {
  return {
    id: `event-${n}`,
    aggregate: 'case',
    aggregateId: 'case-1',
    rev: n,
    type: 'case.assigned',
    payload: `{"unit":"镇水务所","n":${n}}`,
    actor: 'zhang',
    actorName: '张三',
    at: 1_750_000_000_000 + n,
    businessDate: '2025-06-16',
    machineVersion: 1,
    ...changes,
  };
}

/** A chain of `count` events with its writing end. */
export function chainOf(
  count: number,
  key: Uint8Array | null,
  device = DEVICE,
): { readonly chain: Chain; readonly rows: readonly StoredEvent[] } {
  const chain = createChain({ device, key, head: null });
  const rows = Array.from({ length: count }, (_, at) => chain.append(newEvent(at + 1)));
  return { chain, rows };
}

/** What somebody with write access and `key` can do: chain the same events anew from a given one on. */
export function rechain(
  rows: readonly StoredEvent[],
  key: Uint8Array | null,
  change: (row: StoredEvent) => StoredEvent,
): { readonly chain: Chain; readonly rows: readonly StoredEvent[] } {
  const chain = createChain({ device: DEVICE, key, head: null });
  return { chain, rows: rows.map((row) => chain.append(change(row))) };
}
