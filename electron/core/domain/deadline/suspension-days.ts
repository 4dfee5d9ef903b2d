import { type DayNumber, toDayNumber } from './civil-date.ts';
import type { CivilDate, Suspension } from './terms.ts';

/**
 * Days that do not count, as pairs `[from, to, from, to, …]`: ascending, apart, `from <= d < to`;
 * an open suspension ends at Infinity.
 */
export type SuspendedDays = readonly DayNumber[];

const NONE: SuspendedDays = [];

/**
 * Merges the suspension ledger (中止台账) into the days that do not count; order and overlap do not matter.
 * An entry with `from` = `to` (or `to` before `from`) excludes nothing.
 * Days on or after `stoppedOn` are left out: a clock that has stopped is not moved by a later suspension.
 */
export function suspendedDaysOf(suspensions: readonly Suspension[], stoppedOn: CivilDate | null): SuspendedDays {
  if (suspensions.length === 0) return NONE;
  const stop = stoppedOn === null ? Number.POSITIVE_INFINITY : toDayNumber(stoppedOn);
  const spans = suspensions
    .map(({ from, to }) => ({ from: toDayNumber(from), to: Math.min(to === null ? stop : toDayNumber(to), stop) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const merged: DayNumber[] = [];
  for (const { from, to } of spans) {
    const lastEnd = merged.at(-1);
    if (lastEnd === undefined || from > lastEnd) merged.push(from, to);
    else merged[merged.length - 1] = Math.max(lastEnd, to);
  }
  return merged;
}
