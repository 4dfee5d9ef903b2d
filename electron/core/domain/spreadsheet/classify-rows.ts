import { cellText, foldText } from './cell-text.ts';
import type { HeaderLayout } from './detect-header.ts';
import { cellAt, type GridRow, hasContent, type SheetGrid } from './grid.ts';

/** What a row is: a data row, or why it is none. */
export type RowClass = 'data' | 'title' | 'header' | 'subtotal' | 'total' | 'signature' | 'note' | 'group' | 'empty';

/** One row and its reason in Chinese; `through`: last row of a run of empty rows, else the row itself. */
export interface ClassifiedRow {
  readonly row: number;
  readonly through: number;
  readonly kind: RowClass;
  /** Why it is not data; empty for data. */
  readonly reason: string;
}

/** Columns that decide: without any of them a row cannot be a finding. */
export interface CoreColumns {
  readonly core: readonly number[];
  readonly sequence: number | null;
}

const TOTAL =
  /^(?:(?:本页|全区|区|镇|.{1,12}?)?(小计)|(?:本页|全区|全镇|.{1,12}?)?(合计|总计|共计|累计)):?(?:共?\d*(?:处|个|件|条|起)?)?$/u;
const SIGNATURE =
  /(填表人|填报人|制表人|制表|审核人|审核|负责人|签字|签名|盖章|填报单位|填报日期|填表日期|单位负责人|经办人)[^,。]{0,6}:/u;
const NOTE = /^(注|备注|说明|填表说明|填报说明|备注说明)[:1]/u;
const EXAMPLE = /^(例|示例|样例|范例|例如|举例):?$/u;

/**
 * Names every row of the sheet in order: what is data, and why the others are not. Rows with a description, a date or
 * another core field are always data, whatever stands in their first cell: the last row is never lost.
 */
export function classifyRows(grid: SheetGrid, header: HeaderLayout, columns: CoreColumns): readonly ClassifiedRow[] {
  const out: ClassifiedRow[] = [];
  const names = new Map(header.columns.map(({ column, label }) => [column, label.split('/').map(foldText)]));
  let last = 0;
  for (const row of grid.rows) {
    if (!hasContent(row)) continue;
    if (row.row > last + 1) out.push(emptyRun(last + 1, row.row - 1));
    out.push(classify(row, grid, { header, names, columns }));
    last = row.row;
  }
  return out;
}

function emptyRun(from: number, through: number): ClassifiedRow {
  return { row: from, through, kind: 'empty', reason: from === through ? '空行' : `第 ${from} 至 ${through} 行为空行` };
}

/** What is known of the sheet before its rows are looked at. */
interface Known {
  readonly header: HeaderLayout;
  /** Folded names of each column, from the top header row down. */
  readonly names: ReadonlyMap<number, readonly string[]>;
  readonly columns: CoreColumns;
}

function classify(row: GridRow, grid: SheetGrid, { header, names, columns }: Known): ClassifiedRow {
  const skip = (kind: RowClass, reason: string): ClassifiedRow => ({ row: row.row, through: row.row, kind, reason });
  const texts = row.cells.map(cellText).filter((text) => text !== null);
  const shown = clip(texts[0] ?? '');
  if (row.row < header.top) return skip('title', `表头上方的标题或填报说明：${shown}`);
  if (row.row <= header.bottom) return skip('header', '表头行');
  if (repeatsHeader(row, names)) return skip('header', '重复的表头行');
  if (firstIs(texts, EXAMPLE)) return skip('note', `示例行：${shown}`);
  if (columns.core.some((column) => isSubstance(cellText(cellAt(row, column)))))
    return { row: row.row, through: row.row, kind: 'data', reason: '' };
  return nonData(row, texts, grid, columns, skip) ?? { row: row.row, through: row.row, kind: 'data', reason: '' };
}

/** 合计 or 审核人： in a core column (the number column often is the first) is no substance. */
function isSubstance(text: string | null): boolean {
  if (text === null) return false;
  const folded = foldText(text);
  return !TOTAL.test(folded) && !SIGNATURE.test(folded) && !NOTE.test(folded);
}

/** A row without a single core field: total, signature, note, group heading, a bare number; null: odd, so kept as data. */
function nonData(
  row: GridRow,
  texts: readonly string[],
  grid: SheetGrid,
  columns: CoreColumns,
  skip: (kind: RowClass, reason: string) => ClassifiedRow,
): ClassifiedRow | null {
  const shown = clip(texts.join('　'));
  const total = texts.map((text) => TOTAL.exec(foldText(text))).find((match) => match !== null);
  if (total) return total[1] ? skip('subtotal', `小计行：${shown}`) : skip('total', `合计行：${shown}`);
  if (texts.some((text) => SIGNATURE.test(foldText(text)))) return skip('signature', `签字或填报信息行：${shown}`);
  if (firstIs(texts, NOTE)) return skip('note', `说明行：${shown}`);
  const filled = row.cells.flatMap((cell, column) => (cellText(cell) === null ? [] : [column]));
  if (filled.length === 1 && isWide(row, filled[0] ?? 0, grid)) return skip('group', `分组标题行：${shown}`);
  if (filled.length === 1 && filled[0] === columns.sequence) return skip('empty', `只有序号 ${shown}，没有内容`);
  return null;
}

function firstIs(texts: readonly string[], pattern: RegExp): boolean {
  return pattern.test(foldText(texts[0] ?? ''));
}

function isWide(row: GridRow, column: number, grid: SheetGrid): boolean {
  return grid.merges.some((merge) => merge.top === row.row && merge.left === column && merge.right - merge.left >= 2);
}

function repeatsHeader(row: GridRow, names: Known['names']): boolean {
  let filled = 0;
  let same = 0;
  for (const [column, cell] of row.cells.entries()) {
    const text = cellText(cell);
    if (text === null) continue;
    filled += 1;
    if (names.get(column)?.includes(foldText(text))) same += 1;
  }
  return same >= 2 && same / filled >= 0.6;
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
