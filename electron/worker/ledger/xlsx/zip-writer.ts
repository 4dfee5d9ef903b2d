import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { constants, crc32, createDeflateRaw } from 'node:zlib';

/** A zip that is written from front to end, one entry at a time; memory does not grow with it. */
export interface ZipWriter {
  /** Begins a deflated entry; the one before must be ended. */
  entry(name: string): ZipEntry;
  /** Writes a whole entry as it is: for pictures, which do not shrink. */
  store(name: string, content: Uint8Array): Promise<void>;
  /** Writes the directory and ends the sink. */
  close(): Promise<void>;
}

/** An entry that is open. */
export interface ZipEntry {
  /** Takes text; compressed in the background. */
  write(text: string): void;
  /** Waits while too much waits for the compressor or the file. */
  settle(): Promise<void>;
  end(): Promise<void>;
}

/** Thrown when the zip would pass what the plain format (no ZIP64) holds, which not every reader of .xlsx understands. */
export class ZipTooLarge extends Error {
  override readonly name = 'ZipTooLarge';
}

interface Written {
  readonly name: Buffer;
  readonly at: number;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

const LEVEL = 6;
const UTF8 = 0x0800;
/** Sizes follow the data: they are not known before. */
const SIZES_BEHIND = 0x0008;
const MOST = 0xffff_ffff;
/** Text that is gathered before it goes to the compressor, UTF-16 units. */
const CHUNK = 1 << 16;
/** Bytes that may wait for the compressor. */
const MAX_WAITING = 2 << 20;
const DOS_TIME = 0;
/** 1 January 1980: the same bytes whenever a file is written. */
const DOS_DATE = 0x21;

/** Opens a zip over a sink. Errors of the sink are thrown by the call that comes next. */
export function openZip(sink: Writable): ZipWriter {
  const entries: Written[] = [];
  let at = 0;
  let failure: Error | null = null;
  /** Told of the first failure: the entry that is open waits for its end. */
  let told: (error: Error) => void = () => undefined;
  const fail = (error: Error) => {
    failure ??= error;
    told(error);
  };
  sink.on('error', fail);
  const put = (bytes: Uint8Array): boolean => {
    at += bytes.length;
    if (at > MOST) throw new ZipTooLarge('zip over 4 GB');
    return sink.write(bytes);
  };
  const drained = async () => {
    if (failure !== null) throw failure;
    if (sink.writableNeedDrain) await once(sink, 'drain');
    if (failure !== null) throw failure;
  };

  function entry(name: string): ZipEntry {
    const start = at;
    const bytes = Buffer.from(name);
    const flags = UTF8 | SIZES_BEHIND;
    put(localHeader(bytes, flags, 8, 0, 0, 0));
    const packer = createDeflateRaw({
      level: LEVEL,
      memLevel: 9,
      strategy: constants.Z_DEFAULT_STRATEGY,
      chunkSize: 1 << 17,
    });
    let crc = 0;
    let size = 0;
    let packed = 0;
    let open = '';
    const ended = new Promise<void>((resolve, reject) => {
      packer.on('data', (chunk: Buffer) => {
        packed += chunk.length;
        try {
          if (put(chunk)) return;
        } catch (error) {
          packer.destroy(error instanceof Error ? error : new Error(String(error)));
          return;
        }
        packer.pause();
        sink.once('drain', () => packer.resume());
      });
      packer.on('end', resolve);
      told = reject;
      packer.on('error', fail);
    });
    ended.catch(() => undefined);
    const flush = () => {
      if (open === '') return;
      const chunk = Buffer.from(open);
      open = '';
      crc = crc32(chunk, crc);
      size += chunk.length;
      if (size > MOST) throw new ZipTooLarge('entry over 4 GB');
      packer.write(chunk);
    };
    return {
      write(text) {
        open += text;
        if (open.length >= CHUNK) flush();
      },
      async settle() {
        do {
          // Also lets a cancel message of another process arrive between two batches.
          await turn();
          if (failure !== null) throw failure;
        } while (packer.writableLength > MAX_WAITING);
      },
      async end() {
        flush();
        packer.end();
        await ended;
        put(behind(crc, packed, size));
        entries.push({ name: bytes, at: start, method: 8, flags, crc, packed, size });
        await drained();
      },
    };
  }

  return {
    entry,
    async store(name, content) {
      const bytes = Buffer.from(name);
      const crc = crc32(content);
      const size = content.length;
      entries.push({ name: bytes, at, method: 0, flags: UTF8, crc, packed: size, size });
      put(localHeader(bytes, UTF8, 0, crc, size, size));
      put(content);
      await drained();
    },
    async close() {
      const start = at;
      for (const one of entries) put(directoryEntry(one));
      put(endOfDirectory(entries.length, at - start, start));
      const finished = once(sink, 'finish');
      sink.end();
      await finished;
      if (failure !== null) throw failure;
    },
  };
}

function localHeader(name: Buffer, flags: number, method: number, crc: number, packed: number, size: number): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x0403_4b50, 0);
  head.writeUInt16LE(20, 4);
  common(head, 6, { flags, method, crc, packed, size, name });
  return Buffer.concat([head, name]);
}

function behind(crc: number, packed: number, size: number): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x0807_4b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(packed, 8);
  tail.writeUInt32LE(size, 12);
  return tail;
}

function directoryEntry(one: Written): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x0201_4b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(20, 6);
  common(head, 8, one);
  head.writeUInt32LE(one.at, 42);
  return Buffer.concat([head, one.name]);
}

/** The fields that local header and directory share, from the flags on. */
function common(head: Buffer, from: number, one: Omit<Written, 'at'>): void {
  head.writeUInt16LE(one.flags, from);
  head.writeUInt16LE(one.method, from + 2);
  head.writeUInt16LE(DOS_TIME, from + 4);
  head.writeUInt16LE(DOS_DATE, from + 6);
  head.writeUInt32LE(one.crc, from + 8);
  head.writeUInt32LE(one.packed, from + 12);
  head.writeUInt32LE(one.size, from + 16);
  head.writeUInt16LE(one.name.length, from + 20);
}

function endOfDirectory(count: number, size: number, start: number): Buffer {
  if (count > 0xffff) throw new ZipTooLarge('over 65535 entries');
  const tail = Buffer.alloc(22);
  tail.writeUInt32LE(0x0605_4b50, 0);
  tail.writeUInt16LE(count, 8);
  tail.writeUInt16LE(count, 10);
  tail.writeUInt32LE(size, 12);
  tail.writeUInt32LE(start, 16);
  return tail;
}
