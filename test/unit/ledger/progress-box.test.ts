import { describe, expect, it } from 'vitest';
import { HANDLING_STATES, type HandlingState } from '#core/domain/case/case-state.ts';
import { PROGRESS_BOXES, progressBox, progressText } from '#core/domain/ledger/progress-box.ts';

const TODAY = '2026-07-01';

describe('完成进度', () => {
  it.each<[HandlingState, string | null, string | null]>([
    ['closed', null, '已验收销号'],
    ['pendingReview', '2026-06-01', '已完成'],
    ['publicNotice', null, '已完成'],
    ['pendingClosure', null, '已完成'],
    ['pendingFiling', null, '已完成'],
    ['pendingAssignment', '2026-06-01', '尚未启动'],
    ['pendingReceipt', '2026-08-01', '尚未启动'],
    ['rectifying.active', '2026-06-30', '未达到时序进度'],
    // The day itself is still in time.
    ['rectifying.active', '2026-07-01', '达到时序进度'],
    // The clock is suspended: nothing is due.
    ['rectifying.active', null, '达到时序进度'],
    ['rectifying.staged', '2026-06-30', '未达到时序进度'],
    ['monitored', '2026-08-01', '达到时序进度'],
    ['withdrawn', null, null],
  ])('%s, due %s: %s', (handling, dueOn, box) => {
    expect(progressBox({ handling }, dueOn, TODAY)).toBe(box);
  });

  it('ticks one box at most, of five in the order of the form', () => {
    for (const handling of HANDLING_STATES) {
      const lines = progressText({ handling }, '2026-06-30', TODAY).split('\n');
      expect(lines.map((line) => line.slice(1))).toEqual(PROGRESS_BOXES);
      expect(lines.filter((line) => line.startsWith('☑'))).toHaveLength(handling === 'withdrawn' ? 0 : 1);
      expect(lines.every((line) => /^[☑□]/u.test(line))).toBe(true);
    }
  });
});
