import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Writable } from 'node:stream';

/** A file as it was put in its place. `sha256` is lower-case hex. */
export interface FinishedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * A file that appears whole or not at all: written beside its place under a temporary name, hashed on the way,
 * flushed to the disk, and renamed at the end. Until `finish`, `path` keeps what it held before.
 */
export interface OutputFile {
  readonly stream: Writable;
  /** Call after the stream has finished. Throws I/O errors; the temporary file is then gone. */
  finish(): Promise<FinishedFile>;
  /** Removes the temporary file; may be called at any time, also twice. */
  discard(): Promise<void>;
}

/** Begins a file at `path`. Throws I/O errors (folder missing, read-only …). */
export async function openOutputFile(path: string): Promise<OutputFile> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  const handle = await open(temporary, 'wx');
  const sink = new HashingSink(handle);
  const discard = async () => {
    sink.destroy();
    await handle.close().catch(ignoreClosed);
    await rm(temporary, { force: true });
  };
  const finish = async () => {
    try {
      await handle.sync();
      await handle.close();
      await rename(temporary, path);
    } catch (error) {
      await discard();
      throw error;
    }
    return { path, bytes: sink.bytes, sha256: sink.digest() };
  };
  return { stream: sink, finish, discard };
}

/** Writes to a file handle in order and hashes what it wrote; never seeks, so the hash is that of the file. */
class HashingSink extends Writable {
  readonly #handle: FileHandle;
  readonly #hash = createHash('sha256');
  bytes = 0;

  constructor(handle: FileHandle) {
    super({ highWaterMark: 1 << 20 });
    this.#handle = handle;
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#hash.update(chunk);
    this.bytes += chunk.length;
    writeAll(this.#handle, chunk).then(() => done(), done);
  }

  digest(): string {
    return this.#hash.digest('hex');
  }
}

async function writeAll(handle: FileHandle, chunk: Buffer): Promise<void> {
  for (let from = 0; from < chunk.length; ) {
    const { bytesWritten } = await handle.write(chunk, from, chunk.length - from);
    from += bytesWritten;
  }
}

function ignoreClosed(): void {
  // The handle may be closed already by `finish`.
}
