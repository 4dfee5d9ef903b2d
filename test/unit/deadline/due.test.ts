import { describe, expect, it } from 'vitest';
import { deriveDue, explainDue } from '#core/domain/deadline/due.ts';
import { calendarOf, clockOf, suspensionOf } from './support.ts';

const calendar = calendarOf();

describe('working days, the vectors of domain.md 3.4', () => {
  it.each([
    ['2026-09-18', 10, '2026-10-09'],
    ['2026-02-12', 5, '2026-02-26'],
    ['2026-04-29', 15, '2026-05-22'],
    ['2026-09-28', 3, '2026-10-08'],
  ])('%s + %i is %s, start day not counted', (startedOn, amount, dueOn) => {
    expect(deriveDue(clockOf({ startedOn, amount }), [], calendar).dueOn).toBe(dueOn);
  });
  it.each([
    ['2023-07-27', '2023-08-09'],
    ['2025-01-21', '2025-02-08'],
  ])('10 from %s is %s, start day counted', (startedOn, dueOn) => {
    expect(deriveDue(clockOf({ startedOn, start: 'sameDay' }), [], calendar).dueOn).toBe(dueOn);
  });
});

describe('units and starts', () => {
  it.each([
    ['day', 'nextDay', 15, '2026-09-20', '2026-10-05'],
    ['day', 'sameDay', 15, '2026-09-20', '2026-10-04'],
    ['day', 'sameDay', 1, '2026-09-20', '2026-09-20'],
    ['day', 'nextDay', 60, '2025-12-20', '2026-02-18'],
    ['workday', 'sameDay', 1, '2026-03-07', '2026-03-09'],
    ['workday', 'nextDay', 1, '2026-02-13', '2026-02-14'],
    ['month', 'nextDay', 1, '2026-01-31', '2026-02-28'],
    ['month', 'nextDay', 1, '2024-01-31', '2024-02-29'],
    ['month', 'nextDay', 2, '2026-03-15', '2026-05-15'],
    ['month', 'nextDay', 12, '2024-02-29', '2025-02-28'],
    ['month', 'sameDay', 1, '2026-01-15', '2026-02-14'],
    ['month', 'sameDay', 1, '2026-03-01', '2026-03-31'],
    ['month', 'sameDay', 1, '2026-01-31', '2026-02-28'],
    ['month', 'sameDay', 1, '2024-01-30', '2024-02-29'],
  ] as const)('%s, %s, %i from %s is %s', (unit, start, amount, startedOn, dueOn) => {
    expect(deriveDue(clockOf({ unit, start, amount, startedOn }), [], calendar).dueOn).toBe(dueOn);
  });

  it('rolls the last day once, at the very end', () => {
    const rolled = { unit: 'day', endRoll: true, startedOn: '2026-09-21', amount: 10 } as const;
    expect(deriveDue(clockOf(rolled), [], calendar).dueOn).toBe('2026-10-08');
    expect(deriveDue(clockOf({ ...rolled, endRoll: false }), [], calendar).dueOn).toBe('2026-10-01');
    // 1 Oct + 9 = 10 Oct, worked: rolling before the extension would give 17 Oct → 19 Oct.
    expect(deriveDue(clockOf({ ...rolled, extensions: [{ amount: 9, unit: 'day' }] }), [], calendar).dueOn).toBe(
      '2026-10-10',
    );
  });

  it('rolls a month term onto a make-up day', () => {
    const clock = clockOf({ unit: 'month', amount: 1, startedOn: '2026-08-20', endRoll: true });
    expect(deriveDue(clock, [], calendar).dueOn).toBe('2026-09-20');
  });

  it('refuses an amount that is none instead of running for ever', () => {
    for (const amount of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => deriveDue(clockOf({ amount, startedOn: '2026-03-02' }), [], calendar)).toThrow(RangeError);
    }
  });
});

