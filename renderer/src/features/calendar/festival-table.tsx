import type { NoticeDay } from '#core/domain/deadline/holiday-notice.ts';
import { festivalsOf } from './year-days.ts';

/** A notice's days by festival. */
export function FestivalTable({ days }: { readonly days: readonly NoticeDay[] }) {
  return (
    <table className="plain-table" aria-label="放假和调休上班">
      <thead>
        <tr>
          <th scope="col">节日</th>
          <th scope="col">休</th>
          <th scope="col">班</th>
        </tr>
      </thead>
      <tbody>
        {festivalsOf(days).map(({ name, holidays, days: count, makeup }) => (
          <tr key={name}>
            <td>{name}</td>
            <td>{holidays === '' ? '—' : `${holidays}（${count} 天）`}</td>
            <td>{makeup === '' ? '—' : makeup}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
