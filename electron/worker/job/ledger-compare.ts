import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import type { ReturnJob, ReturnJobResult } from '#app/jobs.ts';
import { compareReturned } from '#app/ledger/return/compare.ts';
import { readReturnedBook } from '#core/domain/ledger/returned-book.ts';
import { ok, type Result, refuse } from '#core/domain/shared/result.ts';
import { openDatabase } from '#db/open.ts';
import { readReference } from '../node/reference.ts';
import { readWorkbook } from '../spreadsheet/read-workbook.ts';
import type { ProgramFiles } from './ledger-export.ts';
import type { JobControl } from './serve.ts';

/** Input of the job: the file, and where the program's own files lie. */
export interface LedgerCompareInput extends ReturnJob, ProgramFiles {}

const InputSchema = z.object({
  path: z.string().min(1),
  fileName: z.string(),
  databasePath: z.string().min(1),
  migrationsFolder: z.string(),
  resources: z.string(),
  district: z.string(),
}) satisfies z.ZodType<LedgerCompareInput>;

/** Most changed cells that are shown and taken over at once. */
const MOST_CELLS = 20_000;

/**
 * Compares a returned ledger with what was exported and what is kept now, under one snapshot. Codes: FILE_MISSING,
 * RETURN_TOO_MANY, those of `readWorkbook`, `readReturnedBook`, `openDatabase` and of the reference data.
 */
export async function runLedgerCompare(raw: unknown, control: JobControl): Promise<Result<ReturnJobResult>> {
  const input = InputSchema.parse(raw);
  if (statSync(input.path, { throwIfNoEntry: false })?.isFile() !== true)
    return refuse('FILE_MISSING', `找不到文件“${input.fileName}”；请重新选择。`);
  control.progress({ phase: '读取台账', done: 0, total: null });
  const bytes = readFileSync(input.path);
  const workbook = await readWorkbook(bytes, input.fileName);
  if (!workbook.ok) return workbook;
  const book = readReturnedBook(workbook.value.sheets, input.fileName);
  if (!book.ok) return book;
  const reference = readReference(input.resources, input.district);
  if (!reference.ok) return reference;
  const opened = await openDatabase(input.databasePath, {
    readonly: true,
    migrationsFolder: input.migrationsFolder,
    backupsFolder: '',
    now: Date.now,
  });
  if (!opened.ok) return opened;
  const { connection } = opened.value;
  connection.sqlite.exec('BEGIN');
  try {
    const { counts, cells } = compareReturned(book.value, {
      reader: connection.reader,
      district: reference.value.district,
      progress: (done, total) => control.progress({ phase: '核对各行', done, total }),
    });
    if (cells.length > MOST_CELLS)
      return refuse(
        'RETURN_TOO_MANY',
        `“${input.fileName}”有 ${cells.length} 处与导出时不同，一次最多核对 ${MOST_CELLS} 处；请分成几个文件，或检查各列是否错位。`,
        { cells: cells.length, most: MOST_CELLS },
      );
    const { definition, exportId, exportedAt, scope, sheets } = book.value;
    return ok({
      ledger: definition.id,
      ledgerName: definition.name,
      exportId,
      exportedAt,
      scope,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      gone: sheets.flatMap(({ gone }) => gone),
      counts,
      cells,
    });
  } finally {
    connection.sqlite.exec('COMMIT');
    opened.value.close();
  }
}
