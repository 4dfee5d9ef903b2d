import type Database from 'better-sqlite3';

/** How long a statement waits for another connection's lock, ms. */
export const BUSY_MS = 5000;

/** Settings of a connection that writes. Every pragma at every open: most are of the connection, and the build's defaults are not ours. */
export function setWriterPragmas(sqlite: Database.Database): void {
  sqlite.pragma(`busy_timeout = ${BUSY_MS}`);
  const mode: unknown = sqlite.pragma('journal_mode = WAL', { simple: true });
  if (mode !== 'wal') throw Object.assign(new Error(`journal_mode is ${String(mode)}`), { code: 'SQLITE_IOERR' });
  // WAL set on a fresh file leaves FULL on that connection, after reopening it is NORMAL: the build's default.
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  // Else INSERT OR REPLACE deletes a row without asking its DELETE trigger, and the log is append-only by triggers.
  sqlite.pragma('recursive_triggers = ON');
  sqlite.pragma('trusted_schema = OFF');
  sqlite.pragma('cell_size_check = ON');
  // A row written under a trigger keeps the pages before it for its undoing; from 64 KB on, in a file made and removed
  // for each row: three quarters of the time of a bulk import (`test/bench`).
  sqlite.pragma('temp_store = MEMORY');
  // KB. A bulk import writes to some ten indexes at random places; pages that leave the cache are written each time.
  sqlite.pragma('cache_size = -64000');
}
