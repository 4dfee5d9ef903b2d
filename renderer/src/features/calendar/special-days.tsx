import type { WorkCalendar } from '#core/domain/deadline/calendar.ts';
import type { HolidayNotice } from '#core/domain/deadline/holiday-notice.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { FestivalTable } from './festival-table.tsx';

/** The special days of a year with the notice behind them; the days of December that the next year's notice names too. */
export function SpecialDays({ calendar, year }: { readonly calendar: WorkCalendar; readonly year: number }) {
  const own = calendar.inForce.get(year);
  const next = calendar.inForce.get(year + 1);
  const early = next?.days.filter(({ date }) => date.startsWith(`${year}-`)) ?? [];
  return (
    <aside className="panel" aria-label={`${year} 年的放假安排`}>
      <h2>放假安排</h2>
      {own === undefined ? (
        <EmptyHint why={`${year} 年没有载入放假安排通知。`} next={<a href="#/calendar?tab=load">载入通知</a>} />
      ) : (
        <>
          <NoticeHead notice={own} />
          <FestivalTable days={own.days} />
        </>
      )}
      {next !== undefined && early.length > 0 && (
        <>
          <NoticeHead notice={next} />
          <FestivalTable days={early} />
        </>
      )}
    </aside>
  );
}

function NoticeHead({ notice }: { readonly notice: HolidayNotice }) {
  return (
    <p style={{ margin: '4px 0' }}>
      {notice.title}
      <br />
      <span className="muted">
        {notice.documentNumber}　{notice.issuedOn}
      </span>
    </p>
  );
}
