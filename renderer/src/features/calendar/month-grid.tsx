import type { CalendarDay } from '#core/domain/deadline/calendar.ts';
import { useSession } from '../../app/session.ts';
import { DAY_SIGNS, dayWords, type MonthSheet } from './year-days.ts';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

interface MonthGridProps {
  readonly sheet: MonthSheet;
  /** Makes each day a button. */
  readonly onPick?: ((day: CalendarDay) => void) | undefined;
}

/** One month; each day with its mark, and its words for the pointer and the screen reader. */
export function MonthGrid({ sheet: { month, weeks }, onPick }: MonthGridProps) {
  return (
    <div className="month">
      <table>
        <caption>{month} 月</caption>
        <thead>
          <tr>
            {WEEKDAYS.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find((day) => day !== null)?.date}>
              {week.map((day, at) =>
                day === null ? <td key={`none-${WEEKDAYS[at]}`} /> : <Day key={day.date} day={day} onPick={onPick} />,
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Day({ day, onPick }: { readonly day: CalendarDay; readonly onPick: MonthGridProps['onPick'] }) {
  const { today } = useSession();
  const className = `day ${day.kind}${day.date === today ? ' today' : ''}`;
  const words = dayWords(day);
  const face = (
    <>
      {Number(day.date.slice(8))}
      <sup>{DAY_SIGNS[day.kind].mark}</sup>
    </>
  );
  if (onPick === undefined) {
    return (
      <td title={words} aria-label={words}>
        <span className={className} aria-hidden="true">
          {face}
        </span>
      </td>
    );
  }
  return (
    <td>
      <button type="button" className={className} title={words} onClick={() => onPick(day)}>
        <span aria-hidden="true">{face}</span>
        <span className="day-words">{words}</span>
      </button>
    </td>
  );
}
