import { detectFormat } from '../file-format.ts';
import { ReadBudget, TextCells } from '../grid-builder.ts';
import { NO_PICTURES, type ReadProgress, type Workbook, type WorkbookReader } from '../reader.ts';
import { attempt, damaged } from '../unreadable.ts';
import { openCompound } from './compound-file.ts';
import { readGlobals } from './globals.ts';
import { readXlsSheet } from './sheet.ts';

/** Excel 97–2003 (.xls, .et of WPS): BIFF8. Codes: FILE_ENCRYPTED, FORMAT_UNSUPPORTED, WORKBOOK_DAMAGED, SHEET_TOO_LARGE. */
export const xlsReader: WorkbookReader = {
  name: 'xls',
  claims: (bytes) => detectFormat(bytes) === 'xls',
  read: (bytes, progress) => attempt(() => readXls(bytes, progress)),
};

function readXls(bytes: Uint8Array, progress: ReadProgress): Workbook {
  const compound = openCompound(bytes);
  const stream = compound.stream('Workbook');
  if (stream === null) throw damaged('没有工作簿');
  const texts = new TextCells();
  const budget = new ReadBudget();
  const globals = readGlobals(stream, texts);
  if (globals.sheets.length === 0) throw damaged('没有工作表');
  const sheets = globals.sheets.map((sheet) =>
    readXlsSheet(stream, sheet, globals, texts, budget, (at) => progress(Math.min(at, stream.length), stream.length)),
  );
  const pictures = globals.pictures ? ['.xls 里的图片没有读取；需要照片时请另存为 .xlsx 再导入'] : [];
  return { format: 'xls', sheets, remarks: pictures, pictures: NO_PICTURES };
}
