import { describe, expect, test } from 'vitest';
import type { GridCell, SheetGrid } from '#core/domain/spreadsheet/grid.ts';
import { workbookFromGrids } from '#worker/spreadsheet/error-workbook/from-grid.ts';
import { readWorkbook } from '#worker/spreadsheet/read-workbook.ts';
import { partsOf } from './zip.ts';

const text = (value: string): GridCell => ({ kind: 'text', value });
const EMPTY: GridCell = { kind: 'empty', value: null };
const sheet = (over: Partial<SheetGrid> = {}): SheetGrid => ({
  name: '遥感图斑',
  hidden: false,
  rows: [
    { row: 1, cells: [text('密云区遥感图斑核查表')] },
    { row: 3, cells: [text('图斑编号'), text('解译日期'), text('面积'), text('备注')] },
    {
      row: 4,
      cells: [
        text('001234567890123456'),
        { kind: 'dateTime', value: '2026-03-05' },
        { kind: 'number', value: 12.5 },
        text('=1+1'),
      ],
    },
    { row: 5, cells: [EMPTY, { kind: 'dateTime', value: '2026-03-05T14:14:00' }, { kind: 'error', value: '#N/A' }] },
    {
      row: 6,
      cells: [
        { kind: 'number', value: 123, format: '00000' },
        { kind: 'dateTime', value: '08:30:00' },
      ],
    },
  ],
  merges: [{ top: 1, left: 0, bottom: 1, right: 3 }],
  hiddenRows: [5],
  hiddenColumns: [2],
  date1904: false,
  pictures: [],
  ...over,
});
const MARKED = { sheet: '遥感图斑', headerTop: 3, headerBottom: 3 };

async function roundTrip(sheets: readonly SheetGrid[]) {
  const { bytes, names } = await workbookFromGrids(sheets, MARKED);
  const read = await readWorkbook(bytes, '反馈.xlsx');
  if (!read.ok) throw new Error(read.error.message);
  return { names, sheets: read.value.sheets, parts: await partsOf(Buffer.from(bytes)) };
}

describe('an .xlsx made of another kind of file', () => {
  test('says the same: rows, long numbers, days, times, merges, what is hidden', async () => {
    const { sheets } = await roundTrip([sheet()]);
    const [read] = sheets;
    expect(read?.rows.map(({ row }) => row)).toEqual([1, 3, 4, 5, 6]);
    const values = read?.rows.map(({ cells }) => cells.map(({ value }) => value));
    expect(values?.[2]).toEqual(['001234567890123456', '2026-03-05', 12.5, '=1+1']);
    expect(values?.[3]?.slice(0, 3)).toEqual([null, '2026-03-05T14:14:00', '#N/A']);
    expect(values?.[4]?.slice(0, 2)).toEqual(['00123', '08:30:00']);
    expect(read?.merges).toEqual([{ top: 1, left: 0, bottom: 1, right: 3 }]);
    expect(read?.hiddenRows).toEqual([5]);
    expect(read?.hiddenColumns).toEqual([2]);
  });

  test('a text that begins with = stays a text', async () => {
    const { parts } = await roundTrip([sheet()]);
    const xml = Buffer.from(parts.find(({ name }) => name === 'xl/worksheets/sheet1.xml')?.data ?? []).toString();
    expect(xml).not.toContain('<f>');
  });

  test('days of the 1904 system do not move', async () => {
    const { sheets } = await roundTrip([sheet({ date1904: true })]);
    expect(sheets[0]?.rows[2]?.cells[1]?.value).toBe('2026-03-05');
  });

  test('names that Excel would refuse are mended, and none is used twice', async () => {
    const long = `${'长'.repeat(40)}`;
    const { names } = await roundTrip([
      sheet({ name: '12345/工单' }),
      sheet({ name: long }),
      sheet({ name: `${long}二` }),
    ]);
    expect(names[0]).toBe('12345_工单');
    expect(new Set(names).size).toBe(3);
    expect(names.every((name) => name.length <= 31)).toBe(true);
  });
});
