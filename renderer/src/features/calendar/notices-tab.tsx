import { Link } from 'react-router';
import type { WorkCalendar } from '#core/domain/deadline/calendar.ts';
import { useAsk } from '../../api/ask.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';

/** The loaded notices; which is in force, which was replaced and is kept for the record. */
export function NoticesTab({ calendar }: { readonly calendar: WorkCalendar }) {
  const notices = useAsk('calendar.published', {});
  const rows = [...(notices.data ?? [])].reverse();
  const titles = new Map(rows.map(({ id, documentNumber }) => [id, documentNumber]));
  if (notices.data?.length === 0) {
    return (
      <EmptyHint
        why="还没有载入放假安排通知；没有通知的年份，期限按周末规则计算，标为“暂定”。"
        next={<Link to="/calendar?tab=load">载入通知</Link>}
      />
    );
  }
  return (
    <>
      <RefusalAlert error={notices.error} />
      <table className="plain-table panel" aria-label="已载入的放假安排通知">
        <thead>
          <tr>
            <th scope="col">年份</th>
            <th scope="col">标题</th>
            <th scope="col">发文字号</th>
            <th scope="col">成文日期</th>
            <th scope="col">来源</th>
            <th scope="col" className="number">
              放假
            </th>
            <th scope="col" className="number">
              调休上班
            </th>
            <th scope="col">状态</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, year, title, documentNumber, issuedOn, source, supersedes, days }) => (
            <tr key={id}>
              <td>
                <Link to={`/calendar?tab=year&year=${year}`}>{year}</Link>
              </td>
              <td>{title}</td>
              <td>{documentNumber}</td>
              <td>{issuedOn}</td>
              <td>{source}</td>
              <td className="number">{days.filter(({ kind }) => kind === 'holiday').length} 天</td>
              <td className="number">{days.filter(({ kind }) => kind === 'makeupWorkday').length} 天</td>
              <td>
                {calendar.inForce.get(year)?.id === id ? '现行' : '已被替代，留存备查'}
                {supersedes !== null && `；替代 ${titles.get(supersedes) ?? supersedes}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
