import { describe, expect, test } from 'vitest';
import { assignColumn, sheetShape } from '#core/domain/spreadsheet/mapping.ts';
import { goodRow, gridOf, HEADER, mappingOf, readAll } from './support.ts';

function fields(rows: Parameters<typeof gridOf>[0]): Readonly<Record<string, string | null>> {
  return Object.fromEntries(mappingOf(gridOf(rows)).columns.map(({ label, field }) => [label, field]));
}

describe('what columns mean', () => {
  test('by synonyms of several offices', () => {
    expect(
      fields([
        ['图斑编号', 'X', 'Y', '疑似类型', '解译日期', '乡镇（街道）', '图斑面积（平方米）'],
        ['A1', 116.85, 40.55, '乱堆', '2026-01-09', '石城镇', 12],
      ]),
    ).toEqual({
      图斑编号: 'externalNumber',
      X: 'lon',
      Y: 'lat',
      疑似类型: 'category',
      解译日期: 'foundOn',
      '乡镇（街道）': 'town',
      '图斑面积（平方米）': 'quantity',
    });
  });

  test('a column of 116–118 is a longitude whatever it is called', () => {
    const read = fields([
      ['镇街', '问题描述', 'A值', 'B值'],
      ['石城镇', '倾倒垃圾', 116.8531, 40.5512],
      ['高岭镇', '倾倒垃圾', '117°2′3″', '40°30′'],
    ]);
    expect(read).toMatchObject({ A值: 'lon', B值: 'lat' });
  });

  test('a phone belongs to the person on its left; a complainant is never taken over', () => {
    expect(
      fields([
        ['问题描述', '问题类型', '上报人', '联系电话', '责任人', '手机'],
        ['垃圾', '乱堆', '王', '13800000000', '李', '13800000001'],
      ]),
    ).toMatchObject({
      联系电话: 'reporterPhone',
      手机: 'responsiblePhone',
    });
    const read = readAll(
      gridOf([
        ['问题描述', '问题类型', '发现时间', '来电人', '联系电话'],
        ['垃圾', '乱堆', '2026-01-09', '李先生', '13800008928'],
      ]),
    ).rows[0];
    expect(JSON.stringify(read)).not.toMatch(/李先生|13800008928/u);
    expect(read?.problem).not.toBeNull();
  });

  test('a name that the content contradicts loses confidence and says so', () => {
    const grid = gridOf([
      ['镇街', '问题描述', '问题类型', '发现时间'],
      ['石城镇', '倾倒垃圾', '乱堆', '甲'],
      ['石城镇', '倾倒垃圾', '乱堆', '乙'],
    ]);
    const guess = mappingOf(grid).columns[3];
    expect(guess).toMatchObject({ field: 'foundOn', confidence: 0.5 });
    expect(guess?.reason).toContain('请核对');
  });

  test('each field is taken once: the second 镇街 column is left out', () => {
    const taken = mappingOf(
      gridOf([
        ['镇街', '乡镇', '问题描述', '问题类型'],
        ['石城镇', '高岭镇', '垃圾', '乱堆'],
      ]),
    ).columns.map((column) => column.field);
    expect(taken.filter((field) => field === 'town')).toHaveLength(1);
  });

  test('set by hand: the field moves and the row is read anew', () => {
    const grid = gridOf([
      ['镇街', '问题描述', '问题类型', '发现时间', '整改说明'],
      ['石城镇', '甲', '乱堆', '2026-01-09', '乙'],
    ]);
    const moved = assignColumn(mappingOf(grid), 4, 'description');
    expect(moved.columns.map((column) => column.field)).toEqual(['town', null, 'category', 'foundOn', 'description']);
    expect(readAll(grid, moved).rows[0]?.problem?.description).toBe('乙');
  });

  test('the shape of a sheet does not depend on its rows', () => {
    const [one, two] = [gridOf([HEADER, goodRow(1)]), gridOf([['标题'], HEADER, goodRow(5), goodRow(6)])];
    expect(sheetShape(mappingOf(one))).toBe(sheetShape(mappingOf(two)));
  });
});
