import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { StagedColumn } from '#core/contract/views-import.ts';
import { onEvent } from '../../../../api/bridge.ts';
import { isStaleAfter } from '../../../../api/stale.ts';
import type { RowFilter } from '../../import-address.ts';
import { createRowsGrid, type RowsGrid, type RowsGridEvents } from './create-rows-grid.ts';

interface RowsGridViewProps {
  readonly staged: string;
  readonly columns: readonly StagedColumn[];
  readonly filter: RowFilter;
  readonly events: RowsGridEvents;
  /** Filled with the grid as long as it is there. */
  readonly grid: RefObject<RowsGrid | null>;
}

/** The grid in the page; it lives as long as the staging is shown. */
export function RowsGridView({ staged, columns, filter, events, grid }: RowsGridViewProps) {
  const element = useRef<HTMLElement>(null);
  const latest = useRef(events);
  useLayoutEffect(() => {
    latest.current = events;
  });
  const first = useRef(columns);
  useLayoutEffect(() => {
    if (element.current === null) return undefined;
    const made = createRowsGrid(element.current, {
      staged,
      columns: first.current,
      events: forward(() => latest.current),
    });
    grid.current = made;
    return () => {
      made.destroy();
      grid.current = null;
    };
  }, [staged, grid]);
  useEffect(() => grid.current?.show(filter), [filter, grid]);
  useEffect(
    () =>
      onEvent('data.changed', ({ route }) => {
        if (isStaleAfter(route, 'import.rows')) grid.current?.refresh();
      }),
    [grid],
  );
  return <section ref={element} className="import-grid" aria-label="表中各行" />;
}

function forward(current: () => RowsGridEvents): RowsGridEvents {
  return {
    onFocus: (cell) => current().onFocus(cell),
    onTick: (row, ticked) => current().onTick(row, ticked),
    onTickThrough: (from, to, ticked) => current().onTickThrough(from, to, ticked),
    onEdit: (row, column, text) => current().onEdit(row, column, text),
    onPaste: (cells) => current().onPaste(cells),
    onCompare: (row) => current().onCompare(row),
    onSuggestion: (row, column) => current().onSuggestion(row, column),
    onClear: (row, column) => current().onClear(row, column),
    onUndo: () => current().onUndo(),
    onLeave: () => current().onLeave(),
    onTotal: (total) => current().onTotal(total),
    onFault: (fault) => current().onFault(fault),
  };
}
