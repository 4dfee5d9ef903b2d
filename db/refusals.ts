import { basename, dirname } from 'node:path';
import type { Refusal } from '#core/domain/shared/result.ts';

/** Why the database or a backup can't be used. Stable; the message is for people, `data` for the caller. */
export type StorageCode =
  | 'DB_MISSING'
  | 'DB_TOO_NEW'
  | 'DB_FORKED'
  | 'DB_OUTDATED'
  | 'DB_FOREIGN'
  | 'DB_DAMAGED'
  | 'DB_LOCKED'
  | 'DB_BUSY'
  | 'DB_READ_ONLY'
  | 'DB_NETWORK_PATH'
  | 'DB_IO'
  | 'DB_MIGRATIONS_BROKEN'
  | 'DB_MIGRATION_FAILED'
  | 'DB_BACKUP_REQUIRED'
  | 'DB_BACKUP_FAILED'
  | 'DB_BACKUP_UNPROVED'
  | 'DB_BACKUP_TAMPERED'
  | 'DISK_FULL';

/** A refusal of this layer. */
export interface StorageRefusal extends Refusal {
  readonly code: StorageCode;
}

/** Makes a failed result with one of our codes. */
export function refuseStorage(
  code: StorageCode,
  message: string,
  data?: unknown,
): { readonly ok: false; readonly error: StorageRefusal } {
  return { ok: false, error: storageRefusal(code, message, data) };
}

/** Makes the refusal alone. */
export function storageRefusal(code: StorageCode, message: string, data?: unknown): StorageRefusal {
  return data === undefined ? { code, message } : { code, message, data };
}

/** `code` of an SQLite or Node error, null for anything else. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** Cause of a storage error by its code, never by its message. */
export type StorageCause = 'full' | 'readOnly' | 'busy' | 'damaged' | 'io' | null;

const NODE_CAUSES: Readonly<Record<string, StorageCause>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'readOnly',
  EACCES: 'readOnly',
  EPERM: 'readOnly',
  ENOTDIR: 'readOnly',
  EBUSY: 'busy',
  EIO: 'io',
  EMFILE: 'io',
  ENFILE: 'io',
};

/** First match wins: the longer code stands before the shorter one it begins with. */
const SQLITE_CAUSES: readonly (readonly [string, StorageCause])[] = [
  ['SQLITE_FULL', 'full'],
  ['SQLITE_READONLY', 'readOnly'],
  ['SQLITE_CANTOPEN', 'readOnly'],
  ['SQLITE_PERM', 'readOnly'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_PROTOCOL', 'busy'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_IOERR_CORRUPTFS', 'damaged'],
  ['SQLITE_IOERR', 'io'],
];

/** Tells what a thrown error means for the storage; null means that it is no storage error (a bug). */
export function storageCause(error: unknown): StorageCause {
  const code = errorCode(error);
  if (code === null) return null;
  const known = NODE_CAUSES[code];
  if (known !== undefined) return known;
  return SQLITE_CAUSES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? null;
}

/**
 * Maps a thrown storage error to a refusal; null for anything else, which the caller throws on.
 * `path`: the file that was worked on, as the message names it.
 */
export function mapStorageError(error: unknown, path: string): StorageRefusal | null {
  const data = { path, cause: errorCode(error) };
  switch (storageCause(error)) {
    case 'full':
      return storageRefusal(
        'DISK_FULL',
        `磁盘空间不足，无法写入「${path}」。已保存的数据没有改动。请清理该磁盘后再试。`,
        data,
      );
    case 'readOnly':
      return storageRefusal(
        'DB_READ_ONLY',
        `没有写入「${basename(path)}」的权限：文件夹「${dirname(path)}」或其中的文件是只读的。请取消只读属性，或请管理员授予当前用户“修改”权限。`,
        data,
      );
    case 'busy':
      return storageRefusal(
        'DB_BUSY',
        `数据库「${path}」正在被另一项操作写入，本次没有写入任何内容。请稍后再试。`,
        data,
      );
    case 'damaged':
      return storageRefusal(
        'DB_DAMAGED',
        `文件「${path}」已损坏，不能作为数据库读取。请重新打开数据库以检查，并按提示用命令 restore 从最近的备份恢复。`,
        data,
      );
    case 'io':
      return storageRefusal(
        'DB_IO',
        `读写「${path}」时磁盘返回错误（${data.cause ?? ''}）。已保存的数据没有改动。请检查磁盘和连接线，并先做一次备份。`,
        data,
      );
    default:
      return null;
  }
}
