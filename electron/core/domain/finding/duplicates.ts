import { daysBetween } from '../deadline/civil-date.ts';
import { DATUM_ERROR_METRES, type LonLat } from '../geo/datum.ts';
import { distanceMetres } from '../geo/distance.ts';
import { normaliseNumber } from '../numbering/record-number.ts';
import type { Problem } from './problem.ts';
import { CATEGORY_LABELS } from './taxonomy.ts';
import { textSimilarity } from './text-similarity.ts';

/** The fields of a problem that the duplicate finder looks at. */
export type ComparedProblem = Pick<
  Problem,
  | 'externalNumbers'
  | 'source'
  | 'category'
  | 'foundOn'
  | 'lon'
  | 'lat'
  | 'datum'
  | 'townCode'
  | 'river'
  | 'place'
  | 'description'
>;

/** A finding or case that is already kept. */
export interface KnownProblem {
  readonly id: string;
  readonly number: string;
  readonly problem: ComparedProblem;
  /** `comparedWords` of the problem, where many are compared with it. */
  readonly words?: string;
}

/** Settings of the finder. Metres are widened by the uncertainty of each datum; days count both ways. */
export interface DuplicateOptions {
  readonly radiusMetres: number;
  readonly days: number;
  /** Likeness 0…1 from which two texts without coordinates are taken for the same problem. */
  readonly textLikeness: number;
}

/** A pair that may be the same problem (疑似重复). A proposal: a person decides. */
export interface DuplicateCandidate {
  readonly id: string;
  readonly number: string;
  /** 0…1; 1 = same external number of the same source. */
  readonly score: number;
  /** Metres between the points, null when one has none. */
  readonly distance: number | null;
  /** Chinese, strongest first. */
  readonly reasons: readonly string[];
}

/** Defaults of the finder; `radiusMetres` 50 and the rest are configurable defaults (`domain.md` 6.4, no official figure). */
export const DUPLICATE_DEFAULTS: DuplicateOptions = { radiusMetres: 50, days: 180, textLikeness: 0.75 };

/**
 * Within this a closed case is offered as the original of a rebound (反弹): 100 m and two years, configurable defaults,
 * no official figure.
 */
export const REBOUND_DEFAULTS: DuplicateOptions = { radiusMetres: 100, days: 730, textLikeness: 0.75 };

/**
 * Score from which a row of an import is held back as 疑似重复 until a person decides; configurable default, no official
 * figure. With both points: near and worded alike, or at the very same place. Without: the likeness of words has decided.
 */
const HELD_BACK = { located: 0.7, byWords: 0.6 } as const;

/** Whether a candidate is near enough to hold a row of an import back; weaker ones are shown only when asked for. */
export function holdsBack({ score, distance }: Pick<DuplicateCandidate, 'score' | 'distance'>): boolean {
  return score >= (distance === null ? HELD_BACK.byWords : HELD_BACK.located);
}

const SAME_NUMBER = 1;
/** Numbers are unique with their source only (`domain.md` 6.5). */
const SAME_NUMBER_OTHER_SOURCE = 0.85;
const SAME_PLACE = 0.5;
const SAME_WORDS = 0.4;
const ROUNDING = 100;

/** How far apart two points may be recorded and still be one place, metres. */
export function searchRadius(
  a: ComparedProblem['datum'],
  b: ComparedProblem['datum'],
  options = DUPLICATE_DEFAULTS,
): number {
  return options.radiusMetres + DATUM_ERROR_METRES[a] + DATUM_ERROR_METRES[b];
}

/**
 * Finds kept problems that may be the same as a new one, best first: same external number; or same class, near in place
 * and time; or, where a point is missing, same class and town with nearly the same words. The caller narrows `known`
 * first (external number, or `boxAround` with the widest `searchRadius`).
 */
export function findDuplicateCandidates(
  fresh: ComparedProblem,
  known: readonly KnownProblem[],
  options: DuplicateOptions = DUPLICATE_DEFAULTS,
): readonly DuplicateCandidate[] {
  const words = comparedWords(fresh);
  return known
    .map((entry) => compare({ problem: fresh, words }, entry, options))
    .filter((candidate) => candidate !== null)
    .sort(
      (a, b) => b.score - a.score || (a.distance ?? Infinity) - (b.distance ?? Infinity) || compareText(a.id, b.id),
    );
}

