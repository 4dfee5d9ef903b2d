import type { CivilDate, CivilMinute, Clock, ClockKind, Extension } from '../deadline/terms.ts';
import type { PolicyTerm } from './case-state.ts';

/** The clocks of a case: stopped ones stay as history; of each kind at most one runs. */
export type Clocks = readonly Clock[];

/** What a new clock needs: its kind and term, when it begins, and the round it belongs to. */
export interface ClockStart {
  readonly kind: ClockKind;
  readonly term: PolicyTerm;
  readonly startedOn: CivilDate;
  readonly startedAt?: CivilMinute | null;
  readonly round: number;
}

/** The running clock of a kind, undefined when none runs. */
export function runningClock(clocks: Clocks, kind: ClockKind): Clock | undefined {
  for (const clock of clocks) if (clock.kind === kind && clock.stoppedOn === null) return clock;
  return undefined;
}

/** The clock of a kind that was armed last, running or not. */
export function latestClock(clocks: Clocks, kind: ClockKind): Clock | undefined {
  return clocks.findLast((clock) => clock.kind === kind);
}

/** Arms a clock; its id is `kind#n`, n counted from 1 within the kind, so that no id comes twice in a case. */
export function armClock(clocks: Clocks, start: ClockStart): Clocks {
  let number = 1;
  for (const clock of clocks) if (clock.kind === start.kind) number++;
  const { amount, unit, start: from, endRoll, basis } = start.term;
  return [
    ...clocks,
    {
      id: `${start.kind}#${number}`,
      kind: start.kind,
      term: { amount, unit, start: from, endRoll },
      basis,
      startedOn: start.startedOn,
      startedAt: start.startedAt ?? null,
      round: start.round,
      extensions: [],
      stoppedOn: null,
    },
  ];
}

/** Stops the running clocks of the named kinds; the same array when none of them runs. */
export function stopClocks(clocks: Clocks, kinds: readonly ClockKind[], on: CivilDate): Clocks {
  if (!clocks.some((clock) => clock.stoppedOn === null && kinds.includes(clock.kind))) return clocks;
  return clocks.map((clock) =>
    clock.stoppedOn === null && kinds.includes(clock.kind) ? { ...clock, stoppedOn: on } : clock,
  );
}

/** Every kind of clock. */
export const ALL_CLOCK_KINDS = [
  'receipt',
  'rectification',
  'review',
  'notice',
  'external',
  'referral',
  'monitoring',
] as const satisfies readonly ClockKind[];

/** Adds a granted extension to the running rectification clock. */
export function extendRectification(clocks: Clocks, extension: Extension): Clocks {
  return clocks.map((clock) =>
    clock.kind === 'rectification' && clock.stoppedOn === null
      ? { ...clock, extensions: [...clock.extensions, extension] }
      : clock,
  );
}

/**
 * The review date of a monitored or staged case (下次复查日期) as a clock: one day, that day counted,
 * begun on the review date itself, so that its due date is exactly the date the approver set.
 */
export function reviewDateClock(nextReviewOn: CivilDate, round: number): ClockStart {
  const term = {
    amount: 1,
    unit: 'day',
    start: 'sameDay',
    endRoll: false,
    basis: '审批时确定的下次复查日期',
  } satisfies PolicyTerm;
  return { kind: 'monitoring', term, startedOn: nextReviewOn, round };
}
