import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCalendar } from '#core/domain/deadline/calendar.ts';
import { addDays, daysBetween, fromDayNumber, toDayNumber } from '#core/domain/deadline/civil-date.ts';
import { deriveDue, explainDue } from '#core/domain/deadline/due.ts';
import type { HolidayNotice } from '#core/domain/deadline/holiday-notice.ts';
import type { Clock, Extension, Suspension } from '#core/domain/deadline/terms.ts';
import { calendarOf, clockOf, readNotice } from './support.ts';

const calendar = calendarOf();
const RUNS = { numRuns: 1500 };

const dates = (from: string, to: string) =>
  fc.integer({ min: toDayNumber(from), max: toDayNumber(to) }).map((day) => fromDayNumber(day));

const extensions = fc.array(
  fc.record({ amount: fc.integer({ min: 1, max: 12 }), unit: fc.constantFrom('day', 'workday', 'month') }),
  { maxLength: 3 },
) satisfies fc.Arbitrary<Extension[]>;

const suspensions: fc.Arbitrary<Suspension[]> = fc.array(
  fc
    .tuple(dates('2023-01-01', '2026-12-31'), fc.integer({ min: 0, max: 40 }))
    .map(([from, length]) => ({ from, to: addDays(from, length), reason: '等待鉴定' })),
  { maxLength: 5 },
);

const clocks: fc.Arbitrary<Clock> = fc
  .record({
    startedOn: dates('2023-01-01', '2027-03-01'),
    amount: fc.integer({ min: 1, max: 60 }),
    unit: fc.constantFrom('hour', 'day', 'workday', 'month'),
    start: fc.constantFrom('sameDay', 'nextDay'),
    endRoll: fc.boolean(),
    minute: fc.integer({ min: 0, max: 1439 }),
    extensions,
  })
  .map(({ minute, ...parts }) => {
    const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    return clockOf({ ...parts, startedAt: parts.unit === 'hour' ? `${parts.startedOn}T${time}` : null });
  });

/** The moment of the end; the day only where hours were moved on by whole days (rolled or extended). */
const momentOf = (clock: Clock, ledger: readonly Suspension[]) => {
  const due = deriveDue(clock, ledger, calendar);
  const byMinute = !clock.term.endRoll && clock.extensions.length === 0;
  return (byMinute ? due.dueAt : null) ?? due.dueOn ?? '';
};

