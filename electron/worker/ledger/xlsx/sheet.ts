import { columnLetters } from '#core/domain/ledger/ledger-definition.ts';
import type { Drawing } from './drawing.ts';
import type { CellStyle, StyleTable } from './styles.ts';
import { XML_HEAD, xmlAttribute, xmlText } from './xml.ts';
import type { ZipEntry } from './zip-writer.ts';

/** A value as a cell takes it; a Date is read in UTC. */
export type CellValue = string | number | Date | null;

/** Set-up of a sheet, known before its rows. */
export interface SheetSetup {
  /** Width of each column, characters. */
  readonly widths: readonly number[];
  /** Columns (from 0) that are there and not shown. */
  readonly hidden?: readonly number[];
  /** Only unlocked cells may be changed (no password); filter, sorting, widths and heights stay free. */
  readonly protected?: boolean;
  /** Columns and rows that stay while the rest is scrolled. */
  readonly freeze?: { readonly columns: number; readonly rows: number };
  readonly print?: {
    /** As Excel numbers papers: 8 A3, 9 A4. */
    readonly paper: number;
    readonly orientation: 'landscape' | 'portrait';
    readonly pagesWide: number;
    readonly centered: boolean;
    readonly header: string;
    readonly footer: string;
  };
}

/** A sheet that is being written: rows from top to bottom, then what belongs to the whole. */
export interface SheetWriter {
  /** Writes the next row; `number` from 1, cells from column A. */
  row(
    number: number,
    height: number | null,
    cells: readonly { readonly value: CellValue; readonly style: CellStyle | null }[],
  ): void;
  /** Merges cells; both corners included, from 0. */
  merge(row: number, first: number, last: number, lastRow?: number): void;
  /** Range of the filter, as Excel writes it. */
  filter(range: string): void;
  /** What cells offer, take and say when they are chosen. */
  check(check: CellCheck): void;
  settle(): Promise<void>;
  end(drawing: Drawing | null): Promise<void>;
}

/** A rule of cells (数据有效性): a list to choose from, a hint, or both. */
export interface CellCheck {
  readonly range: string;
  /** Formula of the list: `"a,b"` or a range; absent: nothing is offered. */
  readonly list?: string;
  /** Nothing but the list is taken; said when something else is typed. */
  readonly refusal?: string;
  /** Shown while the cell is chosen: at most 32 and 255 characters. */
  readonly hint?: { readonly title: string; readonly text: string };
}

const DAY = 86_400_000;
const UNIX_DAY = 25_569;
const EDGE_SPACE = /^\s|\s$/;

