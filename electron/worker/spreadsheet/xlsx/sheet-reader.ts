import type { GridMerge } from '#core/domain/spreadsheet/grid.ts';
import { GridBuilder, MOST_COLUMNS, MOST_ROWS, type ReadBudget } from '../grid-builder.ts';
import { damaged } from '../unreadable.ts';
import { readXmlStream } from '../xml/read-xml.ts';
import { tagValue, type XmlEvents } from '../xml/xml-reader.ts';
import { type CellContext, type RawCell, xlsxCell } from './cell.ts';
import { TextGatherer } from './text.ts';

const DOUBLE = 34;
const SINGLE = 39;
const LETTER_R = 114;
const LETTER_S = 115;
const LETTER_T = 116;

/** One sheet's XML, read. Rows from 1, columns from 0. */
export interface SheetContent extends ReturnType<GridBuilder['finish']> {
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
}

/** Lines of a sheet by their size, told only to those who must find the cell under a place in the sheet. */
export interface SheetLines {
  /** `points`: default height of rows. */
  defaults(points: number): void;
  row(row: number, points: number): void;
  /** Columns `from`–`to` from 0; `characters`: width as Excel shows it. */
  columns(from: number, to: number, characters: number): void;
}

/** Reads a sheet as it is unpacked: nothing of its XML is held. */
export async function readSheet(
  source: AsyncIterable<Uint8Array>,
  context: CellContext,
  budget: ReadBudget,
  lines: SheetLines | null = null,
): Promise<SheetContent> {
  const parser = new SheetParser(context, budget, lines);
  await readXmlStream(source, parser);
  return parser.finish();
}

class SheetParser implements XmlEvents {
  private readonly context: CellContext;
  private readonly grid: GridBuilder;
  private readonly lines: SheetLines | null;
  private readonly hiddenRows: number[] = [];
  private readonly hiddenRanges: (readonly [number, number])[] = [];
  private lastRow = 0;
  private inData = false;
  private inCell = false;
  private row = 0;
  private column = -1;
  private readonly raw: { -readonly [K in keyof RawCell]: RawCell[K] } = {
    type: '',
    style: 0,
    value: null,
    formula: null,
    inline: null,
  };
  private inReading = false;
  private gathering = false;
  private readonly gatherer = new TextGatherer();

  constructor(context: CellContext, budget: ReadBudget, lines: SheetLines | null) {
    this.context = context;
    this.grid = new GridBuilder(budget);
    this.lines = lines;
  }

  open(name: string, tag: string): void {
    if (this.inCell) this.openInCell(name);
    else if (this.inData) {
      if (name === 'c') this.openCell(tag);
      else if (name === 'row') this.openRow(tag);
    } else if (name === 'sheetData') this.inData = true;
    else if (name === 'mergeCell') this.grid.merge(rangeOf(tagValue(tag, 'ref') ?? ''));
    else if (name === 'col') this.openColumns(tag);
    else if (name === 'sheetFormatPr') this.lines?.defaults(Number(tagValue(tag, 'defaultRowHeight') ?? 15));
  }

  close(name: string): void {
    if (!this.inCell) {
      if (name === 'sheetData') this.inData = false;
      return;
    }
    switch (name) {
      case 'v':
        this.raw.value = this.take();
        break;
      case 'f':
        this.raw.formula = this.take();
        break;
      case 't':
        if (this.gathering) this.raw.inline = (this.raw.inline ?? '') + this.take();
        break;
      case 'rPh':
        this.inReading = false;
        break;
      case 'c':
        this.inCell = false;
        this.grid.put(this.row, this.column, xlsxCell(this.raw, this.context));
    }
  }

  text(source: string, from: number, to: number, cdata: boolean): void {
    if (this.gathering) this.gatherer.add(source, from, to, cdata);
  }

  finish(): SheetContent {
    const { rows, merges, width } = this.grid.finish();
    // Whole rests of a sheet are hidden as one range of 16,000 columns: only those with content are told.
    const hiddenColumns = this.hiddenRanges.flatMap(([from, to]) =>
      Array.from({ length: Math.max(0, Math.min(to, width - 1) - from + 1) }, (_, step) => from + step),
    );
    return { rows, merges, width, hiddenRows: this.hiddenRows, hiddenColumns };
  }

  private openInCell(name: string): void {
    if (name === 'v' || name === 'f') this.gathering = true;
    else if (name === 't') this.gathering = !this.inReading;
    else if (name === 'rPh') this.inReading = true;
  }

