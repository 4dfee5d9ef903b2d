import type { WorkCalendar } from './calendar.ts';
import { deriveDue } from './due.ts';
import type { Clock, Due, Suspension } from './terms.ts';

/** What restating needs of a case that still has running clocks. */
export interface ClocksOfCase {
  readonly caseId: string;
  readonly clocks: readonly Clock[];
  readonly suspensions: readonly Suspension[];
  /** Due dates as the row has them; without them `from` is derived from the old calendar. */
  readonly dues?: readonly Due[];
}

/** One clock that changes, old → new. `change`: the date moves, or only 暂定 comes or goes. */
export interface DueMove {
  readonly clockId: string;
  readonly from: Due;
  readonly to: Due;
  readonly change: 'date' | 'provisional';
}

/** The changes of one case. */
export interface CaseMoves {
  readonly caseId: string;
  /** Whether any date moves, so that the case belongs on the list old → new. */
  readonly dateMoves: boolean;
  readonly moves: readonly DueMove[];
}

/**
 * Lists the cases whose due dates change when `oldCalendar` becomes `newCalendar`, one at a time, in the order given.
 * Stopped clocks are left alone: what was due then stays as it was. Cases without a change are not listed.
 */
export function* listMoves(
  cases: Iterable<ClocksOfCase>,
  oldCalendar: WorkCalendar,
  newCalendar: WorkCalendar,
): Generator<CaseMoves, void, undefined> {
  for (const one of cases) {
    const moves = movesOf(one, oldCalendar, newCalendar);
    if (moves.length > 0) {
      yield { caseId: one.caseId, dateMoves: moves.some((move) => move.change === 'date'), moves };
    }
  }
}

function movesOf(one: ClocksOfCase, oldCalendar: WorkCalendar, newCalendar: WorkCalendar): DueMove[] {
  const moves: DueMove[] = [];
  for (const clock of one.clocks) {
    if (clock.stoppedOn !== null) continue;
    const to = deriveDue(clock, one.suspensions, newCalendar);
    const from = one.dues?.find((due) => due.clockId === clock.id) ?? deriveDue(clock, one.suspensions, oldCalendar);
    const change = changeOf(from, to);
    if (change !== null) moves.push({ clockId: clock.id, from, to, change });
  }
  return moves;
}

function changeOf(from: Due, to: Due): DueMove['change'] | null {
  const sameDates = from.dueOn === to.dueOn && from.dueAt === to.dueAt && from.originalDueOn === to.originalDueOn;
  if (!sameDates) return 'date';
  return from.provisional === to.provisional ? null : 'provisional';
}
