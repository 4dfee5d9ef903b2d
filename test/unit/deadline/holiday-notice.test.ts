import { describe, expect, it } from 'vitest';
import { checkNotice, type HolidayNotice, type NoticeDay } from '#core/domain/deadline/holiday-notice.ts';
import { NOTICE_YEARS, readNotice } from './support.ts';

const good = readNotice(2026);

function messageOf(notice: HolidayNotice): string {
  const result = checkNotice(notice);
  expect(result.ok, 'the notice should have been refused').toBe(false);
  if (result.ok) return '';
  expect(result.error.code).toBe('HOLIDAY_NOTICE_INVALID');
  return result.error.message;
}

function withDay(day: NoticeDay): HolidayNotice {
  return { ...good, days: [...good.days, day] };
}

describe('checkNotice', () => {
  it.each(NOTICE_YEARS)('accepts the notice of %i', (year) => {
    expect(checkNotice(readNotice(year)).ok).toBe(true);
  });

  it('refuses an empty year: it would be read as a year without holidays', () => {
    expect(messageOf({ ...good, days: [] })).toContain('没有日期不等于全年不放假');
  });

  it('refuses a year typed in half', () => {
    expect(messageOf({ ...good, days: good.days.filter((day) => day.date < '2026-09-01') })).toContain(
      '缺少 2026-10-01（国庆节）',
    );
  });

  it.each([
    ['a date of another year', { date: '2027-01-01', kind: 'holiday', name: '元旦' }, '2027-01-01 不属于 2026 年'],
    ['November of the year before', { date: '2025-11-30', kind: 'holiday', name: '元旦' }, '2025-11-30 不属于 2026 年'],
    ['a date that is none', { date: '2026-02-30', kind: 'holiday', name: '春节' }, '日期“2026-02-30”不对'],
    ['a day written twice', { date: '2026-10-01', kind: 'holiday', name: '国庆节' }, '2026-10-01 写了两次'],
    ['a day both holiday and worked', { date: '2026-10-10', kind: 'holiday', name: '国庆节' }, '2026-10-10 写了两次'],
    [
      'a make-up day on a weekday',
      { date: '2026-10-12', kind: 'makeupWorkday', name: '国庆节' },
      '2026-10-12 是周一，本来就上班',
    ],
    ['a day without a festival', { date: '2026-10-11', kind: 'holiday', name: ' ' }, '2026-10-11 没有写是哪个节日'],
  ] satisfies [string, NoticeDay, string][])('refuses %s', (_, day, message) => {
    expect(messageOf(withDay(day))).toContain(message);
  });

  it('accepts December of the year before (元旦连休)', () => {
    expect(checkNotice(withDay({ date: '2025-12-31', kind: 'holiday', name: '元旦' })).ok).toBe(true);
  });

  it.each([
    '国办发明电[2025]7号',
    '国办发明电〔2025〕7',
    '〔2025〕7号',
    '国办发明电〔25〕7号',
    '',
    '国办发明电〔2025〕07号',
  ])('refuses the document number “%s”', (documentNumber) => {
    expect(messageOf({ ...good, documentNumber })).toContain(`发文字号“${documentNumber}”不对`);
  });

  it('refuses a document number or a date of issue of quite another year: the wrong file was taken', () => {
    expect(messageOf({ ...good, documentNumber: '国办发明电〔2023〕7号' })).toContain('与 2026 年不符');
    expect(messageOf({ ...good, issuedOn: '2023-10-25' })).toContain('与 2026 年不符');
  });

  it('lists every fault in data, not only the first', () => {
    const result = checkNotice({ ...good, title: '', issuedOn: '2025-11', supersedes: good.id });
    expect(result).toMatchObject({ ok: false, error: { data: { problems: { length: 3 } } } });
    expect(result.ok ? '' : result.error.message).toContain('另有 2 处问题');
  });
});
