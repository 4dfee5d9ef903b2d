import { profileOf, type ReportProfile } from './report-profile.ts';
import { REPORT_MATTERS } from './report-words.ts';

/** What a difference in these leaves of the likeness: another bank, another chainage, another number of a bridge. */
const KEEPS = { side: 0.6, number: 0.5, village: 0.6, distance: 0.75, amount: 0.85, object: 0.75 } as const;
/** Chainages nearer than this may be one place, metres. */
const NEAR_CHAINAGE = 150;
/** Amounts of one problem are estimates; distances to a landmark differ less. */
const FACTOR = { amount: 3, distance: 2 } as const;
/** Share of the place in the likeness; the rest is what lies there. */
const PLACE = 0.7;
/** Two reports of which one names no place cannot be told to be the same, unless they are worded alike. */
const WITHOUT_PLACE = 0.6;
/** Weight of names of places below which they tell little, e.g. one pair of characters. */
const LITTLE = 2;

/** Share of the descriptions' unknown words in the likeness of the place. */
const OTHER_WORDS = 0.25;

/** Texts whose parts are kept: one report is compared with many. */
const MOST_KEPT = 20_000;
const kept = new Map<string, ReportProfile>();

/**
 * Likeness of two reports (place and description), 0…1, 1 for equal ones: how much of the names of places and of what lies
 * there they share, in whatever words, less what excludes it (左岸 and 右岸, K12+300 and K15+800, 三号 and 一号). Needs no
 * list of names: what is left of a Chinese text without the usual words mostly is the place. Symmetric; blanks, punctuation,
 * full-width forms and 繁体 do not count. Blank texts are unlike. Measured: `test/unit/duplicates/reworded-pairs.ts`.
 */
export function textSimilarity(a: string, b: string): number {
  const left = keptProfile(a);
  const right = keptProfile(b);
  if (left.plain === '' || right.plain === '') return 0;
  if (left.plain === right.plain) return 1;
  return likeness(left, right) * conflicts(left, right);
}

function likeness(a: ReportProfile, b: ReportProfile): number {
  const matter = sharedMatter(a.matter, b.matter);
  const chainage = isNearChainage(a, b);
  const weight = Math.min(weightOf(a.place), weightOf(b.place));
  if (!chainage && weight === 0) return WITHOUT_PLACE * matter;
  const place = chainage ? 1 : placeLikeness(a, b);
  const told = chainage ? 1 : Math.min(1, weight / LITTLE);
  if (a.matter.length === 0 || b.matter.length === 0) return place * told;
  return (PLACE * place + (1 - PLACE) * matter) * (WITHOUT_PLACE + (1 - WITHOUT_PLACE) * told);
}

function isNearChainage(a: ReportProfile, b: ReportProfile): boolean {
  const [left, right] = [a.numbers.get('K'), b.numbers.get('K')];
  return left !== undefined && right !== undefined && Math.abs(left - right) <= NEAR_CHAINAGE;
}

/** Weight of one key of a place: a character that stands alone tells half of what a pair does. */
function keyWeight(key: number): number {
  return key < 0x10000 ? 0.5 : 1;
}

function weightOf(place: readonly number[]): number {
  let sum = 0;
  for (const key of place) sum += keyWeight(key);
  return sum;
}

/**
 * Places by themselves where both stand apart; else with everything, for a hotline slip names the place in its one sentence.
 * The descriptions' other words count a little: the same thing is worded in many ways.
 */
function placeLikeness(a: ReportProfile, b: ReportProfile): number {
  const all = sharedPlace(a.all, b.all);
  if (a.rest.length === 0 || b.rest.length === 0) return all;
  return Math.max(all, (1 - OTHER_WORDS) * sharedPlace(a.place, b.place) + OTHER_WORDS * sharedPlace(a.rest, b.rest));
}

function sharedPlace(a: readonly number[], b: readonly number[]): number {
  let common = 0;
  for (let left = 0, right = 0; left < a.length && right < b.length; ) {
    const [one = 0, other = 0] = [a[left], b[right]];
    if (one === other) common += keyWeight(one);
    if (one <= other) left += 1;
    if (other <= one) right += 1;
  }
  return share(common, weightOf(a), weightOf(b));
}

function sharedMatter(a: readonly number[], b: readonly number[]): number {
  const weigh = (matters: readonly number[]) =>
    matters.reduce((sum, matter) => sum + (REPORT_MATTERS[matter]?.weight ?? 0), 0);
  const common = weigh(a.filter((matter) => b.includes(matter)));
  return share(common, weigh(a), weigh(b));
}

/** Between the share of the shorter (a hotline slip says less than a patrol sheet) and of both. */
function share(common: number, a: number, b: number): number {
  return common === 0 ? 0 : (0.6 * common) / Math.min(a, b) + (0.4 * 2 * common) / (a + b);
}

function conflicts(a: ReportProfile, b: ReportProfile): number {
  let left = 1;
  for (const [axis, end] of a.sides) {
    const other = b.sides.get(axis);
    if (end !== '' && other && other !== end) left *= KEEPS.side;
  }
  for (const [what, number] of a.numbers) {
    const other = b.numbers.get(what) ?? number;
    if (Math.abs(number - other) > (what === 'K' ? NEAR_CHAINAGE : 0)) left *= KEEPS.number;
  }
  for (const [measure, amount] of a.amounts) {
    const other = b.amounts.get(measure) ?? amount;
    const factor = Math.max(amount, other) / Math.max(1e-9, Math.min(amount, other));
    if (measure === 'distance' && factor > FACTOR.distance) left *= KEEPS.distance;
    else if (measure !== 'distance' && factor > FACTOR.amount) left *= KEEPS.amount;
  }
  if (otherVillage(a.village, b.village)) left *= KEEPS.village;
  return otherObjects(a, b) ? left * KEEPS.object : left;
}

/** 水堡子 and 水堡 are one village, 河北 and 河南寨 are two. */
function otherVillage(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && !a.includes(b) && !b.includes(a);
}

/** Both name what lies there, and nothing of it is the same. */
function otherObjects(a: ReportProfile, b: ReportProfile): boolean {
  const objects = ({ matter }: ReportProfile) => matter.filter((one) => REPORT_MATTERS[one]?.isObject);
  const left = objects(a);
  return left.length > 0 && objects(b).length > 0 && !left.some((one) => b.matter.includes(one));
}

function keptProfile(text: string): ReportProfile {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const profile = profileOf(text);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(text, profile);
  return profile;
}
