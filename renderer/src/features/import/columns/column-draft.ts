import type { InputOf } from '#core/contract/routes.ts';
import type { StagedColumn, StagedImport, StagedQuestion } from '#core/contract/views-import.ts';
import { IMPORT_FIELDS, type ImportField } from '#core/domain/spreadsheet/fields.ts';
import { assignColumn, type ColumnGuess, type FixedValues } from '#core/domain/spreadsheet/mapping.ts';
import { confidenceOf } from './confidence.ts';

/** Columns and fixed values as they are being set; read again only when the person says so. */
export interface ColumnDraft {
  readonly columns: readonly ColumnGuess[];
  readonly fixed: FixedValues;
}

/** The draft that changes nothing. */
export function draftOf({ columns, fixed }: Pick<StagedImport, 'columns' | 'fixed'>): ColumnDraft {
  return {
    columns: columns.map(({ column, label, field, confidence, reason }) => ({
      column,
      label,
      field,
      confidence,
      reason,
    })),
    fixed,
  };
}

/** The draft with one column set by hand; the field moves here from the column that had it. */
export function withColumn(draft: ColumnDraft, column: number, field: ImportField | null): ColumnDraft {
  const mapping = { headerTop: 1, headerBottom: 1, ...draft };
  return { ...draft, columns: assignColumn(mapping, column, field).columns };
}

/** The draft with fixed values changed; an empty one is none. */
export function withFixed(
  draft: ColumnDraft,
  change: { readonly [K in keyof FixedValues]?: FixedValues[K] | null },
): ColumnDraft {
  const kept = Object.entries({ ...draft.fixed, ...change }).filter(
    ([, value]) =>
      value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return { ...draft, fixed: Object.fromEntries(kept) };
}

/** The draft with a question answered. */
export function withAnswer(draft: ColumnDraft, key: string, value: string): ColumnDraft {
  return { ...draft, fixed: { ...draft.fixed, answers: { ...draft.fixed.answers, [key]: value } } };
}

/** What must be read again for the draft; null: nothing was changed. */
export function changeOf(
  staged: Pick<StagedImport, 'staged' | 'columns' | 'fixed'>,
  draft: ColumnDraft,
): InputOf<'import.remap'> | null {
  const before = new Map(staged.columns.map(({ column, field }) => [column, field]));
  const changed = draft.columns.filter(({ column, field }) => before.get(column) !== field);
  const isFixed = sorted(draft.fixed) !== sorted(staged.fixed);
  if (changed.length === 0 && !isFixed) return null;
  // What is left out goes first: a field moves to the column that is named last.
  const columns = changed
    .toSorted((a, b) => Number(a.field !== null) - Number(b.field !== null))
    .map(({ column, field }) => ({ column, field }));
  const { campaigns, ...fixed } = draft.fixed;
  const told = campaigns === undefined ? fixed : { ...fixed, campaigns: [...campaigns] };
  return {
    staged: staged.staged,
    ...(columns.length === 0 ? {} : { columns }),
    ...(isFixed ? { fixed: told } : {}),
  };
}

/** Questions that nobody has answered yet. */
export function openQuestions({
  questions,
  fixed,
}: Pick<StagedImport, 'questions' | 'fixed'>): readonly StagedQuestion[] {
  return questions.filter(({ key }) => fixed.answers?.[key] === undefined);
}

/** Fixed value that stands for a field which the sheet lacks. */
const FIXED_FOR: Readonly<Partial<Record<ImportField, keyof FixedValues>>> = {
  source: 'source',
  campaign: 'campaigns',
  town: 'town',
  foundOn: 'foundOn',
  category: 'category',
  river: 'river',
  datum: 'datum',
};

/** Fields that rows complain of and that neither a column nor a fixed value gives. */
export function missingFields(
  { issues }: Pick<StagedImport, 'issues'>,
  { columns, fixed }: ColumnDraft,
): readonly ImportField[] {
  const given = new Set(columns.map(({ field }) => field));
  const wanted = issues.filter(({ level, field }) => level === 'error' && !given.has(field)).map(({ field }) => field);
  return [...new Set(wanted)].filter((field) => {
    const key = FIXED_FOR[field];
    return key === undefined || fixed[key] === undefined;
  });
}

/** Whether the columns need a look before the rows: something is asked, missing or doubtful. */
export function needsLook(staged: StagedImport): boolean {
  return (
    openQuestions(staged).length > 0 ||
    missingFields(staged, draftOf(staged)).length > 0 ||
    staged.columns.some((column) => confidenceOf(column).level === 'doubt')
  );
}

/** 16 列已识别，2 列不导入 */
export function columnsLine(columns: readonly Pick<StagedColumn, 'field'>[]): string {
  const left = columns.filter(({ field }) => field === null).length;
  return `${columns.length - left} 列已识别${left === 0 ? '' : `，${left} 列不导入`}`;
}

/** Name of a field. */
export function fieldLabel(field: ImportField | null): string {
  return field === null ? '不导入' : IMPORT_FIELDS[field].label;
}

function sorted(fixed: FixedValues): string {
  const { answers = {}, ...rest } = fixed;
  const ordered = (values: object) => Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([ordered(rest), ordered(answers)]);
}
