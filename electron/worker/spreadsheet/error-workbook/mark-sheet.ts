import { columnLetters } from '#core/domain/spreadsheet/grid.ts';
import { shiftFormula, shiftRanges } from '#core/domain/spreadsheet/shift-references.ts';
import type { SheetEdits } from './sheet-stream.ts';
import { shiftTail } from './shift-parts.ts';
import type { Level, Styles } from './styles.ts';
import { cellXml } from './text-cell.ts';
import { attribute, insertBefore, rewriteTags, rewriteTexts, withAttribute, withoutAttribute } from './xml.ts';

/** What is written into one sheet. Columns from 0, as they are in the finished file. */
export interface SheetMarking {
  readonly sheet: string;
  /** True: a column is put in on the left; false: the sheet has the column already. */
  readonly insert: boolean;
  readonly typeColumn: number;
  /** Rows of the header, from 1; none when `headerBottom` is above `headerTop`. */
  readonly headerTop: number;
  readonly headerBottom: number;
  readonly title: string;
  readonly types: ReadonlyMap<number, { readonly level: Level; readonly text: string }>;
  /** Cells to fill (null: not) and to write anew (null: not), by row and column. */
  readonly marks: ReadonlyMap<number, ReadonlyMap<number, MarkedCell>>;
  /** Id of the relationship to the drawing of the comments; null when the sheet has one already, or none is needed. */
  readonly legacyDrawing: string | null;
}

/** What becomes of a marked cell. */
export interface MarkedCell {
  readonly level: Level | null;
  readonly text: string | null;
}

/** Width of the leading column, in characters. */
const WIDTH = 24;
const CELL = /<((?:[\w.-]+:)?)c(?=[\s>/])([^<>]*?)(?:\/>|(?<!\/)>([\s\S]*?)<\/(?:[\w.-]+:)?c\s*>)/gu;
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const AFTER_MERGES = [
  'phoneticPr',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
];
const AFTER_LEGACY = [
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'AlternateContent',
  'webPublishItems',
  'tableParts',
  'extLst',
];

