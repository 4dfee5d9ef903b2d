import { cellText, foldText } from './cell-text.ts';
import type { HeaderLayout } from './detect-header.ts';
import { type GridRow, hasContent, type SheetGrid } from './grid.ts';
import { isColumnName } from './header-name.ts';
import { type MergeView, mergeView } from './merges.ts';
import * as says from './row-patterns.ts';

/**
 * What a row is: a data row, or why it is none. `continued`: the rest of the finding above it (merged cells), `other`: row of
 * another table below.
 */
export type RowClass =
  | 'data'
  | 'title'
  | 'header'
  | 'subtotal'
  | 'total'
  | 'signature'
  | 'note'
  | 'group'
  | 'continued'
  | 'other'
  | 'empty';

/** One row and its reason in Chinese; `through`: last row of a run of empty rows, else the row itself. */
export interface ClassifiedRow {
  readonly row: number;
  readonly through: number;
  readonly kind: RowClass;
  /** Why it is not data; empty for data. */
  readonly reason: string;
}

/** Columns that decide, from 0. */
export interface CoreColumns {
  /** Without any of them a row cannot be a finding. */
  readonly core: readonly number[];
  /** Of these, what no signature row has: description, class, sub-item. */
  readonly strong: readonly number[];
  readonly description: readonly number[];
  readonly numbers: readonly number[];
  /** Columns whose content alone makes no finding: pictures, and what is not imported. */
  readonly quiet: readonly number[];
  readonly sequence: number | null;
}

/** What is known of the sheet before its rows are looked at. */
interface Known {
  readonly grid: SheetGrid;
  readonly view: MergeView;
  readonly header: HeaderLayout;
  /** Folded names of each column, from the top header row down. */
  readonly names: ReadonlyMap<number, readonly string[]>;
  /** Folded texts of the rows above the header. */
  readonly titles: ReadonlySet<string>;
  readonly columns: CoreColumns;
  readonly wide: ReadonlySet<string>;
}

/** What the rows so far say about the next one. */
interface Before {
  readonly kind: RowClass | null;
  /** Rows below the header so far. */
  readonly count: number;
  readonly other: boolean;
}

/**
 * Names every row of the sheet in order: what is data, and why the others are not. A row with a description, a class or
 * another core field is data, whatever stands in its first cell, unless it says itself that it is a total or is signed: the
 * last row is never lost.
 */
export function classifyRows(grid: SheetGrid, header: HeaderLayout, columns: CoreColumns): readonly ClassifiedRow[] {
  const out: ClassifiedRow[] = [];
  const known = knownOf(grid, header, columns);
  let last = 0;
  let before: Before = { kind: null, count: 0, other: false };
  for (const row of grid.rows) {
    if (!hasContent(row)) continue;
    if (row.row > last + 1) out.push(emptyRun(last + 1, row.row - 1));
    const found = classify(row, known, before);
    out.push(found);
    last = row.row;
    before = {
      kind: found.kind,
      count: before.count + (row.row > header.bottom ? 1 : 0),
      other: found.kind === 'other' || (before.other && found.kind !== 'header'),
    };
  }
  return out;
}

function knownOf(grid: SheetGrid, header: HeaderLayout, columns: CoreColumns): Known {
  const above = grid.rows.filter((row) => row.row < header.top).flatMap((row) => row.cells.map(cellText));
  return {
    grid,
    view: mergeView(grid),
    header,
    names: new Map(header.columns.map(({ column, label }) => [column, label.split('/').map(foldText)])),
    titles: new Set(above.filter((text) => text !== null).map(foldText)),
    columns,
    wide: new Set(
      grid.merges.filter((merge) => merge.right - merge.left >= 2).map((merge) => `${merge.top}:${merge.left}`),
    ),
  };
}

function emptyRun(from: number, through: number): ClassifiedRow {
  return { row: from, through, kind: 'empty', reason: from === through ? '空行' : `第 ${from} 至 ${through} 行为空行` };
}

