import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { filterText } from '#core/domain/ledger/filter-text.ts';

type Field = keyof CaseFilter;

/** One part of a filter in words, with the fields that it takes to drop it. */
export interface FilterChip {
  readonly key: string;
  /** `镇街：石城镇、古北口镇` */
  readonly text: string;
  /** The filter without it. */
  readonly without: CaseFilter;
}

/** A filter part by part, in words; the ends of a span of dates are one part. */
export function filterChips(
  filter: CaseFilter,
  townName: (code: string) => string,
  accountName?: (id: string) => string | undefined,
): readonly FilterChip[] {
  const fields = (Object.keys(filter) as Field[]).filter((field) => filter[field] !== undefined);
  const keys = [...new Set(fields.map(partOf))];
  return keys.map((key) => {
    const own = fields.filter((field) => partOf(field) === key);
    return { key, text: filterText(only(filter, own), '', townName, accountName), without: without(filter, own) };
  });
}

/** The filter with one value of a field added or taken away; a field without values filters nothing and is left out. */
export function toggled<F extends Field>(filter: CaseFilter, field: F, value: string): CaseFilter {
  const chosen = (filter[field] ?? []) as readonly string[];
  const values = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
  return values.length === 0 ? without(filter, [field]) : { ...filter, [field]: values };
}

/** The filter without some fields. */
export function without(filter: CaseFilter, fields: readonly Field[]): CaseFilter {
  return Object.fromEntries(Object.entries(filter).filter(([field]) => !fields.some((each) => each === field)));
}

function only(filter: CaseFilter, fields: readonly Field[]): CaseFilter {
  return Object.fromEntries(fields.map((field) => [field, filter[field]]));
}

function partOf(field: Field): string {
  return field.replace(/(From|To)$/u, '');
}
