import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { createStaging, type StagingCounts } from '#app/import/staging.ts';
import { CivilDateSchema } from '#core/contract/schemas.ts';
import type { SeverityRuleSet } from '#core/domain/finding/severity.ts';
import { ok, type Result, refuse } from '#core/domain/shared/result.ts';
import { cellText } from '#core/domain/spreadsheet/cell-text.ts';
import type { SheetSurroundings } from '#core/domain/spreadsheet/column-questions.ts';
import { columnSamples } from '#core/domain/spreadsheet/column-samples.ts';
import { headerAt } from '#core/domain/spreadsheet/detect-header.ts';
import { withoutErrorMarks } from '#core/domain/spreadsheet/error-sheet.ts';
import type { SheetGrid } from '#core/domain/spreadsheet/grid.ts';
import { guessColumns } from '#core/domain/spreadsheet/guess-columns.ts';
import { readWithoutHeader } from '#core/domain/spreadsheet/headerless.ts';
import { type ColumnMapping, type FixedValues, sheetShape } from '#core/domain/spreadsheet/mapping.ts';
import { recall, type RememberedColumns } from '#core/domain/spreadsheet/remember-mapping.ts';
import { readSheetRows } from '#core/domain/spreadsheet/plan.ts';
import { rowContext } from '#core/domain/spreadsheet/row-rules.ts';
import { readNotedDatum, readSheetYear } from '#core/domain/spreadsheet/sheet-notes.ts';
import { guessMapping, reportSheet, type SheetReport } from '#core/domain/spreadsheet/sheet-report.ts';
import { readReference } from '../node/reference.ts';
import { readWorkbook } from '../spreadsheet/read-workbook.ts';
import type { JobControl } from './serve.ts';
import { openSuspects } from './import-suspects.ts';

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
  /** Header rows of `sheet` set by hand; its columns are guessed anew. */
  readonly header?: { readonly top: number; readonly bottom: number };
  /** How sheets were read before, latest first. */
  readonly remembered?: readonly RememberedColumns[];
  /** Database in which 疑似重复 are looked for, read-only; without it none are. */
  readonly databasePath?: string;
  readonly migrationsFolder?: string;
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
/** Texts of a column that the wizard shows. */
const SAMPLES = 5;
/** Rows and columns of the top of a sheet that the wizard shows: enough to find the header by looking. */
const MOST_TOP = 30;
const TOP_WIDTH = 16;
const TOP_BELOW = 3;
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
  header: z.strictObject({ top: z.int(), bottom: z.int() }).optional(),
  remembered: z.array(z.custom<RememberedColumns>((value) => typeof value === 'object' && value !== null)).default([]),
  /** Left out: those of the reference data. */
  severityRules: z
    .custom<readonly SeverityRuleSet[]>((value) => value === undefined || Array.isArray(value))
    .optional(),
  databasePath: z.string().min(1).optional(),
  migrationsFolder: z.string().min(1).optional(),
});
type ParsedInput = z.infer<typeof InputSchema>;

/**
 * Reads a workbook, understands the rows of one sheet and writes them to a staging file; the database is not touched.
 * Codes: FILE_MISSING, FILE_TOO_LARGE, SHEET_MISSING, NO_DATA_SHEET, those of `readWorkbook` and of the reference data.
 */
