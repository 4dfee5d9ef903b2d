import { type CalendarDay, describeDay, type WorkCalendar } from './calendar.ts';
import { dateOfMinute, weekdayName } from './civil-date.ts';
import type { CivilDate, Clock, Due, Suspension, Term, TermUnit } from './terms.ts';
import type { DayOutcome, DaySink } from './walk.ts';

/** One day of the working of a due date (逐日计算过程). */
export interface WorkingLine {
  readonly date: CivilDate;
  readonly counted: boolean;
  /** Chinese: why the day counts or does not. */
  readonly why: string;
  /** Counted up to and with this day: days, or hours for hour terms. */
  readonly running: number;
}

/** Collects the lines while the walk goes. */
export interface WorkingCollector {
  readonly sink: DaySink;
  /** The lines, the last one marked as the end of the term. */
  finish(due: Due): readonly WorkingLine[];
  suspendedDays(): number;
}

const UNIT_WORDS: Record<TermUnit, string> = { hour: '小时', day: '个自然日', workday: '个工作日', month: '个月' };

/** A term in words: `10 个工作日`, `15 个自然日`, `2 个月`, `24 小时`. */
export function termText(term: Pick<Term, 'amount' | 'unit'>): string {
  return `${term.amount} ${UNIT_WORDS[term.unit]}`;
}

/** Makes the sink that writes the working of a clock. */
export function collectWorking(
  clock: Clock,
  suspensions: readonly Suspension[],
  calendar: WorkCalendar,
): WorkingCollector {
  const lines: WorkingLine[] = [];
  let suspendedDays = 0;
  return {
    sink: (day, outcome, running) => {
      const facts = describeDay(calendar, day);
      if (outcome === 'suspended') suspendedDays++;
      const why = whyOf(outcome, facts, clock, suspensions);
      lines.push({ date: facts.date, counted: outcome === 'counted', why, running });
    },
    finish: (due) => {
      const last = lines.at(-1);
      if (last === undefined || due.dueOn === null) return lines;
      const end = due.dueAt === null ? '期限届满（当日 24 时止）' : `期限届满（${due.dueAt.slice(11)}）`;
      return [...lines.slice(0, -1), { ...last, why: `${last.why}；${end}` }];
    },
    suspendedDays: () => suspendedDays,
  };
}

/** One sentence: the rule, where it began, what was left out, and when it ends. */
export function summarize(clock: Clock, due: Due, lines: readonly WorkingLine[], suspendedDays: number): string {
  const parts = [`期限 ${termText(clock.term)}（${clock.basis}）`, startText(clock)];
  if (clock.extensions.length > 0) parts.push(`延期 ${clock.extensions.map(termText).join('、')}`);
  if (suspendedDays > 0) parts.push(`中止 ${suspendedDays} 天不计`);
  if (due.dueOn === null) {
    const since = lines.at(-1);
    return `${parts.join('，')}，现已中止（${since?.date ?? clock.startedOn} 起不计），恢复计时后确定到期日。`;
  }
  parts.push(`${dueText(due, due.dueOn)} 届满`);
  if (due.originalDueOn !== null && due.originalDueOn !== due.dueOn) parts.push(`原期限至 ${due.originalDueOn}`);
  const provisional = due.provisional ? '其间有日期的放假安排尚未公布，暂按周末规则计算，到期日为暂定。' : '';
  return `${parts.join('，')}。${provisional}`;
}

function startText(clock: Clock): string {
  const { term, startedOn, startedAt } = clock;
  if (term.unit === 'hour') {
    return startedAt === null
      ? `自 ${startedOn} 零时起算（未登记时刻）`
      : `自 ${dateOfMinute(startedAt)} ${startedAt.slice(11)} 起算`;
  }
  return `自 ${startedOn}（${weekdayName(startedOn)}）起算，${term.start === 'sameDay' ? '当日计入' : '当日不计，次日起算'}`;
}

function dueText(due: Due, dueOn: CivilDate): string {
  const time = due.dueAt === null ? ' 24 时' : ` ${due.dueAt.slice(11)}`;
  return `至 ${dueOn}（${weekdayName(dueOn)}）${time}`;
}

function whyOf(outcome: DayOutcome, facts: CalendarDay, clock: Clock, suspensions: readonly Suspension[]): string {
  switch (outcome) {
    case 'startDay':
      return '起算当日不计，次日起算';
    case 'suspended':
      return `中止，不计（${reasonOn(facts.date, suspensions)}）`;
    case 'neverEnds':
      return `中止，尚未恢复，不计（${reasonOn(facts.date, suspensions)}）`;
    case 'rolled':
      return `末日顺延：${dayText(facts)}`;
    case 'rolledTo':
      return `末日顺延至此日：${dayText(facts)}`;
    case 'rest':
      return `${dayText(facts)}，不计`;
    case 'counted':
      return `${countsAllDays(clock) ? `${weekdayName(facts.date)}，自然日` : dayText(facts)}，计入`;
  }
}

/** A clock whose days all count needs no word about holidays. */
function countsAllDays(clock: Clock): boolean {
  return clock.term.unit !== 'workday' && clock.extensions.every((extension) => extension.unit !== 'workday');
}

function dayText(facts: CalendarDay): string {
  const weekday = weekdayName(facts.date);
  switch (facts.kind) {
    case 'workday':
      return `${weekday}，工作日`;
    case 'restday':
      return `${weekday}，休息日`;
    case 'makeupWorkday':
      return `${weekday}，调休上班（${facts.name ?? ''}）`;
    case 'holiday':
      return `${weekday}，放假（${facts.name ?? ''}）`;
    case 'unpublishedWorkday':
      return `${weekday}，放假安排未公布，暂按工作日`;
    case 'unpublishedRestday':
      return `${weekday}，放假安排未公布，暂按休息日`;
  }
}

function reasonOn(date: CivilDate, suspensions: readonly Suspension[]): string {
  return suspensions.find(({ from, to }) => from <= date && (to === null || date < to))?.reason ?? '';
}
