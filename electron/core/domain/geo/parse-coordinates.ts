import type { Datum } from '../finding/problem.ts';
import { ok, type Refusal, type Result, refuse } from '../shared/result.ts';
import { type Angle, parseAngle } from './angle.ts';
import { cleanPair } from './clean-pair.ts';
import { isConverted, type LonLat, toCgcs2000 } from './datum.ts';
import { distanceMetres, type GeoBox, isInBox } from './distance.ts';
import { mendDegrees } from './mend-degrees.ts';
import { splitPair } from './split-pair.ts';

/** A cell or a typed text; a number comes from a sheet as it is. */
export type CoordinateText = string | number | null;

/** Coordinates as they came in: two cells (as their columns name them), or one text with both. */
export type CoordinateInput =
  | { readonly lon: CoordinateText; readonly lat: CoordinateText }
  | { readonly pair: string };

/** `declared`: the datum that the sheet or the user states; `box`: the district, to tell swapped pairs and strays. */
export interface CoordinateOptions {
  readonly declared?: Datum;
  readonly box: GeoBox;
}

/** A pair read. */
export interface Coordinates extends LonLat {
  /** The datum the pair was given in; `lon`/`lat` are CGCS2000 unless it is unknown. 6 decimals. */
  readonly datum: Datum;
  /** The text as it came in, unchanged. */
  readonly raw: string;
  /** Longitude and latitude stood in each other's place. */
  readonly swapped: boolean;
  /** The canonical pair lies outside the district's box. */
  readonly outsideDistrict: boolean;
  /** What was done or is in doubt, Chinese sentences. */
  readonly notes: readonly string[];
}

const LARGEST_DEGREE = 180;
/** Fewer decimals than this leave more than about 10 m open. */
const ENOUGH_DECIMALS = 4;
const METRES_BY_DECIMALS = ['100 公里', '10 公里', '1 公里', '100 米'] as const;

/**
 * Reads coordinates in the spellings that occur in inspectors' sheets. Nothing is converted silently: the raw text is kept,
 * an undeclared datum stays `unknown` with its values untouched, and every step taken is named in `notes`.
 * Codes: COORDINATE_MISSING, COORDINATE_INCOMPLETE, COORDINATE_UNREADABLE, COORDINATE_MINUTES, COORDINATE_PLANE,
 * COORDINATE_RANGE, COORDINATE_AXES, COORDINATE_SEVERAL. `data`: `lon` and `lat` as they were probably meant.
 */
export function parseCoordinates(input: CoordinateInput, options: CoordinateOptions): Result<Coordinates> {
  const texts = textsOf(input, options.box);
  if (!texts.ok) return texts;
  const { first, second, raw, named, datum } = texts.value;
  const read = readAngles(first, second);
  if (!read.ok) return withSuggestion(read.error, first, second, options.box);
  const [a, b] = read.value;
  const ordered = orderAngles(a, b, raw, options.box);
  if (!ordered.ok) return withSuggestion(ordered.error, first, second, options.box);
  const { lon, lat, reversed } = ordered.value;
  // A text like 北纬40.5 东经117.1 says itself which is which; only a column or an unmarked order can be wrong.
  const swapped = reversed && (named || a.axis === null || b.axis === null);
  return ok(
    finish({ lon: lon.degrees, lat: lat.degrees }, [lon, lat], raw, swapped, {
      ...options,
      ...(options.declared === undefined && datum !== null ? { declared: datum } : {}),
    }),
  );
}

function readAngles(first: string, second: string): Result<readonly [Angle, Angle]> {
  const a = parseAngle(first);
  if (!a.ok) return a;
  const b = parseAngle(second);
  return b.ok ? ok([a.value, b.value]) : b;
}

/** A refusal with what the pair most likely means, where only one reading lies in the district. */
function withSuggestion(error: Refusal, first: string, second: string, box: GeoBox): Result<never> {
  const mended = mendDegrees(first, second, box);
  if (mended === null) return { ok: false, error };
  const likely = `${mended.lon}, ${mended.lat}`;
  return refuse(error.code, `${error.message}可能是 ${likely}。`, mended);
}

