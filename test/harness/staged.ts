import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createStaging } from '#app/import/staging.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import type { ImportField } from '#core/domain/spreadsheet/fields.ts';
import { fingerprintOf, identityOf } from '#core/domain/spreadsheet/fingerprint.ts';
import type { MappedRow } from '#core/domain/spreadsheet/map-row.ts';
import type { ColumnMapping } from '#core/domain/spreadsheet/mapping.ts';
import type { Program } from './program.ts';

/** Columns of a usual sheet. */
export const COLUMNS: readonly ImportField[] = [
  'externalNumber',
  'source',
  'town',
  'foundOn',
  'category',
  'item',
  'severity',
  'description',
  'quantity',
  'river',
  'place',
  'lon',
  'lat',
];

/** How a test may stage otherwise: columns of the sheet, and rows that could not be read. */
export interface StagedSheet {
  readonly columns?: readonly ImportField[];
  /** Row numbers with the message that keeps them out. */
  readonly unreadable?: readonly { readonly row: number; readonly text: string }[];
}

let files = 0;

/** Writes a staging file as the parse job would, one row a problem from row 2 on; answers with its path. */
export function stagingFile(program: Program, problems: readonly Problem[], sheet: StagedSheet = {}): string {
  const mapping = mappingOf(sheet.columns ?? COLUMNS);
  mkdirSync(program.ports.folders.staging, { recursive: true });
  files += 1;
  const path = join(program.ports.folders.staging, `test-${files}.jsonl`);
  const report = {
    sheet: '排查表',
    hidden: false,
    mapping,
    dataRows: problems.length,
    pictures: 0,
    remarks: [],
    questions: [],
  };
  const context = { date1904: false, year: null, notedDatum: null };
  const file = { fileName: '排查表.xlsx', sha256: digest(String(files)), bytes: 1, sheet: '排查表' };
  const writer = createStaging(path, {
    ...file,
    report,
    otherSheets: [],
    remarks: [],
    context,
    samples: [],
    top: [],
    remembered: false,
  });
  for (const [index, problem] of problems.entries())
    writer.add({ type: 'row', row: mapped(problem, index + 2, mapping), cells: [] });
  for (const { row, text } of sheet.unreadable ?? []) {
    const messages: MappedRow['messages'] = [
      { level: 'error', code: 'DATE_UNREADABLE', cell: `D${row}`, field: 'foundOn', text },
    ];
    writer.add({ type: 'row', row: { ...BLANK, sourceRow: row, messages }, cells: [] });
  }
  writer.finish();
  return path;
}

/** Stages rows and commits them. */
export function importRows(program: Program, problems: readonly Problem[], sheet: StagedSheet = {}) {
  return program.call('import.commit', { staged: program.ports.files.grant(stagingFile(program, problems, sheet)) });
}

const BLANK: Omit<MappedRow, 'sourceRow' | 'messages'> = {
  sheet: '排查表',
  problem: null,
  reporter: { name: null, phone: null },
  fingerprint: null,
  identity: null,
  pictures: 0,
};

function mapped(problem: Problem, sourceRow: number, mapping: ColumnMapping): MappedRow {
  const marks = { fingerprint: fingerprintOf(problem, mapping, digest), identity: identityOf(problem, digest) };
  return { ...BLANK, ...marks, sourceRow, problem, messages: [] };
}

function mappingOf(fields: readonly ImportField[]): ColumnMapping {
  const columns = fields.map((field, column) => ({ column, label: field, field, confidence: 1, reason: '' }));
  return { headerTop: 1, headerBottom: 1, columns, fixed: {} };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
