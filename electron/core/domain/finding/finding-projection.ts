import type { ProjectionMeta } from '../case/case-projection.ts';
import type { FindingEvent } from './finding-events.ts';
import { FINDING_TARGETS, type FindingRegisteredEvent, isOfImport } from './finding-evolve.ts';
import type { FindingRecord } from './finding-record.ts';
import { isProblemField } from './problem-fields.ts';

type Patch = Partial<FindingRecord>;

/**
 * Folds one accepted event into the row of a finding. Pure.
 * `record` is null for `finding.registered` only; throws when the two don't fit together.
 */
export function projectFinding(record: FindingRecord | null, event: FindingEvent, meta: ProjectionMeta): FindingRecord {
  if (event.type === 'finding.registered') {
    if (record !== null) throw new Error(`finding ${meta.id} registered twice`);
    return newRow(event, meta);
  }
  if (record === null) throw new Error(`finding ${meta.id} begins with ${event.type}`);
  return {
    ...record,
    ...patchOf(record, event),
    state: FINDING_TARGETS[event.type] ?? record.state,
    rev: record.rev + 1,
    worked: record.worked || !isOfImport(event),
    updatedAt: meta.at,
  };
}

function newRow(event: FindingRegisteredEvent, meta: ProjectionMeta): FindingRecord {
  return {
    ...event.problem,
    id: meta.id,
    rev: 1,
    number: event.number,
    state: 'pendingVerification',
    caseId: null,
    mergedInto: null,
    verdict: null,
    transfer: null,
    beforePhotos: event.beforePhotos,
    afterPhotos: event.afterPhotos,
    batchId: event.batchId,
    sourceRow: event.sourceRow,
    worked: false,
    registeredOn: event.on,
    updatedAt: meta.at,
  };
}

function patchOf(record: FindingRecord, event: Exclude<FindingEvent, FindingRegisteredEvent>): Patch {
  switch (event.type) {
    case 'finding.photoAttached':
      if (event.role === 'before') return { beforePhotos: record.beforePhotos + 1 };
      return event.role === 'after' ? { afterPhotos: record.afterPhotos + 1 } : {};
    case 'finding.detailsChanged':
    case 'finding.importReverted':
      return applyChanges(event.changes);
    case 'finding.judgedUnfounded':
      return { verdict: event.basis };
    case 'finding.transferred':
      return { transfer: { to: event.to, letterNumber: event.letterNumber, replyDueOn: event.replyDueOn } };
    case 'finding.merged':
      return { mergedInto: event.target };
    case 'finding.filed':
      return { caseId: event.caseId };
    case 'finding.returned':
      return { verdict: event.reason, transfer: null, mergedInto: null };
    case 'finding.confirmed':
      return { verdict: null };
    case 'finding.fixedOnSpot':
    case 'finding.importWithdrawn':
      return {};
  }
}

/** The values were checked at the border (`ProblemSchema`); here only the names are, so that nothing else can be touched. */
function applyChanges(changes: Readonly<Record<string, { readonly to: unknown }>>): Patch {
  const patch: Record<string, unknown> = {};
  for (const [field, change] of Object.entries(changes)) if (isProblemField(field)) patch[field] = change.to;
  return patch;
}
