import { constants, copyFileSync, linkSync, mkdirSync, renameSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { ok, type Result } from '#core/domain/shared/result.ts';
import { type Connection, wrap } from './access.ts';
import { type Prove, ProofFailure, sameProof, tampered } from './backup.ts';
import { type BackupNote, readNote } from './backup-list.ts';
import {
  beijingStamp,
  fileSize,
  freePath,
  removeFile,
  SIDE_FILES,
  sha256OfFile,
  siblings,
  syncFile,
  syncFolder,
} from './files.ts';
import { quickCheck } from './integrity.ts';
import { networkLocation, type StorageProbes, systemProbes } from './location.ts';
import { acquireLock, lockPath } from './lock.ts';
import { applyMigrations } from './migrate.ts';
import { mapStorageError, refuseStorage, storageCause, type StorageRefusal } from './refusals.ts';
import { forgetMarker } from './shutdown-marker.ts';

/**
 * What the restored database needs before it may be one: written into the checked copy, so that the one rename brings
 * in both or neither, and a program killed at any moment finds the old database or the completed one.
 */
export interface Completion {
  readonly migrationsFolder: string;
  /** Writes into the copy, which has been migrated; what it throws is thrown on, and the database is as before. */
  readonly write: (copy: Connection, replacing: Replacing) => void;
  /** Called when the copy is whole and on the disk, right before it comes in. */
  readonly beforeSwap: () => void;
}

/** The database that a restore replaces. */
export interface Replacing {
  /** Where it lies, closed and locked; there may be none. */
  readonly path: string;
  /** Where it will be kept; null when there is none. */
  readonly keptAs: string | null;
}

/** How to restore. */
export interface RestoreOptions {
  readonly now: () => number;
  /** Looks into the copy once more and compares with the note; without it only the hash and `quick_check` speak. */
  readonly prove?: Prove | undefined;
  readonly complete?: Completion | undefined;
  readonly probes?: StorageProbes | undefined;
}

/** What a restore did. */
export interface Restored {
  readonly note: BackupNote;
  /** Where the database that was replaced is kept; null when there was none. */
  readonly replaced: string | null;
}

const PARTIAL = '.restoring';

/**
 * Puts a proved backup in the place of the database. The copy is hashed and checked beside it and comes in by one
 * rename; the replaced file is kept under `<name>.replaced-<time>`. The next opening checks and migrates it.
 * Refuses `DB_BACKUP_UNPROVED`, `DB_BACKUP_TAMPERED`, `DB_MISSING`, `DB_LOCKED` (open in any program, this one too),
 * `DB_NETWORK_PATH`, `DISK_FULL`, `DB_READ_ONLY`, with `complete` also what `applyMigrations` refuses; then the database
 * is as before. In place of a database that was worked with it is `restoreDatabase` of the use cases that is lawful:
 * here neither the log nor the numbers know of the restore.
 */
export async function restoreBackup(
  backupPath: string,
  databasePath: string,
  options: RestoreOptions,
): Promise<Result<Restored, StorageRefusal>> {
  const target = resolve(databasePath);
  const refused = checkBefore(backupPath, databasePath, options.probes ?? systemProbes);
  if (refused !== null) return refused;
  const note = readNote(backupPath);
  if (note === null) return unproved(backupPath);
  try {
    mkdirSync(dirname(target), { recursive: true });
    const lock = acquireLock(lockPath(target));
    if (lock === null) return locked(target);
    try {
      return await restoreLocked(backupPath, target, note, options);
    } finally {
      removePartial(target);
      lock.release();
    }
  } catch (error) {
    const mapped = mapStorageError(error, target);
    if (mapped === null) throw error;
    return { ok: false, error: mapped };
  }
}

function checkBefore(backupPath: string, databasePath: string, probes: StorageProbes) {
  const network = networkLocation(databasePath, probes);
  const target = resolve(databasePath);
  if (network !== null) {
    return refuseStorage('DB_NETWORK_PATH', `不能恢复到${network}：数据库只能放在本机磁盘上。请另选位置。`, {
      path: target,
    });
  }
  const size = fileSize(backupPath);
  if (size === null) {
    return refuseStorage('DB_MISSING', `备份文件「${backupPath}」不见了。请另选一份备份。`, { path: backupPath });
  }
  const free = probes.freeBytes(dirname(target));
  if (free === null || free >= size) return null;
  const message = `恢复没有做：「${dirname(target)}」所在磁盘放不下这份备份。数据库没有改动。请清理该磁盘后再试。`;
  return refuseStorage('DISK_FULL', message, { path: target, free, need: size });
}

function unproved(path: string) {
  return refuseStorage(
    'DB_BACKUP_UNPROVED',
    `备份「${path}」没有证明文件，不知道它是否完整。请先验证这份备份，或另选一份。数据库没有改动。`,
    { path },
  );
}

function locked(path: string) {
  return refuseStorage(
    'DB_LOCKED',
    `数据库「${path}」正被打开着，不能恢复。请关闭所有河清窗口和正在进行的导入、导出后再试。数据库没有改动。`,
    { path },
  );
}

async function restoreLocked(
  backupPath: string,
  target: string,
  note: BackupNote,
  options: RestoreOptions,
): Promise<Result<Restored, StorageRefusal>> {
  const partial = `${target}${PARTIAL}`;
  // A journal left by a killed restore would be rolled back into the new copy.
  removePartial(target);
  copyFileSync(backupPath, partial, constants.COPYFILE_FICLONE);
  syncFile(partial);
  // The copy is what is hashed: it is the file that will be used, whatever happens to the backup meanwhile.
  if ((await sha256OfFile(partial)) !== note.sha256) return tampered(backupPath);
  if (!holds(partial, note, options.prove)) return tampered(backupPath);
  const stamp = beijingStamp(options.now());
  const replaced = fileSize(target) === null ? null : freePath(`${target}.replaced-${stamp}`);
  if (closeDown(target) === 'in use') return locked(target);
  const completed = complete(partial, backupPath, { path: target, keptAs: replaced }, options);
  if (!completed.ok) return completed;
  if (replaced !== null) keepBeside(target, replaced);
  setSideFilesAside(target, replaced ?? freePath(`${target}.replaced-${stamp}`));
  forgetMarker(target);
  options.complete?.beforeSwap();
  renameSync(partial, target);
  syncFolder(dirname(target));
  return ok({ note, replaced });
}

function removePartial(target: string): void {
  for (const side of ['', ...SIDE_FILES]) removeFile(`${target}${PARTIAL}${side}`);
}

function complete(
  partial: string,
  backupPath: string,
  replacing: Replacing,
  { now, complete: completion }: RestoreOptions,
): Result<void, StorageRefusal> {
  if (completion === undefined) return ok(undefined);
  const sqlite = new Database(partial, { fileMustExist: true });
  try {
    const migrated = applyMigrations(sqlite, { folder: completion.migrationsFolder, now, backup: backupPath });
    if (!migrated.ok) return migrated;
    completion.write(wrap(sqlite), replacing);
  } finally {
    sqlite.close();
  }
  syncFile(partial);
  return ok(undefined);
}

function holds(path: string, note: BackupNote, prove: Prove | undefined): boolean {
  const sqlite = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return quickCheck(sqlite) === null && (prove === undefined || sameProof(note.proof, prove(sqlite)));
  } catch (error) {
    if (error instanceof ProofFailure) return false;
    throw error;
  } finally {
    sqlite.close();
  }
}

