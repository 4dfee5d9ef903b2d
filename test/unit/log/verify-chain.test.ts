import { describe, expect, it } from 'vitest';
import { createChain, emptyHead } from '#app/log/chain.ts';
import { sealHead } from '#app/log/hash.ts';
import { type ChainEvidence, type ChainFault, verifyChain } from '#app/log/verify-chain.ts';
import type { ChainHead } from '#core/domain/log/canonical.ts';
import type { StoredEvent } from '#core/domain/shared/stored-event.ts';
import { chainOf, DEVICE, KEY, newEvent, rechain } from './events.ts';

type Rows = readonly StoredEvent[];

function evidence(
  key: Uint8Array | null,
  heads: readonly ChainHead[],
  anchors: readonly ChainHead[] = [],
): ChainEvidence {
  return { key, sealedHeads: heads.map((head) => ({ ...head, seal: sealHead(head, key) })), anchors };
}

function faultOf(rows: Rows, against: ChainEvidence): ChainFault {
  const result = verifyChain(rows, against);
  if (result.ok) throw new Error('the log passed for sound');
  return result.error;
}

/** `rows[at]`, which the test knows to be there. */
function row(rows: Rows, at: number): StoredEvent {
  const one = rows[at];
  if (one === undefined) throw new Error(`no row ${at}`);
  return one;
}

function replaced(rows: Rows, at: number, one: StoredEvent): Rows {
  return rows.map((old, position) => (position === at ? one : old));
}

describe.each([
  ['with a key', KEY],
  ['without a key', null],
] as const)('a log %s', (_, key) => {
  const { chain, rows } = chainOf(10, key);
  const against = evidence(key, [chain.head()]);

  it('is sound as written, and answers with count and head', () => {
    expect(verifyChain(rows, against)).toEqual({ ok: true, value: { events: 10, heads: [chain.head()] } });
    expect(verifyChain([], evidence(key, []))).toEqual({ ok: true, value: { events: 0, heads: [] } });
  });

  it.each(Object.keys(newEvent(1)))('catches an edit of %s and names the event', (column) => {
    const old = row(rows, 4);
    const value = old[column as keyof StoredEvent];
    const edited = { ...old, [column]: typeof value === 'number' ? value + 1 : `${value} ` };
    const fault = faultOf(replaced(rows, 4, edited), against);
    expect(fault.code).toBe('LOG_EDITED');
    expect(fault.data).toEqual({ device: DEVICE, deviceSeq: 5, id: edited.id, position: 5 });
    expect(fault.message).toContain(`操作日志第 5 条(事件编号 ${edited.id})`);
  });

  it('catches a deletion in the middle and names the event that is gone', () => {
    const fault = faultOf(rows.toSpliced(4, 2), against);
    expect(fault.code).toBe('LOG_DELETED');
    expect(fault.data).toEqual({ device: DEVICE, deviceSeq: 5, id: null, position: null });
    expect(fault.message).toContain('缺 2 条，之后是第 7 条');
  });

  it('catches the deletion of the first event', () => {
    expect(faultOf(rows.slice(1), against)).toMatchObject({ code: 'LOG_DELETED', data: { deviceSeq: 1 } });
  });

  it('catches two events swapped with their numbers left in order', () => {
    const third = row(rows, 2);
    const sixth = row(rows, 5);
    const swapped = replaced(replaced(rows, 2, { ...sixth, deviceSeq: 3 }), 5, { ...third, deviceSeq: 6 });
    expect(faultOf(swapped, against)).toMatchObject({ code: 'LOG_EDITED', data: { deviceSeq: 3, id: sixth.id } });
  });

  it('catches two rows swapped whole', () => {
    const swapped = replaced(replaced(rows, 2, row(rows, 5)), 5, row(rows, 2));
    expect(faultOf(swapped, against)).toMatchObject({ code: 'LOG_DELETED', data: { deviceSeq: 3 } });
  });

  it('catches a number that comes twice', () => {
    expect(faultOf(rows.toSpliced(5, 0, row(rows, 4)), against)).toMatchObject({
      code: 'LOG_REPEATED',
      data: { deviceSeq: 5, position: 6 },
    });
  });

  it('catches a gap closed by renumbering', () => {
    const closed = rows.toSpliced(4, 1).map((one, at) => ({ ...one, deviceSeq: at + 1 }));
    expect(faultOf(closed, against)).toMatchObject({ code: 'LOG_EDITED', data: { deviceSeq: 5, id: 'event-6' } });
  });

  it('catches truncation, down to nothing left, by the stored head', () => {
    expect(faultOf(rows.slice(0, 7), against)).toMatchObject({
      code: 'LOG_TRUNCATED',
      data: { deviceSeq: 8, id: null },
    });
    expect(faultOf([], against)).toMatchObject({ code: 'LOG_TRUNCATED', data: { deviceSeq: 1 } });
  });

  it('catches truncation with the head put back to an old one, by an anchor', () => {
    const cut = rows.slice(0, 7);
    const old = { device: DEVICE, seq: 7, hash: row(rows, 6).hash };
    const fault = faultOf(cut, evidence(key, [old], [chain.head()]));
    expect(fault).toMatchObject({ code: 'LOG_TRUNCATED', data: { deviceSeq: 8 } });
    expect(fault.message).toContain('印有第 10 条，日志只到第 7 条');
    expect(faultOf([], evidence(key, [], [chain.head()]))).toMatchObject({
      code: 'LOG_TRUNCATED',
      data: { deviceSeq: 1 },
    });
  });

  it('catches a head that is gone, forged, exchanged or behind', () => {
    expect(faultOf(rows, evidence(key, []))).toMatchObject({ code: 'LOG_HEAD_WRONG', data: { id: 'event-10' } });
    const forged = { ...chain.head(), seal: 'a'.repeat(64) };
    expect(faultOf(rows, { ...against, sealedHeads: [forged] })).toMatchObject({ code: 'LOG_HEAD_WRONG' });
    const behind = { device: DEVICE, seq: 9, hash: row(rows, 8).hash };
    expect(faultOf(rows, evidence(key, [behind]))).toMatchObject({ code: 'LOG_HEAD_WRONG', data: { deviceSeq: 10 } });
    const other = { ...chain.head(), hash: 'b'.repeat(64) };
    expect(faultOf(rows, evidence(key, [other]))).toMatchObject({ code: 'LOG_REWRITTEN', data: { deviceSeq: 10 } });
  });

  it('catches a chain calculated anew with the same key, by an anchor, and bounds the rewritten part', () => {
    const made = rechain(rows, key, (one) => (one.deviceSeq === 5 ? { ...one, actorName: '李四' } : one));
    const anchors = [3, 8, 10].map((seq) => ({ device: DEVICE, seq, hash: row(rows, seq - 1).hash }));
    const fault = faultOf(made.rows, evidence(key, [made.chain.head()], anchors));
    expect(fault).toMatchObject({ code: 'LOG_REWRITTEN', data: { deviceSeq: 8 } });
    expect(fault.message).toContain('第 4 条至第 8 条之间');
  });

  it('catches an event whose hash was made to fit again: the next one no longer follows', () => {
    const edited = rechain(rows, key, (one) => (one.deviceSeq === 5 ? { ...one, actorName: '李四' } : one));
    const mixed = replaced(rows, 4, row(edited.rows, 4));
    expect(faultOf(mixed, against)).toMatchObject({ code: 'LOG_UNLINKED', data: { deviceSeq: 6 } });
  });
});

