import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entriesAsked, hasInitials, initialEntries, isInitials, nextInitials } from '#core/domain/search/initials.ts';

describe('pinyin initials', () => {
  test.each([
    ['养殖棚舍', 'yzps'],
    ['河边养殖棚舍两处', 'yzps'],
    ['重庆', 'cq'],
    ['嘉陵江重庆段', 'cqd'],
    ['长江大堤', 'cjdd'],
    ['密云镇镇长', 'zzz'],
    ['番禺区河涌', 'pyqhc'],
    ['圩区', 'wq'],
    ['绿化', 'lh'],
    ['女儿河', 'neh'],
  ])('%s is found by %s', (text, word) => {
    expect(hasInitials(` ${text} `, word)).toBe(true);
  });

  test.each([
    ['三个字母断在标点：养殖，棚舍', 'zps'],
    ['两个字母只找两个字的名称：白河口', 'bh'],
    ['字母不是汉字：yzps', 'yzps'],
    ['中间夹字：养猪殖棚舍', 'yzps'],
  ])('%s: not by %s', (text, word) => {
    expect(hasInitials(` ${text} `, word)).toBe(false);
  });

  test('are at least two letters that begin a syllable: one letter, a digit or i, u, v make no word of initials', () => {
    expect(['yzps', 'bh', 'y', 'tb2024', 'pvc', 'gis', 'su', '', '河', 'YZ'].filter(isInitials)).toEqual([
      'yzps',
      'bh',
    ]);
  });

  test('mark the place where they stand, and the next one behind it', () => {
    const text = '养殖棚舍旁的养殖棚舍';
    expect(nextInitials(text, 'yzps', 0)).toBe(0);
    expect(nextInitials(text, 'yzps', 1)).toBe(6);
    expect(nextInitials(text, 'yzps', 7)).toBe(-1);
  });

  test('in the index say the same as a walk over the text, for any word and text', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'重长行河白镇女绿坝𠮷〇 k3，'), maxLength: 12 });
    const words = fc.string({ unit: fc.constantFrom(...'czhxblnk'), minLength: 2, maxLength: 7 });
    fc.assert(
      fc.property(texts, words, (text, word) => {
        const { entries, begins } = entriesAsked(word);
        const kept = initialEntries(text);
        expect(new Set(kept).size).toBe(kept.length);
        const byIndex = entries.every((asked) => kept.some((one) => (begins ? one.startsWith(asked) : one === asked)));
        expect(byIndex).toBe(hasInitials(text, word));
      }),
      { numRuns: 2000 },
    );
  });
});
