import { describe, expect, test } from 'vitest';
import type { ColumnMapping, FixedValues } from '#core/domain/spreadsheet/mapping.ts';
import { reportSheet } from '#core/domain/spreadsheet/sheet-report.ts';
import { goodRow, gridOf, HEADER, mappingOf, readAll, TODAY } from './support.ts';

type Values = readonly (string | number | null)[];
const FIXED: FixedValues = { source: '网格巡查', datum: 'CGCS2000' };

function dates(...values: Values) {
  return gridOf([HEADER, ...values.map((value, index) => goodRow(index + 1, { 发现时间: value }))]);
}

function questions(grid: ReturnType<typeof gridOf>, fixed = FIXED) {
  return reportSheet(grid, fixed, undefined, { today: TODAY }).questions;
}

function readDays(grid: ReturnType<typeof gridOf>, answers: Readonly<Record<string, string>> = {}) {
  const mapping: ColumnMapping = mappingOf(grid, { ...FIXED, answers });
  return readAll(grid, mapping).rows.map((row) => row.problem?.foundOn ?? null);
}

describe('the order of day and month is asked once for the column', () => {
  test('with an example of each reading, and what is assumed', () => {
    expect(questions(dates('1/9/2026', '3/5/2026'))).toEqual([
      {
        key: 'dateOrder:5',
        column: 5,
        text: expect.stringContaining('1/9/2026'),
        choices: [
          { value: 'mdy', label: expect.stringContaining('2026-01-09') },
          { value: 'dmy', label: expect.stringContaining('2026-09-01') },
        ],
        assumed: 'mdy',
      },
    ]);
  });

  test('the answer holds for every row; without one the assumed order holds and every row says so once', () => {
    const grid = dates('1/9/2026', '3/5/2026');
    expect(readDays(grid)).toEqual(['2026-01-09', '2026-03-05']);
    expect(readDays(grid, { 'dateOrder:5': 'dmy' })).toEqual(['2026-09-01', '2026-05-03']);
    const infos = (answers: FixedValues['answers']) =>
      readAll(grid, mappingOf(grid, { ...FIXED, ...(answers ? { answers } : {}) })).rows.map(
        (row) => row.messages.filter((message) => message.code === 'DATE_ORDER_ASSUMED').length,
      );
    expect(infos(undefined)).toEqual([1, 1]);
    expect(infos({ 'dateOrder:5': 'mdy' })).toEqual([0, 0]);
  });

  test('a date of the column that has one reading settles the others without a question', () => {
    const grid = dates('1/9/2026', '13/9/2026');
    expect(questions(grid)).toEqual([]);
    expect(readDays(grid)).toEqual(['2026-09-01', '2026-09-13']);
    expect(readDays(dates('1/9/2026', '9/13/2026'))).toEqual(['2026-01-09', '2026-09-13']);
    expect(readDays(dates('3.5', '3.25'))).toEqual([null, null]);
  });

  test('24.3.5 beside 24.3.28 is read year first, 5.3.24 beside 28.3.24 day first: no question', () => {
    expect(questions(dates('24.3.5', '24.3.28'))).toEqual([]);
    expect(readDays(dates('24.3.5', '24.3.28'))).toEqual(['2024-03-05', '2024-03-28']);
    expect(questions(dates('5.3.24', '28.3.24'))).toEqual([]);
    expect(readDays(dates('5.3.24', '28.3.24'))).toEqual(['2024-03-05', '2024-03-28']);
  });

  test('a reading that lies in the future is not the assumed one', () => {
    expect(questions(dates('9/12/2026'))[0]).toMatchObject({ assumed: 'mdy' });
    expect(questions(dates('12/9/2026'))[0]).toMatchObject({ assumed: 'dmy' });
  });

  test('plain dates raise no question', () => {
    expect(questions(dates('2026-01-09', '2026.3.5', 46031, '26年3月5日'))).toEqual([]);
  });
});

describe('months without a day, days without a year', () => {
  test('a month is asked about; unanswered it stays an error of its row', () => {
    const grid = dates('2026年3月', '2026.4');
    expect(questions(grid)).toMatchObject([{ key: 'monthOnly:5', assumed: 'refuse' }]);
    expect(readDays(grid)).toEqual([null, null]);
    expect(readDays(grid, { 'monthOnly:5': 'first' })).toEqual(['2026-03-01', '2026-04-01']);
    expect(readDays(grid, { 'monthOnly:5': 'last' })).toEqual(['2026-03-31', '2026-04-30']);
  });

  test('the day of an answered month is marked as not written', () => {
    const grid = dates('2026年3月');
    const mapping = mappingOf(grid, { ...FIXED, answers: { 'monthOnly:5': 'first' } });
    expect(readAll(grid, mapping).rows[0]?.messages.map(({ code, level }) => [code, level])).toContainEqual([
      'DATE_DAY_ASSUMED',
      'warning',
    ]);
  });

  test('a year is asked for only where neither title nor file name gives one', () => {
    const grid = dates('3月5日');
    expect(questions(grid)).toMatchObject([{ key: 'year:5', assumed: 'refuse' }]);
    expect(reportSheet(grid, FIXED, undefined, { today: TODAY, fileName: '排查2025.xlsx' }).questions).toEqual([]);
    expect(readDays(grid)).toEqual([null]);
    expect(readDays(grid, { 'year:5': '2026' })).toEqual(['2026-03-05']);
    const [row] = readAll(grid).rows;
    expect(row?.messages.find((message) => message.code === 'DATE_YEAR_MISSING')?.suggestion).toBe('2026-03-05');
  });
});

