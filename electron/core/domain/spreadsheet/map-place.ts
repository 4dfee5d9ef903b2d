import type { Datum, ProblemPlace } from '../finding/problem.ts';
import { readBank, readDatum } from '../finding/vocabulary.ts';
import type { Refusal } from '../shared/result.ts';
import { listField } from './map-people.ts';
import { answerTo, type ColumnGuess, type ColumnMapping } from './mapping.ts';
import type { CoordinateReading, SheetContext } from './row-context.ts';
import type { FieldValue, RowReader } from './row-reader.ts';
import { readLabelDatum } from './sheet-notes.ts';

/** Reads where a problem lies. Places are kept as written; a town outside the list and unreadable coordinates are warnings. */
export function placeFields(reader: RowReader, mapping: ColumnMapping, context: SheetContext): ProblemPlace {
  const { reading, raw, datum } = coordinates(reader, mapping, context);
  return {
    basin: reader.text('basin'),
    river: riverOf(reader, context) ?? mapping.fixed.river ?? null,
    reach: reader.text('reach'),
    bank: bankOf(reader),
    ...townFields(reader, mapping, context),
    place: reader.text('place'),
    lon: reading?.lon ?? null,
    lat: reading?.lat ?? null,
    datum: reading?.datum ?? datum ?? 'unknown',
    rawCoordinates: raw,
    outsideDistrict: reading?.outsideDistrict ?? false,
    zones: listField(reader, 'zone'),
  };
}

/** Names of the list as the list writes them; others are kept, with the name they may stand for. */
function riverOf(reader: RowReader, context: SheetContext): string | null {
  const value = reader.value('river');
  const match = value.text === null ? null : context.resolveRiver?.(value.text);
  if (!match) return value.text;
  const [likely] = match.suggestions;
  if (likely !== undefined)
    reader.report(
      'info',
      'RIVER_UNLISTED',
      'river',
      `“${value.text}”不在河湖名录中，按原文保留；是否为：${match.suggestions.join('、')}`,
      value,
      likely,
    );
  return match.name;
}

/** 左岸 / 右岸 / 两岸 / 河心; other words are kept. */
function bankOf(reader: RowReader): string | null {
  const value = reader.value('bank');
  if (value.text === null) return null;
  const bank = readBank(value.text);
  if (bank !== null) return bank;
  const [left, right] = [/左/u.test(value.text), /右/u.test(value.text)];
  const likely = left && right ? '两岸' : left ? '左岸' : right ? '右岸' : undefined;
  reader.report(
    'info',
    'BANK_UNKNOWN',
    'bank',
    `“${value.text}”不是 左岸、右岸、两岸、河心，按原文保留`,
    value,
    likely,
  );
  return value.text;
}

type TownFields = Pick<ProblemPlace, 'town' | 'townCode' | 'village'>;

/** 石城镇红星村 in the town's cell gives the village where the row has no column for it. */
function townFields(reader: RowReader, mapping: ColumnMapping, context: SheetContext): TownFields {
  const value = reader.value('town');
  const village = reader.text('village');
  const written = value.text ?? mapping.fixed.town ?? null;
  if (written === null) {
    reader.report('warning', 'TOWN_MISSING', 'town', '没有填写镇街；可在导入时为整张表指定');
    return { town: null, townCode: null, village };
  }
  const found = context.resolveTown(written);
  if (found.ok) {
    const { name, code, rest } = found.value;
    return { town: name, townCode: code, village: village ?? (rest || null) };
  }
  reader.report(
    'warning',
    found.error.code,
    'town',
    `${found.error.message}按原文保留`,
    value.address === null ? undefined : value,
    firstSuggestion(found.error.data),
  );
  return { town: written, townCode: null, village };
}

function firstSuggestion(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('suggestions' in data) || !Array.isArray(data.suggestions)) return;
  const first: unknown = data.suggestions[0];
  return typeof first === 'string' ? first : undefined;
}

interface Coordinates {
  readonly reading: CoordinateReading | null;
  /** Both texts as they came, in the order of the columns. */
  readonly raw: string | null;
  readonly datum: Datum | null;
}

function coordinates(reader: RowReader, mapping: ColumnMapping, context: SheetContext): Coordinates {
  const lon = reader.value('lon');
  const lat = reader.value('lat');
  const pair = reader.value('coordinates');
  const datum =
    rowDatum(reader) ?? mapping.fixed.datum ?? labelDatum([lon, lat, pair]) ?? statedDatum(mapping, context);
  const texts = [lon.text, lat.text, pair.text].filter((text) => text !== null);
  if (texts.length === 0) return { reading: null, raw: null, datum };
  const raw = texts.join(', ');
  const at = lon.text !== null ? lon : lat.text !== null ? lat : pair;
  const field = at === lon ? 'lon' : at === lat ? 'lat' : 'coordinates';
  const parsed = context.parseCoordinates({ lon: lon.text, lat: lat.text, pair: pair.text, datum });
  if (!parsed.ok) {
    reportUnread(reader, parsed.error, at === pair ? { pair } : { lon, lat });
    return { reading: null, raw, datum };
  }
  if (parsed.value.outsideDistrict)
    reader.report('warning', 'COORDINATES_OUTSIDE', field, '点位不在本区范围内，请核对坐标', at);
  for (const note of parsed.value.notes) reader.report('info', 'COORDINATES_NOTE', field, note, at);
  return { reading: parsed.value, raw, datum };
}

/** One message on each cell that would have to change; on the first alone where nothing can be proposed. */
function reportUnread(
  reader: RowReader,
  { code, message, data }: Refusal,
  cells: { readonly pair: FieldValue } | { readonly lon: FieldValue; readonly lat: FieldValue },
): void {
  const text = `${message}坐标原文已保留`;
  const mended = typeof data === 'object' && data !== null && 'lon' in data && 'lat' in data ? data : null;
  if ('pair' in cells) {
    reader.report('warning', code, 'coordinates', text, cells.pair, mended ? `${mended.lon},${mended.lat}` : undefined);
    return;
  }
  const at = cells.lon.text === null && cells.lat.text !== null ? 'lat' : 'lon';
  if (mended === null) {
    reader.report('warning', code, at, text, cells[at]);
    return;
  }
  for (const axis of ['lon', 'lat'] as const)
    if (cells[axis].text !== mended[axis])
      reader.report('warning', code, axis, text, cells[axis], String(mended[axis]));
}

/** 经度（GCJ-02）: what the name of a coordinate column states. */
function labelDatum(values: readonly FieldValue[]): Datum | null {
  for (const { guess } of values) {
    if (guess === null) continue;
    const known = labelDatums.get(guess);
    const datum = known === undefined ? readLabelDatum(guess.label) : known;
    if (known === undefined) labelDatums.set(guess, datum);
    if (datum !== null) return datum;
  }
  return null;
}

/** Read once for a column, not once for a row. */
const labelDatums = new WeakMap<ColumnGuess, Datum | null>();

function statedDatum(mapping: ColumnMapping, context: SheetContext): Datum | null {
  const answer = answerTo(mapping, 'datum');
  const answered = answer?.given === true ? readDatum(answer.value) : null;
  return answered ?? context.notedDatum;
}

function rowDatum(reader: RowReader): Datum | null {
  const value = reader.value('datum');
  if (value.text === null) return null;
  const datum = readDatum(value.text) ?? readLabelDatum(value.text);
  if (datum === null)
    reader.report(
      'warning',
      'DATUM_UNKNOWN',
      'datum',
      `坐标系“${value.text}”无法识别，可填 CGCS2000、WGS84、GCJ-02、BD-09`,
      value,
    );
  return datum;
}