describe('properties of due dates', () => {
  it('a working-day term holds exactly its budget, by an independent calendar', () => {
    const terms = fc.record({
      startedOn: dates('2023-01-01', '2026-06-30'),
      amount: fc.integer({ min: 1, max: 40 }),
      start: fc.constantFrom('sameDay', 'nextDay'),
    });
    const short = suspensions.map((all) => all.slice(0, 2));
    fc.assert(
      fc.property(terms, short, (parts, ledger) => {
        const due = deriveDue(clockOf(parts), ledger, calendar).dueOn ?? '';
        fc.pre(due <= '2026-12-31');
        const counts = (date: string) =>
          chineseDays.isWorkday(date) && !ledger.some(({ from, to }) => from <= date && (to === null || date < to));
        let counted = 0;
        for (
          let date = addDays(parts.startedOn, parts.start === 'sameDay' ? 0 : 1);
          date <= due;
          date = addDays(date, 1)
        ) {
          if (counts(date)) counted++;
        }
        expect(counted).toBe(parts.amount);
        expect(counts(due)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('adding a working day to the calendar never moves a date back in time', () => {
    // A day that a notice makes worked comes earlier in the count; the due date may come earlier, never later.
    const old = readNotice(2026);
    const holidays = old.days.filter((day) => day.kind === 'holiday').map((day) => day.date);
    const workdayTerms = clocks.filter(
      (clock) => clock.term.unit === 'workday' && clock.extensions.every(({ unit }) => unit === 'workday'),
    );
    fc.assert(
      fc.property(workdayTerms, suspensions, fc.constantFrom(...holidays), (clock, ledger, freed) => {
        const fewer: HolidayNotice = { ...old, days: old.days.filter((day) => day.date !== freed) };
        const after = buildCalendar([readNotice(2023), readNotice(2024), readNotice(2025), fewer]);
        expect((deriveDue(clock, ledger, after).dueOn ?? '') <= (deriveDue(clock, ledger, calendar).dueOn ?? '')).toBe(
          true,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('adding one to the term never moves the date back, and for days and working days moves it on', () => {
    fc.assert(
      fc.property(clocks, suspensions, (clock, ledger) => {
        const longer = { ...clock, term: { ...clock.term, amount: clock.term.amount + 1 } };
        const before = momentOf(clock, ledger);
        const after = momentOf(longer, ledger);
        expect(after >= before).toBe(true);
        const strict = !clock.term.endRoll && (clock.term.unit === 'day' || clock.term.unit === 'workday');
        if (strict && clock.extensions.every(({ unit }) => unit === clock.term.unit)) expect(after > before).toBe(true);
      }),
      RUNS,
    );
  });

  it('adding an extension never moves the date back and never touches the original date', () => {
    fc.assert(
      fc.property(clocks, suspensions, extensions, (clock, ledger, more) => {
        const extended = { ...clock, extensions: [...clock.extensions, ...more] };
        const end = (one: Clock) => deriveDue(one, ledger, calendar);
        expect((end(extended).dueOn ?? '') >= (end(clock).dueOn ?? '')).toBe(true);
        expect((end(extended).dueAt ?? '') >= (end(clock).dueAt ?? '')).toBe(true);
        expect(deriveDue(extended, ledger, calendar).originalDueOn).toBe(
          deriveDue(clock, ledger, calendar).originalDueOn,
        );
      }),
      RUNS,
    );
  });

  it('order of suspensions and of extensions is irrelevant', () => {
    const shuffled = <T>(items: fc.Arbitrary<T[]>) =>
      items.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(clocks, shuffled(suspensions), shuffled(extensions), (clock, [ledger, ledger2], [ext, ext2]) => {
        expect(deriveDue({ ...clock, extensions: ext2 }, ledger2, calendar)).toEqual(
          deriveDue({ ...clock, extensions: ext }, ledger, calendar),
        );
      }),
      RUNS,
    );
  });

  it('removing a suspension equals never having suspended; splitting one changes nothing', () => {
    fc.assert(
      fc.property(clocks, suspensions, dates('2023-01-01', '2026-12-31'), (clock, ledger, cut) => {
        const plain = deriveDue(clock, ledger, calendar);
        // Withdrawn on its first day: the entry stays in the ledger, with no day in it.
        expect(deriveDue(clock, [...ledger, { from: cut, to: cut, reason: '撤回' }], calendar)).toEqual(plain);
        // Wholly before the start, or after the end: as if it had never been.
        const before = { from: addDays(clock.startedOn, -30), to: clock.startedOn, reason: '旧' };
        const after = { from: addDays(plain.dueOn ?? '', 1), to: null, reason: '后' };
        expect(deriveDue(clock, [before, ...ledger, after], calendar)).toEqual(plain);
        const split = ledger.flatMap((entry) =>
          entry.from < cut && entry.to !== null && cut < entry.to
            ? [
                { ...entry, to: cut },
                { ...entry, from: cut },
              ]
            : [entry],
        );
        expect(deriveDue(clock, split, calendar)).toEqual(plain);
      }),
      RUNS,
    );
  });

  it('a plain-day term ends later by exactly the suspended days inside it', () => {
    fc.assert(
      fc.property(clocks, dates('2023-01-01', '2026-12-31'), fc.integer({ min: 1, max: 60 }), (clock, from, length) => {
        const plain = {
          ...clock,
          term: { ...clock.term, unit: 'day' as const, endRoll: false },
          extensions: [],
          startedAt: null,
        };
        const first = addDays(plain.startedOn, plain.term.start === 'sameDay' ? 0 : 1);
        const due = deriveDue(plain, [], calendar).dueOn ?? '';
        fc.pre(from >= first && from <= due);
        const moved = deriveDue(plain, [{ from, to: addDays(from, length), reason: '' }], calendar).dueOn ?? '';
        expect(daysBetween(due, moved)).toBe(length);
      }),
      RUNS,
    );
  });

  it('the working lists every day once, ends on the due date, and its count is the budget', () => {
    fc.assert(
      fc.property(clocks, suspensions, (clock, ledger) => {
        const { due, working } = explainDue(clock, ledger, calendar);
        expect(due).toEqual(deriveDue(clock, ledger, calendar));
        const last = working.at(-1);
        expect(last?.date).toBe(due.dueOn);
        expect(working[0]?.date).toBe(clock.startedOn);
        expect(working.map((line) => line.date)).toEqual(working.map((_, index) => addDays(clock.startedOn, index)));
        const stray = working.filter(
          (line, index) => !line.counted && line.running !== (working[index - 1]?.running ?? 0),
        );
        expect(stray).toEqual([]);
        if (clock.term.unit !== 'hour') expect(last?.running).toBe(working.filter((line) => line.counted).length);
        if (clock.term.unit !== 'month' && clock.extensions.every(({ unit }) => unit === clock.term.unit)) {
          expect(last?.running).toBe(clock.term.amount + clock.extensions.reduce((sum, { amount }) => sum + amount, 0));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a date that is not 暂定 stays, whatever the next notice says', () => {
    const months = ['01', '02', '03', '04'];
    const invented = fc
      .uniqueArray(fc.tuple(fc.constantFrom(...months), fc.integer({ min: 1, max: 28 })), {
        minLength: 20,
        maxLength: 80,
        selector: String,
      })
      .map((days): HolidayNotice => {
        const named = days.map(([month, day]) => ({
          date: `2027-${month}-${String(day).padStart(2, '0')}`,
          kind: 'holiday' as const,
          name: '假',
        }));
        return { ...readNotice(2026), id: 'cn-2027', year: 2027, days: named };
      });
    const late = fc.tuple(clocks, dates('2026-11-15', '2027-01-20')).map(([clock, startedOn]) => ({
      ...clock,
      startedOn,
      startedAt: clock.startedAt === null ? null : `${startedOn}${clock.startedAt.slice(10)}`,
    }));
    fc.assert(
      fc.property(late, suspensions, invented, (clock, ledger, notice) => {
        const due = deriveDue(clock, ledger, calendar);
        fc.pre(!due.provisional);
        const next = buildCalendar([2023, 2024, 2025, 2026].map(readNotice).concat(notice));
        expect(deriveDue(clock, ledger, next)).toMatchObject({ dueOn: due.dueOn, dueAt: due.dueAt });
      }),
      { numRuns: 150 },
    );
  });
});
