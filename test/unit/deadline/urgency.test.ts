import { describe, expect, it } from 'vitest';
import { addDays, civilDateAt, civilMinuteAt, toDayNumber } from '#core/domain/deadline/civil-date.ts';
import { deriveDue } from '#core/domain/deadline/due.ts';
import type { Due } from '#core/domain/deadline/terms.ts';
import { deadlineSign, isOverdue, remaining, urgency } from '#core/domain/deadline/urgency.ts';
import { calendarOf, clockOf, suspensionOf } from './support.ts';

const calendar = calendarOf();
const due: Due = { clockId: 'x', dueOn: '2026-10-09', dueAt: null, originalDueOn: '2026-10-09', provisional: false };
const hourDue: Due = { ...due, dueAt: '2026-10-09T09:30' };

/** Every offset in use from UTC−11 to UTC+14, in quarter hours. */
const OFFSETS = Array.from({ length: (14 + 11) * 4 + 1 }, (_, index) => -660 + index * 15);

describe('isOverdue', () => {
  it.each(OFFSETS)('the last minute of the last day is inside the term at UTC%i min', (offset) => {
    const midnightAfter = (toDayNumber('2026-10-09') + 1) * 86_400_000 - offset * 60_000;
    expect(isOverdue(due, civilDateAt(midnightAfter - 1, offset))).toBe(false);
    expect(isOverdue(due, civilMinuteAt(midnightAfter - 1, offset))).toBe(false);
    expect(isOverdue(due, civilDateAt(midnightAfter, offset))).toBe(true);
    expect(isOverdue(due, civilMinuteAt(midnightAfter, offset))).toBe(true);
  });

  it('an hour term is over one minute after its minute', () => {
    expect(isOverdue(hourDue, '2026-10-09T09:30')).toBe(false);
    expect(isOverdue(hourDue, '2026-10-09T09:31')).toBe(true);
    expect(isOverdue(hourDue, '2026-10-09')).toBe(false);
    expect(isOverdue(hourDue, '2026-10-10')).toBe(true);
  });

  it('is never true while suspended, but stays true for a term that ran out before', () => {
    const clock = clockOf({ startedOn: '2026-09-18' });
    expect(isOverdue(deriveDue(clock, [suspensionOf('2026-09-30', null)], calendar), '2027-06-01')).toBe(false);
    expect(isOverdue(deriveDue(clock, [suspensionOf('2026-10-12', null)], calendar), '2026-10-13')).toBe(true);
  });
});

describe('remaining', () => {
  it.each([
    ['2026-09-30', { kind: 'left', workdays: 2, days: 9 }],
    ['2026-10-08', { kind: 'left', workdays: 1, days: 1 }],
    ['2026-10-09', { kind: 'left', workdays: 0, days: 0 }],
    ['2026-10-10', { kind: 'overdue', workdays: 1, days: 1 }],
    ['2026-10-12', { kind: 'overdue', workdays: 2, days: 3 }],
  ])('at %s', (today, expected) => {
    expect(remaining(due, today, calendar)).toEqual(expected);
  });
});

describe('urgency', () => {
  it.each([
    [8, 'green'],
    [7, 'yellow'],
    [4, 'yellow'],
    [3, 'orange'],
    [1, 'orange'],
    [0, 'red'],
    [-1, 'red'],
  ])('%i working days left is %s', (workdays, level) => {
    expect(urgency(workdays)).toBe(level);
  });
  it('follows the thresholds that are set, and is red when overdue whatever they are', () => {
    const thresholds = { yellow: 15, orange: 10, red: -5 };
    expect([16, 15, 10, 0, -1].map((workdays) => urgency(workdays, thresholds))).toEqual([
      'green',
      'yellow',
      'orange',
      'orange',
      'red',
    ]);
  });
});

describe('deadlineSign', () => {
  it.each([
    ['2026-09-18', '● 剩 10 个工作日'],
    ['2026-09-24', '▲ 剩 5 个工作日'],
    ['2026-09-30', '◆ 剩 2 个工作日'],
    ['2026-10-09', '■ 今日到期'],
    ['2026-10-12', '■ 已超期 3 天'],
  ])('at %s reads %s', (today, text) => {
    expect(deadlineSign(due, today, calendar).text).toBe(text);
  });

  it('says 暂定, 中止 and minutes', () => {
    expect(deadlineSign({ ...due, provisional: true }, '2026-09-18', calendar).text).toBe('● 剩 10 个工作日 ◌ 暂定');
    const suspended: Due = { ...due, dueOn: null, originalDueOn: null };
    expect(deadlineSign(suspended, '2026-03-12', calendar, { suspendedSince: '2026-03-05' })).toMatchObject({
      level: 'suspended',
      text: '‖ 中止 8 天',
    });
    expect(deadlineSign(hourDue, '2026-10-09T08:00', calendar).text).toBe('■ 今日 09:30 到期');
    expect(deadlineSign(hourDue, '2026-10-09T10:00', calendar).text).toBe('■ 已超期不足 1 天');
    const sunday: Due = { ...due, dueOn: addDays('2026-03-06', 2) };
    expect(deadlineSign(sunday, '2026-03-06', calendar).text).toBe('■ 剩 2 天（其间无工作日）');
  });
});
