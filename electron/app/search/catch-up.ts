import { type Connection, inWriteTx } from '#db/access.ts';
import { catchUpSearch, pendingSearchRows } from '#db/search/maintain.ts';

/** Brings the search index up after a bulk load, in slices between which requests are answered. */
export interface SearchCatchUp {
  /** Starts unless it runs; until it has ended, the rows that wait are searched without the index. */
  start(): void;
  stop(): void;
}

/** Rows a slice: some tens of milliseconds. */
const SLICE = 500;

/** Makes the catch-up of a connection. */
export function createCatchUp(connection: Connection): SearchCatchUp {
  let next: NodeJS.Immediate | null = null;
  const slice = () => {
    next = null;
    const left = inWriteTx(connection, (tx) => {
      catchUpSearch(tx, SLICE);
      return pendingSearchRows(tx);
    });
    if (left > 0) next = setImmediate(slice);
  };
  return {
    start() {
      if (next === null && pendingSearchRows(connection.reader) > 0) next = setImmediate(slice);
    },
    stop() {
      if (next !== null) clearImmediate(next);
      next = null;
    },
  };
}
