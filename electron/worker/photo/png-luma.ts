import { inflateSync } from 'node:zlib';
import type { Luma } from './look-hash.ts';

/** Channels by colour type: grey, RGB, palette, grey and alpha, RGBA. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Most pixels that are unpacked. */
const MOST_PIXELS = 40_000_000;

/** Brightness of a PNG; null for interlaced ones, for 16 bits a channel and for less than 8. Throws on a damaged one. */
export function pngLuma(content: Uint8Array): Luma | null {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  const [depth, type, , , interlace] = bytes.subarray(24, 29);
  const channels = CHANNELS[type ?? 255];
  if (depth !== 8 || interlace !== 0 || channels === undefined || width * height > MOST_PIXELS) return null;
  const data: Buffer[] = [];
  let palette: Buffer = Buffer.alloc(0);
  for (let at = 8; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (name === 'IDAT') data.push(body);
    if (name === 'PLTE') palette = body;
    if (name === 'IEND') break;
    at += length + 12;
  }
  const stride = width * channels;
  const raw = inflateSync(Buffer.concat(data), { maxOutputLength: (stride + 1) * height });
  const line = new Uint8Array(stride);
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const start = y * (stride + 1);
    unfilter(raw[start] ?? 0, raw.subarray(start + 1, start + 1 + stride), line, channels);
    for (let x = 0; x < width; x += 1)
      pixels[y * width + x] = brightness(line, x * channels, channels, type === 3 ? palette : null);
  }
  return { width, height, pixels };
}

/** Undoes the filter of one line in place: `line` holds the line above, and then this one. */
function unfilter(filter: number, source: Uint8Array, line: Uint8Array, step: number): void {
  const aboveLeft = new Uint8Array(step);
  for (let at = 0; at < line.length; at += 1) {
    const above = line[at] ?? 0;
    const left = at >= step ? (line[at - step] ?? 0) : 0;
    const corner = at >= step ? (aboveLeft[at % step] ?? 0) : 0;
    aboveLeft[at % step] = above;
    const value = source[at] ?? 0;
    line[at] = value + predicted(filter, left, above, corner);
  }
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) return 0;
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

function brightness(line: Uint8Array, at: number, channels: number, palette: Buffer | null): number {
  if (palette !== null) return grey(palette, (line[at] ?? 0) * 3);
  return channels < 3 ? (line[at] ?? 0) : grey(line, at);
}

function grey(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) * 77 + (bytes[at + 1] ?? 0) * 150 + (bytes[at + 2] ?? 0) * 29) >> 8;
}