interface Sign {
  readonly score: number;
  readonly reason: string;
}

/** A problem with its words, put together once. */
type Worded = Pick<KnownProblem, 'problem' | 'words'>;

function compare(fresh: Worded, entry: KnownProblem, options: DuplicateOptions): DuplicateCandidate | null {
  const metres = metresBetween(fresh.problem, entry.problem);
  const signs = [numberSign(fresh.problem, entry.problem), likenessSign(fresh, entry, metres, options)];
  const found = signs.filter((sign) => sign !== null).sort((a, b) => b.score - a.score);
  const [best] = found;
  if (!best) return null;
  return {
    id: entry.id,
    number: entry.number,
    score: best.score,
    distance: metres === null ? null : Math.round(metres),
    reasons: found.map((sign) => sign.reason),
  };
}

function numberSign(fresh: ComparedProblem, other: ComparedProblem): Sign | null {
  if (fresh.externalNumbers.length === 0 || other.externalNumbers.length === 0) return null;
  const known = new Set(other.externalNumbers.map(normaliseNumber));
  const shared = fresh.externalNumbers.find((number) => known.has(normaliseNumber(number)));
  if (shared === undefined) return null;
  if (fresh.source === other.source)
    return { score: SAME_NUMBER, reason: `外部编号相同：${shared}（来源同为${fresh.source}）` };
  const reason = `外部编号相同：${shared}（来源分别为${fresh.source}、${other.source}）`;
  return { score: SAME_NUMBER_OTHER_SOURCE, reason };
}

function likenessSign(one: Worded, another: Worded, metres: number | null, options: DuplicateOptions): Sign | null {
  const { problem: fresh } = one;
  const { problem: other } = another;
  const days = Math.abs(daysBetween(fresh.foundOn, other.foundOn));
  if (fresh.category !== other.category || days > options.days) return null;
  const radius = searchRadius(fresh.datum, other.datum, options);
  // What is cheap to tell first: a sheet of a hundred thousand rows asks for millions of pairs.
  if (metres === null ? !isOfOnePlace(fresh, other) : metres > radius) return null;
  const likeness = textSimilarity(one.words ?? comparedWords(fresh), another.words ?? comparedWords(other));
  const label = CATEGORY_LABELS[fresh.category];
  const percent = Math.round(likeness * ROUNDING);
  if (metres !== null) {
    const nearness = radius === 0 ? 1 : 1 - metres / radius;
    const widened = radius > options.radiusMetres ? `（因坐标系误差，范围放宽至 ${radius} 米）` : '';
    const reason = `同为${label}，相距 ${Math.round(metres)} 米${widened}，发现日期相隔 ${days} 天，描述相似 ${percent}%`;
    return { score: rounded(SAME_PLACE + 0.15 * nearness + 0.3 * likeness), reason };
  }
  if (likeness < options.textLikeness) return null;
  const reason = `同一镇街、同为${label}，发现日期相隔 ${days} 天，位置与描述相似 ${percent}%（缺少坐标，未比较距离）`;
  return { score: rounded(SAME_WORDS + 0.3 * likeness), reason };
}

/** By what is told without coordinates: the same town, and no other river. */
function isOfOnePlace(fresh: ComparedProblem, other: ComparedProblem): boolean {
  const sameTown = fresh.townCode !== null && fresh.townCode === other.townCode;
  const otherRiver = fresh.river !== null && other.river !== null && fresh.river !== other.river;
  return sameTown && !otherRiver;
}

function metresBetween(a: ComparedProblem, b: ComparedProblem): number | null {
  const from = pointOf(a);
  const to = pointOf(b);
  return from && to ? distanceMetres(from, to) : null;
}

function pointOf(problem: ComparedProblem): LonLat | null {
  return problem.lon === null || problem.lat === null ? null : { lon: problem.lon, lat: problem.lat };
}

/** What is compared as words: place and description. */
export function comparedWords(problem: ComparedProblem): string {
  return `${problem.place ?? ''} ${problem.description}`;
}

function rounded(score: number): number {
  return Math.round(score * ROUNDING) / ROUNDING;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
