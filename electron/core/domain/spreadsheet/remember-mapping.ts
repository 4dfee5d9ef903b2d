import { foldName } from './header-name.ts';
import type { ImportField } from './fields.ts';
import { type ColumnGuess, type ColumnMapping, type FixedValues, REPEATABLE_FIELDS, sheetShape } from './mapping.ts';

/** How a sheet was read last time, as plain JSON. `shape`: see `sheetShape`; columns left to right. */
export interface RememberedColumns {
  readonly shape: string;
  readonly columns: readonly { readonly label: string; readonly field: ImportField | null }[];
  readonly fixed: FixedValues;
}

/** What is kept of a mapping for the next sheet of its kind. The day of discovery is not: it is another one each time. */
export function remember(mapping: ColumnMapping): RememberedColumns {
  const { foundOn: _day, ...fixed } = mapping.fixed;
  return { shape: sheetShape(mapping), columns: mapping.columns.map(({ label, field }) => ({ label, field })), fixed };
}

/** Nearly as sure as one set by hand just now. */
const REMEMBERED = 0.95;
/** A guess as sure as this is not pushed aside by what another kind of sheet called so. */
const SURE = 0.9;
const REASON = '上次手工指定';

/**
 * Guessed columns with what was remembered put in. The same names in the same order: exactly as last time, fixed values
 * included where none are given now. Another kind of sheet: only columns of a remembered name that would be read otherwise,
 * and never against a sure guess of another column.
 */
export function recall(remembered: RememberedColumns, mapping: ColumnMapping): ColumnMapping {
  if (remembered.shape === sheetShape(mapping) && remembered.columns.length === mapping.columns.length) {
    const columns = mapping.columns.map((guess, index) => taken(guess, remembered.columns[index]?.field ?? null));
    const { foundOn: _day, ...fixed } = remembered.fixed;
    return { ...mapping, columns, fixed: { ...fixed, ...mapping.fixed } };
  }
  const known = new Map(remembered.columns.map(({ label, field }) => [foldName(label), field]));
  return mapping.columns.reduce((current, guess) => recallOne(current, guess, known), mapping);
}

function recallOne(
  mapping: ColumnMapping,
  { column, label }: ColumnGuess,
  known: ReadonlyMap<string, ImportField | null>,
): ColumnMapping {
  const field = known.get(foldName(label));
  const guess = mapping.columns.find((one) => one.column === column);
  if (field === undefined || !guess || guess.field === field) return mapping;
  const once = field !== null && !REPEATABLE_FIELDS.includes(field);
  const holder = once ? mapping.columns.find((other) => other.field === field) : undefined;
  if (holder && (known.get(foldName(holder.label)) === field || holder.confidence >= SURE)) return mapping;
  const columns = mapping.columns.map((other) => {
    if (other.column === column) return taken(other, field);
    return other === holder ? { ...other, field: null, confidence: REMEMBERED, reason: '该项已改由另一列提供' } : other;
  });
  return { ...mapping, columns };
}

function taken(guess: ColumnGuess, field: ImportField | null): ColumnGuess {
  return guess.field === field ? guess : { ...guess, field, confidence: REMEMBERED, reason: REASON };
}
