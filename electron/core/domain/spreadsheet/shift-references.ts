/** Excel's last column, from 1. */
const LAST_COLUMN = 16_384;
const CELL = String.raw`\$?[A-Za-z]{1,3}\$?\d{1,7}`;
const COLUMNS = String.raw`\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}`;
const ROWS = String.raw`\$?\d{1,7}:\$?\d{1,7}`;
/** Texts, structured references, references (with the sheet they name), everything else that could be mistaken for one. */
const TOKEN = new RegExp(
  '"(?:[^"]|"")*"' +
    String.raw`|(?:('(?:[^']|'')*'|[\p{L}\p{N}_.\\]+)!)?(${CELL}(?::${CELL})?|${COLUMNS}|${ROWS})(?![\p{L}\p{N}_.(!\[])` +
    "|'(?:[^']|'')*'!?" +
    String.raw`|\[(?:[^[\]]|\[[^[\]]*\])*\]` +
    String.raw`|[$\p{L}\p{N}_.\\]+`,
  'gu',
);
const PART = /(?<![A-Za-z\d])(\$?)([A-Za-z]{1,3})(?=\$?\d|$|:|\s)/gu;

/**
 * References after a column was put in on the left of a sheet: `A1:S86`, `$A:$B`, `B2 D4:D9` move one column to the right,
 * rows alone (`1:3`) stay. What would leave the sheet stays at its edge.
 */
export function shiftRanges(ranges: string): string {
  return ranges.replace(PART, (_whole, fixed: string, letters: string) => `${fixed}${nextColumn(letters)}`);
}

/** Where a formula stands: in a cell of the sheet that got the column (`own`), or elsewhere. */
export interface FormulaPlace {
  /** Name of the sheet that got the column. */
  readonly sheet: string;
  readonly own: boolean;
}

/**
 * A formula after a column was put in on the left of a sheet: references to that sheet move, those to others, texts, names,
 * functions (`LOG10`) and columns of tables (`表1[数量]`) stay.
 */
export function shiftFormula(formula: string, { sheet, own }: FormulaPlace): string {
  return formula.replace(TOKEN, (token, qualifier: string | undefined, range: string | undefined) => {
    if (range === undefined) return token;
    const meant = qualifier === undefined ? own : sameSheet(qualifier, sheet);
    return meant ? `${token.slice(0, token.length - range.length)}${shiftRanges(range)}` : token;
  });
}

function sameSheet(qualifier: string, sheet: string): boolean {
  const name = qualifier.startsWith("'") ? qualifier.slice(1, -1).replaceAll("''", "'") : qualifier;
  return name.toLowerCase() === sheet.toLowerCase();
}

function nextColumn(letters: string): string {
  const number = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return number >= LAST_COLUMN ? letters : lettersOf(number + 1);
}

function lettersOf(number: number): string {
  let rest = number;
  let letters = '';
  while (rest > 0) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
    rest = Math.floor((rest - 1) / 26);
  }
  return letters;
}
