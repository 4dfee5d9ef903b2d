import type { ClockWorking } from '#core/contract/views.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { suspensionsInWords } from '#core/domain/case/suspension-reasons.ts';
import { explainDue } from '#core/domain/deadline/due.ts';
import type { Clock } from '#core/domain/deadline/terms.ts';
import type { Environment } from '../environment.ts';

/** Day-by-day working of every clock that runs, by the function that set the dates. */
export function workings(env: Pick<Environment, 'calendar'>, record: CaseRecord): readonly ClockWorking[] {
  return workingsOf(
    env,
    record,
    record.facts.clocks.filter((clock) => clock.stoppedOn === null),
  );
}

/** Working of some clocks of a case. */
export function workingsOf(
  env: Pick<Environment, 'calendar'>,
  { facts }: CaseRecord,
  clocks: readonly Clock[],
): readonly ClockWorking[] {
  return clocks.map((clock) => ({
    clock,
    ...explainDue(clock, suspensionsInWords(facts.suspensions), env.calendar.get()),
  }));
}
