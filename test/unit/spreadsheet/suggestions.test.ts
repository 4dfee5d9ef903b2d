import { describe, expect, test } from 'vitest';
import type { GridCell } from '#core/domain/spreadsheet/grid.ts';
import { goodRow, gridOf, HEADER, mappingOf, readAll } from './support.ts';

const WIDE = [...HEADER, '具体类别', '数量', '严重程度', '岸别', '坐标'];
type Values = Readonly<Record<string, string | number | GridCell | null>>;

function readOne(values: Values) {
  const base = Object.fromEntries(HEADER.map((name, index) => [name, goodRow(1)[index] ?? null]));
  const all: Values = { ...base, ...values };
  const grid = gridOf([WIDE, WIDE.map((name) => all[name] ?? null)]);
  const [row] = readAll(grid, mappingOf(gridOf([WIDE]))).rows;
  if (!row) throw new Error('the row was not read as data');
  return row;
}

describe('a message proposes a text which, put into its cell, is understood', () => {
  test.each<readonly [string, string | number, string, string]>([
    ['镇街', '石成镇', 'TOWN_UNKNOWN', '石城镇'],
    ['河流名称', '白河石城段', 'RIVER_UNLISTED', '白河'],
    ['问题类型', '乱推', 'CATEGORY_UNKNOWN', '乱堆'],
    ['问题类型', '七零八落', 'CATEGORY_UNKNOWN', '乱堆'],
    ['问题类型', '违章建筑', 'CLASS_DOUBT', '乱建'],
    ['具体类别', '建筑垃圾', 'CLASS_DOUBT', '3.2 倾倒、填埋、贮存、堆放固体废物'],
    ['发现时间', '2026.3.5-3.8', 'DATE_RANGE', '2026-03-05'],
    ['发现时间', '3月5日', 'DATE_YEAR_MISSING', '2026-03-05'],
    ['发现时间', '12月25日', 'DATE_YEAR_MISSING', '2025-12-25'],
    ['数量', '12*5米', 'QUANTITY_UNREADABLE', '60平方米'],
    ['严重程度', '轻度', 'SEVERITY_UNKNOWN', '一般'],
    ['岸别', '左侧堤脚', 'BANK_UNKNOWN', '左岸'],
    ['经度', 1168531, 'COORDINATE_RANGE', '116.8531'],
  ])('%s “%s” → %s: %s', (column, written, code, suggestion) => {
    const message = readOne({ [column]: written }).messages.find((one) => one.code === code);
    expect(message).toMatchObject({ suggestion });
    const mended = readOne({ [column]: suggestion });
    expect(mended.messages.filter((one) => one.code === code)).toEqual([]);
    expect(mended.problem).not.toBeNull();
  });

  test('a pair of cells out of range: each cell has its own proposal', () => {
    const messages = readOne({ 经度: 1168531, 纬度: 405512 }).messages.filter(({ code }) =>
      code.startsWith('COORDINATE_'),
    );
    expect(messages.map(({ cell, suggestion }) => [cell, suggestion])).toEqual([
      ['G2', '116.8531'],
      ['H2', '40.5512'],
    ]);
  });

  test('nothing is proposed where nobody can know', () => {
    const codes: Readonly<Record<string, Values>> = {
      DATE_NO_SUCH_DAY: { 发现时间: '2026-02-30' },
      DATE_DAY_MISSING: { 发现时间: '2026年3月' },
      SEVERITY_UNKNOWN: { 严重程度: '严重' },
      DESCRIPTION_MISSING: { 问题描述: null },
    };
    for (const [code, values] of Object.entries(codes)) {
      const message = readOne(values).messages.find((one) => one.code === code);
      expect(message, code).toBeDefined();
      expect(message, code).not.toHaveProperty('suggestion');
    }
  });
});

describe('told, not lost', () => {
  test('a future day, a place outside the district, an 18-digit number in a number cell', () => {
    const codes = (values: Values) => readOne(values).messages.map(({ code, level }) => `${level} ${code}`);
    expect(codes({ 发现时间: '2026-12-01' })).toContain('warning DATE_IN_FUTURE');
    expect(codes({ 经度: 116.4, 纬度: 39.9 })).toContain('warning COORDINATES_OUTSIDE');
    expect(codes({ 问题描述: Number('110118199001011234') })).toContain('warning DIGITS_LOST');
  });

  test('metres of a plane grid are named with their zone and kept as written', () => {
    const row = readOne({ 经度: 39_423_456.78, 纬度: 4_483_210.12 });
    expect(row.problem).toMatchObject({ lon: null, rawCoordinates: '39423456.78, 4483210.12' });
    expect(row.messages.find(({ code }) => code === 'COORDINATE_PLANE')?.text).toContain('带号可能为 39');
  });

  test('two figures in one cell: the measure counts and the rest is told', () => {
    const row = readOne({ 数量: '2处共150方' });
    expect(row.problem?.quantity).toEqual({ amount: 150, unit: 'm³' });
    expect(row.messages.find(({ code }) => code === 'QUANTITY_PART')?.level).toBe('info');
  });
});

describe('classes in free words', () => {
  test.each([
    ['乱堆', null, 'dumping', null],
    ['亂堆', null, 'dumping', null],
    ['亂佔', null, 'occupation', null],
    ['乱 堆', null, 'dumping', null],
    ['1 乱占', null, 'occupation', null],
    ['（3）乱堆', null, 'dumping', null],
    ['3', null, 'dumping', null],
    ['四乱—乱建', null, 'building', null],
    ['乱搭乱建', null, 'building', null],
    ['非“四乱”', null, 'other', null],
    ['乱堆', '3.2', 'dumping', '3.2'],
    ['乱堆', '倾倒、填埋、贮存、堆放固体废物', 'dumping', '3.2'],
    [null, '倾倒、填埋、贮存、堆放固体废物', 'dumping', '3.2'],
    [null, '3.2', 'dumping', '3.2'],
  ])('%s / %s → %s %s', (category, item, expected, code) => {
    expect(readOne({ 问题类型: category, 具体类别: item }).problem).toMatchObject({ category: expected, item: code });
  });
});
