import { pieces } from '#core/domain/ledger/sanitize.ts';

/** A text that goes on under the table (表后附文). */
export interface Continuation {
  readonly row: number;
  readonly column: string;
  /** Pieces short enough for one row of the sheet each. */
  readonly parts: readonly string[];
}

/** Most pieces kept in all; bounds the memory and the foot of the table (about two million characters). */
export const MAX_PARTS = 2000;

/** Longest piece, in UTF-16 units and in lines: well under the tallest row of Excel even on A4. */
const PIECE = 1000;
const PIECE_LINES = 15;

/** Collects the texts that do not fit into their cells. */
export interface Continuations {
  /** False when the bound is reached and the text was not taken; the caller must report it. */
  add(row: number, column: string, text: string): boolean;
  all(): readonly Continuation[];
}

/** Begins an empty collection. */
export function createContinuations(): Continuations {
  const kept: Continuation[] = [];
  let count = 0;
  return {
    add: (row, column, text) => {
      const parts = partsOf(text);
      if (count + parts.length > MAX_PARTS) return false;
      count += parts.length;
      kept.push({ row, column, parts });
      return true;
    },
    all: () => kept,
  };
}

function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let open: string[] = [];
  let length = 0;
  const close = () => {
    if (open.length > 0) parts.push(open.join('\n'));
    open = [];
    length = 0;
  };
  for (const line of text.split('\n').flatMap((paragraph) => (paragraph === '' ? [''] : pieces(paragraph, PIECE)))) {
    if (open.length >= PIECE_LINES || length + line.length > PIECE) close();
    open.push(line);
    length += line.length;
  }
  close();
  return parts;
}
