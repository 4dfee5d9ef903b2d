/** Runs of a folded text: Chinese characters, or letters and digits of any other script. Everything else separates. */
const RUN = /\p{Script=Han}+|[[\p{L}\p{N}\p{M}]--\p{Script=Han}]+/gv;

const HAN_START = /^\p{Script=Han}/v;

/** Longest word of letters and digits that is kept, UTF-16 units; the rest of a longer one is cut off. */
const WORD_LIMIT = 64;

/**
 * Folds what a clerk takes for the same, in records and questions alike: full and half width, ligatures, letter case.
 * Brackets 〔〕【】[] need no folding: they only separate.
 */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The runs of a text, folded, in order. A run of Chinese is found by any part of it, any other run as a whole word. */
export function runsOf(text: string): string[] {
  const runs = fold(text).match(RUN) ?? [];
  return runs.map((run) => (run.length > WORD_LIMIT && !isHan(run) ? run.slice(0, WORD_LIMIT) : run));
}

/** Tells a run of Chinese characters from a word of letters and digits. */
export function isHan(run: string): boolean {
  return HAN_START.test(run);
}

/**
 * The searchable form of a record's texts, kept in `search_text`: runs with one blank before, between and behind.
 * A question's pattern lies in it exactly where the tokens of `tokensOf` follow one another, so the index and a walk
 * with `instr` find the same rows.
 */
export function canonicalText(parts: readonly (string | null)[]): string {
  const text = parts.filter((part) => part !== null && part !== '').join('\n');
  const runs = runsOf(text);
  return runs.length === 0 ? ' ' : ` ${runs.join(' ')} `;
}

/** FTS tokens of a canonical text, joined by blanks: Chinese runs as overlapping pairs and the last single, words whole. */
export function tokensOf(canonical: string): string {
  const tokens: string[] = [];
  for (const run of canonical.split(' ')) {
    if (run === '') continue;
    if (isHan(run)) tokens.push(...pairsOf(run), lastOf(run));
    else tokens.push(run);
  }
  return tokens.join(' ');
}

/** Search tokens of any text: overlapping pairs of its Chinese runs plus the last single of each, other words whole. */
export function bigrams(text: string): string[] {
  const tokens = tokensOf(canonicalText([text]));
  return tokens === '' ? [] : tokens.split(' ');
}

/** Overlapping pairs of a Chinese run, by code point: a rare character of two UTF-16 units is not cut. */
export function pairsOf(run: string): string[] {
  const pairs: string[] = [];
  let before = '';
  for (const character of run) {
    if (before !== '') pairs.push(before + character);
    before = character;
  }
  return pairs;
}

/** Last character of a run, by code point. */
export function lastOf(run: string): string {
  const last = run.codePointAt(run.length - 1) ?? 0;
  // The unit found may be the second half of a pair.
  return last >= 0xdc00 && last <= 0xdfff ? run.slice(-2) : run.slice(-1);
}
