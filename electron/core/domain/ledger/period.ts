import { addDays, addMonths, partsOf, weekdayOf } from '../deadline/civil-date.ts';
import type { CivilDate } from '../deadline/terms.ts';

/** A week (Monday to Sunday) or a month of the calendar, as reports are of. Both days belong to it. */
export interface Period {
  readonly kind: 'week' | 'month';
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** The week or month that a day lies in. */
export function periodOf(kind: Period['kind'], day: CivilDate): Period {
  if (kind === 'month') {
    const from = `${day.slice(0, 7)}-01`;
    return { kind, from, to: addDays(addMonths(from, 1), -1) };
  }
  const from = addDays(day, -((weekdayOf(day) + 6) % 7));
  return { kind, from, to: addDays(from, 6) };
}

/** The period so many steps later (earlier when negative). */
export function stepPeriod({ kind, from }: Period, steps: number): Period {
  return periodOf(kind, kind === 'month' ? addMonths(from, steps) : addDays(from, 7 * steps));
}

/** A period in words: `2026年10月`, `2026年第44周（10月26日—11月1日）` by ISO 8601 weeks. */
export function periodText({ kind, from, to }: Period): string {
  const first = partsOf(from);
  if (kind === 'month') return `${first.year}年${first.month}月`;
  const last = partsOf(to);
  // The week belongs to the year of its Thursday.
  const thursday = addDays(from, 3);
  const year = partsOf(thursday).year;
  const week = Math.floor((Date.parse(thursday) - Date.parse(`${year}-01-01`)) / 604_800_000) + 1;
  return `${year}年第${week}周（${first.month}月${first.day}日—${last.month}月${last.day}日）`;
}

/** Reads `2026-10` (a month) or `2026-W44` (a week of ISO 8601); null for anything else. */
export function readPeriod(text: string): Period | null {
  const [, year = '', week = '', month = ''] = /^(\d{4})-(?:W(\d{2})|(\d{2}))$/.exec(text) ?? [];
  if (week !== '') {
    // The fourth of January lies in the first week.
    const first = periodOf('week', `${year}-01-04`);
    const period = stepPeriod(first, Number(week) - 1);
    return week === '00' || addDays(period.from, 3).slice(0, 4) !== year ? null : period;
  }
  return month >= '01' && month <= '12' ? periodOf('month', `${year}-${month}-01`) : null;
}
