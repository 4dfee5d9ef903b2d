import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { createStaging, type StagingCounts } from '#app/import/staging.ts';
import { CivilDateSchema } from '#core/contract/schemas.ts';
import { ok, type Result, refuse } from '#core/domain/shared/result.ts';
import type { SheetGrid } from '#core/domain/spreadsheet/grid.ts';
import type { ColumnMapping, FixedValues } from '#core/domain/spreadsheet/mapping.ts';
import { readSheetRows } from '#core/domain/spreadsheet/plan.ts';
import { rowContext } from '#core/domain/spreadsheet/row-rules.ts';
import { readNotedDatum, readSheetYear } from '#core/domain/spreadsheet/sheet-notes.ts';
import { reportSheet, type SheetReport } from '#core/domain/spreadsheet/sheet-report.ts';
import { readReference } from '../node/reference.ts';
import { readWorkbook } from '../spreadsheet/read-workbook.ts';
import type { JobControl } from './serve.ts';

/** Input of `import.parse`. Paths are absolute. */
export interface ImportParseInput {
  readonly path: string;
  /** Name shown to people; default the base name of the path. */
  readonly fileName?: string;
  /** Written anew; must not exist. */
  readonly stagingPath: string;
  /** Today, local civil date. */
  readonly today: string;
  /** Folder of the reference data, and the district's code. */
  readonly resources: string;
  readonly district: string;
  /** Sheet to read; default the visible one with most data rows. */
  readonly sheet?: string;
  /** Header and columns of `sheet` set by hand or remembered; default guessed. Without `sheet` it is not used. */
  readonly mapping?: ColumnMapping;
  readonly fixed?: FixedValues;
}

/** Output of `import.parse`. */
export interface ImportParseOutput {
  readonly stagingPath: string;
  readonly fileName: string;
  readonly sheet: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly counts: StagingCounts;
}

/** Largest file read; what it unpacks to is measured by the zip guard. */
const LARGEST_FILE = 256 * 1024 * 1024;
const PROGRESS_EVERY = 500;
const InputSchema = z.object({
  path: z.string().min(1),
  fileName: z.string().optional(),
  stagingPath: z.string().min(1),
  today: CivilDateSchema,
  resources: z.string().min(1),
  district: z.string().min(1),
  sheet: z.string().optional(),
  mapping: z
    .custom<ColumnMapping>((value) => value === undefined || (typeof value === 'object' && value !== null))
    .optional(),
  fixed: z
    .custom<FixedValues>((value) => value === undefined || (typeof value === 'object' && value !== null))
    .optional(),
});

/**
 * Reads a workbook, understands the rows of one sheet and writes them to a staging file; the database is not touched.
 * Codes: FILE_MISSING, FILE_TOO_LARGE, SHEET_MISSING, NO_DATA_SHEET, those of `readWorkbook` and of the reference data.
 */
export async function runImportParse(raw: unknown, control: JobControl): Promise<Result<ImportParseOutput>> {
  const input = InputSchema.parse(raw);
  const fileName = input.fileName ?? basename(input.path);
  const file = readFile(input.path, fileName);
  if (!file.ok) return file;
  control.progress({ phase: '读取文件', done: 0, total: null });
  const reference = readReference(input.resources, input.district);
  if (!reference.ok) return reference;
  const workbook = await readWorkbook(file.value, fileName);
  if (!workbook.ok) return workbook;
  const { sheets, remarks } = workbook.value;
  const reports = sheets.map((sheet) =>
    reportSheet(sheet, input.fixed ?? {}, sheet.name === input.sheet ? input.mapping : undefined),
  );
  const chosen = chooseSheet(sheets, reports, input.sheet, fileName);
  if (!chosen.ok) return chosen;
  const { grid, report, mapping } = chosen.value;
  const sha256 = createHash('sha256').update(file.value).digest('hex');
  const otherSheets = reports.filter((other) => other !== report).map(asOther);
  const writer = createStaging(input.stagingPath, {
    fileName,
    sha256,
    bytes: file.value.length,
    sheet: grid.name,
    report,
    otherSheets,
    remarks: [
      ...remarks,
      ...otherSheets.flatMap((other) => other.remarks.map((remark) => `工作表“${other.sheet}”：${remark}`)),
    ],
  });
  try {
    const context = {
      ...rowContext({ today: input.today, digest, ...reference.value }),
      sheet: grid.name,
      date1904: grid.date1904,
      year: readSheetYear(grid, mapping.headerTop, fileName),
      notedDatum: readNotedDatum(sheets),
    };
    let done = 0;
    for (const row of readSheetRows(grid, mapping, context)) {
      writer.add(row);
      done += 1;
      if (done % PROGRESS_EVERY === 0) control.progress({ phase: '识别各行', done, total: grid.rows.length });
    }
    const counts = writer.finish();
    control.progress({ phase: '识别各行', done: grid.rows.length, total: grid.rows.length });
    return ok({ stagingPath: input.stagingPath, fileName, sheet: grid.name, sha256, bytes: file.value.length, counts });
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

function readFile(path: string, fileName: string): Result<Buffer> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) return refuse('FILE_MISSING', `找不到文件“${fileName}”；请确认文件没有被移走，再选一次。`);
  if (stat.size > LARGEST_FILE) {
    const size = Math.ceil(stat.size / 1024 / 1024);
    return refuse(
      'FILE_TOO_LARGE',
      `“${fileName}”有 ${size} MB，最多 ${LARGEST_FILE / 1024 / 1024} MB；请拆分后再导入。`,
    );
  }
  return ok(readFileSync(path));
}

interface ChosenSheet {
  readonly grid: SheetGrid;
  readonly report: SheetReport;
  readonly mapping: ColumnMapping;
}

/** The sheet asked for, else the visible one with most data rows. */
function chooseSheet(
  sheets: readonly SheetGrid[],
  reports: readonly SheetReport[],
  wanted: string | undefined,
  fileName: string,
): Result<ChosenSheet> {
  const reasons = reports.map((report) => `“${report.sheet}”${report.remarks[0] ?? ''}`).join('；');
  if (wanted !== undefined && !reports.some((report) => report.sheet === wanted)) {
    const names = reports.map((report) => report.sheet).join('、');
    return refuse('SHEET_MISSING', `“${fileName}”里没有工作表“${wanted}”，有：${names}。`);
  }
  const candidates = reports.flatMap((report, index) => {
    const grid = sheets[index];
    const open = wanted === undefined ? !report.hidden : report.sheet === wanted;
    return grid && open && report.mapping ? [{ grid, report, mapping: report.mapping }] : [];
  });
  const [best] = candidates.toSorted((a, b) => b.report.dataRows - a.report.dataRows);
  return best ? ok(best) : refuse('NO_DATA_SHEET', `“${fileName}”里没有可以导入的数据表：${reasons}。`);
}

/** Another sheet of the file: if it holds data too, it says that it was not read this time. */
function asOther(report: SheetReport): SheetReport {
  if (report.mapping === null) return report;
  const remark = `也是数据表，有 ${report.dataRows} 行数据，这次没有读取；请指定工作表名另行导入`;
  return { ...report, remarks: [...report.remarks, remark] };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
