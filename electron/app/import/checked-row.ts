import type { z } from 'zod';
import { ProblemSchema } from '#core/contract/schemas.ts';
import { IMPORT_FIELDS, type ImportField } from '#core/domain/spreadsheet/fields.ts';
import type { MappedRow } from '#core/domain/spreadsheet/map-row.ts';
import type { RowMessage } from '#core/domain/spreadsheet/row-reader.ts';
import { describeIssue } from '../wording.ts';

/**
 * A staged row held against what the form of a finding takes (`ProblemSchema`): its problem as the form would keep it
 * (without outer blanks), or, where the form would refuse it, a row with an error `PROBLEM_REFUSED` for every fault and
 * no problem. Nothing is cut to fit.
 */
export function checkedRow(row: MappedRow): MappedRow {
  if (row.problem === null) return row;
  const parsed = ProblemSchema.safeParse(row.problem);
  if (parsed.success) return { ...row, problem: parsed.data };
  const { problem } = row;
  const faults = parsed.error.issues.map(
    (issue): RowMessage => ({
      level: 'error',
      code: 'PROBLEM_REFUSED',
      cell: null,
      field: columnFor(String(issue.path[0])),
      text: `${describeIssue(issue)}${lengthFound(issue, problem)}`,
    }),
  );
  return { ...row, problem: null, fingerprint: null, identity: null, messages: [...row.messages, ...faults] };
}

/** Columns of fields that are called otherwise in a sheet; what no column gives is looked for under 问题描述. */
const COLUMN_FOR: Readonly<Partial<Record<string, ImportField>>> = {
  townCode: 'town',
  rawCoordinates: 'coordinates',
  outsideDistrict: 'coordinates',
  zones: 'zone',
  externalNumbers: 'externalNumber',
  campaigns: 'campaign',
  severityProposed: 'severity',
  severityReason: 'severity',
};

function columnFor(field: string): ImportField {
  return isImportField(field) ? field : (COLUMN_FOR[field] ?? 'description');
}

function isImportField(field: string): field is ImportField {
  return Object.hasOwn(IMPORT_FIELDS, field);
}

/** How long a text is that is too long: who has to shorten it wants to know by how much. */
function lengthFound(issue: z.core.$ZodIssue, problem: object): string {
  if (issue.code !== 'too_big' || issue.origin !== 'string') return '';
  const text = issue.path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined),
    problem,
  );
  return typeof text === 'string' ? `（现有 ${text.trim().length} 字）` : '';
}
