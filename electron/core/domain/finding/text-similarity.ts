import { foldText } from '../spreadsheet/cell-text.ts';

/**
 * Likeness of two texts, 0…1: Dice coefficient over pairs of neighbouring characters, counted with repeats, so that it
 * needs no word list and suits Chinese. Blanks, punctuation and full-width forms do not count. Blank texts are unlike.
 */
export function textSimilarity(a: string, b: string): number {
  const left = bigrams(a);
  const right = bigrams(b);
  const total = left.size + right.size;
  if (total === 0) return 0;
  let common = 0;
  for (const [pair, times] of left.counts) common += Math.min(times, right.counts.get(pair) ?? 0);
  return (2 * common) / total;
}

function bigrams(text: string): { readonly counts: ReadonlyMap<string, number>; readonly size: number } {
  const chars = [...foldText(text).replace(/[\p{P}\p{S}]/gu, '')];
  const pairs = chars.length === 1 ? chars : chars.slice(1).map((char, index) => `${chars[index]}${char}`);
  const counts = new Map<string, number>();
  for (const pair of pairs) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  return { counts, size: pairs.length };
}
