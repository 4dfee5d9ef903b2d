import type { InputOf } from '#core/contract/routes.ts';
import type { CivilDate } from '#core/domain/deadline/terms.ts';
import type { Problem, Quantity, Severity } from '#core/domain/finding/problem.ts';
import { DATUM_LABELS } from '#core/domain/finding/vocabulary.ts';
import { parseCoordinates } from '#core/domain/geo/parse-coordinates.ts';
import { type District, resolveTown } from '#core/domain/place/towns.ts';
import { parseDateText } from '#core/domain/spreadsheet/parse-date.ts';
import { parseQuantityCell } from '#core/domain/spreadsheet/parse-quantity.ts';
import { parseTime } from '#core/domain/spreadsheet/parse-time.ts';
import type { DraftField, FindingDraft } from './finding-draft.ts';
import { readClass } from './problem-classes.ts';

/** A problem as the routes take it. */
export type ProblemInput = InputOf<'finding.register'>['problem'];

/** What reading needs beside the draft. */
export interface DraftContext {
  readonly today: CivilDate;
  readonly district: District;
}

/**
 * A draft as understood. `faults`: why a field can't be saved so; `notes`: what was understood or is in doubt, Chinese.
 * `problem` holds whatever can be read already (for proposals and near records); it is whole when there is no fault.
 */
export interface DraftReading {
  /** Null while the class is not told. */
  readonly problem: ProblemInput | null;
  readonly faults: Readonly<Partial<Record<DraftField, string>>>;
  readonly notes: Readonly<Partial<Record<DraftField, readonly string[]>>>;
}

/** Reads a draft with the functions that read an inspector's sheet, so that both take the same spellings. */
export function readDraft(draft: FindingDraft, { today, district }: DraftContext): DraftReading {
  const faults: Partial<Record<DraftField, string>> = {};
  const notes: Partial<Record<DraftField, readonly string[]>> = {};
  const town = readTown(draft, district, faults, notes);
  const point = readPoint(draft, district, faults, notes);
  const foundOn = readDay(draft, today, faults, notes);
  const foundTime = readClock(draft, faults);
  const quantity = readQuantity(draft, faults, notes);
  const known = readClass(draft.problemClass);
  if (known === null) {
    faults.problemClass =
      draft.problemClass.trim() === ''
        ? '请选择问题类别'
        : `“${draft.problemClass.trim()}”不是 245 号文的类别；可键入代码（如 3.1）或其中的字`;
  }
  if (draft.description.trim() === '') faults.description = '请写明问题';
  if (draft.source.trim() === '') faults.source = '请填写问题来源';
  if (draft.place.trim() === '' && draft.river.trim() === '' && town.town === null && point.lon === null)
    faults.place = '请至少填写位置、河湖、镇街、坐标中的一项';
  const problem =
    known === null ? null : { ...plain(draft), ...town, ...point, ...known, quantity, foundOn, foundTime };
  return { problem: problem === null ? null : withSeverity(problem, draft.severity), faults, notes };
}

type Faults = Partial<Record<DraftField, string>>;
type Notes = Partial<Record<DraftField, readonly string[]>>;

function readTown(draft: FindingDraft, district: District, faults: Faults, notes: Notes) {
  const village = orNull(draft.village);
  if (draft.town.trim() === '') return { town: null, townCode: null, village };
  const found = resolveTown(draft.town, district);
  if (!found.ok) {
    faults.town = found.error.message;
    return { town: draft.town.trim(), townCode: null, village };
  }
  const { town, rest } = found.value;
  notes.town = [`${town.name}（代码 ${town.code}）`];
  return { town: town.name, townCode: town.code, village: village ?? orNull(rest) };
}

function readPoint(draft: FindingDraft, district: District, faults: Faults, notes: Notes) {
  const raw = orNull(draft.coordinates);
  const nothing = { lon: null, lat: null, datum: draft.datum, rawCoordinates: raw, outsideDistrict: false };
  if (raw === null) return nothing;
  const parsed = parseCoordinates({ pair: draft.coordinates }, { declared: draft.datum, box: district.box });
  if (!parsed.ok) {
    faults.coordinates = parsed.error.message;
    return nothing;
  }
  const { lon, lat, datum, outsideDistrict } = parsed.value;
  const system = datum === 'unknown' ? '坐标系不详' : `CGCS2000（原为 ${DATUM_LABELS[datum]}）`;
  const read = `经度 ${lon}，纬度 ${lat}，${datum === 'CGCS2000' ? 'CGCS2000' : system}`;
  notes.coordinates = [read, ...parsed.value.notes];
  return { lon, lat, datum, rawCoordinates: raw, outsideDistrict };
}

