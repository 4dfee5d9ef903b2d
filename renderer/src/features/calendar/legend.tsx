import type { DayKind } from '#core/domain/deadline/calendar.ts';
import { DAY_SIGNS } from './year-days.ts';

const SHOWN: readonly (readonly [DayKind, string])[] = [
  ['workday', '工作日'],
  ['restday', '休息日'],
  ['holiday', '放假'],
  ['makeupWorkday', '调休上班'],
  ['unpublishedWorkday', '未公布'],
];

/** What the marks mean. */
export function Legend() {
  return (
    <ul className="legend" aria-label="图例">
      {SHOWN.map(([kind, label]) => (
        <li key={kind}>
          <span className={`day ${kind}`} aria-hidden="true">
            1<sup>{DAY_SIGNS[kind].mark}</sup>
          </span>
          {label}
        </li>
      ))}
    </ul>
  );
}
