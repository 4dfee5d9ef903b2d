import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '#db/access.ts';
import { type OpenedDatabase, openDatabase } from '#db/open.ts';
import { note } from '../measure.ts';
import { ROOT } from './folds.ts';

/** Where generated databases are kept between runs; remove it to have them made anew. */
export const CACHE = join(tmpdir(), 'heqing-bench');

/** Raise one when its generator changes what it writes. */
const GENERATORS = { log: 2, cases: 1 };

/** Opens a database as the program does: to read as its job process, or to write, made when it is not there. */
export async function open(path: string, readonly = false): Promise<OpenedDatabase> {
  const opened = await openDatabase(path, {
    readonly,
    create: !existsSync(path),
    migrationsFolder: `${ROOT}db/migrations`,
    backupsFolder: join(CACHE, 'backups'),
    now: Date.now,
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/**
 * Path of a generated database of this kind and size: the kept one, or made now. Its name holds a hash of the schema,
 * so that a changed schema is never measured with an old file. A half-made one has another name and is made anew.
 */
export async function generated(
  kind: keyof typeof GENERATORS,
  size: number,
  build: (connection: Connection) => void,
): Promise<string> {
  mkdirSync(CACHE, { recursive: true });
  const path = join(CACHE, `${kind}-${size}-${schemaHash(kind)}.db`);
  if (existsSync(path)) return path;
  for (const name of readdirSync(CACHE)) if (name.startsWith(`${kind}-${size}-`)) rmSync(join(CACHE, name));
  const making = `${path}.making`;
  removeDatabase(making);
  const from = performance.now();
  const database = await open(making);
  const { sqlite } = database.connection;
  // Nobody misses a half-made file, so nothing is written twice while it is made.
  sqlite.pragma('journal_mode = MEMORY');
  sqlite.pragma('synchronous = OFF');
  sqlite.pragma('cache_size = -400000');
  build(database.connection);
  sqlite.pragma('journal_mode = WAL');
  database.close();
  renameSync(making, path);
  removeDatabase(making);
  note(`made ${kind} of ${size} in ${((performance.now() - from) / 1000).toFixed(0)} s: ${path}`);
  return path;
}

/** Removes a database with what lies beside it. */
export function removeDatabase(path: string): void {
  for (const end of ['', '-wal', '-shm', '.lock', '.state.json']) rmSync(`${path}${end}`, { force: true });
}

/** Runs `load` without the table's indexes and makes them again, sorted: the same indexes, many times faster. */
export function withoutIndexes(connection: Connection, table: string, load: () => void): void {
  const { sqlite } = connection;
  const indexes = sqlite
    .prepare<[string], { name: string; sql: string }>(
      "select name, sql from sqlite_schema where type = 'index' and tbl_name = ? and sql is not null",
    )
    .all(table);
  for (const { name } of indexes) sqlite.exec(`drop index ${name}`);
  load();
  for (const { sql } of indexes) sqlite.exec(sql);
}

function schemaHash(kind: keyof typeof GENERATORS): string {
  const hash = createHash('sha256').update(String(GENERATORS[kind]));
  const folder = `${ROOT}db/migrations`;
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  for (const name of sources) hash.update(readFileSync(join(folder, name)));
  hash.update(readFileSync(`${ROOT}db/schema/triggers.ts`)).update(readFileSync(`${ROOT}db/search/canonical.ts`));
  return hash.digest('hex').slice(0, 12);
}
