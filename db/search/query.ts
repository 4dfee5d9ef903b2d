import { isHan, lastOf, pairsOf, runsOf } from './canonical.ts';

/** A question put in both forms: for the index, and for a walk over `search_text`. */
export interface SearchQuery {
  /** FTS5 MATCH expression. */
  readonly match: string;
  /** Every one must lie in `search_text` (`instr`). */
  readonly patterns: readonly string[];
}

/** Most words of a question that are looked at. */
const WORD_COUNT_LIMIT = 8;
/** Most runs of one word. */
const RUN_COUNT_LIMIT = 24;
/**
 * From this length a last word of letters and digits also finds longer words that begin with it (telephone and order
 * numbers). Shorter ones are whole words: FTS5 builds the list of a prefix in full, and `2026` is in every number.
 */
const PREFIX_FROM = 5;

/**
 * Reads what the user typed. Blanks separate words that must all occur, in any order; inside a word everything must
 * follow in order, punctuation aside: `密云水库 K12+300`. Null when nothing searchable was typed.
 */
export function compileSearch(typed: string): SearchQuery | null {
  const words = typed
    .split(/\s+/u)
    .map((word) => runsOf(word).slice(0, RUN_COUNT_LIMIT))
    .filter((runs) => runs.length > 0)
    .slice(0, WORD_COUNT_LIMIT);
  if (words.length === 0) return null;
  return { match: words.map(phraseOf).join(' AND '), patterns: words.map(patternOf) };
}

function phraseOf(runs: readonly string[]): string {
  const tokens: string[] = [];
  let prefix = false;
  for (const [at, run] of runs.entries()) {
    const last = at === runs.length - 1;
    if (!isHan(run)) {
      tokens.push(run);
      prefix = last && run.length >= PREFIX_FROM;
      continue;
    }
    const pairs = pairsOf(run);
    tokens.push(...pairs);
    // The text may go on after the last run, so its last character is asked for only where no pair holds it.
    if (!last || pairs.length === 0) tokens.push(lastOf(run));
    prefix = last && pairs.length === 0;
  }
  return `"${tokens.join(' ')}"${prefix ? '*' : ''}`;
}

function patternOf(runs: readonly string[]): string {
  const first = runs[0] ?? '';
  const last = runs[runs.length - 1] ?? '';
  const head = isHan(first) ? '' : ' ';
  const tail = isHan(last) || last.length >= PREFIX_FROM ? '' : ' ';
  return `${head}${runs.join(' ')}${tail}`;
}
