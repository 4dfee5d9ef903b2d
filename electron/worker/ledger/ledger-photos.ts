import { join } from 'node:path';
import type { RowPhotos } from '#app/ledger/sheet-rows.ts';
import type { LedgerColumn, LedgerPhotos } from '#core/domain/ledger/ledger-definition.ts';
import { EMU, type Placed } from './xlsx/drawing.ts';
import { type PictureFacts, pictureFacts } from './xlsx/picture-facts.ts';
import type { PictureSource } from './xlsx/workbook.ts';

/** Looks photo files up: each distinct one is opened once, and only its head is read. */
export interface PhotoShelf {
  /** Null when the file is gone or is no picture. */
  find(sha256: string): Promise<PictureSource | null>;
}

/** Thrown when the distinct photos of one workbook are larger than a workbook may be. */
export class PhotosTooLarge extends Error {
  override readonly name = 'PhotosTooLarge';
}

/** Most bytes of distinct photos in one workbook: Excel and mail systems do not bear more, and the zip ends at 4 GB. */
export const MAX_PHOTO_BYTES = 2 ** 31;

/** Opens the folder of the originals. Errors of I/O other than a missing file are thrown. */
export function openShelf(folder: string): PhotoShelf {
  const known = new Map<string, PictureSource | null>();
  let bytes = 0;
  return {
    async find(sha256) {
      const kept = known.get(sha256);
      if (kept !== undefined) return kept;
      const path = join(folder, sha256);
      const facts = await factsOf(path);
      bytes += facts?.bytes ?? 0;
      if (bytes > MAX_PHOTO_BYTES) throw new PhotosTooLarge('photos over the limit');
      const found = facts === null ? null : { key: sha256, path, facts };
      known.set(sha256, found);
      return found;
    },
  };
}

async function factsOf(path: string): Promise<PictureFacts | null> {
  try {
    return await pictureFacts(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Which photos of a row a column shows: the earliest taken before, the latest taken after, at most so many. */
export function shownPhotos({ role, most }: LedgerPhotos, { before, after }: RowPhotos): readonly string[] {
  if (role === 'before') return before.slice(0, most);
  if (role === 'after') return after.slice(-most);
  return [...before.slice(0, 1), ...after.slice(-1)];
}

const PIXELS_PER_UNIT = 7;
/** Pixels that stay free at the edges of the cell and between pictures. */
const MARGIN = 3;
/** Points at the bottom of the cell for the number of photos. */
const COUNT_LINE = 13;

/** Where pictures lie in a cell of this column and row height (points): side by side, each in the middle of its share, proportions kept. */
export function layPhotos(
  { width }: Pick<LedgerColumn, 'width'>,
  height: number,
  pictures: readonly PictureSource[],
): readonly Pick<Placed, 'left' | 'top' | 'width' | 'height'>[] {
  const margin = MARGIN * EMU.pixel;
  const share = (Math.trunc(width * PIXELS_PER_UNIT) * EMU.pixel - margin * (pictures.length + 1)) / pictures.length;
  const room = (height - COUNT_LINE) * EMU.point - margin;
  return pictures.map(({ facts }, at) => {
    const scale = Math.min(share / facts.width, room / facts.height);
    const [across, down] = [Math.floor(facts.width * scale), Math.floor(facts.height * scale)];
    return {
      left: Math.round(margin + at * (share + margin) + (share - across) / 2),
      top: Math.round(margin + (room - down) / 2),
      width: across,
      height: down,
    };
  });
}
