import { describe, expect, test } from 'vitest';
import { shiftFormula, shiftRanges } from '#core/domain/spreadsheet/shift-references.ts';

const own = (formula: string) => shiftFormula(formula, { sheet: "排 查'表", own: true });
const other = (formula: string) => shiftFormula(formula, { sheet: "排 查'表", own: false });

describe('references after a column was put in on the left', () => {
  test.each([
    ['A1:S86', 'B1:T86'],
    ['$A:$B', '$B:$C'],
    ['1:3', '1:3'],
    ['Z9 AZ1:ZZ2', 'AA9 BA1:AAA2'],
    ['XFD1', 'XFD1'],
  ])('%s', (before, after) => expect(shiftRanges(before)).toBe(after));

  test.each([
    ['SUM($A$1:B2)*LOG10(C3)', 'SUM($B$1:C2)*LOG10(D3)'],
    ['IF(A1="B2","见A1",汇总!C3)', 'IF(B1="B2","见A1",汇总!C3)'],
    ["'排 查''表'!A1+其他!A1", "'排 查''表'!B1+其他!A1"],
    ['表1[[#This Row],[A1]]+A2', '表1[[#This Row],[A1]]+B2'],
    ['_xlfn.DISPIMG("ID_A1",1)', '_xlfn.DISPIMG("ID_A1",1)'],
    ['OFFSET(A1,1,2):C$5', 'OFFSET(B1,1,2):D$5'],
    ['COUNTIF(D:D,1E5)+ROW(3:3)', 'COUNTIF(E:E,1E5)+ROW(3:3)'],
    ['面积A1+税率_B2', '面积A1+税率_B2'],
  ])('own: %s', (before, after) => expect(own(before)).toBe(after));

  test('elsewhere only what names the sheet moves', () => {
    expect(other("A1+'排 查''表'!$G$3:$G$12")).toBe("A1+'排 查''表'!$H$3:$H$12");
  });
});