  private take(): string {
    this.gathering = false;
    return this.gatherer.take();
  }

  private openRow(tag: string): void {
    const written = tagValue(tag, 'r');
    const row = written === null ? this.row + 1 : Number(written);
    if (!(Number.isInteger(row) && row >= 1 && row <= MOST_ROWS)) throw damaged(`行号“${written ?? row}”无效`);
    if (row <= this.lastRow && this.grid.has(row)) throw damaged(`第 ${row} 行出现了两次`);
    this.lastRow = Math.max(this.lastRow, row);
    this.row = row;
    this.column = -1;
    if (isTrue(tagValue(tag, 'hidden'))) this.hiddenRows.push(row);
    if (this.lines !== null) {
      const height = tagValue(tag, 'ht');
      if (isTrue(tagValue(tag, 'hidden'))) this.lines.row(row, 0);
      else if (height !== null) this.lines.row(row, Number(height));
    }
  }

  /** Reads `r`, `s` and `t` in one go: of all tags this one comes by the million. */
  private openCell(tag: string): void {
    if (this.row === 0) throw damaged('有单元格不在任何一行里');
    const { raw } = this;
    raw.type = '';
    raw.style = 0;
    raw.value = null;
    raw.formula = null;
    raw.inline = null;
    this.inCell = true;
    this.inReading = false;
    let column = this.column + 1;
    for (let equals = tag.indexOf('='); equals !== -1; ) {
      const quote = tag.charCodeAt(equals + 1);
      if (quote !== DOUBLE && quote !== SINGLE) {
        this.openSpacedCell(tag);
        return;
      }
      const end = tag.indexOf(quote === DOUBLE ? '"' : "'", equals + 2);
      if (tag.charCodeAt(equals - 2) <= 32) {
        const name = tag.charCodeAt(equals - 1);
        if (name === LETTER_R) column = this.columnOf(tag, equals + 2, end);
        else if (name === LETTER_S) raw.style = Number(tag.slice(equals + 2, end));
        else if (name === LETTER_T) raw.type = tag.slice(equals + 2, end);
      }
      equals = tag.indexOf('=', end);
    }
    this.column = column;
  }

  /** As `openCell`, for blanks around the equals sign, which nobody writes but XML allows. */
  private openSpacedCell(tag: string): void {
    const reference = tagValue(tag, 'r');
    this.column = reference === null ? this.column + 1 : this.columnOf(reference, 0, reference.length);
    this.raw.type = tagValue(tag, 't') ?? '';
    this.raw.style = Number(tagValue(tag, 's') ?? 0);
  }

  /** Column of a reference like `M5`; one of another row is a contradiction, not a cell to be put somewhere. */
  private columnOf(text: string, from: number, to: number): number {
    let column = 0;
    let row = 0;
    let at = from;
    for (; at < to; at += 1) {
      const letter = text.charCodeAt(at) & ~32;
      if (letter < 65 || letter > 90) break;
      column = column * 26 + letter - 64;
    }
    for (; at < to; at += 1) {
      const digit = text.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9) break;
      row = row * 10 + digit;
    }
    if (at < to || column < 1 || column > MOST_COLUMNS || row !== this.row)
      throw damaged(`第 ${this.row} 行里有位置无效的单元格“${text.slice(from, to)}”`);
    return column - 1;
  }

  private openColumns(tag: string): void {
    const from = Number(tagValue(tag, 'min')) - 1;
    const to = Number(tagValue(tag, 'max')) - 1;
    if (!(from >= 0 && to >= from && to < MOST_COLUMNS)) return;
    const hidden = isTrue(tagValue(tag, 'hidden'));
    if (hidden) this.hiddenRanges.push([from, to]);
    this.lines?.columns(from, to, hidden ? 0 : Number(tagValue(tag, 'width') ?? 8.43));
  }
}

function rangeOf(reference: string): GridMerge {
  const parts = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/iu.exec(reference.trim());
  if (parts === null) throw damaged(`合并单元格的范围“${reference}”无效`);
  const [, left = '', top = '', right = left, bottom = top] = parts;
  const columns = [columnNumber(left), columnNumber(right)];
  const rows = [Number(top), Number(bottom)];
  return { top: Math.min(...rows), left: Math.min(...columns), bottom: Math.max(...rows), right: Math.max(...columns) };
}

/** Column from 0 of its letters, `AA` → 26. */
function columnNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function isTrue(value: string | null): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
