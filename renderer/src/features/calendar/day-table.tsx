import { weekdayName } from '#core/domain/deadline/civil-date.ts';

/** One line of a count: the day, whether it counts, why, and how many so far. */
export interface DayLine {
  readonly date: string;
  readonly counted: boolean;
  readonly mark: string;
  readonly why: string;
  readonly running: number;
}

/** A count day by day, as on paper. */
export function DayTable({ lines, label }: { readonly lines: readonly DayLine[]; readonly label: string }) {
  return (
    <table className="plain-table panel" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">日期</th>
          <th scope="col">星期</th>
          <th scope="col">标记</th>
          <th scope="col">说明</th>
          <th scope="col" className="number">
            累计
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ date, counted, mark, why, running }) => (
          <tr key={date} className={counted ? undefined : 'not-counted'}>
            <td>{date}</td>
            <td>{weekdayName(date)}</td>
            <td>{mark}</td>
            <td>{why}</td>
            <td className="number">{counted ? running : '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
