import { EMPTY_CELL, type GridCell, type GridMerge, type GridRow } from '#core/domain/spreadsheet/grid.ts';
import { damaged, tooLarge } from './unreadable.ts';

/** Rows and columns of an .xlsx sheet. */
export const MOST_ROWS = 1_048_576;
export const MOST_COLUMNS = 16_384;
/** Cells with content: about 50 bytes each, so that a sheet stays under half of the job's heap. */
const MOST_CELLS = 6_000_000;
/** Places of the grid, empty ones before the last of a row included: 8 bytes each. */
const MOST_PLACES = 24_000_000;
const MOST_MERGES = 100_000;

/** Limits over all sheets of a file, counted while reading, so that a file that claims too much is refused before it is held. */
export class ReadBudget {
  private cells = 0;
  private places = 0;
  private merges = 0;

  cell(newPlaces: number): void {
    this.cells += 1;
    this.places += newPlaces;
    if (this.cells > MOST_CELLS) throw tooLarge(`有内容的单元格超过 ${MOST_CELLS / 10_000} 万个`);
    if (this.places > MOST_PLACES)
      throw tooLarge('许多行的内容散在很靠右的列里，整张表大得不正常（最多 2400 万个格子）');
  }

  merge(): void {
    this.merges += 1;
    if (this.merges > MOST_MERGES) throw tooLarge(`合并单元格超过 ${MOST_MERGES / 10_000} 万处`);
  }
}

/** Gathers the cells of one sheet. Empty rows and places cost nothing, whatever the sheet claims to measure. */
export class GridBuilder {
  private readonly budget: ReadBudget;
  private readonly rows = new Map<number, GridCell[]>();
  private readonly merges: GridMerge[] = [];
  private last = 0;
  private ascending = true;
  private lastCells: GridCell[] = [];

  constructor(budget: ReadBudget) {
    this.budget = budget;
  }

  /** Puts a cell; `row` from 1, `column` from 0. Empty cells are passed over. Refuses places that no sheet has. */
  put(row: number, column: number, cell: GridCell): void {
    if (cell === EMPTY_CELL) return;
    const cells = this.cellsOf(row);
    if (!(column >= 0 && column < MOST_COLUMNS)) throw damaged(`第 ${row} 行的列号超出 ${MOST_COLUMNS} 列`);
    const before = cells.length;
    while (cells.length < column) cells.push(EMPTY_CELL);
    this.budget.cell(Math.max(0, column + 1 - before));
    cells[column] = cell;
  }

  /** True when the row has cells with content. */
  has(row: number): boolean {
    return this.rows.has(row);
  }

  /** Adds a merged range; one cell alone is none. */
  merge(range: GridMerge): void {
    const { top, left, bottom, right } = range;
    const inside = top >= 1 && left >= 0 && bottom <= MOST_ROWS && right < MOST_COLUMNS;
    if (!inside || bottom < top || right < left) throw damaged('合并单元格的范围无效');
    if (top === bottom && left === right) return;
    this.budget.merge();
    this.merges.push(range);
  }

  /** Rows in ascending order, and the merges. */
  finish(): { readonly rows: readonly GridRow[]; readonly merges: readonly GridMerge[]; readonly width: number } {
    const rows: GridRow[] = [];
    let width = 0;
    for (const [row, cells] of this.rows) {
      rows.push({ row, cells });
      width = Math.max(width, cells.length);
    }
    if (!this.ascending) rows.sort((a, b) => a.row - b.row);
    return { rows, merges: this.merges, width };
  }

  private cellsOf(row: number): GridCell[] {
    if (row === this.last) return this.lastCells;
    if (!(row >= 1 && row <= MOST_ROWS)) throw damaged(`行号 ${row} 超出 ${MOST_ROWS} 行`);
    if (row < this.last) this.ascending = false;
    let cells = this.rows.get(row);
    if (cells === undefined) {
      cells = [];
      this.rows.set(row, cells);
    }
    this.last = row;
    this.lastCells = cells;
    return cells;
  }
}

const MOST_KNOWN = 50_000;
const MOST_SHARED = 20;
/** V8 copies shorter pieces of a text and lets longer ones point into it. */
const SHORTEST_SLICE = 13;

/** Shares equal texts and keeps long ones from holding the piece of the file that they were cut out of. */
export class TextCells {
  private readonly known = new Map<string, GridCell>();

  cell(text: string): GridCell {
    if (text === '') return EMPTY_CELL;
    // Descriptions hardly ever repeat: looking them up costs more than it saves.
    if (text.length > MOST_SHARED) return { kind: 'text', value: Buffer.from(text, 'utf16le').toString('utf16le') };
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const own = text.length < SHORTEST_SLICE ? text : Buffer.from(text, 'utf16le').toString('utf16le');
    const cell: GridCell = { kind: 'text', value: own };
    if (this.known.size < MOST_KNOWN) this.known.set(own, cell);
    return cell;
  }
}
