import { createHash } from 'node:crypto';
import { EncryptedFileError, type Sheet, type SheetImage } from 'hucre';
import { readXlsx } from 'hucre/xlsx';
import { ok, type Result, refuse } from '#core/domain/shared/result.ts';
import {
  EMPTY_CELL,
  type GridCell,
  type GridPicture,
  type GridRow,
  type SheetGrid,
} from '#core/domain/spreadsheet/grid.ts';
import { detectFormat } from './file-format.ts';
import type { Workbook, WorkbookReader } from './reader.ts';
import { gridCell } from './xlsx-cell.ts';
import { measureZip, type ZipEntry } from './zip-guard.ts';

/** Number formats cost about 200 bytes a cell; above this much sheet XML they are left out and the report says so. */
const FORMATS_UP_TO_BYTES = 32 * 1024 * 1024;

/** .xlsx and .xlsm (Excel, WPS, LibreOffice, openpyxl). Codes: those of the zip guard, NOT_A_WORKBOOK, WORKBOOK_DAMAGED, FILE_ENCRYPTED. */
export const xlsxReader: WorkbookReader = {
  name: 'xlsx',
  claims: (bytes) => detectFormat(bytes) === 'zip',
  read: readXlsxWorkbook,
};

async function readXlsxWorkbook(bytes: Uint8Array): Promise<Result<Workbook>> {
  const measured = await measureZip(bytes);
  if (!measured.ok) return measured;
  const kind = packageKind(measured.value);
  if (kind !== null) return refuse('NOT_A_WORKBOOK', kind);
  const formats = sheetBytes(measured.value) <= FORMATS_UP_TO_BYTES;
  try {
    const workbook = await readXlsx(bytes, { readStyles: formats });
    const date1904 = workbook.dateSystem === '1904';
    const remarks = formats ? [] : ['表格很大，没有读取数字格式：显示为 00123 而存为数字 123 的编号按 123 读取'];
    return ok({ format: 'xlsx', sheets: workbook.sheets.map((sheet) => sheetGrid(sheet, date1904)), remarks });
  } catch (error) {
    return unreadable(error);
  }
}

/** Chinese refusal for a zip that is another kind of document; null for a workbook. */
function packageKind(entries: readonly ZipEntry[]): string | null {
  const names = new Set(entries.map((entry) => entry.name));
  const has = (start: string) => entries.some((entry) => entry.name.startsWith(start));
  if (names.has('xl/workbook.bin')) return '这是二进制工作簿（.xlsb），暂不支持；请在 Excel 中另存为 .xlsx 再导入。';
  if (has('word/')) return '这是 Word 文档，不是表格；请把表格复制到 Excel 或 WPS 表格中再导入。';
  if (has('ppt/')) return '这是演示文稿，不是表格。';
  if (names.has('mimetype')) return '这是 OpenDocument 文件，暂不支持；请另存为 .xlsx 再导入。';
  return names.has('[Content_Types].xml') ? null : '这是普通的 zip 压缩包，不是表格；请解压后导入里面的表格文件。';
}

function sheetBytes(entries: readonly ZipEntry[]): number {
  return entries
    .filter((entry) => entry.name.startsWith('xl/worksheets/'))
    .reduce((sum, entry) => sum + entry.bytes, 0);
}

function unreadable(error: unknown): Result<never> {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof EncryptedFileError)
    return refuse('FILE_ENCRYPTED', '文件加了密码，无法读取；请去掉密码后另存再导入。');
  return refuse('WORKBOOK_DAMAGED', '表格文件已损坏，无法读取；请用 Excel 或 WPS 打开修复后另存为 .xlsx 再导入。', {
    reason,
  });
}

function sheetGrid(sheet: Sheet, date1904: boolean): SheetGrid {
  const rows = sheet.rows.flatMap((values, index): readonly GridRow[] => {
    const cells = values.map((value, column) => cellOf(sheet, value, index, column));
    while (cells.length > 0 && cells.at(-1) === EMPTY_CELL) cells.pop();
    return cells.length === 0 ? [] : [{ row: index + 1, cells }];
  });
  return {
    name: sheet.name,
    hidden: sheet.hidden === true || sheet.veryHidden === true,
    rows,
    merges: (sheet.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
      top: startRow + 1,
      left: startCol,
      bottom: endRow + 1,
      right: endCol,
    })),
    hiddenRows: [...(sheet.rowDefs ?? [])]
      .flatMap(([row, definition]) => (definition.hidden ? [row + 1] : []))
      .sort((a, b) => a - b),
    hiddenColumns: (sheet.columns ?? []).flatMap((column, index) => (column?.hidden ? [index] : [])),
    date1904,
    pictures: (sheet.images ?? []).map(pictureOf),
  };
}

function cellOf(sheet: Sheet, value: Sheet['rows'][number][number] | undefined, row: number, column: number): GridCell {
  return gridCell(value ?? null, sheet.cells?.get(`${row},${column}`));
}

function pictureOf(image: SheetImage): GridPicture {
  const { row, col } = image.anchor.from;
  const sha256 = createHash('sha256').update(image.data).digest('hex');
  return { row: row + 1, column: col, name: image.title ?? image.altText ?? '', bytes: image.data.length, sha256 };
}
