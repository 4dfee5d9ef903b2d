import type { DeadlineMove } from '#core/contract/views.ts';
import type { EventBase } from '#core/domain/case/case-events.ts';
import type { HolidayNotice } from '#core/domain/deadline/holiday-notice.ts';
import { insertNotice } from '#db/repositories/notices.ts';
import { countEventsOf } from '#db/repositories/events.ts';
import type { LoggedTx } from '../log/log-writer.ts';
import { toPayload } from '../log/payload.ts';

/** The calendar is one aggregate of the log; this is its key. */
export const CALENDAR_ID = '00000000-0000-7000-8000-000000000001';

/** Writes a notice and its event: the whole notice and every date it moves. */
export function recordNotice(
  log: LoggedTx,
  notice: HolidayNotice,
  moves: readonly DeadlineMove[],
  base: EventBase,
): void {
  const event = { ...base, type: 'calendar.noticeLoaded', notice, moves };
  insertNotice(log.tx, { ...notice, loadedAt: log.at });
  log.append({
    aggregate: 'calendar',
    aggregateId: CALENDAR_ID,
    rev: countEventsOf(log.tx, CALENDAR_ID) + 1,
    type: event.type,
    payload: toPayload(event),
    actor: base.actor,
    actorName: base.actorName,
    businessDate: base.on,
    machineVersion: 1,
  });
}
