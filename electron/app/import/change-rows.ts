import type { ParsedOf } from '#core/contract/routes.ts';
import type { StagedReplacement } from '#core/contract/views-import.ts';
import { shownTexts } from '#core/domain/spreadsheet/staged-cells.ts';
import { columnLetters } from '#core/domain/spreadsheet/grid.ts';
import type { Environment } from '../environment.ts';
import { deny } from '../ports.ts';
import { planSession } from './plan-session.ts';
import { filteredRows } from './preview.ts';
import { currentRecord, type ImportSession, refreshRow, type SessionRow } from './session.ts';
import { type Decided, writeWork } from './work-file.ts';

type Select = ParsedOf<'import.tickRows'>['select'];
type Edit = ParsedOf<'import.editCells'>['edits'][number];

/** Puts texts into cells (null: as in the file again); the rows are understood and planned anew. Refuses `IMPORT_ROW_MISSING`. */
export async function editCells(
  env: Environment,
  session: ImportSession,
  edits: readonly Edit[],
): Promise<readonly SessionRow[]> {
  const rows = edits.map(({ row }) => rowAt(session, row));
  for (const edit of edits) putEdit(session, edit);
  await refreshed(env, session, new Set(edits.map(({ row }) => row)));
  return [...new Set(rows)];
}

/** Cells that are named one by one, so that a replacement can be taken back; of more only the number is told. */
const MOST_NAMED = 5000;

/** Puts `to` into every cell of a column that reads `from`. */
export async function replaceCells(
  env: Environment,
  session: ImportSession,
  { column, from, to }: { readonly column: number; readonly from: string; readonly to: string },
): Promise<StagedReplacement> {
  const edits: Edit[] = [];
  for (const record of session.staging.records()) {
    const { cells } = currentRecord(env, session, record);
    if ((shownTexts(cells)[column] ?? '') === from) edits.push({ row: record.row.sourceRow, column, text: to });
  }
  return put(env, session, edits);
}

async function put(env: Environment, session: ImportSession, edits: readonly Edit[]): Promise<StagedReplacement> {
  const { work } = session;
  const changed = edits.map(({ row, column }) => ({ row, column, was: work.edits.get(row)?.get(column) ?? null }));
  for (const edit of edits) putEdit(session, edit);
  await refreshed(env, session, new Set(edits.map(({ row }) => row)));
  return { replaced: edits.length, changed: changed.length > MOST_NAMED ? [] : changed };
}

/** Takes over every suggestion of one kind of remark. */
export async function acceptSuggestions(
  env: Environment,
  session: ImportSession,
  issue: ParsedOf<'import.acceptSuggestions'>['issue'],
): Promise<StagedReplacement> {
  const columns = new Map(session.mapping.columns.map(({ column }) => [columnLetters(column), column]));
  const edits: Edit[] = [];
  for (const { row, issues, place } of session.rows) {
    if (!issues.some(({ code, field, suggested }) => suggested && code === issue.code && field === issue.field))
      continue;
    const { mapped } = currentRecord(env, session, session.staging.recordAt(place));
    for (const { code, field, cell, suggestion } of mapped.messages) {
      const column = columns.get(cell?.replace(/\d+$/u, '') ?? '');
      if (code !== issue.code || field !== issue.field || suggestion === undefined || column === undefined) continue;
      edits.push({ row, column, text: suggestion });
    }
  }
  return put(env, session, edits);
}

/** Ticks rows, or leaves them out. */
export function tickRows(env: Environment, session: ImportSession, select: Select, ticked: boolean): void {
  for (const { row } of selected(env, session, select)) {
    if (ticked) session.work.unticked.delete(row);
    else session.work.unticked.add(row);
  }
  keep(session);
}

/**
 * Decides rows that meet a kept record or another row (null: takes the decision back). Rows of a filter that meet nothing
 * are passed over. Refuses `IMPORT_DECISION_WRONG`: nothing to decide, or a record that can't be changed by a row.
 */
export function decideRows(env: Environment, session: ImportSession, select: Select, decided: Decided | null): void {
  const named = 'rows' in select;
  for (const row of selected(env, session, select)) {
    if (decided === null) {
      session.work.decisions.delete(row.row);
      continue;
    }
    const fault = faultOf(row, decided);
    if (fault === null) session.work.decisions.set(row.row, decided);
    else if (named) deny('IMPORT_DECISION_WRONG', `表中第 ${row.row} 行：${fault}`, { row: row.row });
  }
  keep(session);
}

function faultOf({ plan }: SessionRow, { decision, existing }: Decided): string | null {
  if (plan.kind === 'error' || plan.kind === 'unchanged')
    return plan.kind === 'error' ? '有错误，改正后才能决定。' : '与已登记的相同，没有需要决定的。';
  const record = existing ?? plan.existing;
  if (decision === 'update' && record?.kind !== 'finding')
    return '只有已登记的线索能按表更新；案件的内容请在案件页上更正。';
  if (decision === 'rebound' && record?.kind !== 'case') return '反弹要指明已销号的案件；请在并排比对中选择。';
  return null;
}

function selected(env: Environment, session: ImportSession, select: Select): readonly SessionRow[] {
  if ('rows' in select) return select.rows.map((row) => rowAt(session, row));
  return filteredRows(env, session, select.filter);
}

/** A data row by Excel's number. Refuses `IMPORT_ROW_MISSING`. */
export function rowAt(session: ImportSession, row: number): SessionRow {
  const found = session.byRow.get(row);
  if (found === undefined) deny('IMPORT_ROW_MISSING', `表中第 ${row} 行不是数据行；请在核对表中选择。`, { row });
  return found;
}

function putEdit({ work }: ImportSession, { row, column, text }: Edit): void {
  const cells = work.edits.get(row) ?? new Map<number, string>();
  if (text === null) cells.delete(column);
  else cells.set(column, text);
  if (cells.size === 0) work.edits.delete(row);
  else work.edits.set(row, cells);
}

async function refreshed(env: Environment, session: ImportSession, rows: ReadonlySet<number>): Promise<void> {
  for (const row of rows) refreshRow(env, session, row);
  keep(session);
  await planSession(env, session);
}

function keep(session: ImportSession): void {
  session.version += 1;
  writeWork(session.path, session.work);
}
