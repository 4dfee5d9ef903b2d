import type { Datum } from '../finding/problem.ts';

const DATUMS: readonly (readonly [RegExp, Datum])[] = [
  [/cgcs\s*-?_?2000|国家2000|2000国家|大地2000|天地图/iu, 'CGCS2000'],
  [/wgs\s*-?_?(19)?84|手持gps/iu, 'WGS84'],
  [/gcj\s*-?_?02|火星|高德|腾讯|微信/iu, 'GCJ-02'],
  [/bd\s*-?_?09|百度/iu, 'BD-09'],
];

/** Coordinate systems that a text names, each once, e.g. 高德坐标 → GCJ-02. */
export function datumsIn(text: string): readonly Datum[] {
  const folded = text.normalize('NFKC');
  return DATUMS.filter(([pattern]) => pattern.test(folded)).map(([, datum]) => datum);
}

/** The text without the words that name a coordinate system. */
export function withoutDatums(text: string): string {
  return DATUMS.reduce((rest, [pattern]) => rest.replace(pattern, ' '), text);
}
