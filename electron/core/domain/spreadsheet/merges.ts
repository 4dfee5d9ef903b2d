import { cellAt, EMPTY_CELL, type GridCell, type GridRow, type SheetGrid } from './grid.ts';

/** Value of any cell, looking through merged ranges: `cell` is the master's when (row, column) lies inside one. */
export interface MergeView {
  /** Cell of the row itself, or the top left cell of the merge it lies in. */
  at(row: number, column: number): GridCell;
  /** As `at`, but only downwards: a merge over several columns fills its first one, the others keep what they hold. */
  filledDown(row: number, column: number): { readonly cell: GridCell; readonly from: number };
}

interface Span {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Builds a view of the sheet through its merges; memory in proportion to the merges, never to the cells they cover. */
export function mergeView(grid: SheetGrid): MergeView {
  const rows = new Map<number, GridRow>(grid.rows.map((row) => [row.row, row]));
  const own = (row: number, column: number) => {
    const found = rows.get(row);
    return found ? cellAt(found, column) : EMPTY_CELL;
  };
  const index = indexByColumn(grid);
  const spanAt = (row: number, column: number) =>
    lastBefore(index.get(column) ?? [], row) ?? wideAt(index.get(-1) ?? [], row, column);
  return {
    at: (row, column) => {
      const span = spanAt(row, column);
      return span ? own(span.top, span.left) : own(row, column);
    },
    filledDown: (row, column) => {
      const span = lastBefore(index.get(column) ?? [], row);
      return span && span.left === column
        ? { cell: own(span.top, column), from: span.top }
        : { cell: own(row, column), from: row };
    },
  };
}

/** Merges of up to 64 columns are listed under each column, sorted by top row; wider ones (titles) under -1. */
function indexByColumn(grid: SheetGrid): ReadonlyMap<number, readonly Span[]> {
  const index = new Map<number, Span[]>();
  for (const span of grid.merges) {
    for (const key of span.right - span.left < 64 ? range(span.left, span.right) : [-1]) {
      const spans = index.get(key);
      if (spans) spans.push(span);
      else index.set(key, [span]);
    }
  }
  for (const spans of index.values()) spans.sort((a, b) => a.top - b.top);
  return index;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}

/** Merges of one column do not overlap: the last one that begins at or above the row is the only candidate. */
function lastBefore(spans: readonly Span[], row: number): Span | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.top ?? 0) <= row) low = middle + 1;
    else high = middle;
  }
  const span = spans[low - 1];
  return span && span.bottom >= row ? span : undefined;
}

function wideAt(spans: readonly Span[], row: number, column: number): Span | undefined {
  return spans.find((span) => span.top <= row && row <= span.bottom && span.left <= column && column <= span.right);
}
