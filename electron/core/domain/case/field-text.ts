import { isProblemField, PROBLEM_FIELD_LABELS } from '../finding/problem-fields.ts';
import { SEVERITY_LABELS } from '../finding/severity.ts';
import { CATEGORY_LABELS, itemByCode } from '../finding/taxonomy.ts';
import { DATUM_LABELS } from '../finding/vocabulary.ts';
import type { CorrectableCaseField } from './case-requirements.ts';

/** Chinese names of the fields of the case row that a correction may touch. */
export const CASE_FIELD_LABELS: Readonly<Record<CorrectableCaseField, string>> = {
  leadUnit: '主办单位',
  coUnits: '协办单位',
  supervisingUnit: '督导单位',
  goal: '整改目标',
  measures: '整改措施',
  progress: '进展情况',
  completedOn: '完成日期',
  effects: '清理成效',
  closureNumber: '销号文号',
};

/** Shown where a field holds nothing. */
export const EMPTY_TEXT = '（空）';

const CHIEF_LEVELS = { city: '市级', district: '区级', town: '镇级', village: '村级' } as const;

/** Chinese name of a field of a case; the name itself where there is none, so that nothing is hidden. */
export function fieldLabel(field: string): string {
  if (isProblemField(field)) return PROBLEM_FIELD_LABELS[field];
  const labels: Readonly<Record<string, string>> = CASE_FIELD_LABELS;
  return labels[field] ?? field;
}

/** What a field of a case holds, in words; `EMPTY_TEXT` for nothing. Takes what the log holds, whatever that is. */
export function fieldText(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return EMPTY_TEXT;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return wordOf(field, value);
  if (Array.isArray(value)) return value.map((entry) => partText(field, entry)).join('、') || EMPTY_TEXT;
  return partText(field, value);
}

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  category: CATEGORY_LABELS,
  severity: SEVERITY_LABELS,
  severityProposed: SEVERITY_LABELS,
  datum: DATUM_LABELS,
};

function wordOf(field: string, value: string): string {
  if (field === 'item') return [value, itemByCode(value)?.label].filter(Boolean).join(' ');
  return WORDS[field]?.[value] ?? value;
}

/** A part of a list or a compound value: a quantity, an effect (清理成效), the chiefs (河长). */
function partText(field: string, value: unknown): string {
  if (typeof value !== 'object' || value === null) return fieldText(field, value);
  const parts: Readonly<Record<string, unknown>> = { ...value };
  if (field === 'chiefs') return chiefsText(parts);
  return ['kind', 'amount', 'unit']
    .map((name) => parts[name])
    .filter((part) => part !== undefined)
    .join(' ');
}

function chiefsText(chiefs: Readonly<Record<string, unknown>>): string {
  const named = Object.entries(CHIEF_LEVELS).flatMap(([level, label]) => {
    const name = chiefs[level];
    return typeof name === 'string' && name !== '' ? [`${label} ${name}`] : [];
  });
  return named.join('、') || EMPTY_TEXT;
}
