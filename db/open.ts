import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { ok, type Result } from '#core/domain/shared/result.ts';
import { type Connection, wrap } from './access.ts';
import { countOnly, databaseBytes, makeBackup, type Prove } from './backup.ts';
import { damaged, type EmptyVerdict, judgeEmpty, locked, missing, moveAside, networkPath } from './open-refusals.ts';
import { fileSize } from './files.ts';
import { checkFile, quickCheck } from './integrity.ts';
import { networkLocation, type StorageProbes, systemProbes } from './location.ts';
import { acquireLock, type FileLock, lockPath } from './lock.ts';
import { applyMigrations } from './migrate.ts';
import { BUSY_MS, setWriterPragmas } from './pragmas.ts';
import { type MigrationPlan, planMigrations, readMigrations } from './migration-plan.ts';
import { errorCode, mapStorageError, refuseStorage, storageCause, type StorageRefusal } from './refusals.ts';
import { markClosed, markOpen, needsCheck, readMarker } from './shutdown-marker.ts';

/** Long work while opening. */
export interface OpenProgress {
  readonly step: 'check' | 'backup' | 'migrate';
  /** Done of all: pages of a backup; 0 of 1 and 1 of 1 for the others. */
  readonly done: number;
  readonly of: number;
}

/** How to open. */
export interface OpenOptions {
  /** True for a second process that only reads: no lock, no migration, nothing moved. */
  readonly readonly?: boolean;
  /** True where a database may be made, at the first start: never where traces of an earlier one lie. */
  readonly create?: boolean;
  readonly migrationsFolder: string;
  readonly backupsFolder: string;
  readonly now: () => number;
  readonly onProgress?: (progress: OpenProgress) => void;
  /** Proof of the backup before a migration; rows of every table counted unless given. */
  readonly prove?: Prove;
  /** Ours unless a test brings migrations of its own; see `applyMigrations`. */
  readonly assertSchema?: (sqlite: Database.Database) => void;
  readonly probes?: StorageProbes;
}

/** An open database. */
export interface OpenedDatabase {
  readonly connection: Connection;
  /** Absolute path. */
  readonly path: string;
  /** True when the last program did not close it properly: its unfinished write was undone and the file checked. */
  readonly recovered: boolean;
  /** Names of the migrations applied now. */
  readonly migrated: readonly string[];
  /** The backup made before them. */
  readonly backup: string | null;
  /**
   * `optimize`, write everything into the one file, close, note the proper end. A second call does nothing.
   * A full disk does not make it throw: then the next opening checks the file.
   */
  close(): void;
}

/** A migration may rebuild a table: the new one and the log of the transaction, each as large as the old. */
const MIGRATION_FACTOR = 2;

/**
 * Opens the database for the life of the program, or refuses with what was found and what to do; see `StorageCode`.
 * Nothing is ever deleted: a damaged file is moved aside, and an empty one never takes its place.
 * Throws only on bugs.
 */
export async function openDatabase(
  path: string,
  options: OpenOptions,
): Promise<Result<OpenedDatabase, StorageRefusal>> {
  const network = networkLocation(path, probesOf(options));
  if (network !== null) return networkPath(path, network);
  const full = resolve(path);
  try {
    return options.readonly === true ? openReader(full, options) : await openWriter(full, options);
  } catch (error) {
    const mapped = mapStorageError(error, full);
    if (mapped === null) throw error;
    return { ok: false, error: mapped };
  }
}

function probesOf(options: OpenOptions): StorageProbes {
  return options.probes ?? systemProbes;
}

async function openWriter(path: string, options: OpenOptions): Promise<Result<OpenedDatabase, StorageRefusal>> {
  if (options.create === true) mkdirSync(dirname(path), { recursive: true });
  else if (statSync(dirname(path), { throwIfNoEntry: false }) === undefined)
    return missing(path, options.backupsFolder);
  const lock = acquireLock(lockPath(path));
  if (lock === null) return locked(path, readMarker(path));
  let opened: Result<OpenedDatabase, StorageRefusal> | undefined;
  try {
    opened = await openLocked(path, options, lock);
    return opened;
  } finally {
    if (opened?.ok !== true) lock.release();
  }
}

