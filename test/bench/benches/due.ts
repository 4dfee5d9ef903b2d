import { readdirSync, readFileSync } from 'node:fs';
import { HolidayNoticeSchema } from '#core/contract/schemas.ts';
import { buildCalendar } from '#core/domain/deadline/calendar.ts';
import { addDays } from '#core/domain/deadline/civil-date.ts';
import { deriveDue } from '#core/domain/deadline/due.ts';
import type { Clock, Suspension } from '#core/domain/deadline/terms.ts';
import { ROOT } from '../data/folds.ts';
import { type Bench, duration, medians, printLines, timed, times } from '../measure.ts';

const FULL = 100_000;
const QUICK = 1_000;

/** Figure 5: due dates with suspensions and an extension, against plain day arithmetic. Reported, no figure to reach. */
export const dueBench: Bench = {
  name: 'due',
  title: 'due dates of cases with suspensions recomputed, against plain day arithmetic',
  async run({ quick }) {
    const count = quick ? QUICK : FULL;
    const calendar = buildCalendar(shippedNotices());
    const cases = Array.from({ length: count }, (_, index) => caseAt(index));
    const { ours, plain } = medians({
      ours: () =>
        timed(() => {
          for (const { clock, suspensions } of cases) deriveDue(clock, suspensions, calendar);
        }),
      plain: () =>
        timed(() => {
          for (const { clock } of cases) addDays(clock.startedOn, 30);
        }),
    });
    const what = `${count} cases, 20 working days, 2 suspensions, 1 extension`;
    printLines([
      { what, ours: duration(ours), yardstick: duration(plain), ratio: times(ours / plain), reach: 'reported' },
    ]);
  },
};

function shippedNotices() {
  const folder = `${ROOT}resources/holidays`;
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.map((name) => HolidayNoticeSchema.parse(JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))));
}

function caseAt(index: number): { readonly clock: Clock; readonly suspensions: readonly Suspension[] } {
  const startedOn = addDays('2024-01-02', index % 900);
  const pause = (from: number, days: number) => ({
    from: addDays(startedOn, from),
    to: addDays(startedOn, from + days),
    reason: 'appraisal',
  });
  return {
    clock: {
      id: 'rectification#1',
      kind: 'rectification',
      term: { amount: 20, unit: 'workday', start: 'nextDay', endRoll: true },
      basis: '',
      startedOn,
      startedAt: null,
      round: 1,
      extensions: [{ amount: 5, unit: 'workday' }],
      stoppedOn: null,
    },
    suspensions: [pause(3, 5), pause(15, 9)],
  };
}
