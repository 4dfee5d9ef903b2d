import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalEvent, canonicalHead, type ChainHead } from '#core/domain/log/canonical.ts';
import type { StoredEvent } from '#core/domain/shared/stored-event.ts';
import { createChain } from '#app/log/chain.ts';
import { DEVICE, KEY, newEvent } from './events.ts';

type Hashed = Omit<StoredEvent, 'hash'>;

// Digits, colons and semicolons are what a sloppy separator would confuse.
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('1', '2', ':', ';', '"', ',', '河', '清', '\u0000', '𠮷'), maxLength: 6 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const whole = fc.integer({ min: 0, max: 30 });

const event: fc.Arbitrary<Hashed> = fc.record({
  id: text,
  aggregate: fc.constantFrom('finding', 'case', 'calendar', 'importBatch'),
  aggregateId: text,
  rev: whole,
  type: text,
  payload: text,
  actor: text,
  actorName: text,
  at: whole,
  businessDate: text,
  machineVersion: whole,
  device: text,
  deviceSeq: whole,
  prevHash: text,
});

const COLUMNS = Object.keys({ ...newEvent(1), device: '', deviceSeq: 1, prevHash: '' }) as (keyof Hashed)[];

describe('canonical form of an event', () => {
  it('differs whenever the events differ: no column can lend characters to its neighbour', () => {
    fc.assert(
      fc.property(event, event, (a, b) => {
        const same = COLUMNS.every((column) => a[column] === b[column]);
        expect(canonicalEvent(a) === canonicalEvent(b)).toBe(same);
      }),
      { numRuns: 3000 },
    );
  });

  it('differs when one character moves from one column to the next', () => {
    const movable = ['prevHash', 'id', 'aggregateId', 'type', 'payload', 'actor', 'actorName', 'businessDate'] as const;
    fc.assert(
      fc.property(event, fc.integer({ min: 0, max: movable.length - 2 }), text, (base, at, moved) => {
        const from = movable[at] ?? 'id';
        const to = movable[at + 1] ?? 'id';
        const before = { ...base, [from]: `${base[from]}${moved}` };
        const after = { ...base, [to]: `${moved}${base[to]}` };
        const same = before[from] === after[from] && before[to] === after[to];
        expect(canonicalEvent(before) === canonicalEvent(after)).toBe(same);
      }),
      { numRuns: 3000 },
    );
  });

  it('covers every column: a column left out could be edited unseen', () => {
    const base: Hashed = { ...newEvent(1), device: DEVICE, deviceSeq: 1, prevHash: 'p' };
    for (const column of COLUMNS) {
      const value = base[column];
      const changed = { ...base, [column]: typeof value === 'number' ? value + 1 : `${value}x` };
      expect(canonicalEvent(changed), column).not.toBe(canonicalEvent(base));
    }
  });

  it('keeps its form: the hashes in released databases hang on it', () => {
    const chain = createChain({ device: DEVICE, key: null, head: null });
    const stored = chain.append(newEvent(1));
    const form =
      `heqing-event-1;1;1;1750000000001;1;8:device-a64:${'0'.repeat(64)}7:event-14:case6:case-113:case.assigned` +
      '21:{"unit":"镇水务所","n":1}5:zhang2:张三10:2025-06-16';
    expect(canonicalEvent(stored)).toBe(form);
    expect(stored.hash).toBe(createHash('sha256').update(form).digest('hex'));
    const keyed = createChain({ device: DEVICE, key: KEY, head: null }).append(newEvent(1));
    expect(keyed.hash).toBe(createHmac('sha256', KEY).update(form).digest('hex'));
  });
});

describe('canonical form of a head', () => {
  const head: fc.Arbitrary<ChainHead> = fc.record({ device: text, seq: whole, hash: text });

  it('differs whenever the heads differ, and is never the form of an event', () => {
    fc.assert(
      fc.property(head, head, event, (a, b, one) => {
        const same = a.device === b.device && a.seq === b.seq && a.hash === b.hash;
        expect(canonicalHead(a) === canonicalHead(b)).toBe(same);
        expect(canonicalHead(a)).not.toBe(canonicalEvent(one));
      }),
      { numRuns: 2000 },
    );
  });
});
