import { Flex, Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { WorkCalendar } from '#core/domain/deadline/calendar.ts';
import type { HolidayNotice } from '#core/domain/deadline/holiday-notice.ts';
import { FestivalTable } from '../festival-table.tsx';
import { Legend } from '../legend.tsx';
import { MonthGrid } from '../month-grid.tsx';
import { countYear, monthOf, monthsOf } from '../year-days.ts';
import { type Brush, calendarWith, FESTIVALS, type NoticeForm, withDay } from './notice-form.ts';

interface NoticeDaysProps {
  readonly form: NoticeForm;
  readonly notice: HolidayNotice;
  readonly calendar: WorkCalendar;
  readonly onChange: (form: NoticeForm) => void;
}

/** The year as the notice makes it; a click on a day corrects it. */
export function NoticeDays({ form, notice, calendar, onChange }: NoticeDaysProps) {
  const [brush, setBrush] = useState<Brush>('holiday');
  const [name, setName] = useState(FESTIVALS[0] ?? '元旦');
  const { year } = form;
  const shown = useMemo(() => calendarWith(notice, calendar), [notice, calendar]);
  const months = useMemo(() => monthsOf(shown, year), [shown, year]);
  const before = useMemo(() => monthOf(shown, year - 1, 12), [shown, year]);
  const { workdays, byKind } = countYear(months);
  const hasEarly = form.days.some(({ date }) => date.startsWith(`${year - 1}-12`));
  const pick = (day: { readonly date: string }) => onChange(withDay(form, day, brush, name));
  return (
    <div>
      <Flex wrap align="center" gap="4px 12px" style={{ marginBottom: 8 }}>
        <strong>{year} 年预览</strong>
        <span>
          {form.days.length === 0
            ? '还没有日期：没有日期不等于全年不放假'
            : `${workdays} 个工作日，放假 ${byKind.holiday} 天，调休上班 ${byKind.makeupWorkday} 天`}
        </span>
        <Legend />
      </Flex>
      <Flex wrap align="center" gap={8} style={{ marginBottom: 8 }} role="group" aria-label="点选日期">
        <span>点选日期设为</span>
        <Segmented<Brush>
          aria-label="点选日期设为"
          value={brush}
          onChange={setBrush}
          options={[
            { label: '放假', value: 'holiday' },
            { label: '调休上班', value: 'makeupWorkday' },
            { label: '去掉', value: 'none' },
          ]}
        />
        <Select
          aria-label="节日"
          style={{ width: 150 }}
          value={name}
          disabled={brush === 'none'}
          onChange={setName}
          options={FESTIVALS.map((value) => ({ value }))}
        />
      </Flex>
      {form.days.length > 0 && (
        <div style={{ marginBottom: 8 }}>
          <FestivalTable days={form.days} />
        </div>
      )}
      <div className="months">
        {hasEarly && <MonthGrid sheet={before} onPick={pick} />}
        {months.map((sheet) => (
          <MonthGrid key={sheet.month} sheet={sheet} onPick={pick} />
        ))}
      </div>
    </div>
  );
}
