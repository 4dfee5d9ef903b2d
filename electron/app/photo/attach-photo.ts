import type { EventBase, PhotoRole } from '#core/domain/case/case-events.ts';
import { appendCaseEvent } from '../case/append-case.ts';
import { caseAt } from '../case/read-case.ts';
import type { Environment } from '../environment.ts';
import { appendFindingEvent } from '../finding/append-finding.ts';
import { findingAt } from '../finding/read-finding.ts';
import type { LoggedTx } from '../log/log-writer.ts';

/** A stored photo and where it goes. */
export interface Attachment {
  readonly owner: { readonly kind: 'finding' | 'case'; readonly id: string };
  /** Revision that the caller saw; left out where the record was read in this very transaction. */
  readonly rev?: number;
  readonly photoId: string;
  readonly role: PhotoRole;
  readonly base: EventBase;
  /** Import batch whose rows the photos belong to, null for a photo by itself. */
  readonly batchId?: string | null;
}

/** Hangs a photo at its record; the revision after it. Refuses what the machines refuse, and `STALE_REVISION`. */
export function attachPhoto(
  env: Environment,
  log: LoggedTx,
  { owner, rev, photoId, role, base, batchId = null }: Attachment,
): number {
  if (owner.kind === 'finding') {
    const record = findingAt(log.tx, owner.id, rev);
    const event = { ...base, type: 'finding.photoAttached' as const, photoId, role };
    return appendFindingEvent(log, owner.id, record, batchId === null ? event : { ...event, batchId }).rev;
  }
  const record = caseAt(log.tx, owner.id, rev);
  return appendCaseEvent(log, env.calendar.get(), owner.id, record, {
    ...base,
    type: 'case.photoAttached',
    photoId,
    role,
  }).rev;
}
