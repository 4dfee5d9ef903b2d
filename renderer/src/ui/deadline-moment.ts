import { civilMinuteAt } from '#core/domain/deadline/civil-date.ts';
import type { CivilDate, CivilMinute, Due } from '#core/domain/deadline/terms.ts';

/** Minutes east of UTC: China has one civil time. */
const CHINA_OFFSET = 480;
const MINUTE_MS = 60_000;

/** What a deadline is held against, and after how many ms it has to be looked at again (null: when the day changes). */
export interface DeadlineMoment {
  readonly at: CivilDate | CivilMinute;
  readonly againMs: number | null;
}

/**
 * The day is enough for terms in days: they end at midnight, of which the program tells every window. A term in hours that
 * ends today is held against the minute at `now` (ms UTC), and passes when the minute after its last begins. Where the
 * clock of the screen is not on the day of the program, the program's day counts.
 */
export function deadlineMoment(
  due: Pick<Due, 'dueOn'> & { readonly dueAt?: string | null },
  today: CivilDate,
  now: number,
): DeadlineMoment {
  const { dueAt = null } = due;
  const minute = civilMinuteAt(now, CHINA_OFFSET);
  if (dueAt === null || due.dueOn !== today || minute.slice(0, 10) !== today) return { at: today, againMs: null };
  if (minute > dueAt) return { at: minute, againMs: null };
  const left = minutesOf(dueAt) - minutesOf(minute) + 1;
  return { at: minute, againMs: left * MINUTE_MS - (now % MINUTE_MS) };
}

function minutesOf(minute: CivilMinute): number {
  return Number(minute.slice(11, 13)) * 60 + Number(minute.slice(14, 16));
}
