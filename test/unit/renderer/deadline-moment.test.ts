import { describe, expect, it } from 'vitest';
import { deadlineMoment } from '../../../renderer/src/ui/deadline-moment.ts';

const TODAY = '2026-11-02';
const HOURS = { dueOn: TODAY, dueAt: '2026-11-02T10:30' };
/** Instant of a time of day in China. */
const at = (time: string, day = TODAY) => Date.parse(`${day}T${time}+08:00`);

describe('the moment a deadline is held against', () => {
  it('is the day for a term in days, for one of another day, and when the screen is on another day', () => {
    const day = { at: TODAY, againMs: null };
    expect(deadlineMoment({ dueOn: TODAY, dueAt: null }, TODAY, at('09:00'))).toEqual(day);
    expect(deadlineMoment({ dueOn: TODAY }, TODAY, at('09:00'))).toEqual(day);
    expect(deadlineMoment({ dueOn: '2026-11-03', dueAt: '2026-11-03T10:30' }, TODAY, at('09:00'))).toEqual(day);
    expect(deadlineMoment(HOURS, TODAY, at('09:00', '2026-11-01'))).toEqual(day);
  });

  it('is the minute on the day a term in hours ends, and is looked at again just when its last minute is over', () => {
    const before = at('10:28:20');
    const { at: minute, againMs } = deadlineMoment(HOURS, TODAY, before);
    expect([minute, againMs]).toEqual(['2026-11-02T10:28', 160_000]);
    const then = before + (againMs ?? 0);
    expect(deadlineMoment(HOURS, TODAY, then - 1)).toEqual({ at: '2026-11-02T10:30', againMs: 1 });
    expect(deadlineMoment(HOURS, TODAY, then)).toEqual({ at: '2026-11-02T10:31', againMs: null });
  });
});
