import { open, type FileHandle } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { type Tx, wrap } from './access.ts';
import { BUSY_MS, setWriterPragmas } from './pragmas.ts';

/** One long write transaction. */
export interface LongWrite {
  readonly tx: Tx;
  /** Lets what is written so far reach the disk meanwhile, so that the commit has little left to wait for. */
  flush(): Promise<void>;
}

/**
 * Runs `fn` inside BEGIN IMMEDIATE … COMMIT on a connection of its own, so that the first connection can be read from
 * whenever `fn` waits: it sees the state before. Whatever `fn` throws rolls back and is thrown on. The file must be held
 * open through `openDatabase` by this process, and nobody else may write meanwhile. The write-ahead log is not
 * checkpointed: that is for `checkpoint` afterwards, where it does not keep anybody waiting. Throws SqliteError.
 */
export async function inLongWriteTx<T>(path: string, fn: (write: LongWrite) => Promise<T>): Promise<T> {
  const sqlite = new Database(path, { fileMustExist: true, timeout: BUSY_MS });
  let log: FileHandle | null = null;
  try {
    setWriterPragmas(sqlite);
    sqlite.pragma('wal_autocheckpoint = 0');
    sqlite.exec('BEGIN IMMEDIATE');
    log = await open(`${path}-wal`, 'r+');
    const { tx } = wrap(sqlite);
    const value = await fn({ tx, flush: flusher(log) });
    sqlite.exec('COMMIT');
    return value;
  } finally {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
    sqlite.close();
    await log?.close();
  }
}

function flusher(log: FileHandle): () => Promise<void> {
  return () => log.datasync();
}

/** Writes the write-ahead log back into the database as far as no reader needs it. Synchronous: for a thread of its own. */
export function checkpoint(path: string): void {
  const sqlite = new Database(path, { fileMustExist: true, timeout: BUSY_MS });
  try {
    sqlite.pragma('wal_checkpoint(PASSIVE)');
  } finally {
    sqlite.close();
  }
}
