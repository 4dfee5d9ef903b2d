import type { DocumentKind } from './document-kinds.ts';
import {
  type DocumentField,
  type FieldSpec,
  fillerOf,
  type FieldValues,
  missingFields,
  valuesOf,
} from './document-fields.ts';
import type { DocumentModel } from './document-model.ts';
import type { DocumentOffice, DocumentSource } from './document-source.ts';
import { assignment } from './kinds/assignment.ts';
import { closure } from './kinds/closure.ts';
import { extension } from './kinds/extension.ts';
import type { KindOfDocument } from './kinds/letter.ts';
import { notice } from './kinds/notice.ts';
import { review } from './kinds/review.ts';
import { supervision } from './kinds/supervision.ts';
import { working } from './kinds/working.ts';

const KINDS: Readonly<Record<DocumentKind, KindOfDocument>> = {
  assignment,
  supervision,
  extension,
  review,
  closure,
  notice,
  working,
};

/** A document with everything that is still missing from it, in words a person can act on. */
export interface ComposedDocument {
  readonly fields: readonly DocumentField[];
  /** The fields' values, those typed in place of those prefilled. */
  readonly values: FieldValues;
  readonly model: DocumentModel;
  readonly missing: readonly string[];
}

/** The fields of a kind, whatever the case. */
export function documentFields(kind: DocumentKind): readonly FieldSpec[] {
  return KINDS[kind].fields;
}

/**
 * Composes a document of a case (or of several, where the kind allows it: the fields then come from the first). Nothing is
 * refused: what is missing stands in it as `【待填：…】` and is listed.
 */
export function composeDocument(
  kind: DocumentKind,
  sources: readonly [DocumentSource, ...DocumentSource[]],
  office: DocumentOffice,
  typed: FieldValues = {},
): ComposedDocument {
  const { fields: specs, prefill, compose, missing } = KINDS[kind];
  const known = prefill(sources[0], office);
  const fields = specs.map((spec) => ({ ...spec, value: known[spec.name] ?? '' }));
  const values = valuesOf(fields, typed);
  return {
    fields,
    values,
    model: compose(fillerOf(fields, values), office, sources),
    missing: [...missingFields(fields, values), ...(missing?.(sources) ?? [])],
  };
}
