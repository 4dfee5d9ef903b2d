import { useEffect, useMemo, useState } from 'react';
import { buildCalendar, type WorkCalendar } from '#core/domain/deadline/calendar.ts';
import type { CivilDate, Due } from '#core/domain/deadline/terms.ts';
import { type DeadlineSign, deadlineSign } from '#core/domain/deadline/urgency.ts';
import { useAsk } from '../api/ask.ts';
import { useSession } from '../app/session.ts';
import { deadlineMoment } from './deadline-moment.ts';

/** Colours of a deadline's words; at least 4.5:1 on white. */
export const DEADLINE_COLOURS: Readonly<Record<DeadlineSign['level'], string>> = {
  green: '#15803D',
  yellow: '#854D0E',
  orange: '#C2410C',
  red: '#B91C1C',
  suspended: '#475569',
};

/** The calendar of the loaded notices; null until it is there. */
export function useCalendar(): WorkCalendar | null {
  const notices = useAsk('calendar.published', {});
  return useMemo(() => (notices.data === undefined ? null : buildCalendar(notices.data)), [notices.data]);
}

interface DeadlineProps {
  readonly due: Pick<Due, 'dueOn' | 'provisional'> & { readonly dueAt?: string | null };
  readonly suspendedSince?: CivilDate | null;
  /** The date before the words, as in lists. */
  readonly withDate?: boolean;
}

/** A deadline by colour, glyph and words: ● 剩 12 个工作日, ■ 已超期 3 天, ‖ 中止 8 天, ◌ 暂定. */
export function Deadline({ due, suspendedSince = null, withDate = false }: DeadlineProps) {
  const calendar = useCalendar();
  const now = useMoment(due);
  if (calendar === null) return null;
  const whole = { clockId: '', dueAt: null, originalDueOn: null, ...due };
  const sign = deadlineSign(whole, now, calendar, { suspendedSince });
  return (
    <span style={{ color: DEADLINE_COLOURS[sign.level], whiteSpace: 'nowrap' }}>
      {withDate && due.dueOn !== null && <span style={{ color: 'var(--ink)' }}>{due.dueOn} </span>}
      {sign.text}
    </span>
  );
}

/** No longer: a timer does not run while the machine sleeps. */
const LONGEST_WAIT_MS = 10 * 60_000;

/** See `deadlineMoment`; renders again when a term in hours has passed. */
function useMoment(due: DeadlineProps['due']): string {
  const { today } = useSession();
  const [, look] = useState(0);
  const { at, againMs } = deadlineMoment(due, today, Date.now());
  useEffect(() => {
    if (againMs === null) return undefined;
    const timer = window.setTimeout(() => look(Date.now()), Math.min(againMs, LONGEST_WAIT_MS));
    return () => clearTimeout(timer);
  });
  return at;
}
