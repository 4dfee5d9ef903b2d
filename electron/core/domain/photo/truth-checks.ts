import type { PhotoRole } from '../case/case-events.ts';
import type { Datum } from '../finding/problem.ts';
import { DATUM_ERROR_METRES } from '../geo/datum.ts';
import { distanceMetres } from '../geo/distance.ts';

/** What is odd about a photo (照片真实性提示); never a reason to refuse it. */
const PHOTO_DOUBTS = ['afterNotLater', 'farAway', 'samePicture', 'alikePicture', 'noMetadata'] as const;
/** See `PHOTO_DOUBTS`. */
export type PhotoDoubtKind = (typeof PHOTO_DOUBTS)[number];

/** One doubt about one photo. */
export interface PhotoDoubt {
  readonly kind: PhotoDoubtKind;
  /** Chinese: what was found. */
  readonly text: string;
}

/** A photo as the checks see it. */
export interface CheckedPhoto {
  readonly role: PhotoRole;
  readonly sha256: string;
  /** `YYYY-MM-DDTHH:mm:ss` by the camera's own clock. */
  readonly takenAt: string | null;
  /** WGS84. */
  readonly lon: number | null;
  readonly lat: number | null;
  /** Sixteen hex digits of what it looks like (see `look-hash.ts`); null when that is not known. */
  readonly look: string | null;
}

/** Where the problem lies. */
export interface CheckedPlace {
  readonly lon: number | null;
  readonly lat: number | null;
  readonly datum: Datum;
}

/** The same or nearly the same picture at another record. */
export interface Elsewhere {
  readonly sha256: string;
  readonly look: string | null;
  /** Number of the record, e.g. `MY-XS-2026-00001`. */
  readonly number: string;
}

/** Metres from the problem beyond which a photo is doubted; the error of the coordinates comes on top. Configurable default, no official figure. */
const FAR_METRES = 300;
/** Bits in which two looks may differ and still be nearly the same picture; configurable default. */
const ALIKE_BITS = 5;

/** Doubts about a photo among the photos of its record (`beside`, without itself) and those of others. */
export function photoDoubts(
  photo: CheckedPhoto,
  beside: readonly CheckedPhoto[],
  place: CheckedPlace,
  elsewhere: readonly Elsewhere[],
): readonly PhotoDoubt[] {
  const doubts: PhotoDoubt[] = [];
  const say = (kind: PhotoDoubtKind, text: string) => doubts.push({ kind, text });
  const before = latest(beside.filter(({ role }) => role === 'before'));
  if (photo.role === 'after' && photo.takenAt !== null && before !== null && photo.takenAt <= before)
    say('afterNotLater', `整改后照片拍摄于 ${shown(photo.takenAt)}，不晚于整改前照片（${shown(before)}）`);
  const far = metresBeyond(photo, place);
  if (far !== null) say('farAway', `拍摄地点距问题位置 ${far} 米`);
  const same = elsewhere.filter(({ sha256 }) => sha256 === photo.sha256);
  if (same.length > 0) say('samePicture', `与 ${numbers(same)} 的照片完全相同`);
  if (beside.some(({ sha256, role }) => sha256 === photo.sha256 && role !== photo.role))
    say('samePicture', '整改前后用了同一张照片');
  const alike = elsewhere.filter((other) => other.sha256 !== photo.sha256 && isAlike(photo.look, other.look));
  if (alike.length > 0) say('alikePicture', `与 ${numbers(alike)} 的照片几乎相同（可能是截图或另存）`);
  if (
    beside.some(
      (other) => other.sha256 !== photo.sha256 && other.role !== photo.role && isAlike(photo.look, other.look),
    )
  )
    say('alikePicture', '与本件另一阶段的照片几乎相同');
  if (photo.takenAt === null && photo.lon === null) say('noMetadata', '没有拍摄时间和定位（可能是截图或经微信转发）');
  return doubts;
}

/** Whether two looks differ in a few bits only. */
export function isAlike(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && bitsApart(a, b) <= ALIKE_BITS;
}

/** Bits in which two looks differ. */
export function bitsApart(a: string, b: string): number {
  let bits = 0;
  for (let at = 0; at < 16; at += 1) {
    const differing = Number.parseInt(a[at] ?? '0', 16) ^ Number.parseInt(b[at] ?? '0', 16);
    bits += (differing & 1) + ((differing >> 1) & 1) + ((differing >> 2) & 1) + ((differing >> 3) & 1);
  }
  return bits;
}

function metresBeyond(photo: CheckedPhoto, { lon, lat, datum }: CheckedPlace): number | null {
  if (photo.lon === null || photo.lat === null || lon === null || lat === null) return null;
  const metres = distanceMetres({ lon: photo.lon, lat: photo.lat }, { lon, lat });
  return metres > FAR_METRES + DATUM_ERROR_METRES[datum] ? Math.round(metres) : null;
}

function latest(photos: readonly CheckedPhoto[]): string | null {
  return photos.reduce<string | null>((last, { takenAt }) => {
    if (takenAt === null) return last;
    return last === null || takenAt > last ? takenAt : last;
  }, null);
}

function shown(takenAt: string): string {
  return takenAt.slice(0, 16).replace('T', ' ');
}

function numbers(others: readonly Elsewhere[]): string {
  const all = [...new Set(others.map(({ number }) => number))];
  return all.length > 3 ? `${all.slice(0, 3).join('、')} 等 ${all.length} 件` : all.join('、');
}
