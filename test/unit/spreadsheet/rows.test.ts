import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProblemSchema } from '#core/contract/schemas.ts';
import type { GridCell } from '#core/domain/spreadsheet/grid.ts';
import { goodRow, gridOf, HEADER, mappingOf, readAll } from './support.ts';

const WIDE = [
  '外部编号',
  '镇街',
  '问题类型',
  '具体类别',
  '问题描述',
  '发现时间',
  '数量',
  '严重程度',
  '经度',
  '纬度',
  '坐标系',
  '责任人',
  '联系电话',
  '上报人',
];

function readOne(values: Readonly<Record<string, string | number | GridCell | null>>, header = WIDE) {
  const base: Record<string, string | number | GridCell | null> = {
    镇街: '石城镇',
    问题类型: '乱堆',
    问题描述: '倾倒垃圾',
    发现时间: '2026-01-09',
    ...values,
  };
  const { rows } = readAll(gridOf([header, header.map((name) => base[name] ?? null)]));
  const [row] = rows;
  if (!row) throw new Error('the row was not read as data');
  return row;
}

describe('messages name the cell, what was found and what is allowed', () => {
  test.each([
    ['发现时间', '2026.2.30', 'DATE_NO_SUCH_DAY', 'F2'],
    ['问题类型', '乱七八糟', 'CATEGORY_UNKNOWN', 'C2'],
    ['严重程度', '严重', 'SEVERITY_UNKNOWN', 'H2'],
    ['外部编号', Number('110118199001011234'), 'DIGITS_LOST', 'A2'],
  ] as const)('%s “%s” → %s at %s', (column, written, code, address) => {
    const row = readOne({ [column]: written });
    const message = row.messages.find((one) => one.code === code);
    expect(message).toMatchObject({ level: 'error', cell: address });
    expect(message?.text.startsWith(`${address}（${column}）：`)).toBe(true);
    expect(row.problem).toBeNull();
  });

  test('a sub-item of another class is an error, not a silent choice', () => {
    expect(readOne({ 具体类别: '未经批准在河道管理范围内取土' })).toMatchObject({ problem: null });
  });

  test('unreadable coordinates, odd phones and unknown towns are kept as written, with a warning', () => {
    const row = readOne({ 经度: '桥边', 纬度: '40.5', 镇街: '石成镇', 责任人: '张　伟', 联系电话: '无人接听' });
    expect(row.problem).toMatchObject({
      lon: null,
      rawCoordinates: '桥边, 40.5',
      town: '石成镇',
      townCode: null,
      responsiblePerson: '张　伟',
      responsiblePhone: '无人接听',
    });
    expect(row.messages.map((message) => message.level)).not.toContain('error');
    expect(row.messages.find((message) => message.field === 'town')?.text).toContain('石城镇');
  });

  test('a formula without a result and an Excel error are not read as values', () => {
    const row = readOne({ 数量: { kind: 'uncached', value: null }, 责任人: { kind: 'error', value: '#N/A' } });
    expect(row.problem).toMatchObject({ quantity: null, responsiblePerson: null });
    expect(row.messages.map((message) => message.code)).toEqual(
      expect.arrayContaining(['FORMULA_WITHOUT_RESULT', 'CELL_ERROR']),
    );
  });

  test('a missing column is named as missing', () => {
    const [row] = readAll(
      gridOf([
        ['镇街', '问题类型', '问题描述'],
        ['石城镇', '乱堆', '垃圾'],
      ]),
    ).rows;
    expect(row?.messages[0]?.text).toContain('缺“发现日期”列');
  });
});

describe('what is made of good rows', () => {
  test('the sheet’s year comes from the title, else the file’s name', () => {
    const titled = gridOf([['密云区2025年排查表'], HEADER, goodRow(1, { 发现时间: '1月9日' })], { ranges: ['A1:H1'] });
    expect(readAll(titled).rows[0]?.problem?.foundOn).toBe('2025-01-09');
    const plain = gridOf([HEADER, goodRow(1, { 发现时间: '1月9日' })]);
    expect(readAll(plain, mappingOf(plain), '排查2024.xlsx').rows[0]?.problem?.foundOn).toBe('2024-01-09');
    expect(readAll(plain).rows[0]?.problem).toBeNull();
  });

  test('a level that differs from the proposal carries its reason', () => {
    const row = readOne({ 问题类型: '乱占', 具体类别: '围垦湖泊', 严重程度: '一般' });
    expect(row.problem).toMatchObject({ severity: 'general', severityProposed: 'major' });
    expect(row.problem?.severityReason).toContain('来表填写');
  });

  test('swapped coordinates come out right and the raw text stays', () => {
    const row = readOne({ 经度: 40.55, 纬度: 116.85 });
    expect(row.problem).toMatchObject({ lon: 116.85, lat: 40.55, rawCoordinates: '40.55, 116.85' });
  });

  test('the reporter is not made the responsible person', () => {
    const row = readOne({ 上报人: '张　伟' });
    expect(row.problem?.responsiblePerson).toBeNull();
    expect(row).toMatchObject({ reporter: { name: '张　伟' } });
    expect(row.problem?.remarks).toContain('上报人：张　伟');
  });

  test('every problem passes the border’s own check', () => {
    const row = readOne({
      外部编号: 'A-1、A-2',
      数量: '3.2亩',
      严重程度: '重大',
      坐标系: 'GCJ-02',
      经度: '116.85',
      纬度: '40.55',
    });
    expect(ProblemSchema.safeParse(row.problem).success).toBe(true);
    expect(row.problem).toMatchObject({
      externalNumbers: ['A-1', 'A-2'],
      quantity: { amount: 3.2, unit: '亩' },
      datum: 'GCJ-02',
    });
  });
});

test('no content of any cell makes the reading throw, and what is accepted passes the border', () => {
  const anyCell: fc.Arbitrary<GridCell> = fc.oneof(
    fc.string({ unit: 'binary' }).map((value): GridCell => ({ kind: 'text', value })),
    fc
      .constantFrom('2026-01-09', '乱堆', '石城镇', '116.85', '一般', '约150立方米', '合计', '=1+1')
      .map((value): GridCell => ({ kind: 'text', value })),
    fc.double().map((value): GridCell => ({ kind: 'number', value })),
    fc.constantFrom<GridCell>(
      { kind: 'empty', value: null },
      { kind: 'error', value: '#REF!' },
      { kind: 'uncached', value: null },
      { kind: 'boolean', value: true },
    ),
    fc
      .constantFrom('2026-01-09', '2026-01-09T14:14:00', '14:14:00')
      .map((value): GridCell => ({ kind: 'dateTime', value })),
  );
  const anyRow = fc.array(anyCell, { minLength: WIDE.length, maxLength: WIDE.length });
  const mapping = mappingOf(gridOf([WIDE]));
  fc.assert(
    fc.property(fc.array(anyRow, { minLength: 1, maxLength: 5 }), (rows) => {
      const read = readAll(gridOf([WIDE, ...rows]), mapping);
      for (const { problem } of read.rows)
        if (problem !== null) expect(ProblemSchema.safeParse(problem).error?.issues).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});
