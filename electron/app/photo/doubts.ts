import {
  type CheckedPhoto,
  type CheckedPlace,
  type Elsewhere,
  type PhotoDoubt,
  photoDoubts,
} from '#core/domain/photo/truth-checks.ts';
import type { Reader } from '#db/access.ts';
import { getCase } from '#db/repositories/cases.ts';
import { getFinding } from '#db/repositories/findings.ts';
import { photosBySha256 } from '#db/repositories/photos.ts';
import type { Looks } from './looks.ts';

/** A photo of a record, before or after it hangs there. */
export type DoubtedPhoto = Omit<CheckedPhoto, 'look'>;

/** What the doubts are told by: the database, the looks, and the records that count as one (a case and its findings). */
export interface DoubtSources {
  readonly reader: Reader;
  readonly looks: Looks;
  readonly own: ReadonlySet<string>;
}

/** Doubts (照片真实性提示) about a photo beside the others of its record. `look`: of a photo that is not kept yet. */
export function doubtsAbout(
  photo: DoubtedPhoto,
  beside: readonly DoubtedPhoto[],
  place: CheckedPlace,
  { reader, looks, own }: DoubtSources,
  look = looks.of(photo.sha256),
): readonly PhotoDoubt[] {
  const others = [photo.sha256, ...looks.alike(photo.sha256, look)];
  const elsewhere = others.flatMap((sha256) => {
    const seen = sha256 === photo.sha256 ? look : looks.of(sha256);
    return ownersOf(reader, sha256, own).map((number): Elsewhere => ({ sha256, look: seen, number }));
  });
  const checked = beside.map((other) => ({ ...other, look: looks.of(other.sha256) }));
  return photoDoubts({ ...photo, look }, checked, place, elsewhere);
}

/** Numbers of the records, other than the own ones, at which a picture hangs. */
function ownersOf(reader: Reader, sha256: string, own: ReadonlySet<string>): readonly string[] {
  return photosBySha256(reader, sha256).flatMap(({ ownerKind, ownerId }) => {
    if (own.has(ownerId)) return [];
    const record = ownerKind === 'finding' ? getFinding(reader, ownerId) : getCase(reader, ownerId);
    if (
      record === null ||
      record.state === 'withdrawn' ||
      ('caseId' in record && record.caseId !== null && own.has(record.caseId))
    )
      return [];
    return [record.number];
  });
}