describe('the key', () => {
  it('catches a chain calculated anew without it, at the first event', () => {
    const { rows } = chainOf(10, KEY);
    for (const wrong of [null, Buffer.from('guessed')]) {
      const made = rechain(rows, wrong, (one) => ({ ...one, actorName: '李四' }));
      const fault = faultOf(made.rows, { ...evidence(KEY, [made.chain.head()]) });
      expect(fault).toMatchObject({ code: 'LOG_EDITED', data: { deviceSeq: 1, id: 'event-1' } });
    }
  });

  it('catches a rewrite of the end only, at the event where it begins', () => {
    const { rows } = chainOf(10, KEY);
    const forger = createChain({
      device: DEVICE,
      key: null,
      head: { device: DEVICE, seq: 6, hash: row(rows, 5).hash },
    });
    const tail = rows.slice(6).map((one) => forger.append({ ...one, payload: '{}' }));
    const fault = faultOf([...rows.slice(0, 6), ...tail], evidence(KEY, [forger.head()]));
    expect(fault).toMatchObject({ code: 'LOG_EDITED', data: { deviceSeq: 7 } });
  });

  it('is what a seal needs: truncated without it, the log has no fitting head', () => {
    const { rows } = chainOf(10, KEY);
    const cut = { device: DEVICE, seq: 7, hash: row(rows, 6).hash };
    const fault = faultOf(rows.slice(0, 7), {
      key: KEY,
      sealedHeads: [{ ...cut, seal: sealHead(cut, null) }],
      anchors: [],
    });
    expect(fault).toMatchObject({ code: 'LOG_HEAD_WRONG', data: { deviceSeq: 7, id: 'event-7' } });
  });
});

describe('several devices', () => {
  const a = chainOf(4, KEY, 'device-a');
  const b = chainOf(3, KEY, 'device-b');
  const heads = [a.chain.head(), b.chain.head()];

  it('are followed each by itself, whatever the order between them', () => {
    const mixed = [row(b.rows, 0), row(a.rows, 0), row(a.rows, 1), row(b.rows, 1), row(b.rows, 2), ...a.rows.slice(2)];
    expect(verifyChain(mixed, evidence(KEY, heads))).toMatchObject({ ok: true, value: { events: 7 } });
  });

  it('do not cover for each other: a device whose log is gone altogether is missed', () => {
    expect(faultOf(a.rows, evidence(KEY, heads))).toMatchObject({
      code: 'LOG_TRUNCATED',
      data: { device: 'device-b', deviceSeq: 1 },
    });
  });

  it("can not pass off an event as another device's", () => {
    const moved = a.rows.map((one) => ({ ...one, device: 'device-c' }));
    expect(faultOf(moved, evidence(KEY, []))).toMatchObject({ code: 'LOG_EDITED', data: { device: 'device-c' } });
  });
});

describe('the writing end', () => {
  it('goes on from a stored head', () => {
    const { chain, rows } = chainOf(3, KEY);
    const later = createChain({ device: DEVICE, key: KEY, head: chain.head() });
    const more = [...rows, later.append(newEvent(4))];
    expect(verifyChain(more, evidence(KEY, [later.head()]))).toMatchObject({ ok: true, value: { events: 4 } });
    expect(later.seal()).toBe(sealHead(later.head(), KEY));
  });

  it('rewinds after a rollback: events that were never stored leave no gap', () => {
    const { chain, rows } = chainOf(3, KEY);
    const head = chain.head();
    chain.append(newEvent(4));
    chain.rewind(head);
    const more = [...rows, chain.append(newEvent(4))];
    expect(verifyChain(more, evidence(KEY, [chain.head()]))).toMatchObject({ ok: true });
    expect(() => chain.rewind(emptyHead('another'))).toThrow('another');
  });
});