/** Edits that put the leading column in, fill the marked cells and leave everything else as it is. */
export function markSheet(marking: SheetMarking, styles: Styles): SheetEdits {
  const { sheet, insert, typeColumn, headerTop, headerBottom, title, types, marks } = marking;
  const shift = insert ? 1 : 0;
  const columnStyles: { min: number; max: number; style: number }[] = [];
  const waiting = [...new Set([...types.keys(), ...marks.keys()])].sort((a, b) => a - b);
  let prefix = '';
  let lastRow = 0;
  let next = 0;

  function leadingCell(row: number, beside: number, hasCell: boolean): Cell | null {
    const type = types.get(row);
    if (type !== undefined) return { column: typeColumn, style: styles.leading(beside, type.level), text: type.text };
    if (row === headerTop && headerBottom >= headerTop) return { column: typeColumn, style: beside, text: title };
    if (row > headerTop && row <= headerBottom) return { column: typeColumn, style: beside, text: null };
    return row > headerBottom && hasCell && beside > 0
      ? { column: typeColumn, style: styles.leading(beside, null), text: null }
      : null;
  }

  function newRow(row: number): string {
    const cells = cellsOfRow(row, [], 0);
    return cells === '' ? '' : `<${prefix}row r="${row}">${cells}</${prefix}row>`;
  }

  function cellsOfRow(row: number, cells: readonly SourceCell[], rowStyle: number): string {
    const filled = marks.get(row) ?? new Map<number, MarkedCell>();
    const beside = cells.find(({ column }) => column === typeColumn + 1);
    const leading = leadingCell(row, beside?.style ?? rowStyle, beside !== undefined);
    const out = new Map<number, string>();
    for (const { column, style, xml } of cells) {
      if (column === typeColumn && !insert) {
        // What an earlier error workbook said there.
        const stale = leading === null && row > headerBottom;
        out.set(column, stale ? cellXml(prefix, row, column, styles.unmarked(style), null) : xml);
        continue;
      }
      const mark = filled.get(column);
      const plain = insert ? style : styles.unmarked(style);
      const wanted = mark === undefined || mark.level === null ? plain : styles.marked(plain, mark.level);
      if (mark !== undefined && mark.text !== null)
        out.set(column, cellXml(prefix, row, column, wanted, mark.text === '' ? null : mark.text));
      else out.set(column, wanted === style ? xml : withStyle(xml, wanted));
    }
    for (const [column, { level, text }] of filled) {
      if (out.has(column)) continue;
      const columnStyle = columnStyles.find(({ min, max }) => min <= column && column <= max)?.style ?? 0;
      const base = rowStyle > 0 ? rowStyle : columnStyle;
      const style = level === null ? base : styles.marked(base, level);
      out.set(column, cellXml(prefix, row, column, style, text === '' ? null : text));
    }
    if (leading !== null) out.set(typeColumn, cellXml(prefix, row, typeColumn, leading.style, leading.text));
    return [...out]
      .toSorted(([a], [b]) => a - b)
      .map(([, xml]) => xml)
      .join('');
  }

  return {
    head(xml, found) {
      prefix = found;
      const shifted = insert ? shiftHead(xml, prefix) : xml;
      rewriteTags(shifted, ({ text, name, kind }) => {
        if (name !== 'col' || kind === 'close') return null;
        const bound = (side: 'min' | 'max') => Number(attribute(text, side) ?? 0) - 1;
        const style = Number(attribute(text, 'style') ?? 0);
        if (style > 0) columnStyles.push({ min: bound('min'), max: bound('max'), style });
        return null;
      });
      return shifted;
    },
    row(xml) {
      const open = /^<[^>]*>/u.exec(xml)?.[0] ?? '';
      const row = Number(attribute(open, 'r') ?? lastRow + 1);
      let before = '';
      for (; (waiting[next] ?? row) < row; next += 1) before += newRow(waiting[next] ?? 0);
      if (waiting[next] === row) next += 1;
      lastRow = row;
      const empty = open.endsWith('/>');
      const rowStyle = attribute(open, 'customFormat') === '1' ? Number(attribute(open, 's') ?? 0) : 0;
      const inner = empty ? '' : xml.slice(open.length, xml.lastIndexOf('</'));
      const { cells, rest } = readCells(inner, row, { shift, sheet });
      const tag = withoutAttribute(empty ? `${open.slice(0, -2).trimEnd()}>` : open, 'spans');
      return `${before}${withAttribute(tag, 'r', row)}${cellsOfRow(row, cells, rowStyle)}${rest}</${prefix}row>`;
    },
    lastRows() {
      let rows = '';
      for (; next < waiting.length; next += 1) rows += newRow(waiting[next] ?? 0);
      return rows;
    },
    tail(xml) {
      let tail = insert ? shiftTail(xml, sheet) : xml;
      if (insert && headerBottom > headerTop) tail = withMerge(tail, prefix, `A${headerTop}:A${headerBottom}`);
      if (marking.legacyDrawing === null) return tail;
      const drawing = `<${prefix}legacyDrawing xmlns:r="${RELATIONS}" r:id="${marking.legacyDrawing}"/>`;
      return insertBefore(tail, AFTER_LEGACY, drawing);
    },
  };
}

interface Cell {
  readonly column: number;
  readonly style: number;
  readonly text: string | null;
}

interface SourceCell {
  readonly column: number;
  readonly style: number;
  readonly xml: string;
}

