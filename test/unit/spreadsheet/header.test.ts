import { describe, expect, test } from 'vitest';
import { detectHeader } from '#core/domain/spreadsheet/detect-header.ts';
import { reportSheet } from '#core/domain/spreadsheet/sheet-report.ts';
import { goodRow, gridOf, HEADER, readAll } from './support.ts';

function labels(layout: ReturnType<typeof detectHeader>): readonly string[] {
  return layout?.columns.map((column) => column.label) ?? [];
}

describe('where the header is', () => {
  test('below a title and a line of the filling unit', () => {
    const grid = gridOf(
      [['密云区2026年排查表'], ['填报单位：区河长办', null, null, '填报日期：2026年10月30日'], HEADER, goodRow(1)],
      { ranges: ['A1:H1', 'A2:C2', 'D2:H2'] },
    );
    expect(detectHeader(grid)).toMatchObject({ top: 3, bottom: 3 });
  });

  test('two rows, merged: group and name are joined, a name over both rows counts once', () => {
    const grid = gridOf(
      [
        ['标题'],
        ['序号', '镇街', '点位', null, '问题情况', null],
        [null, null, '经度', '纬度', '问题类型', '问题描述'],
        [1, '石城镇', 116.85, 40.55, '乱堆', '倾倒垃圾'],
      ],
      { ranges: ['A1:F1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:F2'] },
    );
    const layout = detectHeader(grid);
    expect(layout).toMatchObject({ top: 2, bottom: 3 });
    expect(labels(layout)).toEqual([
      '序号',
      '镇街',
      '点位/经度',
      '点位/纬度',
      '问题情况/问题类型',
      '问题情况/问题描述',
    ]);
  });

  test('three rows', () => {
    const grid = gridOf(
      [
        ['序号', '基本情况', null, null, '问题', null],
        [null, '属地', '坐标', null, '类型', '内容'],
        [null, '镇街', '经度', '纬度', '问题类型', '问题描述'],
        [1, '石城镇', 116.85, 40.55, '乱堆', '倾倒垃圾'],
      ],
      { ranges: ['A1:A3', 'B1:D1', 'C2:D2', 'E1:F1'] },
    );
    expect(detectHeader(grid)).toMatchObject({ top: 1, bottom: 3 });
    expect(labels(detectHeader(grid))[2]).toBe('基本情况/坐标/经度');
  });

  test('a first data row of text is not taken for a second header row', () => {
    const grid = gridOf([
      ['镇街', '河流名称', '问题类型', '问题描述'],
      ['石城镇', '白河', '乱堆', '垃圾'],
      ['高岭镇', '潮河', '乱建', '彩钢房'],
    ]);
    expect(detectHeader(grid)).toMatchObject({ top: 1, bottom: 1 });
  });

  test('notes and empty sheets have none, and the report says why', () => {
    const notes = gridOf([['1.问题类型按乱占、乱采、乱堆、乱建填写。'], ['2.经纬度采用CGCS2000坐标系。']]);
    expect(detectHeader(notes)).toBeNull();
    expect(reportSheet(notes, {}).remarks[0]).toContain('不是数据表');
    expect(reportSheet(gridOf([]), {}).remarks[0]).toBe('工作表是空的');
  });

  test('a superior’s form with other columns is not read as findings', () => {
    const form = gridOf([
      ['序号', '整改任务', '整改时限', '责任单位', '备注'],
      [null, null, null, '区水务局', null],
    ]);
    expect(reportSheet(form, {})).toMatchObject({ mapping: null });
  });
});

describe('which rows are data', () => {
  test('小计, 合计, signature, note, group and repeated header rows are left out, each with its reason; the last row is kept', () => {
    const grid = gridOf(
      [
        HEADER,
        ['一、石城镇'],
        goodRow(1),
        ['小 计', null, '1处'],
        HEADER,
        ['石城镇合计：', null, null, null, null, null, null, null],
        ['注：坐标为手机定位'],
        ['填表人：王建国　审核人：李春梅'],
        [null],
        [null],
        goodRow(2),
      ],
      { ranges: ['A2:H2'] },
    );
    const { rows, skipped } = readAll(grid);
    expect(rows.map((row) => row.sourceRow)).toEqual([3, 11]);
    expect(skipped.map(({ row, through, kind }) => [row, through, kind])).toEqual([
      [1, 1, 'header'],
      [2, 2, 'group'],
      [4, 4, 'subtotal'],
      [5, 5, 'header'],
      [6, 6, 'total'],
      [7, 7, 'note'],
      [8, 8, 'signature'],
      [9, 10, 'empty'],
    ]);
    expect(skipped.every((row) => row.reason.length > 2)).toBe(true);
  });

  test('a finding whose description speaks of 合计 or of 负责人： is a finding', () => {
    const grid = gridOf([
      HEADER,
      goodRow(1, { 问题描述: '两处合计：约50立方米' }),
      goodRow(2, { 问题描述: '负责人：拒不清理' }),
    ]);
    expect(readAll(grid).rows.map((row) => row.sourceRow)).toEqual([2, 3]);
  });

  test('合计 in a number column that is the first column is no finding', () => {
    const grid = gridOf([
      ['问题编号', '镇街', '问题类型', '问题描述'],
      ['A-1', '石城镇', '乱堆', '垃圾'],
      ['合计', '1处', null, null],
    ]);
    expect(readAll(grid).skipped.map((row) => row.kind)).toEqual(['header', 'total']);
  });

  test('a row with only a number is left out and named; a row with only a town is not lost but wrong', () => {
    const grid = gridOf([HEADER, goodRow(1), [2], [3, '石城镇']]);
    const { rows, skipped } = readAll(grid);
    expect(skipped.at(-1)?.reason).toContain('只有序号');
    expect(rows.at(-1)).toMatchObject({ sourceRow: 4, problem: null });
  });
});

describe('merged group cells', () => {
  const rows = [HEADER, goodRow(1), goodRow(2, { 镇街: null }), goodRow(3, { 镇街: null })];

  test('are filled down, and only they', () => {
    const { rows: read } = readAll(gridOf(rows, { ranges: ['B2:B3'] }));
    expect(read.map((row) => row.problem?.town)).toEqual(['石城镇', '石城镇', null]);
    expect(read[2]?.messages.map((message) => message.code)).toContain('TOWN_MISSING');
  });

  test('a blank cell under a filled one is blank where nothing is merged', () => {
    expect(readAll(gridOf(rows)).rows.map((row) => row.problem?.town)).toEqual(['石城镇', null, null]);
  });

  test('over two columns fill the first column only', () => {
    const { rows: read } = readAll(
      gridOf([HEADER, goodRow(1), goodRow(2, { 镇街: null, 河流名称: null })], { ranges: ['B2:C3'] }),
    );
    expect(read[1]?.problem).toMatchObject({ town: '石城镇', river: null });
  });
});
