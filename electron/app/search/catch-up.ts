import { type Connection, inWriteTx } from '#db/access.ts';
import { catchUpSearch, pendingSearchRows } from '#db/search/maintain.ts';

/** Brings the search index up after a bulk load, in slices between which requests are answered. */
export interface SearchCatchUp {
  /** Starts unless it runs; until it has ended, the rows that wait are searched without the index. */
  start(): void;
  /** Resolves when nothing waits any more, or it was stopped. */
  done(): Promise<void>;
  stop(): void;
}

/** Rows a slice: some tens of milliseconds. */
const SLICE = 500;

/**
 * Makes the catch-up of a connection. A slice that fails (disk full, database busy) goes to `report` and ends it: the
 * rows that wait are still found without the index, and the next start goes on with them.
 */
export function createCatchUp(connection: Connection, report: (error: unknown) => void = ignore): SearchCatchUp {
  let next: NodeJS.Immediate | null = null;
  let waiting: (() => void)[] = [];
  const end = () => {
    next = null;
    for (const tell of waiting) tell();
    waiting = [];
  };
  const step = () =>
    inWriteTx(connection, (tx) => {
      catchUpSearch(tx, SLICE);
      return pendingSearchRows(tx);
    });
  const slice = () => {
    try {
      if (step() > 0) next = setImmediate(slice);
      else end();
    } catch (error) {
      // Nobody waits for this slice with a reply: thrown on, it would end the program.
      end();
      report(error);
    }
  };
  return {
    start() {
      if (next === null && pendingSearchRows(connection.reader) > 0) next = setImmediate(slice);
    },
    done: () => (next === null ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    stop() {
      if (next !== null) clearImmediate(next);
      end();
    },
  };
}

function ignore(): void {}
