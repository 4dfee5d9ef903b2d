import { createFastFindingDecider } from '#core/domain/finding/finding-compiled.ts';
import type { FindingEvent } from '#core/domain/finding/finding-events.ts';
import { FINDING_MACHINE_VERSION } from '#core/domain/finding/finding-machine.ts';
import { projectFinding } from '#core/domain/finding/finding-projection.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { insertFinding, updateFinding } from '#db/repositories/findings.ts';
import type { IndexWhen } from '#db/search/maintain.ts';
import type { LoggedTx } from '../log/log-writer.ts';
import { toPayload } from '../log/payload.ts';
import { need } from '../ports.ts';
import { stale } from '../refusals.ts';

/** The machine with its answers kept; the same decisions, proved equal in `test/model`. A bulk import asks it 100,000 times. */
const decider = createFastFindingDecider();

/**
 * The one way a finding changes: decide by the machine, append the event, update the row.
 * `record` null only for `finding.registered`. `index` 'later' for bulk loads: the search index catches up afterwards.
 * Refusals of the machine and `STALE_REVISION` undo the transaction.
 */
export function appendFindingEvent(
  log: LoggedTx,
  id: string,
  record: FindingRecord | null,
  event: FindingEvent,
  index: IndexWhen = 'now',
): FindingRecord {
  need(decider.decide(record, event));
  const row = projectFinding(record, event, { id, at: log.at });
  log.append({
    aggregate: 'finding',
    aggregateId: id,
    rev: row.rev,
    type: event.type,
    payload: toPayload(event),
    actor: event.actor,
    actorName: event.actorName,
    businessDate: event.on,
    machineVersion: FINDING_MACHINE_VERSION,
  });
  if (record === null) insertFinding(log.tx, row, index);
  else if (!updateFinding(log.tx, row, record.rev)) throw stale('线索', record.number);
  return row;
}
