import type { LedgerItem } from '#app/ledger/sheet-rows.ts';
import type { LedgerColumn } from '#core/domain/ledger/ledger-definition.ts';
import { cleanSheetName, type LedgerProblem } from '#core/domain/ledger/sanitize.ts';
import type { SheetPlan } from '#core/domain/ledger/sheet-plan.ts';
import { ok, type Refusal, type Result, refuse } from '#core/domain/shared/result.ts';
import { type DescribedSheet, writeKeySheet } from './key-sheet.ts';
import { type ChoiceLists, createChoiceLists, writeChecks } from './fill-in.ts';
import { openShelf, PhotosTooLarge, type PhotoShelf } from './ledger-photos.ts';
import { FIRST_DATA_ROW, type LedgerMeta, sheetEntry, writeFoot, writeHead } from './ledger-sheet.ts';
import { type OutputFile, openOutputFile } from './output-file.ts';
import { createPen, type Pen } from './pen.ts';
import { type OpenSheet, openWorkbook, type Workbook } from './xlsx/workbook.ts';
import { ZipTooLarge } from './xlsx/zip-writer.ts';
import { writeRefusal } from './write-refusals.ts';

/** One sheet with its rows in their printed order. The export is refused when they are not just as many as expected. */
export interface SheetInput {
  readonly plan: SheetPlan;
  readonly items: Iterable<LedgerItem> | AsyncIterable<LedgerItem>;
  readonly expected: number;
  /** First line under the table; the usual one when left out. */
  readonly countText?: string;
}

