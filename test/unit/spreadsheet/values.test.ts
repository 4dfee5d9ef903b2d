import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellText, lostDigits, numberText } from '#core/domain/spreadsheet/cell-text.ts';
import { cellAddress } from '#core/domain/spreadsheet/grid.ts';
import { parseQuantityCell, quantityInText, unitInHeader } from '#core/domain/spreadsheet/parse-quantity.ts';
import { phoneOf, severityOf } from '#core/domain/spreadsheet/parse-words.ts';
import { cell } from './support.ts';

describe('quantities with units in them', () => {
  test.each([
    ['约150立方米', 150, 'm³'],
    ['3.2亩', 3.2, '亩'],
    ['1200平米', 1200, 'm²'],
    ['约5200方', 5200, 'm³'],
    ['5200余立方米', 5200, 'm³'],
    ['1.2万方', 12_000, 'm³'],
    ['1,200㎡', 1200, 'm²'],
    ['150 m³', 150, 'm³'],
    ['约３吨左右', 3, 't'],
    ['50余棵', 50, '棵'],
  ] as const)('%s', (written, amount, unit) => {
    expect(parseQuantityCell(cell(written), null)).toEqual({ ok: true, value: { amount, unit } });
  });

  test('a bare number takes the unit of the column title, or is asked about', () => {
    expect(parseQuantityCell(cell(150), unitInHeader('占地面积（平方米）'))).toEqual({
      ok: true,
      value: { amount: 150, unit: 'm²' },
    });
    expect(parseQuantityCell(cell(150), unitInHeader('数量'))).toMatchObject({
      error: { code: 'QUANTITY_UNIT_MISSING' },
    });
  });

  test('what is no quantity is not made one', () => {
    for (const written of ['很多', '12*5米', '2-3吨'])
      expect(parseQuantityCell(cell(written), null)).toMatchObject({ error: { code: 'QUANTITY_UNREADABLE' } });
    expect(parseQuantityCell(cell('无'), null)).toEqual({ ok: true, value: null });
  });
});

describe('the measure named in a description', () => {
  test.each([
    ['村民沿河乱扔垃圾，长约480米', 480, 'm'],
    ['夜间取土，方量约150m³', 150, 'm³'],
    ['未批先建栈桥、凉亭，占地480㎡', 480, 'm²'],
    ['距桥200米处堆放约12m³垃圾', 12, 'm³'],
    ['上游300m处倾倒5吨', 5, 't'],
  ] as const)('%s', (text, amount, unit) => {
    expect(quantityInText(text)).toEqual({ amount, unit });
  });

  test('chainages, distances and years are no measures', () => {
    for (const text of ['K12+300处有垃圾', '村委会东200米', '2026年巡查发现', '桥上游300m处'])
      expect(quantityInText(text)).toBeNull();
  });
});

describe('text of a cell', () => {
  test('inner full-width blanks of a name stay, outer ones go', () => {
    expect(cellText(cell('　张　伟 '))).toBe('张　伟');
  });

  test('leading zeros stay in text, and in a number whose format shows them', () => {
    expect(cellText(cell('00123'))).toBe('00123');
    expect(cellText({ kind: 'number', value: 123, format: '00000' })).toBe('00123');
    expect(cellText(cell(123))).toBe('123');
  });

  test('18 digits in text stay; in a number they are known to be lost', () => {
    expect(cellText(cell('110118199001011234'))).toBe('110118199001011234');
    expect(lostDigits(cell(Number('110118199001011234')))).toBe(true);
    expect(lostDigits(cell(13800002287))).toBe(false);
  });

  test('numbers are written out, without exponent and binary noise', () => {
    expect(numberText(13_800_002_287)).toBe('13800002287');
    expect(numberText(0.1 + 0.2)).toBe('0.3');
    expect(numberText(116.704888)).toBe('116.704888');
    expect(numberText(1e21)).not.toContain('e');
    expect(numberText(0.00000012)).not.toContain('e');
  });

  test('control characters and lone surrogates cannot get into the database', () => {
    expect(cellText(cell('a\u0000\ufffe\u0007b\ud800'))).toBe('ab\ufffd');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = cellText(cell(text)) ?? '';
        expect(read.isWellFormed()).toBe(true);
        expect(read).not.toMatch(/(?![\n\t])\p{Cc}|[\ufffe\uffff]/u);
      }),
    );
  });

  test('addresses are those of Excel', () => {
    expect([cellAddress(5, 12), cellAddress(1, 25), cellAddress(1, 26), cellAddress(1_048_576, 16_383)]).toEqual([
      'M5',
      'Z1',
      'AA1',
      'XFD1048576',
    ]);
  });
});

test('phones: mobile, landline, masked; a sum of money is none', () => {
  expect(['138 0000 2287', '+8613800002287', '010-69041234', '69041234', '138****2287', '5200'].map(phoneOf)).toEqual([
    '13800002287',
    '13800002287',
    '01069041234',
    '69041234',
    '138****2287',
    null,
  ]);
});

test('严重 alone is asked about: it may be 较严重 or 重大', () => {
  expect(['一般', '一般问题', '较严重', '重大', '严重'].map((text) => severityOf(text))).toEqual([
    'general',
    'general',
    'serious',
    'major',
    null,
  ]);
});