/**
 * Leaves WAL mode, which puts everything into the one file and fails while any other connection is open. A damaged
 * file can't be closed down; it is kept with its log as it is.
 */
function closeDown(target: string): 'closed' | 'in use' | 'damaged' {
  if (fileSize(target) === null) return 'closed';
  const sqlite = new Database(target, { timeout: 0 });
  try {
    sqlite.pragma('journal_mode = DELETE');
    return 'closed';
  } catch (error) {
    if (storageCause(error) === 'busy') return 'in use';
    if (storageCause(error) === 'damaged') return 'damaged';
    throw error;
  } finally {
    sqlite.close();
  }
}

function keepBeside(target: string, replaced: string): void {
  try {
    linkSync(target, replaced);
  } catch {
    // A file system without hard links (exFAT): the file is closed and locked, so a copy is whole.
    copyFileSync(target, replaced);
    syncFile(replaced);
  }
}

/** A log left at the old place would be played into the restored file. */
function setSideFilesAside(target: string, replaced: string): void {
  for (const side of SIDE_FILES) {
    if (fileSize(`${target}${side}`) !== null) renameSync(`${target}${side}`, `${replaced}${side}`);
  }
}

/** Databases that were set aside here, damaged or replaced, oldest first. */
export function setAside(databasePath: string): readonly string[] {
  return [...siblings(databasePath, '.damaged-'), ...siblings(databasePath, '.replaced-')].filter(
    (path) => !SIDE_FILES.some((side) => path.endsWith(side)) && basename(path) !== '',
  );
}
