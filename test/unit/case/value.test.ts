import { describe, expect, it } from 'vitest';
import { completionStatus, STATE_LABELS } from '#core/domain/case/case-labels.ts';
import type { CaseState } from '#core/domain/case/case-state.ts';
import { stateIndex, statesOf, toCaseState, toMachineValue } from '#core/domain/case/case-value.ts';
import { isSuspensionReason, SUSPENSION_REASONS } from '#core/domain/case/suspension-reasons.ts';

function allStates(): readonly CaseState[] {
  return statesOf('handling').flatMap((handling) =>
    statesOf('clock').flatMap((clock) =>
      statesOf('extension').flatMap((extension) =>
        statesOf('supervision').flatMap((supervision) =>
          statesOf('referral').map((referral) => ({ handling, clock, extension, supervision, referral })),
        ),
      ),
    ),
  );
}

describe('compact states', () => {
  it('come back from the machine value unchanged, all 1,980', () => {
    const states = allStates();
    expect(states).toHaveLength(1980);
    for (const state of states) expect(toCaseState(toMachineValue(state))).toEqual(state);
  });

  it('have numbers of their own', () => {
    expect(new Set(allStates().map(stateIndex)).size).toBe(1980);
  });

  it.each(['open', { handling: 'lost' }, { handling: { open: 'pendingReview' } }])(
    'refuse a foreign value %j',
    (value) => {
      expect(() => toCaseState(value)).toThrow();
    },
  );
});

describe('labels', () => {
  it('give 完成情况 for every handling state', () => {
    expect(statesOf('handling').map((handling) => completionStatus({ handling }))).toEqual([
      '未启动',
      '未启动',
      '整改中',
      '整改中',
      '已完成待复核',
      '已复核',
      '已复核',
      '已复核',
      '已销号',
      '挂账监管',
      '撤案',
    ]);
  });

  it('name no two states of a region alike', () => {
    for (const labels of Object.values(STATE_LABELS)) {
      expect(new Set(Object.values(labels)).size).toBe(Object.keys(labels).length);
    }
  });

  it('list suspension reasons without claiming a law', () => {
    expect(SUSPENSION_REASONS.every((entry) => entry.basis === '可配置默认值' && isSuspensionReason(entry.code))).toBe(
      true,
    );
    expect(isSuspensionReason('busy')).toBe(false);
  });
});
