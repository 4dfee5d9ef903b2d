import type { PhotoRole } from '../case/case-events.ts';
import { daysBetween } from '../deadline/civil-date.ts';
import type { Problem } from '../finding/problem.ts';
import { DATUM_ERROR_METRES } from '../geo/datum.ts';
import { distanceMetres } from '../geo/distance.ts';
import { normaliseNumber } from '../numbering/record-number.ts';

/** A finding that a photo may belong to. */
export type PhotoTarget = Pick<Problem, 'foundOn' | 'lon' | 'lat' | 'datum'> & {
  readonly id: string;
  /** 线索编号 */
  readonly number: string;
};

/** A photo of a folder or zip. `path`: with its folders, `/` between them. */
export interface LoosePhoto {
  readonly path: string;
  readonly takenAt: string | null;
  /** WGS84. */
  readonly lon: number | null;
  readonly lat: number | null;
}

/** Where findings are looked up; each answer is short. */
export interface PhotoTargets {
  /** By 线索编号 or 外部编号, folded by `normaliseNumber`. */
  readonly byNumber: (number: string) => readonly PhotoTarget[];
  /** By row of the sheet that the batch came from; null without a batch. */
  readonly byRow: ((row: number) => PhotoTarget | null) | null;
  /** By place among the findings of the batch in sheet order, from 1 (序号); null without a batch. */
  readonly bySequence: ((sequence: number) => PhotoTarget | null) | null;
  /** Findings within so many metres. */
  readonly near: (point: { readonly lon: number; readonly lat: number }, metres: number) => readonly PhotoTarget[];
}

/** What was found for a photo: one finding, several that are equally good, or none. */
export interface PhotoMatch {
  readonly target: PhotoTarget | null;
  readonly candidates: readonly PhotoTarget[];
  readonly role: PhotoRole;
  /** Chinese: why this one, or why none. */
  readonly reason: string;
}

/** How far a photo may be taken from a problem, metres, and days from its discovery; configurable defaults, no official figure. */
const PHOTO_NEARNESS = { metres: 100, days: 7 } as const;
/** The widest search: with the error of a point whose coordinate system is not known. */
const WIDEST_METRES = PHOTO_NEARNESS.metres + Math.max(...Object.values(DATUM_ERROR_METRES));
/** A second finding so much farther away than the first does not make it doubtful, metres. */
const CLEARLY_NEARER = 30;

/** Finds the finding of a photo: by a number in its name or folder, else by row or 序号, else by place and time. */
export function matchPhoto(photo: LoosePhoto, targets: PhotoTargets): PhotoMatch {
  const role = roleInName(photo.path);
  for (const number of numbersIn(photo.path)) {
    const found = distinct(targets.byNumber(number));
    if (found.length === 1) return { target: found[0] ?? null, candidates: [], role, reason: `名称中的编号 ${number}` };
    if (found.length > 1)
      return { target: null, candidates: found, role, reason: `编号 ${number} 有 ${found.length} 条线索，请指定` };
  }
  const counted = byCount(photo.path, targets);
  return counted === null ? byPlace(photo, targets, role) : { ...counted, role };
}

/**
 * Numbers that a name may hold, longest first: pieces between blanks, brackets, underscores and Chinese words, each also
 * without what follows its last dash (`GD-1-2` is the second photo of `GD-1`). The file's own name comes before its folders'.
 */
export function numbersIn(path: string): readonly string[] {
  const numbers: string[] = [];
  for (const part of path
    .replace(/\.[^./]*$/u, '')
    .split('/')
    .reverse()) {
    const folded = normaliseNumber(part);
    const pieces = [folded, ...folded.split(/[^A-Z0-9-]+/u)].toSorted((a, b) => b.length - a.length);
    for (const piece of pieces) {
      for (
        let rest = piece.replace(/^-+|-+$/gu, '');
        rest !== '';
        rest = rest.slice(0, Math.max(0, rest.lastIndexOf('-')))
      )
        // A bare short number is a row or a 序号; see `byCount`.
        if (!/^\d{1,5}$/u.test(rest)) numbers.push(rest);
    }
  }
  return [...new Set(numbers)];
}