describe('units, levels, coordinate system', () => {
  const header = [...HEADER, '数量', '严重程度'];
  const sheet = (...rows: readonly (readonly [number | string, string])[]) =>
    gridOf([
      header,
      ...rows.map(([amount, level], index) => [...goodRow(index + 1, { 问题描述: '岸坡有垃圾' }), amount, level]),
    ]);

  test('bare numbers: asked once, the answer is the unit; numbers with a unit keep it', () => {
    const grid = sheet([480, '一般'], ['3.2亩', '一般']);
    expect(questions(grid)).toMatchObject([{ key: 'unit:8', assumed: 'description' }]);
    const read = (answers: FixedValues['answers']) =>
      readAll(grid, mappingOf(grid, { ...FIXED, ...(answers ? { answers } : {}) })).rows.map(
        (row) => row.problem?.quantity,
      );
    expect(read(undefined)).toEqual([null, { amount: 3.2, unit: '亩' }]);
    expect(read({ 'unit:8': 'm²' })).toEqual([
      { amount: 480, unit: 'm²' },
      { amount: 3.2, unit: '亩' },
    ]);
  });

  test('严重: the other words of the column tell the level, alone it is asked', () => {
    const levels = (answers: Readonly<Record<string, string>>, ...words: readonly string[]) => {
      const grid = sheet(...words.map((word) => ['3亩', word] as const));
      return readAll(grid, mappingOf(grid, { ...FIXED, answers })).rows.map((row) => row.problem?.severity ?? null);
    };
    expect(levels({}, '严重', '一般', '重大')).toEqual(['serious', 'general', 'major']);
    expect(levels({}, '严重', '一般', '较严重')).toEqual(['major', 'general', 'serious']);
    expect(levels({}, '严重', '一般')).toEqual([null, 'general']);
    expect(levels({ 'severity:9': 'serious' }, '严重', '一般')).toEqual(['serious', 'general']);
    expect(questions(sheet(['3亩', '严重'], ['3亩', '一般']))).toMatchObject([
      { key: 'severity:9', assumed: 'refuse' },
    ]);
  });

  test('the coordinate system is asked for where nothing states it; the answer converts', () => {
    const grid = gridOf([HEADER, goodRow(1)]);
    expect(questions(grid, { source: '自查' })).toMatchObject([{ key: 'datum', column: 6, assumed: 'unknown' }]);
    const noted = gridOf([['坐标采用CGCS2000']], { name: '填表说明' });
    const about = { today: TODAY, sheets: [grid, noted] };
    expect(reportSheet(grid, { source: '自查' }, undefined, about).questions).toEqual([]);
    const place = (fixed: FixedValues) => readAll(grid, mappingOf(grid, fixed)).rows[0]?.problem;
    expect(place({ source: '自查' })).toMatchObject({ lon: 116.85, datum: 'unknown' });
    expect(place({ source: '自查', answers: { datum: 'GCJ-02' } })).toMatchObject({ datum: 'GCJ-02' });
    expect(place({ source: '自查', answers: { datum: 'GCJ-02' } })?.lon).not.toBe(116.85);
  });

  test.each([
    ['经度（GCJ-02）', '纬度（GCJ-02）', 'GCJ-02'],
    ['高德经度', '高德纬度', 'GCJ-02'],
    ['百度坐标经度', '百度坐标纬度', 'BD-09'],
    ['WGS84经度', 'WGS84纬度', 'WGS84'],
    ['经度（2000国家大地坐标系）', '纬度（2000国家大地坐标系）', 'CGCS2000'],
  ])('a column called %s states its system', (lon, lat, datum) => {
    const grid = gridOf([[...HEADER.slice(0, 6), lon, lat], goodRow(1)]);
    expect(questions(grid, { source: '自查' })).toEqual([]);
    expect(readAll(grid, mappingOf(grid, { source: '自查' })).rows[0]?.problem).toMatchObject({ datum });
  });
});

describe('values for the whole sheet', () => {
  const header = ['镇街', '问题描述', '发现时间'];
  const rows = [header, ['石城镇', '情况不详', '2026-01-09']];

  test('category and river fill what the sheet lacks, and leave its fingerprint alone', () => {
    const read = (fixed: FixedValues) => readAll(gridOf(rows), mappingOf(gridOf(rows), fixed)).rows[0];
    const one = read({ ...FIXED, category: 'dumping', river: '白河' });
    expect(one?.problem).toMatchObject({ category: 'dumping', river: '白河' });
    expect(read({ ...FIXED, category: 'building', river: '潮河' })?.fingerprint).toBe(one?.fingerprint);
    expect(read(FIXED)?.problem).toBeNull();
  });

  test('a filled cell counts more than the fixed value', () => {
    const grid = gridOf([HEADER, goodRow(1), goodRow(2, { 河流名称: null, 问题类型: null })]);
    const read = readAll(grid, mappingOf(grid, { ...FIXED, category: 'building', river: '潮河' })).rows;
    expect(read.map((row) => [row.problem?.category, row.problem?.river])).toEqual([
      ['dumping', '白河'],
      ['building', '潮河'],
    ]);
  });
});
