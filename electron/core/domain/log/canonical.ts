import type { StoredEvent } from '../shared/stored-event.ts';

/** `prevHash` of the first event of a device. */
export const GENESIS_HASH = '0'.repeat(64);

/** Tag of this form; a changed form gets a new tag, so that no text of one form can be a text of another. */
const EVENT_FORM = 'heqing-event-1';
const HEAD_FORM = 'heqing-head-1';

/** End of one device's chain: what seals it, and what exports and backups print as an anchor (链头). */
export interface ChainHead {
  readonly device: string;
  /** `deviceSeq` of the last event, 0 when there is none. */
  readonly seq: number;
  /** Hex hash of the last event; `GENESIS_HASH` when `seq` is 0. */
  readonly hash: string;
}

/**
 * The text that is hashed for one event: every column of `event_log` but `hash`, in a fixed order, each text led by its
 * length in UTF-16 units, each number ended by a semicolon, so that no two different events share a text.
 * A lone surrogate must not occur: SQLite stores it as U+FFFD, and the hash is taken over what is stored.
 */
export function canonicalEvent(event: Omit<StoredEvent, 'hash'>): string {
  const { device, prevHash, id, aggregate, aggregateId, type, payload, actor, actorName, businessDate } = event;
  return (
    `${EVENT_FORM};${event.deviceSeq};${event.rev};${event.at};${event.machineVersion};` +
    `${device.length}:${device}${prevHash.length}:${prevHash}${id.length}:${id}` +
    `${aggregate.length}:${aggregate}${aggregateId.length}:${aggregateId}${type.length}:${type}` +
    `${payload.length}:${payload}${actor.length}:${actor}${actorName.length}:${actorName}` +
    `${businessDate.length}:${businessDate}`
  );
}

/** The text that is sealed for a head: its own form, so that a seal never passes for an event's hash. */
export function canonicalHead(head: ChainHead): string {
  return `${HEAD_FORM};${head.seq};${head.device.length}:${head.device}${head.hash.length}:${head.hash}`;
}
