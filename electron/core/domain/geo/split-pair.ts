import { foldAngleText, parseAngle } from './angle.ts';

const STRONG_SEPARATOR = /[,;、/|]/u;
/** Where a second angle may begin without a blank: after a sign or an axis letter, before a digit or an axis word. */
const GLUED =
  /(?<=[°'"东西南北ewns])(?=\d+(?:\.\d+)?°|东经|西经|北纬|南纬|[ewns]:?\d|经度|纬度|lon|lng|lat)|(?<=\d)(?=东经|西经|北纬|南纬|[ewns]:?\d|经度|纬度|lon|lng|lat)/gu;

/**
 * Takes a text with both coordinates apart: `117.12,40.35`, `117°12′30″E 40°30′12″N`, `东经117.1北纬40.5`,
 * `117 12 30 40 30 12`. Null unless exactly one way of cutting it gives two readable angles.
 */
export function splitPair(text: string): readonly [string, string] | null {
  const folded = foldAngleText(stripBrackets(text));
  const strong = folded
    .split(STRONG_SEPARATOR)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const [first, second, third] = strong;
  if (first !== undefined && second !== undefined) return third === undefined ? readable(first, second) : null;
  const cuts = cutsOf(folded).flatMap((at) => readable(folded.slice(0, at).trim(), folded.slice(at).trim()) ?? []);
  const [only, other, more] = cuts;
  return only !== undefined && other !== undefined && more === undefined ? [only, other] : null;
}

function cutsOf(folded: string): readonly number[] {
  const blanks = [...folded.matchAll(/ /gu)].map((match) => match.index);
  const glued = [...folded.matchAll(GLUED)].map((match) => match.index);
  return [...new Set([...blanks, ...glued])];
}

function readable(first: string, second: string): readonly [string, string] | null {
  return parseAngle(first).ok && parseAngle(second).ok ? [first, second] : null;
}

function stripBrackets(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[（(［[【〔{）)］\]】〕}]/gu, ' ')
    .replace(/[，；：]/gu, (char) => ({ '，': ',', '；': ';' })[char] ?? ':')
    .replace(/[\r\n\t]+/gu, ',');
}
