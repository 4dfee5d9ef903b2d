import { createHash } from 'node:crypto';
import type { GridPicture, SheetGrid } from '#core/domain/spreadsheet/grid.ts';
import { type Result, refuse } from '#core/domain/shared/result.ts';
import { type LocatedSheet, type LocatedWorkbook, locateWorkbook } from '../error-workbook/locate.ts';
import { openPackage, type Package } from '../error-workbook/package.ts';
import { detectFormat } from '../file-format.ts';
import { ReadBudget, TextCells } from '../grid-builder.ts';
import { readOds } from '../ods-reader.ts';
import type { PlacedPicture, ReadProgress, Workbook, WorkbookPictures, WorkbookReader } from '../reader.ts';
import { attempt, damaged, Unreadable } from '../unreadable.ts';
import { readXmlText } from '../xml/read-xml.ts';
import { checkZip, type ZipEntry } from '../zip-guard.ts';
import type { CellContext } from './cell.ts';
import { readCellImages, readDrawings } from './drawings.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readSheet } from './sheet-reader.ts';
import { readStyles } from './styles.ts';

/** Zipped workbooks: .xlsx and .xlsm of any program, .ods. Codes: those of the zip guard, NOT_A_WORKBOOK, WORKBOOK_DAMAGED, SHEET_TOO_LARGE, FILE_ENCRYPTED. */
export const zipReader: WorkbookReader = {
  name: 'xlsx',
  claims: (bytes) => detectFormat(bytes) === 'zip',
  async read(bytes, progress) {
    const checked = await checkZip(bytes);
    if (!checked.ok) return checked;
    const entries = checked.value;
    const ods = entries.some(({ name }) => name === 'mimetype') && entries.some(({ name }) => name === 'content.xml');
    if (ods) return attempt(async () => readOds(await openPackage(bytes)));
    const kind = otherPackage(entries);
    if (kind !== null) return kind;
    return attempt(async () => {
      const source = await openPackage(bytes);
      return readXlsx(source, entries, progress);
    });
  },
};

/** Chinese refusal for a zip that is another kind of document; null for a workbook. */
function otherPackage(entries: readonly ZipEntry[]): Result<never> | null {
  const names = new Set(entries.map((entry) => entry.name));
  const has = (start: string) => entries.some((entry) => entry.name.startsWith(start));
  const not = (message: string) => refuse('NOT_A_WORKBOOK', message);
  if (names.has('xl/workbook.bin'))
    return not('这是二进制工作簿（.xlsb），暂不支持；请在 Excel 中另存为 .xlsx 再导入。');
  if (has('word/')) return not('这是 Word 文档，不是表格；请把表格复制到 Excel 或 WPS 表格中再导入。');
  if (has('ppt/')) return not('这是演示文稿，不是表格；请把表格复制到 Excel 或 WPS 表格中再导入。');
  if (names.has('mimetype')) return not('这是 OpenDocument 文件，但不是电子表格；请另存为 .xlsx 再导入。');
  return names.has('[Content_Types].xml') || names.has('xl/workbook.xml')
    ? null
    : not('这是普通的 zip 压缩包，不是表格；请解压后导入里面的表格文件。');
}

async function readXlsx(source: Package, entries: readonly ZipEntry[], progress: ReadProgress): Promise<Workbook> {
  const located = await locateWorkbook(source);
  if (located === null) throw damaged('没有工作簿的目录');
  readXmlText(located.xml, { open() {}, close() {}, text() {} });
  const [missing] = located.missing;
  if (missing !== undefined) throw damaged(`工作表“${missing}”的内容缺失`);
  if (located.sheets.length === 0) throw damaged('没有工作表');
  const counted = countBytes(source, entries, located, progress);
  const texts = new TextCells();
  const { date1904, stringsPart, stylesPart } = located;
  const context: CellContext = {
    strings: stringsPart === null ? [] : await readSharedStrings(counted(stringsPart), texts),
    formats: readStyles(stylesPart === null ? null : await source.text(stylesPart)),
    date1904,
    texts,
  };
  const pictures = new PictureList(source, await readCellImages(source));
  const budget = new ReadBudget();
  const sheets: SheetGrid[] = [];
  for (const sheet of located.sheets)
    sheets.push(await sheetGrid(source, sheet, counted(sheet.part), context, budget, pictures));
  return { format: 'xlsx', sheets, remarks: [...remarksOf(source), ...pictures.remarks], pictures };
}

