import type { PhotoRole } from '#core/domain/case/case-events.ts';
import type { Reader, Tx } from '../access.ts';

/** What is known of a photo (照片); the bytes are a file named by `sha256`. */
export interface StoredPhoto {
  readonly id: string;
  readonly ownerKind: 'finding' | 'case';
  readonly ownerId: string;
  readonly role: PhotoRole;
  readonly fileName: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** As the camera wrote it (EXIF), null when it wrote nothing. */
  readonly takenAt: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  /** Instant, ms UTC. */
  readonly addedAt: number;
}

const SELECT = `select id, owner_kind as ownerKind, owner_id as ownerId, role, file_name as fileName, sha256, size,
  taken_at as takenAt, lon, lat, added_at as addedAt from photo`;

/** Adds a photo. */
export function insertPhoto(tx: Tx, photo: StoredPhoto): void {
  tx.write(
    `insert into photo (id, owner_kind, owner_id, role, file_name, sha256, size, taken_at, lon, lat, added_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    photo.id,
    photo.ownerKind,
    photo.ownerId,
    photo.role,
    photo.fileName,
    photo.sha256,
    photo.size,
    photo.takenAt,
    photo.lon,
    photo.lat,
    photo.addedAt,
  );
}

/** One photo by key, null when there is none. */
export function getPhoto(reader: Reader, id: string): StoredPhoto | null {
  return reader.read<StoredPhoto>(`${SELECT} where id = ?`).get(id) ?? null;
}

/** Photos of a finding or a case in the order in which they were added. */
export function photosOf(reader: Reader, ownerKind: StoredPhoto['ownerKind'], ownerId: string): StoredPhoto[] {
  return reader
    .read<StoredPhoto>(`${SELECT} where owner_kind = ? and owner_id = ? order by added_at, id`)
    .all(ownerKind, ownerId);
}

/** SHA-256 of the first photo of some findings or cases, one taken before (整改前) before others; null when they have none. */
export function firstPhotoOf(
  reader: Reader,
  ownerKind: StoredPhoto['ownerKind'],
  ownerIds: readonly string[],
): string | null {
  const sql = `select sha256 from photo where owner_kind = ? and owner_id in (select value from json_each(?))
    order by role <> 'before', added_at, id limit 1`;
  return reader.readRaw<[string]>(sql).get(ownerKind, JSON.stringify(ownerIds))?.[0] ?? null;
}

/**
 * SHA-256 of the photos taken before and after (整改前 / 整改后) of a case and the findings it was filed from, or of findings
 * alone (`caseId` null), in the order in which they were added.
 */
export function photoHashesOf(
  reader: Reader,
  caseId: string | null,
  findingIds: readonly string[],
): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const sql = `select role, sha256 from photo where role in ('before', 'after') and owner_kind = ? and owner_id = ?
    order by added_at, id`;
  const statement = reader.readRaw<['before' | 'after', string]>(sql);
  const rows = [
    ...findingIds.flatMap((id) => statement.all('finding', id)),
    ...(caseId === null ? [] : statement.all('case', caseId)),
  ];
  const of = (role: string) => rows.filter((row) => row[0] === role).map((row) => row[1]);
  return { before: of('before'), after: of('after') };
}

/** Photos with the same bytes, wherever they hang. */
export function photosBySha256(reader: Reader, sha256: string): StoredPhoto[] {
  return reader.read<StoredPhoto>(`${SELECT} where sha256 = ? order by added_at, id`).all(sha256);
}

/** Bytes of a photo by its SHA-256; 0 where it is not known. */
export function photoSize(reader: Reader, sha256: string): number {
  return reader.readRaw<[number]>('select size from photo where sha256 = ? limit 1').get(sha256)?.[0] ?? 0;
}
