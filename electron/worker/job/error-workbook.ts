import { readFileSync, statSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { z } from 'zod';
import type { ErrorWorkbookJob, ErrorWorkbookResult } from '#app/jobs.ts';
import { FIELD_RULES } from '#core/domain/spreadsheet/error-rules.ts';
import {
  type ErrorRow,
  type ErrorSheet,
  errorColumns,
  isErrorSheet,
  planErrorSheet,
} from '#core/domain/spreadsheet/error-sheet.ts';
import { IMPORT_FIELDS, type ImportField } from '#core/domain/spreadsheet/fields.ts';
import { columnLetters, type SheetGrid } from '#core/domain/spreadsheet/grid.ts';
import { ok, type Result, refuse } from '#core/domain/shared/result.ts';
import { openOutputFile } from '../ledger/output-file.ts';
import { writeRefusal } from '../ledger/write-refusals.ts';
import { workbookFromGrids } from '../spreadsheet/error-workbook/from-grid.ts';
import {
  canBeMarked,
  type ErrorWorkbookOrder,
  writeErrorWorkbook,
} from '../spreadsheet/error-workbook/write-error-workbook.ts';
import { detectFormat } from '../spreadsheet/file-format.ts';
import { readWorkbook } from '../spreadsheet/read-workbook.ts';
import type { JobControl } from './serve.ts';

const InputSchema = z.object({
  path: z.string().min(1),
  fileName: z.string(),
  outPath: z.string().min(1),
  sheet: z.string(),
  headerTop: z.int(),
  headerBottom: z.int(),
  columns: z.array(
    z.object({
      column: z.int(),
      label: z.string(),
      field: z
        .custom<ImportField>((value) => typeof value === 'string' && Object.hasOwn(IMPORT_FIELDS, value))
        .nullable(),
    }),
  ),
  rows: z.array(z.custom<ErrorRow>((value) => typeof value === 'object' && value !== null)),
}) satisfies z.ZodType<ErrorWorkbookJob>;

/**
 * Writes the error workbook (问题反馈表) of a file. An .xlsx stays what it is, part by part; another kind of file becomes an
 * .xlsx of the same look. Codes: FILE_MISSING, SHEET_MISSING, those of `readWorkbook` and of writing a file.
 */
export async function runErrorWorkbook(raw: unknown, control: JobControl): Promise<Result<ErrorWorkbookResult>> {
  const input = InputSchema.parse(raw);
  if (statSync(input.path, { throwIfNoEntry: false })?.isFile() !== true)
    return refuse('FILE_MISSING', `找不到文件“${input.fileName}”的原件；请重新导入该文件。`);
  control.progress({ phase: '读取原文件', done: 0, total: null });
  const bytes = readFileSync(input.path);
  const workbook = await readWorkbook(bytes, input.fileName);
  if (!workbook.ok) return workbook;
  const { sheets } = workbook.value;
  const grid = sheets.find(({ name }) => name === input.sheet);
  if (grid === undefined) return refuse('SHEET_MISSING', `“${input.fileName}”里没有工作表“${input.sheet}”。`);
  const labels = new Map(input.columns.map(({ column, label }) => [column, label]));
  const plan = planErrorSheet(input.rows, grid.merges, (column) => labels.get(column) ?? null);
  const order = orderOf(input, sheets, grid, plan);
  const inPlace = detectFormat(bytes) === 'zip' && (await canBeMarked(bytes, input.sheet));
  control.progress({ phase: '写入问题反馈表', done: 0, total: null });
  const source = inPlace ? { bytes, names: sheets.map(({ name }) => name) } : await workbookFromGrids(sheets, order);
  const sheet = source.names[sheets.indexOf(grid)] ?? order.sheet;
  const written = await writeOut(input.outPath, source.bytes, { ...order, sheet });
  if (!written.ok) return written;
  return ok({
    path: input.outPath,
    rows: plan.errorRows + plan.warningRows,
    kinds: plan.kinds.map(({ title, level, rows }) => ({ title, level, rows: rows.length })),
  });
}

function orderOf(
  { fileName, sheet, headerTop, headerBottom, columns }: ErrorWorkbookJob,
  sheets: readonly SheetGrid[],
  grid: SheetGrid,
  plan: ErrorSheet,
): ErrorWorkbookOrder {
  const [typeColumn = null] = errorColumns(grid);
  return {
    sheet,
    headerTop,
    headerBottom,
    typeColumn,
    oldRules: sheets.find(isErrorSheet)?.name ?? null,
    plan,
    facts: {
      fileName,
      sheet,
      columns: columns.flatMap(({ column, label, field }) => {
        if (field === null) return [];
        // As it is called in the finished file: one further on when the leading column is put in.
        const letter = columnLetters(column + (typeColumn === null ? 1 : 0));
        return [{ letter, label, field: IMPORT_FIELDS[field].label, rule: FIELD_RULES[field] ?? '照实填写' }];
      }),
    },
  };
}

async function writeOut(path: string, source: Uint8Array, order: ErrorWorkbookOrder): Promise<Result<null>> {
  try {
    const file = await openOutputFile(path);
    try {
      await writeErrorWorkbook(source, order, file.stream);
      file.stream.end();
      await finished(file.stream);
      await file.finish();
      return ok(null);
    } catch (error) {
      await file.discard();
      throw error;
    }
  } catch (error) {
    const refusal = writeRefusal(error, path, '问题反馈表');
    if (refusal === null) throw error;
    return { ok: false, error: refusal };
  }
}