/** What to write where. `outPath` is replaced only when everything went well. */
export interface LedgerRequest {
  readonly sheets: readonly SheetInput[];
  readonly meta: LedgerMeta;
  readonly outPath: string;
  /** Folder of the originals of photos, each named by its SHA-256; null: no pictures are shown. */
  readonly photos: string | null;
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
  /** Of the first sheet, which the filter counts. */
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
 * Writes a ledger as .xlsx, streaming: memory does not grow with the rows or the photos.
 * Refusals (no file is left, an older file stays): `LEDGER_TOO_MANY_ROWS`, `LEDGER_COUNT_MISMATCH`, `LEDGER_CANCELLED`,
 * `LEDGER_PHOTOS_TOO_LARGE`, `LEDGER_TOO_LARGE`, and what the file system says (`write-refusals.ts`). Throws other I/O errors
 * and whatever the row source throws.
 */
export async function writeLedger(request: LedgerRequest, control: LedgerControl = {}): Promise<Result<LedgerFile>> {
  const most = Math.max(...request.sheets.map(({ expected }) => expected));
  if (most > MAX_ROWS) {
    return refuse(
      'LEDGER_TOO_MANY_ROWS',
      `筛选出 ${most} 条，一张工作表最多 ${MAX_ROWS} 条；请缩小筛选范围，分表导出。`,
    );
  }
  let file: OutputFile | null = null;
  try {
    file = await openOutputFile(request.outPath);
    return await fill(request, control, file);
  } catch (error) {
    await file?.discard();
    const refusal = tooLarge(error) ?? writeRefusal(error, request.outPath);
    if (refusal === null) throw error;
    return { ok: false, error: refusal };
  }
}

function tooLarge(error: unknown): Refusal | null {
  if (error instanceof PhotosTooLarge) {
    const message = '照片原图合计超过 2 GB，一个文件放不下；请缩小筛选范围分几次导出，或选择不带照片。';
    return { code: 'LEDGER_PHOTOS_TOO_LARGE', message };
  }
  if (error instanceof ZipTooLarge)
    return { code: 'LEDGER_TOO_LARGE', message: '台账内容超过 4 GB，一个文件放不下；请缩小筛选范围，分表导出。' };
  return null;
}

async function fill(request: LedgerRequest, control: LedgerControl, file: OutputFile): Promise<Result<LedgerFile>> {
  const { meta, sheets } = request;
  const workbook = openWorkbook(file.stream, { creator: '河清', createdAt: meta.exportedAtMs });
  const shelf = request.photos === null ? null : openShelf(request.photos);
  const total = sheets.reduce((sum, { expected }) => sum + expected, 0);
  const names = sheetNames(sheets);
  const problems: LedgerProblem[] = [];
  const described: DescribedSheet[] = [];
  const lists = createChoiceLists();
  let before = 0;
  for (const [at, input] of sheets.entries()) {
    const name = names[at] ?? input.plan.sheetName;
    const progress = (done: number) => control.progress?.(before + done, total);
    const written = await writeSheet(workbook, { ...input, name, meta, shelf, lists }, { ...control, progress });
    if (!written.ok) {
      await file.discard();
      return written;
    }
    problems.push(...written.value.problems);
    described.push(written.value.described);
    before += input.expected;
  }
  await lists.write(workbook);
  await writeKeySheet(workbook, meta, described);
  await workbook.close();
  const finished = await file.finish();
  control.progress?.(total, total);
  return ok({ ...finished, rows: sheets[0]?.expected ?? 0, problems });
}

/** Names that Excel bears, each once. */
function sheetNames(sheets: readonly SheetInput[]): readonly string[] {
  const taken = new Set<string>();
  return sheets.map(({ plan }) => {
    let name = cleanSheetName(plan.sheetName);
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = cleanSheetName(`${n}${plan.sheetName}`);
    taken.add(name.toLowerCase());
    return name;
  });
}

type OneSheet = SheetInput & {
  readonly name: string;
  readonly meta: LedgerMeta;
  readonly shelf: PhotoShelf | null;
  readonly lists: ChoiceLists;
};

async function writeSheet(
  workbook: Workbook,
  input: OneSheet,
  control: LedgerControl,
): Promise<Result<{ readonly problems: readonly LedgerProblem[]; readonly described: DescribedSheet }>> {
  const { plan, meta, expected, name } = input;
  const keyed = plan.rows === 'case' || plan.rows === 'finding';
  const sheet = workbook.sheet(sheetEntry(plan, name, meta, keyed));
  const layout = writeHead(sheet, plan, meta, keyed);
  const pen = createPen(sheet, plan.columns, input.shelf, keyed, plan.editable);
  const keys: string[] = [];
  const items = plan.editable === undefined ? input.items : keeping(input.items, keys);
  const stopped = await writeRows({ ...input, items }, control, sheet, pen);
  if (stopped !== null) return { ok: false, error: stopped };
  const problems = pen.problems.all();
  const countText = input.countText ?? `本表共 ${expected} 条，与筛选条件统计数一致。`;
  const continuations = pen.continuations.all();
  writeFoot(sheet, plan, layout, meta, { rows: expected, countText, problems, continuations, keyed });
  const rows = { first: FIRST_DATA_ROW, last: FIRST_DATA_ROW + expected - 1 };
  if (meta.fillIn !== undefined) writeChecks(sheet, plan, rows, meta.fillIn, input.lists, meta.exportedAt.slice(0, 10));
  await sheet.end();
  const columns: readonly LedgerColumn[] = plan.columns;
  const described = {
    name,
    rows: plan.rows,
    columns,
    ...rows,
    keyColumn: keyed ? columns.length : null,
    editable: plan.editable ?? null,
    keys,
  };
  return ok({ problems, described });
}

/** Keeps the key of every row that goes by. */
async function* keeping(items: SheetInput['items'], keys: string[]): AsyncGenerator<LedgerItem> {
  for await (const item of items) {
    if (item.key !== null) keys.push(item.key);
    yield item;
  }
}

/** Writes every row; a refusal when stopped or when their number is not the expected one. */
async function writeRows(
  { items, expected }: SheetInput,
  control: LedgerControl,
  sheet: OpenSheet,
  pen: Pen,
): Promise<Refusal | null> {
  let done = 0;
  for await (const item of items) {
    if (done >= expected) return countMismatch(expected, `超过 ${expected}`);
    await pen.writeRow(item, done);
    done += 1;
    if (done % BATCH !== 0) continue;
    await sheet.settle();
    if (control.signal?.aborted) return cancelled(done, expected);
    control.progress?.(done, expected);
  }
  if (control.signal?.aborted) return cancelled(done, expected);
  return done === expected ? null : countMismatch(expected, `只有 ${done}`);
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
