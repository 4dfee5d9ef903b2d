import type { WorkCalendar } from '../deadline/calendar.ts';
import { addDays } from '../deadline/civil-date.ts';
import type { CivilDate } from '../deadline/terms.ts';
import { DEFAULT_THRESHOLDS, type UrgencyThresholds } from '../deadline/urgency.ts';
import type { CaseFilter } from './case-filter.ts';
import { lastDayWithin } from './work-list.ts';

/** A band of nearest due dates (到期区间). */
export type DueBandKey = 'overdue' | 'today' | 'soon' | 'near' | 'later';

/** A band with its Chinese name and the part of a case filter that shows just its cases. */
export interface DueBand {
  readonly key: DueBandKey;
  readonly label: string;
  readonly filter: Pick<CaseFilter, 'dueFrom' | 'dueTo'>;
}

/**
 * The bands of a day, without gap or overlap, in the working days of the urgency colours: 已超期, 今日到期, 3 个工作日内,
 * 4 至 7 个工作日, 7 个工作日以后. A rest day behind the last working day of a band belongs to it. Cases without a running
 * clock are in none.
 */
export function dueBands(
  today: CivilDate,
  calendar: WorkCalendar,
  thresholds: UrgencyThresholds = DEFAULT_THRESHOLDS,
): readonly DueBand[] {
  const { orange, yellow } = thresholds;
  const soon = lastDayWithin(today, orange, calendar);
  const near = lastDayWithin(today, yellow, calendar);
  return [
    { key: 'overdue', label: '已超期', filter: { dueTo: addDays(today, -1) } },
    { key: 'today', label: '今日到期', filter: { dueFrom: today, dueTo: today } },
    { key: 'soon', label: `${orange} 个工作日内`, filter: { dueFrom: addDays(today, 1), dueTo: soon } },
    { key: 'near', label: `${orange + 1} 至 ${yellow} 个工作日`, filter: { dueFrom: addDays(soon, 1), dueTo: near } },
    { key: 'later', label: `${yellow} 个工作日以后`, filter: { dueFrom: addDays(near, 1) } },
  ];
}
