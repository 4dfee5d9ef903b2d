import { Writable } from 'node:stream';
import { cellText } from '#core/domain/spreadsheet/cell-text.ts';
import { columnLetters, type GridCell, type SheetGrid } from '#core/domain/spreadsheet/grid.ts';
import { textXml } from './text-cell.ts';
import { encodeXml } from './xml.ts';
import { createZipWriter } from './zip-writer.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Formats of `STYLES`: plain text, day, day and time, time, header. */
const TEXT = 1;
const DAY = 2;
const MOMENT = 3;
const CLOCK = 4;
const HEADER = 5;
const FRAME = 'borderId="1" fontId="0" fillId="0" xfId="0" applyBorder="1" applyAlignment="1" applyNumberFormat="1"';
const WRAPPED = '<alignment vertical="center" wrapText="1"/>';
/** Widest column and most rows that its width is taken from. */
const WIDEST = 40;
const MEASURED_ROWS = 200;

/**
 * An .xlsx that looks like a sheet of another kind of file (.xls, .csv, HTML): values, merges, hidden rows and columns, each
 * sheet under its own name. `marked` is the sheet whose header and data are framed. Widths follow the texts, for the reader
 * of such files does not know them. `names`: what the sheets are called there.
 */
export async function workbookFromGrids(
  sheets: readonly SheetGrid[],
  marked: { readonly sheet: string; readonly headerTop: number; readonly headerBottom: number },
): Promise<{ readonly bytes: Uint8Array; readonly names: readonly string[] }> {
  const chunks: Buffer[] = [];
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const zip = createZipWriter(out);
  const names = uniqueNames(sheets);
  const numbers = sheets.map((_sheet, index) => index + 1);
  await zip.add('[Content_Types].xml', [
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join('')}</Types>`,
  ]);
  await zip.add('_rels/.rels', [
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ]);
  const date1904 = sheets[0]?.date1904 === true ? '<workbookPr date1904="1"/>' : '';
  await zip.add('xl/workbook.xml', [
    `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${date1904}<sheets>${sheets.map((sheet, index) => `<sheet name="${encodeXml(names[index] ?? '')}" sheetId="${index + 1}"${sheet.hidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
  ]);
  await zip.add('xl/_rels/workbook.xml.rels', [
    `<Relationships xmlns="${PACKAGE}/relationships">${numbers.map((n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
  ]);
  await zip.add('xl/styles.xml', [STYLES]);
  for (const [index, sheet] of sheets.entries()) {
    const header = sheet.name === marked.sheet ? marked : { headerTop: 0, headerBottom: 0 };
    await zip.add(`xl/worksheets/sheet${index + 1}.xml`, sheetChunks(sheet, header));
  }
  await zip.finish();
  return { bytes: Buffer.concat(chunks), names };
}

const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="166" formatCode="hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin"><color auto="1"/></${side}>`).join('')}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" ${FRAME}>${WRAPPED}</xf><xf numFmtId="164" ${FRAME}>${WRAPPED}</xf><xf numFmtId="165" ${FRAME}>${WRAPPED}</xf><xf numFmtId="166" ${FRAME}>${WRAPPED}</xf><xf numFmtId="49" borderId="1" fontId="1" fillId="0" xfId="0" applyBorder="1" applyFont="1" applyAlignment="1" applyNumberFormat="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf></cellXfs></styleSheet>`;

function* sheetChunks(
  sheet: SheetGrid,
  { headerTop, headerBottom }: { readonly headerTop: number; readonly headerBottom: number },
): Generator<string> {
  yield `<worksheet xmlns="${MAIN}"><sheetFormatPr defaultRowHeight="15"/>${columnsXml(sheet)}<sheetData>`;
  const hiddenRows = new Set(sheet.hiddenRows);
  for (const { row, cells } of sheet.rows) {
    const isHeader = row >= headerTop && row <= headerBottom;
    const isData = headerTop > 0 && row > headerBottom;
    const written = cells.map((cell, column) =>
      cellOf(cell, `${columnLetters(column)}${row}`, isHeader ? HEADER : isData ? TEXT : 0, sheet.date1904),
    );
    yield `<row r="${row}"${hiddenRows.has(row) ? ' hidden="1"' : ''}>${written.join('')}</row>`;
  }
  const merges = sheet.merges.map(
    ({ top, left, bottom, right }) =>
      `<mergeCell ref="${columnLetters(left)}${top}:${columnLetters(right)}${bottom}"/>`,
  );
  yield '</sheetData>';
  if (merges.length > 0) yield `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>`;
  yield '</worksheet>';
}

function cellOf(cell: GridCell, ref: string, style: number, date1904: boolean): string {
  const open = (format: number) => `<c r="${ref}"${format > 0 ? ` s="${format}"` : ''}`;
  if (
    cell.kind === 'number' &&
    typeof cell.value === 'number' &&
    Number.isFinite(cell.value) &&
    cell.format === undefined
  )
    return `${open(style === TEXT ? 0 : style)}><v>${cell.value}</v></c>`;
  if (cell.kind === 'boolean') return `${open(style)} t="b"><v>${cell.value === true ? 1 : 0}</v></c>`;
  if (cell.kind === 'dateTime' && typeof cell.value === 'string') {
    const serial = serialOf(cell.value, date1904);
    if (serial !== null) return `${open(formatOf(cell.value))}><v>${serial}</v></c>`;
  }
  const text = cell.kind === 'text' ? String(cell.value) : (cellText(cell) ?? '');
  if (text === '') return style === 0 ? '' : `${open(style)}/>`;
  return `${open(style)} t="inlineStr"><is><t xml:space="preserve">${textXml(text)}</t></is></c>`;
}

function formatOf(value: string): number {
  if (value.length <= 8) return CLOCK;
  return value.length > 10 ? MOMENT : DAY;
}

/** Excel's serial number of a civil moment; the reader of our own file must give the same civil text. */
function serialOf(value: string, date1904: boolean): number | null {
  const clock = value.length <= 8 ? value : value.slice(11);
  const [hour = 0, minute = 0, second = 0] = clock === '' ? [] : clock.split(':').map(Number);
  const part = (hour * 3600 + minute * 60 + second) / 86_400;
  if (value.length <= 8) return part;
  const [year = 0, month = 1, day = 1] = value.slice(0, 10).split('-').map(Number);
  const days = Math.round((Date.UTC(year, month - 1, day) - Date.UTC(1899, 11, 30)) / 86_400_000);
  // Before March 1900 Excel counts a day that never was.
  return days < 61 ? null : days - (date1904 ? 1462 : 0) + part;
}

function columnsXml(sheet: SheetGrid): string {
  const hidden = new Set(sheet.hiddenColumns);
  const measured = sheet.rows.slice(0, MEASURED_ROWS);
  const count = measured.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const wide = new Set(sheet.merges.filter(({ left, right }) => right > left).map(({ top, left }) => `${top},${left}`));
  const columns = Array.from({ length: count }, (_, column) => {
    const longest = measured.reduce((most, { row, cells }) => {
      const cell = cells[column];
      return cell === undefined || wide.has(`${row},${column}`) ? most : Math.max(most, widthOf(cell));
    }, 6);
    const isHidden = hidden.has(column) ? ' hidden="1"' : '';
    return `<col min="${column + 1}" max="${column + 1}" width="${Math.min(WIDEST, longest + 2)}" customWidth="1"${isHidden}/>`;
  });
  return columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`;
}

/** Characters of half width that the longest line of a cell takes. */
function widthOf(cell: GridCell): number {
  const lines = (cellText(cell) ?? '').split('\n');
  return Math.max(...lines.map((line) => line.length + line.replace(/[\x20-\x7e]/gu, '').length));
}

/** Sheet names as they are; a csv has a name of ours, which may be too long or not allowed. */
function uniqueNames(sheets: readonly SheetGrid[]): readonly string[] {
  const taken = new Set<string>();
  return sheets.map(({ name }) => {
    const plain =
      name
        .replace(/[:\\/?*[\]']/gu, '_')
        .slice(0, 31)
        .trim() || '表';
    let unique = plain;
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${plain.slice(0, 28)}_${count}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
