import { detectHeader } from './detect-header.ts';
import { type ClassifiedRow, classifyRows } from './classify-rows.ts';
import type { ImportField } from './fields.ts';
import { type ColumnQuestion, columnQuestions, type SheetSurroundings, withAssumed } from './column-questions.ts';
import { columnLetters, hasContent, type SheetGrid } from './grid.ts';
import { guessColumns } from './guess-columns.ts';
import { isLaterStep } from './header-name.ts';
import { guessWithoutHeader } from './headerless.ts';
import { type ColumnGuess, type ColumnMapping, columnsOf, type FixedValues } from './mapping.ts';
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
  /** What is ambiguous in its columns, each asked once; empty without a mapping. */
  readonly questions: readonly ColumnQuestion[];
}

/** Looks at one sheet: header, columns, number of data rows; `given` replaces the guess (set by hand or remembered). */
export function reportSheet(
  grid: SheetGrid,
  fixed: FixedValues,
  given?: ColumnMapping,
  about: SheetSurroundings = {},
): SheetReport {
  const empty = (remark: string): SheetReport => ({
    sheet: grid.name,
    hidden: grid.hidden,
    mapping: null,
    dataRows: 0,
    pictures: grid.pictures.length,
    remarks: [remark],
    questions: [],
  });
  if (!grid.rows.some(hasContent)) return empty('工作表是空的');
  const plain = given ?? guessPlain(grid, fixed);
  const asked = plain && columnQuestions(grid, plain, about);
  const mapping = plain && asked && withAssumed(plain, asked);
  if (mapping === null || asked === null)
    return empty('没有找到表头（列名如 镇街、河流名称、问题类型、问题描述、发现时间），不是数据表');
  if (given === undefined && !namesFindings(mapping)) {
    return empty(
      `第 ${mapping.headerBottom} 行有表头，但没有线索应有的列（问题描述、问题类型、发现时间、位置等至少两项），不按线索读取`,
    );
  }
  const rows = classified(grid, mapping);
  const dataRows = rows.filter((row) => row.kind === 'data').length;
  if (dataRows === 0) return empty(`第 ${mapping.headerTop} 行起有表头，下面没有数据行`);
  return {
    sheet: grid.name,
    hidden: grid.hidden,
    mapping,
    dataRows,
    pictures: grid.pictures.length,
    remarks: [...headerRemarks(mapping), ...otherTables(rows), ...remarksOf(grid, mapping)],
    questions: asked.questions,
  };
}

/** Header and columns as guessed, with what their questions assume; null when the sheet is no table. */
export function guessMapping(grid: SheetGrid, fixed: FixedValues, about: SheetSurroundings = {}): ColumnMapping | null {
  const plain = guessPlain(grid, fixed);
  return plain && withAssumed(plain, columnQuestions(grid, plain, about));
}

function guessPlain(grid: SheetGrid, fixed: FixedValues): ColumnMapping | null {
  const header = detectHeader(grid);
  const named = header && {
    headerTop: header.top,
    headerBottom: header.bottom,
    columns: guessColumns(grid, header),
    fixed,
  };
  if (named && namesFindings(named)) return named;
  const plain = guessWithoutHeader(grid);
  if (plain === null) return named;
  return { headerTop: plain.header.top, headerBottom: plain.header.bottom, columns: plain.columns, fixed };
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

function classified(grid: SheetGrid, mapping: ColumnMapping): readonly ClassifiedRow[] {
  const columns = mapping.columns.map(({ column, label }) => ({ column, label, leaf: label, hidden: false }));
  const header = { top: mapping.headerTop, bottom: mapping.headerBottom, columns };
  return classifyRows(grid, header, coreColumnsOf(mapping));
}

function headerRemarks({ headerTop, headerBottom, columns }: ColumnMapping): readonly string[] {
  if (headerBottom < headerTop) return [`没有找到表头，从第 ${headerTop} 行起按内容猜测各列，把握不大，请逐列核对`];
  const names = columns.map(({ label }) => label);
  const twice = columns.filter(({ label, field }, index) => field === null && names.indexOf(label) < index);
  const [first] = twice;
  if (first === undefined || twice.length < 3) return [];
  const letters = twice.map(({ column }) => columnLetters(column)).join('、');
  return [`${letters} 列的列名与左边重复，像并排的另一张表，没有读取；请把它移到左边那张表的下面再导入`];
}

/** Where another table begins below, and how many rows of it are not read. */
function otherTables(rows: readonly ClassifiedRow[]): readonly string[] {
  const others = rows.filter((row) => row.kind === 'other');
  const [first] = others;
  if (first === undefined) return [];
  return [
    `第 ${first.row} 行起是列名不同的另一张表，连表头共 ${others.length} 行没有读取；请移到单独的工作表，或以第 ${first.row} 行为表头另行导入`,
  ];
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
  const unread = mapping.columns.filter((column) => column.field === null);
  const later = unread.filter(({ label }) => isLaterStep(label.split('/').at(-1) ?? label, label));
  const unknown = unread.filter((column) => !later.includes(column));
  if (unknown.length > 0) remarks.push(`未识别的列不导入：${named(unknown)}`);
  if (later.length > 0) remarks.push(`后续环节或河长的列不导入：${named(later)}`);
  if (columnsOf(mapping, 'severity').length === 0)
    remarks.push('没有“严重程度”列：按规则建议填写，规则没有建议的记为“一般”');
  if (columnsOf(mapping, 'complainant').length > 0) remarks.push('来电人及其电话不导入（保护投诉举报人）');
  return remarks;
}

function named(columns: readonly ColumnGuess[]): string {
  return columns.map(({ column, label }) => `${columnLetters(column)}（${label}）`).join('、');
}
