import type { CaseEvent } from '#core/domain/case/case-events.ts';
import { upcastCaseEvent } from '#core/domain/case/upcast.ts';
import type { StoredEvent } from '#core/domain/shared/stored-event.ts';
import type { Reader } from '#db/access.ts';
import { eventsOf } from '#db/repositories/events.ts';
import { need } from '../ports.ts';

/** The events of a case as the machine of today reads them, oldest first. Refuses `LOG_NOT_REPLAYED`. */
export function pastEvents(reader: Reader, caseId: string): readonly CaseEvent[] {
  return eventsOf(reader, caseId).map(toEvent);
}

function toEvent(row: StoredEvent): CaseEvent {
  const body = { ...(JSON.parse(row.payload) as object), type: row.type };
  const event = need(upcastCaseEvent(body, row.machineVersion));
  // What this program wrote, brought to the current version.
  return { ...event, actor: row.actor, actorName: row.actorName, on: row.businessDate } as unknown as CaseEvent;
}
