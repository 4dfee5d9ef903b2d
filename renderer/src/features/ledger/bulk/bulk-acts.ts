import type { BulkAction } from '#core/contract/views-ledger.ts';
import {
  type ActType,
  type FieldSpec,
  FORMS,
  type FormContext,
  formOf,
  type FormValues,
} from '../../case/actions/forms.ts';

/** Kinds of field whose choices belong to one case; an act that asks for one is done on the case's own page. */
const OF_ONE_CASE: ReadonlySet<FieldSpec['kind']> = new Set(['objection', 'caseField', 'caseValue', 'effects']);
/** Kinds of field that begin alike for all cases. */
const SHARED_START: ReadonlySet<FieldSpec['kind']> = new Set(['date', 'choice']);

/** An action that can be done on many cases with one form. */
export type BulkChoice = BulkAction & { readonly type: ActType };

/** The actions of a selection that one form can state for all; most cases first. `context`: any one of the cases. */
export function bulkChoices(actions: readonly BulkAction[], context: FormContext): readonly BulkChoice[] {
  return actions
    .filter((action): action is BulkChoice => Object.hasOwn(FORMS, action.type))
    .filter(
      ({ type }) => !bulkFields(type, context).some(({ kind, optional }) => OF_ONE_CASE.has(kind) && optional !== true),
    )
    .toSorted((one, other) => other.allowed - one.allowed);
}

/** The fields of an act's form that mean the same for every case. */
export function bulkFields(type: ActType, context: FormContext): readonly FieldSpec[] {
  return formOf(type).fields(context);
}

/** What a form begins with: dates and choices; what one case holds says nothing of the others. */
export function bulkStart(type: ActType, context: FormContext): FormValues {
  const start: FormValues = formOf(type).start?.(context) ?? {};
  const kept = bulkFields(type, context)
    .filter(({ kind }) => SHARED_START.has(kind))
    .map(({ name }) => [name, start[name]]);
  return { on: context.today, ...Object.fromEntries(kept) };
}
