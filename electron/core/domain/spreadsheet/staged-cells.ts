import { cellText } from './cell-text.ts';
import { type CellKind, EMPTY_CELL, type GridCell, type GridRow, type SheetGrid } from './grid.ts';
import { type MappedRow, mapRow } from './map-row.ts';
import type { ColumnMapping } from './mapping.ts';
import { mergeView } from './merges.ts';
import type { SheetContext } from './row-context.ts';
import { rowReaders } from './row-reader.ts';

/** A cell in short JSON: plain texts and numbers as they are, everything else with its kind and format. */
export type PackedCell =
  | string
  | number
  | null
  | { readonly k: CellKind; readonly v: string | number | boolean | null; readonly f?: string };

/** Texts that replace cells of one row before the import, by column from 0. */
export type CellEdits = ReadonlyMap<number, string>;

/** Packs the cells of a row as the mapping reads them: merged groups filled down, up to the last column of the header. */
export function cellPacker(grid: SheetGrid, mapping: ColumnMapping): (row: GridRow) => readonly PackedCell[] {
  const view = mergeView(grid);
  const width = 1 + Math.max(-1, ...mapping.columns.map(({ column }) => column));
  return (row) => Array.from({ length: width }, (_, column) => packCell(view.filledDown(row.row, column).cell));
}

function packCell(cell: GridCell): PackedCell {
  const { kind, value, format } = cell;
  if (kind === 'empty') return null;
  if (format === undefined) {
    if (kind === 'text' && typeof value === 'string') return value;
    if (kind === 'number' && typeof value === 'number' && Number.isFinite(value)) return value;
  }
  return { k: kind, v: value, ...(format === undefined ? {} : { f: format }) };
}

/** The cell again. */
export function unpackCell(packed: PackedCell | undefined): GridCell {
  if (packed === null || packed === undefined) return EMPTY_CELL;
  if (typeof packed === 'string') return { kind: 'text', value: packed };
  if (typeof packed === 'number') return { kind: 'number', value: packed };
  const { k, v, f } = packed;
  return { kind: k, value: v, ...(f === undefined ? {} : { format: f }) };
}

/** Texts of a packed row as the sheet shows them; a picture and what has no result are named. */
export function shownTexts(cells: readonly PackedCell[]): readonly string[] {
  return cells.map((packed) => {
    const cell = unpackCell(packed);
    if (cell.kind === 'picture') return '［图片］';
    if (cell.kind === 'uncached') return '［公式没有结果］';
    return (cellText(cell) ?? '').replace('T', cell.kind === 'dateTime' ? ' ' : 'T');
  });
}

/** A packed row with texts put in: what a person typed is text, an empty one is an empty cell. */
export function withEdits(cells: readonly PackedCell[], edits: CellEdits): readonly PackedCell[] {
  const width = Math.max(cells.length, ...[...edits.keys()].map((column) => column + 1));
  return Array.from({ length: width }, (_, column) => {
    const text = edits.get(column);
    return text === undefined ? (cells[column] ?? null) : text === '' ? null : text;
  });
}

/** One staged row. */
export interface PackedRow {
  /** Excel's own row number. */
  readonly row: number;
  readonly cells: readonly PackedCell[];
  readonly pictures: number;
}

/** Understands one packed row by itself, as reading the whole sheet would; merged groups are filled in its cells already. */
export function mapPackedRow(
  { row, cells, pictures }: PackedRow,
  mapping: ColumnMapping,
  context: SheetContext,
): MappedRow {
  const grid: SheetGrid = {
    name: context.sheet,
    hidden: false,
    rows: [{ row, cells: cells.map(unpackCell) }],
    merges: [],
    hiddenRows: [],
    hiddenColumns: [],
    date1904: context.date1904,
    pictures: [],
  };
  return mapRow(rowReaders(grid, mapping)(row), mapping, context, pictures);
}
