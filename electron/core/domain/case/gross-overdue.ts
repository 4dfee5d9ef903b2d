import { addDays, daysBetween } from '../deadline/civil-date.ts';
import type { CivilDate, Clock } from '../deadline/terms.ts';
import type { CaseRecord } from './case-record.ts';

/** 严重超期: overdue by so many times the whole term. 可配置默认值. */
export const GROSS_FACTOR = 3;

/**
 * First day on which the nearest deadline of a case is overdue by `GROSS_FACTOR` times its term (严重超期), null when
 * nothing is due. The term is what lies between the start of the clock and its due date, in days, extensions and
 * suspensions included, at least one; of several clocks due on one day the shortest counts.
 */
export function grossOverdueOn({ dueOn, dues, facts }: Pick<CaseRecord, 'dueOn' | 'dues' | 'facts'>): CivilDate | null {
  if (dueOn === null) return null;
  const nearest = new Set(dues.filter((due) => due.dueOn === dueOn).map((due) => due.clockId));
  const terms = facts.clocks
    .filter((clock) => clock.stoppedOn === null && nearest.has(clock.id))
    .map((clock) => termDays(clock, dueOn));
  return terms.length === 0 ? null : addDays(dueOn, GROSS_FACTOR * Math.min(...terms));
}

function termDays(clock: Clock, dueOn: CivilDate): number {
  return Math.max(1, daysBetween(clock.startedOn, dueOn));
}
