/** Why a value could not be put into its cell exactly as it stands. */
export type CellProblemCode =
  | 'ILLEGAL_CHARACTER'
  | 'TEXT_TOO_LONG'
  | 'TEXT_TOO_TALL'
  | 'NOT_A_NUMBER'
  | 'NOT_A_DATE'
  | 'VALUE_NOT_ALLOWED'
  | 'PHOTO_MISSING'
  | 'PROBLEMS_NOT_LISTED'
  | 'CONTINUATION_DROPPED';

/** One thing the reader of the ledger must know; `message` is Chinese. `row` is 序号 from 1, null outside the rows. */
export interface LedgerProblem {
  readonly code: CellProblemCode;
  readonly row: number | null;
  /** Header of the column, null outside the rows. */
  readonly column: string | null;
  readonly message: string;
}

/** A text as it may be written into a cell. */
export interface CleanText {
  readonly text: string;
  /** Starts with = + - @ or a tab: must be marked as text, or a later edit in Excel turns it into a formula. */
  readonly looksLikeFormula: boolean;
  readonly illegal: number;
  /** What did not fit into the cell; null when everything did. */
  readonly rest: string | null;
}

/** Longest text of an Excel cell, in UTF-16 units. */
export const MAX_CELL_TEXT = 32_767;

/** Most hyperlinks that Excel opens in one sheet. */
export const MAX_SHEET_LINKS = 65_530;

/** Longest sheet name, in UTF-16 units. */
const MAX_SHEET_NAME = 31;

/** Ends a text that goes on in the block under the table. */
export const CONTINUED = '……（未完，全文见表后附文）';

// Everything XML 1.0 forbids, and DEL, which the writing library drops without a word. \t and \n stay.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const SUSPECT = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]|\r|_x[0-9a-fA-F]{4}_/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
const NON_CHARACTER = /[\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const FORMULA_START = /^[=+\-@\t＝＋－＠]/;

/**
 * Makes a text safe for an Excel cell. Control characters go, non-characters and lone surrogates become U+FFFD
 * (both are counted), line ends become `\n`, and a text over 32,767 units is cut at a mark, with the rest handed back.
 * The result is what a reader must see; `escapeForXml` is still to be applied.
 */
export function cleanText(raw: string): CleanText {
  let text = raw;
  let illegal = 0;
  if (SUSPECT.test(raw)) {
    const count = (by: string) => () => {
      illegal += 1;
      return by;
    };
    text = raw.replace(/\r\n?/g, '\n').replace(CONTROL, count('')).replace(NON_CHARACTER, count('\ufffd'));
  }
  const looksLikeFormula = FORMULA_START.test(text);
  if (escapedLength(text) <= MAX_CELL_TEXT) return { text, looksLikeFormula, illegal, rest: null };
  const at = cutPoint(text);
  return { text: text.slice(0, at) + CONTINUED, looksLikeFormula, illegal, rest: text.slice(at) };
}

/** Escapes a literal `_x000D_`, which Excel would read as a character code (ECMA-376 part 1, 22.9.2.19 ST_Xstring). */
export function escapeForXml(text: string): string {
  return text.includes('_x') ? text.replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_') : text;
}

function escapedLength(text: string): number {
  return text.length <= MAX_CELL_TEXT / 8 ? text.length : escapeForXml(text).length;
}

/** Where to cut so that the escaped head and the mark fit, never inside a surrogate pair. */
function cutPoint(text: string): number {
  let at = Math.min(text.length, MAX_CELL_TEXT - CONTINUED.length);
  while (escapeForXml(text.slice(0, at)).length + CONTINUED.length > MAX_CELL_TEXT) at -= 64;
  return splitsPair(text, at) ? at - 1 : at;
}

/** Cuts a long text into pieces of at most `size` units, none inside a surrogate pair. */
export function pieces(text: string, size: number): readonly string[] {
  const result: string[] = [];
  for (let from = 0; from < text.length; ) {
    let to = Math.min(text.length, from + size);
    if (splitsPair(text, to)) to -= 1;
    result.push(text.slice(from, to));
    from = to;
  }
  return result;
}

function splitsPair(text: string, at: number): boolean {
  return (
    at > 0 && at < text.length && /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at))
  );
}

/**
 * A sheet name Excel accepts: at most 31 units, none of `: \ / ? * [ ]`, no apostrophe (it breaks the print titles),
 * not empty, not the reserved `History`.
 */
export function cleanSheetName(raw: string): string {
  const { text } = cleanText(raw);
  const cut =
    pieces(
      text
        .replace(/[:\\/?*[\]\n\t]/g, '_')
        .replace(/'/g, '’')
        .trim(),
      MAX_SHEET_NAME,
    )[0]?.trim() ?? '';
  if (cut === '') return '台账';
  return cut.toLowerCase() === 'history' ? `${cut}_` : cut;
}

/** True when one more hyperlink may be written into a sheet that already has `written`. */
export function admitsLink(written: number): boolean {
  return written < MAX_SHEET_LINKS;
}

/** A number Excel can hold, or null for NaN and the infinities (which make the file unreadable). */
export function cleanNumber(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Text for a page header or footer: `&` doubled, one line, short enough for Excel's 255 units in all. */
export function pageHeaderText(raw: string, limit = 100): string {
  const line = cleanText(raw).text.replace(/\s+/g, ' ').trim();
  const short = line.length <= limit ? line : `${pieces(line, limit - 1)[0] ?? ''}…`;
  return short.replace(/&/g, '&&');
}