describe('hours', () => {
  it.each([
    ['2026-03-05T09:30', 24, '2026-03-06T09:30'],
    ['2026-12-31T23:59', 1, '2027-01-01T00:59'],
    ['2026-03-05T00:00', 24, '2026-03-06T00:00'],
    ['2026-03-05T12:00', 2, '2026-03-05T14:00'],
    ['2024-02-28T18:00', 48, '2024-03-01T18:00'],
  ])('%s + %i h is %s', (startedAt, amount, dueAt) => {
    const clock = clockOf({ unit: 'hour', amount, startedOn: startedAt.slice(0, 10), startedAt });
    expect(deriveDue(clock, [], calendar)).toMatchObject({ dueAt, dueOn: dueAt.slice(0, 10), provisional: false });
  });

  it('run from the minute even where the rule was stated with 次日起算', () => {
    const parts = { unit: 'hour', amount: 24, startedOn: '2026-03-05', startedAt: '2026-03-05T09:30' } as const;
    expect(deriveDue(clockOf({ ...parts, start: 'nextDay' }), [], calendar)).toEqual(
      deriveDue(clockOf({ ...parts, start: 'sameDay' }), [], calendar),
    );
  });

  it('leave suspended days out', () => {
    const clock = clockOf({ unit: 'hour', amount: 24, startedOn: '2026-03-05', startedAt: '2026-03-05T16:00' });
    const ledger = [suspensionOf('2026-03-06', '2026-03-09')];
    expect(deriveDue(clock, ledger, calendar).dueAt).toBe('2026-03-09T16:00');
  });

  it('that end at 24:00 before a suspension go on to the 00:00 after it: never due on a suspended day', () => {
    const clock = clockOf({ unit: 'hour', amount: 8, startedOn: '2026-03-05', startedAt: '2026-03-05T16:00' });
    expect(deriveDue(clock, [], calendar).dueAt).toBe('2026-03-06T00:00');
    expect(deriveDue(clock, [suspensionOf('2026-03-06', '2026-03-09')], calendar).dueAt).toBe('2026-03-09T00:00');
  });

  it('without a recorded minute count from 00:00 and say so', () => {
    const clock = clockOf({ unit: 'hour', amount: 24, startedOn: '2026-03-05' });
    const { due, summary } = explainDue(clock, [], calendar);
    expect(due.dueAt).toBe('2026-03-06T00:00');
    expect(summary).toContain('未登记时刻');
  });

  it('end with the last minute of the day they are rolled or extended to', () => {
    const parts = { unit: 'hour', amount: 24, startedOn: '2026-03-06', startedAt: '2026-03-06T10:15' } as const;
    expect(deriveDue(clockOf({ ...parts, endRoll: true }), [], calendar).dueAt).toBe('2026-03-09T23:59');
    const extended = deriveDue(clockOf({ ...parts, extensions: [{ amount: 2, unit: 'workday' }] }), [], calendar);
    expect(extended).toMatchObject({ dueAt: '2026-03-10T23:59', originalDueOn: '2026-03-07' });
  });
});

