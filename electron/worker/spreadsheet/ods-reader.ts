import { EMPTY_CELL, type GridCell, type SheetGrid } from '#core/domain/spreadsheet/grid.ts';
import { errorCell, isoCell, numberCell, UNCACHED } from './cell-values.ts';
import type { Package } from './error-workbook/package.ts';
import { attribute } from './error-workbook/xml.ts';
import { GridBuilder, MOST_COLUMNS, ReadBudget, TextCells } from './grid-builder.ts';
import { NO_PICTURES, type Workbook } from './reader.ts';
import { damaged, Unreadable } from './unreadable.ts';
import { readXmlStream } from './xml/read-xml.ts';
import type { XmlEvents } from './xml/xml-reader.ts';
import { TextGatherer } from './xlsx/text.ts';

const SPREADSHEET = /^application\/vnd\.oasis\.opendocument\.spreadsheet(?:-template)?/u;

/** Reads an OpenDocument spreadsheet (.ods). Codes: FILE_ENCRYPTED, NOT_A_WORKBOOK, WORKBOOK_DAMAGED, SHEET_TOO_LARGE. */
export async function readOds(source: Package): Promise<Workbook> {
  if (!SPREADSHEET.test((await source.text('mimetype')) ?? ''))
    throw new Unreadable('NOT_A_WORKBOOK', '这是 OpenDocument 文件，但不是电子表格；请另存为 .xlsx 再导入。');
  if (/encryption-data/u.test((await source.text('META-INF/manifest.xml')) ?? ''))
    throw new Unreadable('FILE_ENCRYPTED', '文件加了密码，无法读取；请去掉密码后另存再导入。');
  const parser = new OdsParser();
  await readXmlStream(source.stream('content.xml'), parser);
  const remarks = parser.pictures ? ['.ods 里的图片没有读取；需要照片时请另存为 .xlsx'] : [];
  return { format: 'ods', sheets: parser.sheets, remarks, pictures: NO_PICTURES };
}

/** A cell as it is written, until it ends. */
interface OpenCell {
  readonly tag: string;
  readonly repeat: number;
  readonly covered: boolean;
  paragraphs: number;
}

class OdsParser implements XmlEvents {
  readonly sheets: SheetGrid[] = [];
  pictures = false;
  private readonly budget = new ReadBudget();
  private readonly texts = new TextCells();
  private readonly hiddenStyles = new Set<string>();
  private style = '';
  private table: { readonly name: string; readonly hidden: boolean } | null = null;
  private grid = new GridBuilder(this.budget);
  private hiddenRows: number[] = [];
  private hiddenRanges: (readonly [number, number])[] = [];
  private columns = 0;
  private row = 0;
  private rowRepeat = 1;
  private rowCells: { readonly column: number; readonly cell: GridCell }[] = [];
  private column = 0;
  private cell: OpenCell | null = null;
  private readonly gatherer = new TextGatherer();
  private inParagraph = 0;
  private inNote = 0;

  open(name: string, tag: string): void {
    const value = (attr: string) => attribute(`<${tag}>`, attr);
    switch (name) {
      case 'style':
        this.style = value('name') ?? '';
        break;
      case 'table-properties':
        if (value('display') === 'false') this.hiddenStyles.add(this.style);
        break;
      case 'table':
        if (this.table !== null) throw damaged('表格里还有表格');
        this.table = { name: value('name') ?? '', hidden: this.hiddenStyles.has(value('style-name') ?? '') };
        this.grid = new GridBuilder(this.budget);
        this.hiddenRows = [];
        this.hiddenRanges = [];
        this.columns = 0;
        this.row = 0;
        break;
      case 'table-column': {
        const repeat = repeated(value('number-columns-repeated'));
        if (isHidden(value('visibility'))) this.hiddenRanges.push([this.columns, this.columns + repeat - 1]);
        this.columns += repeat;
        break;
      }
      case 'table-row':
        this.rowRepeat = repeated(value('number-rows-repeated'));
        if (isHidden(value('visibility')) && this.rowRepeat <= 65_536)
          for (let step = 1; step <= this.rowRepeat; step += 1) this.hiddenRows.push(this.row + step);
        this.rowCells = [];
        this.column = 0;
        break;
      case 'table-cell':
      case 'covered-table-cell':
        this.openCell(name === 'covered-table-cell', tag);
        break;
      case 'annotation':
        this.inNote += 1;
        break;
      case 'image':
        this.pictures = true;
        break;
      default:
        if (this.cell !== null && this.inNote === 0) this.openText(name, value);
    }
  }

