import type { StagedChange, StagedImport, StagedMessage, StagedPage, StagedRow } from '#core/contract/views-import.ts';
import type { ParsedOf } from '#core/contract/routes.ts';
import type { RecordLink } from '#core/contract/views-finding.ts';
import { EMPTY_TEXT, fieldText } from '#core/domain/case/field-text.ts';
import { isProblemField, PROBLEM_FIELD_LABELS } from '#core/domain/finding/problem-fields.ts';
import { columnLetters } from '#core/domain/spreadsheet/grid.ts';
import type { ColumnMapping } from '#core/domain/spreadsheet/mapping.ts';
import { IMPORT_FIELDS } from '#core/domain/spreadsheet/fields.ts';
import { foldText } from '#core/domain/spreadsheet/cell-text.ts';
import { shownTexts } from '#core/domain/spreadsheet/staged-cells.ts';
import type { RowMessage } from '#core/domain/spreadsheet/row-reader.ts';
import { batchesOfFile } from '#db/repositories/batches.ts';
import { getFinding } from '#db/repositories/findings.ts';
import type { Environment } from '../environment.ts';
import { linkTo } from '../finding/links.ts';
import { differences } from './differences.ts';
import { totalsOf } from './plan-session.ts';
import { type CurrentRow, currentRecord, currentRow, type ImportSession, type SessionRow } from './session.ts';

type RowFilter = ParsedOf<'import.rows'>['filter'];

/** A session as the wizard shows it. `staged`: its token. */
export function describeSession(env: Environment, session: ImportSession, staged: string): StagedImport {
  const { header, skipped } = session.staging;
  const { report, otherSheets, samples, remembered } = header;
  const seen = new Map(samples.map((sample) => [sample.column, sample]));
  return {
    staged,
    fileName: session.work.fileName,
    sheet: header.sheet,
    sheets: [report, ...otherSheets].map(({ sheet, hidden: out, dataRows, remarks, mapping }) => ({
      name: sheet,
      hidden: out,
      dataRows,
      remark: mapping === null ? (remarks[0] ?? null) : null,
    })),
    headerTop: session.mapping.headerTop,
    headerBottom: session.mapping.headerBottom,
    top: header.top,
    columns: session.mapping.columns.map(({ column, label, field, confidence, reason }) => ({
      column,
      letter: columnLetters(column),
      label,
      hidden: seen.get(column)?.hidden ?? false,
      field,
      confidence,
      reason,
      samples: seen.get(column)?.texts ?? [],
    })),
    fixed: session.mapping.fixed,
    questions: report.questions.map(({ key, column, text, choices, assumed }) => ({
      key,
      column,
      text,
      choices,
      chosen: session.mapping.fixed.answers?.[key] ?? assumed,
    })),
    remembered,
    ...totalsOf(session),
    skipped: skipped.map(({ row, through, reason }) => ({ row, through, reason })),
    remarks: header.remarks.length === 0 ? report.remarks : [...report.remarks, ...header.remarks],
    pictures: session.rows.reduce((sum, row) => sum + row.pictures, 0),
    earlier: batchesOfFile(env.connection.reader, header.sha256).map(({ id, createdAt, state }) => ({
      batchId: id,
      at: createdAt,
      undone: state === 'undone',
    })),
  };
}

/** Rows that a filter lets through, in sheet order. The last answer is kept while nothing changes: pages come in series. */
export function filteredRows(env: Environment, session: ImportSession, filter: RowFilter): readonly SessionRow[] {
  const key = `${session.version}|${JSON.stringify(filter)}`;
  const known = FILTERED.get(session);
  if (known?.key === key) return known.rows;
  const kinds = new Set(filter.kinds);
  const { issue, text, ticked, decided } = filter;
  const { unticked, decisions } = session.work;
  let rows = session.rows.filter(
    ({ row, plan, issues }) =>
      (kinds.size === 0 || kinds.has(plan.kind)) &&
      (ticked === null || unticked.has(row) !== ticked) &&
      (decided === null || decisions.has(row) === decided) &&
      (issue === null || issues.some(({ code, field }) => code === issue.code && field === issue.field)),
  );
  if (text.trim() !== '') {
    const hits = rowsWithText(env, session, foldText(text));
    rows = rows.filter(({ row }) => hits.has(row));
  }
  FILTERED.set(session, { key, rows });
  return rows;
}

