import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** What is needed to copy an entry as it lies in another zip. */
export interface RawEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  /** Bytes unpacked. */
  readonly size: number;
}

/** Writes a zip front to back. */
export interface ZipWriter {
  /** Copies packed bytes untouched. */
  copy(entry: RawEntry, packed: Uint8Array): Promise<void>;
  /** Packs a part; texts are written as UTF-8. */
  add(name: string, chunks: AsyncIterable<string> | Iterable<string | Uint8Array>): Promise<void>;
  /** Writes the directory; the stream is left open. */
  finish(): Promise<void>;
}

/** Names are UTF-8 (bit 11). */
const FLAGS = 0x0800;
const VERSION = 20;
/** 1980-01-01: a file made twice is the same file. */
const DATE = 0x0021;
const LEVEL = 6;

/** Makes a writer of zips below 4 GB. */
export function createZipWriter(out: Writable): ZipWriter {
  const directory: Buffer[] = [];
  let offset = 0;
  const write = async (bytes: Uint8Array) => {
    offset += bytes.length;
    if (!out.write(bytes)) await once(out, 'drain');
  };

  async function put({ name, method, crc, size }: RawEntry, packed: readonly Uint8Array[]): Promise<void> {
    const packedSize = packed.reduce((sum, chunk) => sum + chunk.length, 0);
    const fileName = Buffer.from(name);
    const start = offset;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(VERSION, 0);
    common.writeUInt16LE(FLAGS, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt16LE(DATE, 8);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(packedSize, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(fileName.length, 22);
    await write(Buffer.concat([Buffer.from('PK\u0003\u0004'), common, fileName]));
    for (const chunk of packed) await write(chunk);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(start, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([VERSION, 0]), common, tail, fileName]));
  }

  return {
    copy: (entry, packed) => put(entry, [packed]),
    async add(name, chunks) {
      const { packed, crc, size } = await deflate(chunks);
      await put({ name, method: 8, crc, size }, packed);
    },
    async finish() {
      const start = offset;
      for (const record of directory) await write(record);
      const end = Buffer.alloc(22);
      end.write('PK\u0005\u0006', 'latin1');
      end.writeUInt16LE(directory.length, 8);
      end.writeUInt16LE(directory.length, 10);
      end.writeUInt32LE(offset - start, 12);
      end.writeUInt32LE(start, 16);
      await write(end);
    },
  };
}

/** Packs a part in memory: packed, it is a tenth of itself, and its length must be known before it. */
async function deflate(chunks: AsyncIterable<string> | Iterable<string | Uint8Array>) {
  const packer = createDeflateRaw({ level: LEVEL });
  const packed: Buffer[] = [];
  packer.on('data', (chunk: Buffer) => packed.push(chunk));
  const ended = once(packer, 'end');
  let crc = 0;
  let size = 0;
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    crc = crc32(bytes, crc);
    size += bytes.length;
    if (!packer.write(bytes)) await once(packer, 'drain');
  }
  packer.end();
  await ended;
  return { packed, crc, size };
}
