import type { ColDef, ColGroupDef, SuppressKeyboardEventParams } from 'ag-grid-community';
import type { StagedColumn, StagedRow } from '#core/contract/views-import.ts';
import { fieldLabel } from '../../columns/column-draft.ts';
import { canBeTicked, worstOf } from '../kinds.ts';
import { columnId, KIND, ROW, TICK } from './column-keys.ts';
import { changeAt, drawKind, drawMarkedCell, drawTick, oneLine } from './row-cells.ts';

/** Texts longer than this are edited in a box of several lines. */
const LONG = 24;
const LONGEST = 32_767;

/** What the columns need from the grid around them. */
export interface ColumnHooks {
  /** True when a key is dealt with and the grid must leave it alone. */
  onKey(params: SuppressKeyboardEventParams<StagedRow>): boolean;
  onEdit(row: StagedRow, column: number, text: string): void;
}

/** The columns as the inspector knows them, Excel's letters above; tick, row number and what would happen pinned left. */
export function rowColumns(
  columns: readonly StagedColumn[],
  hooks: ColumnHooks,
): (ColDef<StagedRow> | ColGroupDef<StagedRow>)[] {
  return [
    { headerName: '', children: [tickColumn(hooks), rowColumn(hooks), kindColumn(hooks)] },
    ...columns.map((column) => ({ headerName: column.letter, children: [sheetColumnOf(column, hooks)] })),
  ];
}

const FIXED = {
  pinned: 'left',
  lockPinned: true,
  lockPosition: 'left',
  resizable: false,
  sortable: false,
  suppressMovable: true,
} as const satisfies ColDef<StagedRow>;

function tickColumn({ onKey }: ColumnHooks): ColDef<StagedRow> {
  return {
    ...FIXED,
    colId: TICK,
    headerName: '写入',
    headerTooltip: '勾选的行才会写入（空格；Shift+空格到这一行为止）',
    width: 50,
    minWidth: 50,
    cellRenderer: drawTick,
    suppressKeyboardEvent: onKey,
  };
}

function rowColumn({ onKey }: ColumnHooks): ColDef<StagedRow> {
  return {
    ...FIXED,
    colId: ROW,
    headerName: '行号',
    headerTooltip: '表中的行号，与 Excel 里一样',
    width: 60,
    minWidth: 60,
    cellClass: 'import-row-number',
    valueGetter: ({ data }) => data?.row ?? '',
    suppressKeyboardEvent: onKey,
  };
}

function kindColumn({ onKey }: ColumnHooks): ColDef<StagedRow> {
  return {
    ...FIXED,
    colId: KIND,
    headerName: '判定',
    headerTooltip: '写入时这一行会怎样',
    width: 140,
    minWidth: 96,
    resizable: true,
    cellRenderer: drawKind,
    suppressKeyboardEvent: onKey,
  };
}

function sheetColumnOf({ column, label, field, samples, hidden }: StagedColumn, hooks: ColumnHooks): ColDef<StagedRow> {
  const at = ({ data }: { readonly data?: StagedRow | undefined }) => data?.cells[column] ?? '';
  const level = (data: StagedRow | undefined) =>
    data === undefined ? undefined : worstOf(data.messages, column)?.level;
  const marked = { component: drawMarkedCell };
  return {
    colId: columnId(column),
    headerName: oneLine(label) || '（无列名）',
    headerTooltip: `${oneLine(label)}：${field === null ? '这一列不导入' : fieldLabel(field)}${hidden ? '（隐藏列）' : ''}`,
    width: widthOf(label, samples),
    minWidth: 48,
    resizable: true,
    sortable: false,
    suppressMovable: true,
    headerClass: field === null ? 'not-imported' : '',
    valueGetter: at,
    valueFormatter: (params) => oneLine(at(params)),
    cellRendererSelector: ({ data }) => (data !== undefined && isSpecial(data, column) ? marked : undefined),
    suppressKeyboardEvent: hooks.onKey,
    cellClass: field === null ? 'not-imported' : '',
    cellClassRules: {
      'has-error': ({ data }) => level(data) === 'error',
      'has-warning': ({ data }) => level(data) === 'warning',
      'was-edited': ({ data }) => data?.edited.some((edit) => edit.column === column) === true,
      'would-change': ({ data }) => data !== undefined && changeAt(data, column) !== null,
      'left-out': ({ data }) => data !== undefined && canBeTicked(data) && !data.ticked,
    },
    editable: ({ data }) => data !== undefined,
    cellEditorSelector: ({ data }) => {
      const text = data?.cells[column] ?? '';
      const isLong = text.length > LONG || text.includes('\n');
      return isLong
        ? { component: 'agLargeTextCellEditor', popup: true, params: { maxLength: LONGEST, rows: 5, cols: 50 } }
        : { component: 'agTextCellEditor', params: { maxLength: LONGEST } };
    },
    // The row changes when the command has gone through, never before.
    valueSetter: ({ data, newValue, oldValue }) => {
      const text = String(newValue ?? '');
      if (text !== String(oldValue ?? '')) hooks.onEdit(data, column, text);
      return false;
    },
  };
}

function isSpecial(data: StagedRow, column: number): boolean {
  const level = worstOf(data.messages, column)?.level ?? 'info';
  return level !== 'info' || changeAt(data, column) !== null || data.edited.some((edit) => edit.column === column);
}

const NARROWEST = 72;
const WIDEST = 260;

/** Pixels that hold the name of a column and most of its texts. */
function widthOf(label: string, samples: readonly string[]): number {
  const longest = Math.max(pixels(oneLine(label)), ...samples.map((sample) => pixels(oneLine(sample))));
  return Math.min(WIDEST, Math.max(NARROWEST, longest + 36));
}

function pixels(text: string): number {
  return [...text].reduce((sum, character) => sum + (character < '\u2E80' ? 7.2 : 13), 0);
}
