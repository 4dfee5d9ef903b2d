import type { PhotoPlanView } from '#core/contract/views-photo.ts';
import type { PhotoRole } from '#core/domain/case/case-events.ts';

/** What a person decided about one photo of a plan. */
export interface PhotoChoice {
  readonly ticked: boolean;
  /** Null: not decided. */
  readonly findingId: string | null;
  readonly role: PhotoRole;
}

/** Choices by the photo's key. */
export type PhotoChoices = ReadonlyMap<string, PhotoChoice>;

/** As the plan proposes: what has one finding is ticked, what hangs there already is not. */
export function proposedChoices({ photos }: PhotoPlanView): PhotoChoices {
  return new Map(
    photos.map(({ key, target, role, known }) => [
      key,
      { ticked: target !== null && !known, findingId: target?.id ?? null, role },
    ]),
  );
}

/** Choices with one changed; a photo that gets its finding is ticked with it. */
export function changedChoice(choices: PhotoChoices, key: string, change: Partial<PhotoChoice>): PhotoChoices {
  const before = choices.get(key);
  if (before === undefined) return choices;
  const ticked = change.findingId !== undefined && change.findingId !== null ? { ticked: true } : {};
  return new Map(choices).set(key, { ...before, ...ticked, ...change });
}

/** What is sent when the person confirms. */
export function confirmedPhotos(choices: PhotoChoices) {
  return [...choices].flatMap(([photo, { ticked, findingId, role }]) =>
    ticked && findingId !== null ? [{ photo, findingId, role }] : [],
  );
}
