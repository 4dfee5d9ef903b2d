import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectHeader } from '#core/domain/spreadsheet/detect-header.ts';
import { reportSheet } from '#core/domain/spreadsheet/sheet-report.ts';
import { goodRow, gridOf, HEADER, mappingOf, readAll } from './support.ts';

type Cells = readonly (string | number | null)[];

/** Kinds of the rows below the header, by Excel row. */
function kinds(rows: readonly Cells[], ranges: readonly string[] = []): Readonly<Record<number, string>> {
  const { rows: data, skipped } = readAll(gridOf([HEADER, goodRow(1), ...rows], { ranges }));
  const all = [
    ...data.map(({ sourceRow }) => [sourceRow, 'data'] as const),
    ...skipped.flatMap(({ row, through, kind }) =>
      Array.from({ length: through - row + 1 }, (_, step) => [row + step, kind] as const),
    ),
  ];
  return Object.fromEntries(all.filter(([row]) => row > 2));
}

describe('rows of the form that are no findings', () => {
  test.each<readonly [string, Cells, string]>([
    ['小计 with figures under the columns', ['小计', null, null, null, 3, null, null, null], 'subtotal'],
    ['合计 with a count under 问题描述', ['合计', null, null, null, '12处', null, null, null], 'total'],
    ['合计 with the classes counted', ['合计', '3个', '2条', '乱堆5处', null, null, null, null], 'total'],
    ['合计 with a date', ['合计', null, null, null, null, '2026-01-09', null, null], 'total'],
    ['合 计 with blanks inside', ['合　计', 12], 'total'],
    ['总计：', ['总计：', 12], 'total'],
    ['本页小计', ['本页小计', 5], 'subtotal'],
    ['town in front of 小计', [null, '石城镇', '小计', null, 3], 'subtotal'],
    ['填表人：', ['填表人：王建国', null, null, '审核人：李春梅'], 'signature'],
    [
      'signature with a date in the date column',
      ['填表人：', '王建国', null, null, null, '2026-10-30', null, null],
      'signature',
    ],
    ['signature without colons', ['填表人', '王建国', null, '审核人', null, null, '李春梅', null], 'signature'],
    ['单位负责人（签字）：', ['单位负责人（签字）：', null, '填报单位（盖章）：'], 'signature'],
    ['打印日期：', ['打印日期：2026年10月30日'], 'signature'],
    ['注：', ['注：坐标为手机定位。'], 'note'],
    ['备注说明', ['填表说明：1.问题类型按四类填写；2.坐标保留六位小数。'], 'note'],
    ['page foot', ['第1页，共3页'], 'note'],
    ['（以下空白）', ['（以下空白）'], 'note'],
    ['a sentence that counts', ['共12处，其中乱占3处，乱堆9处。'], 'note'],
    ['a lone sentence', ['以上为九月份巡查情况'], 'note'],
    ['a group heading that is not merged', ['二、高岭镇'], 'group'],
    ['a bare number', [13], 'empty'],
    ['示例', ['示例', '石城镇', '白河', '乱堆', '倾倒垃圾', '2026-01-09', 116.85, 40.55], 'note'],
    ['the header once more', HEADER, 'header'],
  ])('%s', (_, cells, kind) => expect(kinds([cells])).toEqual({ 3: kind }));

  test('a note that goes on over several rows', () => {
    expect(kinds([['填表说明：'], ['1.问题类型按四类填写。'], ['2.坐标保留六位小数。']])).toEqual({
      3: 'note',
      4: 'note',
      5: 'note',
    });
  });

  test.each<readonly [string, Cells]>([
    ['numbers of the columns', [1, 2, 3, 4, 5, 6, 7, 8]],
    ['numbers in brackets', ['（1）', '（2）', '（3）', '（4）', '（5）', '（6）', '（7）', '（8）']],
    ['units', [null, null, null, null, null, '年月日', '（°）', '（°）']],
    [
      'what has to be filled in',
      ['自动生成', '必填，下拉选择', '必填', '下拉选择', '必填，200字以内', '格式：2026-01-01', '选填', '选填'],
    ],
  ])('directly below the header: %s', (_, cells) => {
    const { rows, skipped } = readAll(gridOf([HEADER, cells, goodRow(1)]));
    expect(rows.map(({ sourceRow }) => sourceRow)).toEqual([3]);
    expect(skipped.map(({ row, kind }) => [row, kind])).toEqual([
      [1, 'header'],
      [2, 'header'],
    ]);
  });

  test('title and header once more on each printed page', () => {
    const page = [['密云区2026年排查表'], HEADER];
    const { rows, skipped } = readAll(gridOf([...page, goodRow(1), ['第1页'], ...page, goodRow(2)]));
    expect(rows.map(({ sourceRow }) => sourceRow)).toEqual([3, 7]);
    expect(skipped.map(({ kind }) => kind)).toEqual(['title', 'header', 'note', 'title', 'header']);
  });
});

