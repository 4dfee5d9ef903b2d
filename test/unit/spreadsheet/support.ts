import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { GridCell, GridMerge, GridRow, SheetGrid } from '#core/domain/spreadsheet/grid.ts';
import type { ColumnMapping, FixedValues } from '#core/domain/spreadsheet/mapping.ts';
import type { MappedRow } from '#core/domain/spreadsheet/map-row.ts';
import { readSheetRows, type SkippedRow } from '#core/domain/spreadsheet/plan.ts';
import type { SheetContext } from '#core/domain/spreadsheet/row-context.ts';
import { rowContext } from '#core/domain/spreadsheet/row-rules.ts';
import { readSheetYear } from '#core/domain/spreadsheet/sheet-notes.ts';
import { guessMapping } from '#core/domain/spreadsheet/sheet-report.ts';
import { readReference } from '#worker/node/reference.ts';

/** Folder of the reference data. */
export const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));
/** The day on which the tests take place. */
export const TODAY = '2026-11-24';

const reference = readReference(RESOURCES, '110118');
if (!reference.ok) throw new Error(reference.error.message);
const RULES = reference.value;

/** A cell from a plain value; a `GridCell` stays. */
export function cell(value: string | number | boolean | null | GridCell): GridCell {
  if (value === null) return { kind: 'empty', value: null };
  if (typeof value === 'object') return value;
  if (typeof value === 'string') return { kind: 'text', value };
  return typeof value === 'number' ? { kind: 'number', value } : { kind: 'boolean', value };
}

/** A sheet from rows of plain values, first row = Excel row 1; merges as `A1:C2`. */
export function gridOf(
  rows: readonly (readonly (string | number | null | GridCell)[])[],
  options: Partial<SheetGrid> & { readonly ranges?: readonly string[] } = {},
): SheetGrid {
  const { ranges = [], ...rest } = options;
  const filled = rows.flatMap((values, index): readonly GridRow[] => {
    const cells = values.map(cell);
    return cells.some((one) => one.kind !== 'empty') ? [{ row: index + 1, cells }] : [];
  });
  return {
    name: 'Sheet1',
    hidden: false,
    rows: filled,
    merges: ranges.map(mergeOf),
    hiddenRows: [],
    hiddenColumns: [],
    date1904: false,
    pictures: [],
    ...rest,
  };
}

/** `B5:B11` → a merge. */
export function mergeOf(range: string): GridMerge {
  const match = /^([A-Z])(\d+):([A-Z])(\d+)$/u.exec(range);
  if (!match) throw new Error(`not a range: ${range}`);
  const column = (letter: string | undefined) => (letter ?? 'A').charCodeAt(0) - 65;
  return { top: Number(match[2]), left: column(match[1]), bottom: Number(match[4]), right: column(match[3]) };
}

/** The real rules of the reference data around one sheet. */
export function contextOf(grid: SheetGrid, mapping: ColumnMapping, fileName = '表.xlsx'): SheetContext {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  return {
    ...rowContext({ today: TODAY, digest, ...RULES }),
    sheet: grid.name,
    date1904: grid.date1904,
    year: readSheetYear(grid, mapping.headerTop, fileName),
    notedDatum: null,
  };
}

/** Guesses the mapping of a sheet; fails the test when there is no header. */
export function mappingOf(
  grid: SheetGrid,
  fixed: FixedValues = { source: '网格巡查', datum: 'CGCS2000' },
): ColumnMapping {
  const mapping = guessMapping(grid, fixed);
  if (mapping === null) throw new Error('no header found');
  return mapping;
}

/** Reads a whole sheet with guessed columns. */
export function readAll(
  grid: SheetGrid,
  mapping = mappingOf(grid),
  fileName?: string,
): { readonly rows: readonly MappedRow[]; readonly skipped: readonly SkippedRow[] } {
  const rows: MappedRow[] = [];
  const skipped: SkippedRow[] = [];
  for (const found of readSheetRows(grid, mapping, contextOf(grid, mapping, fileName))) {
    if (found.type === 'row') rows.push(found.row);
    else skipped.push(found.skipped);
  }
  return { rows, skipped };
}

/** A plain sheet of findings, one header row. */
export const HEADER = ['序号', '镇街', '河流名称', '问题类型', '问题描述', '发现时间', '经度', '纬度'] as const;

/** One good data row under `HEADER`. */
export function goodRow(
  sequence: number,
  changes: Partial<Record<(typeof HEADER)[number], string | number | null>> = {},
): readonly (string | number | null)[] {
  const row = {
    序号: sequence,
    镇街: '石城镇',
    河流名称: '白河',
    问题类型: '乱堆',
    问题描述: `岸坡倾倒建筑垃圾约${sequence * 10}立方米`,
    发现时间: '2026-01-09',
    经度: 116.85,
    纬度: 40.55,
    ...changes,
  };
  return HEADER.map((name) => row[name]);
}