/** 整改后 or 整改前 in a name or folder; a photo that says nothing shows the problem as it was found. */
export function roleInName(path: string): PhotoRole {
  for (const part of path.split('/').reverse()) {
    if (/复核|验收/u.test(part)) return 'review';
    if (/整改中|治理中|清理中|施工中/u.test(part)) return 'during';
    if (/后|after/iu.test(part)) return 'after';
    if (/前|before/iu.test(part)) return 'before';
  }
  return 'before';
}

/** `第5行`, `row5`, `5`, `05-1`, `5(2)`, `序号5`: a count of the sheet, never a camera's own (`DJI_0005`, `IMG_0005`). */
function byCount(path: string, { byRow, bySequence }: PhotoTargets): Omit<PhotoMatch, 'role'> | null {
  if (byRow === null || bySequence === null) return null;
  for (const part of path
    .replace(/\.[^./]*$/u, '')
    .split('/')
    .reverse()) {
    const name = part.normalize('NFKC').trim();
    const [, ofRow, rowOf] = /第\s*(\d{1,7})\s*行|(?:行号?|row)\s*(\d{1,7})/iu.exec(name) ?? [];
    const row = Number(ofRow ?? rowOf ?? 0);
    if (row > 0) {
      const target = byRow(row);
      return target === null
        ? { target, candidates: [], reason: `表中第 ${row} 行不是本批次的线索` }
        : { target, candidates: [], reason: `表中第 ${row} 行` };
    }
    const count = Number(
      /^(?:序号|编号|第|no\.?)?\s*0*(\d{1,5})(?:号|条|处|件)?(?:$|[\s._、(-]|\p{Script=Han})/iu.exec(name)?.[1] ?? 0,
    );
    const target = count > 0 ? bySequence(count) : null;
    if (target !== null) return { target, candidates: [], reason: `本批次第 ${count} 条（按序号）` };
  }
  return null;
}

function byPlace({ takenAt, lon, lat }: LoosePhoto, targets: PhotoTargets, role: PhotoRole): PhotoMatch {
  const none = (reason: string) => ({ target: null, candidates: [], role, reason });
  if (lon === null || lat === null) return none('名称中没有编号，照片也没有定位');
  const point = { lon, lat };
  const near = distinct(targets.near(point, WIDEST_METRES))
    .map((target) => ({ target, metres: metresTo(point, target) }))
    .filter(({ target, metres }) => metres <= PHOTO_NEARNESS.metres + DATUM_ERROR_METRES[target.datum])
    .toSorted((a, b) => a.metres - b.metres);
  if (near.length === 0) return none(`拍摄地点 ${PHOTO_NEARNESS.metres} 米内没有线索（坐标误差已计入）`);
  const timely = near.filter(({ target }) => role !== 'before' || isTimely(takenAt, target.foundOn));
  const found = timely.length > 0 ? timely : near;
  const [best, second] = found;
  if (best === undefined) return none('附近没有线索');
  if (second !== undefined && second.metres - best.metres < CLEARLY_NEARER) {
    const candidates = found.slice(0, 5).map(({ target }) => target);
    return { target: null, candidates, role, reason: `拍摄地点附近有 ${found.length} 条线索，请指定` };
  }
  const days = timely.length > 0 || takenAt === null ? '' : `，但拍摄日期与发现日期相差 ${PHOTO_NEARNESS.days} 天以上`;
  return { target: best.target, candidates: [], role, reason: `拍摄地点相距 ${Math.round(best.metres)} 米${days}` };
}

function isTimely(takenAt: string | null, foundOn: string): boolean {
  return takenAt === null || Math.abs(daysBetween(takenAt.slice(0, 10), foundOn)) <= PHOTO_NEARNESS.days;
}

function metresTo(point: { readonly lon: number; readonly lat: number }, { lon, lat }: PhotoTarget): number {
  return lon === null || lat === null ? Number.POSITIVE_INFINITY : distanceMetres(point, { lon, lat });
}

function distinct(targets: readonly PhotoTarget[]): readonly PhotoTarget[] {
  return [...new Map(targets.map((target) => [target.id, target])).values()];
}
