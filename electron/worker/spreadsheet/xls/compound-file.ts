import { damaged } from '../unreadable.ts';

/** A file of streams (OLE compound file), the container of .xls. */
export interface CompoundFile {
  /** Names of streams in the root, as written. */
  readonly names: readonly string[];
  /** A stream of the root by its name, whatever the case; null when there is none. */
  stream(name: string): Buffer | null;
}

interface DirectoryEntry {
  readonly name: string;
  readonly start: number;
  readonly size: number;
}

const HEADER = 512;
/** Sector numbers from here on are marks: end of chain, free, table. */
const FIRST_MARK = 0xfffffffa;
const ENTRY = 128;
const MINI_SECTOR = 64;

/** What kind of document an OLE file holds. */
export function compoundKind(
  bytes: Uint8Array,
): 'xls' | 'oldExcel' | 'oldWord' | 'oldSlides' | 'encryptedOffice' | 'ole' {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names = namesOf(buffer);
  const has = (name: string) => names.includes(name);
  if (has('EncryptedPackage')) return 'encryptedOffice';
  if (has('Workbook')) return 'xls';
  if (has('Book')) return 'oldExcel';
  if (has('WordDocument')) return 'oldWord';
  return has('PowerPoint Document') ? 'oldSlides' : 'ole';
}

/** Names by the directory; where that is damaged, the names that can be seen in the bytes, so that the refusal fits. */
function namesOf(buffer: Buffer): readonly string[] {
  try {
    return openCompound(buffer).names;
  } catch {
    const seen = (name: string) => buffer.includes(Buffer.from(`${name}\0`, 'utf16le'));
    return ['EncryptedPackage', 'Workbook', 'Book', 'WordDocument', 'PowerPoint Document'].filter(seen);
  }
}

/** Opens a compound file. Chains that loop, leave the file or are cut off are damaged, never followed. */
export function openCompound(bytes: Uint8Array): CompoundFile {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < HEADER) throw damaged('文件不完整');
  const shift = file.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw damaged('文件头无效');
  const size = 1 << shift;
  const sector = (number: number) => {
    const from = (number + 1) * size;
    if (number >= FIRST_MARK || from >= file.length) throw damaged('文件不完整');
    return file.subarray(from, from + size);
  };
  const sectors = Math.ceil(file.length / size);
  const table = readTable(file, sector, sectors, size);
  const directory = join(chain(table, file.readUInt32LE(48), sectors), sector);
  const entries = readDirectory(directory);
  const [root] = entries;
  if (root === undefined) throw damaged('没有目录');
  const cutoff = file.readUInt32LE(56);
  const mini = lazily(() => openMini(file, root, table, sector, sectors));
  return {
    names: entries.map(({ name }) => name),
    stream(name) {
      const entry = entries.find((one) => one.name.toLowerCase() === name.toLowerCase());
      if (entry === undefined) return null;
      const whole = entry.size < cutoff ? mini()(entry) : join(chain(table, entry.start, sectors), sector);
      if (whole.length < entry.size) throw damaged('文件不完整');
      return whole.subarray(0, entry.size);
    },
  };
}

/** The sector allocation table: next sector by sector. */
function readTable(file: Buffer, sector: (number: number) => Buffer, sectors: number, size: number): readonly number[] {
  const places: number[] = [];
  for (let at = 76; at < HEADER; at += 4) places.push(file.readUInt32LE(at));
  const seen = new Set<number>();
  for (let next = file.readUInt32LE(68); next < FIRST_MARK; ) {
    if (seen.has(next) || seen.size > sectors) throw damaged('扇区链成环');
    seen.add(next);
    const more = sector(next);
    for (let at = 0; at + 4 < more.length; at += 4) places.push(more.readUInt32LE(at));
    next = more.length === size ? more.readUInt32LE(size - 4) : FIRST_MARK;
  }
  const table: number[] = [];
  const used = places.filter((place) => place < FIRST_MARK);
  if (used.length > sectors) throw damaged('扇区表无效');
  for (const place of used) {
    const part = sector(place);
    for (let at = 0; at + 4 <= part.length; at += 4) table.push(part.readUInt32LE(at));
  }
  return table;
}

function chain(table: readonly number[], start: number, most: number): readonly number[] {
  const found: number[] = [];
  for (let next = start; next < FIRST_MARK; ) {
    if (found.push(next) > most) throw damaged('扇区链成环');
    const following = table[next];
    if (following === undefined) throw damaged('扇区链指向文件之外');
    next = following;
  }
  return found;
}

function join(numbers: readonly number[], sector: (number: number) => Buffer): Buffer {
  return Buffer.concat(numbers.map(sector));
}

function readDirectory(directory: Buffer): readonly DirectoryEntry[] {
  const entries: DirectoryEntry[] = [];
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const type = directory[at + 66] ?? 0;
    const length = directory.readUInt16LE(at + 64);
    // Root (5) and streams (2); storages hold macros and embedded objects, which are not read.
    if ((type !== 5 && type !== 2) || length < 2 || length > 64) continue;
    const name = directory.subarray(at, at + length - 2).toString('utf16le');
    entries.push({ name, start: directory.readUInt32LE(at + 116), size: directory.readUInt32LE(at + 120) });
  }
  return entries;
}

/** Small streams lie in sectors of 64 bytes inside the stream of the root. */
function openMini(
  file: Buffer,
  root: DirectoryEntry,
  table: readonly number[],
  sector: (number: number) => Buffer,
  sectors: number,
): (entry: DirectoryEntry) => Buffer {
  const container = join(chain(table, root.start, sectors), sector);
  const bytes = join(chain(table, file.readUInt32LE(60), sectors), sector);
  const miniTable: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) miniTable.push(bytes.readUInt32LE(at));
  return (entry) =>
    join(chain(miniTable, entry.start, miniTable.length), (number) =>
      container.subarray(number * MINI_SECTOR, (number + 1) * MINI_SECTOR),
    );
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
