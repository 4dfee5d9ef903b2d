import { mkdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { ok, type Result } from '#core/domain/shared/result.ts';
import {
  type BackupEntry,
  type BackupNote,
  type BackupReason,
  describe,
  type Proof,
  type ProvedBackup,
  pruneBackups,
  readNote,
  writeNote,
} from './backup-list.ts';
import {
  beijingStamp,
  fileSize,
  freePath,
  namesIn,
  removeFile,
  SIDE_FILES,
  sha256OfFile,
  syncFile,
  syncFolder,
} from './files.ts';
import { countRows, quickCheck } from './integrity.ts';
import { type StorageProbes, systemProbes } from './location.ts';
import { acquireLock } from './lock.ts';
import { errorCode, mapStorageError, refuseStorage, storageCause, type StorageRefusal } from './refusals.ts';

/**
 * Looks into a backup through a read-only connection and says what is in it. The application's own folds the whole log
 * and compares; it throws a `ProofFailure` when the content does not hold.
 */
export type Prove = (sqlite: Database.Database) => Proof;

/** Thrown by a `Prove`: the file can be read, but what is in it is not sound. `message` is Chinese. */
export class ProofFailure extends Error {
  override readonly name = 'ProofFailure';
}

/** How far a copy is. */
export type BackupProgress = (done: { readonly pages: number; readonly of: number }) => void;

/** How to make a backup. */
export interface BackupOptions {
  readonly folder: string;
  readonly now: () => number;
  readonly reason: BackupReason;
  readonly prove: Prove;
  readonly onProgress?: BackupProgress | undefined;
  readonly probes?: StorageProbes | undefined;
  /** The last step, replaceable to see it fail. */
  readonly rename?: typeof renameSync | undefined;
}

/** A backup just made, and what retention did about the older ones. */
export interface MadeBackup {
  readonly backup: ProvedBackup;
  readonly removed: readonly string[];
  /** Older backups that should have gone but could not be deleted. */
  readonly stuck: readonly string[];
}

const PARTIAL = '.partial';
/** 2 MB: a step blocks the process for a few milliseconds. */
const PAGES_A_STEP = 500;
/** Room that must stay beside the copy, bytes. */
const SPARE_BYTES = 16 << 20;

/** Proof where nothing is known of the content: every table counted. */
export function countOnly(sqlite: Database.Database): Proof {
  return { counts: countRows(sqlite), heads: [] };
}

/**
 * Copies an open database page by page (rowids stay, unlike VACUUM INTO, and search tables hang on them), opens the
 * copy, checks and proves it, forces it to the disk and only then gives it its name and its note. Others may write
 * meanwhile: the copy is the state at the start. Refuses `DB_BACKUP_FAILED` with the reason, `DISK_FULL`,
 * `DB_READ_ONLY`, `DB_BUSY` (another backup is running); then no file of a backup's name is left.
 */
export async function makeBackup(
  source: Database.Database,
  options: BackupOptions,
): Promise<Result<MadeBackup, StorageRefusal>> {
  const { folder } = options;
  try {
    mkdirSync(folder, { recursive: true });
    const short = spaceShort(source, options);
    if (short !== null) return short;
    const lock = acquireLock(join(folder, '.heqing-backup.lock'));
    if (lock === null) return refuseStorage('DB_BUSY', `备份文件夹「${folder}」中正在做另一次备份。请等它完成后再试。`);
    try {
      clearPartials(folder);
      return await copyAndProve(source, options);
    } finally {
      lock.release();
    }
  } catch (error) {
    return backupFailed(error, folder);
  }
}

function spaceShort(source: Database.Database, options: BackupOptions) {
  const free = (options.probes ?? systemProbes).freeBytes(options.folder);
  const need = databaseBytes(source) + SPARE_BYTES;
  if (free === null || free >= need) return null;
  return refuseStorage(
    'DISK_FULL',
    `备份没有做：「${options.folder}」所在磁盘只剩 ${megabytes(free)} MB，备份需要约 ${megabytes(need)} MB。请清理该磁盘或另选备份文件夹。`,
    { path: options.folder, free, need },
  );
}

/** Size of an open database, the part that is still in the write-ahead log included. */
export function databaseBytes(sqlite: Database.Database): number {
  return Number(sqlite.pragma('page_count', { simple: true })) * Number(sqlite.pragma('page_size', { simple: true }));
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / (1 << 20));
}

/** What an interrupted backup left; under the lock nobody else is writing one. */
function clearPartials(folder: string): void {
  for (const name of namesIn(folder)) {
    if (name.startsWith('heqing-') && name.includes(`.db${PARTIAL}`)) removeFile(join(folder, name));
  }
}

async function copyAndProve(
  source: Database.Database,
  options: BackupOptions,
): Promise<Result<MadeBackup, StorageRefusal>> {
  const at = options.now();
  const path = freeName(options.folder, at, options.reason);
  const partial = `${path}${PARTIAL}`;
  try {
    await copyPages(source.name, partial, options.onProgress);
    syncFile(partial);
    const looked = look(partial, options.prove);
    if (!looked.ok) return backupRefused(looked.error, options.folder);
    const size = fileSize(partial) ?? 0;
    const note: BackupNote = {
      format: 1,
      at,
      reason: options.reason,
      size,
      sha256: await sha256OfFile(partial),
      proof: looked.value,
    };
    (options.rename ?? renameSync)(partial, path);
    syncFolder(options.folder);
    writeNote(path, note);
    const backup = { path, name: basename(path), at, size, proved: true, note };
    return ok({ backup, ...pruneBackups(options.folder, at) });
  } finally {
    for (const side of ['', ...SIDE_FILES]) removeFile(`${partial}${side}`);
  }
}

