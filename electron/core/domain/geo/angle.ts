import { ok, type Result, refuse } from '../shared/result.ts';

/** One angle as a person wrote it; `axis` when the text says which it is (E, 东经, N, 北纬 …). */
export interface Angle {
  /** Decimal degrees; west and south negative. */
  readonly degrees: number;
  readonly axis: 'lon' | 'lat' | null;
  readonly form: 'decimal' | 'dms';
  /** Decimals of a decimal number, null for 度分秒. */
  readonly decimals: number | null;
}

const DECIMAL = /^([+-]?)(\d+(?:\.(\d*))?|\.\d+)°?$/u;
/** 117.12′30″ is written for 117°12′30″: with minutes behind it a point is no decimal point. */
const MARKED = /^([+-]?)(\d{1,3})(?:°|\.(?=\d{1,2}'\d))(?:(\d{1,3}(?:\.\d+)?)'(?:(\d{1,3}(?:\.\d+)?)"?)?)?$/u;
/** 117-12-30, 117 12 30, 117:12:30, 117.12.30.5: three parts with the same sign between them. */
const THREE_PARTS = /^(\d{1,3})([-:. ])(\d{1,2})\2(\d{1,2}(?:\.\d+)?)$/u;
const AXIS_WORDS = '东经|西经|北纬|南纬|经度|纬度|longitude|latitude|lon|lng|lat|east|west|north|south|[东西南北ewns]';
const PREFIX = new RegExp(`^(${AXIS_WORDS})[:=°]?`, 'u');
const SUFFIX = /(东经|西经|北纬|南纬|[东西南北ewns])$/u;
const ALLOWED = '可写作 117.208472、117°12′30.5″、117度12分30.5秒 或 117-12-30.5';

/**
 * Folds the spellings of an angle: full-width digits, the many signs for 度, 分, 秒, dashes, a full stop 。 used as a
 * decimal point, runs of blanks. Blanks around signs go; blanks between digits stay (they may separate).
 */
export function foldAngleText(text: string): string {
  return (
    text
      // Before NFKC, which takes º apart into o and ″ into two ′.
      .replace(/[º˚∘゜○⁰]|(?<![经纬經緯])度/gu, '°')
      .replace(/東/gu, '东')
      .replace(/經/gu, '经')
      .replace(/緯/gu, '纬')
      .replace(/["″“”„＂〃ʺ˝秒]|['′’‘＇´`ʹ]{2}/gu, '"')
      .replace(/['′’‘＇´`ʹ‵分]/gu, "'")
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\u2010-\u2015\u2212\ufe58]/gu, '-')
      .replace(/(?<=\d)。(?=\d)/gu, '.')
      .replace(/[\s\u200b\ufeff]+/gu, ' ')
      .replace(/ ?([°'":=]) ?/gu, '$1')
      .trim()
  );
}

/** Reads one angle. Codes: COORDINATE_UNREADABLE, COORDINATE_MINUTES (minutes or seconds of 60 and more). */
export function parseAngle(text: string): Result<Angle> {
  const folded = foldAngleText(text);
  const before = PREFIX.exec(folded)?.[1];
  const unprefixed = before === undefined ? folded : folded.replace(PREFIX, '').trim();
  const after = SUFFIX.exec(unprefixed)?.[1];
  const body = after === undefined ? unprefixed : unprefixed.replace(SUFFIX, '').trim();
  const axes = [axisOf(before), axisOf(after)].filter((axis) => axis !== null);
  if (axes.length === 2 && axes[0] !== axes[1]) return unreadable(text);
  const sign = /^(西|南|[ws]$|west|south)/u.test(before ?? after ?? '') ? -1 : 1;
  return readBody(body, text, axes[0] ?? null, sign);
}

function readBody(body: string, text: string, axis: Angle['axis'], sign: number): Result<Angle> {
  const decimal = DECIMAL.exec(body);
  if (decimal) {
    const value = Number(`${decimal[1]}${decimal[2]}`);
    return ok({ degrees: sign * value, axis, form: 'decimal', decimals: decimal[3]?.length ?? 0 });
  }
  const marked = MARKED.exec(body);
  if (marked) {
    const [, minus, degrees = '', minutes = '0', seconds = '0'] = marked;
    return fromDms(text, minus === '-' ? -sign : sign, degrees, minutes, seconds, axis);
  }
  const parts = THREE_PARTS.exec(body);
  if (!parts) return unreadable(text);
  const [, degrees = '', , minutes = '', seconds = ''] = parts;
  return fromDms(text, sign, degrees, minutes, seconds, axis);
}

function fromDms(
  text: string,
  sign: number,
  degrees: string,
  minutes: string,
  seconds: string,
  axis: Angle['axis'],
): Result<Angle> {
  if (Number(minutes) >= 60 || Number(seconds) >= 60) {
    return refuse('COORDINATE_MINUTES', `“${text}”的分或秒不小于 60；分、秒应在 0 至 60 之间，请核对原件。`);
  }
  const value = Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
  return ok({ degrees: sign * value, axis, form: 'dms', decimals: null });
}

function axisOf(word: string | undefined): Angle['axis'] {
  if (word === undefined) return null;
  return /[经东西]|^lon|^lng|^e|^w/u.test(word) ? 'lon' : 'lat';
}

function unreadable(text: string): Result<Angle> {
  return refuse('COORDINATE_UNREADABLE', `“${text}”不是经纬度；${ALLOWED}。`);
}

/** Writes decimal degrees as 度分秒, e.g. `117°12′30.50″`; `places` decimals of a second (2 ≈ 0.3 m, 4 ≈ 3 mm). */
export function formatDms(degrees: number, places = 2): string {
  const scale = 10 ** places;
  // Rounded once, in the smallest unit: rounding the seconds alone can give 60.00″.
  const total = Math.round(Math.abs(degrees) * 3600 * scale);
  const seconds = (total % (60 * scale)) / scale;
  const minutes = Math.floor(total / (60 * scale)) % 60;
  const sign = degrees < 0 && total > 0 ? '-' : '';
  return `${sign}${Math.floor(total / (3600 * scale))}°${minutes}′${seconds.toFixed(places)}″`;
}