describe('findings that look like something else', () => {
  test.each<readonly [string, Partial<Record<(typeof HEADER)[number], string | number | null>>]>([
    ['合计 in the description', { 问题描述: '该处垃圾合计：约50立方米' }],
    ['the description is a total in words', { 问题描述: '三处合计' }],
    ['签字 in the description', { 问题描述: '负责人：拒不签字' }],
    ['备注 in the description', { 问题描述: '备注：现场已清理一部分' }],
    ['no number, no town', { 序号: null, 镇街: null }],
    ['a river called 总计沟', { 河流名称: '总计沟' }],
    [
      'only a description',
      { 序号: null, 镇街: null, 河流名称: null, 问题类型: null, 发现时间: null, 经度: null, 纬度: null },
    ],
    ['only coordinates', { 序号: null, 镇街: null, 河流名称: null, 问题类型: null, 发现时间: null, 问题描述: null }],
    ['a long description', { 问题描述: '垃圾'.repeat(200) }],
    ['the description names columns', { 问题描述: '问题描述', 河流名称: '白河' }],
  ])('%s: data', (_, changes) => expect(kinds([goodRow(2, changes)])).toEqual({ 3: 'data' }));

  test('the last row is data after blanks, totals and notes', () => {
    expect(kinds([['合计', 1], [null], [null], ['注：续'], goodRow(2)])[7]).toBe('data');
  });
});

describe('one finding merged over several rows', () => {
  const header = [...HEADER, '照片'];
  test('its lower rows are the same finding, not further ones', () => {
    const rows = [header, [...goodRow(1), '1.jpg'], [...goodRow(2).map(() => null), '2.jpg'], [...goodRow(3), '3.jpg']];
    const ranges = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((letter) => `${letter}2:${letter}3`);
    const { rows: data, skipped } = readAll(gridOf(rows, { ranges }));
    expect(data.map(({ sourceRow }) => sourceRow)).toEqual([2, 4]);
    expect(skipped.at(-1)).toMatchObject({ row: 3, kind: 'continued', reason: expect.stringContaining('第 2 行') });
  });

  test('a row with coordinates of its own is another finding of the merged group', () => {
    const lower = goodRow(2).map((value, column) => (column >= 6 ? value : null));
    const ranges = ['A', 'B', 'C', 'D', 'E', 'F'].map((letter) => `${letter}2:${letter}3`);
    const { rows } = readAll(gridOf([HEADER, goodRow(1), lower], { ranges }));
    expect(rows.map(({ problem }) => problem?.description)).toEqual([
      '岸坡倾倒建筑垃圾约10立方米',
      '岸坡倾倒建筑垃圾约10立方米',
    ]);
  });
});

describe('two tables in one sheet', () => {
  const second = [
    ['高岭镇河长名单'],
    ['河长姓名', '村级河长', '联系电话', '责任河段', '所在村'],
    ['张三', '李四', '13800000000', '上游段', '红星村'],
  ];
  const other = [
    ['镇街', '问题描述', '发现时间', '备注'],
    ['高岭镇', '搭建彩钢房', '2026-02-01', null],
  ];

  test('below each other: the second is said and not read into the first’s columns', () => {
    const grid = gridOf([HEADER, goodRow(1), [null], ...other]);
    const { rows, skipped } = readAll(grid);
    expect(rows.map(({ sourceRow }) => sourceRow)).toEqual([2]);
    expect(skipped.filter(({ kind }) => kind === 'other').map(({ row }) => row)).toEqual([4, 5]);
    expect(reportSheet(grid, {}).remarks[0]).toContain('第 4 行起是列名不同的另一张表');
  });

  test('a table of the same names in the same order goes on', () => {
    expect(kinds([[null], HEADER, goodRow(2)])).toEqual({ 3: 'empty', 4: 'header', 5: 'data' });
  });

  test('a list of people below is said too', () => {
    const grid = gridOf([HEADER, goodRow(1), ...second]);
    expect(readAll(grid).rows.map(({ sourceRow }) => sourceRow)).toEqual([2]);
  });

  test('side by side: the right one is said', () => {
    const grid = gridOf([
      [...HEADER, null, ...HEADER],
      [...goodRow(1), null, ...goodRow(2)],
    ]);
    expect(reportSheet(grid, {}).remarks[0]).toContain('并排的另一张表');
  });
});

