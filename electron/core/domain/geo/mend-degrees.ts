import type { LonLat } from './datum.ts';
import { type GeoBox, isInBox } from './distance.ts';

/** A pair as it should have been written, for a suggestion; texts of decimal degrees. */
export interface MendedPair {
  readonly lon: string;
  readonly lat: string;
}

/**
 * What a pair out of range most likely means: the decimal point left out (1172083 → 117.2083), or 度 typed as it
 * (117°2083). Null unless exactly one reading of both lies in the district.
 */
export function mendDegrees(first: string, second: string, box: GeoBox): MendedPair | null {
  const found = readingsOf(first).flatMap((a) => readingsOf(second).map((b) => ({ lon: a, lat: b })));
  const inside = [...found, ...found.map(({ lon, lat }) => ({ lon: lat, lat: lon }))].filter((point) =>
    fits(point, box),
  );
  const distinct = new Map(inside.map(({ lon, lat }) => [`${lon},${lat}`, { lon, lat }]));
  const [only, other] = distinct.values();
  return only && !other ? only : null;
}

function readingsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKC').replace(/[^\d.°]/gu, '');
  if (/^\d{2,3}\.\d+$/u.test(plain)) return [plain];
  const marked = /^(\d{2,3})°(\d{3,})$/u.exec(plain);
  if (marked) return [`${marked[1]}.${marked[2]}`];
  const digits = plain.replace(/\./gu, '');
  if (!/^\d{5,12}$/u.test(digits)) return [];
  const dms = /^(\d{2,3})([0-5]\d)([0-5]\d)$/u.exec(digits);
  const decimals = [2, 3].map((whole) => `${digits.slice(0, whole)}.${digits.slice(whole)}`);
  const degrees = dms
    ? [String(Number((Number(dms[1]) + Number(dms[2]) / 60 + Number(dms[3]) / 3600).toFixed(6)))]
    : [];
  return [...decimals, ...degrees];
}

function fits({ lon, lat }: MendedPair, box: GeoBox): boolean {
  const point: LonLat = { lon: Number(lon), lat: Number(lat) };
  return isInBox(point, box);
}