/** What `openWriter` found out before it opened the file. */
interface Situation {
  readonly path: string;
  readonly options: OpenOptions;
  readonly lock: FileLock;
  readonly recovered: boolean;
  /** What to do should the file hold no table. */
  readonly ifEmpty: EmptyVerdict;
}

async function openLocked(
  path: string,
  options: OpenOptions,
  lock: FileLock,
): Promise<Result<OpenedDatabase, StorageRefusal>> {
  const marker = readMarker(path);
  const ifEmpty = judgeEmpty(path, options.backupsFolder, options.create === true);
  const situation = { path, options, lock, recovered: marker?.clean === false, ifEmpty };
  if ((fileSize(path) ?? 0) === 0) return ifEmpty === 'create' ? openSound(situation) : refuseEmpty(situation);
  if (!needsCheck(path, marker)) return openSound(situation);
  options.onProgress?.({ step: 'check', done: 0, of: 1 });
  const damage = findDamage(path);
  options.onProgress?.({ step: 'check', done: 1, of: 1 });
  return damage === null ? openSound(situation) : refuseDamaged(situation, damage);
}

function refuseDamaged({ path, options }: Situation, found: string) {
  return damaged(path, moveAside(path, options.now()), options.backupsFolder, found);
}

function refuseEmpty(situation: Situation) {
  const { path, options, ifEmpty } = situation;
  return ifEmpty === 'damaged' ? refuseDamaged(situation, 'EMPTY') : missing(path, options.backupsFolder);
}

function findDamage(path: string): string | null {
  const checked = checkFile(path);
  if (checked !== 'recover') return checked.damage;
  const sqlite = new Database(path, { timeout: BUSY_MS, fileMustExist: true });
  try {
    return quickCheck(sqlite);
  } finally {
    sqlite.close();
  }
}

async function openSound(situation: Situation): Promise<Result<OpenedDatabase, StorageRefusal>> {
  const sqlite = new Database(situation.path, { timeout: BUSY_MS });
  let opened: Result<OpenedDatabase, StorageRefusal> | 'empty' | undefined;
  let damage: string | null = null;
  try {
    opened = await prepare(sqlite, situation);
    if (opened !== 'empty') return opened;
  } catch (error) {
    if (storageCause(error) !== 'damaged') throw error;
    damage = String(errorCode(error));
  } finally {
    if (opened === undefined || opened === 'empty' || !opened.ok) sqlite.close();
  }
  return damage === null ? refuseEmpty(situation) : refuseDamaged(situation, damage);
}

async function prepare(
  sqlite: Database.Database,
  { path, options, lock, recovered, ifEmpty }: Situation,
): Promise<Result<OpenedDatabase, StorageRefusal> | 'empty'> {
  const known = readMigrations(options.migrationsFolder);
  if (!known.ok) return known;
  // Before any pragma that writes: a database that is refused stays as it was.
  const plan = planMigrations(sqlite, known.value);
  if (!plan.ok) return plan;
  if (plan.value.fresh && ifEmpty !== 'create') return 'empty';
  assertWritable(sqlite);
  setWriterPragmas(sqlite);
  const backup = await backUpFirst(sqlite, plan.value, path, options);
  if (!backup.ok) return backup;
  const migrated = migrate(sqlite, plan.value, backup.value, options);
  if (!migrated.ok) return migrated;
  markOpen(path, options.now());
  const connection = wrap(sqlite);
  const close = () => closeWriter(sqlite, path, options, lock);
  return ok({ connection, path, recovered, migrated: migrated.value, backup: backup.value, close });
}

/**
 * SQLite opens a file it may not write for reading without a word, and makes BEGIN IMMEDIATE a reading transaction
 * then; only a write tells. This one changes nothing and is rolled back.
 */
