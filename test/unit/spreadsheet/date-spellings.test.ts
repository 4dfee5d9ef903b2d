import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, partsOf } from '#core/domain/deadline/civil-date.ts';
import { type DateContext, parseDateCell } from '#core/domain/spreadsheet/parse-date.ts';
import { cell } from './support.ts';

const IN_2024: DateContext = { date1904: false, year: 2024 };

function read(written: string | number, context: DateContext = IN_2024) {
  const parsed = parseDateCell(cell(written), context);
  return parsed.ok ? [parsed.value.date, parsed.value.time] : parsed.error.code;
}

/** [as written, time]; all of them are 2024-03-05. */
const FIFTH_OF_MARCH: readonly (readonly [string | number, string | null])[] = [
  ['2024.3.5', null],
  ['2024.03.05', null],
  ['2024.3.5.', null],
  ['2024。3。5', null],
  ['2024．3．5', null],
  ['２０２４年３月５日', null],
  ['2024年3月5号', null],
  ['2024年3月5號', null],
  ['2024 年 3 月 5 日', null],
  ['2024年03月05日星期二', null],
  ['2024年3月5日（周二）上午', null],
  ['2024、3、5', null],
  ['2024 3 5', null],
  ['2024，3，5', null],
  ['2024—3—5', null],
  ['2024\\3\\5', null],
  ['24.3.5', null],
  ['24-3-5', null],
  ["'24.3.5", null],
  ['24年3月5日', null],
  ['3月5日', null],
  ['3月5号', null],
  ['3-5', null],
  ['03/05', null],
  ['三月五日', null],
  ['二〇二四年三月五日', null],
  ['二○二四年三月五日', null],
  ['二零二四年三月五号', null],
  ['20240305', null],
  [20240305, null],
  ['240305', null],
  [240305, null],
  [45356, null],
  ['45356', null],
  ['2024-3-5 0:00:00', null],
  ['2024/3/5 14:30', '14:30'],
  ['2024/3/5 14：30', '14:30'],
  ['2024/3/5 2:30 PM', '14:30'],
  ['2024-03-05T14:30:25', '14:30'],
  ['2024-03-05 14:30:25.000', '14:30'],
  ['20240305 14:30', '14:30'],
  ['20240305143025', '14:30'],
  [202403051430, '14:30'],
  ['2024年3月5日14点半', '14:30'],
  ['2024年3月5日下午2时30分许', '14:30'],
  ['二〇二四年三月五日下午二时三十分', '14:30'],
  ['2024年3月5日夜间11点', '23:00'],
  ['2024年3月5日清晨6点', '06:00'],
  [45356.604166666664, '14:30'],
  ['2024-03-05T06:30:00.000Z', '14:30'],
  ['2024-03-04T16:00:00.000Z', null],
  ['2024-03-05T14:30:00+08:00', '14:30'],
  ['Tue Mar 05 2024', null],
  ['5-Mar-24', null],
  ['05 March 2024 14:30', '14:30'],
  ['Mar 5, 2024', null],
  ['5-Mar', null],
  ['3/25', null],
  ['发现日期：2024年3月5日', null],
];

describe('2024-03-05 in the spellings of inspectors', () => {
  test.each(FIFTH_OF_MARCH.filter(([written]) => written !== '3/25'))('%s', (written, time) => {
    expect(read(written)).toEqual(['2024-03-05', time]);
  });

  test('3/25 has one reading only', () => expect(read('3/25')).toEqual(['2024-03-25', null]));
});

