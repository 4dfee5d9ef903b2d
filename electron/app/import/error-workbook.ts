import { extname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ErrorWorkbookView } from '#core/contract/views-import.ts';
import type { EditedCell, ErrorRow } from '#core/domain/spreadsheet/error-sheet.ts';
import { shownTexts } from '#core/domain/spreadsheet/staged-cells.ts';
import type { Environment } from '../environment.ts';
import { deny, type JobControl, need } from '../ports.ts';
import { outcomeOf } from './plan-session.ts';
import { stagedMessage } from './preview.ts';
import { type CurrentRow, currentRecord, type ImportSession, SLICE } from './session.ts';
import { sourcePath } from './work-file.ts';

/**
 * Writes the error workbook (问题反馈表) of a session to `outPath`. What was put right in the preview is put right in it, too.
 * Refuses another kind of file than .xlsx, and what the job refuses.
 */
export async function writeErrorWorkbook(
  env: Environment,
  session: ImportSession,
  outPath: string,
  control: JobControl,
): Promise<ErrorWorkbookView> {
  if (extname(outPath).toLowerCase() !== '.xlsx') {
    const found = extname(outPath) || '无扩展名';
    deny('ERROR_WORKBOOK_NOT_XLSX', `问题反馈表只能保存为 .xlsx 文件，所选的是「${found}」。`);
  }
  const { headerTop, headerBottom, columns } = session.mapping;
  return need(
    await env.ports.jobs.writeErrorWorkbook(
      {
        path: sourcePath(session.path),
        fileName: session.work.fileName,
        outPath,
        sheet: session.staging.header.sheet,
        headerTop,
        headerBottom,
        columns: columns.map(({ column, label, field }) => ({ column, label, field })),
        rows: await errorRows(env, session),
      },
      control,
    ),
  );
}

async function errorRows(env: Environment, session: ImportSession): Promise<readonly ErrorRow[]> {
  const rows: ErrorRow[] = [];
  let read = 0;
  for (const record of session.staging.records()) {
    read += 1;
    if (read % SLICE === 0) await setImmediate();
    const row = record.row.sourceRow;
    const known = session.byRow.get(row);
    if (known === undefined) continue;
    const heldBack = outcomeOf(session, known) === 'suspect' ? known.plan.why : null;
    // Put right when it was written.
    if (known.plan.kind === 'unchanged' && known.keys.fingerprint === null) continue;
    const edited = session.work.edits.has(row);
    if (heldBack === null && !edited && !known.issues.some(({ level }) => level !== 'info')) continue;
    const current = currentRecord(env, session, record);
    const messages = current.mapped.messages.map((message) => stagedMessage(session.mapping, message));
    rows.push({ row, heldBack, edited: editsOf(session, row, current), messages });
  }
  return rows;
}

function editsOf(session: ImportSession, row: number, { original }: CurrentRow): readonly EditedCell[] {
  const before = shownTexts(original);
  return [...(session.work.edits.get(row) ?? [])].map(([column, text]) => ({
    column,
    text,
    was: before[column] ?? '',
  }));
}
