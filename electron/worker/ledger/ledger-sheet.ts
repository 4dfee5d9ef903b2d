import type { AddWorksheetOptions, Worksheet } from 'exceljs';
import type { CivilMinute } from '#core/domain/deadline/terms.ts';
import {
  columnLetters,
  headerSpans,
  type LedgerDefinition,
  type LedgerSort,
} from '#core/domain/ledger/ledger-definition.ts';
import { type PrintLayout, printLayout } from '#core/domain/ledger/print-layout.ts';
import { cleanText, escapeForXml, type LedgerProblem, pageHeaderText } from '#core/domain/ledger/sanitize.ts';
import { layoutRow } from '#core/domain/ledger/text-layout.ts';
import type { Continuation } from './continuations.ts';
import {
  ASIDE_STYLE,
  type CellStyle,
  COUNT_STYLE,
  FOOT_STYLE,
  HEADER_STYLE,
  TITLE_STYLE,
  UNIT_STYLE,
} from './ledger-styles.ts';
import { problemLine } from './problem-list.ts';

/** What is printed about an export, beside its rows. All texts Chinese. */
export interface LedgerMeta {
  /** 填报单位 */
  readonly filingUnit: string;
  /** The filter in words, e.g. `镇街：石城镇；状态：整改中`, or `全部案件`. */
  readonly filterText: string;
  /** Order of the rows, keys of columns; absent: the definition's. */
  readonly sort?: readonly LedgerSort[];
  /** Number of rows the filter counts; the export is refused when another number is written. */
  readonly expectedCount: number;
  /** Local civil minute, printed. */
  readonly exportedAt: CivilMinute;
  /** The same moment, integer milliseconds UTC; stamped into the file. */
  readonly exportedAtMs: number;
  readonly exporter: string;
  /** Head of the event log the rows were read under; null when the log is empty. */
  readonly logHead: { readonly device: string; readonly seq: number; readonly hash: string } | null;
}

/** Row of the sheet where the data begin; above: title, filing unit, two header rows. */
export const FIRST_DATA_ROW = 5;
const LAST_HEADER_ROW = FIRST_DATA_ROW - 1;
const GROUP_ROW = FIRST_DATA_ROW - 2;

const PAPER_CODES = { A3: 8, A4: 9 } as const;
const FOOT_FONT = { size: 10, line: 14.6 } as const;
const EMS_TO_BODY = FOOT_FONT.size / 9;
const MAX_PRINTED_PROBLEMS = 50;

/** Set-up of the sheet: paper, facing pages, repeated header, frozen panes, page header and footer. */
export function sheetOptions(definition: LedgerDefinition, meta: LedgerMeta): Partial<AddWorksheetOptions> {
  const { paper } = definition;
  const footer = `&L${pageHeaderText(headText(meta, 12), 80)}&C第 &P 页 共 &N 页&R导出时间：${pageHeaderText(minuteText(meta.exportedAt))}`;
  return {
    pageSetup: {
      paperSize: PAPER_CODES[paper.size] as never,
      orientation: paper.orientation,
      fitToPage: true,
      fitToWidth: paper.pagesWide,
      fitToHeight: 0,
      pageOrder: paper.pagesWide > 1 ? 'overThenDown' : 'downThenOver',
      horizontalCentered: paper.pagesWide === 1,
      margins: { left: 0.4, right: 0.4, top: 0.7, bottom: 0.65, header: 0.35, footer: 0.3 },
      printTitlesRow: `${GROUP_ROW}:${LAST_HEADER_ROW}`,
      ...(paper.repeatedColumns > 0 ? { printTitlesColumn: `A:${columnLetters(paper.repeatedColumns - 1)}` } : {}),
    },
    // The first page has the title on the sheet itself; the others get it from the page header.
    headerFooter: {
      differentFirst: true,
      firstFooter: footer,
      oddFooter: footer,
      oddHeader: `&L填报单位：${pageHeaderText(meta.filingUnit, 60)}&C${pageHeaderText(definition.title, 60)}`,
    },
    views: [{ state: 'frozen', xSplit: paper.repeatedColumns, ySplit: LAST_HEADER_ROW, zoomScale: 100 }],
  };
}

/** Writes title, filing unit and the two header rows. */
export function writeHead(sheet: Worksheet, definition: LedgerDefinition, meta: LedgerMeta): PrintLayout {
  const layout = printLayout(definition);
  sheet.columns = definition.columns.map((column) => ({ width: column.width }));
  const { first, last } = layout.textSpan;
  const middle = Math.floor((first + last) / 2);
  sheet.getRow(1).height = 40;
  put(sheet, 1, first, last, definition.title, TITLE_STYLE);
  sheet.getRow(2).height = 22;
  put(sheet, 2, first, middle, `填报单位：${meta.filingUnit}`, UNIT_STYLE);
  put(sheet, 2, middle + 1, last, `填报日期：${dateText(meta.exportedAt)}`, ASIDE_STYLE);
  writeHeaderRows(sheet, definition);
  sheet.getRow(LAST_HEADER_ROW).commit();
  return layout;
}