async function sheetGrid(
  source: Package,
  { name, part, hidden }: LocatedSheet,
  xml: AsyncIterable<Uint8Array>,
  context: CellContext,
  budget: ReadBudget,
  pictures: PictureList,
): Promise<SheetGrid> {
  const drawings = await readDrawings(source, part);
  const { rows, merges, hiddenRows, hiddenColumns } = await readSheet(xml, context, budget, drawings.lines);
  const floating: GridPicture[] = [];
  for (const picture of drawings.pictures) {
    const place = drawings.place(picture);
    const at = { row: place.row + 1, column: place.column, name: picture.name };
    const facts = await pictures.add({ sheet: name, ...at, kind: 'floating' }, picture.part);
    if (facts !== null) floating.push({ ...at, ...facts });
  }
  for (const { row, cells } of rows)
    cells.forEach((cell, column) => {
      if (cell.kind === 'picture')
        pictures.addInCell({ sheet: name, row, column, name: String(cell.value), kind: 'cell' });
    });
  return {
    name,
    hidden,
    rows,
    merges,
    hiddenRows: hiddenRows.toSorted((a, b) => a - b),
    hiddenColumns: [...new Set(hiddenColumns)].toSorted((a, b) => a - b),
    date1904: context.date1904,
    pictures: floating,
  };
}

/** Tells how much of the strings and sheets is read, in bytes unpacked. */
function countBytes(
  source: Package,
  entries: readonly ZipEntry[],
  located: LocatedWorkbook,
  progress: ReadProgress,
): (part: string) => AsyncIterable<Uint8Array> {
  const parts = new Set(
    [...located.sheets.map(({ part }) => part), located.stringsPart].map((part) => part?.toLowerCase()),
  );
  const total = entries.reduce((sum, { name, bytes }) => sum + (parts.has(name.toLowerCase()) ? bytes : 0), 0);
  let done = 0;
  return async function* (part) {
    for await (const piece of source.stream(part)) {
      yield piece;
      done += piece.length;
      progress(Math.min(done, total), total);
    }
  };
}

function remarksOf(source: Package): readonly string[] {
  const has = (pattern: RegExp) => source.names.some((name) => pattern.test(name));
  return [
    ...(has(/vbaProject\.bin$/iu) ? ['文件里有宏，没有运行，也没有读取'] : []),
    ...(has(/^xl\/externalLinks\//iu) ? ['有公式引用其他文件，按文件里保存的结果读取，没有去取'] : []),
  ];
}

type Unmeasured = Omit<PlacedPicture, 'bytes'>;

/** Pictures as they are found. One part may show in many places: it is measured once. */
class PictureList implements WorkbookPictures {
  readonly placed: PlacedPicture[] = [];
  readonly remarks: string[] = [];
  private readonly source: Package;
  private readonly inCells: ReadonlyMap<string, string>;
  private readonly parts = new Map<PlacedPicture, string>();
  private readonly facts = new Map<string, { readonly bytes: number; readonly sha256: string } | null>();

  constructor(source: Package, inCells: ReadonlyMap<string, string>) {
    this.source = source;
    this.inCells = inCells;
  }

  /** Size and hash of a floating picture; null, with a remark, when the file does not hold it whole. */
  async add(picture: Unmeasured, part: string) {
    let facts = this.facts.get(part);
    if (facts === undefined) {
      facts = await this.measure(part);
      this.facts.set(part, facts);
      if (facts === null) this.remarks.push(`工作表“${picture.sheet}”第 ${picture.row} 行的图片已损坏，没有读取`);
    }
    if (facts !== null) this.keep(picture, part);
    return facts;
  }

  addInCell(picture: Unmeasured): void {
    const part = this.inCells.get(picture.name);
    if (part !== undefined && this.source.has(part)) this.keep(picture, part);
  }

  async read(picture: PlacedPicture): Promise<Buffer | null> {
    const part = this.parts.get(picture);
    if (part === undefined) return null;
    try {
      return await this.source.bytes(part);
    } catch (error) {
      if (error instanceof Unreadable) return null;
      throw error;
    }
  }

  private keep(picture: Unmeasured, part: string): void {
    const placed = { ...picture, bytes: this.source.size(part) };
    this.placed.push(placed);
    this.parts.set(placed, part);
  }

  private async measure(part: string) {
    if (!this.source.has(part)) return null;
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const piece of this.source.stream(part)) {
        hash.update(piece);
        bytes += piece.length;
      }
    } catch (error) {
      if (error instanceof Unreadable) return null;
      throw error;
    }
    return { bytes, sha256: hash.digest('hex') };
  }
}
