import { describe, expect, it } from 'vitest';
import { buildCalendar } from '#core/domain/deadline/calendar.ts';
import { deriveDue } from '#core/domain/deadline/due.ts';
import type { HolidayNotice } from '#core/domain/deadline/holiday-notice.ts';
import { type ClocksOfCase, listMoves } from '#core/domain/deadline/restate.ts';
import { calendarOf, clockOf, readNotice, suspensionOf } from './support.ts';

const before = calendarOf([2023, 2024, 2025]);
const after = calendarOf();

function caseOf(caseId: string, parts: Partial<ClocksOfCase> & Pick<ClocksOfCase, 'clocks'>): ClocksOfCase {
  return { caseId, suspensions: [], ...parts };
}

describe('listMoves', () => {
  it('lists old → new for the cases a notice moves, and for those it makes certain', () => {
    const moved = caseOf('moved', { clocks: [clockOf({ startedOn: '2026-09-18' })] });
    const confirmed = caseOf('confirmed', { clocks: [clockOf({ startedOn: '2026-03-02' })] });
    const untouched = caseOf('untouched', { clocks: [clockOf({ startedOn: '2025-03-03' })] });
    const list = [...listMoves([moved, untouched, confirmed], before, after)];
    expect(list.map(({ caseId, dateMoves }) => [caseId, dateMoves])).toEqual([
      ['moved', true],
      ['confirmed', false],
    ]);
    expect(list[0]?.moves).toMatchObject([
      {
        clockId: 'rectification#1',
        from: { dueOn: '2026-10-02', provisional: true },
        to: { dueOn: '2026-10-09', provisional: false },
        change: 'date',
      },
    ]);
    expect(list[1]?.moves).toMatchObject([
      { from: { provisional: true }, to: { provisional: false }, change: 'provisional' },
    ]);
  });

  it('leaves stopped clocks and clocks that are suspended without an end alone', () => {
    const stopped = caseOf('stopped', { clocks: [clockOf({ startedOn: '2026-09-18', stoppedOn: '2026-09-25' })] });
    const suspended = caseOf('suspended', {
      clocks: [clockOf({ startedOn: '2025-12-30' })],
      suspensions: [suspensionOf('2025-12-31', null)],
    });
    expect([...listMoves([stopped, suspended], before, after)]).toEqual([]);
  });

  it('compares with what the row says, where it is given', () => {
    const clock = clockOf({ startedOn: '2026-09-18' });
    const stale = { ...deriveDue(clock, [], after), dueOn: '2026-10-01' };
    const [only] = listMoves([caseOf('stale', { clocks: [clock], dues: [stale] })], before, after);
    expect(only?.moves).toMatchObject([{ from: { dueOn: '2026-10-01' }, to: { dueOn: '2026-10-09' } }]);
  });

  it('finds a December date that the notice of the next year moves', () => {
    const holidays = ['2027-01-01', '2027-05-01', '2027-10-01', '2026-12-31'];
    const days = holidays.map((date) => ({ date, kind: 'holiday' as const, name: '元旦' }));
    const notice: HolidayNotice = { ...readNotice(2026), id: 'cn-2027', year: 2027, days };
    const next = buildCalendar([readNotice(2026), notice]);
    const one = caseOf('december', { clocks: [clockOf({ startedOn: '2026-12-29', amount: 2 })] });
    expect([...listMoves([one], after, next)][0]?.moves).toMatchObject([
      { from: { dueOn: '2026-12-31' }, to: { dueOn: '2027-01-04' } },
    ]);
  });

  it('reads cases one at a time, so that a whole ledger need not be held', () => {
    let read = 0;
    function* endless(): Generator<ClocksOfCase> {
      for (;;) {
        read++;
        yield caseOf(`case-${read}`, { clocks: [clockOf({ startedOn: '2026-09-18' })] });
      }
    }
    expect(listMoves(endless(), before, after).next().value).toMatchObject({ caseId: 'case-1' });
    expect(read).toBe(1);
  });
});
