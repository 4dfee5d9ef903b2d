import { Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import type { WorkCalendar } from '#core/domain/deadline/calendar.ts';
import { useSession } from '../../app/session.ts';
import { useCalendar } from '../../ui/deadline.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { LoadTab } from './load/load-tab.tsx';
import { NoticesTab } from './notices-tab.tsx';
import { PeriodTab } from './period-tab.tsx';
import { TermTab } from './term-tab.tsx';
import { YearTab } from './year-tab.tsx';
import '../../ui/print.css';
import './calendar.css';

const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

/** 期限与日历: the years, the notices behind them, loading a notice, 公示期核算 and 期限计算. */
export default function CalendarPage() {
  const calendar = useCalendar();
  const { today } = useSession();
  const [params, setParams] = useSearchParams();
  const tab = params.get('tab') ?? 'year';
  const asked = Number(params.get('year') ?? today.slice(0, 4));
  const year = Number.isInteger(asked) ? Math.min(LAST_YEAR, Math.max(FIRST_YEAR, asked)) : Number(today.slice(0, 4));
  if (calendar === null) return <PageHead title="期限与日历" />;
  const onYear = (next: number) => setParams({ tab: 'year', year: String(next) });
  return (
    <>
      <PageHead title="期限与日历" />
      <Tabs
        activeKey={tab}
        destroyOnHidden
        size="small"
        onChange={(key) => setParams(key === 'year' ? { tab: key, year: String(year) } : { tab: key })}
        items={tabsOf(calendar, year, onYear)}
      />
    </>
  );
}

function tabsOf(calendar: WorkCalendar, year: number, onYear: (year: number) => void) {
  return [
    { key: 'year', label: '年历', children: <YearTab calendar={calendar} year={year} onYear={onYear} /> },
    { key: 'notices', label: '已载入的通知', children: <NoticesTab calendar={calendar} /> },
    { key: 'load', label: '载入通知', children: <LoadTab calendar={calendar} /> },
    { key: 'period', label: '公示期核算', children: <PeriodTab calendar={calendar} /> },
    { key: 'term', label: '期限计算', children: <TermTab calendar={calendar} /> },
  ];
}
