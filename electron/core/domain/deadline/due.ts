import type { WorkCalendar } from './calendar.ts';
import { fromDayNumber, minuteOn } from './civil-date.ts';
import { suspendedDaysOf } from './suspension-days.ts';
import type { Clock, Due, Suspension } from './terms.ts';
import { type DaySink, walkClock } from './walk.ts';
import { collectWorking, summarize, type WorkingLine } from './working.ts';

export type { WorkingLine } from './working.ts';

/** A due date with its working (计算过程): one line a day, and one sentence. */
export interface ExplainedDue {
  readonly due: Due;
  readonly working: readonly WorkingLine[];
  /** Chinese, for the head of the day table. */
  readonly summary: string;
}

/**
 * Derives the due date of a clock.
 *
 * `dueOn` is null while an open suspension keeps the count from ending. A term that ran out before the suspension
 * began keeps its date: suspending an overdue case does not make it less overdue.
 * Days of a suspension on or after `clock.stoppedOn` are ignored.
 * `provisional` (暂定): a day whose year has no notice was looked at where a notice could change the result; plain
 * calendar days and months without 末日顺延 never are.
 * Throws RangeError for a date or amount that is none: a bug of the caller.
 */
export function deriveDue(clock: Clock, suspensions: readonly Suspension[], calendar: WorkCalendar): Due {
  return walkToDue(clock, suspensions, calendar, null);
}

/** Derives the due date and lists its working day by day, by the same walk as `deriveDue`. */
export function explainDue(clock: Clock, suspensions: readonly Suspension[], calendar: WorkCalendar): ExplainedDue {
  const working = collectWorking(clock, suspensions, calendar);
  const due = walkToDue(clock, suspensions, calendar, working.sink);
  const lines = working.finish(due);
  return { due, working: lines, summary: summarize(clock, due, lines, working.suspendedDays()) };
}

function walkToDue(
  clock: Clock,
  suspensions: readonly Suspension[],
  calendar: WorkCalendar,
  sink: DaySink | null,
): Due {
  const suspended = suspendedDaysOf(suspensions, clock.stoppedOn);
  const end = walkClock(clock, clock.extensions, suspended, calendar, sink);
  const original = clock.extensions.length === 0 ? end : walkClock(clock, [], suspended, calendar, null);
  const dueOn = end.day === null ? null : fromDayNumber(end.day);
  return {
    clockId: clock.id,
    dueOn,
    dueAt: end.day === null || end.minute === null ? null : minuteOn(end.day, end.minute),
    originalDueOn: original === end ? dueOn : original.day === null ? null : fromDayNumber(original.day),
    provisional: end.provisional,
  };
}
