import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { type Connection, wrap } from '#db/access.ts';
import { applyMigrations } from '#db/migrate.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../db/migrations', import.meta.url));

/** A fresh database in memory with the real migrations and the pragmas that change what SQL does. */
export function openTestDatabase(): Connection {
  const sqlite = new Database(':memory:');
  for (const pragma of ['foreign_keys = ON', 'recursive_triggers = ON', 'trusted_schema = OFF', 'temp_store = MEMORY']) {
    sqlite.pragma(pragma);
  }
  const migrated = applyMigrations(sqlite, { folder: MIGRATIONS, now: () => 0 });
  if (!migrated.ok) throw new Error(migrated.error.message);
  return wrap(sqlite);
}
