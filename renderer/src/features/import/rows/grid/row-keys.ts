import type { SuppressKeyboardEventParams } from 'ag-grid-community';
import type { StagedRow } from '#core/contract/views-import.ts';
import { canBeTicked } from '../kinds.ts';
import { sheetColumn, TICK } from './column-keys.ts';

/** What keys of the grid set off. */
export interface RowKeyEvents {
  onTick(row: StagedRow, index: number, ticked: boolean, through: boolean): void;
  /** Enter on the kind of a row that may be a duplicate. */
  onCompare(row: StagedRow): void;
  /** Alt+Enter: the suggestion for the cell. */
  onSuggestion(row: StagedRow, column: number): void;
  onClear(row: StagedRow, column: number): void;
  onUndo(): void;
  /** F6: to the panel at the side. */
  onLeave(): void;
}

/**
 * Keys as in a spreadsheet: arrows walk (the grid's own), Enter, F2 and typing edit, Esc takes an edit back, Delete empties
 * a cell. Space ticks a row, Shift+Space all from the last one; Alt+Enter takes the suggestion, Ctrl+Z undoes, F6 leaves.
 */
export function rowKeys(events: RowKeyEvents): (params: SuppressKeyboardEventParams<StagedRow>) => boolean {
  return ({ event, editing, data, node, column }) => {
    // A key of the input method, not for us.
    if (event.isComposing) return true;
    if (editing || data === undefined || node.rowIndex === null) return false;
    const done = act(events, event, data, node.rowIndex, column.getColId());
    if (done) event.preventDefault();
    return done;
  };
}

function act(events: RowKeyEvents, event: KeyboardEvent, data: StagedRow, index: number, colId: string): boolean {
  const column = sheetColumn(colId);
  switch (event.key) {
    case ' ':
      if (canBeTicked(data)) events.onTick(data, index, !data.ticked, event.shiftKey);
      return true;
    case 'Enter':
      if (event.altKey && column !== null) events.onSuggestion(data, column);
      else if (column !== null) return false;
      else if (colId !== TICK) events.onCompare(data);
      return true;
    case 'Delete':
    case 'Backspace':
      if (column !== null) events.onClear(data, column);
      return true;
    case 'F6':
      events.onLeave();
      return true;
    case 'z':
    case 'Z':
      if (!event.ctrlKey && !event.metaKey) return false;
      events.onUndo();
      return true;
    default:
      return false;
  }
}
