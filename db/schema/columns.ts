import { type SQL, sql } from 'drizzle-orm';
import { type AnySQLiteColumn, check, integer, real, text } from 'drizzle-orm/sqlite-core';
import { CATEGORIES, DATUMS, SEVERITIES } from './vocabulary.ts';

/** A date that no due date reaches; stands for "none" in sort columns so that such rows come last. */
export const NO_DATE = '9999-12-31';

const DATE_GLOB = '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]';

/** CHECK that a column holds one of the words; NULL passes. drizzle-kit needs the words in the text, hence `raw`. */
export function oneOfCheck(name: string, column: AnySQLiteColumn, words: readonly string[]) {
  return check(name, sql`${column} in (${raw(words.map(quoted).join(', '))})`);
}

/** CHECK that a column holds a civil date `YYYY-MM-DD`; NULL passes. */
export function dateCheck(name: string, column: AnySQLiteColumn) {
  return check(name, sql`${column} glob ${raw(quoted(DATE_GLOB))}`);
}

/** CHECK that a column holds JSON text; NULL passes. */
export function jsonCheck(name: string, column: AnySQLiteColumn) {
  return check(name, sql`json_valid(${column})`);
}

/** CHECK that a column holds 0 or 1. */
export function flagCheck(name: string, column: AnySQLiteColumn) {
  return check(name, sql`${column} in (0, 1)`);
}

/** CHECK that a column holds at least `least`. */
export function atLeastCheck(name: string, column: AnySQLiteColumn, least: number) {
  return check(name, sql`${column} >= ${raw(String(least))}`);
}

/**
 * Columns of the descriptive fields that `finding` and `case_record` share (`Problem` of core).
 * `town_key`: `town_code`, or '' when the town is not known, so that filters and counts need no NULL.
 */
export function problemColumns() {
  return {
    basin: text('basin'),
    river: text('river'),
    reach: text('reach'),
    bank: text('bank'),
    townCode: text('town_code'),
    townKey: text('town_key').notNull(),
    town: text('town'),
    village: text('village'),
    place: text('place'),
    lon: real('lon'),
    lat: real('lat'),
    datum: text('datum').notNull(),
    rawCoordinates: text('raw_coordinates'),
    outsideDistrict: integer('outside_district').notNull(),
    zones: text('zones').notNull(),
    externalNumbers: text('external_numbers').notNull(),
    source: text('source').notNull(),
    campaigns: text('campaigns').notNull(),
    foundOn: text('found_on').notNull(),
    foundTime: text('found_time'),
    category: text('category').notNull(),
    item: text('item'),
    severity: text('severity').notNull(),
    severityProposed: text('severity_proposed'),
    severityReason: text('severity_reason'),
    description: text('description').notNull(),
    quantityAmount: real('quantity_amount'),
    quantityUnit: text('quantity_unit'),
    formedPeriod: text('formed_period'),
    violator: text('violator'),
    suspectedCrime: integer('suspected_crime').notNull(),
    chiefs: text('chiefs').notNull(),
    responsibleUnit: text('responsible_unit'),
    responsiblePerson: text('responsible_person'),
    responsiblePhone: text('responsible_phone'),
    remarks: text('remarks'),
  };
}

type ProblemTable = Record<keyof ReturnType<typeof problemColumns>, AnySQLiteColumn>;

/** CHECK constraints of the shared columns; `prefix` is the table's name (constraint names are unique in the file). */
export function problemChecks(prefix: string, table: ProblemTable) {
  return [
    check(`${prefix}_town_key_check`, sql`${table.townKey} = coalesce(${table.townCode}, '')`),
    check(`${prefix}_position_check`, sql`(${table.lon} is null) = (${table.lat} is null)`),
    oneOfCheck(`${prefix}_datum_check`, table.datum, DATUMS),
    flagCheck(`${prefix}_outside_district_check`, table.outsideDistrict),
    jsonCheck(`${prefix}_zones_check`, table.zones),
    jsonCheck(`${prefix}_external_numbers_check`, table.externalNumbers),
    jsonCheck(`${prefix}_campaigns_check`, table.campaigns),
    dateCheck(`${prefix}_found_on_check`, table.foundOn),
    check(`${prefix}_found_time_check`, sql`${table.foundTime} glob ${raw(quoted('[0-2][0-9]:[0-5][0-9]'))}`),
    oneOfCheck(`${prefix}_category_check`, table.category, CATEGORIES),
    oneOfCheck(`${prefix}_severity_check`, table.severity, SEVERITIES),
    oneOfCheck(`${prefix}_severity_proposed_check`, table.severityProposed, SEVERITIES),
    check(`${prefix}_quantity_check`, sql`(${table.quantityAmount} is null) = (${table.quantityUnit} is null)`),
    flagCheck(`${prefix}_suspected_crime_check`, table.suspectedCrime),
    jsonCheck(`${prefix}_chiefs_check`, table.chiefs),
  ];
}

function raw(text: string): SQL {
  return sql.raw(text);
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "''")}'`;
}
