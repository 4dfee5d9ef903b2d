import { readFileSync } from 'node:fs';
import { buildCalendar, type WorkCalendar } from '#core/domain/deadline/calendar.ts';
import type { HolidayNotice } from '#core/domain/deadline/holiday-notice.ts';
import type { Clock, Extension, Suspension, Term } from '#core/domain/deadline/terms.ts';

/** Years whose notice lies in `resources/holidays`. */
export const NOTICE_YEARS = [2023, 2024, 2025, 2026] as const;

/** Reads a notice as it is delivered. */
export function readNotice(year: number): HolidayNotice {
  const path = new URL(`../../../resources/holidays/${year}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')) satisfies HolidayNotice;
}

/** Notices of the given years, all of them by default. */
export function calendarOf(years: readonly number[] = NOTICE_YEARS): WorkCalendar {
  return buildCalendar(years.map(readNotice));
}

/** Parts of a test clock that differ from `10 个工作日，次日起算`. */
export interface ClockParts extends Partial<Term> {
  readonly startedOn: string;
  readonly startedAt?: string | null;
  readonly extensions?: readonly Extension[];
  readonly stoppedOn?: string | null;
}

/** A clock for tests. */
export function clockOf(parts: ClockParts): Clock {
  return {
    id: 'rectification#1',
    kind: 'rectification',
    term: {
      amount: parts.amount ?? 10,
      unit: parts.unit ?? 'workday',
      start: parts.start ?? 'nextDay',
      endRoll: parts.endRoll ?? false,
    },
    basis: '可配置默认值',
    startedOn: parts.startedOn,
    startedAt: parts.startedAt ?? null,
    round: 1,
    extensions: parts.extensions ?? [],
    stoppedOn: parts.stoppedOn ?? null,
  };
}

/** An entry of the suspension ledger for tests. */
export function suspensionOf(from: string, to: string | null, reason = '等待鉴定'): Suspension {
  return { from, to, reason };
}