/** Cells of a row at their new places; `rest`: what else the row holds. */
function readCells(
  xml: string,
  row: number,
  { shift, sheet }: { readonly shift: number; readonly sheet: string },
): { readonly cells: readonly SourceCell[]; readonly rest: string } {
  const cells: SourceCell[] = [];
  let column = shift - 1;
  const rest = xml.replace(CELL, (whole: string, _prefix, attributes: string, content: string | undefined) => {
    const letters = /(?:^|\s)r\s*=\s*["']([A-Za-z]+)\d+["']/u.exec(attributes)?.[1];
    column = letters === undefined ? column + 1 : columnOf(letters) + shift;
    const style = Number(/(?:^|\s)s\s*=\s*["'](\d+)["']/u.exec(attributes)?.[1] ?? 0);
    const open = whole.slice(0, whole.indexOf('>') + 1);
    const moved = withAttribute(open, 'r', `${columnLetters(column)}${row}`);
    const body = whole.slice(open.length);
    const kept =
      shift > 0 && content !== undefined && /<(?:[\w.-]+:)?f[\s>]/u.test(content)
        ? shiftCellFormula(body, sheet)
        : body;
    cells.push({ column, style, xml: moved + kept });
    return '';
  });
  return { cells, rest: rest.trim() };
}

function shiftCellFormula(xml: string, sheet: string): string {
  const texts = rewriteTexts(xml, ['f'], (formula) => shiftFormula(formula, { sheet, own: true }));
  return rewriteTags(texts, ({ text, name, kind }) => {
    if (name !== 'f' || kind === 'close') return null;
    return ['ref', 'r1', 'r2'].reduce((tag, key) => {
      const value = attribute(tag, key);
      return value === null ? tag : withAttribute(tag, key, shiftRanges(value));
    }, text);
  });
}

function withStyle(xml: string, style: number): string {
  const open = xml.slice(0, xml.indexOf('>') + 1);
  return withAttribute(open, 's', style) + xml.slice(open.length);
}

/** Size, panes, selection and columns; the new column gets its width. */
function shiftHead(xml: string, prefix: string): string {
  const column = `<${prefix}col min="1" max="1" width="${WIDTH}" customWidth="1"/>`;
  let hasColumns = false;
  const shifted = rewriteTags(xml, ({ text, name, kind }) => {
    if (kind === 'close') return null;
    if (name === 'dimension') return withAttribute(text, 'ref', fromA(shiftRanges(attribute(text, 'ref') ?? 'A1')));
    if (name === 'sheetView') return shiftCorner(text);
    if (name === 'pane') return shiftPane(text);
    if (name === 'selection') return shiftKeys(text, ['activeCell', 'sqref']);
    if (name === 'cols') {
      hasColumns = true;
      return kind === 'empty' ? `${text.slice(0, -2)}>${column}</${prefix}cols>` : text + column;
    }
    if (name !== 'col') return null;
    const moved = (key: 'min' | 'max') => Math.min(16_384, Number(attribute(text, key) ?? 1) + 1);
    return withAttribute(withAttribute(text, 'min', moved('min')), 'max', moved('max'));
  });
  return hasColumns ? shifted : `${shifted}<${prefix}cols>${column}</${prefix}cols>`;
}

function shiftPane(tag: string): string {
  const frozen = attribute(tag, 'state')?.startsWith('frozen') === true;
  const split = Number(attribute(tag, 'xSplit') ?? 0);
  if (!frozen || split === 0) return shiftCorner(tag);
  return withAttribute(shiftKeys(tag, ['topLeftCell']), 'xSplit', split + 1);
}

/** A view that begins at the left edge goes on doing so: the new column is to be seen. */
function shiftCorner(tag: string): string {
  return attribute(tag, 'topLeftCell')?.startsWith('A') === true && !/topLeftCell=["']A[A-Z]/u.test(tag)
    ? tag
    : shiftKeys(tag, ['topLeftCell']);
}

function shiftKeys(tag: string, keys: readonly string[]): string {
  return keys.reduce((changed, key) => {
    const value = attribute(changed, key);
    return value === null ? changed : withAttribute(changed, key, shiftRanges(value));
  }, tag);
}

function fromA(range: string): string {
  return range.includes(':') ? range.replace(/^\$?[A-Z]+/u, 'A') : `A1:${range}`;
}

function withMerge(tail: string, prefix: string, range: string): string {
  const merge = `<${prefix}mergeCell ref="${range}"/>`;
  const open = /<(?:[\w.-]+:)?mergeCells(?:\s[^<>]*)?>/u.exec(tail);
  if (open === null)
    return insertBefore(tail, AFTER_MERGES, `<${prefix}mergeCells count="1">${merge}</${prefix}mergeCells>`);
  const count = attribute(open[0], 'count');
  const counted = count === null ? open[0] : withAttribute(open[0], 'count', Number(count) + 1);
  return tail.slice(0, open.index) + counted + merge + tail.slice(open.index + open[0].length);
}

function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
