import type { PhotoDetails } from '#core/contract/views-case.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { distanceMetres } from '#core/domain/geo/distance.ts';
import type { Reader } from '#db/access.ts';
import { getFindings } from '#db/repositories/findings.ts';
import { photosOf, type StoredPhoto } from '#db/repositories/photos.ts';
import { caseAt } from '../case/read-case.ts';
import { findingAt } from '../finding/read-finding.ts';
import { doubtsAbout } from './doubts.ts';
import type { Looks } from './looks.ts';

interface Owner {
  readonly kind: 'finding' | 'case';
  readonly id: string;
}

/** Photos of a finding, or of a case and the findings it was filed from, those of the findings first. Refuses `NOT_FOUND`. */
export function photosFor(reader: Reader, owner: Owner, looks: Looks): readonly PhotoDetails[] {
  const records = recordsOf(reader, owner);
  const hung = records.flatMap(({ kind, record }) =>
    photosOf(reader, kind, record.id).map((photo) => ({ kind, record, photo })),
  );
  const own = new Set(records.map(({ record }) => record.id));
  return hung.map(({ kind, record, photo }) => ({
    ...factsOf(photo),
    distanceMetres: metresBetween(record, photo),
    doubts: doubtsAbout(
      photo,
      hung.flatMap((other) => (other.photo.id === photo.id ? [] : [other.photo])),
      record,
      { reader, looks, own },
    ),
    owner: { kind, id: record.id, number: record.number },
  }));
}

type Placed = Pick<Problem, 'lon' | 'lat' | 'datum'> & { readonly id: string; readonly number: string };

function recordsOf(reader: Reader, owner: Owner): readonly { readonly kind: Owner['kind']; readonly record: Placed }[] {
  if (owner.kind === 'finding') return [{ kind: 'finding', record: findingAt(reader, owner.id) }];
  const record = caseAt(reader, owner.id);
  const findings = getFindings(reader, record.findingIds).map((finding) => ({
    kind: 'finding' as const,
    record: finding,
  }));
  return [...findings, { kind: 'case', record }];
}

function factsOf({ id, role, fileName, sha256, size, takenAt, lon, lat, addedAt }: StoredPhoto) {
  return { id, role, fileName, sha256, bytes: size, takenAt, lon, lat, addedAt };
}

/** WGS84 and CGCS2000 differ by centimetres, so the two are compared as they are. */
function metresBetween(a: Pick<Problem, 'lon' | 'lat'>, b: Pick<Problem, 'lon' | 'lat'>): number | null {
  if (a.lon === null || a.lat === null || b.lon === null || b.lat === null) return null;
  return Math.round(distanceMetres({ lon: a.lon, lat: a.lat }, { lon: b.lon, lat: b.lat }));
}
