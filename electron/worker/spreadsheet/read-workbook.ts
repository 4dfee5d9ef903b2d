import { ok, type Result, refuse } from '#core/domain/shared/result.ts';
import { detectFormat, FORMAT_ADVICE } from './file-format.ts';
import { htmlReader } from './html/html-reader.ts';
import type { ReadProgress, Workbook, WorkbookReader } from './reader.ts';
import { csvReader } from './text/csv-reader.ts';
import { xlsReader } from './xls/xls-reader.ts';
import { zipReader } from './xlsx/xlsx-reader.ts';
import { xmlWorkbookReader } from './xml/xml-workbook-reader.ts';

/** Readers in the order in which they are asked; another format is one more entry here. */
const READERS: readonly WorkbookReader[] = [zipReader, xlsReader, csvReader, htmlReader, xmlWorkbookReader];

/**
 * Reads a workbook by its content, whatever its name says. Codes: FILE_EMPTY, FILE_ENCRYPTED, FORMAT_UNSUPPORTED (names
 * what was found), WORKBOOK_EMPTY, and those of the reader. Only to be called in the job process. `progress` is told often:
 * its caller thins it out.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  fileName: string,
  progress: ReadProgress = () => {},
): Promise<Result<Workbook>> {
  const format = detectFormat(bytes);
  if (format === 'empty') return refuse('FILE_EMPTY', `“${fileName}”是空文件（0 字节）；请确认文件已经传完再导入。`);
  if (format === 'encryptedOffice')
    return refuse('FILE_ENCRYPTED', `“${fileName}”加了密码，无法读取；请去掉密码后另存再导入。`);
  const reader = READERS.find((candidate) => candidate.claims(bytes));
  if (reader === undefined) {
    const [name, advice] = FORMAT_ADVICE[format] ?? ['无法识别的文件', '请用 Excel 或 WPS 打开后另存为 .xlsx 再导入'];
    return refuse(
      'FORMAT_UNSUPPORTED',
      `“${fileName}”的内容是${name}，不能导入；能读的有 .xlsx、.xls、.csv、.ods 和网页表格。${advice}。`,
      { format },
    );
  }
  const read = await reader.read(bytes, progress);
  if (!read.ok) return read;
  const filled = read.value.sheets.some((sheet) => sheet.rows.length > 0);
  return filled ? ok(read.value) : refuse('WORKBOOK_EMPTY', `“${fileName}”里没有任何内容。`);
}
