import { z } from 'zod';
import { foldText } from '../spreadsheet/cell-text.ts';
import { parseResource } from '../shared/parse-resource.ts';
import { type Result, refuse } from '../shared/result.ts';
import { checkItem } from './taxonomy.ts';
import type { ProblemCategory } from './problem.ts';

const WordSchema = z.strictObject({
  word: z.string().min(1),
  category: z.enum(['occupation', 'mining', 'dumping', 'building', 'other']),
  item: z.string().nullable(),
  weight: z.number().gt(0, '权重应大于 0').lt(1, '权重应小于 1'),
});
const WordBookSchema = z.strictObject({
  version: z.string().min(1),
  basis: z.string().min(1),
  words: z.array(WordSchema).min(1, '至少一个词'),
});

/** Everyday words and what they usually mean (采砂 → 2.1); `weight` 0…1 is how much one word proves. */
export type WordBook = z.infer<typeof WordBookSchema>;

/** What free words seem to say; confidences 0…1, to be shown as a proposal and never to be stored unseen. */
export interface ProblemGuess {
  readonly category: ProblemCategory;
  readonly categoryConfidence: number;
  /** Code of the sub-item, null when the words name only the class. */
  readonly item: string | null;
  readonly itemConfidence: number;
  /** The words that were found. */
  readonly matched: readonly string[];
}

/** Reads the word list from its JSON. Codes: RESOURCE_DAMAGED, ITEM_UNKNOWN, ITEM_OF_OTHER_CATEGORY. */
export function parseWordBook(raw: unknown): Result<WordBook> {
  const parsed = parseResource(WordBookSchema, raw, '问题词表');
  if (!parsed.ok) return parsed;
  for (const entry of parsed.value.words) {
    const checked = checkItem(entry.category, entry.item);
    if (!checked.ok) return refuse(checked.error.code, `问题词表中的“${entry.word}”：${checked.error.message}`);
  }
  return parsed;
}

/**
 * Guesses class and sub-item from free words; `within` limits the guess to a class that is already known.
 * A longer word hides the shorter ones inside it (建筑垃圾 is not 垃圾). Null when no word of the list occurs.
 */
export function guessProblem(text: string, book: WordBook, within?: ProblemCategory): ProblemGuess | null {
  const found = wordsIn(foldText(text), book).filter((entry) => within === undefined || entry.category === within);
  const category = strongest(found, (entry) => entry.category);
  if (!category) return null;
  const own = found.filter((entry) => entry.category === category.key);
  const item = strongest(own, (entry) => entry.item);
  return {
    category: category.key,
    categoryConfidence: category.confidence,
    item: item?.key ?? null,
    itemConfidence: item?.confidence ?? 0,
    matched: own.map((entry) => entry.word),
  };
}

function wordsIn(text: string, book: WordBook): WordBook['words'] {
  let rest = text;
  const longestFirst = [...book.words].sort((a, b) => b.word.length - a.word.length);
  return longestFirst.filter((entry) => {
    const word = foldText(entry.word);
    if (!rest.includes(word)) return false;
    rest = rest.replaceAll(word, '|');
    return true;
  });
}

/** Several weak words add up (1 − ∏(1 − w)); a rival that is as strong halves the confidence. */
function strongest<K extends string>(
  entries: WordBook['words'],
  keyOf: (entry: WordBook['words'][number]) => K | null,
): { readonly key: K; readonly confidence: number } | null {
  const doubts = new Map<K, number>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key !== null) doubts.set(key, (doubts.get(key) ?? 1) * (1 - entry.weight));
  }
  const strengths = [...doubts].map(([key, doubt]) => ({ key, strength: 1 - doubt }));
  const total = strengths.reduce((sum, entry) => sum + entry.strength, 0);
  const best = strengths.sort((a, b) => b.strength - a.strength)[0];
  if (!best) return null;
  return { key: best.key, confidence: Math.round((100 * best.strength * best.strength) / total) / 100 };
}
