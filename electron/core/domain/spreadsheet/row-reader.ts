import { cellText, lostDigits } from './cell-text.ts';
import { IMPORT_FIELDS, type ImportField } from './fields.ts';
import { cellAddress, EMPTY_CELL, type GridCell, type SheetGrid } from './grid.ts';
import { type ColumnGuess, type ColumnMapping, columnsOf } from './mapping.ts';
import { type MergeView, mergeView } from './merges.ts';

/** A remark on one cell of a row. `error` keeps the row from being imported, `warning` wants to be looked at. */
export interface RowMessage {
  readonly level: 'error' | 'warning' | 'info';
  readonly code: string;
  /** Excel address, e.g. `M5`; null when the column is missing altogether. */
  readonly cell: string | null;
  readonly field: ImportField;
  /** Chinese: address and column, what was found, what is allowed. */
  readonly text: string;
  /** Text which, put into that cell, would be understood; only where one is sensible. */
  readonly suggestion?: string;
}

/** One field of a row: its cell (filled down within merges), its text, and where it stands. */
export interface FieldValue {
  readonly cell: GridCell;
  readonly text: string | null;
  readonly guess: ColumnGuess | null;
  readonly address: string | null;
}

/** Reads the fields of one row through the mapping, and collects its messages. */
export interface RowReader {
  readonly row: number;
  readonly messages: readonly RowMessage[];
  value(field: ImportField): FieldValue;
  values(field: ImportField): readonly FieldValue[];
  text(field: ImportField): string | null;
  /** `at`: the cell; default the first column of the field. A blank `suggestion` is none. */
  report(
    level: RowMessage['level'],
    code: string,
    field: ImportField,
    text: string,
    at?: FieldValue,
    suggestion?: string,
  ): void;
}

/** As the contract has it for every text but 问题描述. */
const LONGEST_TEXT = 2000;

/** Fields whose figures are a name, not an amount. */
const TEXT_FIELDS: readonly ImportField[] = [
  'description',
  'place',
  'reach',
  'violator',
  'responsibleUnit',
  'responsiblePerson',
  'responsiblePhone',
  'reporter',
  'reporterPhone',
  'remarks',
];

const NO_VALUE: FieldValue = { cell: EMPTY_CELL, text: null, guess: null, address: null };

/** Makes readers for the rows of a sheet; merges and columns are looked up once. */
export function rowReaders(grid: SheetGrid, mapping: ColumnMapping): (row: number) => RowReader {
  const view = mergeView(grid);
  const columns = new Map(
    (Object.keys(IMPORT_FIELDS) as ImportField[]).map((field) => [field, columnsOf(mapping, field)]),
  );
  return (row) => readerOf(row, view, columns);
}

function readerOf(row: number, view: MergeView, columns: ReadonlyMap<ImportField, readonly ColumnGuess[]>): RowReader {
  const messages: RowMessage[] = [];
  const read = (guess: ColumnGuess, field: ImportField): FieldValue => {
    const { cell, from } = view.filledDown(row, guess.column);
    const value = { cell, text: usable(cell) ? cellText(cell) : null, guess, address: cellAddress(from, guess.column) };
    if (!usable(cell))
      report(
        'warning',
        cell.kind === 'error' ? 'CELL_ERROR' : 'FORMULA_WITHOUT_RESULT',
        field,
        unusableText(cell),
        value,
      );
    // 外部编号 has an error of its own.
    if (field !== 'externalNumber' && TEXT_FIELDS.includes(field) && lostDigits(cell))
      report(
        'warning',
        'DIGITS_LOST',
        field,
        `${value.text} 存成了数字，Excel 只保留 15 位，后面的数字已经丢失；请把该列设为文本后重新填写`,
        value,
      );
    if (field !== 'description' && (value.text?.length ?? 0) > LONGEST_TEXT) {
      report('error', 'TEXT_TOO_LONG', field, `有 ${value.text?.length} 字，最多 ${LONGEST_TEXT} 字`, value);
    }
    return value;
  };
  const report: RowReader['report'] = (level, code, field, text, at, suggestion) => {
    const place = at ?? first(field);
    const name = place.guess?.label ?? IMPORT_FIELDS[field].label;
    const where = place.address === null ? `第 ${row} 行（缺“${name}”列）` : `${place.address}（${name}）`;
    const message = {
      level,
      code,
      cell: place.address,
      field,
      text: `${where}：${text}`,
      ...(suggestion ? { suggestion } : {}),
    };
    if (!messages.some((known) => known.text === message.text)) messages.push(message);
  };
  const values = (field: ImportField) => (columns.get(field) ?? []).map((guess) => read(guess, field));
  const first = (field: ImportField): FieldValue => {
    const guess = columns.get(field)?.[0];
    return guess ? { ...NO_VALUE, guess, address: cellAddress(row, guess.column) } : NO_VALUE;
  };
  const value = (field: ImportField) => values(field)[0] ?? NO_VALUE;
  return { row, messages, value, values, text: (field) => value(field).text, report };
}

function usable(cell: GridCell): boolean {
  return cell.kind !== 'error' && cell.kind !== 'uncached';
}

function unusableText(cell: GridCell): string {
  if (cell.kind === 'error') return `单元格是 Excel 错误值 ${String(cell.value)}，按空白处理；请改填实际内容`;
  return '单元格是公式而文件里没有算好的结果，按空白处理；请在 Excel 中打开保存一次，或改填实际内容';
}
