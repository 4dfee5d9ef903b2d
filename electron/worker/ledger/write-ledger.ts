import type { Worksheet } from 'exceljs';
import type { LedgerColumn, LedgerDefinition } from '#core/domain/ledger/ledger-definition.ts';
import type { LedgerRow } from '#core/domain/ledger/ledger-row.ts';
import { cleanSheetName, type LedgerProblem } from '#core/domain/ledger/sanitize.ts';
import { layoutRow, type WrappedCell } from '#core/domain/ledger/text-layout.ts';
import { ok, type Refusal, type Result, refuse } from '#core/domain/shared/result.ts';
import { type Continuations, createContinuations } from './continuations.ts';
import { EMPTY_CELL, type ReadyCell, readyCell } from './ledger-cells.ts';
import { FIRST_DATA_ROW, type LedgerMeta, sheetOptions, writeFoot, writeHead } from './ledger-sheet.ts';
import { createStyleBook } from './ledger-styles.ts';
import { type OutputFile, openOutputFile } from './output-file.ts';
import { createProblemList, type ProblemList } from './problem-list.ts';
import { openStreamWorkbook, type StreamWorkbook } from './stream-workbook.ts';
import { writeRefusal } from './write-refusals.ts';

/** What to write where. Rows come in their printed order; `outPath` is replaced only when everything went well. */
export interface LedgerRequest {
  readonly definition: LedgerDefinition;
  readonly rows: Iterable<LedgerRow> | AsyncIterable<LedgerRow>;
  readonly meta: LedgerMeta;
  readonly outPath: string;
}

