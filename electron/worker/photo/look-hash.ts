import { jpegLuma } from './jpeg-luma.ts';
import { pngLuma } from './png-luma.ts';

/** Brightness of a picture, one byte a pixel, rows from the top. */
export interface Luma {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

const COLUMNS = 9;
const ROWS = 8;

/**
 * What a picture looks like, in sixteen hex digits (difference hash): 9 × 8 mean brightnesses, a bit for each neighbour that is
 * darker to the right. A picture saved again, smaller or more compressed, differs in few bits. Null for what is no JPEG or PNG,
 * and for a picture of one flat colour, which would look like every other one. Throws on a damaged one.
 */
function lookOf(content: Uint8Array): string | null {
  const luma = content[0] === 0xff ? jpegLuma(content) : content[0] === 0x89 ? pngLuma(content) : null;
  if (luma === null || luma.width < COLUMNS || luma.height < ROWS) return null;
  const means = shrink(luma);
  let hash = '';
  for (let row = 0; row < ROWS; row += 1) {
    let byte = 0;
    for (let column = 0; column < COLUMNS - 1; column += 1) {
      const at = row * COLUMNS + column;
      byte = (byte << 1) | ((means[at] ?? 0) > (means[at + 1] ?? 0) ? 1 : 0);
    }
    hash += byte.toString(16).padStart(2, '0');
  }
  const spread = Math.max(...means) - Math.min(...means);
  return spread < 8 ? null : hash;
}

/** As `lookOf`; null for a damaged picture, too: it is kept all the same, there is only nothing to compare. */
export function photoLook(content: Uint8Array): string | null {
  try {
    return lookOf(content);
  } catch {
    return null;
  }
}

/** Mean brightness of 9 × 8 fields; a pixel that lies in two of them counts for each in part, so that size does not matter. */
function shrink({ width, height, pixels }: Luma): readonly number[] {
  const means: number[] = [];
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const down = shares((row * height) / ROWS, ((row + 1) * height) / ROWS);
      const across = shares((column * width) / COLUMNS, ((column + 1) * width) / COLUMNS);
      let sum = 0;
      for (const [y, tall] of down) for (const [x, wide] of across) sum += (pixels[y * width + x] ?? 0) * tall * wide;
      means.push((sum * ROWS * COLUMNS) / (width * height));
    }
  }
  return means;
}

/** Pixels from one point to another, each with the part of it that lies between. */
function shares(from: number, to: number): readonly (readonly [at: number, part: number])[] {
  const parts: [number, number][] = [];
  for (let at = Math.floor(from); at < to; at += 1) parts.push([at, Math.min(to, at + 1) - Math.max(from, at)]);
  return parts;
}
