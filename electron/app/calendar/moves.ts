import type { DeadlineMove } from '#core/contract/views.ts';
import type { WorkCalendar } from '#core/domain/deadline/calendar.ts';
import { type ClocksOfCase, listMoves } from '#core/domain/deadline/restate.ts';
import type { Reader } from '#db/access.ts';
import { iterateAllCases } from '#db/repositories/cases.ts';

/**
 * Every due date of a running clock that another calendar moves, or makes certain, old → new; in the order of the cases.
 * Held against what the row says, so that nothing an earlier notice missed stays behind.
 */
export function movesUnder(reader: Reader, before: WorkCalendar, after: WorkCalendar): readonly DeadlineMove[] {
  const numbers = new Map<string, string>();
  const moves: DeadlineMove[] = [];
  for (const { caseId, moves: ofCase } of listMoves(openClocks(reader, numbers), before, after)) {
    const caseNumber = numbers.get(caseId) ?? '';
    for (const { clockId, from, to } of ofCase) moves.push({ caseId, caseNumber, clockId, from, to });
  }
  return moves;
}

/** Rows read at a time. */
const STEP = 500;

function* openClocks(reader: Reader, numbers: Map<string, string>): Generator<ClocksOfCase> {
  for (const { id, number, facts, dues } of iterateAllCases(reader, STEP, 'due')) {
    numbers.set(id, number);
    yield { caseId: id, clocks: facts.clocks, suspensions: facts.suspensions, dues };
  }
}
