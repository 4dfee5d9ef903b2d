import { describe, expect, it } from 'vitest';
import {
  BANKS,
  COMPLETION_STATUSES,
  matchWord,
  readBank,
  readDatum,
  readSource,
  SOURCES,
} from '#core/domain/finding/vocabulary.ts';

describe('readSource', () => {
  it('knows the 18 official sources, with blanks and full-width digits', () => {
    expect(SOURCES).toHaveLength(18);
    for (const source of SOURCES) expect(readSource(` ${source}　`)).toEqual({ source, official: true });
    expect(readSource('１２３４５')).toEqual({ source: '12345', official: true });
    expect(readSource('卫星遥感')).toEqual({ source: '遥感图斑', official: true });
  });

  it("keeps the bureau's own word as it was written", () => {
    expect(readSource('日常巡查 ')).toEqual({ source: '日常巡查', official: false });
    expect(readSource('constructor')).toEqual({ source: 'constructor', official: false });
    expect(readSource('　')).toBeNull();
  });
});

describe('other words', () => {
  it.each([
    ['CGCS 2000', 'CGCS2000'],
    ['2000国家大地坐标系', 'CGCS2000'],
    ['ＷＧＳ－８４', 'WGS84'],
    ['gcj02', 'GCJ-02'],
    ['高德', 'GCJ-02'],
    ['百度坐标', 'BD-09'],
    ['不详', 'unknown'],
    ['北京54', null],
    ['', null],
  ])('datum %s is %s', (text, datum) => expect(readDatum(text)).toBe(datum));

  it('reads banks and refuses to guess one', () => {
    expect(['左 岸', '右', '两侧', '河心'].map(readBank)).toEqual(['左岸', '右岸', '两岸', '河心']);
    expect(readBank('南岸')).toBeNull();
    expect(BANKS).toHaveLength(4);
  });

  it('matches list words loosely but wholly', () => {
    expect(matchWord(COMPLETION_STATUSES, '已完成，待复核')).toBe('已完成待复核');
    expect(matchWord(COMPLETION_STATUSES, '已完成')).toBeNull();
  });
});