/** How a long write reports and is stopped. */
export interface LedgerControl {
  /** Called now and then with rows written and rows expected. */
  readonly progress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** A ledger that was written. `sha256`: lower-case hex of the file. */
export interface LedgerFile {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  /** What could not be shown exactly as it stands; also printed under the table. */
  readonly problems: readonly LedgerProblem[];
}

/** Rows between two looks at the signal, the packer and the progress. */
const BATCH = 200;

/** Excel holds 1,048,576 rows; the rest is for head and foot. */
const MAX_ROWS = 1_040_000;

/**
 * Writes a ledger as .xlsx, streaming: memory does not grow with the rows.
 * Refusals (no file is left, an older file stays): `LEDGER_TOO_MANY_ROWS`, `LEDGER_COUNT_MISMATCH`, `LEDGER_CANCELLED`,
 * and what the file system says (`write-refusals.ts`). Throws other I/O errors and whatever the row source throws.
 */
export async function writeLedger(request: LedgerRequest, control: LedgerControl = {}): Promise<Result<LedgerFile>> {
  const { expectedCount } = request.meta;
  if (expectedCount > MAX_ROWS) {
    return refuse(
      'LEDGER_TOO_MANY_ROWS',
      `筛选出 ${expectedCount} 条，一张工作表最多 ${MAX_ROWS} 条；请缩小筛选范围，分表导出。`,
    );
  }
  let file: OutputFile | null = null;
  try {
    file = await openOutputFile(request.outPath);
    return await fill(request, control, file);
  } catch (error) {
    await file?.discard();
    const refusal = writeRefusal(error, request.outPath);
    if (refusal === null) throw error;
    return { ok: false, error: refusal };
  }
}

async function fill(request: LedgerRequest, control: LedgerControl, file: OutputFile): Promise<Result<LedgerFile>> {
  const { definition, meta } = request;
  const workbook = openStreamWorkbook(file.stream, {
    creator: '河清',
    createdAt: meta.exportedAtMs,
    sheetName: cleanSheetName(definition.sheetName),
    sheet: sheetOptions(definition, meta),
  });
  try {
    const layout = writeHead(workbook.sheet, definition, meta);
    const pen = createPen(workbook.sheet, definition.columns);
    const stopped = await writeRows(request, control, workbook, pen);
    if (stopped !== null) {
      workbook.abort();
      await file.discard();
      return { ok: false, error: stopped };
    }
    const problems = pen.problems.all();
    writeFoot(workbook.sheet, definition, layout, meta, {
      rows: meta.expectedCount,
      problems,
      continuations: pen.continuations.all(),
    });
    await workbook.close();
    const finished = await file.finish();
    control.progress?.(meta.expectedCount, meta.expectedCount);
    return ok({ ...finished, rows: meta.expectedCount, problems });
  } catch (error) {
    workbook.abort();
    throw error;
  }
}

/** Writes every row; a refusal when stopped or when their number is not the expected one. */
async function writeRows(
  { rows, meta }: LedgerRequest,
  control: LedgerControl,
  workbook: StreamWorkbook,
  pen: Pen,
): Promise<Refusal | null> {
  const total = meta.expectedCount;
  let done = 0;
  for await (const row of rows) {
    if (done >= total) return countMismatch(total, `超过 ${total}`);
    pen.writeRow(row, done);
    done += 1;
    if (done % BATCH !== 0) continue;
    await workbook.settle();
    if (control.signal?.aborted) return cancelled(done, total);
    control.progress?.(done, total);
  }
  if (control.signal?.aborted) return cancelled(done, total);
  return done === total ? null : countMismatch(total, `只有 ${done}`);
}

function countMismatch(expected: number, found: string): Refusal {
  return {
    code: 'LEDGER_COUNT_MISMATCH',
    message: `筛选条件统计为 ${expected} 条，实际读出${found} 条，台账未生成；请重新导出，若仍不一致请先校验日志。`,
    data: { expected },
  };
}

function cancelled(done: number, total: number): Refusal {
  return { code: 'LEDGER_CANCELLED', message: `已取消导出（写到第 ${done} 条，共 ${total} 条），未生成台账文件。` };
}

const TOO_TALL = '文字过长，纸面上该格显示不全（单元格内为全文），全文见表后附文';

interface Pen {
  readonly problems: ProblemList;
  readonly continuations: Continuations;
  /** Writes row `index` (from 0). */
  writeRow(row: LedgerRow, index: number): void;
}

function createPen(sheet: Worksheet, columns: readonly LedgerColumn[]): Pen {
  const styleOf = createStyleBook();
  const problems = createProblemList();
  const continuations = createContinuations();
  const carry = (row: number, column: string, text: string) => {
    if (continuations.add(row, column, text)) return;
    problems.add({ code: 'CONTINUATION_DROPPED', row, column, message: '表后附文已满，此处全文未附，请在案件中查看' });
  };

  const writeRow = (row: LedgerRow, index: number) => {
    const number = index + 1;
    const cells = columns.map((column) =>
      readyCell(column, row, (code, message) => problems.add({ code, row: number, column: column.header, message })),
    );
    const wrapped = wrappedCells(cells, columns);
    const layout = layoutRow(wrapped, 2);
    const settings = new Map(wrapped.map((cell, at) => [cell.column, layout.cells[at]]));
    for (const { column, text, whole } of wrapped) {
      const tooTall = settings.get(column)?.tooTall ?? false;
      // A text too long for the cell (`whole`) was reported as that.
      if (tooTall && whole === null)
        problems.add({ code: 'TEXT_TOO_TALL', row: number, column: column.header, message: TOO_TALL });
      if (tooTall || whole !== null) carry(number, column.header, whole ?? text);
    }
    const line = sheet.getRow(FIRST_DATA_ROW + index);
    line.height = layout.height;
    columns.forEach((column, at) => {
      const { value, look } = cells[at] ?? EMPTY_CELL;
      const target = line.getCell(at + 1);
      target.value = value;
      target.style = styleOf(column, look, settings.get(column));
    });
    line.commit();
  };
  return { problems, continuations, writeRow };
}

interface NamedCell extends WrappedCell {
  readonly column: LedgerColumn;
  readonly whole: string | null;
}

function wrappedCells(cells: readonly ReadyCell[], columns: readonly LedgerColumn[]): readonly NamedCell[] {
  return columns.flatMap((column, at) => {
    const { shown, whole } = cells[at] ?? EMPTY_CELL;
    return shown === null ? [] : [{ text: shown, width: column.width, column, whole }];
  });
}