function readDay(draft: FindingDraft, today: CivilDate, faults: Faults, notes: Notes): CivilDate {
  // 11.20 is a day of this year in a form with one field for it; in a sheet it could be a number.
  const written = draft.foundOn.trim().replace(/^(\d{1,2})[-./](\d{1,2})$/u, '$1月$2日');
  const parsed = parseDateText(written, { date1904: false, year: Number(today.slice(0, 4)) });
  if (!parsed.ok) {
    faults.foundOn = draft.foundOn.trim() === '' ? '请填写发现日期' : parsed.error.message;
    return today;
  }
  const { date } = parsed.value;
  if (date > today) faults.foundOn = `发现日期 ${date} 晚于今天 ${today}；请填写实际发现的日期`;
  else if (date !== draft.foundOn.trim()) notes.foundOn = [date];
  return date;
}

function readClock(draft: FindingDraft, faults: Faults): string | null {
  const text = draft.foundTime.trim();
  if (text === '') return null;
  const compact = /^\d{3,4}$/u.test(text) ? `${text.slice(0, -2)}:${text.slice(-2)}` : text;
  const time = parseTime(compact);
  if (time === null) faults.foundTime = `“${text}”不是时刻；可写作 09:30、0930、9时30分`;
  return time;
}

function readQuantity(draft: FindingDraft, faults: Faults, notes: Notes): Quantity | null {
  const parsed = parseQuantityCell({ kind: 'text', value: draft.quantity }, null);
  if (!parsed.ok) {
    faults.quantity = parsed.error.message;
    return null;
  }
  if (parsed.value !== null) {
    const read = `${parsed.value.amount} ${parsed.value.unit}`;
    if (read.replace(' ', '') !== draft.quantity.replace(/\s/gu, '')) notes.quantity = [`读作 ${read}`];
  }
  return parsed.value;
}

function plain(draft: FindingDraft) {
  return {
    basin: orNull(draft.basin),
    river: orNull(draft.river),
    reach: orNull(draft.reach),
    bank: orNull(draft.bank),
    place: orNull(draft.place),
    zones: [...draft.zones],
    externalNumbers: listOf(draft.externalNumbers),
    source: draft.source.trim(),
    campaigns: listOf(draft.campaigns),
    description: draft.description.trim(),
    formedPeriod: orNull(draft.formedPeriod),
    violator: orNull(draft.violator),
    suspectedCrime: draft.suspectedCrime,
    chiefs: { ...draft.chiefs },
    responsibleUnit: orNull(draft.responsibleUnit),
    responsiblePerson: orNull(draft.responsiblePerson),
    responsiblePhone: orNull(draft.responsiblePhone),
    remarks: orNull(draft.remarks),
    severityProposed: null,
    severityReason: orNull(draft.severityReason),
  };
}

function withSeverity(problem: Omit<ProblemInput, 'severity'>, severity: Severity | null): ProblemInput {
  return { ...problem, severity: severity ?? 'general' };
}

/** The texts of a list field (外部编号, 专项行动), separated by 、，；or a new line. */
export function listOf(text: string): string[] {
  return text
    .split(/[、,，;；\n]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function orNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}

/** The draft of a kept problem, for editing it: reading it gives the same problem again. */
export function draftOf(problem: Problem, classText: string): FindingDraft {
  const text = (value: string | null) => value ?? '';
  return {
    place: text(problem.place),
    river: text(problem.river),
    reach: text(problem.reach),
    bank: text(problem.bank),
    town: text(problem.town),
    village: text(problem.village),
    coordinates: text(problem.rawCoordinates ?? (problem.lon === null ? null : `${problem.lon}, ${problem.lat}`)),
    datum: problem.datum,
    problemClass: classText,
    description: problem.description,
    quantity: problem.quantity === null ? '' : `${problem.quantity.amount} ${problem.quantity.unit}`,
    severity: problem.severity,
    severityReason: text(problem.severityReason),
    source: problem.source,
    foundOn: problem.foundOn,
    foundTime: text(problem.foundTime),
    externalNumbers: problem.externalNumbers.join('、'),
    campaigns: problem.campaigns.join('、'),
    zones: problem.zones,
    basin: text(problem.basin),
    formedPeriod: text(problem.formedPeriod),
    violator: text(problem.violator),
    suspectedCrime: problem.suspectedCrime,
    responsibleUnit: text(problem.responsibleUnit),
    responsiblePerson: text(problem.responsiblePerson),
    responsiblePhone: text(problem.responsiblePhone),
    remarks: text(problem.remarks),
    chiefs: problem.chiefs,
  };
}
