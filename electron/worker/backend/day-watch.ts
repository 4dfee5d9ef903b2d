import type { ClockPort } from '#app/ports.ts';
import { civilDateAt } from '#core/domain/deadline/civil-date.ts';

/** Runs `run` after so many milliseconds; answers with what calls it off. */
export type SetTimer = (run: () => void, ms: number) => () => void;

/** One timer that notices a change of the local day. */
export interface DayWatch {
  /** Looks now: after a wake-up the timer may be hours late. */
  check(): void;
  stop(): void;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** No longer: a clock may be set, and a timer does not run while the machine sleeps. */
const LONGEST_WAIT = 10 * MINUTE;

/** Milliseconds until the day should be looked at again: at the next local midnight, or earlier. */
export function untilNextLook({ now, offsetMinutes }: ClockPort): number {
  const local = now() + offsetMinutes * MINUTE;
  return Math.min(DAY - (((local % DAY) + DAY) % DAY), LONGEST_WAIT);
}

/** Watches the local day; `onDay` is called once for each day that begins, not for the one it starts on. */
export function watchDay(clock: ClockPort, setTimer: SetTimer, onDay: (today: string) => void): DayWatch {
  const today = () => civilDateAt(clock.now(), clock.offsetMinutes);
  let known = today();
  let callOff = arm();

  function arm(): () => void {
    return setTimer(check, untilNextLook(clock));
  }

  function check(): void {
    callOff();
    callOff = arm();
    const found = today();
    if (found === known) return;
    known = found;
    onDay(found);
  }

  return { check, stop: () => callOff() };
}

/** The timer of the system; it keeps no process alive. */
export const systemTimer: SetTimer = (run, ms) => {
  const timer = setTimeout(run, ms);
  timer.unref();
  return () => clearTimeout(timer);
};
