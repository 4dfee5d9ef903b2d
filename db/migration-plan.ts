import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { ok, type Result } from '#core/domain/shared/result.ts';
import { errorCode, refuseStorage, type StorageRefusal } from './refusals.ts';

/** One migration that this program knows. */
export interface Migration {
  /** File name without `.sql`, e.g. `0003_case_notice`. */
  readonly name: string;
  /** `when` of drizzle's journal, ms UTC. */
  readonly when: number;
  /** SHA-256 of the file, hex: how drizzle tells migrations apart. */
  readonly hash: string;
  readonly statements: readonly string[];
}

/** One migration that a database has had, oldest first. `name` is null where drizzle itself applied it. */
export interface AppliedMigration {
  readonly hash: string;
  readonly when: number;
  readonly name: string | null;
}

/** drizzle's table of applied migrations; `name` and `applied_at` are ours and left alone by drizzle. */
export const MIGRATIONS_TABLE = '__drizzle_migrations';

/**
 * Reads drizzle's folder: `meta/_journal.json` and one `.sql` file an entry. Refuses `DB_MIGRATIONS_BROKEN` when a file
 * is missing or the journal's times do not rise: drizzle's own tools skip such a migration in silence.
 */
export function readMigrations(folder: string): Result<readonly Migration[], StorageRefusal> {
  const migrations: Migration[] = [];
  try {
    for (const { tag, when } of readJournal(folder)) {
      const before = migrations.at(-1);
      if (before !== undefined && when <= before.when) {
        return broken(folder, `升级脚本「${tag}」的时间不晚于它前面的「${before.name}」`);
      }
      const text = readFileSync(join(folder, `${tag}.sql`), 'utf8');
      const hash = createHash('sha256').update(text).digest('hex');
      migrations.push({ name: tag, when, hash, statements: text.split('--> statement-breakpoint') });
    }
  } catch (error) {
    if (error instanceof SyntaxError) return broken(folder, '升级脚本清单不能读取');
    if (errorCode(error) === 'ENOENT') return broken(folder, '缺少升级脚本或清单');
    throw error;
  }
  return ok(migrations);
}

function broken(folder: string, what: string): { readonly ok: false; readonly error: StorageRefusal } {
  const message = `程序文件不完整：${what}。数据库没有改动。请重新安装本程序。`;
  return refuseStorage('DB_MIGRATIONS_BROKEN', message, { folder });
}

function readJournal(folder: string): readonly { readonly tag: string; readonly when: number }[] {
  const journal: unknown = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'));
  if (typeof journal !== 'object' || journal === null || !('entries' in journal)) throw new SyntaxError('no entries');
  if (!Array.isArray(journal.entries)) throw new SyntaxError('entries is no list');
  return journal.entries.map((entry: { tag?: unknown; when?: unknown } | null) => {
    if (typeof entry?.tag !== 'string' || typeof entry.when !== 'number') throw new SyntaxError('bad entry');
    return { tag: entry.tag, when: entry.when };
  });
}

/** What a database needs to come up to this program. */
export interface MigrationPlan {
  readonly pending: readonly Migration[];
  /** True for a database without any table: nothing to lose, no backup needed. */
  readonly fresh: boolean;
}

/**
 * Compares what the database has had with what the program knows. Refuses, writing nothing:
 * `DB_TOO_NEW` (it has had more), `DB_FORKED` (it has had others), `DB_FOREIGN` (it is no database of ours).
 */
export function planMigrations(
  sqlite: Database.Database,
  known: readonly Migration[],
): Result<MigrationPlan, StorageRefusal> {
  const tables = sqlite.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const ours = tables.some(({ name }) => name === MIGRATIONS_TABLE);
  const applied = ours ? readApplied(sqlite) : [];
  const others = tables.filter(({ name }) => name !== MIGRATIONS_TABLE && !name.startsWith('sqlite_'));
  if (applied.length === 0 && others.length > 0) return foreign(sqlite.name, others[0]?.name ?? '');
  for (const [at, one] of applied.entries()) {
    const expected = known[at];
    if (expected === undefined) return tooNew(applied.slice(at), known);
    if (expected.hash !== one.hash) return forked(one, expected, at, known);
  }
  return ok({ pending: known.slice(applied.length), fresh: others.length === 0 });
}

function readApplied(sqlite: Database.Database): readonly AppliedMigration[] {
  const columns = sqlite
    .prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${MIGRATIONS_TABLE}')`)
    .all();
  const name = columns.some((column) => column.name === 'name') ? 'name' : 'NULL AS name';
  // By rowid, the order of application: drizzle's own `id` stays NULL (SERIAL is no SQLite type).
  const sql = `SELECT hash, CAST(created_at AS INTEGER) AS "when", ${name} FROM ${MIGRATIONS_TABLE} ORDER BY rowid`;
  return sqlite.prepare<[], AppliedMigration>(sql).all();
}

function tooNew(surplus: readonly AppliedMigration[], known: readonly Migration[]) {
  const names = surplus.map(nameOf);
  return refuseStorage(
    'DB_TOO_NEW',
    `此数据库已由更新版本的程序升级过，本版本不认识其中的 ${names.length} 项升级：${names.join('、')}。` +
      '为免损坏数据，本版本不打开它，文件没有改动。请安装最新版本的程序。',
    { unknown: names, newestKnown: known.at(-1)?.name ?? null },
  );
}

function forked(found: AppliedMigration, expected: Migration, at: number, known: readonly Migration[]) {
  const later = known.find(({ hash }) => hash === found.hash);
  const why =
    later === undefined
      ? `第 ${at + 1} 项升级是「${nameOf(found)}」，而本版本是「${expected.name}」`
      : `缺少第 ${at + 1} 项升级「${expected.name}」，却已做过其后的「${later.name}」`;
  return refuseStorage(
    'DB_FORKED',
    `此数据库的升级经过与本版本程序对不上：${why}。它可能是由另一分支的程序（如试用版）升级的。` +
      '文件没有改动。请用原来的程序打开，或与技术支持联系。',
    { position: at + 1, found: nameOf(found), expected: expected.name },
  );
}

function nameOf(one: AppliedMigration): string {
  return one.name ?? `${new Date(one.when).toISOString().slice(0, 10)} 的升级（${one.hash.slice(0, 8)}）`;
}

function foreign(path: string, table: string) {
  return refuseStorage(
    'DB_FOREIGN',
    `「${path}」不是河清的数据库：其中有别的程序的表「${table}」，没有本程序的升级记录。文件没有改动。请另选数据库文件。`,
    { path, table },
  );
}
