import Database from 'better-sqlite3';
import { type Reader, wrap } from './access.ts';

/** A further connection that only reads. */
export interface FurtherReader {
  readonly sqlite: Database.Database;
  readonly reader: Reader;
  close(): void;
}

/**
 * Opens a further read-only connection to a database that this process holds open through `openDatabase`, which has
 * checked and migrated it: for a thread that reads beside it. Throws SqliteError.
 */
export function openFurtherReader(path: string): FurtherReader {
  const sqlite = new Database(path, { readonly: true, fileMustExist: true });
  for (const pragma of ['trusted_schema = OFF', 'query_only = ON', 'temp_store = MEMORY', 'cache_size = -64000']) {
    sqlite.pragma(pragma);
  }
  return { sqlite, reader: wrap(sqlite).reader, close: () => sqlite.close() };
}
