import { detectHeader } from './detect-header.ts';
import { classifyRows } from './classify-rows.ts';
import type { ImportField } from './fields.ts';
import { columnLetters, hasContent, type SheetGrid } from './grid.ts';
import { guessColumns } from './guess-columns.ts';
import { type ColumnMapping, columnsOf, type FixedValues } from './mapping.ts';
import { coreColumnsOf } from './plan.ts';

/** What a sheet turned out to be, in words for the person who handed it in. */
export interface SheetReport {
  readonly sheet: string;
  readonly hidden: boolean;
  /** Null: no data in it; `remarks` says why. */
  readonly mapping: ColumnMapping | null;
  readonly dataRows: number;
  readonly pictures: number;
  /** Chinese: why it is not read, which hidden rows and columns are, what is not recognised. */
  readonly remarks: readonly string[];
}

/** Looks at one sheet: header, columns, number of data rows; `given` replaces the guess (set by hand or remembered). */
export function reportSheet(grid: SheetGrid, fixed: FixedValues, given?: ColumnMapping): SheetReport {
  const empty = (remark: string): SheetReport => ({
    sheet: grid.name,
    hidden: grid.hidden,
    mapping: null,
    dataRows: 0,
    pictures: grid.pictures.length,
    remarks: [remark],
  });
  if (!grid.rows.some(hasContent)) return empty('工作表是空的');
  const mapping = given ?? guessMapping(grid, fixed);
  if (mapping === null) return empty('没有找到表头（列名如 镇街、河流名称、问题类型、问题描述、发现时间），不是数据表');
  if (given === undefined && !namesFindings(mapping)) {
    return empty(
      `第 ${mapping.headerBottom} 行有表头，但没有线索应有的列（问题描述、问题类型、发现时间、位置等至少两项），不按线索读取`,
    );
  }
  const dataRows = countDataRows(grid, mapping);
  if (dataRows === 0) return empty(`第 ${mapping.headerTop} 行起有表头，下面没有数据行`);
  return {
    sheet: grid.name,
    hidden: grid.hidden,
    mapping,
    dataRows,
    pictures: grid.pictures.length,
    remarks: remarksOf(grid, mapping),
  };
}

/** Header and columns as guessed; null when the sheet has no header. */
export function guessMapping(grid: SheetGrid, fixed: FixedValues): ColumnMapping | null {
  const header = detectHeader(grid);
  if (header === null) return null;
  return { headerTop: header.top, headerBottom: header.bottom, columns: guessColumns(grid, header), fixed };
}

/** Fields by which a table of findings is known; two of them at least. */
const TELLING_FIELDS: readonly ImportField[] = [
  'description',
  'category',
  'item',
  'foundOn',
  'lon',
  'coordinates',
  'place',
  'river',
  'town',
  'village',
  'severity',
];

function namesFindings(mapping: ColumnMapping): boolean {
  return TELLING_FIELDS.filter((field) => columnsOf(mapping, field).length > 0).length >= 2;
}

function countDataRows(grid: SheetGrid, mapping: ColumnMapping): number {
  const columns = mapping.columns.map(({ column, label }) => ({ column, label, leaf: label, hidden: false }));
  const header = { top: mapping.headerTop, bottom: mapping.headerBottom, columns };
  return classifyRows(grid, header, coreColumnsOf(mapping)).filter((row) => row.kind === 'data').length;
}

function remarksOf(grid: SheetGrid, mapping: ColumnMapping): readonly string[] {
  const remarks: string[] = [];
  if (grid.hidden) remarks.push('工作表是隐藏的，默认不导入');
  const hidden = mapping.columns.filter((column) => grid.hiddenColumns.includes(column.column));
  for (const { column, label } of hidden) remarks.push(`${columnLetters(column)} 列（${label}）是隐藏列，已读取`);
  const rows = grid.hiddenRows.filter((row) => row > mapping.headerBottom);
  if (rows.length > 0)
    remarks.push(
      `有 ${rows.length} 个隐藏行，已读取：第 ${rows.slice(0, 10).join('、')} 行${rows.length > 10 ? '等' : ''}`,
    );
  const unknown = mapping.columns.filter((column) => column.field === null);
  if (unknown.length > 0)
    remarks.push(
      `未识别的列不导入：${unknown.map(({ column, label }) => `${columnLetters(column)}（${label}）`).join('、')}`,
    );
  if (columnsOf(mapping, 'severity').length === 0)
    remarks.push('没有“严重程度”列：按规则建议填写，规则没有建议的记为“一般”');
  if (columnsOf(mapping, 'complainant').length > 0) remarks.push('来电人及其电话不导入（保护投诉举报人）');
  return remarks;
}
