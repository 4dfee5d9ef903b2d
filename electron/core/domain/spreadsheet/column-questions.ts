import type { CivilDate } from '../deadline/terms.ts';
import { cellText } from './cell-text.ts';
import { dateQuestions } from './date-questions.ts';
import type { ImportField } from './fields.ts';
import { cellAt, type GridCell, type SheetGrid } from './grid.ts';
import { type ColumnGuess, type ColumnMapping, columnsOf } from './mapping.ts';
import { datumQuestions, severityQuestions, unitQuestions } from './value-questions.ts';

/** What is ambiguous in a whole column, asked once. `key`: e.g. `dateOrder:5`, `unit:7`, `datum`; answers go to `FixedValues.answers`. */
export interface ColumnQuestion {
  readonly key: string;
  /** From 0. */
  readonly column: number;
  /** Chinese. */
  readonly text: string;
  /** Labels are Chinese, with an example from the column. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** Choice taken while nobody answers. */
  readonly assumed: string;
}

/** What is known beside the sheet itself; each item saves a question. */
export interface SheetSurroundings {
  readonly fileName?: string;
  /** Every sheet of the file: notes on the coordinate system may stand in another one. */
  readonly sheets?: readonly SheetGrid[];
  readonly today?: CivilDate;
}

/** What is asked, and what the column itself settles without asking, by the same keys. */
export interface Asked {
  readonly questions: readonly ColumnQuestion[];
  readonly settled: Readonly<Record<string, string>>;
}

/** One column as the questions see it: every distinct text once, with its cell. */
export interface AskedColumn {
  readonly guess: ColumnGuess;
  readonly cells: ReadonlyMap<string, GridCell>;
}

/** Questions that the columns of a sheet raise, left to right, and what needs no asking. */
export function columnQuestions(grid: SheetGrid, mapping: ColumnMapping, about: SheetSurroundings = {}): Asked {
  const column = (field: ImportField) => askedColumn(grid, mapping, field);
  const asked = [
    dateQuestions(column('foundOn'), grid, mapping, about),
    unitQuestions(column('quantity'), mapping),
    severityQuestions(column('severity')),
    datumQuestions(column('lon') ?? column('coordinates'), grid, mapping, about),
  ];
  return {
    questions: asked.flatMap(({ questions }) => questions).toSorted((a, b) => a.column - b.column),
    settled: Object.assign({}, ...asked.map(({ settled }) => settled)),
  };
}

/** The mapping with what its questions assume, so that rows are read alike wherever they are read. */
export function withAssumed(mapping: ColumnMapping, { questions, settled }: Asked): ColumnMapping {
  const { assumed: _before, ...rest } = mapping;
  const assumed = { ...settled, ...Object.fromEntries(questions.map(({ key, assumed }) => [key, assumed])) };
  return Object.keys(assumed).length === 0 ? rest : { ...rest, assumed };
}

function askedColumn(grid: SheetGrid, mapping: ColumnMapping, field: ImportField): AskedColumn | null {
  const guess = columnsOf(mapping, field)[0];
  if (!guess) return null;
  const cells = new Map<string, GridCell>();
  for (const row of grid.rows) {
    if (row.row <= mapping.headerBottom) continue;
    const cell = cellAt(row, guess.column);
    if (cell.kind !== 'text' && cell.kind !== 'number') continue;
    const text = cellText(cell);
    if (text !== null && !cells.has(text)) cells.set(text, cell);
  }
  return { guess, cells };
}
