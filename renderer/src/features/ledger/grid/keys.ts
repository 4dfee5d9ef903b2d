import type { SuppressKeyboardEventParams } from 'ag-grid-community';
import { type CellAt, type CellRange, moved } from './cell-range.ts';
import { PICK } from './column-definitions.ts';
import { editOf } from './edits.ts';
import type { GridEvents } from './create-grid.ts';
import type { GridRow } from './ledger-columns.ts';

interface KeyWorld {
  readonly events: Pick<GridEvents, 'onOpen' | 'onPeek' | 'onPick' | 'onEscape'>;
  isPicked(id: string): boolean;
  shown(): readonly string[];
  rows(): number;
  range(): CellRange | null;
  setRange(range: CellRange | null): void;
  edit(cell: CellAt): Promise<void>;
  focus(cell: CellAt): void;
}

const ARROWS = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']);

/**
 * Keys as in a spreadsheet: arrows walk (the grid's own), with Shift they choose cells (Ctrl+C copies them, see `copyCells`), F2 edits,
 * Enter opens the case, Space looks at it, Shift+Space ticks it, Esc lets go. Typing alone changes nothing: every change
 * is a lasting entry in the case.
 */
export function gridKeys(world: KeyWorld): (params: SuppressKeyboardEventParams<GridRow>) => boolean {
  return ({ event, editing, data, node, column }) => {
    // A key of the input method, not for us.
    if (event.isComposing) return true;
    if (editing || data === undefined || node.rowIndex === null) return false;
    const cell = { row: node.rowIndex, column: column.getColId() };
    const done = act(world, event, data, cell);
    if (done) event.preventDefault();
    return done || startsEditing(event);
  };
}

function act(world: KeyWorld, event: KeyboardEvent, data: GridRow, cell: CellAt): boolean {
  if (ARROWS.has(event.key)) return arrow(world, event, cell);
  switch (event.key) {
    case 'Enter':
      world.events.onOpen(data);
      return true;
    case ' ':
      if (event.shiftKey || cell.column === PICK) world.events.onPick(data, !world.isPicked(data.record.id));
      else world.events.onPeek(data);
      return true;
    case 'F2':
      if (editOf(cell.column) !== undefined) void world.edit(cell);
      return true;
    case 'Escape':
      if (world.range() !== null) world.setRange(null);
      else world.events.onEscape();
      return true;
    default:
      return false;
  }
}

function arrow(world: KeyWorld, event: KeyboardEvent, cell: CellAt): boolean {
  const range = world.range();
  if (!event.shiftKey) {
    if (range !== null) world.setRange(null);
    return false;
  }
  const head = moved(range?.head ?? cell, event.key, world.shown(), world.rows());
  world.setRange({ anchor: range?.anchor ?? cell, head });
  world.focus(head);
  return true;
}

/** What would begin an edit by itself: a letter, Backspace, Delete. */
function startsEditing(event: KeyboardEvent): boolean {
  if (event.key === 'Backspace' || event.key === 'Delete') return true;
  return event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
}