/** A row with its texts, by column and without the empty ones. */
interface ReadRow {
  readonly row: GridRow;
  readonly texts: readonly string[];
  readonly folded: readonly string[];
  readonly byColumn: readonly (string | null)[];
}

/** A text this long is a description, and is not folded. */
const LONG = 80;

function readRow(row: GridRow): ReadRow {
  const own = row.cells.map(cellText);
  const byColumn = own.map((text, column) =>
    text === null || text.length > LONG || row.cells[column]?.kind === 'number' ? text : foldText(text),
  );
  return {
    row,
    byColumn,
    texts: own.filter((text) => text !== null),
    folded: byColumn.filter((text) => text !== null),
  };
}

function classify(source: GridRow, known: Known, before: Before): ClassifiedRow {
  const as = (kind: RowClass, reason: string): ClassifiedRow => ({
    row: source.row,
    through: source.row,
    kind,
    reason,
  });
  const { header, columns } = known;
  const row = readRow(source);
  const { texts, folded } = row;
  const shown = () => clip(texts[0] ?? '');
  const all = () => clip(texts.join('　'));
  if (source.row < header.top) return as('title', `表头上方的标题或填报说明：${shown()}`);
  if (source.row <= header.bottom) return as('header', '表头行');
  if (repeatsHeader(row, known.names)) return as('header', '重复的表头行');
  if (known.titles.has(folded[0] ?? '') && folded.every((text) => known.titles.has(text)))
    return as('title', `重复的标题：${shown()}`);
  if (isOtherHeader(row)) return as('other', `另一张表的表头，从这一行起不读：${all()}`);
  if (before.other) return as('other', `另一张表的行，没有读取：${all()}`);
  if (before.count < 2 && isFormRow(folded)) return as('header', `表头下的栏次、单位或填写要求：${all()}`);
  if (says.isExample(folded[0] ?? '')) return as('note', `示例行：${shown()}`);
  const stated = statedOf(row, columns);
  if (stated === 'signature') return as('signature', `签字或填报信息行：${all()}`);
  if (stated !== null) return as(stated, `${stated === 'total' ? '合计' : '小计'}行：${all()}`);
  if (columns.core.some((column) => isSubstance(row, column, columns))) return as('data', '');
  return nonData(row, known, before, as) ?? as('data', '');
}

/**
 * What a row says of itself where other core columns are filled too: 合计 with figures under the columns, a signature with its
 * date. A description in words, for a signature also a class, makes it data all the same.
 */
function statedOf(
  { byColumn, folded }: ReadRow,
  { description, strong }: CoreColumns,
): 'total' | 'subtotal' | 'signature' | null {
  const told = description.some((column) => {
    const text = byColumn[column] ?? null;
    return text !== null && !says.isCount(text) && says.totalOf(text) === null && !says.isSignature(text);
  });
  if (told) return null;
  for (const [column, text] of byColumn.entries()) {
    const total = text === null || description.includes(column) ? null : says.totalOf(text);
    if (total !== null) return total;
  }
  const filled = strong.some((column) => isWord(byColumn[column] ?? null));
  return !filled && says.isSignature(folded[0] ?? '') ? 'signature' : null;
}

/** A text that is no total, no signature and no note. */
function isWord(folded: string | null): boolean {
  if (folded === null) return false;
  return says.totalOf(folded) === null && !says.isSignature(folded) && !says.isNote(folded) && !says.isFooter(folded);
}

/** The number column often is the first, so what stands there may be 合计, 审核人： or a sentence. */
function isSubstance({ byColumn }: ReadRow, column: number, { numbers }: CoreColumns): boolean {
  const text = byColumn[column] ?? null;
  if (text === null || !isWord(text)) return false;
  if (!numbers.includes(column)) return true;
  return !says.isGroupHeading(text) && !/[\u4e00-\u9fff]{12}|[\u4e00-\u9fff].*[,。;:]/u.test(text);
}

