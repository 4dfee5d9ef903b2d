import { partsOf } from '../deadline/civil-date.ts';
import type { CivilDate } from '../deadline/terms.ts';

/** A civil date as official documents write it: `2026年3月5日`, no leading zeros (GB/T 9704—2012, 7.3.5.4). Throws RangeError for a text that is none. */
export function officialDate(date: CivilDate): string {
  const { year, month, day } = partsOf(date);
  return `${year}年${month}月${day}日`;
}
