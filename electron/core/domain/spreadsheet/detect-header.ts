import { cellText, foldText } from './cell-text.ts';
import { type GridRow, hasContent, type SheetGrid } from './grid.ts';
import { matchName } from './header-name.ts';
import { type MergeView, mergeView } from './merges.ts';

/** One column of the sheet as its header names it. */
export interface HeaderColumn {
  /** From 0. */
  readonly column: number;
  /** Joined names from the top header row down, e.g. `点位/经度`. */
  readonly label: string;
  /** The lowest name alone, e.g. `经度`. */
  readonly leaf: string;
  readonly hidden: boolean;
}

/** Where the header lies (Excel row numbers) and what it says. */
export interface HeaderLayout {
  readonly top: number;
  readonly bottom: number;
  readonly columns: readonly HeaderColumn[];
}

/** Rows from the top in which a header is looked for; below them, up to the second figure, only when there is none. */
const SEARCHED_ROWS = 40;
const SEARCHED_AT_MOST = 500;
/** Most header rows stacked on each other. */
const MAX_DEPTH = 3;
/** Longest text taken for a column name; longer ones are descriptions. */
const LONGEST_NAME = 30;
/** Columns looked at; a sheet that claims more is cut here for the header only. */
const MAX_COLUMNS = 512;

/** Finds the header: the stack of one to three rows in which most columns have a known name. Null when the sheet has none. */
export function detectHeader(grid: SheetGrid): HeaderLayout | null {
  const rows = grid.rows.slice(0, SEARCHED_AT_MOST).filter(hasContent);
  return headerIn(grid, rows.slice(0, SEARCHED_ROWS)) ?? headerIn(grid, rows.slice(SEARCHED_ROWS - MAX_DEPTH));
}

function headerIn(grid: SheetGrid, rows: readonly GridRow[]): HeaderLayout | null {
  const view = mergeView(grid);
  let best: { readonly stack: readonly GridRow[]; readonly score: number } | null = null;
  for (let first = 0; first < rows.length; first += 1) {
    for (let depth = 1; depth <= MAX_DEPTH; depth += 1) {
      const stack = rows.slice(first, first + depth);
      if (stack.length < depth || !isStack(stack)) break;
      const score = scoreOf(layoutOf(grid, view, stack)) - 0.1 * (depth - 1);
      if (score > (best?.score ?? 0)) best = { stack, score };
    }
  }
  return best && best.score >= MIN_SCORE ? layoutOf(grid, view, withGroupRows(grid, rows, best.stack)) : null;
}

/** The header that a person points to: rows `top` to `bottom` of the sheet, both inclusive. */
export function headerAt(grid: SheetGrid, top: number, bottom: number): HeaderLayout {
  const stack = grid.rows.filter(({ row }) => row >= top && row <= bottom);
  return { ...layoutOf(grid, mergeView(grid), stack), top, bottom };
}

/**
 * Adds the rows above that name groups of columns. They carry no known names of their own, so only merges tell them:
 * one that reaches down into the header (序号 over two rows), or at least two that span some columns (点位 over 经度, 纬度).
 */
function withGroupRows(grid: SheetGrid, rows: readonly GridRow[], stack: readonly GridRow[]): readonly GridRow[] {
  const top = stack[0]?.row ?? 0;
  const above = rows.find((row) => row.row === top - 1);
  if (stack.length >= MAX_DEPTH || !above || !isNameRow(above)) return stack;
  const begun = grid.merges.filter((merge) => merge.top === above.row);
  const reaching = grid.merges.some((merge) => merge.top <= above.row && merge.bottom >= top);
  // 填报单位：… stands in merged cells too.
  const filledIn = above.cells.some((cell) => /[:：]/u.test(cellText(cell) ?? ''));
  const groups = filledIn ? 0 : begun.filter((merge) => merge.bottom === above.row && merge.right > merge.left).length;
  return reaching || groups >= 2 ? withGroupRows(grid, rows, [above, ...stack]) : stack;
}

/** Two known names at least; one alone also stands in notes and forms. */
const MIN_SCORE = 1.8;

/** A header is written on consecutive rows, in short texts. */
function isStack(stack: readonly GridRow[]): boolean {
  return stack.every((row, step) => {
    const previous = stack[step - 1];
    return (!previous || row.row === previous.row + 1) && isNameRow(row);
  });
}

function isNameRow(row: GridRow): boolean {
  const filled = row.cells.filter((cell) => cell.kind !== 'empty');
  if (filled.some((cell) => cell.kind === 'number' || cell.kind === 'dateTime')) return false;
  return filled.some((cell) => (cellText(cell)?.length ?? 0) <= LONGEST_NAME);
}

function layoutOf(grid: SheetGrid, view: MergeView, stack: readonly GridRow[]): HeaderLayout {
  const hidden = new Set(grid.hiddenColumns);
  const width = Math.min(
    MAX_COLUMNS,
    Math.max(...grid.rows.slice(0, SEARCHED_ROWS + 160).map((row) => row.cells.length)),
  );
  const columns: HeaderColumn[] = [];
  for (let column = 0; column < width; column += 1) {
    const path = pathOf(view, stack, column);
    const leaf = path.at(-1);
    if (leaf !== undefined) columns.push({ column, label: path.join('/'), leaf, hidden: hidden.has(column) });
  }
  return { top: stack[0]?.row ?? 0, bottom: stack.at(-1)?.row ?? 0, columns };
}

/** Names above each other, each once; a name that only a merge repeats counts once. */
function pathOf(view: MergeView, stack: readonly GridRow[], column: number): readonly string[] {
  const path: string[] = [];
  for (const row of stack) {
    const text = cellText(view.at(row.row, column))?.replace(/\s*\n\s*/gu, '');
    if (text && (path.length === 0 || foldText(path.at(-1) ?? '') !== foldText(text))) path.push(text);
  }
  return path;
}

function scoreOf(layout: HeaderLayout): number {
  const seen = new Set<string>();
  let score = 0;
  for (const { label, leaf } of layout.columns) {
    if (leaf.length > LONGEST_NAME || seen.has(label)) continue;
    seen.add(label);
    const known = matchName(leaf)[0]?.score ?? 0;
    score += known >= 1 ? 1 : known > 0 ? 0.4 : -0.05;
  }
  return score;
}