/** A row without a single core field: signature, note, group heading, a bare number …; null: odd, so kept as data. */
function nonData(
  { row, byColumn, texts, folded }: ReadRow,
  { grid, view, columns, wide }: Known,
  before: Before,
  as: (kind: RowClass, reason: string) => ClassifiedRow,
): ClassifiedRow | null {
  const [first = ''] = folded;
  const shown = clip(texts[0] ?? '');
  const all = clip(texts.join('　'));
  const total = folded.map(says.totalOf).find((kind) => kind !== null);
  if (total) return as(total, `${total === 'total' ? '合计' : '小计'}行：${all}`);
  if (folded.some(says.isSignature)) return as('signature', `签字或填报信息行：${all}`);
  if (says.isNote(first) || (before.kind === 'note' && folded.length === 1 && says.isNumbered(first)))
    return as('note', `说明行：${shown}`);
  if (says.isFooter(first)) return as('note', `页脚或计数说明：${shown}`);
  const filled = byColumn.flatMap((text, column) => (text === null ? [] : [column]));
  const [column = 0] = filled;
  if (filled.length === 1 && (wide.has(`${row.row}:${column}`) || says.isGroupHeading(first)))
    return as('group', `分组标题行：${shown}`);
  if (filled.length === 1 && column === columns.sequence)
    return /^\d+$/u.test(first)
      ? as('empty', `只有序号 ${shown}，没有内容`)
      : as('note', `只有一格文字，没有线索内容：${shown}`);
  if (filled.length === 1 && columns.numbers.includes(column))
    return as('note', `只有一格文字，没有线索内容：${shown}`);
  return continuation(row, grid, view, columns, as);
}

/** The lower part of a finding that is merged over several rows, with nothing of its own but pictures. */
function continuation(
  row: GridRow,
  grid: SheetGrid,
  view: MergeView,
  columns: CoreColumns,
  as: (kind: RowClass, reason: string) => ClassifiedRow,
): ClassifiedRow | null {
  const own = row.cells.flatMap((cell, column) => (cell.kind === 'empty' ? [] : [column]));
  if (grid.merges.length === 0 || !own.every((column) => columns.quiet.includes(column))) return null;
  const tops = columns.core.map((column) => view.filledDown(row.row, column).from);
  const top = Math.min(...tops);
  return top < row.row ? as('continued', `与第 ${top} 行是同一条（合并单元格），不另算一条`) : null;
}

/** 1 2 3 4 … under the names, units under the names, or what the form demands: rows of the form, not of its filling. */
function isFormRow(folded: readonly string[]): boolean {
  if (folded.length < 3) return false;
  const numbers = folded.map((text) => Number(/^[(（]?(\d{1,2})[)）]?$/u.exec(text)?.[1] ?? Number.NaN));
  const counting = numbers.filter((number, index) => number === (numbers[index - 1] ?? number - 1) + 1).length;
  if (folded.length >= 4 && counting === folded.length) return true;
  const demands = folded.filter((text) => says.isDemand(text) || says.isUnitOnly(text)).length;
  return demands / folded.length >= 0.6;
}

/** Three names of columns at least and hardly anything else: the header of another table. */
function isOtherHeader({ row, texts }: ReadRow): boolean {
  if (texts.length < 3 || row.cells.some((cell) => cell.kind === 'number' || cell.kind === 'dateTime')) return false;
  if (texts.some((text) => text.length > 20)) return false;
  const names = texts.filter(isColumnName).length;
  return names >= 3 && names / texts.length >= 0.6;
}

function repeatsHeader({ byColumn, folded }: ReadRow, names: Known['names']): boolean {
  let same = 0;
  for (const [column, text] of byColumn.entries()) if (text !== null && names.get(column)?.includes(text)) same += 1;
  return same >= 2 && same / folded.length >= 0.6;
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
