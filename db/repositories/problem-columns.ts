import type { Problem } from '#core/domain/finding/problem.ts';
import type { SqlValue } from '../access.ts';
import { CATEGORIES, DATUMS, SEVERITIES } from '../schema/vocabulary.ts';
import type { RowCursor } from './row-cursor.ts';

/** Columns of the descriptive fields, in the order in which `problemValues` gives and `readProblem` reads them. */
export const PROBLEM_COLUMNS = [
  'basin',
  'river',
  'reach',
  'bank',
  'town_code',
  'town',
  'village',
  'place',
  'lon',
  'lat',
  'datum',
  'raw_coordinates',
  'outside_district',
  'zones',
  'external_numbers',
  'source',
  'campaigns',
  'found_on',
  'found_time',
  'category',
  'item',
  'severity',
  'severity_proposed',
  'severity_reason',
  'description',
  'quantity_amount',
  'quantity_unit',
  'formed_period',
  'violator',
  'suspected_crime',
  'chiefs',
  'responsible_unit',
  'responsible_person',
  'responsible_phone',
  'remarks',
] as const;

/** Appends the values of `PROBLEM_COLUMNS`. */
export function pushProblem(values: SqlValue[], problem: Problem): void {
  values.push(
    problem.basin,
    problem.river,
    problem.reach,
    problem.bank,
    problem.townCode,
    problem.town,
    problem.village,
    problem.place,
    problem.lon,
    problem.lat,
    problem.datum,
    problem.rawCoordinates,
    problem.outsideDistrict ? 1 : 0,
    listJson(problem.zones),
    listJson(problem.externalNumbers),
    problem.source,
    listJson(problem.campaigns),
    problem.foundOn,
    problem.foundTime,
    problem.category,
    problem.item,
    problem.severity,
    problem.severityProposed,
    problem.severityReason,
    problem.description,
    problem.quantity === null ? null : problem.quantity.amount,
    problem.quantity === null ? null : problem.quantity.unit,
    problem.formedPeriod,
    problem.violator,
    problem.suspectedCrime ? 1 : 0,
    JSON.stringify(problem.chiefs),
    problem.responsibleUnit,
    problem.responsiblePerson,
    problem.responsiblePhone,
    problem.remarks,
  );
}

/** Reads `PROBLEM_COLUMNS`. */
export function readProblem(row: RowCursor): Problem {
  return {
    basin: row.textOrNull(),
    river: row.textOrNull(),
    reach: row.textOrNull(),
    bank: row.textOrNull(),
    townCode: row.textOrNull(),
    town: row.textOrNull(),
    village: row.textOrNull(),
    place: row.textOrNull(),
    lon: row.numberOrNull(),
    lat: row.numberOrNull(),
    datum: row.word(DATUMS),
    rawCoordinates: row.textOrNull(),
    outsideDistrict: row.flag(),
    zones: row.list(),
    externalNumbers: row.list(),
    source: row.text(),
    campaigns: row.list(),
    foundOn: row.text(),
    foundTime: row.textOrNull(),
    category: row.word(CATEGORIES),
    item: row.textOrNull(),
    severity: row.word(SEVERITIES),
    severityProposed: row.wordOrNull(SEVERITIES),
    severityReason: row.textOrNull(),
    description: row.text(),
    quantity: readQuantity(row.numberOrNull(), row.textOrNull()),
    formedPeriod: row.textOrNull(),
    violator: row.textOrNull(),
    suspectedCrime: row.flag(),
    chiefs: row.json(),
    responsibleUnit: row.textOrNull(),
    responsiblePerson: row.textOrNull(),
    responsiblePhone: row.textOrNull(),
    remarks: row.textOrNull(),
  };
}

/** Texts of a problem that the search looks into. */
export function problemTexts(problem: Problem): (string | null)[] {
  return [
    ...problem.externalNumbers,
    problem.river,
    problem.reach,
    problem.town,
    problem.village,
    problem.place,
    problem.description,
    problem.violator,
    problem.responsibleUnit,
    problem.responsiblePerson,
    problem.responsiblePhone,
    problem.source,
    ...problem.campaigns,
    problem.remarks,
  ];
}

/** JSON of a list; empty lists are most, and cost nothing. */
export function listJson(list: readonly unknown[]): string {
  return list.length === 0 ? '[]' : JSON.stringify(list);
}

function readQuantity(amount: number | null, unit: string | null): Problem['quantity'] {
  return amount === null || unit === null ? null : { amount, unit };
}
