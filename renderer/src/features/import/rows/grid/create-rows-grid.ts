import './rows-grid.css';
import { createGrid, type GridApi } from 'ag-grid-community';
import type { StagedColumn, StagedRow } from '#core/contract/views-import.ts';
import { GRID_LOCALE } from '../../../ledger/grid/locale.ts';
import { registerGridModules } from '../../../ledger/grid/modules.ts';
import { GRID_THEME } from '../../../ledger/grid/theme.ts';
import type { RowFilter } from '../../import-address.ts';
import { columnId, KIND, sheetColumn } from './column-keys.ts';
import { type CellEdit, textBefore } from '../cell-edit.ts';
import { wholeText } from './row-cells.ts';
import { rowColumns } from './row-columns.ts';
import { rowKeys, type RowKeyEvents } from './row-keys.ts';
import { rowsSource } from './rows-source.ts';

/** Rows of a page and pages that are kept: the memory stays the same however far one scrolls. */
const BLOCK = 50;
const BLOCKS = 20;
const BUFFER = 4;
/** So long the scrolling must rest before a page is asked for, ms. */
const REST = 80;

registerGridModules();

/** A cell of the preview. `column`: of the sheet from 0; null on tick, row number and kind. */
export interface FocusedCell {
  readonly row: StagedRow;
  readonly index: number;
  readonly column: number | null;
}

/** What the grid tells the page. */
export interface RowsGridEvents extends Omit<RowKeyEvents, 'onTick'> {
  onFocus(cell: FocusedCell | null): void;
  /** Ticks one row, or all from one index to another. */
  onTick(row: StagedRow, ticked: boolean): void;
  onTickThrough(from: number, to: number, ticked: boolean): void;
  onEdit(row: StagedRow, column: number, text: string): void;
  /** A block from the clipboard of a spreadsheet, its upper left cell here. */
  onPaste(cells: readonly CellEdit[]): void;
  onTotal(total: number): void;
  onFault(fault: Error): void;
}

/** The grid as the page steers it. */
export interface RowsGrid {
  /** Shows other rows, from the top. */
  show(filter: RowFilter): void;
  /** Asks for the rows anew, where one is. */
  refresh(): void;
  /** Puts the focus back into the grid. */
  focus(): void;
  destroy(): void;
}

interface GridOptions {
  readonly staged: string;
  readonly columns: readonly StagedColumn[];
  readonly events: RowsGridEvents;
}

