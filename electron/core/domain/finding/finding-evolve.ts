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
  /** Import batch that made it, null when typed in. */
  readonly batchId: string | null;
  /** See `FindingRecord.worked`. */
  readonly worked: boolean;
}

/** Facts of a finding that is not registered yet. */
export const NO_FINDING_FACTS: FindingFacts = {
  id: null,
  beforePhotos: 0,
  afterPhotos: 0,
  registeredOn: '',
  batchId: null,
  worked: false,
};

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
  'finding.importReverted': null,
  'finding.importWithdrawn': 'withdrawn',
};

/** Facts of a finding that has just been registered; it has no key yet. */
export function openFindingFacts(event: FindingRegisteredEvent): FindingFacts {
  const { beforePhotos, afterPhotos, on, batchId } = event;
  return { id: null, beforePhotos, afterPhotos, registeredOn: on, batchId, worked: false };
}

/** The facts as the row has them. */
export function findingFacts(record: FindingRecord): FindingFacts {
  const { id, beforePhotos, afterPhotos, registeredOn, batchId, worked } = record;
  return { id, beforePhotos, afterPhotos, registeredOn, batchId, worked };
}

/** Whether an event is the doing of an import batch or of its undoing; everything else after the registration is work. */
export function isOfImport(event: FindingEvent): boolean {
  if (event.type === 'finding.importReverted' || event.type === 'finding.importWithdrawn') return true;
  return 'batchId' in event && typeof event.batchId === 'string';
}

/** Folds one accepted event into the facts. Pure. */
export function evolveFinding(facts: FindingFacts, event: FindingEvent): FindingFacts {
  if (event.type === 'finding.registered') return openFindingFacts(event);
  const worked = facts.worked || !isOfImport(event);
  const next = worked === facts.worked ? facts : { ...facts, worked };
  if (event.type !== 'finding.photoAttached') return next;
  if (event.role === 'before') return { ...next, beforePhotos: facts.beforePhotos + 1 };
  if (event.role === 'after') return { ...next, afterPhotos: facts.afterPhotos + 1 };
  return next;
}
