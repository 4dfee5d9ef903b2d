import './grid.css';
import { type ColumnState, createGrid, type GridApi } from 'ag-grid-community';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import type { AddressSort } from '../../../ui/list-address.ts';
import { boxOf, type CellAt, type CellRange, tabSeparated } from './cell-range.ts';
import type { CellContext } from './cells.ts';
import { columnDefinitions, PICK } from './column-definitions.ts';
import type { ColumnSetting } from './column-memory.ts';
import { ledgerSource, type RowTotal } from './datasource.ts';
import { gridKeys } from './keys.ts';
import { columnOf, GRID_COLUMNS, type GridRow, oneLine } from './ledger-columns.ts';
import { GRID_LOCALE } from './locale.ts';
import { registerGridModules } from './modules.ts';
import { GRID_THEME } from './theme.ts';

/**
 * Rows of a page, and pages that are kept: the memory stays the same however far one scrolls. A page is a little more than
 * a screen, so that what comes is drawn within a frame.
 */
const BLOCK = 50;
const BLOCKS = 20;
/** Rows that are drawn above and below what is in view. */
const BUFFER = 3;
/** So long the scrolling must rest before a page is asked for, ms. */
const REST = 100;

registerGridModules();

/** What the grid tells the page. */
export interface GridEvents {
  onOpen(row: GridRow): void;
  /** Space: look at the row at the side, or no more. */
  onPeek(row: GridRow): void;
  onFocus(row: GridRow | null): void;
  onPick(row: GridRow, picked: boolean): void;
  onEscape(): void;
  /** F2 or a double click on a cell that can be edited; answers whether it may be. */
  mayEdit(row: GridRow): Promise<boolean>;
  onEdit(row: GridRow, column: string, typed: string): void;
  onCopied(cells: number): void;
  onSort(sort: readonly AddressSort[]): void;
  onColumns(settings: readonly ColumnSetting[]): void;
  onTotal(total: RowTotal): void;
  onFault(fault: Error): void;
}

/** The grid as the page steers it. */
export interface LedgerGrid {
  readonly api: GridApi<GridRow>;
  /** Shows another list, from its top. */
  show(list: { readonly filter: CaseFilter; readonly search: string; readonly sort: readonly AddressSort[] }): void;
  /** Asks for the rows anew, where one is. */
  refresh(): void;
  /** Draws the cells anew after the context changed. */
  redraw(): void;
  setColumns(settings: readonly ColumnSetting[]): void;
  /** Place of the focused row and the first one in view, to come back to. */
  place(): GridPlace;
  /** Goes to a place, as soon as there are rows. */
  goTo(place: GridPlace): void;
  focus(): void;
  destroy(): void;
}

/** Where somebody is in a list. */
export interface GridPlace {
  readonly top: number;
  readonly cell: CellAt | null;
  readonly rows: number;
}

interface GridOptions {
  readonly settings: readonly ColumnSetting[];
  readonly context: CellContext;
  readonly events: GridEvents;
  /** Rows that the list had when one was here last. */
  readonly expected: number;
}

