import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { errorCode } from './refusals.ts';

/*
 * Trap: never open a database file with node:fs while SQLite has it open in this process. On POSIX the first close of
 * any descriptor of a file drops all of the process's locks on it, SQLite's too. `stat` and `rename` are safe.
 */

/** Size in bytes, null when there is no such file. */
export function fileSize(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null;
}

/** Names in a folder, none when it is not there. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Forces a closed file's bytes to the disk. */
export function syncFile(path: string): void {
  // Windows refuses to flush a file opened for reading only.
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Forces a folder's entries (a rename) to the disk; Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Writes a small text so that after a crash the file holds the old text or the new one. */
export function writeAtomically(path: string, text: string): void {
  const partial = `${path}.partial`;
  const file = openSync(partial, 'w');
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(partial, path);
  syncFolder(dirname(path));
}

/** Deletes a file if it is there. */
export function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

/** SHA-256 of a closed file, hex. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** Instant as `YYYYMMDD-HHmmss-SSS` in Beijing time (UTC+8, no summer time), for file names that sort by age. */
export function beijingStamp(at: number): string {
  const text = new Date(at + BEIJING_OFFSET).toISOString();
  return text.replaceAll(/[-:]/g, '').replace('T', '-').replace('.', '-').replace('Z', '');
}

/** Instant as `YYYY-MM-DD HH:mm` in Beijing time, for messages. */
export function beijingTime(at: number): string {
  return new Date(at + BEIJING_OFFSET).toISOString().slice(0, 16).replace('T', ' ');
}

/** Day in Beijing time as `YYYY-MM-DD`. */
export function beijingDay(at: number): string {
  return beijingTime(at).slice(0, 10);
}

const BEIJING_OFFSET = 8 * 3_600_000;

/** Files that belong to a database besides the main file. */
export const SIDE_FILES = ['-wal', '-shm', '-journal'] as const;

/** A path that is not taken yet: `base` and `ending`, or with `-2`, `-3` … between them. */
export function freePath(base: string, ending = ''): string {
  for (let n = 1; ; n += 1) {
    const path = n === 1 ? `${base}${ending}` : `${base}-${n}${ending}`;
    if (fileSize(path) === null) return path;
  }
}

/** Full paths of the files in the same folder whose names begin with the name of `path` and `suffix`. */
export function siblings(path: string, suffix: string): readonly string[] {
  const start = `${basename(path)}${suffix}`;
  const folder = dirname(path);
  return namesIn(folder)
    .filter((name) => name.startsWith(start))
    .map((name) => join(folder, name))
    .sort();
}
