import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ok, type Result, refuse } from '#core/domain/shared/result.ts';

/** Largest photo, bytes. */
const MAX_BYTES = 50 << 20;

/** A photo whose bytes are kept under their hash. */
export interface KeptOriginal {
  readonly sha256: string;
  readonly bytes: number;
  readonly content: Buffer;
  /** False when the very same bytes were kept before. */
  readonly fresh: boolean;
}

/**
 * Keeps a photo byte for byte under its SHA-256, before any transaction: a photo without a row is harmless, a row without
 * a photo is not. Codes: FILE_MISSING, PHOTO_TOO_LARGE, PHOTO_NOT_PICTURE. Throws on I/O.
 */
export function keepOriginal(path: string, folder: string, fileName = basename(path)): Result<KeptOriginal> {
  // Between choosing and saving a card may be pulled out or a folder renamed.
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile() !== true)
    return refuse('FILE_MISSING', `找不到照片「${fileName}」；请确认文件没有被移走或改名，再选一次。`);
  if (stat.size > MAX_BYTES)
    return refuse('PHOTO_TOO_LARGE', `照片有 ${Math.ceil(stat.size / (1 << 20))} MB，最大 50 MB；请压缩后再上传。`);
  const content = readFileSync(path);
  if (!isPicture(content)) return refuse('PHOTO_NOT_PICTURE', `「${fileName}」不是 JPEG 或 PNG 照片；请选择照片文件。`);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const target = join(folder, sha256);
  const fresh = !existsSync(target);
  if (fresh) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${target}.partial`, content, { flush: true });
    renameSync(`${target}.partial`, target);
  }
  return ok({ sha256, bytes: content.length, content, fresh });
}

/** Removes kept bytes to which no row ever came. */
export function removeOriginal(folder: string, sha256: string): void {
  rmSync(join(folder, sha256), { force: true });
}

/** By the first bytes, never by the name. */
function isPicture(content: Buffer): boolean {
  const start = content.subarray(0, 4).toString('hex');
  return start.startsWith('ffd8ff') || start === '89504e47';
}
