import type { CivilDate } from '../deadline/terms.ts';
import type { FindingEvent, FindingEventType } from './finding-events.ts';
import type { FindingRecord, FindingState } from './finding-record.ts';

/** What the guards of the finding machine need to know; a part of the row. */
export interface FindingFacts {
  /** Key of the finding; null before it is registered. */
  readonly id: string | null;
  readonly beforePhotos: number;
  readonly afterPhotos: number;
  readonly registeredOn: CivilDate;
}

/** The first event of a finding (登记). */
export type FindingRegisteredEvent = Extract<FindingEvent, { readonly type: 'finding.registered' }>;

/** Where each event leads, from whichever state accepts it; null = the state stays. The tests hold it against the machine. */
export const FINDING_TARGETS: Readonly<Record<FindingEventType, FindingState | null>> = {
  'finding.registered': 'pendingVerification',
  'finding.photoAttached': null,
  'finding.detailsChanged': null,
  'finding.confirmed': 'confirmed',
  'finding.judgedUnfounded': 'unfounded',
  'finding.transferred': 'transferred',
  'finding.fixedOnSpot': 'fixedOnSpot',
  'finding.merged': 'merged',
  'finding.filed': 'filed',
  'finding.returned': 'pendingVerification',
};

/** Facts of a finding that has just been registered; it has no key yet. */
export function openFindingFacts(event: FindingRegisteredEvent): FindingFacts {
  const { beforePhotos, afterPhotos, on } = event;
  return { id: null, beforePhotos, afterPhotos, registeredOn: on };
}

/** The facts as the row has them. */
export function findingFacts(record: FindingRecord): FindingFacts {
  const { id, beforePhotos, afterPhotos, registeredOn } = record;
  return { id, beforePhotos, afterPhotos, registeredOn };
}

/** Folds one accepted event into the facts. Pure. */
export function evolveFinding(facts: FindingFacts, event: FindingEvent): FindingFacts {
  if (event.type === 'finding.registered') return openFindingFacts(event);
  if (event.type !== 'finding.photoAttached') return facts;
  if (event.role === 'before') return { ...facts, beforePhotos: facts.beforePhotos + 1 };
  if (event.role === 'after') return { ...facts, afterPhotos: facts.afterPhotos + 1 };
  return facts;
}
