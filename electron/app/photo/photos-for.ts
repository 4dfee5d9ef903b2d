import type { PhotoDetails } from '#core/contract/views-case.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { distanceMetres } from '#core/domain/geo/distance.ts';
import type { Reader } from '#db/access.ts';
import { getFindings } from '#db/repositories/findings.ts';
import { photosOf, type StoredPhoto } from '#db/repositories/photos.ts';
import { caseAt } from '../case/read-case.ts';
import { findingAt } from '../finding/read-finding.ts';

interface Owner {
  readonly kind: 'finding' | 'case';
  readonly id: string;
}

/** Photos of a finding, or of a case and the findings it was filed from, those of the findings first. Refuses `NOT_FOUND`. */
export function photosFor(reader: Reader, owner: Owner): readonly PhotoDetails[] {
  if (owner.kind === 'finding') return ownPhotos(reader, 'finding', findingAt(reader, owner.id));
  const record = caseAt(reader, owner.id);
  const findings = getFindings(reader, record.findingIds);
  return [
    ...findings.flatMap((finding) => ownPhotos(reader, 'finding', finding)),
    ...ownPhotos(reader, 'case', record),
  ];
}

type Placed = Pick<Problem, 'lon' | 'lat'> & { readonly id: string; readonly number: string };

function ownPhotos(reader: Reader, kind: Owner['kind'], { id, number, lon, lat }: Placed): readonly PhotoDetails[] {
  return photosOf(reader, kind, id).map((photo) => ({
    ...factsOf(photo),
    distanceMetres: metresBetween({ lon, lat }, photo),
    owner: { kind, id, number },
  }));
}

function factsOf({ id, role, fileName, sha256, size, takenAt, lon, lat, addedAt }: StoredPhoto) {
  return { id, role, fileName, sha256, bytes: size, takenAt, lon, lat, addedAt };
}

/** WGS84 and CGCS2000 differ by centimetres, so the two are compared as they are. */
function metresBetween(a: Pick<Problem, 'lon' | 'lat'>, b: Pick<Problem, 'lon' | 'lat'>): number | null {
  if (a.lon === null || a.lat === null || b.lon === null || b.lat === null) return null;
  return Math.round(distanceMetres({ lon: a.lon, lat: a.lat }, { lon: b.lon, lat: b.lat }));
}
