import { describe, expect, it } from 'vitest';
import {
  BODY_TIER,
  emsPerLine,
  FONT_TIERS,
  layoutRow,
  linesOf,
  MAX_ROW_HEIGHT,
} from '#core/domain/ledger/text-layout.ts';

describe('height of a row', () => {
  it('counts Chinese characters as one em each and breaks anywhere', () => {
    expect([0, 1, 10, 11, 20, 21].map((count) => linesOf('乱'.repeat(count), 10))).toEqual([1, 1, 1, 2, 2, 3]);
  });

  it('counts line ends, also empty lines', () => {
    expect(linesOf('一\n二\n\n三', 10)).toBe(4);
    expect(linesOf('\n', 10)).toBe(2);
  });

  it('moves a Latin word down whole, and breaks one that is longer than a line', () => {
    expect(linesOf('乱乱乱乱乱乱ABCDEFGH', 10)).toBe(2);
    expect(linesOf('A'.repeat(30), 10)).toBe(2);
    expect(linesOf(`乱${'A'.repeat(30)}`, 10)).toBe(3);
  });

  it('allows for a word that is parted after its hyphen', () => {
    expect(linesOf('ABCDEF-GHIJKL-MNOPQR', 7)).toBe(3);
    expect(linesOf('ABCDEFGHIJKLMNOPQRST', 7)).toBe(2);
  });

  it('allows for the character that moves down with a mark that may not begin a line', () => {
    expect(linesOf(`${'乱'.repeat(10)}。${'乱'.repeat(9)}`, 10)).toBe(3);
  });

  it('is decided by the fullest cell, and smaller print holds more in a line', () => {
    const short = { text: '短', width: 10 };
    const long = { text: '长'.repeat(60), width: 10 };
    expect(layoutRow([short, long]).height).toBe(layoutRow([long]).height);
    expect(layoutRow([long]).height).toBeGreaterThan(layoutRow([short]).height);
    expect(emsPerLine(20, 6)).toBeGreaterThan(emsPerLine(20, 9));
  });

  it('sets a cell smaller before its row would pass the tallest row of Excel, and only that cell', () => {
    const { height, cells } = layoutRow([
      { text: '字'.repeat(1000), width: 36 },
      { text: '短', width: 10 },
    ]);
    expect(height).toBeLessThanOrEqual(MAX_ROW_HEIGHT);
    expect(height).toBeGreaterThan(300);
    const [long, short] = cells;
    expect(long?.tier.size).toBeLessThan(BODY_TIER.size);
    expect(long?.tooTall).toBe(false);
    expect(short?.tier).toBe(BODY_TIER);
  });

  it('says which cells cannot be shown in full even in the smallest print', () => {
    const { height, cells } = layoutRow([
      { text: '短', width: 10 },
      { text: '字'.repeat(5000), width: 10 },
    ]);
    expect(height).toBe(MAX_ROW_HEIGHT);
    expect(cells).toEqual([
      { tier: BODY_TIER, tooTall: false },
      { tier: FONT_TIERS.at(-1), tooTall: true },
    ]);
  });
});
