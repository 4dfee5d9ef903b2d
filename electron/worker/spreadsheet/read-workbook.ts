import { ok, type Result, refuse } from '#core/domain/shared/result.ts';
import { detectFormat, FORMAT_NAMES } from './file-format.ts';
import type { Workbook, WorkbookReader } from './reader.ts';
import { xlsxReader } from './xlsx-reader.ts';

/** Readers in the order in which they are asked; another format is one more entry here. */
const READERS: readonly WorkbookReader[] = [xlsxReader];

/**
 * Reads a workbook by its content, whatever its name says. Codes: FILE_EMPTY, FILE_ENCRYPTED, FORMAT_UNSUPPORTED (names
 * what was found), and those of the reader. Only to be called in the job process.
 */
export async function readWorkbook(bytes: Uint8Array, fileName: string, readers = READERS): Promise<Result<Workbook>> {
  const format = detectFormat(bytes);
  if (format === 'empty') return refuse('FILE_EMPTY', `“${fileName}”是空文件（0 字节）；请确认文件已经传完再导入。`);
  if (format === 'encryptedOffice')
    return refuse('FILE_ENCRYPTED', `“${fileName}”加了密码，无法读取；请去掉密码后另存再导入。`);
  const reader = readers.find((candidate) => candidate.claims(bytes));
  if (reader === undefined) {
    return refuse(
      'FORMAT_UNSUPPORTED',
      `“${fileName}”的内容是${FORMAT_NAMES[format]}，目前只能导入 .xlsx；请用 Excel 或 WPS 另存为 .xlsx 再导入。`,
      { format },
    );
  }
  const read = await reader.read(bytes);
  if (!read.ok) return read;
  const filled = read.value.sheets.some((sheet) => sheet.rows.length > 0);
  return filled ? ok(read.value) : refuse('WORKBOOK_EMPTY', `“${fileName}”里没有任何内容。`);
}
