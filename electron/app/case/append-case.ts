import { type CaseStanding, decideCase, openCase } from '#core/domain/case/case-decide.ts';
import type { CaseEvent } from '#core/domain/case/case-events.ts';
import { CASE_MACHINE_VERSION } from '#core/domain/case/case-machine.ts';
import { projectCase } from '#core/domain/case/case-projection.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { WorkCalendar } from '#core/domain/deadline/calendar.ts';
import type { Result } from '#core/domain/shared/result.ts';
import { insertCase, updateCase } from '#db/repositories/cases.ts';
import type { LoggedTx } from '../log/log-writer.ts';
import { toPayload } from '../log/payload.ts';
import { need } from '../ports.ts';
import { stale } from '../refusals.ts';
import { duesOf } from './dues.ts';

/**
 * The one way a case changes: decide by the machine, derive the due dates, append the event, update the row.
 * `record` null only for `case.filed`. Refusals of the machine and `STALE_REVISION` undo the transaction.
 */
export function appendCaseEvent(
  log: LoggedTx,
  calendar: WorkCalendar,
  id: string,
  record: CaseRecord | null,
  event: CaseEvent,
): CaseRecord {
  const next = need(decide(record, event));
  const recorded = { ...event, dues: duesOf(next.facts, calendar) };
  const row = projectCase(record, recorded, next, { id, at: log.at });
  log.append({
    aggregate: 'case',
    aggregateId: id,
    rev: row.rev,
    type: event.type,
    payload: toPayload(recorded),
    actor: event.actor,
    actorName: event.actorName,
    businessDate: event.on,
    machineVersion: CASE_MACHINE_VERSION,
  });
  if (record === null) insertCase(log.tx, row);
  else if (!updateCase(log.tx, row, record.rev)) throw stale('案件', record.number);
  return row;
}

function decide(record: CaseRecord | null, event: CaseEvent): Result<CaseStanding> {
  if (record !== null) return decideCase(record.state, record.facts, event);
  if (event.type !== 'case.filed') throw new Error(`${event.type} without a case`);
  return openCase(event);
}