interface PairTexts {
  readonly first: string;
  readonly second: string;
  readonly raw: string;
  /** True when each text stood in a column of its own name. */
  readonly named: boolean;
  /** System that the text itself names. */
  readonly datum: Datum | null;
}

/** A longer text is no pair; trying every way of cutting it would take long. */
const LONGEST = 200;

function textsOf(input: CoordinateInput, box: GeoBox): Result<PairTexts> {
  const parts = 'pair' in input ? [input.pair] : [String(input.lon ?? ''), String(input.lat ?? '')];
  const long = parts.find((part) => part.length > LONGEST);
  if (long !== undefined)
    return refuse('COORDINATE_UNREADABLE', `“${long.slice(0, 20)}…”有 ${long.length} 字，不是经纬度。`);
  if ('pair' in input) {
    if (input.pair.trim() === '') return missing();
    const { text, datum } = cleanPair(input.pair);
    const split = splitPair(text);
    if (split) return ok({ first: split[0], second: split[1], raw: input.pair, named: false, datum });
    if (isSeveral(text)) return several(input.pair);
    const halves = text.split(/[,，;；、\s]+/u);
    const mended = halves.length === 2 ? mendDegrees(halves[0] ?? '', halves[1] ?? '', box) : null;
    if (mended !== null)
      return refuse(
        'COORDINATE_UNREADABLE',
        `“${input.pair}”不是经纬度；可能是 ${mended.lon}, ${mended.lat}，请核对。`,
        mended,
      );
    if (parseAngle(text).ok) return incomplete(`“${input.pair}”只有一个坐标`);
    return refuse(
      'COORDINATE_UNREADABLE',
      `“${input.pair}”不能分成经度和纬度；可写作 117.208472,40.503333 或 117°12′30.5″E 40°30′12″N。`,
    );
  }
  const first = String(input.lon ?? '').trim();
  const second = String(input.lat ?? '').trim();
  if (first === '' && second === '') return missing();
  if (first === '') return incomplete('缺少经度');
  if (second === '') return incomplete('缺少纬度');
  return ok({ first, second, raw: `${input.lon}, ${input.lat}`, named: true, datum: null });
}

/** Two or more points in one text: E117.2,N40.5；E117.3,N40.6, or a stretch from one to the other. */
function isSeveral(text: string): boolean {
  const parts = text.split(/[;；\n至~～到]|(?<=\d)\s*-{1,2}\s*(?=\d)/u).filter((part) => /\d/u.test(part));
  return parts.length >= 2 && parts.every((part) => splitPair(part) !== null);
}

function several(raw: string): Result<never> {
  return refuse('COORDINATE_SEVERAL', `“${raw}”写了几个点；一条线索填一个点（如中心点），其余写进位置或备注。`);
}

interface OrderedAngles {
  readonly lon: Angle;
  readonly lat: Angle;
  readonly reversed: boolean;
}

function orderAngles(a: Angle, b: Angle, raw: string, box: GeoBox): Result<OrderedAngles> {
  if (Math.max(Math.abs(a.degrees), Math.abs(b.degrees)) > LARGEST_DEGREE) return notDegrees(a, b, raw);
  if (a.degrees === 0 && b.degrees === 0)
    return refuse('COORDINATE_MISSING', `“${raw}”经纬度都是 0，视为没有填写；请补充坐标。`);
  if (a.degrees === 0 || b.degrees === 0) return incomplete(`“${raw}”有一个坐标是 0，视为没有填写`);
  if (a.axis !== null && a.axis === b.axis) {
    return refuse(
      'COORDINATE_AXES',
      `“${raw}”的两个坐标都标为${a.axis === 'lon' ? '经度' : '纬度'}；请核对哪个是经度、哪个是纬度。`,
    );
  }
  const reversed =
    a.axis === 'lat' || b.axis === 'lon' || (a.axis === null && b.axis === null && looksReversed(a, b, box));
  const lon = reversed ? b : a;
  const lat = reversed ? a : b;
  if (Math.abs(lat.degrees) <= 90) return ok({ lon, lat, reversed });
  return refuse('COORDINATE_RANGE', `“${raw}”的纬度 ${shown(lat.degrees)} 大于 90 度；请核对原件。`);
}

