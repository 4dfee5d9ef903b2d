import { z } from 'zod';
import type { RestorationView } from '#core/contract/views.ts';
import type { EventBase } from '#core/domain/case/case-events.ts';
import type { ChainHead } from '#core/domain/log/canonical.ts';
import type { Refusal } from '#core/domain/shared/result.ts';
import type { StoredEvent } from '#core/domain/shared/stored-event.ts';
import type { Reader } from '#db/access.ts';
import { countEventsOf, eventsOf } from '#db/repositories/events.ts';
import type { LoggedTx } from './log-writer.ts';
import { toPayload } from './payload.ts';

/** The log is one aggregate of itself; this is its key. */
const LOG_ID = '00000000-0000-7000-8000-000000000002';
const TYPE = 'log.restored';

const Head = z.strictObject({ device: z.string(), seq: z.int().positive(), hash: z.string() });

const Restored = z.strictObject({
  /** The backup that was put in the database's place; `at`: instant it was made, ms UTC. */
  backup: z.strictObject({ name: z.string(), at: z.int(), sha256: z.string() }),
  /** Name of this machine in the log until then; the event is the first of the new name. */
  from: z.string(),
  /** Where the log of each device ended in the backup; a device not named had no events. */
  restored: z.array(Head),
  /** Heads printed after the backup: their log is not in it. */
  lost: z.array(Head.extend({ printedOn: z.array(z.string()) })),
  /** Under what name the replaced database was kept; null when there was none. */
  replaced: z.string().nullable(),
  /** Numbers left out of each series after those known: the replaced database could not be read in full, or so it was asked. */
  margin: z.int().nonnegative(),
  /** Last number of each series, in the backup and after. */
  counters: z.array(
    z.strictObject({
      kind: z.enum(['finding', 'case']),
      year: z.int(),
      before: z.int().nonnegative(),
      after: z.int().nonnegative(),
    }),
  ),
});

/** What a restore from a backup (从备份恢复) writes into the log. */
export type Restored = z.infer<typeof Restored>;

/** A restore as the log holds it. */
interface Restoration extends Restored {
  readonly event: StoredEvent;
}

/** The restores of a log. `fault`: the first of them that is none, though it is chained. */
export interface Restorations {
  readonly all: readonly Restoration[];
  readonly fault: Refusal | null;
}

/** Writes a restore into the log; it must be the first event of a new device. */
export function recordRestoration(log: LoggedTx, restored: Restored, base: EventBase): void {
  const event = { ...base, ...restored, type: TYPE };
  log.append({
    aggregate: 'log',
    aggregateId: LOG_ID,
    rev: countEventsOf(log.tx, LOG_ID) + 1,
    type: TYPE,
    payload: toPayload(event),
    actor: base.actor,
    actorName: base.actorName,
    businessDate: base.on,
    machineVersion: 1,
  });
}

/** Reads the restores of a log. They count only where the chain that holds them is sound. */
export function readRestorations(reader: Reader): Restorations {
  const all: Restoration[] = [];
  let fault: Refusal | null = null;
  for (const event of eventsOf(reader, LOG_ID)) {
    const restoration = understood(event);
    if (restoration !== null) all.push(restoration);
    else fault ??= unlawful(event);
  }
  return { all, fault };
}

function understood(event: StoredEvent): Restoration | null {
  if (event.type !== TYPE || event.deviceSeq !== 1) return null;
  try {
    const parsed = Restored.safeParse(JSON.parse(event.payload));
    return parsed.success ? { ...parsed.data, event } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function unlawful({ device, deviceSeq, id }: StoredEvent): Refusal {
  return {
    code: 'RESTORATION_UNLAWFUL',
    message: `日志 ${device} 第 ${deviceSeq} 条写的是从备份恢复，但不是恢复时由程序写下的形式；不能据以核验，请从备份恢复。`,
    data: { device, deviceSeq, id },
  };
}

/**
 * Printed heads that lie beyond the end of their device's log, `ends` (the stored heads), and that no restore tells of.
 * A restore tells of a head when it names it, and says that the device's log ended just where it ends now.
 */
export function lostHeads(
  restorations: Restorations,
  printed: readonly ChainHead[],
  ends: readonly ChainHead[],
): readonly ChainHead[] {
  return printed.filter((head) => isBeyond(head, ends) && !isToldOf(restorations, head, ends));
}

/**
 * The heads that a log must hold: the printed ones without those that a restore tells of, and the ends that the restores
 * name. Else whoever has an older head of an old device could cut its log shorter than the backup was.
 */
export function headsToHold(
  restorations: Restorations,
  printed: readonly ChainHead[],
  ends: readonly ChainHead[],
): readonly ChainHead[] {
  const held = printed.filter((head) => !isBeyond(head, ends) || !isToldOf(restorations, head, ends));
  return [...held, ...restorations.all.flatMap(({ restored }) => restored)];
}

function endOf({ device }: ChainHead, ends: readonly ChainHead[]): ChainHead | undefined {
  return ends.find((end) => end.device === device);
}

function isBeyond(head: ChainHead, ends: readonly ChainHead[]): boolean {
  return head.seq > (endOf(head, ends)?.seq ?? 0);
}

function isToldOf({ all }: Restorations, head: ChainHead, ends: readonly ChainHead[]): boolean {
  const end = endOf(head, ends);
  return all.some(({ restored, lost }) => {
    const then = endOf(head, restored);
    return then?.seq === end?.seq && then?.hash === end?.hash && lost.some((one) => sameHead(one, head));
  });
}

/** Whether two heads are one. */
export function sameHead(a: ChainHead, b: ChainHead): boolean {
  return a.device === b.device && a.seq === b.seq && a.hash === b.hash;
}

/** A restore as a person sees it. */
export function restorationView({ event, backup, from, lost }: Restoration): RestorationView {
  const { at, actorName, device } = event;
  return { at, actorName, backup: backup.name, backupAt: backup.at, from, device, lost };
}
