import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXls } from 'hucre';
import { describe, expect, test } from 'vitest';
import {
  cell,
  compoundFile,
  EOF,
  longText,
  record,
  u16,
  u32,
  workbookStream,
  xlsFile,
} from '#test/fixtures/hostile/xls-file.ts';
import { RESOURCES } from '../paths.ts';
import { refusalOf, sheetIn, valuesOf, workbookIn } from './read.ts';

const sample = readFileSync(join(RESOURCES, 'samples', '遥感图斑.xls'));
/** Styles by their number formats: built-in numbers, or texts. */
const styles = (...formats: readonly (number | string)[]) => [
  ...formats.flatMap((format, at) =>
    typeof format === 'string' ? [record(0x041e, u16(200 + at), longText(format))] : [],
  ),
  ...formats.map((format, at) =>
    record(0x00e0, u16(0, typeof format === 'number' ? format : 200 + at), Buffer.alloc(16)),
  ),
];

describe('遥感图斑.xls', () => {
  test('every cell as another reader sees it', async () => {
    const sheet = await sheetIn(sample);
    const other = (await readXls(sample)).sheets[0]?.rows ?? [];
    expect(sheet.rows).toHaveLength(121);
    for (const { row, cells } of sheet.rows) {
      const values = (other[row - 1] ?? []).map((value) =>
        value instanceof Date ? value.toISOString().slice(0, 10) : value,
      );
      expect(cells.map(({ value }) => value)).toEqual(values);
    }
  });

  test('it is read whatever it is called', async () => {
    expect((await workbookIn(sample, '遥感图斑.xlsx')).format).toBe('xls');
  });

  test('cut off anywhere: refused, never half a sheet', async () => {
    for (let length = 16; length < sample.length; length += 1021)
      expect([length, (await refusalOf(sample.subarray(0, length))).message]).toEqual([
        length,
        expect.stringMatching(/损坏|无法识别|没有 Excel 表格/u),
      ]);
  });
});

describe('cells of BIFF8', () => {
  test('dates in every format, the Chinese built-in ones too; both date systems', async () => {
    const globals = styles(0, 14, 31, 57, 'yyyy"年"m"月"d"日"', 20);
    const cells = [1, 2, 3, 4].map((style) => cell.number(0, style - 1, 46_031, style));
    const sheets = [
      { name: '表', records: [...cells, cell.number(0, 4, 0.593_055_555_6, 5), cell.number(0, 5, 46_031)] },
    ];
    expect(valuesOf(await sheetIn(xlsFile(sheets, globals)))[1]).toEqual([
      ...['2026-01-09', '2026-01-09', '2026-01-09', '2026-01-09', '14:14:00'],
      46_031,
    ]);
    const mac = await sheetIn(
      xlsFile([{ name: '表', records: [cell.number(0, 0, 44_569, 1)] }], [record(0x22, u16(1)), ...globals]),
    );
    expect([mac.date1904, mac.rows[0]?.cells[0]?.value]).toEqual([true, '2026-01-09']);
  });

  test('packed numbers: integers, hundredths, halves of doubles, and runs of them', async () => {
    const run = record(0x00bd, u16(1, 2, 0), u32((7 << 2) | 2), u16(0), u32((150 << 2) | 3), u16(3));
    const records = [cell.rk(0, 0, (-5 << 2) | 2), cell.rk(0, 1, 0x3ff00000), run];
    expect(valuesOf(await sheetIn(xlsFile([{ name: '表', records }])))).toEqual({
      1: [-5, 1],
      2: [null, null, 7, 1.5],
    });
  });

  test('a shared text that runs over into the next record changes its width there', async () => {
    const wide = Buffer.from('石城', 'utf16le');
    const sst = Buffer.concat([
      record(0x00fc, u32(1, 1), u16(5), Buffer.from([1]), wide),
      record(0x003c, Buffer.from([0]), Buffer.from('abc', 'latin1')),
    ]);
    const sheet = await sheetIn(xlsFile([{ name: '表', records: [cell.shared(0, 0, 0)] }], [sst]));
    expect(sheet.rows[0]?.cells[0]?.value).toBe('石城abc');
  });

  test('formulas: the text comes after the shared formula; one that never comes is told', async () => {
    const formula = (column: number, ...result: readonly number[]) =>
      record(0x0006, u16(0, column, 0), Buffer.from(result), u16(0), u32(0), u16(0));
    const records = [
      formula(0, 0, 0, 0, 0, 0, 0, 0xff, 0xff),
      record(0x04bc, u16(0, 0)),
      record(0x0207, longText('合格')),
      formula(1, 2, 0, 42, 0, 0, 0, 0xff, 0xff),
      formula(2, 1, 0, 1, 0, 0, 0, 0xff, 0xff),
      formula(3, 0, 0, 0, 0, 0, 0, 0xff, 0xff),
    ];
    expect((await sheetIn(xlsFile([{ name: '表', records }]))).rows[0]?.cells).toEqual([
      { kind: 'text', value: '合格' },
      { kind: 'error', value: '#N/A' },
      { kind: 'boolean', value: true },
      { kind: 'uncached', value: null },
    ]);
  });

  test('merges, hidden rows, columns and sheets; a chart inside does not end the sheet', async () => {
    const records = [
      cell.text(0, 0, '镇街'),
      record(0x0208, u16(1, 0, 1, 0, 0, 0, 0x20, 0)),
      cell.text(1, 2, '乱堆'),
      record(0x007d, u16(2, 255, 0, 0, 1, 0)),
      record(0x0809, u16(0x0600, 0x0020)),
      record(0x00e5, u16(1, 9, 9, 0, 1)),
      EOF,
      record(0x00e5, u16(1, 0, 1, 0, 0)),
    ];
    const sheets = [
      { name: '表', records },
      { name: '旧', records: [cell.text(0, 0, '一')], state: 1 },
    ];
    const read = await workbookIn(xlsFile(sheets));
    expect(read.sheets[0]).toMatchObject({
      hiddenRows: [2],
      hiddenColumns: [2],
      merges: [{ top: 1, bottom: 2, left: 0, right: 0 }],
    });
    expect(read.sheets.map(({ hidden }) => hidden)).toEqual([false, true]);
  });
});

