import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readWorkbook } from '#worker/spreadsheet/read-workbook.ts';
import { measureZip, ZIP_LIMITS } from '#worker/spreadsheet/zip-guard.ts';
import { RESOURCES } from './paths.ts';
import { rowXml, workbookOf, workbookParts } from './workbook.ts';
import { zipOf } from './zip.ts';

const text = (value: string) => Buffer.from(value);
const sample = (name: string) => readFileSync(join(RESOURCES, 'samples', name));
const good = workbookParts(rowXml(1, ['镇街', '问题描述']));

describe('files that are no workbook are refused by what they are, not by their name', () => {
  const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(504)]);
  test.each([
    ['an empty file', Buffer.alloc(0), 'FILE_EMPTY', '0 字节'],
    [
      'an encrypted workbook',
      Buffer.concat([ole, Buffer.from('EncryptedPackage\0', 'utf16le')]),
      'FILE_ENCRYPTED',
      '密码',
    ],
    ['a photo', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'FORMAT_UNSUPPORTED', '图片'],
    ['a PDF', text('%PDF-1.7'), 'FORMAT_UNSUPPORTED', 'PDF'],
    ['a RAR', text('Rar!\x1a\x07'), 'FORMAT_UNSUPPORTED', 'RAR'],
    ['noise', Buffer.from([1, 2, 3, 4, 5]), 'FORMAT_UNSUPPORTED', '无法识别'],
    [
      'a Word document',
      zipOf([
        { name: '[Content_Types].xml', data: text('<Types/>') },
        { name: 'word/document.xml', data: text('<a/>') },
      ]),
      'NOT_A_WORKBOOK',
      'Word',
    ],
    ['a plain zip', zipOf([{ name: '照片/1.jpg', data: text('x') }]), 'NOT_A_WORKBOOK', '压缩包'],
    ['a binary workbook', zipOf([...good, { name: 'xl/workbook.bin', data: text('x') }]), 'NOT_A_WORKBOOK', '.xlsb'],
    ['a workbook with nothing in it', workbookOf(''), 'WORKBOOK_EMPTY', '没有任何内容'],
  ] as const)('%s', async (_name, bytes, code, words) => {
    const read = await readWorkbook(bytes, '表.xlsx');
    expect(read).toMatchObject({ ok: false, error: { code } });
    if (!read.ok) expect(read.error.message).toContain(words);
  });

  test('a workbook is read whatever it is called', async () => {
    expect(await readWorkbook(zipOf(good), '表.xls')).toMatchObject({ ok: true });
  });
});

describe('damaged workbooks', () => {
  test('cut off anywhere: refused, never half a sheet', async () => {
    const whole = zipOf(good);
    for (let length = 4; length < whole.length; length += 97) {
      expect(await readWorkbook(whole.subarray(0, length), '表.xlsx')).toMatchObject({
        ok: false,
        error: { code: 'ZIP_DAMAGED' },
      });
    }
  });

  test('a missing part and broken XML', async () => {
    for (const gone of ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/worksheets/sheet1.xml']) {
      expect(await readWorkbook(zipOf(good.filter((part) => part.name !== gone)), '表.xlsx')).toMatchObject({
        ok: false,
      });
    }
    const broken = good.map((part) =>
      part.name === 'xl/workbook.xml' ? { ...part, data: text('<workbook><sheets>') } : part,
    );
    expect(await readWorkbook(zipOf(broken), '表.xlsx')).toMatchObject({ ok: false });
  });
});

