import type { Writable } from 'node:stream';
import { readFile } from 'node:fs/promises';
import { type Drawing, type Placed, writeDrawing } from './drawing.ts';
import type { PictureFacts } from './picture-facts.ts';
import { openSheet, type SheetSetup, type SheetWriter, sheetReference } from './sheet.ts';
import { createStyleTable, type StyleTable } from './styles.ts';
import { XML_HEAD, xmlAttribute, xmlText } from './xml.ts';
import { openZip, type ZipWriter } from './zip-writer.ts';

/** What is stated about a workbook as a whole. */
export interface WorkbookFacts {
  readonly creator: string;
  /** Integer milliseconds UTC. */
  readonly createdAt: number;
}

/** A sheet as the workbook lists it. */
export interface SheetEntry {
  readonly name: string;
  readonly setup: SheetSetup;
  /** Not even offered by 取消隐藏. */
  readonly veryHidden?: boolean;
  /** `$A:$B`, `$3:$4`: repeated on every sheet of paper. */
  readonly printTitles?: readonly string[];
}

/** A workbook that is written from front to end; one sheet is open at a time. */
export interface Workbook {
  readonly styles: StyleTable;
  /** Begins a sheet; the one before must be ended. */
  sheet(entry: SheetEntry): OpenSheet;
  /** Writes the pictures and all that holds the parts together. */
  close(): Promise<void>;
}

/** An open sheet with its pictures. */
export interface OpenSheet extends Omit<SheetWriter, 'end'> {
  /** Lays a picture over a cell. The same bytes are stored once, on however many sheets they lie. */
  place(picture: PictureSource, where: Omit<Placed, 'picture' | 'turns'>): void;
  end(): Promise<void>;
}

/** A picture file; `key` tells equal ones. */
export interface PictureSource {
  readonly key: string;
  readonly path: string;
  readonly facts: PictureFacts;
}

interface Finished {
  readonly entry: SheetEntry;
  readonly drawing: Drawing | null;
  readonly filter: string | null;
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Opens a workbook over a sink; nothing of it stays in memory but where pictures lie. */
export function openWorkbook(sink: Writable, facts: WorkbookFacts): Workbook {
  const zip = openZip(sink);
  const styles = createStyleTable();
  const finished: Finished[] = [];
  const pictures = new Map<string, PictureSource & { readonly number: number }>();
  let drawings = 0;

  return {
    styles,
    sheet(entry) {
      const number = finished.length + 1;
      const sheet = openSheet(zip.entry(`xl/worksheets/sheet${number}.xml`), entry.setup, styles);
      const placed: Placed[] = [];
      let filter: string | null = null;
      return {
        ...sheet,
        filter(range) {
          filter = range;
          sheet.filter(range);
        },
        place(picture, where) {
          const known = pictures.get(picture.key) ?? { ...picture, number: pictures.size + 1 };
          pictures.set(picture.key, known);
          placed.push({ ...where, picture: known.number, turns: picture.facts.turns });
        },
        async end() {
          if (placed.length > 0) drawings += 1;
          const drawing = placed.length === 0 ? null : { number: drawings, placed };
          await sheet.end(drawing);
          finished.push({ entry, drawing, filter });
        },
      };
    },
    async close() {
      const all = [...pictures.values()];
      for (const { drawing } of finished) if (drawing !== null) await writePictures(zip, drawing, all);
      for (const picture of all) await zip.store(`xl/media/${mediaName(picture)}`, await readFile(picture.path));
      for (const [at, { drawing }] of finished.entries()) {
        if (drawing === null) continue;
        const target = `../drawings/drawing${drawing.number}.xml`;
        await put(zip, `xl/worksheets/_rels/sheet${at + 1}.xml.rels`, relations([['drawing', target]]));
      }
      await put(zip, 'xl/styles.xml', styles.xml());
      await put(zip, 'xl/workbook.xml', workbookXml(finished));
      await put(
        zip,
        'xl/_rels/workbook.xml.rels',
        relations([
          ...finished.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const),
          ['styles', 'styles.xml'],
        ]),
      );
      await put(zip, 'docProps/core.xml', coreXml(facts));
      await put(zip, '_rels/.rels', rootRelations());
      await put(zip, '[Content_Types].xml', typesXml(finished));
      await zip.close();
    },
  };
}

