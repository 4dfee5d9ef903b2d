import { type ChainHead, canonicalEvent, canonicalHead } from '#core/domain/log/canonical.ts';
import { ok, type Refusal, type Result } from '#core/domain/shared/result.ts';
import type { StoredEvent } from '#core/domain/shared/stored-event.ts';
import { emptyHead } from './chain.ts';
import { createHasher, type Hasher } from './hash.ts';

/** A head with its seal, as stored beside the log. */
export interface SealedHead extends ChainHead {
  readonly seal: string;
}

/** How a chain can be broken. */
export type ChainFaultCode =
  /** Content, order or key of this event does not fit its hash. */
  | 'LOG_EDITED'
  /** The event is whole but does not follow the one before: that one was rewritten or exchanged. */
  | 'LOG_UNLINKED'
  /** Events are missing before this one. */
  | 'LOG_DELETED'
  /** A sequence number comes twice or goes back. */
  | 'LOG_REPEATED'
  /** Events are missing at the end. */
  | 'LOG_TRUNCATED'
  /** The whole chain was calculated anew: it disagrees with a printed head. */
  | 'LOG_REWRITTEN'
  /** The stored head is missing, forged or behind the log. */
  | 'LOG_HEAD_WRONG';

/** Where the first fault lies. */
export interface ChainFaultPlace {
  readonly device: string;
  /** Number of the first bad event on its device. */
  readonly deviceSeq: number;
  /** Id of the first bad event; null when that event is no longer there. */
  readonly id: string | null;
  /** Position in the rows as read, from 1; null when the event is no longer there. */
  readonly position: number | null;
}

/** The first fault found, named for a person. */
export interface ChainFault extends Refusal {
  readonly code: ChainFaultCode;
  readonly data: ChainFaultPlace;
}

/** What a sound log held. */
export interface VerifiedChain {
  readonly events: number;
  /** One a device, in the order of first appearance. */
  readonly heads: readonly ChainHead[];
}

/** What the log is held against. */
export interface ChainEvidence {
  readonly key: Uint8Array | null;
  /** One a device, as stored beside the log. */
  readonly sealedHeads: readonly SealedHead[];
  /** Heads printed on exports and backups. */
  readonly anchors: readonly ChainHead[];
}

/** State of one device while the log is read. */
interface Trail {
  readonly device: string;
  seq: number;
  hash: string;
  lastId: string | null;
  lastPosition: number | null;
  /** Printed heads of the device, by number. */
  readonly anchors: readonly ChainHead[];
  nextAnchor: number;
  readonly head: SealedHead | null;
}

/**
 * Reads the whole log, ordered by device and `deviceSeq`, and answers with its heads or with the first bad event.
 * The key or an anchor is what catches a rewrite: without both, a log calculated anew in full cannot be told from a
 * true one, and nothing here claims otherwise.
 */
export function verifyChain(rows: Iterable<StoredEvent>, evidence: ChainEvidence): Result<VerifiedChain, ChainFault> {
  const reading = startReading(evidence);
  for (const row of rows) {
    const fault = reading.take(row);
    if (fault !== null) return { ok: false, error: fault };
  }
  return reading.finish();
}

/** `verifyChain` one row at a time, for a caller that folds the log in the same pass. */
export interface ChainReading {
  /** Null when the row is sound. After a fault take no more rows. */
  take(row: StoredEvent): ChainFault | null;
  finish(): Result<VerifiedChain, ChainFault>;
}

/** Begins a reading; see `verifyChain`. */
export function startReading(evidence: ChainEvidence): ChainReading {
  const hasher = createHasher(evidence.key);
  const keyed = evidence.key !== null;
  const trails = new Map<string, Trail>();
  let trail: Trail | undefined;
  let position = 0;
  return {
    take(row) {
      position += 1;
      if (trail?.device !== row.device) {
        trail = trails.get(row.device) ?? newTrail(row.device, evidence);
        trails.set(row.device, trail);
      }
      return follow(trail, row, position, hasher, keyed);
    },
    finish() {
      for (const device of devicesNamed(evidence)) {
        if (!trails.has(device)) trails.set(device, newTrail(device, evidence));
      }
      for (const one of trails.values()) {
        const fault = checkEnd(one, hasher, keyed);
        if (fault !== null) return { ok: false, error: fault };
      }
      const heads = [...trails.values()].map(({ device, seq, hash }) => ({ device, seq, hash }));
      return ok({ events: position, heads });
    },
  };
}

function newTrail(device: string, evidence: ChainEvidence): Trail {
  const anchors = evidence.anchors.filter((anchor) => anchor.device === device && anchor.seq > 0);
  return {
    ...emptyHead(device),
    lastId: null,
    lastPosition: null,
    anchors: anchors.sort((a, b) => a.seq - b.seq),
    nextAnchor: 0,
    head: evidence.sealedHeads.find((head) => head.device === device) ?? null,
  };
}

