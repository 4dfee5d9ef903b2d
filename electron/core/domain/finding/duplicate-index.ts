import { toDayNumber } from '../deadline/civil-date.ts';
import { boxAround, type GeoBox, isInBox } from '../geo/distance.ts';
import {
  type ComparedProblem,
  comparedWords,
  DUPLICATE_DEFAULTS,
  type DuplicateCandidate,
  type DuplicateOptions,
  findDuplicateCandidates,
  type KnownProblem,
  searchRadius,
} from './duplicates.ts';
import { normaliseNumber } from '../numbering/record-number.ts';
import { foldText } from '../spreadsheet/cell-text.ts';

/** Kept problems arranged so that the few which may be the same as a new one are found without looking at all of them. */
export interface DuplicateIndex {
  add(entry: KnownProblem): void;
  /** As `findDuplicateCandidates` over everything added, best first. */
  candidates(fresh: ComparedProblem): readonly DuplicateCandidate[];
}

/** Side of a cell, degrees: about 1 km, a little more than the widest search radius with one sure datum. */
const CELL = 0.01;
/** Without a point: this many records whose words have most in common are compared. */
const MOST_BY_WORDS = 20;
/**
 * Records looked at for the words they have in common, the rarest words first: common ones (影响行洪安全) are in every
 * record of the class and tell little.
 */
const LOOKS = 3000;

interface Bucket {
  readonly entries: KnownProblem[];
  /** Day of finding of each entry, as a number. */
  readonly days: number[];
  /** Positions in `entries` by pair of characters; built for as many entries as `indexed`. */
  readonly byPair: Map<number, number[]>;
  indexed: number;
  /** Scratch: pairs in common by position, all 0 between two searches. */
  common: Uint8Array;
}

/** An empty index. Memory: the entries, and pairs of characters of those buckets that were asked by words. */
export function createDuplicateIndex(options: DuplicateOptions = DUPLICATE_DEFAULTS): DuplicateIndex {
  const cells = new Map<string, KnownProblem[]>();
  const buckets = new Map<string, Bucket>();
  const byNumber = new Map<string, KnownProblem[]>();
  return {
    add(known) {
      const { problem } = known;
      const entry = { ...known, words: comparedWords(problem) };
      for (const number of problem.externalNumbers) push(byNumber, normaliseNumber(number), entry);
      const point = pointOf(problem);
      if (point !== null) push(cells, cellKey(point.lon, point.lat), entry);
      const key = bucketKey(problem, point !== null);
      if (key !== null) {
        const bucket = bucketAt(buckets, key);
        bucket.entries.push(entry);
        bucket.days.push(toDayNumber(problem.foundOn));
      }
    },
    candidates(fresh) {
      const found = new Set<KnownProblem>();
      for (const number of fresh.externalNumbers)
        for (const entry of byNumber.get(normaliseNumber(number)) ?? []) found.add(entry);
      const point = pointOf(fresh);
      if (point !== null) for (const entry of near(cells, fresh, point, options)) found.add(entry);
      // Words count where one of the two has no point.
      for (const located of point === null ? [true, false] : [false]) {
        const key = bucketKey(fresh, located);
        const bucket = key === null ? undefined : buckets.get(key);
        if (bucket !== undefined) for (const entry of alike(bucket, fresh, options)) found.add(entry);
      }
      return findDuplicateCandidates(fresh, [...found], options);
    },
  };
}

function* near(
  cells: ReadonlyMap<string, readonly KnownProblem[]>,
  fresh: ComparedProblem,
  point: { readonly lon: number; readonly lat: number },
  options: DuplicateOptions,
): Generator<KnownProblem> {
  const box = boxAround(point, searchRadius(fresh.datum, 'unknown', options));
  const boxes = new Map<string, GeoBox>();
  for (let x = Math.floor(box.west / CELL); x <= Math.floor(box.east / CELL); x += 1) {
    for (let y = Math.floor(box.south / CELL); y <= Math.floor(box.north / CELL); y += 1) {
      for (const entry of cells.get(`${x},${y}`) ?? []) {
        const { lon, lat, category, datum } = entry.problem;
        if (category !== fresh.category || lon === null || lat === null) continue;
        const inner = boxes.get(datum) ?? boxAround(point, searchRadius(fresh.datum, datum, options));
        boxes.set(datum, inner);
        if (isInBox({ lon, lat }, inner)) yield entry;
      }
    }
  }
}