async function put(zip: ZipWriter, name: string, text: string): Promise<void> {
  const entry = zip.entry(name);
  entry.write(text);
  await entry.end();
}

type Known = PictureSource & { readonly number: number };

function mediaName({ number, facts }: Known): string {
  return `image${number}.${facts.kind}`;
}

/** A drawing with its list of pictures: each once, whatever the number of its places. */
async function writePictures(zip: ZipWriter, drawing: Drawing, all: readonly Known[]): Promise<void> {
  const own = new Map<number, number>();
  for (const { picture } of drawing.placed) if (!own.has(picture)) own.set(picture, own.size + 1);
  const name = `drawing${drawing.number}.xml`;
  await writeDrawing(zip.entry(`xl/drawings/${name}`), drawing, (picture) => own.get(picture) ?? 0);
  const targets = [...own.keys()].map((picture) => {
    const known = all[picture - 1];
    if (known === undefined) throw new Error(`picture ${picture} is not known`);
    return ['image', `../media/${mediaName(known)}`] as const;
  });
  await put(zip, `xl/drawings/_rels/${name}.rels`, relations(targets));
}

function relations(targets: readonly (readonly [kind: string, target: string])[]): string {
  const list = targets.map(
    ([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
  );
  return `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

function rootRelations(): string {
  return (
    `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
    `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/>` +
    `<Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`
  );
}

function workbookXml(finished: readonly Finished[]): string {
  const sheets = finished.map(
    ({ entry }, at) =>
      `<sheet name="${xmlAttribute(entry.name)}" sheetId="${at + 1}"${entry.veryHidden === true ? ' state="veryHidden"' : ''} r:id="rId${at + 1}"/>`,
  );
  const names = finished.flatMap(({ entry, filter }, at) => {
    const sheet = sheetReference(entry.name);
    const range = filter
      ?.split(':')
      .map((corner) => corner.replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2'))
      .join(':');
    const titles = entry.printTitles?.map((part) => `${sheet}!${part}`).join(',');
    return [
      ...(range === undefined
        ? []
        : [
            `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${sheet}!${range}</definedName>`,
          ]),
      ...(titles === undefined
        ? []
        : [`<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${titles}</definedName>`]),
    ];
  });
  return (
    `${XML_HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}">` +
    '<workbookPr/><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000" activeTab="0"/></bookViews>' +
    `<sheets>${sheets.join('')}</sheets>` +
    `${names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`}<calcPr calcId="0"/></workbook>`
  );
}

function coreXml({ creator, createdAt }: WorkbookFacts): string {
  const at = `${new Date(createdAt).toISOString().slice(0, 19)}Z`;
  const name = xmlText(creator);
  return (
    `${XML_HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
    `<dc:creator>${name}</dc:creator><cp:lastModifiedBy>${name}</cp:lastModifiedBy>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`
  );
}

function typesXml(finished: readonly Finished[]): string {
  const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const override = (part: string, type: string) => `<Override PartName="${part}" ContentType="${type}"/>`;
  return (
    `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/>' +
    `<Default Extension="png" ContentType="image/png"/>${override('/xl/workbook.xml', `${main}.sheet.main+xml`)}` +
    finished.map((_, at) => override(`/xl/worksheets/sheet${at + 1}.xml`, `${main}.worksheet+xml`)).join('') +
    finished
      .flatMap(({ drawing }) => (drawing === null ? [] : [drawing.number]))
      .map((number) =>
        override(`/xl/drawings/drawing${number}.xml`, 'application/vnd.openxmlformats-officedocument.drawing+xml'),
      )
      .join('') +
    override('/xl/styles.xml', `${main}.styles+xml`) +
    override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
    '</Types>'
  );
}
