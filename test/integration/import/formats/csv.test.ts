import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RESOURCES } from '../paths.ts';
import { refusalOf, sheetIn, valuesOf, workbookIn } from './read.ts';

const text = (value: string) => Buffer.from(value);
const utf16be = (value: string) => Buffer.from(`\ufeff${value}`, 'utf16le').swap16();
/** 镇街,描述 ⏎ 石城镇,垃圾 in GB18030. */
const GB18030 = Buffer.from([
  ...[0xd5, 0xf2, 0xbd, 0xd6, 0x2c, 0xc3, 0xe8, 0xca, 0xf6, 0x0a],
  ...[0xca, 0xaf, 0xb3, 0xc7, 0xd5, 0xf2, 0x2c, 0xc0, 0xac, 0xbb, 0xf8],
]);
const TWO_ROWS = { 1: ['镇街', '描述'], 2: ['石城镇', '垃圾'] };

describe('how a text is written is found out, never asked', () => {
  test.each([
    ['UTF-8', text('镇街,描述\n石城镇,垃圾')],
    ['UTF-8 with a mark', text('\ufeff镇街,描述\n石城镇,垃圾')],
    ['UTF-16 little-endian', Buffer.from('\ufeff镇街,描述\n石城镇,垃圾', 'utf16le')],
    ['UTF-16 big-endian', utf16be('镇街,描述\n石城镇,垃圾')],
    ['GB18030', GB18030],
  ])('%s', async (_name, bytes) => {
    expect(valuesOf(await sheetIn(bytes))).toEqual(TWO_ROWS);
  });

  test('characters of four bytes: rare names are not lost', async () => {
    // 𠮷 (U+20BB7) is 95 32 B7 33 in GB18030.
    const bytes = Buffer.concat([GB18030, Buffer.from([0x0a, 0x95, 0x34, 0x87, 0x35, 0x2c, 0x41])]);
    const [cell] = (await sheetIn(bytes)).rows[2]?.cells ?? [];
    expect(cell?.value).toBe(new TextDecoder('gb18030').decode(Buffer.from([0x95, 0x34, 0x87, 0x35])));
  });

  test('what is neither is refused, not filled with question marks', async () => {
    const { code, message } = await refusalOf(Buffer.concat([GB18030, Buffer.from([0xff, 0xff, 0x0a])]));
    expect(code).toBe('TEXT_UNREADABLE');
    expect(message).toContain('GB18030');
  });
});

describe('separators are found out', () => {
  test.each([',', ';', '\t', '|'])('%j', async (mark) => {
    const rows = ['编号,描述', '00123,甲', '00124,乙'].map((line) => line.replaceAll(',', mark));
    expect(valuesOf(await sheetIn(text(rows.join('\r\n'))))).toEqual({
      1: ['编号', '描述'],
      2: ['00123', '甲'],
      3: ['00124', '乙'],
    });
  });

  test('commas inside texts do not win over tabs', async () => {
    const sheet = await sheetIn(text('编号\t描述\n1\t一,二,三\n2\t四,五\n'));
    expect(valuesOf(sheet)).toEqual({ 1: ['编号', '描述'], 2: ['1', '一,二,三'], 3: ['2', '四,五'] });
  });

  test('a title line above the table does not hide it', async () => {
    expect(valuesOf(await sheetIn(text('2026年排查表\n编号;描述\n1;甲\n')))[2]).toEqual(['编号', '描述']);
  });

  test('Excel’s own note of the separator is no row', async () => {
    expect(valuesOf(await sheetIn(text('sep=;\r\n编号;描述\r\n1;a,b\r\n')))).toEqual({
      1: ['编号', '描述'],
      2: ['1', 'a,b'],
    });
  });
});

describe('cells', () => {
  const rowsOf = async (value: string) => valuesOf(await sheetIn(text(value)));

  test('leading zeros and 18 digits stay what they look like', async () => {
    expect(await rowsOf('编号,证件\n00123,110228199001011234\n="0045",1\n')).toEqual({
      1: ['编号', '证件'],
      2: ['00123', '110228199001011234'],
      3: ['0045', '1'],
    });
  });

  test('quotes, separators, doubled quotes and line breaks inside quotes; rows keep Excel’s numbers', async () => {
    expect(await rowsOf('a,b\r\n"一\r\n二,三",""""\r\n\r\n4,"说""好"""')).toEqual({
      1: ['a', 'b'],
      2: ['一\r\n二,三', '"'],
      4: ['4', '说"好"'],
    });
  });

  test.each(['\n', '\r\n', '\r', ''])('the last row is there whatever ends it: %j', async (end) => {
    expect(await rowsOf(`a,b${end === '' ? '\n' : end}1,2${end}`)).toEqual({ 1: ['a', 'b'], 2: ['1', '2'] });
  });

  test('trailing separators add no cells', async () => {
    expect(await rowsOf('a,b,,,\n1,,,,\n')).toEqual({ 1: ['a', 'b'], 2: ['1'] });
  });

  test('a quote that is never closed swallows no rows, and is told', async () => {
    const { sheets, remarks } = await workbookIn(text('a,b\n1,"5寸管\n2,乙\n3,丙\n'));
    expect(sheets[0]?.rows.map(({ row }) => row)).toEqual([1, 2, 3, 4]);
    expect(remarks).toEqual([expect.stringContaining('第 2 行')]);
  });
});

test('12345工单.csv: 80 rows of GB18030 with line breaks inside cells, as Excel numbers them', async () => {
  const sheet = await sheetIn(readFileSync(join(RESOURCES, 'samples', '12345工单.csv')));
  const truth: Readonly<Record<string, unknown>> = JSON.parse(
    readFileSync(join(RESOURCES, 'samples', 'truth.json'), 'utf8'),
  );
  expect(sheet.rows).toHaveLength(Number(truth['12345工单.csv']) + 1);
  expect(sheet.rows.at(-1)?.row).toBe(sheet.rows.length);
  expect(JSON.stringify(sheet.rows)).not.toContain('\ufffd');
  expect(sheet.rows.every(({ cells }) => cells.length <= 9)).toBe(true);
});

test('a line without end and a row of a million fields are refused, not held', async () => {
  expect((await refusalOf(Buffer.alloc(3_000_000, 'a'))).code).toBe('SHEET_TOO_LARGE');
  expect((await refusalOf(Buffer.alloc(3_000_000, ','))).code).toBe('SHEET_TOO_LARGE');
});
