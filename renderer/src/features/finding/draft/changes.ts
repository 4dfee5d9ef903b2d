import type { InputOf } from '#core/contract/routes.ts';
import type { DraftField, FindingDraft } from './finding-draft.ts';
import type { ProblemInput } from './read-draft.ts';

/** Changed fields as the route takes them. */
export type DetailChanges = InputOf<'finding.editDetails'>['changes'];

/** Fields of the problem that a typed field is read into; a field of the same name where it is not named here. */
const READ_INTO: Readonly<Partial<Record<DraftField, readonly (keyof DetailChanges)[]>>> = {
  town: ['town', 'townCode', 'village'],
  coordinates: ['lon', 'lat', 'datum', 'rawCoordinates', 'outsideDistrict'],
  datum: ['lon', 'lat', 'datum', 'rawCoordinates', 'outsideDistrict'],
  problemClass: ['category', 'item'],
};

/**
 * What was changed in a form, by the typed fields: a field that nobody touched is not read again, so that what an import
 * wrote in another way stays. Null when nothing was changed, or the class is not told.
 */
export function changesOf(
  before: FindingDraft,
  after: FindingDraft,
  problem: ProblemInput | null,
): DetailChanges | null {
  if (problem === null) return null;
  const touched = (Object.keys(after) as DraftField[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  const fields = touched.flatMap((field) => READ_INTO[field] ?? [field as keyof DetailChanges]);
  if (fields.length === 0) return null;
  return Object.fromEntries(fields.map((field) => [field, Reflect.get(problem, field)]));
}