  close(name: string): void {
    if (name === 'annotation') this.inNote -= 1;
    else if (name === 'p' && this.inParagraph > 0 && this.inNote === 0) this.inParagraph -= 1;
    else if (name === 'table-cell' || name === 'covered-table-cell') this.closeCell();
    else if (name === 'table-row') this.closeRow();
    else if (name === 'table') this.closeTable();
  }

  text(source: string, from: number, to: number, cdata: boolean): void {
    if (this.inParagraph > 0 && this.inNote === 0) this.gatherer.add(source, from, to, cdata);
  }

  private openText(name: string, value: (attr: string) => string | null): void {
    const add = (text: string) => this.gatherer.add(text, 0, text.length, true);
    if (name === 'p') {
      if (this.cell !== null) {
        if (this.cell.paragraphs > 0) add('\n');
        this.cell.paragraphs += 1;
      }
      this.inParagraph += 1;
    } else if (this.inParagraph === 0) return;
    else if (name === 's') add(' '.repeat(Math.min(repeated(value('c')), 1000)));
    else if (name === 'tab') add('\t');
    else if (name === 'line-break') add('\n');
  }

  private openCell(covered: boolean, tag: string): void {
    const repeat = repeated(attribute(`<${tag}>`, 'number-columns-repeated'));
    this.cell = { tag: `<${tag}>`, repeat, covered, paragraphs: 0 };
    if (covered) return;
    const right = repeated(attribute(this.cell.tag, 'number-columns-spanned')) - 1;
    const down = repeated(attribute(this.cell.tag, 'number-rows-spanned')) - 1;
    if (right + down > 0) {
      const top = this.row + 1;
      this.grid.merge({ top, left: this.column, bottom: top + down, right: this.column + right });
    }
  }

  private closeCell(): void {
    if (this.cell === null) return;
    const { covered, repeat, tag } = this.cell;
    const text = this.gatherer.take();
    const cell = covered ? EMPTY_CELL : this.valueOf(tag, text);
    if (cell !== EMPTY_CELL)
      for (let step = 0; step < Math.min(repeat, MOST_COLUMNS); step += 1)
        this.rowCells.push({ column: this.column + step, cell });
    this.column += repeat;
    this.cell = null;
    this.inParagraph = 0;
  }

  private valueOf(tag: string, text: string): GridCell {
    const value = (name: string) => attribute(tag, name);
    const formula = value('formula') !== null;
    const type = value('value-type');
    if (formula && /^(?:#[A-Z/0!?]+|Err:\d+)$/u.test(text)) return errorCell(text);
    switch (type) {
      case 'float':
      case 'percentage':
      case 'currency': {
        const number = Number(value('value') ?? Number.NaN);
        const padded = /^0\d+$/u.test(text) && Number(text) === number;
        return numberCell(number, padded ? { date: false, code: '0'.repeat(text.length) } : undefined, false);
      }
      case 'boolean':
        return { kind: 'boolean', value: value('boolean-value') === 'true' };
      case 'date':
        return isoCell(value('date-value') ?? '');
      case 'time':
        return timeOf(value('time-value') ?? '', text);
      default:
        return text === '' && formula && type === null ? UNCACHED : this.texts.cell(text);
    }
  }

  private closeRow(): void {
    if (this.rowCells.length > 0)
      for (let step = 1; step <= this.rowRepeat; step += 1)
        for (const { column, cell } of this.rowCells) this.grid.put(this.row + step, column, cell);
    this.row += this.rowRepeat;
  }

  private closeTable(): void {
    if (this.table === null) return;
    const { rows, merges, width } = this.grid.finish();
    this.sheets.push({
      ...this.table,
      rows,
      merges,
      hiddenRows: this.hiddenRows,
      hiddenColumns: this.hiddenRanges.flatMap(([from, to]) =>
        Array.from({ length: Math.max(0, Math.min(to, width - 1) - from + 1) }, (_, step) => from + step),
      ),
      date1904: false,
      pictures: [],
    });
    this.table = null;
  }
}

/** `PT14H14M00S`; one of more than a day stays as it is shown. */
function timeOf(value: string, shown: string): GridCell {
  const parts = /^PT(\d{1,2})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S$/u.exec(value);
  const [, hours = '', minutes = '', seconds = ''] = parts ?? [];
  if (parts === null || Number(hours) > 23) return shown === '' ? EMPTY_CELL : { kind: 'text', value: shown };
  return { kind: 'dateTime', value: [hours, minutes, seconds].map((part) => part.padStart(2, '0')).join(':') };
}

function isHidden(visibility: string | null): boolean {
  return visibility === 'collapse' || visibility === 'filter';
}

function repeated(value: string | null): number {
  const count = value === null ? 1 : Number(value);
  if (!Number.isInteger(count) || count < 1) throw damaged('重复次数无效');
  return count;
}
