import { countWorkdayNumbers, type WorkCalendar } from './calendar.ts';
import { daysBetween, toDayNumber } from './civil-date.ts';
import type { CivilDate, CivilMinute, Due } from './terms.ts';

/** Colour of a deadline (预警颜色): 绿 / 黄 / 橙 / 红. */
export type Urgency = 'green' | 'yellow' | 'orange' | 'red';

/** A colour holds for this many remaining working days or fewer. */
export interface UrgencyThresholds {
  readonly yellow: number;
  readonly orange: number;
  readonly red: number;
}

/** 可配置默认值: 绿 more than 7 working days, 黄 7 or fewer, 橙 3 or fewer, 红 none left or overdue. */
export const DEFAULT_THRESHOLDS: UrgencyThresholds = { yellow: 7, orange: 3, red: 0 };

/**
 * What is left of a term. `left`: days after today up to the due date (0 and 0 on the due date itself);
 * `overdue`: days after the due date up to today; `suspended`: no due date at present, both 0.
 */
export interface Remaining {
  readonly kind: 'left' | 'overdue' | 'suspended';
  readonly workdays: number;
  readonly days: number;
}

/** A deadline as lists show it: colour, glyph and words (never colour alone). */
export interface DeadlineSign {
  readonly level: Urgency | 'suspended';
  readonly glyph: '●' | '▲' | '◆' | '■' | '‖';
  /** Chinese, without the glyph: `剩 12 个工作日`. */
  readonly words: string;
  /** Glyph and words, with `◌ 暂定` where provisional. */
  readonly text: string;
}

const GLYPHS = { green: '●', yellow: '▲', orange: '◆', red: '■', suspended: '‖' } as const;

/**
 * Whether a due date has passed at `now`, a date or a minute in local civil time.
 * The last minute of the last day is inside the term, and so is the minute `dueAt` of an hour term.
 * With a date only, an hour term is overdue from the day after. Never true while suspended.
 */
export function isOverdue(due: Due, now: CivilDate | CivilMinute): boolean {
  if (due.dueAt !== null && now.length > 10) return now > due.dueAt;
  return due.dueOn !== null && now.slice(0, 10) > due.dueOn;
}

/** Working days and calendar days that are left at `now` (a date or a minute), or by which the term has been passed. */
export function remaining(due: Due, now: CivilDate | CivilMinute, calendar: WorkCalendar): Remaining {
  if (due.dueOn === null) return { kind: 'suspended', workdays: 0, days: 0 };
  const today = toDayNumber(now.slice(0, 10));
  const end = toDayNumber(due.dueOn);
  return isOverdue(due, now)
    ? { kind: 'overdue', workdays: countWorkdayNumbers(calendar, end + 1, today), days: today - end }
    : { kind: 'left', workdays: countWorkdayNumbers(calendar, today + 1, end), days: end - today };
}

/** Colour for a number of remaining working days; negative when overdue. */
export function urgency(remainingWorkdays: number, thresholds: UrgencyThresholds = DEFAULT_THRESHOLDS): Urgency {
  if (remainingWorkdays < 0 || remainingWorkdays <= thresholds.red) return 'red';
  if (remainingWorkdays <= thresholds.orange) return 'orange';
  return remainingWorkdays <= thresholds.yellow ? 'yellow' : 'green';
}

/** The sign of a deadline at `now`; `suspendedSince` gives the days of `‖ 中止 8 天`, today included. */
export function deadlineSign(
  due: Due,
  now: CivilDate | CivilMinute,
  calendar: WorkCalendar,
  options: { readonly thresholds?: UrgencyThresholds; readonly suspendedSince?: CivilDate | null } = {},
): DeadlineSign {
  const rest = remaining(due, now, calendar);
  const level = levelOf(rest, options.thresholds ?? DEFAULT_THRESHOLDS);
  const glyph = GLYPHS[level];
  const words = wordsOf(rest, due, now.slice(0, 10), options.suspendedSince ?? null);
  return { level, glyph, words, text: `${glyph} ${words}${due.provisional && due.dueOn !== null ? ' ◌ 暂定' : ''}` };
}

function levelOf(rest: Remaining, thresholds: UrgencyThresholds): DeadlineSign['level'] {
  if (rest.kind === 'suspended') return 'suspended';
  return rest.kind === 'overdue' ? 'red' : urgency(rest.workdays, thresholds);
}

function wordsOf(rest: Remaining, due: Due, today: CivilDate, suspendedSince: CivilDate | null): string {
  switch (rest.kind) {
    case 'suspended':
      return suspendedSince === null ? '中止中' : `中止 ${daysBetween(suspendedSince, today) + 1} 天`;
    case 'overdue':
      return rest.days === 0 ? '已超期不足 1 天' : `已超期 ${rest.days} 天`;
    case 'left':
      if (rest.days === 0) return due.dueAt === null ? '今日到期' : `今日 ${due.dueAt.slice(11)} 到期`;
      return rest.workdays === 0 ? `剩 ${rest.days} 天（其间无工作日）` : `剩 ${rest.workdays} 个工作日`;
  }
}