function devicesNamed(evidence: ChainEvidence): readonly string[] {
  return [...evidence.sealedHeads, ...evidence.anchors].filter(({ seq }) => seq > 0).map(({ device }) => device);
}

function follow(trail: Trail, row: StoredEvent, position: number, hasher: Hasher, keyed: boolean): ChainFault | null {
  const place = { device: row.device, deviceSeq: row.deviceSeq, id: row.id, position };
  if (row.deviceSeq !== trail.seq + 1) return outOfOrder(trail, row, place);
  if (hasher(canonicalEvent(row)) !== row.hash) return edited(place, keyed);
  if (row.prevHash !== trail.hash) {
    return fault('LOG_UNLINKED', place, `与第 ${trail.seq} 条接不上：前一条被改写、调换或重算过校验码`);
  }
  trail.seq = row.deviceSeq;
  trail.hash = row.hash;
  trail.lastId = row.id;
  trail.lastPosition = position;
  return checkAnchors(trail, row, position);
}

function placeOf({ device, deviceSeq, id }: StoredEvent, position: number): ChainFaultPlace {
  return { device, deviceSeq, id, position };
}

function outOfOrder(trail: Trail, row: StoredEvent, place: ChainFaultPlace): ChainFault {
  const expected = trail.seq + 1;
  if (row.deviceSeq <= trail.seq) {
    return fault('LOG_REPEATED', place, `序号重复或倒退：此处应为第 ${expected} 条`);
  }
  const gone = row.deviceSeq - expected;
  const missing = { device: row.device, deviceSeq: expected, id: null, position: null };
  return fault('LOG_DELETED', missing, `已不在日志中：从这一条起缺 ${gone} 条，之后是第 ${row.deviceSeq} 条`);
}

function edited(place: ChainFaultPlace, keyed: boolean): ChainFault {
  const why = keyed
    ? '校验码与内容不符：内容或顺序被改动，或整段日志是不用本机密钥重写的'
    : '校验码与内容不符：内容或顺序被改动';
  return fault('LOG_EDITED', place, why);
}

function checkAnchors(trail: Trail, row: StoredEvent, position: number): ChainFault | null {
  for (;;) {
    const anchor = trail.anchors[trail.nextAnchor];
    if (anchor === undefined || anchor.seq > trail.seq) return null;
    if (anchor.hash !== trail.hash) {
      const from = (trail.anchors[trail.nextAnchor - 1]?.seq ?? 0) + 1;
      const why = `与导出件或备份上印的链头不符：第 ${from} 条至第 ${anchor.seq} 条之间的日志被整段重写`;
      return fault('LOG_REWRITTEN', placeOf(row, position), why);
    }
    trail.nextAnchor += 1;
  }
}

function checkEnd(trail: Trail, hasher: Hasher, keyed: boolean): ChainFault | null {
  const gone = { device: trail.device, deviceSeq: trail.seq + 1, id: null, position: null };
  const anchor = trail.anchors.at(-1);
  if (anchor !== undefined && anchor.seq > trail.seq) {
    return fault(
      'LOG_TRUNCATED',
      gone,
      `已不在日志中：导出件或备份上印有第 ${anchor.seq} 条，日志只到第 ${trail.seq} 条`,
    );
  }
  return checkHead(trail, gone, hasher, keyed);
}

function checkHead(trail: Trail, gone: ChainFaultPlace, hasher: Hasher, keyed: boolean): ChainFault | null {
  const { head } = trail;
  const last = { device: trail.device, deviceSeq: trail.seq, id: trail.lastId, position: trail.lastPosition };
  if (head === null)
    return fault('LOG_HEAD_WRONG', last, '是日志的最后一条，但链头封记不见了，不能证明其后没有被删去的事件');
  if (hasher(canonicalHead(head)) !== head.seal) {
    const why = keyed ? '链头封记不是用本机密钥做的，可能被改过' : '链头封记与其内容不符，可能被改过';
    return fault('LOG_HEAD_WRONG', last, `是日志的最后一条，但${why}`);
  }
  if (head.seq > trail.seq) {
    return fault('LOG_TRUNCATED', gone, `已不在日志中：链头封记到第 ${head.seq} 条，日志只到第 ${trail.seq} 条`);
  }
  if (head.seq < trail.seq)
    return fault('LOG_HEAD_WRONG', last, `超出链头封记：封记只到第 ${head.seq} 条，其后的事件不是本程序写入的`);
  if (head.hash !== trail.hash) return fault('LOG_REWRITTEN', last, '与链头封记不符：日志被整段重写');
  return null;
}

function fault(code: ChainFaultCode, place: ChainFaultPlace, why: string): ChainFault {
  const id = place.id === null ? '' : `(事件编号 ${place.id})`;
  return { code, message: `操作日志第 ${place.deviceSeq} 条${id}${why}。设备：${place.device}。`, data: place };
}