describe('what is no .xls of Excel 97 and later is refused by what it is', () => {
  const biff5 = Buffer.concat([record(0x0809, u16(0x0500, 5, 0, 0)), EOF]);
  test.each([
    ['Excel 5 in a stream of its name', compoundFile({ Book: biff5 }), 'FORMAT_UNSUPPORTED', 'Excel 5.0/95'],
    ['Excel 5 in the new stream', compoundFile({ Workbook: biff5 }), 'FORMAT_UNSUPPORTED', 'Excel 5.0/95'],
    ['Excel 3 without a container', Buffer.from([9, 2, 6, 0, 0, 0, 16, 0, 0, 0]), 'FORMAT_UNSUPPORTED', 'Excel 5.0/95'],
    ['an old Word document or .wps', compoundFile({ WordDocument: biff5 }), 'FORMAT_UNSUPPORTED', 'Word'],
    ['old slides', compoundFile({ 'PowerPoint Document': biff5 }), 'FORMAT_UNSUPPORTED', '演示文稿'],
    ['something else in the container', compoundFile({ Contents: biff5 }), 'FORMAT_UNSUPPORTED', '没有 Excel 表格'],
    ['a new workbook with a password', compoundFile({ EncryptedPackage: biff5 }), 'FILE_ENCRYPTED', '密码'],
    ['a password', xlsFile([{ name: '表', records: [] }], [record(0x002f, u16(1, 1, 1))]), 'FILE_ENCRYPTED', '密码'],
    ['no sheets of cells', xlsFile([]), 'WORKBOOK_DAMAGED', '没有工作表'],
    [
      'a sheet that is not there',
      compoundFile({ Workbook: workbookStream([{ name: '表', records: [] }]).subarray(0, -24) }),
      'WORKBOOK_DAMAGED',
      '损坏',
    ],
    [
      'a text that is not there',
      xlsFile([{ name: '表', records: [cell.shared(0, 0, 9)] }]),
      'WORKBOOK_DAMAGED',
      '文字不存在',
    ],
  ] as const)('%s', async (_name, bytes, code, words) => {
    const refusal = await refusalOf(bytes);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(words);
  });
});
