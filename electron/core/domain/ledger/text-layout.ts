/** A font size of a cell, and the height of one of its lines; both in points. */
export interface FontTier {
  readonly size: number;
  readonly line: number;
}

/** The ordinary size of the table. */
export const BODY_TIER: FontTier = { size: 9, line: 13.1 };

/**
 * Font sizes of the cells, largest first. A cell that would make its row taller than Excel allows is set smaller.
 * The smallest still prints at about 4.8 pt on the two-sheet ledger; below that the text goes under the table instead.
 * Line heights are those of the tallest CJK face met (Noto Serif CJK, 1.45 em): with 宋体 the rows are a little airy.
 */
export const FONT_TIERS: readonly FontTier[] = [
  BODY_TIER,
  { size: 8, line: 11.6 },
  { size: 7, line: 10.2 },
  { size: 6.5, line: 9.5 },
];

/** Tallest row Excel can show, points. */
export const MAX_ROW_HEIGHT = 409;

const PADDING = 5;
const PIXELS_PER_UNIT = 7;
const CELL_MARGIN = 8;
// Latin letters and digits: 0.5 em in 宋体, up to 0.58 em in the faces that replace it.
const HALF_WIDTH = 0.58;
// 避头尾: a line may not begin with these, so the character before them moves down too.
const NO_LINE_START = new Set([...'，。、；：？！）】》”’％,.;:?!)'].map((mark) => mark.charCodeAt(0)));
const HYPHEN = 0x2d;

/** Inner width in ems of a column (in Excel's character units) at a font size (points). */
export function emsPerLine(columnWidth: number, size: number): number {
  const pixels = columnWidth * PIXELS_PER_UNIT - CELL_MARGIN;
  return Math.max(1, pixels / ((size * 96) / 72));
}

/** How many lines a wrapped text takes in a line of `ems`; errs to the high side, so that nothing is cut. */
export function linesOf(text: string, ems: number): number {
  if (text.length <= ems && !text.includes('\n')) return 1;
  let lines = 0;
  for (const paragraph of text.split('\n')) {
    const whole = paragraphLines(paragraph, ems, false);
    lines += paragraph.includes('-') ? Math.max(whole, paragraphLines(paragraph, ems, true)) : whole;
  }
  return lines;
}

/**
 * Lines of one paragraph. Latin words stay whole; with `hyphens` they may also part after a hyphen, as some programs do, which
 * may take a line more or less. By character codes: this runs for every cell of every row.
 */
function paragraphLines(text: string, ems: number, hyphens: boolean): number {
  let lines = 1;
  let used = 0;
  for (let at = 0; at < text.length; ) {
    const from = at;
    let code = text.charCodeAt(at);
    let stays = NO_LINE_START.has(code);
    let width = code === 0x20 ? 0.3 : 1;
    at += 1;
    if (isLatin(code)) {
      while (at < text.length && !(hyphens && code === HYPHEN)) {
        code = text.charCodeAt(at);
        if (!isLatin(code)) break;
        if (NO_LINE_START.has(code)) stays = true;
        at += 1;
      }
      width = (at - from) * HALF_WIDTH;
    } else if (code >= 0xd800 && code < 0xdc00) at += 1;
    if (used + width <= ems) used += width;
    else if (width > ems) {
      // A word longer than a line begins on a new line and is broken where it ends.
      const rest = used > 0 ? width : width - ems;
      lines += Math.max(1, Math.ceil(rest / ems));
      used = rest % ems;
    } else {
      lines += 1;
      used = stays ? width + 1 : width;
    }
  }
  return lines;
}

function isLatin(code: number): boolean {
  return code >= 0x21 && code <= 0x7e;
}

/** One wrapped cell of a row: its text and the width of its column in character units. */
export interface WrappedCell {
  readonly text: string;
  readonly width: number;
}

/** How one cell of a row is set. */
export interface CellLayout {
  readonly tier: FontTier;
  /** Does not fit even in the smallest print: shown from its beginning, cut by the row's end. */
  readonly tooTall: boolean;
}

/** Height of a row in points, and how each of the cells given is set, in their order. */
export interface RowLayout {
  readonly height: number;
  readonly cells: readonly CellLayout[];
}

/** Chooses font sizes and the height so that every wrapped text of a row is shown in full; pure. */
export function layoutRow(cells: readonly WrappedCell[], minLines = 1): RowLayout {
  let height = heightOf(minLines, BODY_TIER);
  const set = cells.map((cell) => {
    for (const tier of FONT_TIERS) {
      const own = heightOf(linesOf(cell.text, emsPerLine(cell.width, tier.size)), tier);
      if (own > MAX_ROW_HEIGHT) continue;
      height = Math.max(height, own);
      return { tier, tooTall: false };
    }
    height = MAX_ROW_HEIGHT;
    return { tier: FONT_TIERS.at(-1) ?? BODY_TIER, tooTall: true };
  });
  return { height, cells: set };
}

function heightOf(lines: number, tier: FontTier): number {
  return Math.ceil((lines * tier.line + PADDING) * 4) / 4;
}
