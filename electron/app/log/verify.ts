import { isDeepStrictEqual } from 'node:util';
import type { RestorationView, VerifyReport } from '#core/contract/views.ts';
import type { WorkCalendar } from '#core/domain/deadline/calendar.ts';
import type { ChainHead } from '#core/domain/log/canonical.ts';
import type { Refusal } from '#core/domain/shared/result.ts';
import type { Reader } from '#db/access.ts';
import { eventDevices, eventsOf, iterateEvents, readHeads, toStoredEvent } from '#db/repositories/events.ts';
import { listNotices, type StoredNotice } from '#db/repositories/notices.ts';
import { CALENDAR_ID } from '../calendar/record-notice.ts';
import { attempt } from './attempt.ts';
import { headsToHold, readRestorations, restorationView } from './restorations.ts';
import { startReading } from './verify-chain.ts';
import { foldRange, STEP, storedRows, surplusFault } from './verify-rows.ts';

/** What the log is held against, and where progress goes. */
export interface VerifyOptions {
  readonly key: Uint8Array | null;
  /** Heads printed on exports and backups. */
  readonly anchors: readonly ChainHead[];
  readonly calendar: WorkCalendar;
  /** Called now and then; throws to cancel. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/**
 * Verifies the log (核验): the chain of every device against its seal and the printed heads; then every finding and case
 * folded again from its events by the machine and compared, field by field, with its row; then every running due date
 * derived again by the calendar. Names the first bad event or row. Reads only; run it under one snapshot.
 */
export function verifyLog(reader: Reader, options: VerifyOptions): VerifyReport {
  let done = 0;
  const onStep = (events: number) => {
    done += events;
    options.onProgress?.(done);
  };
  const { fault, ...log } = readLog(reader, options, onStep);
  if (fault !== null) return { sound: false, ...log, findings: 0, cases: 0, fault };
  const { fault: rowFault, ...rows } = foldRange(reader, options.calendar, WHOLE_LOG, onStep);
  const rest = rowFault ?? surplusFault(storedRows(reader), rows);
  return { sound: rest === null, ...log, ...rows, fault: rest };
}

const WHOLE_LOG = { from: '', before: null };

/** What a reading of the chains found, and of the notices. */
export interface ReadLog {
  readonly events: number;
  /** Empty after a fault. */
  readonly heads: readonly ChainHead[];
  /** Empty after a fault of the chain. */
  readonly restorations: readonly RestorationView[];
  readonly fault: Refusal | null;
}

/** Reads the chain of every device, then the notices; the first part of `verifyLog`. `onStep` as in `foldRange`. */
export function readLog(
  reader: Reader,
  { key, anchors }: Pick<VerifyOptions, 'key' | 'anchors'>,
  onStep: (events: number) => void,
): ReadLog {
  const sealedHeads = readHeads(reader);
  const restorations = readRestorations(reader);
  const reading = startReading({ key, anchors: headsToHold(restorations, anchors, sealedHeads), sealedHeads });
  let events = 0;
  for (const device of eventDevices(reader)) {
    for (const row of iterateEvents(reader, device)) {
      const fault = reading.take(toStoredEvent(row));
      if (fault !== null) return { events, heads: [], restorations: [], fault };
      events += 1;
      if (events % STEP === 0) onStep(STEP);
    }
  }
  onStep(events % STEP);
  const end = reading.finish();
  if (!end.ok) return { events, heads: [], restorations: [], fault: end.error };
  return {
    events,
    heads: end.value.heads,
    restorations: restorations.all.map(restorationView),
    fault: restorations.fault ?? noticeFault(reader),
  };
}

/** The calendar is folded too: a day changed in a notice would move every due date, and the dates would agree with it. */
function noticeFault(reader: Reader): Refusal | null {
  const logged = new Map(eventsOf(reader, CALENDAR_ID).map(({ payload, at }) => loggedNotice(payload, at)));
  const read = attempt(() => listNotices(reader));
  if (!read.ok) return NOTICE_UNREADABLE;
  const stored = read.value;
  const strange = stored.find((row) => !isDeepStrictEqual(row, logged.get(row.id)));
  if (strange !== undefined) return noticeDiffers(strange.title);
  const lost = [...logged.values()].find((notice) => !stored.some((row) => row.id === notice.id));
  return lost === undefined ? null : noticeDiffers(lost.title);
}

function loggedNotice(payload: string, loadedAt: number): [string, StoredNotice] {
  // Written by `recordNotice`; the chain has just proved that nobody touched it.
  const { notice } = JSON.parse(payload) as { notice: Omit<StoredNotice, 'loadedAt'> };
  return [notice.id, { ...notice, loadedAt }];
}

const NOTICE_UNREADABLE: Refusal = {
  code: 'NOTICE_DIFFERS',
  message: '已载入的节假日通知有不能识别的内容；通知在程序之外被改动过，请从备份恢复。',
};

function noticeDiffers(title: string): Refusal {
  return {
    code: 'NOTICE_DIFFERS',
    message: `节假日通知「${title}」与载入时的日志不一致，期限可能因此算错；该通知在程序之外被改动过，请从备份恢复。`,
    data: { title },
  };
}
