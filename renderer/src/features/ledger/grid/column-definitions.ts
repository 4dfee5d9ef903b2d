import type { ColDef, SuppressKeyboardEventParams } from 'ag-grid-community';
import { drawDeadline, drawNumber, drawPick, drawState, drawMarked, type CellContext } from './cells.ts';
import type { ColumnSetting } from './column-memory.ts';
import { editOf } from './edits.ts';
import { columnOf, type GridColumn, type GridRow, oneLine } from './ledger-columns.ts';

/** Key of the column of ticks. */
export const PICK = 'pick';
/** Longest text of a field. */
const LONGEST = 2000;

/** What the columns need from the grid around them. */
export interface ColumnHooks {
  /** True when a key is dealt with and the grid must leave it alone. */
  onKey(params: SuppressKeyboardEventParams<GridRow>): boolean;
  inRange(row: number, column: string): boolean;
  onEdit(row: GridRow, column: string, typed: string): void;
}

/** Definitions of all columns as they are set, the column of ticks first. */
export function columnDefinitions(settings: readonly ColumnSetting[], hooks: ColumnHooks): ColDef<GridRow>[] {
  const columns = settings.flatMap((setting) => {
    const column = columnOf(setting.colId);
    return column === undefined ? [] : [definitionOf(column, setting, hooks)];
  });
  return [pickColumn(hooks), ...columns];
}

/** Columns that are more than a text. */
const DRAW: Readonly<Record<string, typeof drawMarked>> = {
  number: drawNumber,
  state: drawState,
  deadline: drawDeadline,
};

function definitionOf(column: GridColumn, setting: ColumnSetting, hooks: ColumnHooks): ColDef<GridRow> {
  const { id, header, align, sort } = column;
  const edit = editOf(id);
  const draw = DRAW[id];
  return {
    colId: id,
    headerName: header,
    headerTooltip: headerHint(column),
    width: setting.width,
    hide: setting.hide,
    pinned: setting.pinned,
    minWidth: 48,
    resizable: true,
    sortable: sort !== undefined,
    valueGetter: ({ data }) => (data === undefined ? '' : (edit?.start(data) ?? column.text(data))),
    ...(draw === undefined ? asText(column) : { cellRenderer: draw }),
    suppressKeyboardEvent: hooks.onKey,
    cellClass: [...(edit === undefined ? [] : ['can-edit']), ...(align === 'left' ? [] : ['to-the-right'])],
    cellClassRules: { 'in-range': ({ rowIndex }) => hooks.inRange(rowIndex, id) },
    ...(align === 'left' ? {} : { headerClass: 'ag-right-aligned-header' }),
    ...(edit === undefined ? {} : editing(edit.long, id, hooks)),
  };
}

/** The grid's own way to show a text, which is the quickest; only where something is marked the cell is drawn by us. */
function asText(column: GridColumn): ColDef<GridRow> {
  const marked = { component: drawMarked };
  return {
    valueFormatter: ({ data }) => (data === undefined ? '' : oneLine(column.text(data))),
    cellRendererSelector: ({ context }) => ((context as CellContext).marks.length > 0 ? marked : undefined),
  };
}

function editing(long: boolean, id: string, hooks: ColumnHooks): ColDef<GridRow> {
  return {
    editable: ({ data }) => data !== undefined,
    cellEditor: long ? 'agLargeTextCellEditor' : 'agTextCellEditor',
    cellEditorPopup: long,
    cellEditorParams: { maxLength: LONGEST, rows: 5, cols: 60 },
    // The row changes when the command has gone through, never before.
    valueSetter: ({ data, newValue, oldValue }) => {
      if (String(newValue ?? '') !== String(oldValue ?? '')) hooks.onEdit(data, id, String(newValue ?? ''));
      return false;
    },
  };
}

function headerHint({ header, group, sort }: GridColumn): string {
  const name = group === null ? header : `${group}：${header}`;
  return sort === undefined ? `${name}（这一列不能排序）` : `${name}（单击排序，按住 Shift 单击加为次序）`;
}

function pickColumn(hooks: ColumnHooks): ColDef<GridRow> {
  return {
    colId: PICK,
    headerName: '选',
    headerTooltip: '勾选后可批量办理（Shift+空格）',
    width: 44,
    minWidth: 44,
    maxWidth: 44,
    pinned: 'left',
    lockPinned: true,
    lockPosition: 'left',
    resizable: false,
    sortable: false,
    suppressMovable: true,
    cellRenderer: drawPick,
    suppressKeyboardEvent: hooks.onKey,
    cellClassRules: {
      picked: ({ data, context }) => data !== undefined && (context as CellContext).isPicked(data.record.id),
    },
  };
}
