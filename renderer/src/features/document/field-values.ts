import type { DocumentField } from '#core/domain/document/document-fields.ts';

/** Values typed in place of the prefilled ones. */
export type Typed = Readonly<Record<string, string>>;

/** What a field shows: what was typed, else what the case says. */
export function shownValue(field: DocumentField, typed: Typed): string {
  return typed[field.name] ?? field.value;
}

/** The typed values after a change; typing what the case says anyway is no change. */
export function withTyped(typed: Typed, field: DocumentField, value: string): Typed {
  const { [field.name]: _before, ...rest } = typed;
  return value === field.value ? rest : { ...rest, [field.name]: value };
}

/** Fields that mean the same for every case of a batch: who signs, when, whom to ask. The number counts on by itself. */
const COMMON = new Set([
  'number',
  'signatory',
  'date',
  'contact',
  'phone',
  'copies',
  'title',
  'replyOn',
  'signer',
  'requirement',
  'startedOn',
  'endsOn',
  'acceptedBy',
  'how',
  'opening',
  'maker',
]);
/** Of these, what a letter says of its own case. */
const OF_ONE_CASE: Readonly<Record<string, ReadonlySet<string>>> = {
  assignment: new Set(['opening', 'requirement', 'signatory']),
  supervision: new Set(['opening']),
  extension: new Set(['opening', 'signatory', 'contact', 'phone']),
  review: new Set(['opening']),
  closure: new Set(['signatory']),
};

/** Fields of a kind that one form may state for many cases. */
export function commonFields(kind: string, fields: readonly DocumentField[]): readonly DocumentField[] {
  return fields.filter(({ name }) => COMMON.has(name) && OF_ONE_CASE[kind]?.has(name) !== true);
}
