import { type ClassifiedRow, classifyRows, type CoreColumns, type RowClass } from './classify-rows.ts';
import type { ImportField } from './fields.ts';
import type { SheetGrid } from './grid.ts';
import { type MappedRow, mapRow } from './map-row.ts';
import { type ColumnMapping, columnsOf } from './mapping.ts';
import type { SheetContext } from './row-context.ts';
import { rowReaders } from './row-reader.ts';
import { cellPacker, type PackedCell } from './staged-cells.ts';

/** A row that is no data, and why. `through`: end of a run of empty rows. */
export interface SkippedRow {
  readonly row: number;
  readonly through: number;
  readonly kind: Exclude<RowClass, 'data'>;
  readonly reason: string;
}

/** What one row of the sheet turned out to be. */
export type SheetRow =
  | { readonly type: 'row'; readonly row: MappedRow; readonly cells: readonly PackedCell[] }
  | { readonly type: 'skipped'; readonly skipped: SkippedRow };

/** What will happen to a row: 新增 / 更新 / 无变化 / 疑似重复 / 错误. */
export const PLANNED_KINDS = ['new', 'update', 'unchanged', 'suspect', 'error'] as const;

/** See `PLANNED_KINDS`. */
export type PlannedKind = (typeof PLANNED_KINDS)[number];

/** One row of the plan. `existingId`: the finding it meets (update, unchanged, suspect). */
export interface PlannedRow extends MappedRow {
  readonly kind: PlannedKind;
  readonly existingId: string | null;
  /** Chinese: why it is not simply new; null for new rows. */
  readonly why: string | null;
}

/** What the database already holds; each look-up gives the id of a finding. */
export interface ExistingRows {
  readonly byExternalNumber: (number: string) => string | null;
  readonly byFingerprint: (fingerprint: string) => string | null;
  /** Same day, place and class; leave out to find no suspects in the database. */
  readonly byIdentity?: (identity: string) => string | null;
}

/** Everything an import would do, row by row, before anything is written. */
export interface ImportPlan {
  readonly rows: readonly PlannedRow[];
  readonly skipped: readonly SkippedRow[];
  readonly counts: Readonly<Record<PlannedKind | 'skipped', number>>;
}

/** Fields without any of which a row cannot be a finding. */
const CORE_FIELDS: readonly ImportField[] = [
  'description',
  'foundOn',
  'category',
  'lon',
  'lat',
  'coordinates',
  'externalNumber',
  'item',
];

/** Reads a sheet row by row: data rows understood, the others with their reason. In the order of the sheet. */
export function* readSheetRows(grid: SheetGrid, mapping: ColumnMapping, context: SheetContext): Generator<SheetRow> {
  const reader = rowReaders(grid, mapping);
  const pack = cellPacker(grid, mapping);
  const rows = new Map(grid.rows.map((row) => [row.row, row]));
  const pictures = picturesByRow(grid);
  const header = { top: mapping.headerTop, bottom: mapping.headerBottom, columns: headerColumns(mapping) };
  for (const found of classifyRows(grid, header, coreColumnsOf(mapping))) {
    if (isSkipped(found)) yield { type: 'skipped', skipped: found };
    else {
      const source = rows.get(found.row) ?? { row: found.row, cells: [] };
      const row = mapRow(reader(found.row), mapping, context, pictures.get(found.row) ?? 0);
      yield { type: 'row', row, cells: pack(source) };
    }
  }
}

/** What the plan of one row looks at. */
export interface PlanKeys {
  readonly sourceRow: number;
  /** Null: the row has errors. */
  readonly fingerprint: string | null;
  /** Of a row with errors: hash of its mere cells, by which a row is known that was put right when it was written. */
  readonly filePrint?: string | null;
  readonly identity: string | null;
  readonly externalNumbers: readonly string[];
}

/** What happens to one row. `twinRow`: row of the same sheet that says the same. */
export interface RowPlan {
  readonly kind: PlannedKind;
  readonly existingId: string | null;
  readonly twinRow: number | null;
  readonly why: string | null;
}

/** Plans rows in the order of the sheet; what was `seen` in it before counts as well as what exists. */
export function createPlanner(existing: ExistingRows): (keys: PlanKeys) => RowPlan {
  const seen = new Map<string, number>();
  const seenNumbers = new Map<string, number>();
  return (keys) => {
    const { fingerprint, sourceRow, externalNumbers } = keys;
    const plan = planRow(keys, existing, seen, seenNumbers);
    if (fingerprint !== null) {
      seen.set(fingerprint, seen.get(fingerprint) ?? sourceRow);
      for (const number of externalNumbers) seenNumbers.set(number, seenNumbers.get(number) ?? sourceRow);
    }
    return plan;
  };
}