describe('what is no day is asked about, never made one', () => {
  test.each([
    ['2024年3月', 'DATE_DAY_MISSING'],
    ['2024-03', 'DATE_DAY_MISSING'],
    ['2024.3', 'DATE_DAY_MISSING'],
    ['202403', 'DATE_DAY_MISSING'],
    ['24年3月', 'DATE_DAY_MISSING'],
    ['2024年3月上旬', 'DATE_DAY_MISSING'],
    ['3月底', 'DATE_DAY_MISSING'],
    ['二〇二四年三月', 'DATE_DAY_MISSING'],
    ['Mar-24', 'DATE_DAY_MISSING'],
    ['2024年', 'DATE_DAY_MISSING'],
    [2024, 'DATE_DAY_MISSING'],
    ['24-3', 'DATE_DAY_MISSING'],
    ['2024-02-30', 'DATE_NO_SUCH_DAY'],
    ['2023年2月29日', 'DATE_NO_SUCH_DAY'],
    ['2024.13.1', 'DATE_NO_SUCH_DAY'],
    ['20240230', 'DATE_NO_SUCH_DAY'],
    ['2月30日', 'DATE_NO_SUCH_DAY'],
    ['2024.3.5-2024.3.8', 'DATE_RANGE'],
    ['2024.3.5至3.8', 'DATE_RANGE'],
    ['3月5日-7日', 'DATE_RANGE'],
    ['2024年3月5日～6日', 'DATE_RANGE'],
    ['1/9/2024', 'DATE_AMBIGUOUS'],
    ['1/9/24', 'DATE_AMBIGUOUS'],
    ['5.3.24', 'DATE_AMBIGUOUS'],
    ['3.5', 'DATE_AMBIGUOUS'],
    ['1900-01-05', 'DATE_YEAR_ODD'],
    ['2204-03-05', 'DATE_YEAR_ODD'],
    ['0024-03-05', 'DATE_YEAR_ODD'],
    ['2024-3-5 24:00', 'DATE_UNREADABLE'],
    ['2024年3月5日晚上12点', 'DATE_UNREADABLE'],
    ['昨天下午', 'DATE_UNREADABLE'],
    ['K12+300', 'DATE_UNREADABLE'],
    ['13800002287', 'DATE_UNREADABLE'],
    [3.5, 'DATE_UNREADABLE'],
  ] as const)('%s → %s', (written, code) => expect(read(written)).toBe(code));

  test('a time shown as a date (1899-12-30 14:30) is no day of discovery', () => {
    const parsed = parseDateCell({ kind: 'dateTime', value: '1899-12-30T14:30:00' }, IN_2024);
    expect(parsed).toMatchObject({ ok: false, error: { code: 'DATE_YEAR_ODD' } });
  });

  test('the likely day is proposed', () => {
    const proposal = (written: string) => {
      const parsed = parseDateCell(cell(written), IN_2024);
      return parsed.ok ? null : parsed.error.data;
    };
    expect(proposal('2024.3.5-2024.3.8')).toEqual({ suggestion: '2024-03-05' });
    expect(proposal('1/9/2024')).toEqual({ suggestion: '2024-01-09' });
    expect(proposal('3.5')).toEqual({ suggestion: '3月5日' });
  });
});

describe('the order of a column settles what can be read in two ways', () => {
  test.each([
    ['1/9/2024', 'mdy', '2024-01-09', 'order'],
    ['1/9/2024', 'dmy', '2024-09-01', 'order'],
    ['13/9/2024', 'mdy', '2024-09-13', null],
    ['3.5', 'mdy', '2024-03-05', 'order'],
    ['3.5', 'dmy', '2024-05-03', 'order'],
    ['3-5', 'dmy', '2024-05-03', 'order'],
    ['10.1.26', 'dmy', '2026-01-10', 'order'],
    ['10.1.26', 'ymd', '2010-01-26', 'order'],
    ['24.3.5', 'ymd', '2024-03-05', null],
    ['2024-3-5', 'dmy', '2024-03-05', null],
    ['5/5/2024', 'mdy', '2024-05-05', null],
  ] as const)('%s as %s', (written, order, date, by) => {
    expect(parseDateCell(cell(written), { ...IN_2024, order })).toMatchObject({ value: { date, by } });
  });

  test('a month stands for a day only when the column says which', () => {
    expect(read('2024年2月', { ...IN_2024, monthOnly: 'first' })).toEqual(['2024-02-01', null]);
    expect(read('2024.2', { ...IN_2024, monthOnly: 'last' })).toEqual(['2024-02-29', null]);
    expect(read('2024年2月中旬', { ...IN_2024, monthOnly: 'first' })).toBe('DATE_DAY_MISSING');
  });
});

test('written in any unambiguous spelling, every day of 1954 … 2099 is read back as that day and minute', () => {
  const pad = (value: number) => String(value).padStart(2, '0');
  const digits = (value: number) => [...String(value)].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join('');
  const small = (value: number) =>
    value < 10
      ? digits(value)
      : `${value < 20 ? '' : digits(Math.floor(value / 10))}十${value % 10 === 0 ? '' : digits(value % 10)}`;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 53_000 }), fc.integer({ min: 1, max: 1439 }), (days, minutes) => {
      const date = addDays('1954-10-04', days);
      const { year, month, day } = partsOf(date);
      const time = `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
      const spellings = [
        `${year}.${month}.${day}`,
        `${year}/${month}/${day}`,
        `${year}年${month}月${day}日`,
        `${digits(year)}年${small(month)}月${small(day)}日`,
        `${year}${pad(month)}${pad(day)}`,
        date,
      ];
      for (const spelling of spellings) {
        expect(read(spelling)).toEqual([date, null]);
        expect(read(`${spelling} ${time}`)).toEqual([date, time]);
      }
      expect(read(`${date}T${time}:59`)).toEqual([date, time]);
    }),
  );
});
