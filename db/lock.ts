import Database from 'better-sqlite3';
import { storageCause } from './refusals.ts';

/** A lock on a file name, held until released or until the process ends in whatever way. */
export interface FileLock {
  release(): void;
}

/** Long enough for a process that is just closing, short enough for a person who started the program twice. */
const WAIT_MS = 500;

/**
 * Takes the lock, or answers null when another process (or this one) holds it. The lock is an exclusive transaction on
 * a tiny database of its own: the operating system drops it when the process dies, so nothing stale is ever left, and
 * the database itself stays open to readers. The empty file stays: deleting it would let two processes lock two files.
 * Throws SqliteError or a Node error when the file can't be made.
 */
export function acquireLock(path: string): FileLock | null {
  const sqlite = new Database(path, { timeout: WAIT_MS });
  try {
    sqlite.exec('BEGIN EXCLUSIVE');
    return { release: () => sqlite.close() };
  } catch (error) {
    sqlite.close();
    if (storageCause(error) === 'busy') return null;
    throw error;
  }
}

/** Where the lock of a database lies. */
export function lockPath(databasePath: string): string {
  return `${databasePath}.lock`;
}