function writeHeaderRows(sheet: Worksheet, definition: LedgerDefinition): void {
  const { columns } = definition;
  // Cells first, merges after: the library gives every cell of a merge the style of its first cell.
  columns.forEach((column, index) => {
    for (const row of [GROUP_ROW, LAST_HEADER_ROW]) sheet.getCell(row, index + 1).style = HEADER_STYLE;
    sheet.getCell(column.group === undefined ? GROUP_ROW : LAST_HEADER_ROW, index + 1).value = safe(column.header);
  });
  for (const span of headerSpans(columns)) {
    if (span.group === null) sheet.mergeCells(GROUP_ROW, span.first + 1, LAST_HEADER_ROW, span.first + 1);
    else {
      sheet.getCell(GROUP_ROW, span.first + 1).value = safe(span.group);
      if (span.last > span.first) sheet.mergeCells(GROUP_ROW, span.first + 1, GROUP_ROW, span.last + 1);
    }
  }
  sheet.getRow(GROUP_ROW).height = 20;
  const texts = columns.map((column) => ({ text: column.header, width: column.width }));
  // One line more than the text takes: the filter button covers the lower right corner of the cell.
  sheet.getRow(LAST_HEADER_ROW).height = layoutRow(texts, 2).height + 6;
}

/** What the foot says beside the definition's notes. */
export interface FootFacts {
  readonly rows: number;
  readonly problems: readonly LedgerProblem[];
  readonly continuations: readonly Continuation[];
}

/** Writes the block under the table and sets the filter range; the last thing written to the sheet. */
export function writeFoot(
  sheet: Worksheet,
  definition: LedgerDefinition,
  layout: PrintLayout,
  meta: LedgerMeta,
  facts: FootFacts,
): void {
  const lastDataRow = FIRST_DATA_ROW + facts.rows - 1;
  sheet.autoFilter = `A${LAST_HEADER_ROW}:${columnLetters(definition.columns.length - 1)}${Math.max(LAST_HEADER_ROW, lastDataRow)}`;
  const { first, last } = layout.textSpan;
  const width = definition.columns.slice(first, last + 1).reduce((total, column) => total + column.width, 0);
  let number = lastDataRow + 2;
  for (const { text, style } of footLines(definition, meta, facts)) {
    const clean = cleanText(text).text;
    put(sheet, number, first, last, clean, style);
    sheet.getRow(number).height = layoutRow([{ text: clean, width: width / EMS_TO_BODY }]).height * EMS_TO_BODY;
    sheet.getRow(number).commit();
    number += 1;
  }
}

interface FootLine {
  readonly text: string;
  readonly style: CellStyle;
}

function footLines(definition: LedgerDefinition, meta: LedgerMeta, facts: FootFacts): readonly FootLine[] {
  const plain = (text: string): FootLine => ({ text, style: FOOT_STYLE });
  return [
    { text: `本表共 ${facts.rows} 条，与筛选条件统计数一致。`, style: COUNT_STYLE },
    plain(`筛选条件：${meta.filterText}　　排序：${sortText(definition, meta.sort ?? definition.sort)}`),
    plain(
      `导出时间：${minuteText(meta.exportedAt)}　　导出人：${meta.exporter}　　表式：${definition.title}（第 ${definition.version} 版）`,
    ),
    plain(headText(meta, 64)),
    plain('填表说明：'),
    ...definition.notes.map((note, index) => plain(`${index + 1}．${note}`)),
    ...problemLines(facts.problems).map(plain),
    ...continuationLines(facts.continuations).map(plain),
  ];
}

function problemLines(problems: readonly LedgerProblem[]): readonly string[] {
  if (problems.length === 0) return [];
  const printed = problems.slice(0, MAX_PRINTED_PROBLEMS).map(problemLine);
  const more = problems.length - printed.length;
  return ['导出提示：', ...printed, ...(more > 0 ? [`另有 ${more} 条提示见导出结果。`] : [])];
}

function continuationLines(continuations: readonly Continuation[]): readonly string[] {
  if (continuations.length === 0) return [];
  const lines = continuations.flatMap(({ row, column, parts }) =>
    parts.map((part, index) => `${index === 0 ? `序号 ${row}“${column}”：` : ''}${part}`),
  );
  return ['附文：', ...lines];
}

function sortText(definition: LedgerDefinition, sort: readonly LedgerSort[]): string {
  const header = (key: string) => definition.columns.find((column) => column.key === key)?.header ?? key;
  return (
    sort.map(({ key, direction }) => `${header(key)}${direction === 'asc' ? '升序' : '降序'}`).join('、') || '未指定'
  );
}

function headText(meta: LedgerMeta, hashLength: number): string {
  if (meta.logHead === null) return '日志链头：（无记录）';
  const { device, seq, hash } = meta.logHead;
  return `日志链头：设备 ${device}，第 ${seq} 条，校验值 ${hash.slice(0, hashLength)}`;
}

function dateText(minute: CivilMinute): string {
  const [year, month, day] = minute.slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

function minuteText(minute: CivilMinute): string {
  return minute.replace('T', ' ');
}

/** Puts a text into a run of merged cells of one row. Columns are indexes from 0. */
function put(sheet: Worksheet, row: number, first: number, last: number, text: string, style: CellStyle): void {
  const cell = sheet.getCell(row, first + 1);
  cell.value = safe(text);
  cell.style = style;
  if (last > first) sheet.mergeCells(row, first + 1, row, last + 1);
}

function safe(text: string): string {
  return escapeForXml(cleanText(text).text);
}
