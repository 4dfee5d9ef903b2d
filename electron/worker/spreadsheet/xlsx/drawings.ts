import { type Package, readRelations, relationsName } from '../error-workbook/package.ts';
import { attribute } from '../error-workbook/xml.ts';
import { readXmlText } from '../xml/read-xml.ts';
import { type SheetPlace, SheetPlaces } from './sheet-places.ts';
import type { SheetLines } from './sheet-reader.ts';

/** A picture in a drawing: the part with its bytes, and where it lies. */
export interface DrawnPicture {
  readonly name: string;
  readonly part: string;
  /** The cell under its upper left corner, both from 0; or the corner in EMU, where no cell is named. */
  readonly from: SheetPlace | { readonly x: number; readonly y: number };
}

/** The drawings of one sheet. `lines` must be told the sheet's lines before `place` where it is not null. */
export interface SheetDrawings {
  readonly pictures: readonly DrawnPicture[];
  readonly lines: SheetLines | null;
  place(picture: DrawnPicture): SheetPlace;
}

/** Pictures that float over a sheet: anchored by two cells, by one, or by a place in the sheet. Links to files outside are none. */
export async function readDrawings(source: Package, sheetPart: string): Promise<SheetDrawings> {
  const pictures: DrawnPicture[] = [];
  const relations = readRelations(await source.text(relationsName(sheetPart)), sheetPart);
  for (const { target } of relations.filter(({ type, external }) => type === 'drawing' && !external)) {
    const xml = await source.text(target);
    if (xml !== null) pictures.push(...picturesOf(xml, await imagesOf(source, target)));
  }
  const places = pictures.some(({ from }) => 'x' in from) ? new SheetPlaces() : null;
  return {
    pictures,
    lines: places,
    place: ({ from }) => ('x' in from ? (places?.at(from.x, from.y) ?? { row: 0, column: 0 }) : from),
  };
}

/** Pictures inside cells (WPS): the name that `DISPIMG` calls → the part with its bytes. */
export async function readCellImages(source: Package): Promise<ReadonlyMap<string, string>> {
  const part = source.names.find((name) => /(?:^|\/)cellimages\.xml$/iu.test(name));
  const xml = part === undefined ? null : await source.text(part);
  if (part === undefined || xml === null) return new Map();
  const images = await imagesOf(source, part);
  return new Map(picturesOf(xml, images).map(({ name, part: image }) => [name, image]));
}

async function imagesOf(source: Package, part: string): Promise<ReadonlyMap<string, string>> {
  const relations = readRelations(await source.text(relationsName(part)), part);
  return new Map(relations.filter(({ external }) => !external).map(({ id, target }) => [id, target]));
}

/** Pictures in the order in which they are written; groups and charts are passed through, fallbacks are left out. */
function picturesOf(xml: string, images: ReadonlyMap<string, string>): readonly DrawnPicture[] {
  const found: DrawnPicture[] = [];
  let from: { row: number; column: number } | { x: number; y: number } = { row: 0, column: 0 };
  let name = '';
  let figure: 'row' | 'column' | null = null;
  let digits = '';
  let inFrom = false;
  let inFallback = 0;
  readXmlText(xml, {
    open(tag, text) {
      if (tag === 'Fallback') inFallback += 1;
      else if (tag.endsWith('CellAnchor')) from = { row: 0, column: 0 };
      else if (tag === 'from') inFrom = true;
      else if (tag === 'pos') from = { x: figureOf(text, 'x'), y: figureOf(text, 'y') };
      else if (inFrom && (tag === 'row' || tag === 'col')) {
        figure = tag === 'row' ? 'row' : 'column';
        digits = '';
      } else if (tag === 'cNvPr') name = attribute(`<${text}>`, 'name') ?? '';
      else if (tag === 'blip' && inFallback === 0) {
        const part = images.get(attribute(`<${text}>`, 'embed') ?? '');
        if (part !== undefined) found.push({ name, part, from: { ...from } });
      }
    },
    close(tag) {
      if (tag === 'Fallback') inFallback -= 1;
      else if (tag === 'from') inFrom = false;
      else if (figure !== null && 'row' in from && (tag === 'row' || tag === 'col')) {
        from[figure] = Math.max(0, Math.trunc(Number(digits)) || 0);
        figure = null;
      }
    },
    text(source, start, end) {
      if (figure !== null && digits.length < 12) digits += source.slice(start, end);
    },
  });
  return found;
}

function figureOf(tag: string, name: string): number {
  return Number(attribute(`<${tag}>`, name) ?? 0) || 0;
}
