import { buildCalendar, type WorkCalendar } from '#core/domain/deadline/calendar.ts';
import type { HolidayNotice, NoticeDay } from '#core/domain/deadline/holiday-notice.ts';
import type { Reader } from '#db/access.ts';
import { listNotices, type StoredNotice } from '#db/repositories/notices.ts';

/** The calendar made of all loaded notices, kept until a notice is loaded. */
export interface CurrentCalendar {
  get(): WorkCalendar;
  /** After a notice was committed, or its transaction undone. */
  forget(): void;
}

/** Keeps the calendar of a connection. */
export function createCurrentCalendar(reader: Reader): CurrentCalendar {
  let kept: WorkCalendar | null = null;
  return {
    get() {
      kept ??= buildCalendar(loadedNotices(reader));
      return kept;
    },
    forget() {
      kept = null;
    },
  };
}

/** All notices in the database, superseded ones too; `buildCalendar` lets the later one win. */
export function loadedNotices(reader: Reader): readonly HolidayNotice[] {
  return listNotices(reader).map(toNotice);
}

function toNotice(row: StoredNotice): HolidayNotice {
  const { loadedAt: _loadedAt, days, ...rest } = row;
  // Written by `calendar.load` only, which checks it by schema and by `checkNotice`.
  return { ...rest, days: days as readonly NoticeDay[] };
}
