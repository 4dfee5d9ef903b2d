import exifr from 'exifr';

/** A picture as a document shows it: pixels after turning, and by how many degrees it must be turned to stand upright. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly type: 'jpg' | 'png';
  /** Pixels as stored. */
  readonly width: number;
  readonly height: number;
  /** Clockwise degrees: 0, 90, 180 or 270. */
  readonly turn: number;
}

const PNG = '89504e470d0a1a0a';

/** Reads the size of a JPEG or PNG from its head; null for what is neither, or damaged. Never throws. */
export async function readPicture(bytes: Uint8Array): Promise<Picture | null> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.subarray(0, 8).toString('hex') === PNG && view.length >= 24)
    return { bytes, type: 'png', width: view.readUInt32BE(16), height: view.readUInt32BE(20), turn: 0 };
  const size = jpegSize(view);
  return size === null ? null : { bytes, type: 'jpg', ...size, turn: await turnOf(view) };
}

/** The frame header (SOF) of a JPEG. */
function jpegSize(view: Buffer): { readonly width: number; readonly height: number } | null {
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 < view.length) {
    if (view[at] !== 0xff) return null;
    const marker = view[at + 1] ?? 0;
    // Fill bytes and markers without a length.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (frame) return { height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) };
    at += 2 + view.readUInt16BE(at + 2);
  }
  return null;
}

async function turnOf(view: Buffer): Promise<number> {
  try {
    return (await exifr.rotation(view))?.deg ?? 0;
  } catch {
    return 0;
  }
}

/** Width and height as it stands upright, made to fit into a box; same unit as the box. */
export function fitPicture(
  { width, height, turn }: Pick<Picture, 'width' | 'height' | 'turn'>,
  box: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } {
  const [w, h] = turn % 180 === 0 ? [width, height] : [height, width];
  const scale = Math.min(box.width / Math.max(w, 1), box.height / Math.max(h, 1));
  return { width: Math.round(w * scale), height: Math.round(h * scale) };
}
