/** A font size tried for a row, and the height of one of its lines; both in points. */
export interface FontTier {
  readonly size: number;
  readonly line: number;
}

/**
 * Font sizes of the rows, largest first. A row that would be taller than Excel allows is set one size smaller.
 * Line heights are those of the tallest CJK face met (Noto Serif CJK, 1.45 em): with 宋体 the rows are a little airy.
 */
export const FONT_TIERS: readonly FontTier[] = [
  { size: 9, line: 13.1 },
  { size: 7.5, line: 11 },
  { size: 6, line: 8.8 },
];

/** Tallest row Excel can show, points. */
export const MAX_ROW_HEIGHT = 409;

const PADDING = 5;
const PIXELS_PER_UNIT = 7;
const CELL_MARGIN = 8;
// Latin letters and digits: 0.5 em in 宋体, up to 0.58 em in the faces that replace it.
const HALF_WIDTH = 0.58;
const WORD = /[\x21-\x7e]+|[\s\S]/gu;
// 避头尾: a line may not begin with these, so the character before them moves down too.
const NO_LINE_START = /[，。、；：？！）】》”’％,.;:?!)]/;

/** Inner width in ems of a column (in Excel's character units) at a font size (points). */
export function emsPerLine(columnWidth: number, size: number): number {
  const pixels = columnWidth * PIXELS_PER_UNIT - CELL_MARGIN;
  return Math.max(1, pixels / ((size * 96) / 72));
}

/** How many lines a wrapped text takes in a line of `ems`; errs to the high side, so that nothing is cut. */
export function linesOf(text: string, ems: number): number {
  if (text.length <= ems && !text.includes('\n')) return 1;
  let lines = 0;
  for (const paragraph of text.split('\n')) lines += paragraphLines(paragraph, ems);
  return lines;
}

function paragraphLines(paragraph: string, ems: number): number {
  let lines = 1;
  let used = 0;
  for (const [token] of paragraph.matchAll(WORD)) {
    const width = tokenWidth(token);
    if (used + width <= ems) used += width;
    else if (width > ems) {
      // A word longer than a line begins on a new line and is broken where it ends.
      const rest = used > 0 ? width : width - ems;
      lines += Math.max(1, Math.ceil(rest / ems));
      used = rest % ems;
    } else {
      lines += 1;
      used = NO_LINE_START.test(token) ? width + 1 : width;
    }
  }
  return lines;
}

function tokenWidth(token: string): number {
  const code = token.codePointAt(0) ?? 0;
  if (code >= 0x21 && code <= 0x7e) return token.length * HALF_WIDTH;
  return code === 0x20 ? 0.3 : 1;
}

/** One wrapped cell of a row: its text and the width of its column in character units. */
export interface WrappedCell {
  readonly text: string;
  readonly width: number;
}

/** Height of a row in points, the font tier that makes it fit, and which cells do not fit even in the smallest font. */
export interface RowLayout {
  readonly height: number;
  readonly tier: FontTier;
  /** Indexes into the cells given. */
  readonly tooTall: readonly number[];
}

/** Chooses font and height so that every wrapped text of a row is shown in full; pure. */
export function layoutRow(cells: readonly WrappedCell[], minLines = 1): RowLayout {
  for (const tier of FONT_TIERS) {
    const height = heightOf(maxLines(cells, tier, minLines), tier);
    if (height <= MAX_ROW_HEIGHT) return { height, tier, tooTall: [] };
  }
  const tier = FONT_TIERS.at(-1) ?? { size: 6, line: 8.8 };
  const tooTall = cells.flatMap((cell, index) => (heightOf(cellLines(cell, tier), tier) > MAX_ROW_HEIGHT ? [index] : []));
  return { height: MAX_ROW_HEIGHT, tier, tooTall };
}

function maxLines(cells: readonly WrappedCell[], tier: FontTier, minLines: number): number {
  let most = minLines;
  for (const cell of cells) most = Math.max(most, cellLines(cell, tier));
  return most;
}

function cellLines(cell: WrappedCell, tier: FontTier): number {
  return linesOf(cell.text, emsPerLine(cell.width, tier.size));
}

function heightOf(lines: number, tier: FontTier): number {
  return Math.ceil((lines * tier.line + PADDING) * 4) / 4;
}
