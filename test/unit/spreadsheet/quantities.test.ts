import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convertAmount } from '#core/domain/finding/units.ts';
import { parseQuantityCell, readQuantity, unitInHeader } from '#core/domain/spreadsheet/parse-quantity.ts';
import { cell } from './support.ts';

describe('a quantity in the words of inspectors', () => {
  test.each([
    ['约150立方米', 150, 'm³'],
    ['约 150 m³', 150, 'm³'],
    ['150m^3', 150, 'm³'],
    ['１５０㎥', 150, 'm³'],
    ['150立米', 150, 'm³'],
    ['150 立方', 150, 'm³'],
    ['3.2亩', 3.2, '亩'],
    ['3.2畝', 3.2, '亩'],
    ['3亩2分', 3.2, '亩'],
    ['一亩半', 1.5, '亩'],
    ['半亩', 0.5, '亩'],
    ['1,200平米', 1200, 'm²'],
    ['1，200平方', 1200, 'm²'],
    ['２００平', 200, 'm²'],
    ['0.5万方', 5000, 'm³'],
    ['1.1万立方米', 11_000, 'm³'],
    ['近200方', 200, 'm³'],
    ['200方左右', 200, 'm³'],
    ['200余方', 200, 'm³'],
    ['不足100方', 100, 'm³'],
    ['≥100方', 100, 'm³'],
    ['占地约480㎡', 480, 'm²'],
    ['1.5公里', 1.5, 'km'],
    ['300米', 300, 'm'],
    ['3里', 3, '里'],
    ['3华里', 3, '里'],
    ['0.3吨', 0.3, 't'],
    ['三百二十立方米', 320, 'm³'],
    ['两处', 2, '处'],
    ['十余方', 10, 'm³'],
    ['百余立方', 100, 'm³'],
    ['三万方', 30_000, 'm³'],
    ['50余棵', 50, '棵'],
    ['150方（建筑垃圾）', 150, 'm³'],
    ['150方建筑垃圾', 150, 'm³'],
    ['2处共150方', 150, 'm³'],
    ['2处，共约150立方米', 150, 'm³'],
    ['1200㎡/1.8亩', 1200, 'm²'],
  ] as const)('%s', (written, amount, unit) => {
    expect(parseQuantityCell(cell(written), null)).toEqual({ ok: true, value: { amount, unit } });
  });

  test('里 is half a kilometre', () => expect(convertAmount({ amount: 3, unit: '里' }, 'm')).toBe(1500));

  test('what a cell says beside its quantity is told', () => {
    for (const written of ['2处共150方', '150方建筑垃圾', '1200㎡/1.8亩'])
      expect(readQuantity(cell(written), null)).toMatchObject({ value: { left: expect.stringContaining(written) } });
    expect(readQuantity(cell('约150方'), null)).toMatchObject({ value: { left: null } });
  });
});

describe('what is not one quantity is not made one', () => {
  test.each([
    ['2-3吨', undefined],
    ['50~60方', undefined],
    ['3处50方、30方', undefined],
    ['1200㎡、5亩', undefined],
    ['很多', undefined],
    ['一些', undefined],
    ['一大片', undefined],
    ['一堆', undefined],
    ['半截', undefined],
    ['两三处', undefined],
    ['12*5米', '60平方米'],
    ['12m×5m', '60平方米'],
    ['长12米，宽5米', '60平方米'],
    ['长12米宽5米高2米', '120立方米'],
    ['1 200㎡', '1200m2'],
    ['1,20方', undefined],
    ['-5方', undefined],
  ] as const)('%s', (written, suggestion) => {
    const read = parseQuantityCell(cell(written), null);
    expect(read).toMatchObject({ ok: false, error: { code: 'QUANTITY_UNREADABLE' } });
    if (suggestion === undefined) expect(read).not.toHaveProperty('error.data');
    else {
      expect(read).toMatchObject({ error: { data: { suggestion } } });
      expect(parseQuantityCell(cell(suggestion), null).ok).toBe(true);
    }
  });

  test.each(['', '无', '-', '——', '/', '不详', '待核实'])('“%s” is an empty quantity', (written) => {
    expect(parseQuantityCell(cell(written), 'm²')).toEqual({ ok: true, value: null });
  });
});

describe('the unit of a column’s title', () => {
  test.each([
    ['面积（平方米）', 'm²'],
    ['面积(㎡)', 'm²'],
    ['占地面积/亩', '亩'],
    ['方量：m³', 'm³'],
    ['数量（单位：立方米）', 'm³'],
    ['占地面积 平方米', 'm²'],
    ['图斑面积㎡', 'm²'],
    ['面积亩', '亩'],
    ['垃圾量（吨）', 't'],
    ['长度（公里）', 'km'],
    ['方量（万立方米）', '万m³'],
    ['数量', null],
    ['方量', null],
    ['面积', null],
    ['数量（必填）', null],
    ['亩', null],
  ])('%s → %s', (label, unit) => expect(unitInHeader(label)).toBe(unit));

  test('万立方米 multiplies bare numbers, not those with their own unit', () => {
    expect(parseQuantityCell(cell(0.5), '万m³')).toMatchObject({ value: { amount: 5000, unit: 'm³' } });
    expect(parseQuantityCell(cell('150方'), '万m³')).toMatchObject({ value: { amount: 150, unit: 'm³' } });
  });
});

test('no digit of a number is lost, with and without thousands separators, in figures and in a number cell', () => {
  const amounts = fc.tuple(fc.integer({ min: 0, max: 9_999_999_999 }), fc.integer({ min: 0, max: 99_999 }));
  fc.assert(
    fc.property(amounts, ([whole, part]) => {
      const text = part === 0 ? String(whole) : `${whole}.${String(part).padStart(5, '0')}`;
      const grouped = text.replace(/^\d+/u, (digits) => digits.replace(/\B(?=(\d{3})+$)/gu, ','));
      for (const written of [`${text}立方米`, `约${grouped}方`, Number(text)])
        expect(parseQuantityCell(cell(written), 'm³')).toEqual({
          ok: true,
          value: { amount: Number(text), unit: 'm³' },
        });
    }),
  );
});
