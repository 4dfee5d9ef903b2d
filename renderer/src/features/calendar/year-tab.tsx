import { LeftOutlined, PrinterOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import { useMemo } from 'react';
import { publishedThrough, type WorkCalendar } from '#core/domain/deadline/calendar.ts';
import { Legend } from './legend.tsx';
import { MonthGrid } from './month-grid.tsx';
import { SpecialDays } from './special-days.tsx';
import { countYear, monthsOf } from './year-days.ts';

interface YearTabProps {
  readonly calendar: WorkCalendar;
  readonly year: number;
  readonly onYear: (year: number) => void;
}

/** A year day by day: 工作日, 休息日, 放假, 调休上班, 未公布. */
export function YearTab({ calendar, year, onYear }: YearTabProps) {
  const months = useMemo(() => monthsOf(calendar, year), [calendar, year]);
  const { days, workdays, byKind } = useMemo(() => countYear(months), [months]);
  const unpublished = byKind.unpublishedWorkday + byKind.unpublishedRestday;
  return (
    <>
      <div className="year-head">
        <Flex align="center" gap={8}>
          <Button icon={<LeftOutlined />} aria-label="上一年" onClick={() => onYear(year - 1)} />
          <strong style={{ fontSize: 18 }}>{year} 年</strong>
          <Button icon={<RightOutlined />} aria-label="下一年" onClick={() => onYear(year + 1)} />
        </Flex>
        <span>
          共 {days} 天，{unpublished > 0 && '暂按 '}
          {workdays} 个工作日；放假 {byKind.holiday} 天，调休上班 {byKind.makeupWorkday} 天
          {unpublished > 0 && `，未公布 ${unpublished} 天`}
        </span>
        <Legend />
        <Button className="no-print" icon={<PrinterOutlined />} onClick={() => window.print()}>
          打印
        </Button>
      </div>
      {unpublished > 0 && (
        <p className="muted" style={{ margin: '0 0 8px' }}>
          {year} 年的放假安排尚未载入（已公布至 {publishedThrough(calendar) ?? '无'}
          ）。没有通知不等于没有节假日：跨入这一年的期限按周末规则计算，标为“暂定”，载入通知后重算。
        </p>
      )}
      <div className="year">
        <div className="months">
          {months.map((sheet) => (
            <MonthGrid key={sheet.month} sheet={sheet} />
          ))}
        </div>
        <SpecialDays calendar={calendar} year={year} />
      </div>
    </>
  );
}
