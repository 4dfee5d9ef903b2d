import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { onEvent } from '../../../api/bridge.ts';
import { isStaleAfter } from '../../../api/stale.ts';
import type { LedgerAddress } from '../use-ledger-address.ts';
import type { CellContext } from './cells.ts';
import type { ColumnSetting } from './column-memory.ts';
import { createLedgerGrid, type GridEvents, type GridPlace, type LedgerGrid } from './create-grid.ts';

interface LedgerGridViewProps {
  readonly address: LedgerAddress;
  readonly settings: readonly ColumnSetting[];
  readonly context: CellContext;
  readonly events: GridEvents;
  /** Filled with the grid as long as it is there. */
  readonly grid: RefObject<LedgerGrid | null>;
}

/** Where one was in each list of this window, by its address. */
const places = new Map<string, GridPlace>();
const NOWHERE: GridPlace = { top: 0, cell: null, rows: 0 };

/** The grid in the page. It lives as long as the page; what changes is handed to it. */
export function LedgerGridView({ address, settings, context, events, grid }: LedgerGridViewProps) {
  const element = useRef<HTMLElement>(null);
  const latest = useRef({ address, settings, context, events });
  useLayoutEffect(() => {
    latest.current = { address, settings, context, events };
  });

  useLayoutEffect(() => {
    if (element.current === null) return undefined;
    const place = places.get(keyOf(latest.current.address)) ?? NOWHERE;
    const made = createLedgerGrid(element.current, {
      settings: latest.current.settings,
      context: follow(() => latest.current.context),
      events: forward(() => latest.current.events),
      expected: place.rows,
    });
    if (place.rows > 0) made.goTo(place);
    grid.current = made;
    return () => {
      places.set(keyOf(latest.current.address), made.place());
      made.destroy();
      grid.current = null;
    };
  }, [grid]);

  useEffect(() => grid.current?.show(address), [address, grid]);
  useEffect(() => grid.current?.setColumns(settings), [settings, grid]);
  useEffect(() => {
    // The cells read the latest context; a new one is drawn.
    if (context === latest.current.context) grid.current?.redraw();
  }, [context, grid]);
  useEffect(() => {
    const refresh = () => grid.current?.refresh();
    const ends = [
      onEvent('data.changed', ({ route }) => {
        if (isStaleAfter(route, 'case.ledger')) refresh();
      }),
      onEvent('deadline.reached', refresh),
      onEvent('backend.state', ({ state }) => {
        if (state === 'ready') refresh();
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [grid]);

  return <section ref={element} className="ledger-grid" aria-label="案件台账表格" />;
}

function keyOf(address: LedgerAddress): string {
  return JSON.stringify(address);
}

/** An object whose parts are always the latest. */
function follow(current: () => CellContext): CellContext {
  return {
    get marks() {
      return current().marks;
    },
    get today() {
      return current().today;
    },
    get calendar() {
      return current().calendar;
    },
    isPicked: (id) => current().isPicked(id),
    pick: (row, picked) => current().pick(row, picked),
  };
}

function forward(current: () => GridEvents): GridEvents {
  return {
    onOpen: (row) => current().onOpen(row),
    onPeek: (row) => current().onPeek(row),
    onFocus: (row) => current().onFocus(row),
    onPick: (row, picked) => current().onPick(row, picked),
    onEscape: () => current().onEscape(),
    mayEdit: (row) => current().mayEdit(row),
    onEdit: (row, column, typed) => current().onEdit(row, column, typed),
    onCopied: (cells) => current().onCopied(cells),
    onSort: (sort) => current().onSort(sort),
    onColumns: (settings) => current().onColumns(settings),
    onTotal: (total) => current().onTotal(total),
    onFault: (fault) => current().onFault(fault),
  };
}
