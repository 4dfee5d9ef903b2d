import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DUPLICATE_DEFAULTS } from '#core/domain/finding/duplicates.ts';
import { textSimilarity } from '#core/domain/finding/text-similarity.ts';
import { REPORT_PAIRS, type ReportPair, UNSEEN_PAIRS } from './reworded-pairs.ts';

/** Precision and recall of the comparison at the threshold in use. */
function measure(pairs: readonly ReportPair[]) {
  const called = pairs.filter(({ a, b }) => textSimilarity(a, b) >= DUPLICATE_DEFAULTS.textLikeness);
  const right = called.filter(({ same }) => same).length;
  return { precision: right / called.length, recall: right / pairs.filter(({ same }) => same).length };
}

describe('one problem reworded, and other problems of its class at its river', () => {
  it('are parted at the threshold in use', () => {
    expect(REPORT_PAIRS.length).toBeGreaterThanOrEqual(40);
    expect(measure(REPORT_PAIRS)).toEqual({ precision: 1, recall: 1 });
  });

  it('are mostly parted where the wording was not known before', () => {
    const { precision, recall } = measure(UNSEEN_PAIRS);
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.8);
  });

  it.each([
    ['another bank', '白河大桥左岸 倾倒垃圾', '白河大桥右岸 倾倒垃圾'],
    ['the other side of the bridge', '漫水桥南侧 倾倒垃圾', '漫水桥北侧 倾倒垃圾'],
    ['another chainage', 'K12+300 种植玉米', 'K15+800 种植玉米'],
    ['another number', '三号橡胶坝旁 停放车辆', '一号橡胶坝旁 停放车辆'],
    ['another village', '河北村口 倾倒垃圾', '河南寨村口 倾倒垃圾'],
    ['another thing', '漫水桥南侧 堆放秸秆', '漫水桥南侧 搭建彩钢房'],
  ])('%s is another problem, however alike the words', (_, a, b) => {
    expect(textSimilarity(a, b)).toBeLessThan(DUPLICATE_DEFAULTS.textLikeness);
  });

  it('東 and 东 in a name is no direction: 东邵渠 does not lie east', () => {
    expect(textSimilarity('东邵渠桥头 倾倒垃圾', '東邵渠桥头 倾倒垃圾')).toBe(1);
    expect(textSimilarity('西田各庄桥头 堆放垃圾', '西田各庄桥头东侧 垃圾一堆')).toBeGreaterThanOrEqual(0.75);
  });
});

it('any two texts: symmetric and within 0…1, also right after one another', () => {
  const report = fc
    .array(
      fc.constantFrom('漫水桥', '南侧', '左岸', '3号', 'K1+200', ' ', '约50方', '垃圾', '堆放', '红星村', '，', '东'),
      {
        maxLength: 12,
      },
    )
    .map((words) => words.join(''));
  fc.assert(
    fc.property(report, report, (a, b) => {
      const likeness = textSimilarity(a, b);
      expect(likeness).toBe(textSimilarity(b, a));
      expect(likeness).toBeGreaterThanOrEqual(0);
      expect(likeness).toBeLessThanOrEqual(1);
    }),
  );
});

it('figures that are no number (1.1.1, 400 digits) end the comparison like others', () => {
  for (const text of ['1.'.repeat(30), '1'.repeat(400), '...'])
    expect(textSimilarity(text, `${text}1`)).toBeGreaterThanOrEqual(0);
});
