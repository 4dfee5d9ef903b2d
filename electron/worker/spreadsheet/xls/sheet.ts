import type { GridCell, SheetGrid } from '#core/domain/spreadsheet/grid.ts';
import { errorCell, numberCell, UNCACHED } from '../cell-values.ts';
import { GridBuilder, type ReadBudget, type TextCells } from '../grid-builder.ts';
import { damaged } from '../unreadable.ts';
import type { Globals } from './globals.ts';
import { type BiffRecord, RECORD, readRecords, TextCursor } from './records.ts';

const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

/** Reads one sheet from its first record on, up to its end; charts that lie in it are passed over. */
export function readXlsSheet(
  stream: Buffer,
  { name, hidden, at }: Globals['sheets'][number],
  globals: Globals,
  texts: TextCells,
  budget: ReadBudget,
  progress: (at: number) => void,
): SheetGrid {
  if (at + 4 > stream.length || stream.readUInt16LE(at) !== RECORD.bof) throw damaged(`工作表“${name}”的内容缺失`);
  const sheet = new XlsSheet(globals, texts, budget);
  let depth = 0;
  let read = 0;
  for (const record of readRecords(stream, at)) {
    read += 4 + record.data.length;
    if (record.id === RECORD.bof) depth += 1;
    else if (record.id === RECORD.eof) depth -= 1;
    else if (depth === 1) sheet.pass(record);
    if (depth === 0) {
      progress(at + read);
      return { name, hidden, date1904: globals.date1904, pictures: [], ...sheet.finish() };
    }
  }
  throw damaged('文件不完整');
}

class XlsSheet {
  private readonly globals: Globals;
  private readonly texts: TextCells;
  private readonly grid: GridBuilder;
  private readonly hiddenRows: number[] = [];
  private readonly hiddenRanges: (readonly [number, number])[] = [];
  /** Cell of a formula whose text is still to come. */
  private waiting: { readonly row: number; readonly column: number } | null = null;

  constructor(globals: Globals, texts: TextCells, budget: ReadBudget) {
    this.globals = globals;
    this.texts = texts;
    this.grid = new GridBuilder(budget);
  }

  pass(record: BiffRecord): void {
    const { id, data } = record;
    switch (id) {
      case RECORD.labelSst:
        this.put(data, this.sharedText(data.readUInt32LE(6)));
        break;
      case RECORD.label:
      case RECORD.richString:
        this.put(data, this.texts.cell(new TextCursor(record, 6).text()));
        break;
      case RECORD.number:
        this.put(data, this.number(data.readDoubleLE(6), data.readUInt16LE(4)));
        break;
      case RECORD.rk:
        this.put(data, this.number(rkNumber(data.readUInt32LE(6)), data.readUInt16LE(4)));
        break;
      case RECORD.multiRk:
        this.passMultiRk(data);
        break;
      case RECORD.boolError:
        this.put(data, boolOrError(data.readUInt8(6), data.readUInt8(7) === 1));
        break;
      case RECORD.formula:
        this.passFormula(data);
        break;
      case RECORD.string:
        if (this.waiting !== null) {
          const { row, column } = this.waiting;
          this.waiting = null;
          this.grid.put(row, column, this.texts.cell(new TextCursor(record, 0).text()));
        }
        break;
      case RECORD.row:
        if ((data.readUInt16LE(12) & 0x20) !== 0) this.hiddenRows.push(data.readUInt16LE(0) + 1);
        break;
      case RECORD.columnInfo:
        if ((data.readUInt16LE(8) & 1) !== 0) this.hiddenRanges.push([data.readUInt16LE(0), data.readUInt16LE(2)]);
        break;
      case RECORD.mergedCells:
        this.passMerges(data);
    }
  }

  finish() {
    this.endWaiting();
    const { rows, merges, width } = this.grid.finish();
    const hiddenColumns = this.hiddenRanges.flatMap(([from, to]) =>
      Array.from({ length: Math.max(0, Math.min(to, width - 1) - from + 1) }, (_, step) => from + step),
    );
    return { rows, merges, hiddenRows: this.hiddenRows, hiddenColumns };
  }

  private put(data: Buffer, cell: GridCell): void {
    this.endWaiting();
    this.grid.put(data.readUInt16LE(0) + 1, data.readUInt16LE(2), cell);
  }

  private sharedText(index: number): GridCell {
    const cell = this.globals.strings[index];
    if (cell === undefined) throw damaged('单元格引用的文字不存在');
    return cell;
  }

  private number(value: number, style: number): GridCell {
    return numberCell(value, this.globals.formats[style], this.globals.date1904);
  }

  private passMultiRk(data: Buffer): void {
    this.endWaiting();
    const row = data.readUInt16LE(0) + 1;
    const first = data.readUInt16LE(2);
    for (let at = 4, column = first; at + 6 <= data.length - 2; at += 6, column += 1)
      this.grid.put(row, column, this.number(rkNumber(data.readUInt32LE(at + 2)), data.readUInt16LE(at)));
  }

  /** The result that the file keeps; a text follows in a record of its own. */
  private passFormula(data: Buffer): void {
    if (data.readUInt16LE(12) !== 0xffff) {
      this.put(data, this.number(data.readDoubleLE(6), data.readUInt16LE(4)));
      return;
    }
    const kind = data.readUInt8(6);
    this.endWaiting();
    if (kind === 0) this.waiting = { row: data.readUInt16LE(0) + 1, column: data.readUInt16LE(2) };
    else if (kind === 1 || kind === 2) this.put(data, boolOrError(data.readUInt8(8), kind === 2));
  }

  private passMerges(data: Buffer): void {
    const count = data.readUInt16LE(0);
    for (let at = 2; at < 2 + count * 8; at += 8)
      this.grid.merge({
        top: data.readUInt16LE(at) + 1,
        bottom: data.readUInt16LE(at + 2) + 1,
        left: data.readUInt16LE(at + 4),
        right: data.readUInt16LE(at + 6),
      });
  }

  /** A formula whose text never came. */
  private endWaiting(): void {
    if (this.waiting === null) return;
    const { row, column } = this.waiting;
    this.waiting = null;
    this.grid.put(row, column, UNCACHED);
  }
}

function boolOrError(value: number, isError: boolean): GridCell {
  return isError ? errorCell(ERRORS[value] ?? '#N/A') : { kind: 'boolean', value: value !== 0 };
}

/** A number packed into 30 bits: the upper half of a double or an integer, perhaps to be divided by 100. */
function rkNumber(packed: number): number {
  let value: number;
  if ((packed & 2) !== 0) value = (packed | 0) >> 2;
  else {
    const double = Buffer.alloc(8);
    double.writeUInt32LE((packed & ~3) >>> 0, 4);
    value = double.readDoubleLE(0);
  }
  return (packed & 1) === 0 ? value : value / 100;
}
