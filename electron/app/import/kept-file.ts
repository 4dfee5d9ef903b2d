import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileCopy } from '#core/contract/views-import.ts';
import type { StoredBatch } from '#db/repositories/batches.ts';
import { errorCode } from '#db/refusals.ts';
import { deny } from '../ports.ts';

type FileOf = Pick<StoredBatch, 'fileName' | 'fileHash' | 'fileSize'>;

/**
 * Keeps a copy of an imported file byte for byte under its SHA-256, before any transaction; two batches of one file share it,
 * and a damaged one is made anew. Answers whether it was made now. Where the file is gone or was changed since it was read
 * there is none: the batch says so. Throws on I/O.
 */
export async function keepFile(path: string, folder: string, sha256: string): Promise<boolean> {
  const target = join(folder, sha256);
  if (!existsSync(path) || (existsSync(target) && (await hashOf(target)) === sha256)) return false;
  mkdirSync(folder, { recursive: true });
  return copyWhole(path, target, sha256, 0o600);
}

/** Removes a copy to which no batch ever came. */
export function removeFile(folder: string, sha256: string): void {
  rmSync(join(folder, sha256), { force: true });
}

/** Where the copy of a batch's file stands, by its size; its bytes are checked when it is handed out. */
export function copyOf(folder: string, { fileHash, fileSize }: FileOf): FileCopy {
  const stat = statSync(join(folder, fileHash), { throwIfNoEntry: false });
  if (stat?.isFile() !== true) return 'missing';
  return stat.size === fileSize ? 'kept' : 'damaged';
}

/**
 * Writes the copy of a batch's file to a place of the user's choosing, whole or not at all. Refuses `IMPORT_FILE_MISSING`,
 * `IMPORT_FILE_DAMAGED` and `IMPORT_FILE_NOT_WRITABLE`.
 */
export async function saveFile(folder: string, batch: FileOf, path: string): Promise<{ readonly path: string }> {
  const { fileName, fileHash } = batch;
  const kept = copyOf(folder, batch);
  if (kept === 'missing')
    deny(
      'IMPORT_FILE_MISSING',
      `没有「${fileName}」的副本：数据文件夹的 imports 中没有这个文件，可能已被移走或未随数据一起复制。`,
    );
  if (kept === 'damaged') denyDamaged(fileName);
  const written = await copyWhole(join(folder, fileHash), path, fileHash).catch((error: unknown) => {
    const code = errorCode(error);
    if (code === null) throw error;
    const where = `「${basename(path)}」未能保存到「${dirname(path)}」`;
    deny('IMPORT_FILE_NOT_WRITABLE', `${where}：${WRITE_REASONS[code] ?? `系统返回 ${code}`}；请另选位置再试。`, {
      cause: code,
    });
  });
  if (!written) denyDamaged(fileName);
  return { path };
}

const WRITE_REASONS: Readonly<Record<string, string>> = {
  ENOENT: '文件夹不存在',
  ENOTDIR: '保存位置不是文件夹',
  EISDIR: '同名文件夹已存在',
  EACCES: '没有写入权限，或同名文件正在打开',
  EPERM: '没有写入权限，或同名文件正在打开',
  EBUSY: '同名文件正被其他程序占用',
  EROFS: '保存位置是只读的',
  ENOSPC: '磁盘空间不足',
};

function denyDamaged(fileName: string): never {
  deny(
    'IMPORT_FILE_DAMAGED',
    `「${fileName}」的副本已损坏（内容与导入时的校验值不符），没有另存；请向交表的人再要一份。`,
  );
}

/** False, and nothing written, when the bytes are not those of the hash. */
async function copyWhole(path: string, target: string, sha256: string, mode = 0o666): Promise<boolean> {
  const partial = `${target}.partial`;
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(createReadStream(path), hashing, createWriteStream(partial, { flush: true, mode }));
    if (hash.digest('hex') !== sha256) return false;
    renameSync(partial, target);
    return true;
  } finally {
    rmSync(partial, { force: true });
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
