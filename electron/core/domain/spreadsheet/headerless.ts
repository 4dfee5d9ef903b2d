import { cellText } from './cell-text.ts';
import type { HeaderLayout } from './detect-header.ts';
import type { ImportField } from './fields.ts';
import { cellAt, columnLetters, type GridRow, hasContent, type SheetGrid } from './grid.ts';
import { guessColumns } from './guess-columns.ts';
import type { ColumnGuess } from './mapping.ts';

/** Rows looked at to see how full a usual row is. */
const SAMPLE = 200;
/** Fewest filled cells of a row of findings. */
const FEWEST = 3;
/** A guess by the content alone is worth at most this. */
const LOW = 0.5;
/** What the content must show, two of them beside the description, before a sheet without a header is read as findings. */
const TELLING: readonly ImportField[] = [
  'foundOn',
  'category',
  'town',
  'lon',
  'coordinates',
  'severity',
  'village',
  'river',
];

/** A sheet without names of columns, read by its content alone. */
export interface Headerless {
  /** `top`: the first data row; `bottom`: the row above it. Columns are called by their letters. */
  readonly header: HeaderLayout;
  readonly columns: readonly ColumnGuess[];
}

/** Guesses what the columns of a sheet without a header are; null when the content does not look like findings. */
export function guessWithoutHeader(grid: SheetGrid): Headerless | null {
  const rows = grid.rows.filter(hasContent).slice(0, SAMPLE);
  const fullness = rows.map(filledCells).toSorted((a, b) => a - b);
  const usual = Math.max(FEWEST, Math.ceil(0.6 * (fullness[Math.floor(fullness.length / 2)] ?? 0)));
  const first = rows.find((row) => filledCells(row) >= usual);
  if (!first) return null;
  const { header, columns } = readWithoutHeader(grid, first.row);
  const fields = new Set(columns.map(({ field }) => field));
  const told = TELLING.filter((field) => fields.has(field)).length;
  return fields.has('description') && told >= 2 ? { header, columns } : null;
}

/** The columns of a sheet whose first data row a person points to, guessed by their content. */
export function readWithoutHeader(grid: SheetGrid, firstRow: number): Headerless {
  const rows = grid.rows.filter((row) => row.row >= firstRow && hasContent(row)).slice(0, SAMPLE);
  const header = { top: firstRow, bottom: firstRow - 1, columns: lettered(grid, rows, firstRow) };
  const columns = guessColumns(grid, header).map((guess) => ({
    ...guess,
    confidence: Math.min(LOW, guess.confidence),
    reason: guess.field === null ? '没有列名，内容也不认识' : `没有列名，${guess.reason}`,
  }));
  return { header, columns };
}

function filledCells(row: GridRow): number {
  return row.cells.filter((cell) => cell.kind === 'picture' || cellText(cell) !== null).length;
}

function lettered(grid: SheetGrid, rows: readonly GridRow[], top: number): HeaderLayout['columns'] {
  const width = Math.max(...rows.map((row) => row.cells.length));
  return Array.from({ length: width }, (_, column) => column)
    .filter((column) => rows.some((row) => row.row >= top && cellText(cellAt(row, column)) !== null))
    .map((column) => {
      const label = `${columnLetters(column)}列`;
      return { column, label, leaf: label, hidden: grid.hiddenColumns.includes(column) };
    });
}