const FILTERED = new WeakMap<ImportSession, { readonly key: string; readonly rows: readonly SessionRow[] }>();

function rowsWithText(env: Environment, session: ImportSession, wanted: string): ReadonlySet<number> {
  const hits = new Set<number>();
  for (const record of session.staging.records()) {
    const { cells } = currentRecord(env, session, record);
    if (shownTexts(cells).some((text) => foldText(text).includes(wanted))) hits.add(record.row.sourceRow);
  }
  return hits;
}

/** A page of the preview. */
export function pageOf(
  env: Environment,
  session: ImportSession,
  { filter, offset, limit }: Pick<ParsedOf<'import.rows'>, 'filter' | 'offset' | 'limit'>,
): StagedPage {
  const rows = filteredRows(env, session, filter);
  return { total: rows.length, rows: rows.slice(offset, offset + limit).map((row) => stagedRow(env, session, row)) };
}

/** One row as the preview shows it. */
export function stagedRow(env: Environment, session: ImportSession, row: SessionRow): StagedRow {
  const current = currentRow(env, session, row);
  const { work } = session;
  const edits = work.edits.get(row.row);
  const before = shownTexts(current.original);
  const decided = work.decisions.get(row.row);
  const existing = decided?.existing ?? row.plan.existing;
  return {
    row: row.row,
    kind: row.plan.kind,
    why: row.plan.why,
    ticked: !work.unticked.has(row.row),
    decision: decided?.decision ?? null,
    existing: existing === null ? null : linkTo(env.connection.reader, existing),
    twinRow: row.plan.twinRow,
    cells: shownTexts(current.cells),
    edited: [...(edits?.keys() ?? [])].map((column) => ({ column, was: before[column] ?? '' })),
    messages: current.mapped.messages.map((message) => stagedMessage(session.mapping, message)),
    changes: changesOf(env, session, current, existing),
    pictures: row.pictures,
  };
}

/** A remark on a row with the column that it speaks of. */
export function stagedMessage(
  mapping: ColumnMapping,
  { level, code, cell, field, text, suggestion }: RowMessage,
): StagedMessage {
  const letters = cell?.replace(/\d+$/u, '');
  const column = mapping.columns.find((one) => columnLetters(one.column) === letters)?.column ?? null;
  return { level, code, column, field, text, suggestion: suggestion ?? null };
}

/** What the row would change in the finding it meets; of a town its name, as a code says nothing to people. */
function changesOf(
  env: Environment,
  session: ImportSession,
  { mapped }: CurrentRow,
  existing: { readonly kind: RecordLink['kind']; readonly id: string } | null,
): readonly StagedChange[] {
  if (existing?.kind !== 'finding' || mapped.problem === null) return [];
  const record = getFinding(env.connection.reader, existing.id);
  if (record === null) return [];
  return Object.entries(differences(record, mapped.problem, session.mapping)).flatMap(([field, { from, to }]) =>
    isProblemField(field) && field !== 'townCode'
      ? [
          {
            column: columnOf(session.mapping, field),
            label: PROBLEM_FIELD_LABELS[field],
            from: shown(field, from),
            to: shown(field, to),
          },
        ]
      : [],
  );
}

function shown(field: string, value: unknown): string {
  const text = fieldText(field, value);
  return text === EMPTY_TEXT ? '' : text;
}

/** Fields of a finding that are called otherwise in a sheet. */
const COLUMN_FIELDS: Readonly<Record<string, string>> = {
  zones: 'zone',
  externalNumbers: 'externalNumber',
  campaigns: 'campaign',
};

function columnOf(mapping: ColumnMapping, field: string): number | null {
  const wanted = COLUMN_FIELDS[field] ?? field;
  if (!Object.hasOwn(IMPORT_FIELDS, wanted)) return null;
  const [first, ...others] = mapping.columns.filter((column) => column.field === wanted);
  return first === undefined || others.length > 0 ? null : first.column;
}
