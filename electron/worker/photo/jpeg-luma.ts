import type { Luma } from './look-hash.ts';

/** Most blocks that are read; about 400 million pixels. */
const MOST_BLOCKS = 6_500_000;

interface Component {
  readonly id: number;
  readonly across: number;
  readonly down: number;
  /** Factor of the mean brightness of a block. */
  readonly quantum: number;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly progressive: boolean;
  readonly components: readonly Component[];
}

/** A code table: for a length of code, the first code, and where its symbols begin. */
interface Huffman {
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly start: Int32Array;
  readonly symbols: Uint8Array;
}

/**
 * Brightness of a JPEG at an eighth of its size: only the means of its 8 × 8 blocks are taken, which is what a look needs, and
 * all the rest of the picture is read over. Baseline and progressive (ITU-T T.81); null for other kinds. Throws on a damaged one.
 */
export function jpegLuma(content: Uint8Array): Luma | null {
  const quanta = new Map<number, number>();
  const tables = new Map<number, Huffman>();
  let frame: Frame | null = null;
  let restart = 0;
  for (let at = 2; at + 4 <= content.length; ) {
    if (content[at] !== 0xff) {
      at += 1;
      continue;
    }
    const marker = content[at + 1] ?? 0;
    if (marker === 0xff || marker === 0 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === 0xd9) break;
    const length = word(content, at + 2);
    const body = content.subarray(at + 4, at + 2 + length);
    if (marker === 0xdb) readQuanta(body, quanta);
    else if (marker === 0xc4) readTables(body, tables);
    else if (marker === 0xdd) restart = word(body, 0);
    else if (marker === 0xc0 || marker === 0xc1 || marker === 0xc2) frame = readFrame(body, marker === 0xc2, quanta);
    else if (marker >= 0xc3 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc) return null;
    else if (marker === 0xda) {
      if (frame === null) return null;
      // The first scan holds the means: alone (progressive), or with everything else (baseline).
      return readScan(content, at + 2 + length, body, frame, tables, restart);
    }
    at += 2 + length;
  }
  return null;
}

function readQuanta(body: Uint8Array, quanta: Map<number, number>): void {
  for (let at = 0; at < body.length; ) {
    const wide = ((body[at] ?? 0) >> 4) & 1;
    quanta.set((body[at] ?? 0) & 15, wide === 1 ? word(body, at + 1) : (body[at + 1] ?? 1));
    at += 1 + 64 * (wide + 1);
  }
}

function readTables(body: Uint8Array, tables: Map<number, Huffman>): void {
  for (let at = 0; at + 17 <= body.length; ) {
    const key = body[at] ?? 0;
    const first = new Int32Array(17);
    const count = new Int32Array(17);
    const start = new Int32Array(17);
    let code = 0;
    let total = 0;
    for (let length = 1; length <= 16; length += 1) {
      first[length] = code;
      start[length] = total;
      count[length] = body[at + length] ?? 0;
      total += count[length] ?? 0;
      code = (code + (count[length] ?? 0)) << 1;
    }
    tables.set(key, { first, count, start, symbols: body.slice(at + 17, at + 17 + total) });
    at += 17 + total;
  }
}

function readFrame(body: Uint8Array, progressive: boolean, quanta: ReadonlyMap<number, number>): Frame {
  const components = Array.from({ length: body[5] ?? 0 }, (_, index) => {
    const at = 6 + index * 3;
    const factors = body[at + 1] ?? 0x11;
    const quantum = quanta.get(body[at + 2] ?? 0) ?? 1;
    return { id: body[at] ?? 0, across: factors >> 4 || 1, down: factors & 15 || 1, quantum };
  });
  return { height: word(body, 1), width: word(body, 3), progressive, components };
}

