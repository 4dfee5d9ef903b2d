import exifr from 'exifr';
import { z } from 'zod';
import type { PhotoFacts } from '#app/ports.ts';

/** What is read of a picture's EXIF; anything else in it is left alone. */
const ExifSchema = z.object({
  DateTimeOriginal: z.string().optional().catch(undefined),
  CreateDate: z.string().optional().catch(undefined),
  latitude: z.number().min(-90).max(90).optional().catch(undefined),
  longitude: z.number().min(-180).max(180).optional().catch(undefined),
});

const NOTHING: PhotoFacts = { takenAt: null, lon: null, lat: null };
const WANTED = ['DateTimeOriginal', 'CreateDate', 'GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude', 'GPSLongitudeRef'];

/**
 * What the camera wrote into a photo (EXIF): when it was taken, by the camera's own clock and without a time zone, and
 * where (WGS84). A picture whose EXIF can't be read is a picture without EXIF: the original is kept all the same.
 */
export async function readPhotoFacts(content: Uint8Array): Promise<PhotoFacts> {
  const parsed = ExifSchema.safeParse(await tagsOf(content));
  if (!parsed.success) return NOTHING;
  const { DateTimeOriginal, CreateDate, latitude, longitude } = parsed.data;
  const known = latitude !== undefined && longitude !== undefined && !(latitude === 0 && longitude === 0);
  return {
    takenAt: cameraTime(DateTimeOriginal) ?? cameraTime(CreateDate),
    lon: known ? sixPlaces(longitude) : null,
    lat: known ? sixPlaces(latitude) : null,
  };
}

async function tagsOf(content: Uint8Array): Promise<unknown> {
  try {
    // Dates stay text: revived they would be read in the time zone of this machine.
    return await exifr.parse(content, { pick: WANTED, reviveValues: false });
  } catch {
    return null;
  }
}

/** `2026:03:05 09:30:12` as `2026-03-05T09:30:12`; null for what is no time (a camera whose clock was never set). */
function cameraTime(text: string | undefined): string | null {
  const found = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/u.exec(text ?? '');
  if (found === null) return null;
  const iso = `${found[1]}-${found[2]}-${found[3]}T${found[4]}`;
  return z.iso.datetime({ local: true }).safeParse(iso).success ? iso : null;
}

function sixPlaces(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
