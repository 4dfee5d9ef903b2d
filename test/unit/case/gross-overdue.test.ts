import { describe, expect, it } from 'vitest';
import { grossOverdueOn } from '#core/domain/case/gross-overdue.ts';
import type { CaseFacts } from '#core/domain/case/case-state.ts';
import type { Clock, Due } from '#core/domain/deadline/terms.ts';

const clock = (id: string, startedOn: string, stoppedOn: string | null = null): Clock => ({
  id,
  kind: 'rectification',
  term: { amount: 10, unit: 'day', start: 'nextDay', endRoll: false },
  basis: '',
  startedOn,
  startedAt: null,
  round: 1,
  extensions: [],
  stoppedOn,
});
const due = (clockId: string, dueOn: string | null): Due => ({
  clockId,
  dueOn,
  dueAt: null,
  originalDueOn: dueOn,
  provisional: false,
});
const on = (dueOn: string | null, clocks: readonly Clock[], dues: readonly Due[]) =>
  grossOverdueOn({ dueOn, dues, facts: { clocks } as unknown as CaseFacts });

describe('严重超期', () => {
  it('begins three terms after the due date: 10 days from 2026-03-01, due 2026-03-11, on 2026-04-10', () => {
    expect(on('2026-03-11', [clock('a', '2026-03-01')], [due('a', '2026-03-11')])).toBe('2026-04-10');
  });

  it('never begins while nothing is due, or by a clock that has stopped', () => {
    expect(on(null, [clock('a', '2026-03-01')], [due('a', null)])).toBeNull();
    expect(on('2026-03-11', [clock('a', '2026-03-01', '2026-03-05')], [due('a', '2026-03-11')])).toBeNull();
  });

  it('counts the shortest of several clocks due on one day, and only those', () => {
    const clocks = [clock('a', '2026-03-01'), clock('b', '2026-03-09'), clock('c', '2026-03-10')];
    const dues = [due('a', '2026-03-11'), due('b', '2026-03-11'), due('c', '2026-04-01')];
    expect(on('2026-03-11', clocks, dues)).toBe('2026-03-17');
  });

  it('takes a term of hours that ends on its own day for one day', () => {
    expect(on('2026-03-11', [clock('a', '2026-03-11')], [due('a', '2026-03-11')])).toBe('2026-03-14');
  });
});
