import type { VerifyReport } from '#core/contract/views.ts';
import { isDeepStrictEqual } from 'node:util';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { WorkCalendar } from '#core/domain/deadline/calendar.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { ChainHead } from '#core/domain/log/canonical.ts';
import type { Refusal, Result } from '#core/domain/shared/result.ts';
import type { Reader } from '#db/access.ts';
import { countAllCases, getCase } from '#db/repositories/cases.ts';
import {
  eventDevices,
  eventsOf,
  type EventRow,
  iterateEvents,
  iterateEventsByAggregate,
  readHeads,
  toStoredEvent,
} from '#db/repositories/events.ts';
import { countAllFindings, getFinding } from '#db/repositories/findings.ts';
import { listNotices, type StoredNotice } from '#db/repositories/notices.ts';
import { errorCode } from '#db/refusals.ts';
import { CALENDAR_ID } from '../calendar/record-notice.ts';
import { duesOf } from '../case/dues.ts';
import { labelOf } from '../wording.ts';
import { COLUMN } from './event-columns.ts';
import { caseFold, findingFold, type Fold } from './fold.ts';
import { startReading } from './verify-chain.ts';

/** What the log is held against, and where progress goes. */
export interface VerifyOptions {
  readonly key: Uint8Array | null;
  /** Heads printed on exports and backups. */
  readonly anchors: readonly ChainHead[];
  readonly calendar: WorkCalendar;
  /** Called now and then; throws to cancel. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** Events between two reports of progress. */
const STEP = 10_000;

/**
 * Verifies the log (核验): the chain of every device against its seal and the printed heads; then every finding and case
 * folded again from its events by the machine and compared, field by field, with its row; then every running due date
 * derived again by the calendar. Names the first bad event or row. Reads only; run it under one snapshot.
 */
export function verifyLog(reader: Reader, options: VerifyOptions): VerifyReport {
  const counts = { events: 0, findings: 0, cases: 0, heads: [] as readonly ChainHead[] };
  const fault =
    chainFault(reader, options, counts) ??
    noticeFault(reader) ??
    findingFault(reader, options, counts) ??
    caseFault(reader, options, counts);
  return { sound: fault === null, ...counts, fault };
}

interface Counts {
  events: number;
  findings: number;
  cases: number;
  heads: readonly ChainHead[];
}

function chainFault(reader: Reader, { key, anchors, onProgress }: VerifyOptions, counts: Counts): Refusal | null {
  const reading = startReading({ key, anchors, sealedHeads: readHeads(reader) });
  for (const device of eventDevices(reader)) {
    for (const row of iterateEvents(reader, device)) {
      const fault = reading.take(toStoredEvent(row));
      if (fault !== null) return fault;
      counts.events += 1;
      if (counts.events % STEP === 0) onProgress?.(counts.events);
    }
  }
  const end = reading.finish();
  if (!end.ok) return end.error;
  counts.heads = end.value.heads;
  return null;
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

function findingFault(reader: Reader, options: VerifyOptions, counts: Counts): Refusal | null {
  const rows = {
    what: '线索',
    get: (id: string) => getFinding(reader, id),
    count: () => countAllFindings(reader),
    compare: (folded: FindingRecord, stored: FindingRecord) => difference('线索', folded, stored),
  };
  return foldAll(iterateEventsByAggregate(reader, 'finding'), findingFold(), rows, options, (n) => {
    counts.findings = n;
  });
}

function caseFault(reader: Reader, options: VerifyOptions, counts: Counts): Refusal | null {
  const rows = {
    what: '案件',
    get: (id: string) => getCase(reader, id),
    count: () => countAllCases(reader),
    compare: (folded: CaseRecord, stored: CaseRecord) =>
      difference('案件', folded, stored) ?? dueFault(folded, options.calendar),
  };
  return foldAll(iterateEventsByAggregate(reader, 'case'), caseFold(), rows, options, (n) => {
    counts.cases = n;
  });
}

interface Row {
  readonly id: string;
  readonly number: string;
  readonly rev: number;
}

/** The rows a fold is compared with. */
interface StoredRows<R> {
  readonly what: string;
  get(id: string): R | null;
  count(): number;
  compare(folded: R, stored: R): Refusal | null;
}

/** Folds aggregate after aggregate and compares each with its row; then no row may be left without events. */
function foldAll<R extends Row>(
  events: Iterable<EventRow>,
  fold: Fold<R>,
  rows: StoredRows<R>,
  { onProgress }: VerifyOptions,
  count: (rows: number) => void,
): Refusal | null {
  let current: R | null = null;
  let done = 0;
  let seen = 0;
  for (const event of events) {
    if (current !== null && current.id !== event[COLUMN.aggregateId]) {
      const fault = settle(current, rows);
      if (fault !== null) return fault;
      current = null;
      seen += 1;
    }
    const next: Result<R> = taken(fold, current, event);
    if (!next.ok) return refusedEvent(rows.what, event, next.error);
    current = next.value;
    done += 1;
    if (done % STEP === 0) onProgress?.(done);
  }
  if (current !== null) {
    const fault = settle(current, rows);
    if (fault !== null) return fault;
    seen += 1;
  }
  count(seen);
  const stored = rows.count();
  return stored === seen ? null : withoutEvents(rows.what, stored - seen);
}

function settle<R extends Row>(folded: R, rows: StoredRows<R>): Refusal | null {
  const stored = attempt(() => rows.get(folded.id));
  if (!stored.ok) return unreadableRow(rows.what, folded);
  return stored.value === null ? missingRow(rows.what, folded) : rows.compare(folded, stored.value);
}

/** Who holds the key can chain an event that has not even the form of one. */
function taken<R extends Row>(fold: Fold<R>, before: R | null, event: EventRow): Result<R> {
  try {
    return fold.take(before, event);
  } catch (error) {
    if (errorCode(error) !== null) throw error;
    return { ok: false, error: UNREADABLE_EVENT };
  }
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

/** What was changed behind the program may no longer have the form its reader expects; that is a finding, not a failure. */
function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    // Errors with a code come from SQLite or the file system: those are failures.
    if (errorCode(error) !== null) throw error;
    return { ok: false };
  }
}

function difference<R extends Row>(what: string, folded: R, stored: R): Refusal | null {
  if (isDeepStrictEqual(folded, stored)) return null;
  const fields = Object.keys(folded).filter(
    (field) => !isDeepStrictEqual(Reflect.get(folded, field), Reflect.get(stored, field)),
  );
  return {
    code: 'ROW_DIFFERS',
    message: `${what} ${stored.number} 的台账记录与日志推演的结果不一致（${fields.map(labelOf).join('、')}）；该行在程序之外被改动过，请用备份核对。`,
    data: { id: stored.id, number: stored.number, fields },
  };
}

/** The due dates an open case shows must be what the calendar gives now: loading a notice restates all it moves. */
function dueFault(record: CaseRecord, calendar: WorkCalendar): Refusal | null {
  if (isDeepStrictEqual(duesOf(record.facts, calendar), record.dues)) return null;
  return {
    code: 'DUE_DIFFERS',
    message: `案件 ${record.number} 的期限与按现行节假日安排推算的不一致；请核对已载入的节假日通知。`,
    data: { id: record.id, number: record.number },
  };
}

function unreadableRow(what: string, folded: Row): Refusal {
  return {
    code: 'ROW_UNREADABLE',
    message: `${what} ${folded.number} 的台账记录有不能识别的内容；该行在程序之外被改动过，请从备份恢复。`,
    data: { id: folded.id, number: folded.number },
  };
}

const UNREADABLE_EVENT: Refusal = { code: 'EVENT_UNREADABLE', message: '事件内容残缺，不能识别' };

function missingRow(what: string, folded: Row): Refusal {
  return {
    code: 'ROW_MISSING',
    message: `${what} ${folded.number} 有日志而没有台账记录；该行被删除，请从备份恢复。`,
    data: { id: folded.id, number: folded.number },
  };
}

function withoutEvents(what: string, surplus: number): Refusal {
  return {
    code: 'ROW_WITHOUT_EVENTS',
    message: `有 ${surplus} 条${what}有台账记录而没有日志；这些行在程序之外加入，或日志被删除，请从备份恢复。`,
    data: { surplus },
  };
}

function refusedEvent(what: string, event: EventRow, why: Refusal): Refusal {
  const [device, deviceSeq, id] = event;
  return {
    code: 'EVENT_NOT_ALLOWED',
    message: `${what}的第 ${event[COLUMN.rev]} 个事件（日志 ${device} 第 ${deviceSeq} 条）不合流程：${why.message}`,
    data: { device, deviceSeq, id, why },
  };
}
