import gcoord from 'gcoord';
import type { Datum } from '../finding/problem.ts';

/** Decimal degrees. */
export interface LonLat {
  readonly lon: number;
  readonly lat: number;
}

/** What the program stores: 6 decimals, about 0.1 m. */
const PLACES = 6;

// The package's types describe its ES build: seen from Node the library is `default` inside the module object, seen from a
// bundler it is the module's default export. Node loads the CommonJS build, where both are the same object. Proved by the tests.
type Library = typeof gcoord extends { readonly default: infer L } ? L : typeof gcoord;
const library = gcoord as unknown as Library;

const CRS = { 'GCJ-02': library.GCJ02, 'BD-09': library.BD09 } as const;

/**
 * Uncertainty of a stored point that comes from its datum, metres. Unknown: it may be GCJ-02 (offset 50–500 m) or BD-09
 * (a little more); converted: the conversion is not official and good to some metres; otherwise none.
 */
export const DATUM_ERROR_METRES = {
  CGCS2000: 0,
  WGS84: 0,
  'GCJ-02': 10,
  'BD-09': 10,
  unknown: 550,
} as const satisfies Record<Datum, number>;

/**
 * A point in CGCS2000, 6 decimals. WGS84 is taken as equal (the ellipsoids differ by about 0.1 mm); GCJ-02 and BD-09 are
 * converted by the library; an unknown datum is never converted: the values are kept.
 */
export function toCgcs2000(point: LonLat, datum: Datum): LonLat {
  return rounded(datum === 'GCJ-02' || datum === 'BD-09' ? convert(point, CRS[datum], library.WGS84) : point);
}

/** A CGCS2000 point in another datum, 6 decimals; for handing a place to a map program. Unknown gives the point back. */
export function fromCgcs2000(point: LonLat, datum: Datum): LonLat {
  return rounded(datum === 'GCJ-02' || datum === 'BD-09' ? convert(point, library.WGS84, CRS[datum]) : point);
}

/** Whether a datum is converted on entry, so that the stored pair differs from the pair as written. */
export function isConverted(datum: Datum): boolean {
  return datum === 'GCJ-02' || datum === 'BD-09';
}

function convert(point: LonLat, from: CrsName, to: CrsName): LonLat {
  const position: [number, number] = [point.lon, point.lat];
  const [lon, lat] = library.transform(position, from, to);
  return { lon, lat };
}

type CrsName = Parameters<typeof library.transform>[1];

function rounded(point: LonLat): LonLat {
  return { lon: Number(point.lon.toFixed(PLACES)), lat: Number(point.lat.toFixed(PLACES)) };
}