describe('suspension', () => {
  const clock = clockOf({ startedOn: '2026-09-18' });

  it('that starts and ends on rest days moves the date only by the working days inside', () => {
    // Sat 12 Sep to Sun 20 Sep (worked): 14–18 Sep are five working days; 20 Sep counts again.
    const early = clockOf({ startedOn: '2026-09-10', amount: 5 });
    expect(deriveDue(early, [], calendar).dueOn).toBe('2026-09-17');
    expect(deriveDue(early, [suspensionOf('2026-09-12', '2026-09-20')], calendar).dueOn).toBe('2026-09-23');
    expect(deriveDue(early, [suspensionOf('2026-09-12', '2026-09-14')], calendar).dueOn).toBe('2026-09-17');
  });

  it('excludes nothing when it ends the day it starts', () => {
    expect(deriveDue(clock, [suspensionOf('2026-09-22', '2026-09-22')], calendar)).toEqual(
      deriveDue(clock, [], calendar),
    );
  });

  it('counts overlapping and touching entries once', () => {
    const apart = [
      suspensionOf('2026-09-21', '2026-09-24'),
      suspensionOf('2026-09-22', '2026-09-23'),
      suspensionOf('2026-09-24', '2026-09-25'),
    ];
    expect(deriveDue(clock, apart, calendar)).toEqual(
      deriveDue(clock, [suspensionOf('2026-09-21', '2026-09-25')], calendar),
    );
  });

  it('of plain days moves the end by each day, so also of months', () => {
    const ledger = [suspensionOf('2026-02-01', '2026-02-11')];
    expect(deriveDue(clockOf({ startedOn: '2026-01-20', unit: 'day', amount: 30 }), ledger, calendar).dueOn).toBe(
      '2026-03-01',
    );
    expect(deriveDue(clockOf({ startedOn: '2026-01-31', unit: 'month', amount: 1 }), ledger, calendar).dueOn).toBe(
      '2026-03-10',
    );
  });

  it('that begins inside the time the first one added is counted too (fixpoint)', () => {
    const month = clockOf({ startedOn: '2026-03-01', unit: 'month', amount: 1 });
    const ledger = [suspensionOf('2026-03-30', '2026-04-04'), suspensionOf('2026-04-05', '2026-04-08')];
    expect(deriveDue(month, ledger, calendar).dueOn).toBe('2026-04-09');
  });

  it('without an end leaves no due date', () => {
    expect(deriveDue(clock, [suspensionOf('2026-09-25', null)], calendar)).toMatchObject({
      dueOn: null,
      dueAt: null,
      originalDueOn: null,
    });
    const hours = clockOf({ unit: 'hour', amount: 24, startedOn: '2026-09-25', startedAt: '2026-09-25T10:00' });
    expect(deriveDue(hours, [suspensionOf('2026-09-26', null)], calendar)).toMatchObject({ dueOn: null, dueAt: null });
  });

  it('from the due date itself on leaves no due date, from the day after changes nothing', () => {
    expect(deriveDue(clock, [suspensionOf('2026-10-09', null)], calendar).dueOn).toBeNull();
    expect(deriveDue(clock, [suspensionOf('2026-10-10', null)], calendar)).toEqual(deriveDue(clock, [], calendar));
  });

  it('keeps a rolled last day off suspended days', () => {
    const rolled = clockOf({ startedOn: '2026-03-02', unit: 'day', amount: 5, endRoll: true });
    expect(deriveDue(rolled, [], calendar).dueOn).toBe('2026-03-09');
    expect(deriveDue(rolled, [suspensionOf('2026-03-09', '2026-03-11')], calendar).dueOn).toBe('2026-03-11');
    expect(deriveDue(rolled, [suspensionOf('2026-03-09', null)], calendar).dueOn).toBeNull();
  });

  it('does not move a clock that had stopped before', () => {
    const stopped = clockOf({ startedOn: '2026-09-18', stoppedOn: '2026-09-23' });
    expect(deriveDue(stopped, [suspensionOf('2026-09-23', null)], calendar).dueOn).toBe('2026-10-09');
    expect(deriveDue(stopped, [suspensionOf('2026-09-22', null)], calendar).dueOn).toBe('2026-10-10');
  });
});

describe('extension', () => {
  it('follows the term and leaves the original date', () => {
    const clock = clockOf({ startedOn: '2026-09-18', extensions: [{ amount: 5, unit: 'workday' }] });
    expect(deriveDue(clock, [], calendar)).toMatchObject({ dueOn: '2026-10-15', originalDueOn: '2026-10-09' });
  });

  it('of months on a month term keeps the day of the month', () => {
    const clock = clockOf({
      startedOn: '2026-01-31',
      unit: 'month',
      amount: 1,
      extensions: [{ amount: 1, unit: 'month' }],
    });
    expect(deriveDue(clock, [], calendar)).toMatchObject({ dueOn: '2026-03-31', originalDueOn: '2026-02-28' });
  });

  it('of months on a term in days runs from the end of the term', () => {
    const clock = clockOf({
      startedOn: '2026-03-01',
      unit: 'day',
      amount: 30,
      extensions: [{ amount: 1, unit: 'month' }],
    });
    expect(deriveDue(clock, [], calendar).dueOn).toBe('2026-04-30');
  });
});

