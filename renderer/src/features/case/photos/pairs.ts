import type { PhotoDetails } from '#core/contract/views-case.ts';

/** A photo from before beside one from after (整改前 | 整改后); null where there is none yet. */
export interface PhotoPair {
  readonly before: PhotoDetails | null;
  readonly after: PhotoDetails | null;
}

/** Photos of a case as the page shows them. */
export interface SortedPhotos {
  readonly pairs: readonly PhotoPair[];
  /** 整改中, 复核, 其他 */
  readonly others: readonly PhotoDetails[];
}

/**
 * Puts photos in pairs, the latest first: each from after beside the one from before that was taken nearest to it, where
 * both know where they were taken, else beside the one of its turn; a later round stands beside the same one from before.
 * Nothing is left out.
 */
export function sortPhotos(photos: readonly PhotoDetails[]): SortedPhotos {
  const before = photos.filter(({ role }) => role === 'before');
  const after = photos.filter(({ role }) => role === 'after');
  const pairs = after.map((photo, turn) => ({
    before: nearest(photo, before) ?? before[Math.min(turn, before.length - 1)] ?? null,
    after: photo,
  }));
  const alone = before
    .filter((photo) => pairs.every((pair) => pair.before?.id !== photo.id))
    .map((photo) => ({ before: photo, after: null }));
  const all: PhotoPair[] = [...pairs.reverse(), ...alone];
  return {
    pairs: all.length === 0 ? [{ before: null, after: null }] : all,
    others: photos.filter(({ role }) => role !== 'before' && role !== 'after'),
  };
}

/** Degrees; about 55 m: farther apart they show different things. */
const NEAR = 0.0005;

function nearest(photo: PhotoDetails, among: readonly PhotoDetails[]): PhotoDetails | undefined {
  const near = among
    .map((other) => ({ other, apart: apart(photo, other) }))
    .filter(({ apart: distance }) => distance !== null && distance <= NEAR)
    .sort((a, b) => (a.apart ?? 0) - (b.apart ?? 0));
  return near[0]?.other;
}

function apart(a: PhotoDetails, b: PhotoDetails): number | null {
  if (a.lon === null || a.lat === null || b.lon === null || b.lat === null) return null;
  return Math.hypot(a.lon - b.lon, a.lat - b.lat);
}

/** What is known of a photo, in words: time by the camera, distance from the place of the case. */
export function photoFacts({ takenAt, distanceMetres, lon, fileName, owner }: PhotoDetails): readonly string[] {
  return [
    takenAt === null ? '无拍摄时间' : `拍摄 ${takenAt.slice(0, 16).replace('T', ' ')}（相机时间）`,
    distanceMetres !== null
      ? `距案件位置 ${metres(distanceMetres)}`
      : lon === null
        ? '无定位'
        : '案件未填坐标，不能比较距离',
    fileName,
    ...(owner.kind === 'finding' ? [`来自线索 ${owner.number}`] : []),
  ];
}

function metres(distance: number): string {
  return distance < 1000 ? `${distance} 米` : `${(distance / 1000).toFixed(1)} 千米`;
}
