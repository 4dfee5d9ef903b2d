import { isDeepStrictEqual } from 'node:util';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { isProblemField } from '#core/domain/finding/problem-fields.ts';
import type { ImportField } from '#core/domain/spreadsheet/fields.ts';
import { type ColumnMapping, columnsOf } from '#core/domain/spreadsheet/mapping.ts';

/** Changed fields of one row, old and new. */
export type Differences = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;

/** Fields that a value fixed for the whole sheet may fill; the sheet says them only when it has the column. */
const OWN_COLUMN: Readonly<Partial<Record<keyof Problem, ImportField>>> = {
  source: 'source',
  campaigns: 'campaign',
  town: 'town',
  townCode: 'town',
  foundOn: 'foundOn',
  category: 'category',
  river: 'river',
};

/** No column of a sheet gives these; the row has them empty. */
const NEVER_IN_A_SHEET: readonly (keyof Problem)[] = ['suspectedCrime', 'chiefs'];

/**
 * Fields in which a row differs from the finding it meets, as far as the sheet itself says them: what it leaves empty, or what
 * the program filled in for it, does not wipe out what is known. External numbers are added, never taken away.
 */
export function differences(record: FindingRecord, problem: Problem, mapping: ColumnMapping | null): Differences {
  const changed: Record<string, { from: unknown; to: unknown }> = {};
  for (const [field, value] of Object.entries(problem)) {
    if (!isProblemField(field) || !isSaid(field, record, problem, mapping)) continue;
    const to: unknown =
      field === 'externalNumbers' ? [...new Set([...record.externalNumbers, ...problem.externalNumbers])] : value;
    const from = record[field];
    if (!isDeepStrictEqual(from, to)) changed[field] = { from, to };
  }
  return changed;
}

function isSaid(field: keyof Problem, record: FindingRecord, problem: Problem, mapping: ColumnMapping | null): boolean {
  const value = problem[field];
  if (value === null || (Array.isArray(value) && value.length === 0)) return false;
  if (NEVER_IN_A_SHEET.includes(field)) return false;
  if (field === 'datum' || field === 'outsideDistrict') return problem.lon !== null && problem.lat !== null;
  if (field === 'severity') return saysSeverity(record, problem, mapping);
  const column = OWN_COLUMN[field];
  return column === undefined || mapping === null || columnsOf(mapping, column).length > 0;
}

/** Without the column the level is only what the rules propose: it does not overrule a person who gave a reason, nor stand for none. */
function saysSeverity(record: FindingRecord, problem: Problem, mapping: ColumnMapping | null): boolean {
  if (mapping === null || columnsOf(mapping, 'severity').length > 0) return true;
  return problem.severityProposed !== null && record.severityReason === null;
}