function freeName(folder: string, at: number, reason: BackupReason): string {
  const base = join(folder, `heqing-${beijingStamp(at)}-${reason}`);
  return freePath(base, '.db');
}

async function copyPages(from: string, to: string, onProgress: BackupProgress | undefined): Promise<void> {
  const reader = new Database(from, { readonly: true, fileMustExist: true });
  try {
    // One read transaction over all steps: otherwise every write by another process starts the copy over.
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM sqlite_schema').get();
    await reader.backup(to, {
      progress({ totalPages, remainingPages }) {
        onProgress?.({ pages: totalPages - remainingPages, of: totalPages });
        return PAGES_A_STEP;
      },
    });
  } finally {
    reader.close();
  }
  // Out of WAL mode: a backup is one file, and opening it for reading leaves nothing beside it.
  const copy = new Database(to);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

function backupRefused(reason: string, folder: string) {
  return refuseStorage(
    'DB_BACKUP_FAILED',
    `备份没有做成：${reason}。「${folder}」中没有留下半成品，原有备份没有改动。`,
    {
      folder,
      reason,
    },
  );
}

function backupFailed(error: unknown, folder: string): { readonly ok: false; readonly error: StorageRefusal } {
  const cause = storageCause(error);
  const code = errorCode(error);
  // No code, or an SQL error of ours (SQLITE_ERROR, SQLITE_CONSTRAINT): a bug, not a refusal.
  if (code === null || (cause === null && code.startsWith('SQLITE_'))) throw error;
  const mapped = cause === 'full' ? mapStorageError(error, folder) : null;
  if (mapped !== null) return { ok: false, error: mapped };
  const reasons = {
    readOnly: '没有写入备份文件夹的权限',
    busy: '文件正被其他程序（如杀毒软件、同步盘）占用',
    damaged: '数据库有损坏的部分，不能完整读出，请退出程序重新打开以检查数据库',
  } as const;
  const known = cause === 'readOnly' || cause === 'busy' || cause === 'damaged' ? reasons[cause] : '磁盘读写出错';
  return backupRefused(`${known}(${code})`, folder);
}

/** Opens a closed copy for reading, checks and proves it; the Chinese reason when it does not hold. */
function look(path: string, prove: Prove): Result<Proof, string> {
  try {
    const sqlite = new Database(path, { readonly: true, fileMustExist: true });
    try {
      const damage = quickCheck(sqlite);
      return damage === null ? ok(prove(sqlite)) : { ok: false, error: `副本检查不通过（${damage}）` };
    } finally {
      sqlite.close();
    }
  } catch (error) {
    if (error instanceof ProofFailure) return { ok: false, error: `副本内容核对不通过：${error.message}` };
    if (storageCause(error) === 'damaged') return { ok: false, error: `副本不能作为数据库读取（${errorCode(error)}）` };
    throw error;
  }
}

/**
 * Proves an existing backup file again: its hash and content against its note; a file without a note gets one.
 * Refuses `DB_MISSING`, `DB_BACKUP_TAMPERED` (not the file that was proved), `DB_BACKUP_FAILED` (content unsound).
 */
export async function proveBackup(
  path: string,
  options: { readonly prove: Prove; readonly now: () => number },
): Promise<Result<BackupEntry, StorageRefusal>> {
  const size = fileSize(path);
  if (size === null) return refuseStorage('DB_MISSING', `备份文件「${path}」不见了。请另选一份备份。`, { path });
  const note = readNote(path);
  const sha256 = await sha256OfFile(path);
  if (note !== null && (note.sha256 !== sha256 || note.size !== size)) return tampered(path);
  const looked = look(path, options.prove);
  if (!looked.ok)
    return refuseStorage('DB_BACKUP_FAILED', `备份「${path}」不能用：${looked.error}。请另选一份备份。`, { path });
  if (note === null) {
    writeNote(path, { format: 1, at: options.now(), reason: 'manual', size, sha256, proof: looked.value });
  } else if (!sameProof(note.proof, looked.value)) return tampered(path);
  return ok(describe(path));
}

/** Refusal for a file that is not what its note says. */
export function tampered(path: string): { readonly ok: false; readonly error: StorageRefusal } {
  return refuseStorage(
    'DB_BACKUP_TAMPERED',
    `备份「${path}」与做备份时留下的证明不符：文件或证明在备份之后被改动过。不能用它恢复。请另选一份备份。`,
    { path },
  );
}

/** True when two proofs say the same, whatever the order of their parts. */
export function sameProof(a: Proof, b: Proof): boolean {
  return plain(a) === plain(b);
}

function plain({ counts, heads }: Proof): string {
  const rows = heads.map(({ device, seq, hash }) => JSON.stringify([device, seq, hash])).sort();
  const numbers = Object.entries(counts)
    .map(([name, count]) => JSON.stringify([name, count]))
    .sort();
  return [...numbers, ...rows].join('\n');
}
