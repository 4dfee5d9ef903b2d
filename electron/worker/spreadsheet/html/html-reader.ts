import { detectFormat } from '../file-format.ts';
import { GridBuilder, ReadBudget, TextCells } from '../grid-builder.ts';
import { NO_PICTURES, type Workbook, type WorkbookReader } from '../reader.ts';
import { decodeText } from '../text/decode.ts';
import { attempt, Unreadable } from '../unreadable.ts';
import { type HtmlTable, readTables } from './html-tables.ts';

/**
 * A page with tables, as older systems name it .xls. Every cell is a text as shown. The tables of a page stand below each
 * other on one sheet, as Excel opens them. Nothing is run or fetched. Codes: NO_TABLE, TEXT_UNREADABLE, SHEET_TOO_LARGE.
 */
export const htmlReader: WorkbookReader = {
  name: 'html',
  claims: (bytes) => detectFormat(bytes) === 'html',
  read: (bytes) => attempt(() => readHtml(bytes)),
};

function readHtml(bytes: Uint8Array): Workbook {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const declared = /charset\s*=\s*["']?([\w-]+)/iu.exec(head)?.[1] ?? null;
  const { text } = decodeText(bytes, declared);
  const tables = readTables(text).filter(({ cells }) => cells.length > 0);
  if (tables.length === 0)
    throw new Unreadable('NO_TABLE', '这是网页文件，里面没有表格；请从原来的系统重新导出表格，或另存为 .xlsx 再导入。');
  const budget = new ReadBudget();
  const grid = new GridBuilder(budget);
  const texts = new TextCells();
  const hiddenRows: number[] = [];
  let above = 0;
  for (const table of tables) {
    place(table, above, grid, texts);
    for (const row of table.hiddenRows) hiddenRows.push(above + row + 1);
    above += table.height;
  }
  const { rows, merges } = grid.finish();
  const sheet = { name: sheetName(text), hidden: false, rows, merges, hiddenRows, hiddenColumns: [] };
  const remarks = tables.length > 1 ? [`网页里有 ${tables.length} 个表格，已按先后顺序上下排成一张表读取`] : [];
  return { format: 'html', sheets: [{ ...sheet, date1904: false, pictures: [] }], remarks, pictures: NO_PICTURES };
}

function place(table: HtmlTable, above: number, grid: GridBuilder, texts: TextCells): void {
  for (const { row, column, text } of table.cells) grid.put(above + row + 1, column, texts.cell(text));
  for (const { top, left, bottom, right } of table.merges) {
    // A cell may claim more rows than the table has.
    const last = Math.min(bottom, table.height - 1);
    grid.merge({ top: above + top + 1, left, bottom: above + last + 1, right });
  }
}

/** The name that Excel's own pages give to their sheet. */
function sheetName(html: string): string {
  return /<x:Name>([^<]{1,100})<\/x:Name>/u.exec(html.slice(0, 65_536))?.[1] ?? '表格';
}
