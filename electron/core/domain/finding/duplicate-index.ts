import { boxAround, type GeoBox, isInBox } from '../geo/distance.ts';
import {
  type ComparedProblem,
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
const MOST_BY_WORDS = 60;
/** Pairs of characters that more records than this have tell nothing. */
const COMMON_PAIR = 4000;

interface Bucket {
  readonly entries: KnownProblem[];
  /** Positions in `entries` by pair of characters; built for as many entries as `indexed`. */
  readonly byPair: Map<string, number[]>;
  indexed: number;
}

/** An empty index. Memory: the entries, and pairs of characters of those buckets that were asked by words. */
export function createDuplicateIndex(options: DuplicateOptions = DUPLICATE_DEFAULTS): DuplicateIndex {
  const cells = new Map<string, KnownProblem[]>();
  const buckets = new Map<string, Bucket>();
  const byNumber = new Map<string, KnownProblem[]>();
  return {
    add(entry) {
      const { problem } = entry;
      for (const number of problem.externalNumbers) push(byNumber, normaliseNumber(number), entry);
      const point = pointOf(problem);
      if (point !== null) push(cells, cellKey(point.lon, point.lat), entry);
      const key = bucketKey(problem, point !== null);
      if (key !== null) bucketAt(buckets, key).entries.push(entry);
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
        if (bucket !== undefined) for (const entry of alike(bucket, wordsOf(fresh))) found.add(entry);
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

/** The records of a bucket that share most pairs of characters with a text. */
function alike(bucket: Bucket, text: string): readonly KnownProblem[] {
  for (; bucket.indexed < bucket.entries.length; bucket.indexed += 1) {
    const entry = bucket.entries[bucket.indexed];
    if (entry !== undefined)
      for (const pair of pairsOf(wordsOf(entry.problem))) push(bucket.byPair, pair, bucket.indexed);
  }
  const shared = new Map<number, number>();
  for (const pair of pairsOf(text)) {
    const positions = bucket.byPair.get(pair);
    if (positions === undefined || positions.length > COMMON_PAIR) continue;
    for (const position of positions) shared.set(position, (shared.get(position) ?? 0) + 1);
  }
  return [...shared]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_BY_WORDS)
    .flatMap(([position]) => bucket.entries[position] ?? []);
}

function wordsOf(problem: ComparedProblem): string {
  return `${problem.place ?? ''} ${problem.description}`;
}

function pairsOf(text: string): ReadonlySet<string> {
  const chars = [...foldText(text).replace(/[\p{P}\p{S}]/gu, '')];
  return new Set(chars.slice(1).map((char, index) => `${chars[index]}${char}`));
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
  const made: Bucket = { entries: [], byPair: new Map(), indexed: 0 };
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
