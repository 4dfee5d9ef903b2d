import { entriesAsked, isInitials } from '#core/domain/search/initials.ts';
import { isHan, lastOf, pairsOf, runsOf } from './canonical.ts';

/** One word of a question in both forms: for the index, and for a walk over `search_text`. */
export interface SearchWord {
  /** FTS5 MATCH expression. */
  readonly match: string;
  /** Must lie in `search_text` (`instr`). */
  readonly pattern: string;
}

/** A question in all its forms: what stands in the texts, and what is read as pinyin initials (拼音首字母). */
export interface SearchQuery {
  /** FTS5 MATCH expression for the index of the texts; null when every word is read as initials. */
  readonly match: string | null;
  /** Every one must lie in `search_text` (`instr`). */
  readonly patterns: readonly string[];
  /** FTS5 MATCH expression for the index of initials; null when no word is read so. */
  readonly initialsMatch: string | null;
  /** Words of letters, every one of which must be found in `search_text` by `initials_in`. */
  readonly initials: readonly string[];
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
 * follow in order, punctuation aside: `密云水库 K12+300`. A word of Latin letters that stands in no text is read as pinyin
 * initials: `yzps` finds 养殖棚舍, while whatever stands in the texts (COD, TB2024) is found as it is written, and nothing
 * else. `stands` says which do. Null when nothing searchable was typed.
 */
export function compileSearch(typed: string, stands: (word: SearchWord) => boolean = () => true): SearchQuery | null {
  const words = typed
    .split(/\s+/u)
    .map((word) => runsOf(word).slice(0, RUN_COUNT_LIMIT))
    .filter((runs) => runs.length > 0)
    .slice(0, WORD_COUNT_LIMIT)
    .map((runs) => ({ match: phraseOf(runs), pattern: patternOf(runs), letters: lettersOf(runs) }));
  if (words.length === 0) return null;
  const initials = words.flatMap(({ letters, ...word }) => (letters === null || stands(word) ? [] : [letters]));
  const written = words.filter(({ letters }) => letters === null || !initials.includes(letters));
  return {
    match: allOf(written.map(({ match }) => match)),
    patterns: written.map(({ pattern }) => pattern),
    initialsMatch: allOf(initials.map(initialsPhraseOf)),
    initials,
  };
}

function allOf(phrases: readonly string[]): string | null {
  return phrases.length === 0 ? null : phrases.join(' AND ');
}

/** The letters of a word that may be meant as initials, else null. */
function lettersOf([first = '', ...rest]: readonly string[]): string | null {
  return rest.length === 0 && isInitials(first) ? first : null;
}

function initialsPhraseOf(letters: string): string {
  const { entries, begins } = entriesAsked(letters);
  return entries.map((entry) => `"${entry}"${begins ? '*' : ''}`).join(' AND ');
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
