import { createFastDecider } from '#core/domain/case/compiled.ts';
import type { CaseEvent, RecordedCaseEvent } from '#core/domain/case/case-events.ts';
import { projectCase } from '#core/domain/case/case-projection.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { buildCalendar, type WorkCalendar } from '#core/domain/deadline/calendar.ts';
import { createFastFindingDecider } from '#core/domain/finding/finding-compiled.ts';
import type { FindingEvent } from '#core/domain/finding/finding-events.ts';
import { projectFinding } from '#core/domain/finding/finding-projection.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { formatNumber } from '#core/domain/numbering/record-number.ts';
import { defaultPolicy } from '#core/domain/policy/default-policy.ts';
import type { Result } from '#core/domain/shared/result.ts';
import { readReference } from '#worker/node/reference.ts';
import type { ReferencePort } from '#app/ports.ts';
import { duesOf } from '#app/case/dues.ts';
import { ACTORS } from './case-walk.ts';

/** Repository root, with a slash at its end. */
export const ROOT = new URL('../../..', import.meta.url).pathname;

/** Key of the chain in every bench: keyed, as on a machine with a key store. */
export const CHAIN_KEY = Buffer.alloc(32, 7);

/** The reference data shipped with the program. */
export function reference(): ReferencePort {
  const read = readReference(`${ROOT}resources`, '110118');
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

/** An event folded: what the log keeps, and the row after it. */
export interface Step<Event, Row> {
  readonly event: Event;
  readonly row: Row;
}

/** Makes rows of events by the program's own pure functions; what the machine refuses throws. */
export interface Folds {
  readonly calendar: WorkCalendar;
  finding(before: FindingRecord | null, event: FindingEvent, id: string, at: number): Step<FindingEvent, FindingRecord>;
  filedCase(
    problem: Problem,
    serial: number,
    findingIds: readonly string[],
    id: string,
    at: number,
    on: string,
  ): Step<RecordedCaseEvent, CaseRecord>;
  case(before: CaseRecord, event: CaseEvent, at: number): Step<RecordedCaseEvent, CaseRecord>;
}

/** Makes the folds over the shipped calendar and policy book. */
export function createFolds({ notices, policyBook }: ReferencePort): Folds {
  const calendar = buildCalendar(notices);
  const findings = createFastFindingDecider();
  const cases = createFastDecider();
  return {
    calendar,
    finding(before, event, id, at) {
      must(findings.decide(before, event));
      return { event, row: projectFinding(before, event, { id, at }) };
    },
    filedCase(problem, serial, findingIds, id, at, on) {
      const year = Number(on.slice(0, 4));
      const filed = {
        ...ACTORS.clerk,
        on,
        type: 'case.filed',
        number: formatNumber({ prefix: 'MY', kind: 'case', year, serial }),
        problem,
        policy: defaultPolicy(policyBook, { ...problem, rectificationType: 'timeLimited', rebound: false }),
        findingIds,
        beforePhotos: serial % 10 === 0 ? 0 : 1,
        rectificationType: 'timeLimited',
        goal: null,
        measures: null,
        reboundOf: null,
      } as const;
      const next = must(cases.open(filed));
      const event = { ...filed, dues: duesOf(next.facts, calendar) };
      return { event, row: projectCase(null, event, next, { id, at }) };
    },
    case(before, event, at) {
      const next = must(cases.decide(before.state, before.facts, event));
      const recorded = { ...event, dues: duesOf(next.facts, calendar) };
      return { event: recorded, row: projectCase(before, recorded, next, { id: before.id, at }) };
    },
  };
}

function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`the generator made an event that is refused: ${result.error.message}`);
}
