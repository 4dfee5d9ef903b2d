import { nextInitials } from '#core/domain/search/initials.ts';

/** Part of a text, UTF-16 positions; `to` is behind it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Chinese characters, or letters and digits of any other script, as the search reads them. */
const RUN = /\p{Script=Han}+|[[\p{L}\p{N}\p{M}]--\p{Script=Han}]+/gv;

/** What is marked in a text: a run of characters as it is written, or the characters that a word of initials stands for. */
export interface Mark {
  readonly text: string;
  readonly initials: boolean;
}

/**
 * What of a typed search is marked: its runs, folded as the search folds them. `initials`: words that the search has read as
 * pinyin initials.
 */
export function marksOf(search: string, initials: readonly string[] = []): readonly Mark[] {
  const runs = new Set(search.normalize('NFKC').toLowerCase().match(RUN) ?? []);
  return [...runs].map((text) => ({ text, initials: initials.includes(text) }));
}

/** Where the marks lie in a text, in order, without overlap. */
export function markedSpans(text: string, marks: readonly Mark[]): readonly Span[] {
  if (marks.length === 0 || text === '') return [];
  const { folded, origins } = fold(text);
  const hit = new Uint8Array(text.length);
  for (const mark of marks) {
    for (let at = next(folded, mark, 0); at >= 0; at = next(folded, mark, at + 1)) {
      hit.fill(1, origins[at], (origins[at + mark.text.length - 1] ?? text.length) + 1);
    }
  }
  return spansOf(hit);
}

function next(folded: string, { text, initials }: Mark, from: number): number {
  return initials ? nextInitials(folded, text, from) : folded.indexOf(text, from);
}

/** The folded text, and for each of its units the unit of the text that it came from. */
function fold(text: string): { readonly folded: string; readonly origins: readonly number[] } {
  let folded = '';
  const origins: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at] ?? '';
    const simple = unit.normalize('NFKC').toLowerCase();
    folded += simple;
    for (let count = 0; count < simple.length; count += 1) origins.push(at);
  }
  return { folded, origins };
}

function spansOf(hit: Uint8Array): readonly Span[] {
  const spans: Span[] = [];
  for (let from = hit.indexOf(1); from >= 0; ) {
    const end = hit.indexOf(0, from);
    const to = end < 0 ? hit.length : end;
    spans.push({ from, to });
    from = hit.indexOf(1, to);
  }
  return spans;
}
