import { isDeepStrictEqual } from 'node:util';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { WorkCalendar } from '#core/domain/deadline/calendar.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Refusal, Result } from '#core/domain/shared/result.ts';
import type { Reader } from '#db/access.ts';
import { errorCode } from '#db/refusals.ts';
import { countAllCases, getCase, holdsCase } from '#db/repositories/cases.ts';
import { type EventRow, iterateEventsByAggregate, type KeyRange } from '#db/repositories/events.ts';
import { countAllFindings, getFinding, holdsFinding } from '#db/repositories/findings.ts';
import { duesOf } from '../case/dues.ts';
import { labelOf } from '../wording.ts';
import { attempt } from './attempt.ts';
import { COLUMN } from './event-columns.ts';
import { caseFold, findingFold, type Fold } from './fold.ts';

/** Events between two reports of progress. */
export const STEP = 10_000;

/** What a fold of a part of the log found: how many were folded, and the first fault. */
export interface FoldedRange extends RowCounts {
  readonly fault: Refusal | null;
}

/**
 * Folds every finding and case of a range of keys again, and compares each with its row, in the order of their keys; one
 * walk over the log for both kinds. `onStep` is called now and then with the events since the last call.
 */
export function foldRange(
  reader: Reader,
  calendar: WorkCalendar,
  range: KeyRange,
  onStep: (events: number) => void,
): FoldedRange {
  const findings = folding(findingFold(), findingRows(reader));
  const cases = folding(caseFold(), caseRows(reader, calendar));
  const answer = (fault: Refusal | null) => ({ findings: findings.seen(), cases: cases.seen(), fault });
  let done = 0;
  for (const event of iterateEventsByAggregate(reader, range)) {
    const kind = event[COLUMN.aggregate];
    const fault = kind === 'case' ? cases.take(event) : kind === 'finding' ? findings.take(event) : null;
    if (fault !== null) return answer(fault);
    done += 1;
    if (done % STEP === 0) onStep(STEP);
  }
  onStep(done % STEP);
  return answer(findings.finish() ?? cases.finish());
}

/** How many findings and cases there are. */
export interface RowCounts {
  readonly findings: number;
  readonly cases: number;
}

/** How many rows the tables hold. */
export function storedRows(reader: Reader): RowCounts {
  return { findings: countAllFindings(reader), cases: countAllCases(reader) };
}

/** The rows left over that no event tells of, once all that has events was found: `seen`. */
export function surplusFault(stored: RowCounts, seen: RowCounts): Refusal | null {
  if (stored.findings !== seen.findings) return withoutEvents('线索', stored.findings - seen.findings);
  return stored.cases === seen.cases ? null : withoutEvents('案件', stored.cases - seen.cases);
}

function findingRows(reader: Reader): StoredRows<FindingRecord> {
  return {
    what: '线索',
    holds: (folded) => holdsFinding(reader, folded),
    get: (id) => getFinding(reader, id),
    check: () => null,
  };
}

function caseRows(reader: Reader, calendar: WorkCalendar): StoredRows<CaseRecord> {
  return {
    what: '案件',
    holds: (folded) => holdsCase(reader, folded),
    get: (id) => getCase(reader, id),
    check: (folded) => dueFault(folded, calendar),
  };
}

interface Row {
  readonly id: string;
  readonly number: string;
  readonly rev: number;
}

/** The rows a fold is compared with. */
interface StoredRows<R> {
  readonly what: string;
  /** True when the row holds just these values: asked first, since nearly all do. */
  holds(folded: R): boolean;
  get(id: string): R | null;
  /** What else must hold of a row that agrees with its events. */
  check(folded: R): Refusal | null;
}

/** The folding of one kind of aggregate; its events come aggregate after aggregate, others may lie between. */
interface Folding {
  /** The fault of this event, or of the row of the aggregate that ended before it. */
  take(event: EventRow): Refusal | null;
  /** Settles the last aggregate. */
  finish(): Refusal | null;
  /** Aggregates settled. */
  seen(): number;
}

function folding<R extends Row>(fold: Fold<R>, rows: StoredRows<R>): Folding {
  let current: R | null = null;
  let seen = 0;
  function end(): Refusal | null {
    if (current === null) return null;
    const fault = settle(current, rows);
    current = null;
    seen += 1;
    return fault;
  }
  return {
    take(event) {
      const fault = current !== null && current.id !== event[COLUMN.aggregateId] ? end() : null;
      if (fault !== null) return fault;
      const next: Result<R> = taken(fold, current, event);
      if (!next.ok) return refusedEvent(rows.what, event, next.error);
      current = next.value;
      return null;
    },
    finish: end,
    seen: () => seen,
  };
}

function settle<R extends Row>(folded: R, rows: StoredRows<R>): Refusal | null {
  const same = attempt(() => rows.holds(folded));
  return (same.ok && same.value ? null : rowFault(folded, rows)) ?? rows.check(folded);
}

/** What is wrong with a row that does not hold the values; null when only their form differs, as the order of keys in JSON. */
function rowFault<R extends Row>(folded: R, rows: StoredRows<R>): Refusal | null {
  const stored = attempt(() => rows.get(folded.id));
  if (!stored.ok) return unreadableRow(rows.what, folded);
  return stored.value === null ? missingRow(rows.what, folded) : difference(rows.what, folded, stored.value);
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
  const derived = duesOf(record.facts, calendar);
  // Most cases have few clocks or none that runs; equal JSON is equal, and tells faster.
  if (JSON.stringify(derived) === JSON.stringify(record.dues) || isDeepStrictEqual(derived, record.dues)) return null;
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
