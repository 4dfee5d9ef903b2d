import { describe, expect, test } from 'vitest';
import type { GridCell } from '#core/domain/spreadsheet/grid.ts';
import { gridOf, mappingOf } from './support.ts';

type Cell = string | number | GridCell | null;

/** Field of a column without a telling name, beside three that make the sheet one of findings. */
function told(values: readonly Cell[], name = '甲') {
  const grid = gridOf([
    ['问题描述', '问题类型', '发现时间', name],
    ...values.map((value) => ['岸坡有一堆东西', '乱堆', '2026-01-09', value]),
  ]);
  return mappingOf(grid).columns[3];
}

describe('a column is told by its content where its name says nothing', () => {
  test.each<readonly [string | null, readonly Cell[]]>([
    ['lon', [116.8531, 117.01, 116.9]],
    ['lon', ['116.8531', '117.0123', '116.9']],
    ['lon', ['117°12′30″', '116度51分11秒', 'E116.85']],
    ['coordinates', ['116.8531,40.5512', '117.0123，40.6', '东经117.1北纬40.5']],
    ['source', ['网格巡查', '12345', '无人机']],
    ['datum', ['CGCS2000', 'WGS84', '高德']],
    ['item', ['河湖管理范围内乱扔乱堆垃圾', '3.2', '倾倒、填埋、贮存、堆放固体废物']],
    ['severity', ['一般', '较严重', '重大']],
    ['bank', ['左岸', '右岸', '两岸']],
    ['river', ['白河', '潮河', '密云水库']],
    ['town', ['石城镇', '高岭镇', '鼓楼街道']],
    ['village', ['红星村', '金叵罗村', '檀州社区']],
    ['responsibleUnit', ['区水务局', '石城镇人民政府', '区城管委']],
    ['responsiblePhone', ['13800002287', '010-69041234', '138****2287']],
    ['quantity', ['约150立方米', '3.2亩', '1200平米']],
    ['quantityUnit', ['平方米', '亩', '立方米']],
    ['foundTime', ['14:14', '09:30', '下午2时'].map((time) => time.replace('下午2时', '14时'))],
    ['photo', ['IMG_1.jpg', '2.png', '现场3.JPG']],
    // Figures that may be anything are left to the person.
    [null, [1, 5, 12]],
    [null, [3.25, 12.5, 40.55]],
    [null, [25_000, 31_000, 40_000]],
    [null, ['甲', '乙', '丙']],
  ])('%s', (field, values) => {
    const guess = told(values);
    expect(guess?.field ?? null).toBe(field);
    if (field !== null) expect(guess).toMatchObject({ reason: expect.stringContaining('内容像') });
    expect(guess?.confidence).toBeLessThanOrEqual(0.6);
  });

  test('116.85 beside 40.55: the second is the latitude', () => {
    const grid = gridOf([
      ['问题描述', '问题类型', '甲', '乙'],
      ['垃圾一堆', '乱堆', 116.85, 40.55],
      ['垃圾一堆', '乱堆', 117.05, 40.61],
    ]);
    expect(mappingOf(grid).columns.map(({ field }) => field)).toEqual(['description', 'category', 'lon', 'lat']);
  });

  test('X and Y of a survey: X is north', () => {
    const grid = gridOf([
      ['问题描述', '问题类型', 'X', 'Y'],
      ['垃圾一堆', '乱堆', 40.5512, 116.8531],
      ['垃圾一堆', '乱堆', 40.6112, 117.0131],
    ]);
    expect(
      mappingOf(grid)
        .columns.map(({ field }) => field)
        .slice(2),
    ).toEqual(['lat', 'lon']);
  });
});

describe('names against contents', () => {
  test('单位 is the unit of the quantity or the responsible unit, as its cells say', () => {
    expect(told(['平方米', '亩'], '单位')?.field).toBe('quantityUnit');
    expect(told(['区水务局', '石城镇人民政府'], '单位')?.field).toBe('responsibleUnit');
  });

  test('a phone behind a river chief is nobody’s of the finding', () => {
    const grid = gridOf([
      ['问题描述', '问题类型', '村级河长', '联系电话'],
      ['垃圾一堆', '乱堆', '张三', '13800002287'],
    ]);
    expect(mappingOf(grid).columns.slice(2)).toMatchObject([{ field: null }, { field: null }]);
  });
});