/** The records of a bucket that share most pairs of characters with a problem, of its time and, where both name one, its river. */
function alike(bucket: Bucket, fresh: ComparedProblem, options: DuplicateOptions): readonly KnownProblem[] {
  index(bucket);
  const { entries, days, common } = bucket;
  const day = toDayNumber(fresh.foundOn);
  const lists = pairsOf(comparedWords(fresh)).flatMap((pair) => [bucket.byPair.get(pair) ?? []]);
  const touched: number[] = [];
  let looks = 0;
  for (const positions of lists.sort((a, b) => a.length - b.length)) {
    looks += positions.length;
    if (looks > LOOKS && touched.length > 0) break;
    for (const position of positions) {
      const known = common[position] ?? 0;
      if (known === 0) touched.push(position);
      if (known < 255) common[position] = known + 1;
    }
  }
  const likely = touched.filter((position) => {
    if (Math.abs((days[position] ?? 0) - day) > options.days) common[position] = 0;
    else if (!isOfRiver(entries[position]?.problem.river ?? null, fresh.river)) common[position] = 0;
    return common[position] !== 0;
  });
  const best = mostInCommon(likely, common);
  for (const position of likely) common[position] = 0;
  return best.flatMap((position) => entries[position] ?? []);
}

/** The positions with the highest counts, `MOST_BY_WORDS` at most; of those with the least of them the first. */
function mostInCommon(positions: readonly number[], counts: Uint8Array): readonly number[] {
  if (positions.length <= MOST_BY_WORDS) return positions;
  const sizes = new Uint32Array(256);
  for (const position of positions) sizes[counts[position] ?? 0] = (sizes[counts[position] ?? 0] ?? 0) + 1;
  let least = 255;
  let room = MOST_BY_WORDS;
  while (least > 0 && (sizes[least] ?? 0) <= room) {
    room -= sizes[least] ?? 0;
    least -= 1;
  }
  return positions.filter((position) => {
    const count = counts[position] ?? 0;
    if (count !== least) return count > least;
    room -= 1;
    return room >= 0;
  });
}

function isOfRiver(river: string | null, fresh: string | null): boolean {
  return river === null || fresh === null || river === fresh;
}

/** Brings the pairs of a bucket up to its entries. */
function index(bucket: Bucket): void {
  for (; bucket.indexed < bucket.entries.length; bucket.indexed += 1) {
    const entry = bucket.entries[bucket.indexed];
    if (entry !== undefined)
      for (const pair of pairsOf(entry.words ?? comparedWords(entry.problem)))
        push(bucket.byPair, pair, bucket.indexed);
  }
  if (bucket.common.length < bucket.entries.length) bucket.common = new Uint8Array(bucket.entries.length * 2);
}

const MARKS = /[\p{P}\p{S}\s]/gu;

/** Pairs of neighbouring characters, each once, as numbers. */
function pairsOf(text: string): readonly number[] {
  const chars = foldText(text).replace(MARKS, '');
  const pairs = new Set<number>();
  for (let at = 1; at < chars.length; at += 1) pairs.add(chars.charCodeAt(at - 1) * 0x10000 + chars.charCodeAt(at));
  return [...pairs];
}

function pointOf({ lon, lat }: ComparedProblem) {
  return lon === null || lat === null ? null : { lon, lat };
}

/** Without a town nothing is compared by words. */
function bucketKey({ category, townCode }: ComparedProblem, located: boolean): string | null {
  return townCode === null ? null : `${category}|${townCode}|${located}`;
}

function bucketAt(buckets: Map<string, Bucket>, key: string): Bucket {
  const known = buckets.get(key);
  if (known !== undefined) return known;
  const made: Bucket = {
    entries: [],
    days: [],
    byPair: new Map(),
    indexed: 0,
    common: new Uint8Array(0),
  };
  buckets.set(key, made);
  return made;
}

function cellKey(lon: number, lat: number): string {
  return `${Math.floor(lon / CELL)},${Math.floor(lat / CELL)}`;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
