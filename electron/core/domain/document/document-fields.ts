import { isCivilDate } from '../deadline/civil-date.ts';
import { missingMark } from './missing-mark.ts';
import { officialDate } from './official-date.ts';

/** How a field is typed: one line, several lines, or a date. */
export type FieldInput = 'line' | 'lines' | 'date';

/** One field of a kind of document. */
export interface FieldSpec {
  readonly name: string;
  /** Chinese; also the name that the bureau's own templates use. */
  readonly label: string;
  readonly input: FieldInput;
  /** Left empty it is reported and shown as `【待填：…】`; an optional one is left out of the document. */
  readonly required: boolean;
}

/** A field with what the case says of it; all values are text, dates `YYYY-MM-DD`, '' = not known. */
export interface DocumentField extends FieldSpec {
  readonly value: string;
}

/** What a case says of the fields, by name; null or left out = not known. */
export type Prefilled = Readonly<Record<string, string | null>>;

/** Values of a document by field name, as prefilled or as typed. */
export type FieldValues = Readonly<Record<string, string>>;

/** A required field. */
export function field(name: string, label: string, input: FieldInput = 'line'): FieldSpec {
  return { name, label, input, required: true };
}

/** A field that may be left out. */
export function optional(name: string, label: string, input: FieldInput = 'line'): FieldSpec {
  return { name, label, input, required: false };
}

/** The values as prefilled, those typed in their place. Names that the document does not have are left out. */
export function valuesOf(fields: readonly DocumentField[], typed: FieldValues): FieldValues {
  return Object.fromEntries(
    fields.map(({ name, value }) => [name, (Object.hasOwn(typed, name) ? (typed[name] ?? '') : value).trim()]),
  );
}

/** Labels of the required fields that are empty, and of dates that are none. */
export function missingFields(fields: readonly FieldSpec[], values: FieldValues): readonly string[] {
  return fields
    .filter(({ name, required, input }) => {
      const value = values[name] ?? '';
      return value === '' ? required : input === 'date' && !isCivilDate(value);
    })
    .map(({ label }) => label);
}

/** Reads the values of one document, the missing ones as marks. */
export interface Filler {
  /** Whether the document has this field. */
  has(name: string): boolean;
  /** The value; dates as `2026年3月5日`; `【待填：…】` where a required one is missing, '' where an optional one is. */
  text(name: string): string;
  /** The lines of a value, without empty ones. */
  lines(name: string): readonly string[];
}

/** Makes a filler. */
export function fillerOf(fields: readonly FieldSpec[], values: FieldValues): Filler {
  const byName = new Map(fields.map((one) => [one.name, one]));
  const text = (name: string) => {
    const known = byName.get(name);
    if (known === undefined) throw new Error(`no field ${name}`);
    const value = values[name] ?? '';
    if (value === '') return known.required ? missingMark(known.label) : '';
    if (known.input !== 'date') return value;
    return isCivilDate(value) ? officialDate(value) : missingMark(`${known.label}，“${value}”不是日期`);
  };
  return {
    has: (name) => byName.has(name),
    text,
    lines: (name) =>
      text(name)
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
  };
}
