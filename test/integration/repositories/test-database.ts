import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { type Connection, wrap } from '#db/access.ts';
import { applyMigrations } from '#db/migrate.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../db/migrations', import.meta.url));
const PRAGMAS = ['foreign_keys = ON', 'recursive_triggers = ON', 'trusted_schema = OFF', 'temp_store = MEMORY'];

/**
 * A fresh database in memory with the real migrations and the pragmas that change what SQL does.
 * `onStatement` hears every statement that runs, with its values in place.
 */
export function openTestDatabase(onStatement?: (sql: string) => void): Connection {
  const verbose = (sql: unknown) => onStatement?.(String(sql));
  const sqlite = onStatement === undefined ? new Database(':memory:') : new Database(':memory:', { verbose });
  for (const pragma of PRAGMAS) sqlite.pragma(pragma);
  const migrated = applyMigrations(sqlite, { folder: MIGRATIONS, now: () => 0 });
  if (!migrated.ok) throw new Error(migrated.error.message);
  return wrap(sqlite);
}