/** Decides what happens to each mapped row, in order; see `createPlanner`. */
export function* planRows(rows: Iterable<MappedRow>, existing: ExistingRows): Generator<PlannedRow> {
  const plan = createPlanner(existing);
  for (const row of rows) {
    const { kind, existingId, why } = plan({ ...row, externalNumbers: row.problem?.externalNumbers ?? [] });
    yield { ...row, kind, existingId, why };
  }
}

/** Whole plan of a sheet; see `readSheetRows` and `planRows`. */
export function buildImportPlan(
  grid: SheetGrid,
  mapping: ColumnMapping,
  context: SheetContext,
  existing: ExistingRows,
): ImportPlan {
  const skipped: SkippedRow[] = [];
  const mapped: MappedRow[] = [];
  for (const found of readSheetRows(grid, mapping, context)) {
    if (found.type === 'row') mapped.push(found.row);
    else skipped.push(found.skipped);
  }
  const rows = [...planRows(mapped, existing)];
  const counts = { new: 0, update: 0, unchanged: 0, suspect: 0, error: 0, skipped: skipped.length };
  for (const row of rows) counts[row.kind] += 1;
  return { rows, skipped, counts };
}

function planRow(
  { fingerprint, filePrint = null, identity, externalNumbers }: PlanKeys,
  existing: ExistingRows,
  seen: ReadonlyMap<string, number>,
  seenNumbers: ReadonlyMap<string, number>,
): RowPlan {
  const plan = (kind: PlannedKind, existingId: string | null, why: string | null, twinRow: number | null = null) => ({
    kind,
    existingId,
    twinRow,
    why,
  });
  const corrected = filePrint === null ? null : existing.byFingerprint(filePrint);
  if (corrected !== null) return plan('unchanged', corrected, '这一行上次导入时已改正并写入');
  if (fingerprint === null || identity === null) return plan('error', null, '有错误，改正后才能导入');
  const same = existing.byFingerprint(fingerprint);
  if (same !== null) return plan('unchanged', same, '内容与已登记的线索相同');
  const twin = seen.get(fingerprint);
  if (twin !== undefined) return plan('suspect', null, `与本表第 ${twin} 行内容相同`, twin);
  for (const number of externalNumbers) {
    const known = existing.byExternalNumber(number);
    if (known !== null) return plan('update', known, `外部编号 ${number} 已登记，内容有变化`);
    const twinRow = seenNumbers.get(number);
    if (twinRow !== undefined) return plan('suspect', null, `外部编号 ${number} 与本表第 ${twinRow} 行重复`, twinRow);
  }
  const near = existing.byIdentity?.(identity) ?? null;
  return near === null
    ? plan('new', null, null)
    : plan('suspect', near, '与已登记的线索日期、位置和类别相同，内容不同');
}

function isSkipped(row: ClassifiedRow): row is ClassifiedRow & SkippedRow {
  return row.kind !== 'data';
}

/** Columns by what they say of a row: whether it can be a finding at all. */
export function coreColumnsOf(mapping: ColumnMapping): CoreColumns {
  const of = (...fields: readonly ImportField[]) =>
    fields.flatMap((field) => columnsOf(mapping, field).map((guess) => guess.column));
  return {
    core: of(...CORE_FIELDS),
    strong: of('description', 'category', 'item'),
    description: of('description'),
    numbers: of('externalNumber'),
    quiet: mapping.columns.filter(({ field }) => field === null || field === 'photo').map(({ column }) => column),
    sequence: of('sequence')[0] ?? null,
  };
}

function headerColumns(mapping: ColumnMapping) {
  return mapping.columns.map(({ column, label }) => ({
    column,
    label,
    leaf: label.split('/').at(-1) ?? label,
    hidden: false,
  }));
}

function picturesByRow(grid: SheetGrid): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  const add = (row: number) => counts.set(row, (counts.get(row) ?? 0) + 1);
  for (const picture of grid.pictures) add(picture.row);
  for (const row of grid.rows) for (const cell of row.cells) if (cell.kind === 'picture') add(row.row);
  return counts;
}