describe('暂定', () => {
  it('holds from the first unpublished day that is looked at, across the turn of the year', () => {
    const parts = { startedOn: '2026-12-29' } as const;
    expect(deriveDue(clockOf({ ...parts, amount: 2 }), [], calendar)).toMatchObject({
      dueOn: '2026-12-31',
      provisional: false,
    });
    expect(deriveDue(clockOf({ ...parts, amount: 3 }), [], calendar)).toMatchObject({
      dueOn: '2027-01-01',
      provisional: true,
    });
  });

  it('does not hold where no notice can change the result', () => {
    const parts = { unit: 'day', startedOn: '2026-12-20', amount: 30 } as const;
    expect(deriveDue(clockOf(parts), [], calendar).provisional).toBe(false);
    expect(deriveDue(clockOf({ ...parts, endRoll: true }), [], calendar).provisional).toBe(true);
    expect(deriveDue(clockOf({ ...parts, amount: 5, endRoll: true }), [], calendar).provisional).toBe(false);
    expect(deriveDue(clockOf({ ...parts, unit: 'month', amount: 3 }), [], calendar).provisional).toBe(false);
    expect(
      deriveDue(clockOf({ ...parts, extensions: [{ amount: 1, unit: 'workday' }] }), [], calendar).provisional,
    ).toBe(true);
  });

  it('holds for an end that rolls into an unpublished year', () => {
    const clock = clockOf({ unit: 'day', startedOn: '2025-12-22', amount: 6, endRoll: true });
    expect(deriveDue(clock, [], calendarOf([2024, 2025]))).toMatchObject({ dueOn: '2025-12-29', provisional: false });
    expect(
      deriveDue(clockOf({ unit: 'day', startedOn: '2023-12-20', amount: 10, endRoll: true }), [], calendarOf([2023])),
    ).toMatchObject({ dueOn: '2024-01-01', provisional: true });
  });

  it('is not caused by suspended days, which no notice can make count', () => {
    const clock = clockOf({ startedOn: '2026-12-25', amount: 2 });
    expect(deriveDue(clock, [suspensionOf('2027-01-01', null)], calendar).provisional).toBe(false);
  });
});

describe('explainDue', () => {
  it('says day by day what counted and why', () => {
    const clock = clockOf({ startedOn: '2026-09-23', amount: 3, extensions: [{ amount: 1, unit: 'workday' }] });
    const { due, working, summary } = explainDue(
      clock,
      [suspensionOf('2026-09-28', '2026-09-29', '等待鉴定')],
      calendar,
    );
    expect(working.map((line) => [line.date, line.counted, line.running, line.why])).toEqual([
      ['2026-09-23', false, 0, '起算当日不计，次日起算'],
      ['2026-09-24', true, 1, '周四，工作日，计入'],
      ['2026-09-25', false, 1, '周五，放假（中秋节），不计'],
      ['2026-09-26', false, 1, '周六，放假（中秋节），不计'],
      ['2026-09-27', false, 1, '周日，放假（中秋节），不计'],
      ['2026-09-28', false, 1, '中止，不计（等待鉴定）'],
      ['2026-09-29', true, 2, '周二，工作日，计入'],
      ['2026-09-30', true, 3, '周三，工作日，计入'],
      ...[1, 2, 3, 4, 5, 6, 7].map((day) => [
        `2026-10-0${day}`,
        false,
        3,
        `周${'四五六日一二三'[day - 1]}，放假（国庆节），不计`,
      ]),
      ['2026-10-08', true, 4, '周四，工作日，计入；期限届满（当日 24 时止）'],
    ]);
    expect(due).toMatchObject({ dueOn: '2026-10-08', originalDueOn: '2026-09-30' });
    expect(summary).toBe(
      '期限 3 个工作日（可配置默认值），自 2026-09-23（周三）起算，当日不计，次日起算，延期 1 个工作日，中止 1 天不计，至 2026-10-08（周四） 24 时 届满，原期限至 2026-09-30。',
    );
  });

  it('names make-up days, unpublished days and the roll', () => {
    const makeup = explainDue(clockOf({ startedOn: '2026-02-13', amount: 1 }), [], calendar);
    expect(makeup.working.at(-1)?.why).toContain('周六，调休上班（春节），计入');
    const unpublished = explainDue(clockOf({ startedOn: '2026-12-31', amount: 2 }), [], calendar);
    expect(unpublished.working.map((line) => line.why).join()).toContain('放假安排未公布，暂按休息日，不计');
    expect(unpublished.summary).toContain('到期日为暂定');
    const rolled = explainDue(
      clockOf({ unit: 'day', startedOn: '2026-03-02', amount: 5, endRoll: true }),
      [],
      calendar,
    );
    expect(rolled.working.slice(-3).map((line) => line.why)).toEqual([
      '周六，自然日，计入',
      '末日顺延：周日，休息日',
      '末日顺延至此日：周一，工作日；期限届满（当日 24 时止）',
    ]);
  });

  it('stops where the suspension has no end', () => {
    const { due, working, summary } = explainDue(
      clockOf({ startedOn: '2026-03-02' }),
      [suspensionOf('2026-03-05', null)],
      calendar,
    );
    expect(due.dueOn).toBeNull();
    expect(working.at(-1)).toEqual({
      date: '2026-03-05',
      counted: false,
      running: 2,
      why: '中止，尚未恢复，不计（等待鉴定）',
    });
    expect(summary).toContain('2026-03-05 起不计');
  });
});
