import { type FileHandle, open } from 'node:fs/promises';

/** What has to be known of a picture before it is placed. */
export interface PictureFacts {
  readonly kind: 'jpeg' | 'png';
  /** Pixels as they are seen, after turning. */
  readonly width: number;
  readonly height: number;
  readonly turns: 0 | 1 | 2 | 3;
  readonly bytes: number;
}

/** Turns by the orientation of EXIF (a mirrored one is only turned). */
const TURNS = [0, 0, 0, 2, 2, 1, 1, 3, 3] as const;
/** Segments of a JPEG before its frame; a sane one has a dozen. */
const MOST_SEGMENTS = 500;

/** Reads size and turning from the head of a JPEG or PNG, not its picture. Null for anything else and for a damaged one. Throws on I/O. */
export async function pictureFacts(path: string): Promise<PictureFacts | null> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const start = await bytesAt(file, 0, 26);
    if (start.length < 26) return null;
    if (start.readUInt32BE(0) === 0x8950_4e47)
      return placed('png', start.readUInt32BE(16), start.readUInt32BE(20), 0, size);
    return start.readUInt16BE(0) === 0xffd8 ? await jpegFacts(file, size) : null;
  } finally {
    await file.close();
  }
}

async function jpegFacts(file: FileHandle, size: number): Promise<PictureFacts | null> {
  let turns: PictureFacts['turns'] = 0;
  let at = 2;
  for (let count = 0; count < MOST_SEGMENTS && at + 4 < size; count += 1) {
    const head = await bytesAt(file, at, 10);
    if (head.length < 10 || head[0] !== 0xff) return null;
    const marker = head[1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      const [height, width] = [head.readUInt16BE(5), head.readUInt16BE(7)];
      return turns % 2 === 1 ? placed('jpeg', height, width, turns, size) : placed('jpeg', width, height, turns, size);
    }
    if (marker === 0xda) return null;
    const length = head.readUInt16BE(2);
    if (marker === 0xe1) turns = turnsOf(await bytesAt(file, at + 4, Math.min(length, 4096))) ?? turns;
    at += 2 + length;
  }
  return null;
}

function placed(
  kind: PictureFacts['kind'],
  width: number,
  height: number,
  turns: PictureFacts['turns'],
  bytes: number,
): PictureFacts | null {
  return width > 0 && height > 0 ? { kind, width, height, turns, bytes } : null;
}

/** Orientation of the first directory of EXIF; null when there is none. */
function turnsOf(exif: Buffer): PictureFacts['turns'] | null {
  if (exif.length < 20 || exif.toString('latin1', 0, 4) !== 'Exif') return null;
  const tiff = exif.subarray(6);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const word = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = long(4);
  for (let entry = 0; entry < Math.min(word(directory), 100); entry += 1) {
    const at = directory + 2 + entry * 12;
    if (word(at) === 0x0112) return TURNS[word(at + 8)] ?? 0;
  }
  return null;
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}
