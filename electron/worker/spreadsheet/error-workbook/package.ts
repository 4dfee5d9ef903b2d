import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Unreadable } from '../unreadable.ts';
import { attribute, rewriteTags } from './xml.ts';
import type { RawEntry } from './zip-writer.ts';

/** An open .xlsx package. Part names have no leading stroke; they are found whatever the case. */
export interface Package {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** Bytes of a part once unpacked, by the directory; unpacking it stops there. */
  size(name: string): number;
  /** A part, unpacked. */
  bytes(name: string): Promise<Buffer>;
  /** Text of a part; null when there is none. Only sheets and shared texts may be longer than 64 MB: they are streamed. */
  text(name: string): Promise<string | null>;
  /** A part piece by piece, decoded as UTF-8. */
  stream(name: string): AsyncIterable<Uint8Array>;
  /** A part as it lies in the zip. */
  raw(name: string): Promise<{ readonly entry: RawEntry; readonly packed: Buffer }>;
}

/** A relationship of a part. */
export interface Relation {
  readonly id: string;
  /** Last word of its type, e.g. `worksheet`. */
  readonly type: string;
  /** Part it leads to; the address as written for external ones. */
  readonly target: string;
  readonly external: boolean;
}

/** Bytes that come out of a part at a time. */
const PIECE = 1 << 15;
const MOST_TEXT_PART = 64 * 1024 * 1024;

/** Opens a package that the zip guard has let through. Parts are checked against size and checksum while they are unpacked. */
export async function openPackage(bytes: Uint8Array): Promise<Package> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    autoClose: false,
  });
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith('/')) entries.set(entry.fileName.toLowerCase(), entry);
  }
  const entryOf = (name: string) => entries.get(name.toLowerCase());
  const needed = (name: string) => {
    const entry = entryOf(name);
    if (entry === undefined) throw new Error(`the package has no part ${name}`);
    return entry;
  };
  return {
    names: [...entries.values()].map(({ fileName }) => fileName),
    has: (name) => entryOf(name) !== undefined,
    size: (name) => needed(name).uncompressedSize,
    bytes: (name) => collect(zip, needed(name), true),
    async text(name) {
      const entry = entryOf(name);
      if (entry === undefined) return null;
      if (entry.uncompressedSize > MOST_TEXT_PART) throw partTooLarge(name);
      return decode(await collect(zip, entry, true));
    },
    async *stream(name) {
      yield* unpacked(zip, needed(name));
    },
    async raw(name) {
      const entry = needed(name);
      const { fileName, compressionMethod: method, crc32: crc, uncompressedSize: size } = entry;
      return { entry: { name: fileName, method, crc, size }, packed: await collect(zip, entry, false) };
    },
  };
}

/** Name of the part that holds the relationships of a part. */
export function relationsName(part: string): string {
  const slash = part.lastIndexOf('/');
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
}

/** Relationships of a part by their XML; `part` is the part they belong to (empty: the package). */
export function readRelations(xml: string | null, part: string): readonly Relation[] {
  const relations: Relation[] = [];
  rewriteTags(xml ?? '', ({ text, name, kind }) => {
    if (name !== 'Relationship' || kind === 'close') return null;
    const target = attribute(text, 'Target') ?? '';
    const external = attribute(text, 'TargetMode') === 'External';
    relations.push({
      id: attribute(text, 'Id') ?? '',
      type: (attribute(text, 'Type') ?? '').split('/').at(-1) ?? '',
      target: external ? target : resolveTarget(target, part),
      external,
    });
    return null;
  });
  return relations;
}

function resolveTarget(target: string, part: string): string {
  const steps = target.startsWith('/') ? [] : part.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

async function collect(zip: ZipFile, entry: Entry, unpack: boolean): Promise<Buffer> {
  const packed = !unpack && entry.compressionMethod !== 0;
  const source = packed ? await zip.openReadStreamPromise(entry, { decodeFileData: false }) : unpacked(zip, entry);
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/**
 * An entry unpacked piece by piece. Larger pieces than those of yauzl, which cost a third of the time; so the size is checked
 * here: it stops at the first byte too many. Code of a damaged one: ZIP_DAMAGED.
 */
async function* unpacked(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  let sum = 0;
  let size = 0;
  try {
    const stored = await zip.openReadStreamPromise(
      entry,
      entry.compressionMethod === 8 ? { decodeFileData: false } : {},
    );
    const inflate = entry.compressionMethod === 8 ? createInflateRaw({ chunkSize: PIECE }) : new PassThrough();
    // What breaks either end comes out of the loop below.
    pipeline(stored, inflate).catch(() => {});
    for await (const chunk of inflate) {
      const piece = chunk as Uint8Array;
      sum = crc32(piece, sum);
      size += piece.length;
      if (size > entry.uncompressedSize) throw partDamaged(entry.fileName, 'longer than it claims');
      yield piece;
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw partDamaged(entry.fileName, error instanceof Error ? error.message : String(error));
  }
  if (size !== entry.uncompressedSize || sum !== entry.crc32) throw partDamaged(entry.fileName, 'checksum');
}

function partTooLarge(name: string): Unreadable {
  const most = MOST_TEXT_PART / 1024 / 1024;
  return new Unreadable(
    'ZIP_ENTRY_TOO_LARGE',
    `文件里的“${name}”超过 ${most} MB，不像正常的表格，没有读取；请用 Excel 或 WPS 另存后再导入。`,
  );
}

function partDamaged(name: string, reason: string): Unreadable {
  return new Unreadable(
    'ZIP_DAMAGED',
    `文件里的“${name}”已损坏或没有传完整，没有读取任何内容；请重新复制一份，或用 Excel、WPS 打开修复后另存再导入。`,
    { reason },
  );
}

/** UTF-8 with or without a mark; UTF-16 with its mark, which the standard allows too. */
function decode(bytes: Buffer): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.toString(utf16 ? 'utf16le' : 'utf8').replace(/^\ufeff/u, '');
  return utf16 ? text.replace(/^(<\?xml[^>]*encoding=)["'][^"']*["']/u, '$1"UTF-8"') : text;
}
