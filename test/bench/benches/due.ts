import { buildCalendar } from '#core/domain/deadline/calendar.ts';
import { fromDayNumber, toDayNumber } from '#core/domain/deadline/civil-date.ts';
import { deriveDue } from '#core/domain/deadline/due.ts';
import type { Clock, Suspension } from '#core/domain/deadline/terms.ts';
import { reference } from '../data/folds.ts';
import { dayAfter } from '../data/problems.ts';
import { createRandom, type Random } from '../data/random.ts';
import { type Bench, duration, medians, peakMemory, print, printLines, timed, times } from '../measure.ts';

const FULL = 100_000;
const QUICK = 1000;

/** Figure 5, reported only: due dates of cases with suspensions derived anew against a loop over bare day numbers. */
export const dueBench: Bench = {
  name: 'due',
  title: 'due dates of cases with suspensions derived anew, against plain day arithmetic',
  async run({ quick }) {
    const random = createRandom(5);
    const cases = Array.from({ length: quick ? QUICK : FULL }, () => aTimedCase(random));
    const calendar = buildCalendar(reference().notices);
    const spans = cases.map(({ clock, suspensions }) => {
      const { dueOn } = deriveDue(clock, suspensions, calendar);
      return dueOn === null ? 0 : toDayNumber(dueOn) - toDayNumber(clock.startedOn);
    });
    const { ours, plain } = await medians({
      ours: () =>
        timed(() => {
          for (const { clock, suspensions } of cases) deriveDue(clock, suspensions, calendar);
        }),
      plain: () =>
        timed(() => {
          for (const [at, { clock }] of cases.entries()) steps(clock.startedOn, spans[at] ?? 0);
        }),
    });
    const days = Math.round(spans.reduce((sum, span) => sum + span, 0) / cases.length);
    const what = `${cases.length} due dates, ${days} days on average`;
    printLines([
      { what, ours: duration(ours), yardstick: duration(plain), ratio: times(ours / plain), reach: 'reported' },
    ]);
    print(peakMemory());
  },
};

interface TimedCase {
  readonly clock: Clock;
  readonly suspensions: readonly Suspension[];
}

function aTimedCase(random: Random): TimedCase {
  const startedOn = dayAfter('2024-02-01', random.below(800));
  const first = dayAfter(startedOn, 1 + random.below(6));
  const second = dayAfter(first, 12 + random.below(6));
  const clock: Clock = {
    id: 'rectification#1',
    kind: 'rectification',
    term: { amount: random.pick([15, 30]), unit: random.pick(['day', 'workday']), start: 'nextDay', endRoll: true },
    basis: '可配置默认值',
    startedOn,
    startedAt: null,
    round: 1,
    extensions: random.chance(0.2) ? [{ amount: 10, unit: 'day' }] : [],
    stoppedOn: null,
  };
  const suspensions = [
    { from: first, to: dayAfter(first, 3 + random.below(8)), reason: 'appraisal' },
    { from: second, to: dayAfter(second, 2 + random.below(5)), reason: 'forceMajeure' },
  ];
  return { clock, suspensions };
}

/** The yardstick: as many days, one by one, weekends told by the day number; no calendar, no suspension, no term. */
function steps(startedOn: string, days: number): string {
  const start = toDayNumber(startedOn);
  let working = 0;
  for (let day = start + 1; day <= start + days; day += 1) if ((day + 3) % 7 < 5) working += 1;
  return fromDayNumber(start + (working > 0 ? days : 0));
}
