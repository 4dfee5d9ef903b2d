import Database from 'better-sqlite3';
import { ok, type Result } from '#core/domain/shared/result.ts';
import { type Migration, MIGRATIONS_TABLE, planMigrations, readMigrations } from './migration-plan.ts';
import { mapStorageError, refuseStorage, type StorageRefusal } from './refusals.ts';
import { assertTriggersAndFts } from './schema/triggers.ts';

/** How to migrate. */
export interface MigrateOptions {
  /** drizzle's folder; in the packaged program an extra resource. */
  readonly folder: string;
  readonly now: () => number;
  /** Path of the backup made just before; without it a database that holds anything is not migrated. */
  readonly backup?: string | null;
  /** What drizzle-kit does not know of the schema; ours unless a test brings migrations of its own. */
  readonly assertSchema?: (sqlite: Database.Database) => void;
}

/** Names of the migrations that were applied now. */
export interface Migrated {
  readonly applied: readonly string[];
}

/**
 * Brings a database up to this program: the one way for program, tests and restore. All or nothing, also when killed.
 * Refuses as `planMigrations` does, and `DB_BACKUP_REQUIRED`, `DB_MIGRATION_FAILED`, `DISK_FULL` and the like.
 *
 * drizzle's own `migrate` is not used, though its files and its table are. It has no place inside its transaction for
 * `foreign_key_check` and for the triggers, so that a process killed after its COMMIT would leave a database between
 * the versions; and it goes by time alone, so that a migration merged later with an older time is skipped in silence.
 */
export function applyMigrations(sqlite: Database.Database, options: MigrateOptions): Result<Migrated, StorageRefusal> {
  const known = readMigrations(options.folder);
  if (!known.ok) return known;
  const plan = planMigrations(sqlite, known.value);
  if (!plan.ok) return plan;
  const { pending, fresh } = plan.value;
  if (pending.length > 0 && !fresh && (options.backup ?? null) === null) return backupRequired(pending);
  // Inside a transaction this switch does nothing, and the rebuild of a table (drop, rename) then deletes the rows of
  // every child table with ON DELETE CASCADE, without an error (drizzle-orm #5782).
  sqlite.pragma('foreign_keys = OFF');
  try {
    return runAll(sqlite, pending, options);
  } finally {
    sqlite.pragma('foreign_keys = ON');
  }
}

function backupRequired(pending: readonly Migration[]) {
  const names = pending.map(({ name }) => name);
  return refuseStorage(
    'DB_BACKUP_REQUIRED',
    `数据库需要升级（${names.length} 项），升级前必须先备份，但没有备份。数据库没有改动。`,
    { pending: names },
  );
}

function runAll(
  sqlite: Database.Database,
  pending: readonly Migration[],
  options: MigrateOptions,
): Result<Migrated, StorageRefusal> {
  let current: Migration | undefined;
  try {
    sqlite.exec('BEGIN IMMEDIATE');
    if (pending.length > 0) prepareTable(sqlite);
    for (const migration of pending) {
      current = migration;
      run(sqlite, migration, options.now());
    }
    const orphans = pending.length > 0 ? findOrphans(sqlite) : [];
    if (orphans.length > 0) return orphaned(orphans);
    (options.assertSchema ?? assertTriggersAndFts)(sqlite);
    sqlite.exec('COMMIT');
    return ok({ applied: pending.map(({ name }) => name) });
  } catch (error) {
    return failed(error, sqlite.name, current);
  } finally {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
  }
}

function prepareTable(sqlite: Database.Database): void {
  sqlite.exec(
    `CREATE TABLE IF NOT EXISTS ${MIGRATIONS_TABLE} (id INTEGER PRIMARY KEY, hash text NOT NULL, created_at numeric)`,
  );
  const columns = sqlite
    .prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${MIGRATIONS_TABLE}')`)
    .all();
  for (const [name, type] of [
    ['name', 'text'],
    ['applied_at', 'integer'],
  ]) {
    if (columns.some((column) => column.name === name)) continue;
    sqlite.exec(`ALTER TABLE ${MIGRATIONS_TABLE} ADD COLUMN ${name} ${type}`);
  }
}

function run(sqlite: Database.Database, migration: Migration, at: number): void {
  for (const statement of migration.statements) sqlite.exec(statement);
  // A migration that commits by itself would leave what follows it outside of any transaction.
  if (!sqlite.inTransaction) throw new Error(`migration ${migration.name} ended the transaction`);
  sqlite
    .prepare(`INSERT INTO ${MIGRATIONS_TABLE} (hash, created_at, name, applied_at) VALUES (?, ?, ?, ?)`)
    .run(migration.hash, migration.when, migration.name, at);
}

/** A row that points to a row that is not there; columns as `foreign_key_check` names them. */
interface Orphan {
  readonly table: string;
  readonly rowid: number | null;
  readonly parent: string;
}

const ORPHANS_NAMED = 20;

function findOrphans(sqlite: Database.Database): readonly Orphan[] {
  const sql = `SELECT "table", rowid, parent FROM pragma_foreign_key_check LIMIT ${ORPHANS_NAMED}`;
  return sqlite.prepare<[], Orphan>(sql).all();
}

function orphaned(orphans: readonly Orphan[]) {
  const pairs = [...new Set(orphans.map(({ table, parent }) => `${table}→${parent}`))];
  return refuseStorage(
    'DB_MIGRATION_FAILED',
    `数据库升级没有完成：升级后有记录找不到所属的上级记录（${pairs.join('、')}）。已全部撤回，数据库仍是升级前的样子。请与技术支持联系。`,
    { orphans },
  );
}

function failed(error: unknown, path: string, migration: Migration | undefined) {
  const storage = mapStorageError(error, path);
  if (storage !== null) return { ok: false, error: storage } as const;
  // Only what SQLite says of a migration is a refusal; anything else is a bug of ours.
  if (!(error instanceof Database.SqliteError) || migration === undefined) throw error;
  return refuseStorage(
    'DB_MIGRATION_FAILED',
    `数据库升级没有完成：升级脚本「${migration.name}」被数据库拒绝（${error.code}）。已全部撤回，数据库仍是升级前的样子。请与技术支持联系。`,
    { migration: migration.name, code: error.code, reason: error.message },
  );
}
