import { codeOf, countWorkdayNumbers, UNPUBLISHED, type WorkCalendar } from './calendar.ts';
import { fromDayNumber, toDayNumber } from './civil-date.ts';
import type { CivilDate, Clock } from './terms.ts';
import { walkClock } from './walk.ts';

/** Outcome of checking a public-notice period (公示期). */
export interface NoticePeriodVerdict {
  readonly enough: boolean;
  /** Working days from the first to the last day, both counted. */
  readonly workdays: number;
  readonly required: number;
  /** Earliest lawful last day for this first day. */
  readonly endsOn: CivilDate;
  /** A day of the count has no published notice: 暂定. */
  readonly provisional: boolean;
  /** Chinese: what was found and what to do. */
  readonly text: string;
}

/** Working days from `from` to `to`, both counted; 0 when `to` lies before `from`. */
export function countWorkdays(from: CivilDate, to: CivilDate, calendar: WorkCalendar): number {
  return countWorkdayNumbers(calendar, toDayNumber(from), toDayNumber(to));
}

/**
 * Last day of a public notice of `workdays` working days, the first day counted (公示期含首日).
 * A first day that is no working day is simply not counted.
 */
export function noticePeriodEnd(start: CivilDate, workdays: number, calendar: WorkCalendar): CivilDate {
  const clock: Clock = {
    id: 'notice',
    kind: 'notice',
    term: { amount: workdays, unit: 'workday', start: 'sameDay', endRoll: false },
    basis: '',
    startedOn: start,
    startedAt: null,
    round: 1,
    extensions: [],
    stoppedOn: null,
  };
  return fromDayNumber(walkClock(clock, [], [], calendar, null).day ?? toDayNumber(start));
}

/** Checks that a public notice from `from` to `to` lasts the required working days, the first day counted. */
export function checkNoticePeriod(
  from: CivilDate,
  to: CivilDate,
  requiredWorkdays: number,
  calendar: WorkCalendar,
): NoticePeriodVerdict {
  const workdays = countWorkdays(from, to, calendar);
  const endsOn = noticePeriodEnd(from, requiredWorkdays, calendar);
  const enough = to >= from && workdays >= requiredWorkdays;
  const provisional = hasUnpublishedDay(from, to > endsOn ? to : endsOn, calendar);
  const found = `公示期 ${from} 至 ${to}，含首日共 ${workdays} 个工作日`;
  const text = enough
    ? `${found}，满足不少于 ${requiredWorkdays} 个工作日的要求`
    : to < from
      ? `公示截止日 ${to} 早于起始日 ${from}：应公示至 ${endsOn}`
      : `${found}，不足 ${requiredWorkdays} 个工作日：应公示至 ${endsOn}`;
  const note = provisional ? '（其间有日期的放假安排尚未公布，暂按周末规则计算）' : '';
  return { enough, workdays, required: requiredWorkdays, endsOn, provisional, text: `${text}${note}。` };
}

function hasUnpublishedDay(from: CivilDate, to: CivilDate, calendar: WorkCalendar): boolean {
  const last = toDayNumber(to);
  for (let day = toDayNumber(from); day <= last; day++) {
    if ((codeOf(calendar, day) & UNPUBLISHED) !== 0) return true;
  }
  return false;
}