describe('where the header is', () => {
  test('below 45 lines of explanation', () => {
    const lines = Array.from({ length: 45 }, (_, index) => [`${index + 1}.填报要求第${index + 1}条`]);
    const grid = gridOf([...lines, HEADER, goodRow(1)]);
    expect(detectHeader(grid)).toMatchObject({ top: 46, bottom: 46 });
    expect(readAll(grid).rows.map(({ sourceRow }) => sourceRow)).toEqual([47]);
  });

  test('merged over two rows without the merges (a CSV of it)', () => {
    const grid = gridOf([
      ['序号', '镇街', '点位', null, '问题类型', '问题描述', '发现时间'],
      [null, null, '经度', '纬度', null, null, null],
      [1, '石城镇', 116.85, 40.55, '乱堆', '倾倒垃圾', '2026-01-09'],
    ]);
    expect(mappingOf(grid).columns.map(({ field }) => field)).toEqual([
      'sequence',
      'town',
      'lon',
      'lat',
      'category',
      'description',
      'foundOn',
    ]);
  });

  test('no header at all: guessed by content, with low confidence, and said', () => {
    const rows = [goodRow(1), goodRow(2), goodRow(3)];
    const report = reportSheet(gridOf(rows), { source: '自查' });
    expect(report).toMatchObject({ dataRows: 3, mapping: { headerTop: 1, headerBottom: 0 } });
    expect(report.remarks[0]).toContain('没有找到表头');
    const fields = report.mapping?.columns.map(({ field }) => field);
    expect(fields).toEqual([null, 'town', 'river', 'category', 'description', 'foundOn', 'lon', 'lat']);
    expect(report.mapping?.columns.every(({ confidence }) => confidence <= 0.5)).toBe(true);
    expect(readAll(gridOf(rows)).rows.every(({ problem }) => problem !== null)).toBe(true);
  });

  test('no header below a title: the title is no data', () => {
    const grid = gridOf([['密云区2026年9月排查情况'], goodRow(1), goodRow(2)]);
    expect(readAll(grid).skipped).toMatchObject([{ row: 1, kind: 'title' }]);
    expect(readAll(grid).rows).toHaveLength(2);
  });
});

test('hidden rows and columns are read and said', () => {
  const grid = gridOf([HEADER, goodRow(1), goodRow(2)], { hiddenRows: [3], hiddenColumns: [1] });
  expect(readAll(grid).rows.map(({ problem }) => problem?.town)).toEqual(['石城镇', '石城镇']);
  const remarks = reportSheet(grid, {}).remarks.join();
  expect(remarks).toContain('B 列（镇街）是隐藏列，已读取');
  expect(remarks).toContain('第 3 行');
});

test('whatever stands between them, every row of the sheet is data or skipped once, and every good row is data', () => {
  const noise: fc.Arbitrary<{ readonly cells: Cells; readonly good: boolean }> = fc.oneof(
    fc
      .constantFrom<Cells>(
        ['小计', null, '1处'],
        ['合计', 3, null, null, '5处'],
        HEADER,
        ['注：坐标为手机定位'],
        ['填表人：王建国', null, '审核人：李春梅'],
        ['一、石城镇'],
        [7],
        [null],
        ['密云区排查表'],
        ['第1页共2页'],
      )
      .map((cells) => ({ cells, good: false })),
    fc.integer({ min: 1, max: 99 }).map((sequence) => ({ cells: goodRow(sequence), good: true })),
    fc
      .tuple(fc.integer({ min: 1, max: 99 }), fc.constantFrom('合计三处', '注：未清理', '填表人：不详', '小计'))
      .map(([sequence, text]) => ({ cells: goodRow(sequence, { 问题描述: text }), good: true })),
  );
  fc.assert(
    fc.property(fc.array(noise, { minLength: 1, maxLength: 25 }), fc.integer({ min: 0, max: 3 }), (rows, titles) => {
      const all = [
        ...Array.from({ length: titles }, () => ['密云区排查表']),
        HEADER,
        ...rows.map(({ cells }) => cells),
      ];
      const { rows: data, skipped } = readAll(gridOf(all));
      const seen = [
        ...data.map(({ sourceRow }) => sourceRow),
        ...skipped.flatMap(({ row, through }) => Array.from({ length: through - row + 1 }, (_, step) => row + step)),
      ].toSorted((a, b) => a - b);
      const last = all.findLastIndex((cells) => cells.some((value) => value !== null)) + 1;
      expect(seen).toEqual(Array.from({ length: last }, (_, index) => index + 1));
      const good = rows.flatMap((row, index) => (row.good ? [titles + 2 + index] : []));
      expect(data.map(({ sourceRow }) => sourceRow)).toEqual(good);
    }),
  );
});
