import type { Datum, ProblemPlace } from '../finding/problem.ts';
import { readBank, readDatum } from '../finding/vocabulary.ts';
import { listField } from './map-people.ts';
import type { ColumnMapping } from './mapping.ts';
import type { CoordinateReading, SheetContext } from './row-context.ts';
import type { RowReader } from './row-reader.ts';

/** Reads where a problem lies. Places are kept as written; a town outside the list and unreadable coordinates are warnings. */
export function placeFields(reader: RowReader, mapping: ColumnMapping, context: SheetContext): ProblemPlace {
  const bank = reader.text('bank');
  const { reading, raw, datum } = coordinates(reader, mapping, context);
  return {
    basin: reader.text('basin'),
    river: reader.text('river'),
    reach: reader.text('reach'),
    bank: bank === null ? null : (readBank(bank) ?? bank),
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
  );
  return { town: written, townCode: null, village };
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
  const datum = rowDatum(reader) ?? mapping.fixed.datum ?? context.notedDatum;
  const texts = [lon.text, lat.text, pair.text].filter((text) => text !== null);
  if (texts.length === 0) return { reading: null, raw: null, datum };
  const raw = texts.join(', ');
  const at = lon.text !== null ? lon : lat.text !== null ? lat : pair;
  const field = at === lon ? 'lon' : at === lat ? 'lat' : 'coordinates';
  const parsed = context.parseCoordinates({ lon: lon.text, lat: lat.text, pair: pair.text, datum });
  if (!parsed.ok) {
    reader.report('warning', parsed.error.code, field, `${parsed.error.message}；坐标原文已保留`, at);
    return { reading: null, raw, datum };
  }
  for (const note of parsed.value.notes) reader.report('info', 'COORDINATES_NOTE', field, note, at);
  return { reading: parsed.value, raw, datum };
}

function rowDatum(reader: RowReader): Datum | null {
  const value = reader.value('datum');
  if (value.text === null) return null;
  const datum = readDatum(value.text);
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
