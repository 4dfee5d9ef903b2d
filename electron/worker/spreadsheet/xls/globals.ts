import type { GridCell } from '#core/domain/spreadsheet/grid.ts';
import { type CellFormat, cellFormat } from '../cell-values.ts';
import type { TextCells } from '../grid-builder.ts';
import { damaged, Unreadable } from '../unreadable.ts';
import { type BiffRecord, RECORD, readRecords, TextCursor } from './records.ts';

const BIFF8 = 0x0600;
/** Kind of the drawing record with the pictures of a workbook. */
const PICTURE_STORE = Buffer.from([0x01, 0xf0]);

/** What the sheets of a workbook share. */
export interface Globals {
  readonly date1904: boolean;
  /** By the style number of a cell. */
  readonly formats: readonly CellFormat[];
  readonly strings: readonly GridCell[];
  /** Sheets of cells in the order of their tabs; `at`: place of their first record. */
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly at: number }[];
  /** True when the workbook holds pictures. */
  readonly pictures: boolean;
}

/** Reads the first part of a workbook stream. Codes: FILE_ENCRYPTED, FORMAT_UNSUPPORTED, WORKBOOK_DAMAGED. */
export function readGlobals(stream: Buffer, texts: TextCells): Globals {
  let date1904 = false;
  const codes = new Map<number, string>();
  const formatIds: number[] = [];
  const sheets: { name: string; hidden: boolean; at: number }[] = [];
  const strings: GridCell[] = [];
  let pictures = false;
  let first = true;
  for (const record of readRecords(stream, 0)) {
    const { id, data } = record;
    if (first) checkBof(record);
    first = false;
    if (id === RECORD.eof) {
      return { date1904, formats: formatIds.map((one) => cellFormat(one, codes.get(one))), strings, sheets, pictures };
    }
    if (id === RECORD.filePass)
      throw new Unreadable('FILE_ENCRYPTED', '文件加了密码，无法读取；请去掉密码后另存再导入。');
    if (id === RECORD.dateMode) date1904 = data.readUInt16LE(0) === 1;
    else if (id === RECORD.format) codes.set(data.readUInt16LE(0), new TextCursor(record, 2).text());
    else if (id === RECORD.xf) formatIds.push(data.readUInt16LE(2));
    else if (id === RECORD.boundSheet) {
      // Charts, dialogs and macro sheets hold no cells to read.
      if (data.readUInt8(5) === 0)
        sheets.push({ name: shortText(record), hidden: (data.readUInt8(4) & 3) !== 0, at: data.readUInt32LE(0) });
    } else if (id === RECORD.sst) readStrings(record, strings, texts);
    else if (id === RECORD.drawingGroup) pictures ||= data.includes(PICTURE_STORE);
  }
  throw damaged('文件不完整');
}

function checkBof({ id, data }: BiffRecord): void {
  if (id !== RECORD.bof || data.length < 4) throw damaged('没有工作簿的开头');
  if (data.readUInt16LE(0) !== BIFF8) {
    throw new Unreadable(
      'FORMAT_UNSUPPORTED',
      '这是很旧的 Excel 工作簿（Excel 5.0/95 或更早），不能导入；请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。',
      { format: 'oldExcel' },
    );
  }
}

function shortText(record: BiffRecord): string {
  const cursor = new TextCursor(record, 6);
  const length = cursor.u8();
  const flags = cursor.u8();
  return cursor.characters(length, (flags & 1) !== 0);
}

/** The count is only claimed: texts are read as long as there are any. */
function readStrings(record: BiffRecord, strings: GridCell[], texts: TextCells): void {
  const cursor = new TextCursor(record, 4);
  const claimed = cursor.u32();
  while (strings.length < claimed && !cursor.ended) strings.push(texts.cell(cursor.text()));
}