describe('the zip guard', () => {
  const big = Buffer.alloc(100_000, 'a');
  const limits = {
    ...ZIP_LIMITS,
    entries: 3,
    entryBytes: 200_000,
    totalBytes: 250_000,
    ratioFromBytes: 50_000,
    ratio: 500,
  };
  const part = (name: string, data: Buffer = text('x')) => ({ name, data });

  const patient = { ...limits, ratio: 2000 };
  test.each([
    ['too many files', [part('1'), part('2'), part('3'), part('4')], 'ZIP_TOO_MANY_FILES'],
    ['one file too large', [part('1', Buffer.concat([big, big, big]))], 'ZIP_ENTRY_TOO_LARGE'],
    ['all together too large', [part('1', big), part('2', big), part('3', big)], 'ZIP_TOO_LARGE'],
    ['a password', [{ ...part('1'), flags: 1 }], 'ZIP_ENCRYPTED'],
    ['two of one name', [part('a'), part('A')], 'ZIP_DAMAGED'],
    ['a path that leaves its folder', [part('../../x')], 'ZIP_NAME_UNSAFE'],
    ['an absolute path', [part('/etc/x')], 'ZIP_NAME_UNSAFE'],
  ] as const)('%s', async (_name, parts, code) => {
    expect(await measureZip(zipOf(parts), patient)).toMatchObject({ ok: false, error: { code } });
  });

  test('a ratio no ledger has', async () => {
    expect(await measureZip(zipOf([part('1', big)]), { ...limits, ratio: 200 })).toMatchObject({
      error: { code: 'ZIP_RATIO_SUSPECT' },
    });
    expect(await measureZip(zipOf([part('1', big)]), patient)).toMatchObject({ ok: true });
  });

  test('a forged size passes the directory and is caught while measuring, in both directions', async () => {
    for (const claims of [10, 99_999, 100_001]) {
      expect(await measureZip(zipOf([{ ...part('1', big), claims }]), patient)).toMatchObject({
        error: { code: 'ZIP_DAMAGED' },
      });
    }
  });

  test('a bomb of 64 MB that claims 5 KB is stopped at the first byte too many', async () => {
    const megabyte = Buffer.alloc(1024 * 1024);
    const raw = deflateRawSync(Buffer.concat(Array.from({ length: 64 }, () => megabyte)));
    const before = process.memoryUsage().arrayBuffers;
    expect(
      await measureZip(zipOf([{ name: 'xl/worksheets/sheet1.xml', data: raw, raw: true, claims: 5000 }])),
    ).toMatchObject({ error: { code: 'ZIP_DAMAGED' } });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
  });

  test('the samples pass', async () => {
    for (const name of ['巡查排查表.xlsx', '问题清单-WPS图片.xlsx', '上级进展情况表-空表.xlsx'])
      expect(await measureZip(sample(name))).toMatchObject({ ok: true });
  });
});

describe('hostile but well-formed sheets', () => {
  test('one cell at A1 and one at XFD1048576 cost neither memory nor time', async () => {
    const corners = workbookOf(
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
    );
    const before = process.memoryUsage().heapUsed;
    const read = await readWorkbook(corners, '表.xlsx');
    expect(read.ok && read.value.sheets[0]?.rows.map(({ row, cells }) => [row, cells.length])).toEqual([
      [1, 1],
      [1_048_576, 16_384],
    ]);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 1024 * 1024);
  });

  test('an entity bomb in the XML is not unfolded', async () => {
    const bomb = good.map((part) =>
      part.name === 'xl/worksheets/sheet1.xml'
        ? {
            ...part,
            data: text(
              '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>',
            ),
          }
        : part,
    );
    const read = await readWorkbook(zipOf(bomb), '表.xlsx');
    expect(read).toMatchObject({ ok: false, error: { code: 'WORKBOOK_DAMAGED' } });
    expect(read.ok || read.error.message).toContain('DOCTYPE');
  });

  test('a formula is never evaluated: its cached value counts, none is said', async () => {
    const sheet = workbookOf(
      '<row r="1"><c><f>1+1</f><v>3</v></c><c><f>WEBSERVICE("http://x")</f></c><c t="e"><v>#N/A</v></c></row>',
    );
    const read = await readWorkbook(sheet, '表.xlsx');
    expect(read.ok && read.value.sheets[0]?.rows[0]?.cells).toEqual([
      { kind: 'number', value: 3 },
      { kind: 'uncached', value: null },
      { kind: 'error', value: '#N/A' },
    ]);
  });

  test('numbers shown with leading zeros keep their format; texts keep their blanks', async () => {
    const sheet = workbookOf(
      '<row r="3"><c r="B3" s="1"><v>123</v></c><c r="C3" t="inlineStr"><is><t xml:space="preserve">张　伟</t></is></c></row>',
      { formats: ['00000'] },
    );
    const read = await readWorkbook(sheet, '表.xlsx');
    expect(read.ok && read.value.sheets[0]?.rows).toEqual([
      {
        row: 3,
        cells: [
          { kind: 'empty', value: null },
          { kind: 'number', value: 123, format: '00000' },
          { kind: 'text', value: '张　伟' },
        ],
      },
    ]);
  });

  test('pictures: floating ones by row with their hash, WPS in-cell ones by id', async () => {
    const floating = await readWorkbook(sample('巡查排查表.xlsx'), 'a');
    const pictures = floating.ok ? (floating.value.sheets[0]?.pictures ?? []) : [];
    expect(pictures).toHaveLength(20);
    expect(pictures[0]).toMatchObject({ row: 5, column: 17, sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) });
    const wps = await readWorkbook(sample('问题清单-WPS图片.xlsx'), 'b');
    const inCells = wps.ok
      ? (wps.value.sheets[0]?.rows ?? []).flatMap((row) => row.cells.filter((cell) => cell.kind === 'picture'))
      : [];
    expect(inCells).toHaveLength(12);
    expect(inCells[0]?.value).toBe('ID_798A2479AF8CC01410FF160B2C06D469');
  });
});