export async function runImportParse(raw: unknown, control: JobControl): Promise<Result<ImportParseOutput>> {
  const input = InputSchema.parse(raw);
  const { severityRules } = input;
  const fileName = input.fileName ?? basename(input.path);
  const file = readFile(input.path, fileName);
  if (!file.ok) return file;
  control.progress({ phase: '读取文件', done: 0, total: null });
  const reference = readReference(input.resources, input.district);
  if (!reference.ok) return reference;
  const workbook = await readWorkbook(file.value, fileName);
  if (!workbook.ok) return workbook;
  const { remarks } = workbook.value;
  const sheets = withoutErrorMarks(workbook.value.sheets);
  const about = { fileName, sheets, today: input.today };
  const mappings = sheets.map((sheet) => mappingFor(sheet, input, about));
  const reports = sheets.map((sheet, index) => reportSheet(sheet, input.fixed ?? {}, mappings[index]?.mapping, about));
  const chosen = chooseSheet(sheets, reports, input.sheet, fileName);
  if (!chosen.ok) return chosen;
  const { grid, report, mapping } = chosen.value;
  const sha256 = createHash('sha256').update(file.value).digest('hex');
  const otherSheets = reports.filter((other) => other !== report).map(asOther);
  const facts = {
    date1904: grid.date1904,
    year: readSheetYear(grid, mapping.headerTop, fileName),
    notedDatum: readNotedDatum(sheets),
  };
  const suspects = await openSuspects(input, report.dataRows);
  if (!suspects.ok) return suspects;
  const writer = createStaging(input.stagingPath, {
    fileName,
    sha256,
    bytes: file.value.length,
    sheet: grid.name,
    report,
    otherSheets,
    context: facts,
    samples: [...columnSamples(grid, mapping, SAMPLES)].map(([column, texts]) => ({
      column,
      hidden: grid.hiddenColumns.includes(column),
      texts,
    })),
    top: topRows(grid, mapping.headerBottom + TOP_BELOW),
    remembered: mappings[sheets.indexOf(grid)]?.remembered ?? false,
    remarks: [
      ...remarks,
      ...otherSheets.flatMap((other) => other.remarks.map((remark) => `工作表“${other.sheet}”：${remark}`)),
    ],
  });
  try {
    const context = {
      ...rowContext({
        today: input.today,
        digest,
        ...reference.value,
        ...(severityRules === undefined ? {} : { severityRules }),
      }),
      ...facts,
      sheet: grid.name,
    };
    let done = 0;
    for (const row of readSheetRows(grid, mapping, context)) {
      writer.add(row.type === 'row' ? { ...row, suspects: suspects.value.find(row.row) } : row);
      done += 1;
      if (done % PROGRESS_EVERY === 0) control.progress({ phase: '识别各行', done, total: grid.rows.length });
    }
    const counts = writer.finish();
    control.progress({ phase: '识别各行', done: grid.rows.length, total: grid.rows.length });
    return ok({ stagingPath: input.stagingPath, fileName, sheet: grid.name, sha256, bytes: file.value.length, counts });
  } catch (error) {
    writer.abandon();
    throw error;
  } finally {
    suspects.value.close();
  }
}

/** Rows above and in the header, and the first below it. */
function topRows(grid: SheetGrid, last: number) {
  return grid.rows
    .filter(({ row }) => row <= last)
    .slice(0, MOST_TOP)
    .map(({ row, cells }) => ({ row, texts: cells.slice(0, TOP_WIDTH).map((cell) => cellText(cell) ?? '') }));
}

/** Columns guessed anew below the header that a person points to, or from a first data row on. */
function mappingBelow(
  grid: SheetGrid,
  { top, bottom }: { readonly top: number; readonly bottom: number },
  fixed: FixedValues,
): ColumnMapping {
  if (bottom < top) {
    const { header, columns } = readWithoutHeader(grid, top);
    return { headerTop: header.top, headerBottom: header.bottom, columns, fixed };
  }
  const header = headerAt(grid, top, bottom);
  return { headerTop: top, headerBottom: bottom, columns: guessColumns(grid, header), fixed };
}

/** How one sheet is read: as told, else as remembered, else (undefined) as guessed. */
function mappingFor(
  grid: SheetGrid,
  input: ParsedInput,
  about: SheetSurroundings,
): { readonly mapping?: ColumnMapping; readonly remembered: boolean } {
  const fixed = input.fixed ?? {};
  if (grid.name === input.sheet) {
    if (input.header !== undefined) {
      return { mapping: mappingBelow(grid, input.header, fixed), remembered: false };
    }
    if (input.mapping !== undefined) return { mapping: input.mapping, remembered: false };
  }
  const guess = guessMapping(grid, fixed, about);
  if (guess === null) return { remembered: false };
  const recalled = recallBest(input.remembered, guess);
  return recalled === guess ? { remembered: false } : { mapping: recalled, remembered: true };
}

/** The latest reading of the very same form, else the columns that were named by hand in any other. */
function recallBest(remembered: readonly RememberedColumns[], guess: ColumnMapping): ColumnMapping {
  const shape = sheetShape(guess);
  const same = remembered.find((one) => one.shape === shape);
  if (same !== undefined) return differing(guess, recall(same, guess));
  return remembered.reduceRight((mapping, one) => differing(mapping, recall(one, mapping)), guess);
}

function differing(before: ColumnMapping, after: ColumnMapping): ColumnMapping {
  const { foundOn: _day, ...fixed } = after.fixed;
  const same =
    isDeepStrictEqual(before.columns, after.columns) && Object.keys(fixed).every((key) => key in before.fixed);
  return same ? before : after;
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