/** Makes the grid of the preview inside an element: the sheet as the inspector knows it. */
export function createRowsGrid(element: HTMLElement, { staged, columns, events }: GridOptions): RowsGrid {
  let tickedLast: number | null = null;

  function tick(row: StagedRow, index: number, ticked: boolean, through: boolean): void {
    if (through && tickedLast !== null && tickedLast !== index)
      events.onTickThrough(Math.min(tickedLast, index), Math.max(tickedLast, index), ticked);
    else events.onTick(row, ticked);
    tickedLast = index;
  }

  function tellFocus(): void {
    const focused = api.getFocusedCell() ?? null;
    const row = focused === null ? undefined : rowAt(focused.rowIndex);
    if (focused === null || row === undefined) return;
    events.onFocus({ row, index: focused.rowIndex, column: sheetColumn(focused.column.getColId()) });
  }

  const rowAt = (index: number) => (index < 0 ? undefined : api.getDisplayedRowAtIndex(index)?.data);
  const onKey = rowKeys({ ...events, onTick: tick });

  const api: GridApi<StagedRow> = createGrid<StagedRow>(element, {
    theme: GRID_THEME,
    localeText: { ...GRID_LOCALE, noRowsToShow: '没有这样的行' },
    columnDefs: rowColumns(columns, { onKey, onEdit: events.onEdit }),
    context: {
      tick: (row: StagedRow, ticked: boolean, through: boolean) => tick(row, indexOf(row), ticked, through),
    },
    groupHeaderHeight: 20,
    headerHeight: 32,
    rowModelType: 'infinite',
    cacheBlockSize: BLOCK,
    maxBlocksInCache: BLOCKS,
    rowBuffer: BUFFER,
    blockLoadDebounceMillis: REST,
    maxConcurrentDatasourceRequests: 2,
    infiniteInitialRowCount: 1,
    suppressDragLeaveHidesColumns: true,
    stopEditingWhenCellsLoseFocus: true,
    enterNavigatesVerticallyAfterEdit: true,
    suppressNoRowsOverlay: true,
    animateRows: false,
    onCellFocused: tellFocus,
    onModelUpdated: tellFocus,
    onCellDoubleClicked: ({ data, colDef: { colId } }) => {
      if (data !== undefined && colId === KIND) events.onCompare(data);
    },
  });

  function indexOf(row: StagedRow): number {
    let found = -1;
    api.forEachNode(({ data, rowIndex }) => {
      if (data?.row === row.row && rowIndex !== null) found = rowIndex;
    });
    return found;
  }

  /** The whole text of a cell with its remarks, told only when somebody hovers. */
  function tellWhole({ target }: MouseEvent): void {
    const cell = target instanceof Element ? target.closest<HTMLElement>('.ag-cell') : null;
    const row = rowAt(Number(cell?.closest('[row-index]')?.getAttribute('row-index') ?? -1));
    if (cell !== null && row !== undefined) cell.title = wholeText(row, cell.getAttribute('col-id') ?? '');
  }

  const isTyping = ({ target }: Event) => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

  function copy(event: ClipboardEvent): void {
    const focused = api.getFocusedCell() ?? null;
    const row = focused === null ? undefined : rowAt(focused.rowIndex);
    const column = sheetColumn(focused?.column.getColId());
    if (row === undefined || column === null || isTyping(event)) return;
    event.clipboardData?.setData('text/plain', row.cells[column] ?? '');
    event.preventDefault();
  }

  function paste(event: ClipboardEvent): void {
    const focused = api.getFocusedCell() ?? null;
    const first = sheetColumn(focused?.column.getColId());
    const said = event.clipboardData?.getData('text/plain') ?? '';
    if (focused === null || first === null || said === '' || isTyping(event)) return;
    event.preventDefault();
    const shown = columns.map(({ column }) => column);
    const cells = said
      .replace(/\r?\n$/u, '')
      .split(/\r?\n/u)
      .flatMap((line, down) => {
        const row = rowAt(focused.rowIndex + down);
        return line.split('\t').flatMap((text, right) => {
          const column = shown[shown.indexOf(first) + right];
          return row === undefined || column === undefined
            ? []
            : [{ row: row.row, column, text, was: textBefore(row, column) }];
        });
      });
    events.onPaste(cells);
  }

  element.addEventListener('mouseover', tellWhole);
  element.addEventListener('copy', copy);
  element.addEventListener('paste', paste);

  return {
    show(filter) {
      tickedLast = null;
      // In a filter the row that was put right goes, and the next one comes by itself.
      api.setGridOption('enterNavigatesVerticallyAfterEdit', filter.kinds.length === 0 && filter.issue === null);
      const { onFault } = events;
      const onTotal = (total: number) => {
        events.onTotal(total);
        if (total === 0) events.onFocus(null);
        // The focus may have gone where no rows were yet (Ctrl+End).
        else tellFocus();
      };
      api.setGridOption('datasource', rowsSource({ staged, filter, onTotal, onFault }));
      if (api.getDisplayedRowCount() > 0) api.ensureIndexVisible(0, 'top');
    },
    refresh: () => api.refreshInfiniteCache(),
    focus() {
      const focused = api.getFocusedCell() ?? null;
      if (focused !== null) api.setFocusedCell(focused.rowIndex, focused.column);
      else if (api.getDisplayedRowCount() > 0) api.setFocusedCell(0, columnId(columns[0]?.column ?? 0));
    },
    destroy() {
      element.removeEventListener('mouseover', tellWhole);
      element.removeEventListener('copy', copy);
      element.removeEventListener('paste', paste);
      api.destroy();
    },
  };
}