function assertWritable(sqlite: Database.Database): void {
  const version = Number(sqlite.pragma('user_version', { simple: true }));
  sqlite.exec('BEGIN IMMEDIATE');
  try {
    sqlite.pragma(`user_version = ${version}`);
  } finally {
    sqlite.exec('ROLLBACK');
  }
}

async function backUpFirst(
  sqlite: Database.Database,
  plan: MigrationPlan,
  path: string,
  options: OpenOptions,
): Promise<Result<string | null, StorageRefusal>> {
  if (plan.pending.length === 0 || plan.fresh) return ok(null);
  const need = databaseBytes(sqlite) * MIGRATION_FACTOR;
  const free = probesOf(options).freeBytes(dirname(path));
  if (free !== null && free < need) return noRoom(path, free, need);
  const made = await makeBackup(sqlite, {
    folder: options.backupsFolder,
    now: options.now,
    reason: 'migration',
    prove: options.prove ?? countOnly,
    probes: options.probes,
    onProgress: ({ pages, of }) => options.onProgress?.({ step: 'backup', done: pages, of }),
  });
  return made.ok ? ok(made.value.backup.path) : made;
}

function noRoom(path: string, free: number, need: number) {
  const mb = (bytes: number) => Math.ceil(bytes / (1 << 20));
  return refuseStorage(
    'DISK_FULL',
    `数据库需要升级，但「${dirname(path)}」所在磁盘只剩 ${mb(free)} MB，升级需要约 ${mb(need)} MB。数据库没有改动。请清理该磁盘后再打开。`,
    { path, free, need },
  );
}

function migrate(
  sqlite: Database.Database,
  plan: MigrationPlan,
  backup: string | null,
  options: OpenOptions,
): Result<readonly string[], StorageRefusal> {
  const long = plan.pending.length > 0;
  if (long) options.onProgress?.({ step: 'migrate', done: 0, of: 1 });
  const { migrationsFolder: folder, now, assertSchema } = options;
  const result = applyMigrations(sqlite, {
    folder,
    now,
    backup,
    ...(assertSchema === undefined ? {} : { assertSchema }),
  });
  if (!result.ok) return result;
  if (long) options.onProgress?.({ step: 'migrate', done: 1, of: 1 });
  return ok(result.value.applied);
}

function closeWriter(sqlite: Database.Database, path: string, options: OpenOptions, lock: FileLock): void {
  if (!sqlite.open) return;
  try {
    sqlite.pragma('optimize');
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
    sqlite.close();
    markClosed(path, options.now());
  } catch (error) {
    // On a full or failing disk everything committed is safe in the log beside the file. The marker still says "open",
    // so the next start checks the file; there is nothing that a person could do about it now.
    if (storageCause(error) === null) throw error;
  } finally {
    sqlite.close();
    lock.release();
  }
}

function openReader(path: string, options: OpenOptions): Result<OpenedDatabase, StorageRefusal> {
  if (fileSize(path) === null) return missing(path, options.backupsFolder);
  const known = readMigrations(options.migrationsFolder);
  if (!known.ok) return known;
  const sqlite = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
  let sound = false;
  try {
    const plan = planMigrations(sqlite, known.value);
    if (!plan.ok) return plan;
    if (plan.value.pending.length > 0) return outdated(path, plan.value);
    for (const pragma of [
      `busy_timeout = ${BUSY_MS}`,
      'foreign_keys = ON',
      'trusted_schema = OFF',
      'query_only = ON',
    ]) {
      sqlite.pragma(pragma);
    }
    sound = true;
  } finally {
    if (!sound) sqlite.close();
  }
  const connection = wrap(sqlite);
  return ok({ connection, path, recovered: false, migrated: [], backup: null, close: () => sqlite.close() });
}

function outdated(path: string, plan: MigrationPlan) {
  return refuseStorage(
    'DB_OUTDATED',
    `数据库「${path}」还没有升级到本版本，不能只读打开。请先用本程序正常打开一次，由它备份并升级。`,
    { path, pending: plan.pending.map(({ name }) => name) },
  );
}