function readScan(
  content: Uint8Array,
  from: number,
  header: Uint8Array,
  frame: Frame,
  tables: ReadonlyMap<number, Huffman>,
  restart: number,
): Luma | null {
  const scanned = Array.from({ length: header[0] ?? 0 }, (_, index) => {
    const component = frame.components.find(({ id }) => id === header[1 + index * 2]);
    const choice = header[2 + index * 2] ?? 0;
    return { component, dc: tables.get(choice >> 4), ac: tables.get(0x10 | (choice & 15)), last: 0 };
  });
  const luma = frame.components[0];
  const widest = Math.max(...frame.components.map(({ across }) => across));
  const tallest = Math.max(...frame.components.map(({ down }) => down));
  if (luma === undefined || scanned[0]?.component !== luma || frame.width === 0 || frame.height === 0) return null;
  const single = scanned.length === 1;
  const unit = { across: single ? 1 : luma.across, down: single ? 1 : luma.down };
  const size = {
    width: Math.ceil((frame.width * luma.across) / (8 * widest)),
    height: Math.ceil((frame.height * luma.down) / (8 * tallest)),
  };
  const units = { across: Math.ceil(size.width / unit.across), down: Math.ceil(size.height / unit.down) };
  if (units.across * units.down * unit.across * unit.down > MOST_BLOCKS) return null;
  const shift = frame.progressive ? (header[header.length - 1] ?? 0) & 15 : 0;
  const pixels = new Uint8Array(size.width * size.height);
  const bits = bitReader(content, from);
  for (let at = 0; at < units.across * units.down; at += 1) {
    if (restart > 0 && at > 0 && at % restart === 0) {
      bits.restart();
      for (const part of scanned) part.last = 0;
    }
    for (const part of scanned) {
      const { component, dc, ac } = part;
      if (component === undefined || dc === undefined) return null;
      const blocks = single ? 1 : component.across * component.down;
      for (let block = 0; block < blocks; block += 1) {
        part.last += bits.signed(bits.symbol(dc));
        if (!frame.progressive) {
          if (ac === undefined) return null;
          skipBlock(bits, ac);
        }
        if (component !== luma) continue;
        const x = (at % units.across) * unit.across + (block % unit.across);
        const y = Math.floor(at / units.across) * unit.down + Math.floor(block / unit.across);
        if (x < size.width && y < size.height)
          pixels[y * size.width + x] = clamp(128 + ((part.last << shift) * component.quantum) / 8);
      }
    }
  }
  return { ...size, pixels };
}

interface BitReader {
  symbol(table: Huffman): number;
  /** A number of so many bits, in the sign form of T.81 (F.12). */
  signed(length: number): number;
  skip(length: number): void;
  restart(): void;
}

/** Reads over the 63 finer figures of a block. */
function skipBlock(bits: BitReader, table: Huffman): void {
  for (let at = 1; at < 64; at += 1) {
    const symbol = bits.symbol(table);
    const length = symbol & 15;
    const run = symbol >> 4;
    if (length === 0) {
      if (run !== 15) return;
      at += 15;
      continue;
    }
    at += run;
    bits.skip(length);
  }
}

function bitReader(content: Uint8Array, from: number): BitReader {
  let at = from;
  let held = 0;
  let left = 0;
  const bit = (): number => {
    if (left === 0) {
      held = content[at] ?? 0;
      // After the last byte zeros are read, as decoders do; the caller counts blocks, so it ends.
      if (at < content.length && !(held === 0xff && content[at + 1] !== 0)) at += held === 0xff ? 2 : 1;
      else if (held === 0xff) held = 0;
      left = 8;
    }
    left -= 1;
    return (held >> left) & 1;
  };
  const number = (length: number): number => {
    let value = 0;
    for (let step = 0; step < length; step += 1) value = (value << 1) | bit();
    return value;
  };
  return {
    symbol({ first, count, start, symbols }) {
      let code = 0;
      for (let length = 1; length <= 16; length += 1) {
        code = (code << 1) | bit();
        const offset = code - (first[length] ?? 0);
        if (offset < (count[length] ?? 0)) return symbols[(start[length] ?? 0) + offset] ?? 0;
      }
      throw new Error('the picture holds a code that is in no table');
    },
    signed(length) {
      if (length === 0) return 0;
      const value = number(length);
      return value < 1 << (length - 1) ? value - (1 << length) + 1 : value;
    },
    skip: (length) => void number(length),
    restart() {
      left = 0;
      while (
        at + 1 < content.length &&
        !(content[at] === 0xff && (content[at + 1] ?? 0) >= 0xd0 && (content[at + 1] ?? 0) <= 0xd7)
      )
        at += 1;
      at += 2;
    },
  };
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function clamp(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}
