import type { GridCell, SheetGrid } from '#core/domain/spreadsheet/grid.ts';
import { errorCell, isoCell, numberCell, UNCACHED } from '../cell-values.ts';
import { attribute } from '../error-workbook/xml.ts';
import { detectFormat } from '../file-format.ts';
import { GridBuilder, ReadBudget, TextCells } from '../grid-builder.ts';
import { NO_PICTURES, type Workbook, type WorkbookReader } from '../reader.ts';
import { decodeText } from '../text/decode.ts';
import { attempt, damaged } from '../unreadable.ts';
import { TextGatherer } from '../xlsx/text.ts';
import { readXmlText } from './read-xml.ts';
import type { XmlEvents } from './xml-reader.ts';

/** XML 电子表格 2003 (SpreadsheetML), often named .xls. Codes: WORKBOOK_DAMAGED, TEXT_UNREADABLE, SHEET_TOO_LARGE. */
export const xmlWorkbookReader: WorkbookReader = {
  name: 'xml',
  claims: (bytes) => detectFormat(bytes) === 'xmlWorkbook',
  read: (bytes) => attempt(() => readXmlWorkbook(bytes)),
};

function readXmlWorkbook(bytes: Uint8Array): Workbook {
  const parser = new XmlWorkbookParser();
  readXmlText(decodeText(bytes).text, parser);
  if (parser.sheets.length === 0) throw damaged('没有工作表');
  return { format: 'xml', sheets: parser.sheets, remarks: [], pictures: NO_PICTURES };
}

class XmlWorkbookParser implements XmlEvents {
  readonly sheets: SheetGrid[] = [];
  private readonly budget = new ReadBudget();
  private readonly texts = new TextCells();
  private readonly gatherer = new TextGatherer();
  private grid: GridBuilder | null = null;
  private name = '';
  private hidden = false;
  private hiddenRows: number[] = [];
  private hiddenColumns: number[] = [];
  private column = 0;
  private listed = 0;
  private row = 0;
  private across = 0;
  private formula = false;
  private type = '';
  private inData = false;
  private inVisible = false;
  private visible = '';

  open(name: string, tag: string): void {
    const value = (attr: string) => attribute(`<${tag}>`, attr);
    switch (name) {
      case 'Worksheet':
        this.grid = new GridBuilder(this.budget);
        this.name = value('Name') ?? '';
        this.hidden = false;
        this.hiddenRows = [];
        this.hiddenColumns = [];
        this.row = 0;
        this.listed = 0;
        break;
      case 'Column': {
        const from = index(value('Index'), this.listed);
        const span = count(value('Span'), 16_384);
        if (value('Hidden') === '1')
          for (let step = 0; step <= span; step += 1) this.hiddenColumns.push(from - 1 + step);
        this.listed = from + span;
        break;
      }
      case 'Row':
        this.row = index(value('Index'), this.row);
        this.column = 0;
        if (value('Hidden') === '1') this.hiddenRows.push(this.row);
        // Rows without cells may be told as one.
        this.across = count(value('Span'), 1_048_576);
        break;
      case 'Cell':
        this.openCell(value);
        break;
      case 'Data':
        this.inData = true;
        this.type = value('Type') ?? 'String';
        break;
      case 'Visible':
        this.inVisible = true;
        this.visible = '';
    }
  }

  close(name: string): void {
    if (name === 'Data') {
      this.inData = false;
      this.grid?.put(this.row, this.column - 1, this.valueOf(this.gatherer.take()));
      this.formula = false;
    } else if (name === 'Cell') {
      if (this.formula) this.grid?.put(this.row, this.column - 1, UNCACHED);
      this.column += this.across;
      this.across = 0;
    } else if (name === 'Row') this.row += this.across;
    else if (name === 'Visible') {
      this.inVisible = false;
      this.hidden = /hidden/iu.test(this.visible);
    } else if (name === 'Worksheet') this.closeSheet();
  }

  text(source: string, from: number, to: number, cdata: boolean): void {
    if (this.inData) this.gatherer.add(source, from, to, cdata);
    else if (this.inVisible && this.visible.length < 100) this.visible += source.slice(from, to);
  }

  private openCell(value: (name: string) => string | null): void {
    this.column = index(value('Index'), this.column);
    this.formula = value('Formula') !== null;
    const right = count(value('MergeAcross'), 16_384);
    const down = count(value('MergeDown'), 1_048_576);
    this.across = right;
    const left = this.column - 1;
    if (right + down > 0) this.grid?.merge({ top: this.row, left, bottom: this.row + down, right: left + right });
  }

  private valueOf(text: string): GridCell {
    switch (this.type) {
      case 'Number':
        return numberCell(text.trim() === '' ? Number.NaN : Number(text), undefined, false);
      case 'DateTime':
        return isoCell(text);
      case 'Boolean':
        return { kind: 'boolean', value: text.trim() === '1' };
      case 'Error':
        return errorCell(text);
      default:
        return this.texts.cell(text);
    }
  }

  private closeSheet(): void {
    if (this.grid === null) return;
    const { rows, merges, width } = this.grid.finish();
    this.sheets.push({
      name: this.name,
      hidden: this.hidden,
      rows,
      merges,
      hiddenRows: this.hiddenRows,
      hiddenColumns: this.hiddenColumns.filter((column) => column < width),
      date1904: false,
      pictures: [],
    });
    this.grid = null;
  }
}

/** The place that is told, from 1, else the next one. */
function index(told: string | null, last: number): number {
  const place = told === null ? last + 1 : Number(told);
  if (!Number.isInteger(place) || place <= last) throw damaged('行或列的位置无效');
  return place;
}

function count(told: string | null, most: number): number {
  const number = Number(told ?? 0);
  if (!Number.isInteger(number) || number < 0 || number > most) throw damaged('合并或跨越的范围无效');
  return number;
}
