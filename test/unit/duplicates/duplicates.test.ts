import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ComparedProblem, findDuplicateCandidates, searchRadius } from '#core/domain/finding/duplicates.ts';
import { textSimilarity } from '#core/domain/finding/text-similarity.ts';

const base: ComparedProblem = {
  externalNumbers: [],
  source: '网格巡查',
  category: 'dumping',
  foundOn: '2026-03-05',
  lon: 117,
  lat: 40.5,
  datum: 'CGCS2000',
  townCode: '110118116',
  river: '白河',
  place: '白河红星村漫水桥南侧',
  description: '村民沿河乱扔垃圾，长约480米',
};
const METRES_PER_DEGREE = 111_195;
const north = (metres: number) => ({ lat: 40.5 + metres / METRES_PER_DEGREE });
const against = (fresh: Partial<ComparedProblem>, kept: Partial<ComparedProblem>) =>
  findDuplicateCandidates({ ...base, ...fresh }, [
    { id: 'a', number: 'MY-XS-2026-00001', problem: { ...base, ...kept } },
  ]);

describe('external number', () => {
  it('is decisive within a source, whatever else differs and however it is written', () => {
    const far = { lat: 40.7, category: 'mining', foundOn: '2024-01-01', externalNumbers: ['TB-2026（01）'] } as const;
    expect(against({ externalNumbers: ['无', 'tb－2026(01)'] }, far)).toMatchObject([
      { id: 'a', number: 'MY-XS-2026-00001', score: 1, reasons: [expect.stringContaining('外部编号相同')] },
    ]);
  });

  it('is weaker across sources: numbers are unique with their source only', () => {
    const [candidate] = against({ externalNumbers: ['15'] }, { externalNumbers: ['15'], source: '12345', lat: 40.7 });
    expect(candidate?.score).toBeLessThan(1);
    expect(candidate?.reasons.join()).toContain('来源分别为网格巡查、12345');
  });
});

describe('place, class and time', () => {
  it.each([
    [49, 'CGCS2000', 'WGS84', 1],
    [51, 'CGCS2000', 'WGS84', 0],
    [59, 'GCJ-02', 'CGCS2000', 1],
    [61, 'GCJ-02', 'CGCS2000', 0],
    [69, 'GCJ-02', 'BD-09', 1],
    [599, 'unknown', 'CGCS2000', 1],
    [601, 'unknown', 'CGCS2000', 0],
    [1149, 'unknown', 'unknown', 1],
    [1151, 'unknown', 'unknown', 0],
  ] as const)('%d m apart, %s and %s: %d candidate', (metres, datum, other, count) => {
    expect(against({ datum }, { datum: other, ...north(metres) })).toHaveLength(count);
  });

  it('says how far, how long, how alike, and that the radius was widened', () => {
    const [candidate] = against({}, { datum: 'unknown', ...north(30), foundOn: '2026-02-28' });
    expect(candidate).toMatchObject({
      distance: 30,
      reasons: ['同为乱堆，相距 30 米（因坐标系误差，范围放宽至 600 米），发现日期相隔 5 天，描述相似 100%'],
    });
    expect(searchRadius('unknown', 'CGCS2000')).toBe(600);
  });

  it('passes over another class and another time', () => {
    expect(against({}, { category: 'building' })).toEqual([]);
    expect(against({}, { foundOn: '2025-09-06' })).toHaveLength(1);
    expect(against({}, { foundOn: '2025-09-05' })).toEqual([]);
    expect(against({ foundOn: '2025-09-05' }, {})).toEqual([]);
  });

  it('puts the nearer and liker first', () => {
    const kept = (id: string, change: Partial<ComparedProblem>) => ({
      id,
      number: id,
      problem: { ...base, ...change },
    });
    const found = findDuplicateCandidates(base, [
      kept('far', north(45)),
      kept('other-words', { ...north(1), place: null, description: '彩钢房' }),
      kept('same', north(1)),
      kept('elsewhere', north(5000)),
    ]);
    expect(found.map((candidate) => candidate.id)).toEqual(['same', 'far', 'other-words']);
  });
});

describe('without coordinates', () => {
  const missing = { lon: null, lat: null };

  it('compares words within the same town and river', () => {
    const reworded = { ...missing, description: '村民沿河乱扔垃圾，长约470米' };
    expect(against({}, reworded)).toMatchObject([{ distance: null, reasons: [expect.stringContaining('缺少坐标')] }]);
    expect(against({}, { ...reworded, townCode: '110118115' })).toEqual([]);
    expect(against({ townCode: null }, { ...reworded, townCode: null })).toEqual([]);
    expect(against({}, { ...reworded, river: '潮河' })).toEqual([]);
    expect(against({}, { ...reworded, river: null })).toHaveLength(1);
    expect(against({}, { ...missing, place: null, description: '岸坡倾倒建筑垃圾' })).toEqual([]);
  });

  it('ranks below the same words at the same place', () => {
    expect(against({}, missing)[0]?.score).toBeLessThan(against({}, {})[0]?.score ?? 0);
  });
});

describe('textSimilarity', () => {
  it.each([
    ['种菜', '种菜', 1],
    ['种菜', '养鸭', 0],
    ['乱扔 垃圾，', '乱扔垃圾', 1],
    ['１２方', '12方', 1],
    ['堆', '堆', 1],
    ['', '', 0],
    ['垃圾垃圾', '垃圾', 0.6],
    ['垃圾', '垃圾垃圾', 0.6],
  ])('“%s” and “%s”: %d', (a, b, likeness) => expect(textSimilarity(a, b)).toBe(likeness));

  it('is symmetric, within 0…1, and 1 for a text and itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const likeness = textSimilarity(a, b);
        expect(likeness).toBe(textSimilarity(b, a));
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
        expect(textSimilarity(`河${a}`, `河${a}`)).toBe(1);
      }),
    );
  });
});
