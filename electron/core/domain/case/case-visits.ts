import type { CivilDate } from '../deadline/terms.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { type CaseStanding, decideCase, openCase } from './case-decide.ts';
import type { CaseEvent, CaseEventType } from './case-events.ts';
import { type CaseRegion, REGION_LABELS } from './case-labels.ts';

/** One stay of a case in a state of a region. */
export interface StateVisit {
  readonly region: CaseRegion;
  readonly state: string;
  readonly enteredOn: CivilDate;
  /** Null while it stands there. */
  readonly leftOn: CivilDate | null;
  /** Event that led here. */
  readonly by: CaseEventType;
  /** Round of rectification in which it was entered, from 1. */
  readonly round: number;
}

const REGIONS = Object.keys(REGION_LABELS) as readonly CaseRegion[];

/**
 * Where a case has been, in the order of its events: the machine is run over them again, so that the track shows what
 * was decided. Refuses `LOG_NOT_REPLAYED` when the machine does not take one of them.
 */
export function visitsOf(events: readonly CaseEvent[]): Result<readonly StateVisit[]> {
  const visits: StateVisit[] = [];
  let at: CaseStanding | null = null;
  for (const event of events) {
    const next = decide(at, event);
    if (!next.ok) return notReplayed(event, next.error.message);
    for (const region of REGIONS) {
      const state = next.value.state[region];
      if (at?.state[region] === state) continue;
      leave(visits, region, event.on);
      visits.push({ region, state, enteredOn: event.on, leftOn: null, by: event.type, round: next.value.facts.round });
    }
    at = next.value;
  }
  return ok(visits);
}

function decide(at: CaseStanding | null, event: CaseEvent): Result<CaseStanding> {
  if (at !== null) return decideCase(at.state, at.facts, event);
  return event.type === 'case.filed' ? openCase(event) : notReplayed(event, '第一个事件应为立案');
}

function leave(visits: StateVisit[], region: CaseRegion, on: CivilDate): void {
  const last = visits.findLastIndex((visit) => visit.region === region);
  const visit = visits[last];
  if (visit !== undefined) visits[last] = { ...visit, leftOn: on };
}

function notReplayed(event: CaseEvent, why: string) {
  return refuse('LOG_NOT_REPLAYED', `案件记录中 ${event.on} 的一步与流程不符（${why}）；请在设置中核验日志。`, {
    event: event.type,
  });
}
