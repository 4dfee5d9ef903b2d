import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { fromSerial } from '#core/domain/spreadsheet/excel-serial.ts';
import { parseDateCell, parseTimeCell } from '#core/domain/spreadsheet/parse-date.ts';
import { addDays } from '#core/domain/deadline/civil-date.ts';
import { cell } from './support.ts';

const IN_2026 = { date1904: false, year: 2026 };

/** [as written, date, time] */
const UNDERSTOOD: readonly (readonly [string | number, string, string | null])[] = [
  ['2026-01-09', '2026-01-09', null],
  ['2026.1.9', '2026-01-09', null],
  ['2026. 1. 9', '2026-01-09', null],
  ['2026/1/9', '2026-01-09', null],
  ['2026年1月9日', '2026-01-09', null],
  ['2026年1月9号', '2026-01-09', null],
  ['２０２６．１．９', '2026-01-09', null],
  ['1月9日', '2026-01-09', null],
  ['26年1月9日', '2026-01-09', null],
  ['26.1.9', '2026-01-09', null],
  ['20260109', '2026-01-09', null],
  [20260109, '2026-01-09', null],
  [44986, '2023-03-01', null],
  ['44986', '2023-03-01', null],
  [46031.593056, '2026-01-09', '14:14'],
  ['2026/1/9 14:14', '2026-01-09', '14:14'],
  ['2026-01-09T14:14:00', '2026-01-09', '14:14'],
  ['2026-01-09 00:00:00', '2026-01-09', null],
  ['2026年1月9日14时14分', '2026-01-09', '14:14'],
  ['2026年1月9日 下午2:30', '2026-01-09', '14:30'],
  ['2026年1月9日（星期五）', '2026-01-09', null],
  ['2026.1.9上午', '2026-01-09', null],
  ['二〇二六年十一月二十九日', '2026-11-29', null],
  ['13/9/2026', '2026-09-13', null],
  ['2024-02-29', '2024-02-29', null],
];

/** [as written, code]: asked about, never guessed. */
const REFUSED: readonly (readonly [string | number | null, string])[] = [
  [null, 'DATE_EMPTY'],
  ['昨天', 'DATE_UNREADABLE'],
  ['2026-02-30', 'DATE_NO_SUCH_DAY'],
  ['2026.2.29', 'DATE_NO_SUCH_DAY'],
  ['2026年3月', 'DATE_DAY_MISSING'],
  [2026.1, 'DATE_DAY_MISSING'],
  ['3.5', 'DATE_AMBIGUOUS'],
  ['1/9/2026', 'DATE_AMBIGUOUS'],
  ['10.1.26', 'DATE_AMBIGUOUS'],
  ['2026/1/9 25:00', 'DATE_UNREADABLE'],
  [13800002287, 'DATE_UNREADABLE'],
  [60, 'DATE_UNREADABLE'],
];

describe('dates as inspectors write them', () => {
  test.each(UNDERSTOOD)('%s', (written, date, time) => {
    expect(parseDateCell(cell(written), IN_2026)).toMatchObject({ ok: true, value: { date, time } });
  });

  test.each(REFUSED)('%s is refused as %s', (written, code) => {
    const parsed = parseDateCell(cell(written), IN_2026);
    expect(parsed).toMatchObject({ ok: false, error: { code } });
  });

  test('1月9日 without a year anywhere is asked about, not given the current year', () => {
    expect(parseDateCell(cell('1月9日'), { date1904: false, year: null })).toMatchObject({
      ok: false,
      error: { code: 'DATE_YEAR_MISSING' },
    });
  });

  test('a date-time cell keeps its day and minute; a time alone is no date', () => {
    expect(parseDateCell({ kind: 'dateTime', value: '2026-01-09T14:14:00' }, IN_2026)).toMatchObject({
      value: { date: '2026-01-09', time: '14:14' },
    });
    expect(parseDateCell({ kind: 'dateTime', value: '14:14:00' }, IN_2026)).toMatchObject({
      error: { code: 'DATE_UNREADABLE' },
    });
  });
});

describe('Excel serial numbers', () => {
  test('the day that Excel invented (1900-02-29) and its neighbours', () => {
    expect([1, 59, 60, 61].map((serial) => fromSerial(serial, false)?.date ?? null)).toEqual([
      '1900-01-01',
      '1900-02-28',
      null,
      '1900-03-01',
    ]);
  });

  test('the 1904 system counts 1,462 days fewer', () => {
    expect(fromSerial(0, true)?.date).toBe('1904-01-01');
    expect(fromSerial(44_569, true)?.date).toBe(fromSerial(46_031, false)?.date);
  });

  test('a second short of midnight by binary noise is the next day, never the day before', () => {
    expect(fromSerial(46031.99999999, false)).toEqual({ date: '2026-01-10', time: null });
    expect(fromSerial(46031.00000001, false)).toEqual({ date: '2026-01-09', time: null });
  });

  test('one serial more is one day more, to the minute, over 200 years', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 80_000 }), fc.integer({ min: 1, max: 1439 }), (day, minute) => {
        const moment = fromSerial(day + minute / 1440, false);
        expect(moment?.date).toBe(addDays('1900-03-01', day - 61));
        expect(moment?.time).toBe(
          `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
        );
      }),
    );
  });
});

describe('times of their own column', () => {
  test.each([
    ['14:14', '14:14'],
    ['14时14分', '14:14'],
    ['下午2点', '14:00'],
    [0.593056, '14:14'],
  ] as const)('%s', (written, time) => {
    expect(parseTimeCell(cell(written))).toEqual({ ok: true, value: time });
  });

  test('25:00 and words are refused', () => {
    for (const written of ['25:00', '早饭后']) expect(parseTimeCell(cell(written))).toMatchObject({ ok: false });
  });
});

test('no text whatever makes the date reader throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.double()), (value) => {
      expect(typeof parseDateCell(cell(value), IN_2026).ok).toBe('boolean');
    }),
  );
});
