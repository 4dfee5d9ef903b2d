import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { HolidayNotice } from '#core/domain/deadline/holiday-notice.ts';
import { readNoticeText } from '#core/domain/deadline/read-notice-text.ts';

/** Notices of 2023 to 2026 in the ways of writing that changed from year to year; the days are held against the shipped notices. */
const TEXTS: Readonly<Record<number, string>> = {
  2023: `国务院办公厅关于2023年
部分节假日安排的通知
国办发明电〔2022〕16号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2023年元旦、春节等节假日安排通知如下。
一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
国务院办公厅
2022年12月8日`,
  2024: `国务院办公厅关于2024年部分节假日安排的通知
国办发明电〔2023〕7号
一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。
　　国务院办公厅
　　2023年10月25日`,
  2025: `国务院办公厅关于2025年部分节假日安排的通知
国办发明电〔2024〕12号
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
国务院办公厅
2024年11月12日`,
  2026: `国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
国务院办公厅
2025年11月4日`,
};

function shipped(year: number): HolidayNotice {
  const file = new URL(`../../../resources/holidays/${year}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as HolidayNotice;
}

const read = (text: string, year: number | null = null) => {
  const result = readNoticeText(text, year);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

describe('the text of a holiday notice', () => {
  it.each([2024, 2025, 2026])('of %i gives exactly the days of the notice as it was typed by hand', (year) => {
    const known = shipped(year);
    const draft = read(TEXTS[year] ?? '');
    expect(draft.days.map(({ date, kind }) => `${date} ${kind}`)).toEqual(
      known.days.map(({ date, kind }) => `${date} ${kind}`),
    );
    expect(draft.documentNumber).toBe(known.documentNumber);
    expect(draft.title).toBe(known.title);
    expect(draft.issuedOn).toBe(known.issuedOn);
    expect(draft.doubts).toEqual([]);
  });

  it('whose new-year holiday begins in December of the year before keeps both years apart', () => {
    const draft = read(TEXTS[2023] ?? '', 2023);
    expect(draft.days.slice(0, 3).map(({ date }) => date)).toEqual(['2022-12-31', '2023-01-01', '2023-01-02']);
    const known = shipped(2023).days.map(({ date, kind }) => `${date} ${kind}`);
    expect(draft.days.map(({ date, kind }) => `${date} ${kind}`)).toEqual([...known].sort());
  });

  it('does not take the eve that units are merely encouraged to give off for a holiday', () => {
    expect(read(TEXTS[2024] ?? '').days.some(({ date }) => date === '2024-02-09')).toBe(false);
  });

  it('names each day by its festival', () => {
    const names = new Map(read(TEXTS[2025] ?? '').days.map(({ date, name }) => [date, name]));
    expect(names.get('2025-02-08')).toBe('春节');
    expect(names.get('2025-10-06')).toBe('国庆节、中秋节');
  });

  it('that contradicts the calendar or itself says so: a wrong weekday, a wrong number of days', () => {
    const text = `国务院办公厅关于2026年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周六）放假调休，共4天。1月4日（周日）上班。`;
    expect(read(text).doubts).toEqual([
      expect.stringContaining('2026-01-01 是周四，原文写作周五'),
      expect.stringContaining('共 4 天，读出 3 天'),
    ]);
  });

  it('without a year or without a date is refused with what to paste', () => {
    for (const [text, year] of [
      ['一、元旦：1月1日放假。', null],
      ['放假安排另行通知。', 2027],
      ['', 2027],
    ] as const) {
      expect(readNoticeText(text, year)).toMatchObject({ ok: false, error: { code: 'NOTICE_TEXT_UNREADABLE' } });
    }
  });

  it('with a date that does not exist leaves it out and says so', () => {
    const draft = read('一、清明节：2月30日、4月5日放假，共2天。', 2027);
    expect(draft.days.map(({ date }) => date)).toEqual(['2027-04-05']);
    expect(draft.doubts).toHaveLength(2);
  });
});