function looksReversed(a: Angle, b: Angle, box: GeoBox): boolean {
  if (isInBox({ lon: b.degrees, lat: a.degrees }, box)) return true;
  return Math.abs(b.degrees) > 90 && Math.abs(a.degrees) <= 90;
}

function finish(
  given: LonLat,
  angles: readonly Angle[],
  raw: string,
  swapped: boolean,
  { declared = 'unknown', box }: CoordinateOptions,
): Coordinates {
  const point = toCgcs2000(given, declared);
  const outsideDistrict = !isInBox(point, box);
  const notes: string[] = [];
  if (swapped) notes.push(`经度、纬度填反，已对调为 ${shown(given.lon)}, ${shown(given.lat)}；原文保留。`);
  if (isConverted(declared)) {
    const metres = Math.round(distanceMetres(given, point));
    notes.push(`坐标系为 ${declared}，已换算为 CGCS2000（移动约 ${metres} 米，换算误差约数米）；原文保留。`);
  }
  if (declared === 'unknown')
    notes.push('未注明坐标系，按原值保存、未换算；若为 GCJ-02 或 BD-09，与实际位置可能相差约 50 至 550 米。');
  notes.push(...precisionNotes(angles));
  if (outsideDistrict) {
    const range = `经度 ${box.west} 至 ${box.east}、纬度 ${box.south} 至 ${box.north}`;
    notes.push(`点位 ${shown(point.lon)}, ${shown(point.lat)} 不在本区范围（${range}）内，请核对。`);
  }
  return { ...point, datum: declared, raw, swapped, outsideDistrict, notes };
}

function precisionNotes(angles: readonly Angle[]): readonly string[] {
  // Excel drops trailing zeros, so the longer of the two counts.
  const decimals = angles.map((angle) =>
    angle.form === 'dms' ? ENOUGH_DECIMALS : (angle.decimals ?? ENOUGH_DECIMALS),
  );
  const places = Math.max(...decimals);
  const open = METRES_BY_DECIMALS[places];
  return open === undefined ? [] : [`坐标只有 ${places} 位小数，位置只准到约 ${open}。`];
}

function notDegrees(a: Angle, b: Angle, raw: string): Result<never> {
  const [small, large] = [Math.abs(a.degrees), Math.abs(b.degrees)].sort((x, y) => x - y);
  if (a.form === 'decimal' && b.form === 'decimal' && small !== undefined && large !== undefined && small >= 100_000) {
    const band = planeBand(large, small);
    return refuse(
      'COORDINATE_PLANE',
      `“${raw}”是以米为单位的平面坐标${band}，不是经纬度。本程序不换算平面坐标；请用测绘软件转为 CGCS2000 经纬度后填写。`,
    );
  }
  return refuse('COORDINATE_RANGE', `“${raw}”超出经纬度的范围（经度 0 至 180、纬度 0 至 90）；请核对是否漏写小数点。`);
}

/** Half the length of the equator of the web map projection, metres, and its metres a degree of longitude. */
const WEB_METRES_PER_DEGREE = 20_037_508.342789244 / 180;

/** What kind of plane coordinates it may be: the zone in front of the easting (39 423456), or those of a web map. */
function planeBand(large: number, small: number): string {
  const zone = Math.floor(large / 1_000_000);
  const easting = large % 1_000_000;
  const threeDegrees = zone >= 25 && zone <= 45;
  const sixDegrees = zone >= 13 && zone <= 23;
  if ((threeDegrees || sixDegrees) && easting >= 100_000 && easting <= 900_000) {
    const meridian = threeDegrees ? 3 * zone : 6 * zone - 3;
    return `（${threeDegrees ? 3 : 6} 度带，带号可能为 ${zone}，中央经线 ${meridian}°）`;
  }
  const lon = large / WEB_METRES_PER_DEGREE;
  return large > 8_000_000 && lon < 136 && small < 7_300_000 ? '（像是网络地图的投影坐标 EPSG:3857）' : '';
}

function shown(degrees: number): string {
  return String(Number(degrees.toFixed(6)));
}

function missing(): Result<never> {
  return refuse('COORDINATE_MISSING', '没有填写经纬度；可暂缺，核实时补充。');
}

function incomplete(what: string): Result<never> {
  return refuse('COORDINATE_INCOMPLETE', `${what}；经度和纬度应同时填写。`);
}
