import type { GridMerge } from '#core/domain/spreadsheet/grid.ts';
import { MOST_COLUMNS, MOST_ROWS } from '../grid-builder.ts';
import { tooLarge } from '../unreadable.ts';
import { decodeEntities } from './entities.ts';

/** One table of a page. Rows and columns from 0. */
export interface HtmlTable {
  readonly cells: { readonly row: number; readonly column: number; readonly text: string }[];
  readonly merges: GridMerge[];
  readonly hiddenRows: number[];
  height: number;
}

/** Comments, the insides of scripts and styles, then any tag; attributes may hold `>` in quotes. */
const MARKUP =
  /<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)|<[!?][^>]*(?:>|$)|<(\/?)([a-z][\w:-]*)((?:"[^"]{0,4096}"|'[^']{0,4096}'|[^"'>]){0,4096})(?:>|$)/giu;
/** What browsers allow; more is no table. */
const MOST_SPAN = 1000;
const MOST_TEXT = 1 << 20;
const BREAKS = new Set(['br', 'p', 'div', 'li', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** A table while it is open. */
interface OpenTable {
  readonly table: HtmlTable;
  row: number;
  column: number;
  /** Row up to which (exclusive) a column is taken by a cell above, by column. */
  readonly taken: number[];
  cell: { readonly row: number; readonly column: number; text: string } | null;
}

/** Every table of a page, in the order in which they begin; the text of a table inside a cell is not the text of that cell. */
export function readTables(html: string): readonly HtmlTable[] {
  const tables: HtmlTable[] = [];
  const open: OpenTable[] = [];
  let at = 0;
  for (const match of html.matchAll(MARKUP)) {
    addText(open.at(-1), html.slice(at, match.index));
    at = match.index + match[0].length;
    const [, , close, written, attributes = ''] = match;
    if (written === undefined) continue;
    const name = written.toLowerCase();
    const table = open.at(-1);
    if (name === 'table') {
      if (close === '/') {
        if (table !== undefined) endCell(table);
        open.pop();
      } else {
        const begun: HtmlTable = { cells: [], merges: [], hiddenRows: [], height: 0 };
        tables.push(begun);
        open.push({ table: begun, row: -1, column: 0, taken: [], cell: null });
        if (open.length > 100) throw tooLarge('网页里的表格嵌套超过 100 层');
      }
    } else if (table !== undefined) passTag(table, name, close === '/', attributes);
  }
  addText(open.at(-1), html.slice(at));
  for (const table of open) endCell(table);
  return tables;
}

function passTag(open: OpenTable, name: string, close: boolean, attributes: string): void {
  if (name === 'tr') {
    endCell(open);
    if (!close) beginRow(open, attributes);
  } else if (name === 'td' || name === 'th') {
    endCell(open);
    if (!close) beginCell(open, attributes);
  } else if (BREAKS.has(name) && open.cell !== null && (name === 'br' || open.cell.text.trim() !== '')) {
    open.cell.text += '\n';
  }
}

function beginRow(open: OpenTable, attributes: string): void {
  open.row += 1;
  open.column = 0;
  open.table.height = Math.max(open.table.height, open.row + 1);
  if (open.row >= MOST_ROWS) throw tooLarge(`超过 ${MOST_ROWS} 行`);
  if (/display\s*:\s*none/iu.test(attributes)) open.table.hiddenRows.push(open.row);
}

function beginCell(open: OpenTable, attributes: string): void {
  if (open.row === -1) beginRow(open, '');
  while ((open.taken[open.column] ?? 0) > open.row) open.column += 1;
  const { row, column } = open;
  const wide = span(attributes, 'colspan', MOST_SPAN);
  const high = span(attributes, 'rowspan', MOST_ROWS - row);
  if (column + wide > MOST_COLUMNS) throw tooLarge(`有一行超过 ${MOST_COLUMNS} 列`);
  for (let step = 0; step < wide; step += 1) open.taken[column + step] = row + high;
  if (wide > 1 || high > 1)
    open.table.merges.push({ top: row, left: column, bottom: row + high - 1, right: column + wide - 1 });
  open.column = column + wide;
  open.cell = { row, column, text: '' };
}

function endCell(open: OpenTable): void {
  if (open.cell === null) return;
  const { row, column, text } = open.cell;
  const lines = text.split('\n').map((line) => line.trim());
  const kept = lines.join('\n').replace(/^\n+|\n+$/gu, '');
  if (kept !== '') open.table.cells.push({ row, column, text: kept });
  open.cell = null;
}

/** Runs of blanks and line breaks of the source are one blank, as a browser shows them. */
function addText(open: OpenTable | undefined, source: string): void {
  if (source === '' || open === undefined || open.cell === null) return;
  if (open.cell.text.length + source.length > MOST_TEXT) throw tooLarge('有一格的文字超过 100 万字');
  open.cell.text += decodeEntities(source.replace(/[ \t\r\n\f]+/gu, ' '));
}

function span(attributes: string, name: string, most: number): number {
  const written = new RegExp(String.raw`\b${name}\s*=\s*["']?\s*(\d+)`, 'iu').exec(attributes)?.[1];
  const count = Number(written ?? 1);
  return Math.max(1, Math.min(Number.isFinite(count) ? count : 1, most));
}