/** Opens a sheet over an entry of the zip. */
export function openSheet(entry: ZipEntry, setup: SheetSetup, styles: StyleTable): SheetWriter {
  const letters = setup.widths.map((_, at) => columnLetters(at));
  const merges: string[] = [];
  const checks: string[] = [];
  let filter = '';
  entry.write(headXml(setup));
  return {
    row(number, height, cells) {
      let xml = height === null ? `<row r="${number}">` : `<row r="${number}" ht="${height}" customHeight="1">`;
      for (let at = 0; at < cells.length; at += 1) {
        const cell = cells[at];
        if (cell === undefined || (cell.value === null && cell.style === null)) continue;
        const style = cell.style === null ? '' : ` s="${styles.indexOf(cell.style)}"`;
        xml += cellXml(`${letters[at] ?? columnLetters(at)}${number}`, style, cell.value);
      }
      entry.write(`${xml}</row>`);
    },
    merge(row, first, last, lastRow = row) {
      merges.push(`<mergeCell ref="${columnLetters(first)}${row}:${columnLetters(last)}${lastRow}"/>`);
    },
    filter(range) {
      filter = `<autoFilter ref="${range}"/>`;
    },
    check(check) {
      checks.push(checkXml(check));
    },
    settle: () => entry.settle(),
    async end(drawing) {
      const merged = merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>`;
      const checked =
        checks.length === 0 ? '' : `<dataValidations count="${checks.length}">${checks.join('')}</dataValidations>`;
      const locked = setup.protected === true ? PROTECTION : '';
      entry.write(`</sheetData>${locked}${filter}${merged}${checked}${printXml(setup)}`);
      entry.write(`${drawing === null ? '' : '<drawing r:id="rId1"/>'}</worksheet>`);
      await entry.end();
    },
  };
}

// An attribute that is 1 (or left out, where that is its default) forbids; 0 allows.
const PROTECTION =
  '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>';

function checkXml({ range, list, refusal, hint }: CellCheck): string {
  // Stated even where it is the default: not every reader knows the default.
  const said =
    hint === undefined
      ? ''
      : ` showInputMessage="1" promptTitle="${xmlAttribute(hint.title)}" prompt="${xmlAttribute(hint.text)}"`;
  if (list === undefined) return `<dataValidation allowBlank="1" showErrorMessage="0"${said} sqref="${range}"/>`;
  const refused =
    refusal === undefined
      ? ' showErrorMessage="0"'
      : ` showErrorMessage="1" errorTitle="不在可选值内" error="${xmlAttribute(refusal)}"`;
  return `<dataValidation type="list" allowBlank="1"${refused}${said} sqref="${range}"><formula1>${xmlText(list)}</formula1></dataValidation>`;
}

function cellXml(ref: string, style: string, value: CellValue): string {
  if (value === null) return `<c r="${ref}"${style}/>`;
  if (typeof value === 'number') return `<c r="${ref}"${style}><v>${value}</v></c>`;
  if (value instanceof Date) return `<c r="${ref}"${style}><v>${value.getTime() / DAY + UNIX_DAY}</v></c>`;
  const space = EDGE_SPACE.test(value) ? ' xml:space="preserve"' : '';
  return `<c r="${ref}"${style} t="inlineStr"><is><t${space}>${xmlText(value)}</t></is></c>`;
}

function headXml({ widths, hidden = [], freeze, print }: SheetSetup): string {
  const cols = widths.map(
    (width, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"${hidden.includes(at) ? ' hidden="1"' : ''}/>`,
  );
  return (
    `${XML_HEAD}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
    `<sheetPr><pageSetUpPr${print === undefined ? '' : ' fitToPage="1"'}/></sheetPr>` +
    `<sheetViews><sheetView workbookViewId="0">${freeze === undefined ? '' : paneXml(freeze)}</sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${cols.join('')}</cols><sheetData>`
  );
}

function paneXml({ columns, rows }: { readonly columns: number; readonly rows: number }): string {
  const corner = `${columnLetters(columns)}${rows + 1}`;
  const pane = columns > 0 ? 'bottomRight' : 'bottomLeft';
  return (
    `<pane${columns > 0 ? ` xSplit="${columns}"` : ''} ySplit="${rows}" topLeftCell="${corner}" activePane="${pane}" state="frozen"/>` +
    `<selection pane="${pane}" activeCell="${corner}" sqref="${corner}"/>`
  );
}

function printXml({ print }: SheetSetup): string {
  if (print === undefined) return '';
  const { paper, orientation, pagesWide, centered, header, footer } = print;
  const order = pagesWide > 1 ? 'overThenDown' : 'downThenOver';
  return (
    `<printOptions${centered ? ' horizontalCentered="1"' : ''}/>` +
    '<pageMargins left="0.4" right="0.4" top="0.7" bottom="0.65" header="0.35" footer="0.3"/>' +
    `<pageSetup paperSize="${paper}" orientation="${orientation}" pageOrder="${order}" fitToWidth="${pagesWide}" fitToHeight="0"/>` +
    `<headerFooter differentFirst="1"><oddHeader>${xmlText(header)}</oddHeader><oddFooter>${xmlText(footer)}</oddFooter>` +
    `<firstFooter>${xmlText(footer)}</firstFooter></headerFooter>`
  );
}

/** A reference to a sheet by name, as formulas and defined names write it. */
export function sheetReference(name: string): string {
  return xmlAttribute(`'${name.replaceAll("'", "''")}'`);
}