/** Makes the ledger grid inside an element: rows of SQL pages, plain DOM cells. */
export function createLedgerGrid(
  element: HTMLElement,
  { settings, context, events, expected }: GridOptions,
): LedgerGrid {
  let range: CellRange | null = null;
  let waiting: GridPlace | null = null;

  const shown = () => api.getAllDisplayedColumns().map((column) => column.getColId());
  // Asked for a row before the first, the grid asks the database for a page that begins before it.
  const rowAt = (row: number): GridRow | undefined => (row < 0 ? undefined : api.getDisplayedRowAtIndex(row)?.data);

  function setRange(next: CellRange | null): void {
    range = next;
    api.refreshCells({ force: true });
  }

  // A grid that nobody has been in answers with undefined, whatever its type says.
  const focusedCell = () => api.getFocusedCell() ?? null;

  /** A destroyed grid answers nothing: where it stood last is kept for who leaves the page. */
  let ended: GridPlace | null = null;
  function placeNow(): GridPlace {
    const focused = focusedCell();
    const cell = focused === null ? null : { row: focused.rowIndex, column: focused.column.getColId() };
    return { top: Math.max(0, api.getFirstDisplayedRowIndex()), cell, rows: api.getDisplayedRowCount() };
  }

  /** The chosen cells, or the focused one, as the clipboard takes them; rows that are not loaded are left out. */
  function copyCells(event: ClipboardEvent): void {
    const focused = focusedCell();
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (focused === null || isTyping || event.clipboardData === null) return;
    const head = { row: focused.rowIndex, column: focused.column.getColId() };
    const { firstRow, lastRow, columns } = boxOf(range ?? { anchor: head, head }, shown());
    const texts = columns.filter((id) => id !== PICK);
    const rows: string[][] = [];
    for (let at = firstRow; at <= lastRow; at += 1) {
      const row = rowAt(at);
      if (row !== undefined) rows.push(texts.map((id) => oneLine(columnOf(id)?.text(row) ?? '')));
    }
    event.clipboardData.setData('text/plain', tabSeparated(rows));
    event.preventDefault();
    events.onCopied(rows.length * texts.length);
  }

  async function edit({ row, column }: CellAt): Promise<void> {
    const data = rowAt(row);
    if (data !== undefined && (await events.mayEdit(data))) api.startEditingCell({ rowIndex: row, colKey: column });
  }

  const onKey = gridKeys({
    events,
    isPicked: (id) => context.isPicked(id),
    shown,
    rows: () => api.getDisplayedRowCount(),
    range: () => range,
    setRange,
    edit,
    focus: ({ row, column }) => {
      api.ensureIndexVisible(row);
      api.ensureColumnVisible(column);
      api.setFocusedCell(row, column);
    },
  });

  const hooks = {
    onKey,
    inRange: (row: number, column: string) => {
      if (range === null) return false;
      const { firstRow, lastRow, columns } = boxOf(range, shown());
      return row >= firstRow && row <= lastRow && columns.includes(column);
    },
    onEdit: events.onEdit,
  };

  const columnsChanged = () => events.onColumns(settingsOf(api.getColumnState()));

  const api = createGrid<GridRow>(element, {
    theme: GRID_THEME,
    localeText: GRID_LOCALE,
    columnDefs: columnDefinitions(settings, hooks),
    context,
    rowModelType: 'infinite',
    cacheBlockSize: BLOCK,
    maxBlocksInCache: BLOCKS,
    rowBuffer: BUFFER,
    blockLoadDebounceMillis: REST,
    maxConcurrentDatasourceRequests: 2,
    infiniteInitialRowCount: Math.max(1, expected),
    suppressDragLeaveHidesColumns: true,
    stopEditingWhenCellsLoseFocus: true,
    suppressNoRowsOverlay: true,
    suppressRowHoverHighlight: false,
    suppressColumnVirtualisation: false,
    animateRows: false,
    onSortChanged: ({ source }) => {
      if (source !== 'api') events.onSort(sortOf(api.getColumnState()));
    },
    onColumnResized: ({ finished, source }) => {
      if (finished && source !== 'api') columnsChanged();
    },
    onColumnMoved: ({ finished, source }) => {
      if (finished && source !== 'api') columnsChanged();
    },
    onColumnPinned: ({ source }) => {
      if (source !== 'api') columnsChanged();
    },
    onCellFocused: ({ rowIndex }) => {
      events.onFocus(rowIndex === null ? null : (rowAt(rowIndex) ?? null));
    },
    onCellMouseDown: ({ event, rowIndex, colDef: { colId } }) => {
      if (rowIndex === null || colId === undefined || !(event instanceof MouseEvent)) return;
      const focused = focusedCell();
      if (event.shiftKey && focused !== null) {
        const anchor = range?.anchor ?? { row: focused.rowIndex, column: focused.column.getColId() };
        setRange({ anchor, head: { row: rowIndex, column: colId } });
      } else if (range !== null) setRange(null);
    },
    onCellDoubleClicked: ({ data, rowIndex, colDef: { colId, editable } }) => {
      if (data === undefined || rowIndex === null || colId === undefined || colId === PICK) return;
      if (editable === undefined) events.onOpen(data);
      else void edit({ row: rowIndex, column: colId });
    },
    // A single click and typing are for looking; editing begins by F2 or a double click, see `edit`.
    suppressClickEdit: true,
    onModelUpdated: () => {
      if (waiting !== null && api.getDisplayedRowCount() >= Math.min(waiting.rows, waiting.top + 1)) settle();
    },
  });

  /** The whole text of a cell on hover, told only when somebody hovers. */
  function tellWhole({ target }: MouseEvent): void {
    const cell = target instanceof Element ? target.closest<HTMLElement>('.ag-cell') : null;
    const row = rowAt(Number(cell?.closest('[row-index]')?.getAttribute('row-index') ?? -1));
    const column = columnOf(cell?.getAttribute('col-id') ?? '');
    if (cell !== null && row !== undefined && column !== undefined) cell.title = column.text(row);
  }

  element.addEventListener('copy', copyCells);
  element.addEventListener('mouseover', tellWhole);

  function settle(): void {
    const place = waiting;
    waiting = null;
    if (place === null) return;
    api.ensureIndexVisible(Math.min(place.top, api.getDisplayedRowCount() - 1), 'top');
    if (place.cell !== null) api.setFocusedCell(place.cell.row, place.cell.column);
  }

  return {
    api,
    show({ filter, search, sort }) {
      range = null;
      if (!sameSort(sortOf(api.getColumnState()), sort)) {
        const state = sort.flatMap(({ by, dir }, sortIndex) => {
          const column = GRID_COLUMNS.find((one) => one.sort === by);
          return column === undefined ? [] : [{ colId: column.id, sort: dir, sortIndex }];
        });
        api.setGridOption('datasource', undefined);
        api.applyColumnState({ state, defaultState: { sort: null } });
      }
      const { onTotal, onFault } = events;
      api.setGridOption('datasource', ledgerSource({ filter, search, onTotal, onFault }));
      if (waiting === null && api.getDisplayedRowCount() > 0) api.ensureIndexVisible(0, 'top');
    },
    refresh: () => api.refreshInfiniteCache(),
    redraw: () => api.refreshCells({ force: true }),
    setColumns(next) {
      api.applyColumnState({ state: next.map((each) => ({ ...each })), applyOrder: true });
    },
    place: () => ended ?? placeNow(),
    goTo(place) {
      waiting = place;
    },
    focus() {
      const focused = focusedCell();
      if (focused !== null) api.setFocusedCell(focused.rowIndex, focused.column);
      else if (api.getDisplayedRowCount() > 0) api.setFocusedCell(0, shown()[1] ?? PICK);
    },
    destroy() {
      ended ??= placeNow();
      element.removeEventListener('copy', copyCells);
      element.removeEventListener('mouseover', tellWhole);
      api.destroy();
    },
  };
}

function settingsOf(state: readonly ColumnState[]): readonly ColumnSetting[] {
  return state
    .filter(({ colId }) => colId !== PICK)
    .map(({ colId, width, hide, pinned }) => ({
      colId,
      width: width ?? 100,
      hide: hide === true,
      pinned: pinned === 'left' || pinned === true ? 'left' : null,
    }));
}

function sortOf(state: readonly ColumnState[]): readonly AddressSort[] {
  return state
    .filter(({ sort }) => sort === 'asc' || sort === 'desc')
    .toSorted((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0))
    .flatMap(({ colId, sort }) => {
      const by = columnOf(colId)?.sort;
      return by === undefined || (sort !== 'asc' && sort !== 'desc') ? [] : [{ by, dir: sort }];
    })
    .slice(0, 3);
}

function sameSort(one: readonly AddressSort[], other: readonly AddressSort[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
