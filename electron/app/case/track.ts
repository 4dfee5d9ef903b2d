import type { CaseTrack } from '#core/contract/views-case.ts';
import { arrowsUnder, chartOf } from '#core/domain/case/case-chart.ts';
import { evolve } from '#core/domain/case/case-evolve.ts';
import { createCaseMachine } from '#core/domain/case/case-machine.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { CASE_REQUIREMENTS } from '#core/domain/case/case-requirements.ts';
import { visitsOf } from '#core/domain/case/case-visits.ts';
import type { Reader } from '#db/access.ts';
import { need } from '../ports.ts';
import { pastEvents } from './past-events.ts';

const CHART = chartOf(createCaseMachine(CASE_REQUIREMENTS, evolve));
/** Arrows by what the guards read of a policy; asking the machine for all of them takes a tenth of a second. */
const POSSIBLE = new Map<string, CaseTrack['arrows']>();

/** The statechart and where the case has been in it, by running the machine over its log. Refuses `LOG_NOT_REPLAYED`. */
export function trackOf(reader: Reader, record: CaseRecord): CaseTrack {
  const visits = need(visitsOf(pastEvents(reader, record.id)));
  return { states: CHART.states, arrows: arrowsFor(record), visits };
}

function arrowsFor({ facts }: CaseRecord): CaseTrack['arrows'] {
  const { noticeRequired, filingRequired } = facts.policy;
  const key = `${noticeRequired} ${filingRequired}`;
  const known = POSSIBLE.get(key);
  if (known !== undefined) return known;
  const possible = new Set(arrowsUnder(CHART, facts));
  const arrows = CHART.arrows.map((arrow) => ({ ...arrow, possible: possible.has(arrow) }));
  POSSIBLE.set(key, arrows);
  return arrows;
}
