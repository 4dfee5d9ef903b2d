import type { Datum, ProblemCategory } from '../finding/problem.ts';
import type { ImportField } from './fields.ts';

/** What one column was taken for. Plain data: the wizard shows it and changes it by hand. */
export interface ColumnGuess {
  /** From 0. */
  readonly column: number;
  readonly label: string;
  /** Null: not imported. */
  readonly field: ImportField | null;
  /** 0 … 1; 1 when set by hand. */
  readonly confidence: number;
  /** Chinese: why, e.g. `列名“经度”`. */
  readonly reason: string;
}

/** Values for the whole sheet where it lacks the column or the cell is empty. */
export interface FixedValues {
  readonly source?: string;
  readonly campaigns?: readonly string[];
  readonly town?: string;
  readonly foundOn?: string;
  /** System of the coordinates; else the one the sheet names, else unknown. */
  readonly datum?: Datum;
  readonly category?: ProblemCategory;
  readonly river?: string;
  /** Answers to the questions about columns, by key (`dateOrder:5` → `mdy`); see `column-questions.ts`. */
  readonly answers?: Readonly<Record<string, string>>;
}

/**
 * How a sheet is read: its header and the field of each column. A sheet without a header has `headerBottom` one less than
 * `headerTop`, its first data row.
 */
export interface ColumnMapping {
  readonly headerTop: number;
  readonly headerBottom: number;
  readonly columns: readonly ColumnGuess[];
  readonly fixed: FixedValues;
  /** What is taken for granted where a question has no answer in `fixed.answers`, by the key of the question. */
  readonly assumed?: Readonly<Record<string, string>>;
}

/** Answer in force to a question: a person's (`given`), else the assumed one. */
export interface AnswerInForce {
  readonly value: string;
  readonly given: boolean;
}

/** Answer to the question of a key; null when it was not asked. */
export function answerTo(mapping: ColumnMapping, key: string): AnswerInForce | null {
  const given = mapping.fixed.answers?.[key];
  if (given !== undefined) return { value: given, given: true };
  const assumed = mapping.assumed?.[key];
  return assumed === undefined ? null : { value: assumed, given: false };
}

/** Fields that may stand in several columns; of every other field the first column counts. */
export const REPEATABLE_FIELDS: readonly ImportField[] = ['externalNumber', 'photo', 'complainant', 'zone', 'remarks'];

/** Columns of a field, left to right. */
export function columnsOf(mapping: ColumnMapping, field: ImportField): readonly ColumnGuess[] {
  return mapping.columns.filter((column) => column.field === field);
}

/** A mapping with one column set by hand (null: leave it out). The field moves: another column that held it loses it. */
export function assignColumn(mapping: ColumnMapping, column: number, field: ImportField | null): ColumnMapping {
  const columns = mapping.columns.map((guess) => {
    if (guess.column === column) return { ...guess, field, confidence: 1, reason: '手工指定' };
    const moved = field !== null && guess.field === field && !REPEATABLE_FIELDS.includes(field);
    return moved ? { ...guess, field: null, confidence: 1, reason: '该项已改由另一列提供' } : guess;
  });
  return { ...mapping, columns };
}

/** Key by which a mapping is remembered: the column names in order, whatever the rows say. */
export function sheetShape(mapping: ColumnMapping): string {
  return mapping.columns.map((column) => column.label.replace(/\s+/gu, '')).join('|');
}
