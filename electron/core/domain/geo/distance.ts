import type { LonLat } from './datum.ts';

/** Mean radius of the earth, metres (IUGG). */
const EARTH_RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** A box in decimal degrees, borders included. */
export interface GeoBox {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/** Great-circle distance in metres (haversine); good to 0.5 %, enough to find what is near. */
export function distanceMetres(a: LonLat, b: LonLat): number {
  const halfLat = ((b.lat - a.lat) * RADIANS) / 2;
  const halfLon = ((b.lon - a.lon) * RADIANS) / 2;
  const h = Math.sin(halfLat) ** 2 + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * Math.sin(halfLon) ** 2;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * The box that holds every point within `metres` of a point; for an index search, to be narrowed by `distanceMetres`.
 * A degree of longitude is taken at the border nearer to the pole, so the box is never too small. Not for the poles.
 */
export function boxAround(point: LonLat, metres: number): GeoBox {
  const lat = metres / EARTH_RADIUS / RADIANS;
  const widest = Math.min(Math.abs(point.lat) + lat, 89.9);
  const lon = lat / Math.cos(widest * RADIANS);
  return { west: point.lon - lon, east: point.lon + lon, south: point.lat - lat, north: point.lat + lat };
}

/** Whether a point lies in a box, borders included. */
export function isInBox(point: LonLat, box: GeoBox): boolean {
  return point.lon >= box.west && point.lon <= box.east && point.lat >= box.south && point.lat <= box.north;
}
