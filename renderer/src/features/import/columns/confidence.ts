import type { StagedColumn } from '#core/contract/views-import.ts';

/** How sure a guess is, in words and with a sign. */
export interface Confidence {
  readonly word: '确定' | '较有把握' | '请核对' | '手工指定' | '沿用上次' | '不导入';
  readonly sign: string;
  readonly level: 'sure' | 'likely' | 'doubt' | 'none';
}

const SURE = 0.8;
const LIKELY = 0.6;

/** Reasons of columns that a person set, now or at an earlier import of the form. */
const BY_HAND: Readonly<Record<string, '手工指定' | '沿用上次'>> = { 手工指定: '手工指定', 上次手工指定: '沿用上次' };

/** Words for the confidence of a column (0 … 1). */
export function confidenceOf({
  field,
  confidence,
  reason,
}: Pick<StagedColumn, 'field' | 'confidence' | 'reason'>): Confidence {
  const byHand = BY_HAND[reason];
  if (field === null) return { word: '不导入', sign: '—', level: 'none' };
  if (byHand !== undefined) return { word: byHand, sign: '✓', level: 'sure' };
  if (confidence >= SURE) return { word: '确定', sign: '✓', level: 'sure' };
  if (confidence >= LIKELY) return { word: '较有把握', sign: '○', level: 'likely' };
  return { word: '请核对', sign: '？', level: 'doubt' };
}
