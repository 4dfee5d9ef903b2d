import type { CaseFacts } from '#core/domain/case/case-state.ts';
import type { WorkCalendar } from '#core/domain/deadline/calendar.ts';
import { deriveDue } from '#core/domain/deadline/due.ts';
import type { Due } from '#core/domain/deadline/terms.ts';

/** Due dates of all clocks that run, by the calendar as it stands. */
export function duesOf(facts: CaseFacts, calendar: WorkCalendar): readonly Due[] {
  return facts.clocks
    .filter((clock) => clock.stoppedOn === null)
    .map((clock) => deriveDue(clock, facts.suspensions, calendar));
}
