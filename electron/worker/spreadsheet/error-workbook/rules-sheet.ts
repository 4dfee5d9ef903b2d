import { ERROR_COLUMN, ERROR_SHEET, ERROR_SHEET_TITLE, type ErrorSheet } from '#core/domain/spreadsheet/error-sheet.ts';
import type { OwnLook, Styles } from './styles.ts';
import { cellXml } from './text-cell.ts';

/** What the sheet 错误说明 says beside the counts. */
export interface RulesSheetFacts {
  readonly fileName: string;
  readonly sheet: string;
  /** Columns that are read, with what may be written there. */
  readonly columns: readonly {
    readonly letter: string;
    readonly label: string;
    readonly field: string;
    readonly rule: string;
  }[];
  /** Comments that were left out because a sheet with more opens too slowly. */
  readonly uncommented: number;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const WIDTHS = [6, 30, 8, 20, 8, 36, 70];
/** Row numbers named one by one; the rest is counted, and found by the leading column. */
const NAMED_ROWS = 30;

/** XML of the sheet 错误说明: how to go on, counts by kind, rules by column. */
export function rulesSheet(plan: ErrorSheet, facts: RulesSheetFacts, styles: Styles): string {
  const rows: string[] = [];
  const merges: string[] = [];
  const add = (texts: readonly (string | number)[], look: OwnLook, level?: 'error' | 'warning') => {
    const row = rows.length + 1;
    const style = styles.own(look, level);
    const height = look === 'title' ? ' ht="24" customHeight="1"' : '';
    rows.push(
      `<row r="${row}"${height}>${texts.map((text, column) => cellXml('', row, column, style, text)).join('')}</row>`,
    );
  };
  const line = (text: string, look: OwnLook = 'text') => {
    add([text, '', '', '', '', '', ''], look);
    merges.push(`A${rows.length}:G${rows.length}`);
  };
  line(ERROR_SHEET_TITLE, 'title');
  line(`原文件：${facts.fileName}　工作表：${facts.sheet}`);
  line(`有错误、不能导入的 ${plan.errorRows} 行；只有提示或疑似重复、请核对的 ${plan.warningRows} 行。`);
  line('1. 红底的格子必须改正，黄底的请核对；把鼠标移到格子上看批注，里面写明问题和应填的内容。');
  line('2. 改好后保存，直接再次导入本文件：只有改动过的行会写入，其余各行显示为“无变化”。');
  line(
    `3. “${ERROR_COLUMN}”列、批注和本表（${ERROR_SHEET}）不必删除，导入时不读取；按“${ERROR_COLUMN}”列筛选可以只看有问题的行。`,
  );
  if (facts.uncommented > 0)
    line(`4. 问题太多，其中 ${facts.uncommented} 个格子只标了颜色、没有写批注，原因见“${ERROR_COLUMN}”列和下表。`);
  add(['序号', ERROR_COLUMN, '级别', '列', '行数', '所在行', '应填的内容'], 'head');
  for (const [index, kind] of plan.kinds.entries()) {
    const level = kind.level === 'error' ? '错误' : '提示';
    const where = [index + 1, kind.title, level, kind.column ?? '', kind.rows.length];
    add([...where, rowsText(kind.rows), kind.rule ?? ''], 'text', kind.level);
  }
  line('各列填写要求', 'title');
  const rule = (texts: readonly string[], look: OwnLook) => {
    add(texts, look);
    merges.push(`B${rows.length}:C${rows.length}`, `D${rows.length}:F${rows.length}`);
  };
  rule(['列', '列名', '', '读作', '', '', '应填的内容'], 'head');
  for (const { letter, label, field, rule: allowed } of facts.columns)
    rule([letter, label, '', field, '', '', allowed], 'text');
  const widths = WIDTHS.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData>${rows.join('')}</sheetData><mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`;
}

function rowsText(rows: readonly number[]): string {
  const named = rows.slice(0, NAMED_ROWS).join('、');
  return `第 ${named} 行${rows.length > NAMED_ROWS ? ` 等 ${rows.length} 行` : ''}`;
}
