import { type FormulaPlace, shiftFormula, shiftRanges } from '#core/domain/spreadsheet/shift-references.ts';
import { attribute, rewriteTags, rewriteTexts, withAttribute } from './xml.ts';

/** Attributes that hold references to the own sheet, by element. */
const OWN_RANGES: Readonly<Record<string, readonly string[]>> = {
  mergeCell: ['ref'],
  autoFilter: ['ref'],
  sortState: ['ref'],
  sortCondition: ['ref'],
  conditionalFormatting: ['sqref'],
  dataValidation: ['sqref'],
  hyperlink: ['ref'],
  protectedRange: ['sqref'],
  ignoredError: ['sqref'],
  cellWatch: ['r'],
  inputCells: ['r'],
  selection: ['activeCell', 'sqref'],
  pane: ['topLeftCell'],
  customSheetView: ['topLeftCell'],
  table: ['ref'],
  location: ['ref'],
  comment: ['ref'],
  threadedComment: ['ref'],
};
const FORMULAS = ['f', 'formula', 'formula1', 'formula2', 'calculatedColumnFormula', 'totalsRowFormula'];
/** Width of a column of 24 characters, in the drawing's own units. */
const WIDTH_EMU = 1_647_825;

/** What follows the rows of the sheet that got the column: merges, filters, conditional formats, validations, links … */
export function shiftTail(xml: string, sheet: string): string {
  let inColumnBreaks = false;
  const tags = rewriteTags(xml, ({ text, name, kind }) => {
    if (name === 'colBreaks') inColumnBreaks = kind === 'open';
    if (kind === 'close') return null;
    if (name === 'brk' && inColumnBreaks) return withAttribute(text, 'id', Number(attribute(text, 'id') ?? 0) + 1);
    const moved = shiftKeys(text, OWN_RANGES[name] ?? []);
    return name === 'hyperlink' ? shiftLocation(moved, { sheet, own: true }) : moved;
  });
  const ranges = rewriteTexts(tags, ['sqref'], shiftRanges);
  return shiftAnchors(rewriteTexts(ranges, FORMULAS, (formula) => shiftFormula(formula, { sheet, own: true })));
}

/** A part that belongs to the sheet: a table, comments, the place of a pivot table. */
export function shiftOwnPart(xml: string, sheet: string): string {
  const tags = rewriteTags(xml, ({ text, name, kind }) =>
    kind === 'close' ? null : shiftKeys(text, OWN_RANGES[name] ?? []),
  );
  return rewriteTexts(tags, FORMULAS, (formula) => shiftFormula(formula, { sheet, own: true }));
}

/** A part elsewhere in the workbook that names the sheet: other sheets, charts, sources of pivot tables. */
export function shiftOtherPart(xml: string, sheet: string): string {
  const texts = rewriteTexts(xml, FORMULAS, (formula) => shiftFormula(formula, { sheet, own: false }));
  return rewriteTags(texts, ({ text, name, kind }) => {
    if (kind === 'close') return null;
    if (name === 'hyperlink') return shiftLocation(text, { sheet, own: false });
    if (name !== 'worksheetSource') return null;
    return attribute(text, 'sheet')?.toLowerCase() === sheet.toLowerCase() ? shiftKeys(text, ['ref']) : null;
  });
}

/** Pictures and charts that lie on the sheet; one that stands at a fixed point moves by the width of the column. */
export function shiftDrawing(xml: string): string {
  let fixed = false;
  return rewriteTags(shiftAnchors(xml), ({ text, name, kind }) => {
    if (name === 'absoluteAnchor') fixed = kind === 'open';
    if (name !== 'pos' || !fixed || kind === 'close') return null;
    return withAttribute(text, 'x', Number(attribute(text, 'x') ?? 0) + WIDTH_EMU);
  });
}

/** Old-style drawings: boxes of comments and form controls. */
export function shiftLegacyDrawing(xml: string): string {
  return rewriteTexts(rewriteTexts(xml, ['Column'], plusOne), ['Anchor'], (anchor) =>
    anchor
      .split(',')
      .map((figure, index) => (index % 4 === 0 && index < 8 ? plusOne(figure) : figure))
      .join(','),
  );
}

/** Names of ranges, print areas and repeated columns in the workbook. */
export function shiftNames(xml: string, sheet: string): string {
  return rewriteTexts(xml, ['definedName'], (formula) => shiftFormula(formula, { sheet, own: false }));
}

function shiftAnchors(xml: string): string {
  return rewriteTexts(xml, ['col'], plusOne);
}

function shiftLocation(tag: string, place: FormulaPlace): string {
  const location = attribute(tag, 'location');
  return location === null ? tag : withAttribute(tag, 'location', shiftFormula(location, place));
}

function shiftKeys(tag: string, keys: readonly string[]): string {
  return keys.reduce((changed, key) => {
    const value = attribute(changed, key);
    return value === null ? changed : withAttribute(changed, key, shiftRanges(value));
  }, tag);
}

function plusOne(figure: string): string {
  return figure.replace(
    /^(\s*)(\d+)(?=\s*$)/u,
    (_whole, blanks: string, digits: string) => blanks + String(Number(digits) + 1),
  );
}
