import { type ChainHead, canonicalEvent, canonicalHead, GENESIS_HASH } from '#core/domain/log/canonical.ts';
import type { NewEvent, StoredEvent } from '#core/domain/shared/stored-event.ts';
import { createHasher } from './hash.ts';

/** The writing end of one device's chain. */
export interface Chain {
  /** Chains one event and moves the head on. */
  append(event: NewEvent): StoredEvent;
  head(): ChainHead;
  /** Seal of the present head, to be stored in the same transaction as the events. */
  seal(): string;
  /** Back to a head read from the database: after a rollback the events appended since were never stored. */
  rewind(head: ChainHead): void;
}

/** Head of a device that has no events. */
export function emptyHead(device: string): ChainHead {
  return { device, seq: 0, hash: GENESIS_HASH };
}

/** Starts the writing end after `head`; `head` null means that the device has no events yet. */
export function createChain(options: {
  readonly device: string;
  readonly key: Uint8Array | null;
  readonly head: ChainHead | null;
}): Chain {
  const { device } = options;
  const hasher = createHasher(options.key);
  let { seq, hash } = options.head ?? emptyHead(device);
  return {
    append(event) {
      // One object literal of fixed shape: spreading `event` twice costs as much as half the hash.
      const stored = {
        id: event.id,
        aggregate: event.aggregate,
        aggregateId: event.aggregateId,
        rev: event.rev,
        type: event.type,
        payload: event.payload,
        actor: event.actor,
        actorName: event.actorName,
        at: event.at,
        businessDate: event.businessDate,
        machineVersion: event.machineVersion,
        device,
        deviceSeq: seq + 1,
        prevHash: hash,
        hash: '',
      };
      stored.hash = hasher(canonicalEvent(stored));
      seq = stored.deviceSeq;
      hash = stored.hash;
      return stored;
    },
    head: () => ({ device, seq, hash }),
    seal: () => hasher(canonicalHead({ device, seq, hash })),
    rewind(head) {
      if (head.device !== device) throw new Error(`head of ${head.device} given to the chain of ${device}`);
      seq = head.seq;
      hash = head.hash;
    },
  };
}
