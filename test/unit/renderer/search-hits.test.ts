import { describe, expect, it } from 'vitest';
import { excerpt } from '../../../renderer/src/app/search/hits.ts';
import { marksOf } from '../../../renderer/src/ui/marks.ts';

const LONG = `石城镇 ${'沿岸巡查时发现'.repeat(6)}养殖棚舍两处`;

describe('a line of the search', () => {
  it('begins a little before what was found, when that would be out of view', () => {
    expect(excerpt(LONG, marksOf('yzps', ['yzps']))).toBe('…现沿岸巡查时发现养殖棚舍两处');
  });

  it('is the whole text where it is found early, or elsewhere', () => {
    expect(excerpt('石城镇 养殖棚舍', marksOf('养殖'))).toBe('石城镇 养殖棚舍');
    expect(excerpt(LONG, marksOf('MY-AJ-2026-0001'))).toBe(LONG);
  });
});
