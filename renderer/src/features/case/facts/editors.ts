import { CORRECTABLE_CASE_FIELDS } from '#core/domain/case/case-requirements.ts';
import { fieldLabel } from '#core/domain/case/field-text.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { PROBLEM_FIELD_LABELS } from '#core/domain/finding/problem-fields.ts';
import { SEVERITY_LABELS } from '#core/domain/finding/severity.ts';
import { CATEGORY_LABELS, itemsOf } from '#core/domain/finding/taxonomy.ts';
import { BANKS, DATUM_LABELS, SOURCES, ZONES } from '#core/domain/finding/vocabulary.ts';

/** How the value of a field of a case is edited. */
export type EditorKind =
  | 'line'
  | 'text'
  | 'date'
  | 'time'
  | 'choice'
  | 'suggest'
  | 'tags'
  | 'boolean'
  | 'number'
  | 'quantity'
  | 'chiefs'
  | 'effects';

/** One value that is offered. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** How a field is edited; `options`: what may be (choice) or is usually (suggest, tags) chosen. */
export interface Editor {
  readonly kind: EditorKind;
  readonly options?: readonly Option[];
}

const PERIODS = ['1988年6月前', '1988-06至2018-12', '2019年以后', '不详'];

const KINDS: Readonly<Record<string, Editor>> = {
  bank: { kind: 'choice', options: same(BANKS) },
  lon: { kind: 'number' },
  lat: { kind: 'number' },
  datum: { kind: 'choice', options: named(DATUM_LABELS) },
  outsideDistrict: { kind: 'boolean' },
  zones: { kind: 'tags', options: same(ZONES) },
  externalNumbers: { kind: 'tags' },
  source: { kind: 'suggest', options: same(SOURCES) },
  campaigns: { kind: 'tags' },
  foundOn: { kind: 'date' },
  foundTime: { kind: 'time' },
  category: { kind: 'choice', options: named(CATEGORY_LABELS) },
  severity: { kind: 'choice', options: named(SEVERITY_LABELS) },
  description: { kind: 'text' },
  quantity: { kind: 'quantity' },
  formedPeriod: { kind: 'suggest', options: same(PERIODS) },
  suspectedCrime: { kind: 'boolean' },
  chiefs: { kind: 'chiefs' },
  remarks: { kind: 'text' },
  severityReason: { kind: 'text' },
  coUnits: { kind: 'tags' },
  goal: { kind: 'text' },
  measures: { kind: 'text' },
  progress: { kind: 'text' },
  completedOn: { kind: 'date' },
  effects: { kind: 'effects' },
};

/** How a field of a case is edited; a plain line of text unless it is something else. */
export function editorOf(field: string, { category }: Pick<Problem, 'category'>): Editor {
  if (field === 'item')
    return {
      kind: 'choice',
      options: itemsOf(category).map(({ code, label }) => ({ value: code, label: `${code} ${label}` })),
    };
  return KINDS[field] ?? { kind: 'line' };
}

/** Proposed by the rules, kept from the source, or derived: not for a person to set. */
const NOT_FOR_PEOPLE: ReadonlySet<string> = new Set([
  'severityProposed',
  'rawCoordinates',
  'outsideDistrict',
  'townCode',
]);

/** The fields that a correction (更正) offers, in the order of the row. */
export const CORRECTABLE_FIELDS: readonly Option[] = [
  ...Object.keys(PROBLEM_FIELD_LABELS).filter((field) => !NOT_FOR_PEOPLE.has(field)),
  ...CORRECTABLE_CASE_FIELDS,
].map((field) => ({ value: field, label: fieldLabel(field) }));

function same(words: readonly string[]): readonly Option[] {
  return words.map((word) => ({ value: word, label: word }));
}

function named(labels: Readonly<Record<string, string>>): readonly Option[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
