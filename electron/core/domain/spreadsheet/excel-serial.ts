import { fromDayNumber } from '../deadline/civil-date.ts';
import type { CivilDate } from '../deadline/terms.ts';

/** Serial of 1970-01-01 in the 1900 system; the 1904 system counts 1,462 days fewer. */
const EPOCH_1900 = 25_569;
const EPOCH_1904 = EPOCH_1900 - 1462;
/** 1900-02-29, which Excel has and the calendar has not. */
const LOTUS_DAY = 60;
/** 9999-12-31 in the 1900 system. */
const LAST_SERIAL = 2_958_465;

/** A civil moment: the day and the minute, `time` null when the value carries none. */
export interface CivilMoment {
  readonly date: CivilDate;
  readonly time: string | null;
}

/**
 * Civil day and minute of an Excel serial number, 44986 → 2023-03-01; null when it names no day of the calendar.
 * Seconds are cut after rounding to the nearest second, so 0.9999999 never becomes the day before.
 */
export function fromSerial(serial: number, date1904: boolean): CivilMoment | null {
  if (!Number.isFinite(serial)) return null;
  const seconds = Math.round(serial * 86_400);
  const day = Math.floor(seconds / 86_400);
  const offset = date1904 ? EPOCH_1904 : day < LOTUS_DAY ? EPOCH_1900 - 1 : EPOCH_1900;
  if (day < (date1904 ? 0 : 1) || day > LAST_SERIAL || (!date1904 && day === LOTUS_DAY)) return null;
  const rest = seconds - day * 86_400;
  return { date: fromDayNumber(day - offset), time: rest === 0 ? null : minuteText(Math.floor(rest / 60)) };
}

/** `HH:mm` of a minute of the day. */
export function minuteText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
