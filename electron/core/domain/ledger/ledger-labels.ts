import type { RectificationType } from '../case/case-record.ts';
import type { Datum } from '../finding/problem.ts';
import { itemByCode } from '../finding/taxonomy.ts';
import { COMPLETION_STATUSES, DATUM_LABELS } from '../finding/vocabulary.ts';

/** 整改类型 */
export const RECTIFICATION_LABELS = {
  immediate: '立行立改',
  timeLimited: '限期整改',
  staged: '分阶段整改',
  longTerm: '长期坚持',
} as const satisfies Record<RectificationType, string>;

/** 完成情况: the six values of the form, and 撤案, which the form does not know. */
export const COMPLETION_VALUES: readonly string[] = [...COMPLETION_STATUSES, '撤案'];

/** 复核结果 */
export const REVIEW_LABELS = { passed: '通过', rejected: '不通过（退回整改）' } as const;

/**
 * 坐标系 of the printed pair. The pair is stored converted, so the system it came in must not be printed beside it:
 * a reader would convert it a second time. A pair of unknown origin was never converted.
 */
export function printedDatum(datum: Datum): string {
  return datum === 'unknown' ? DATUM_LABELS.unknown : DATUM_LABELS.CGCS2000;
}

/** 存量 / 增量, derived from 形成时间 (1988 and 2019 are the two borders); null when it cannot be told. */
export function stockOrIncrement(formedPeriod: string): string | null {
  if (formedPeriod.startsWith('2019')) return '增量';
  return formedPeriod.startsWith('1988') ? '存量' : null;
}

/** 问题细项 of a code; an unknown code is printed as it is, never dropped. */
export function itemLabel(code: string): string {
  return itemByCode(code)?.label ?? code;
}
