import { describe, expect, test } from 'vitest';
import { columnSamples } from '#core/domain/spreadsheet/column-samples.ts';
import { assignColumn } from '#core/domain/spreadsheet/mapping.ts';
import { recall, remember } from '#core/domain/spreadsheet/remember-mapping.ts';
import { goodRow, gridOf, HEADER, mappingOf } from './support.ts';

const NAMES = ['镇街', '问题类型', '问题描述', '发现时间', '现场记录', '甲'];
const ROW = ['石城镇', '乱堆', '倾倒垃圾一堆', '2026-01-09', '有车辙', '乙'];
const sheet = (names: readonly string[]) => gridOf([names, names.map((name) => ROW[NAMES.indexOf(name)] ?? null)]);
const fields = (mapping: ReturnType<typeof mappingOf>) => mapping.columns.map(({ field }) => field);

describe('a sheet of a shape that was read before', () => {
  const before = assignColumn(mappingOf(sheet(NAMES)), 4, 'description');
  const remembered = remember({ ...before, fixed: { source: '网格巡查', town: '石城镇', foundOn: '2026-01-09' } });

  test('is read exactly as then, with its fixed values, but not with last time’s day', () => {
    const read = recall(remembered, mappingOf(sheet(NAMES), {}));
    expect(fields(read)).toEqual(fields(before));
    expect(read.fixed).toEqual({ source: '网格巡查', town: '石城镇' });
    expect(read.columns[4]).toMatchObject({ field: 'description', confidence: 0.95, reason: '上次手工指定' });
    expect(read.columns[0]?.reason).not.toBe('上次手工指定');
  });

  test('what is fixed now counts more than what was fixed then', () => {
    expect(recall(remembered, mappingOf(sheet(NAMES), { source: '自查' })).fixed).toMatchObject({ source: '自查' });
  });

  test('survives JSON', () => {
    const again = JSON.parse(JSON.stringify(remembered));
    expect(recall(again, mappingOf(sheet(NAMES), {}))).toEqual(recall(remembered, mappingOf(sheet(NAMES), {})));
  });
});

describe('a sheet of another shape', () => {
  const before = assignColumn(assignColumn(mappingOf(sheet(NAMES)), 4, 'place'), 5, 'remarks');
  const remembered = remember(before);

  test('columns of a remembered name are read as then, the others as guessed', () => {
    const read = recall(remembered, mappingOf(sheet(['甲', '现场记录', '镇街', '问题描述', '发现时间']), {}));
    expect(fields(read)).toEqual(['remarks', 'place', 'town', 'description', 'foundOn']);
    expect(read.columns[0]).toMatchObject({ confidence: 0.95, reason: '上次手工指定' });
    expect(read.fixed).toEqual({});
  });

  test('a column left out by hand stays out', () => {
    const out = remember(assignColumn(mappingOf(sheet(NAMES)), 0, null));
    expect(fields(recall(out, mappingOf(sheet(['镇街', '问题描述', '发现时间']), {})))).toEqual([
      null,
      'description',
      'foundOn',
    ]);
  });

  test('a sure column of this sheet is not pushed aside', () => {
    const moved = remember(assignColumn(mappingOf(sheet(NAMES)), 4, 'description'));
    const read = recall(
      moved,
      mappingOf(
        gridOf([
          ['现场记录', '问题内容', '发现时间', '镇街'],
          ['有车辙', '倾倒垃圾一堆', '2026-01-09', '石城镇'],
        ]),
        {},
      ),
    );
    expect(fields(read)).toEqual([null, 'description', 'foundOn', 'town']);
  });

  test('no field is held by two columns', () => {
    const read = recall(remembered, mappingOf(sheet([...NAMES].reverse()), {}));
    const held = fields(read).filter((field) => field !== null && field !== 'remarks');
    expect(new Set(held).size).toBe(held.length);
  });
});

describe('samples of the columns', () => {
  test('the first distinct texts below the header, as the sheet shows them', () => {
    const grid = gridOf([
      ['标题'],
      HEADER,
      goodRow(1),
      goodRow(2, { 镇街: '高岭镇', 发现时间: null }),
      goodRow(3, { 镇街: '石城镇' }),
      goodRow(4, { 镇街: '北庄镇' }),
    ]);
    const samples = columnSamples(grid, mappingOf(grid), 2);
    expect(samples.get(1)).toEqual(['石城镇', '高岭镇']);
    expect(samples.get(5)).toEqual(['2026-01-09']);
    expect(samples.get(6)).toEqual(['116.85']);
  });

  test('pictures are no texts; a column of nothing has none', () => {
    const grid = gridOf([
      ['镇街', '问题描述', '发现时间', '照片'],
      ['石城镇', '垃圾', { kind: 'dateTime', value: '2026-01-09T14:14:00' }, { kind: 'picture', value: 'ID_1' }],
    ]);
    const samples = columnSamples(grid, mappingOf(grid), 3);
    expect([...samples.values()]).toEqual([['石城镇'], ['垃圾'], ['2026-01-09 14:14:00'], []]);
  });
});
