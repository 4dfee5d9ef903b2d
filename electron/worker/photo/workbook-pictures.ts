import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkbookPicture } from '#app/jobs.ts';
import { ok, type Result } from '#core/domain/shared/result.ts';
import { locateWorkbook } from '../spreadsheet/error-workbook/locate.ts';
import { openPackage, type Package, readRelations, relationsName } from '../spreadsheet/error-workbook/package.ts';
import { attribute, decodeXml, rewriteTags } from '../spreadsheet/error-workbook/xml.ts';
import { detectFormat } from '../spreadsheet/file-format.ts';
import { measureZip } from '../spreadsheet/zip-guard.ts';

const CELL =
  /<(?:[\w.-]+:)?c(?=[\s>])([^<>]*?)(?<!\/)>(?:(?!<\/(?:[\w.-]+:)?c\s*>)[\s\S])*?DISPIMG\((?:&quot;|")([^"&]+)/gu;

/** A picture and the cell it lies in. */
type Placed = Pick<WorkbookPicture, 'row' | 'column' | 'name' | 'kind'> & { readonly part: string };

/**
 * Writes the pictures of a workbook into `folder`, byte for byte, each named by its SHA-256: those that float over a sheet
 * and those inside cells (WPS `DISPIMG`). Other files than .xlsx have none. Codes: those of the zip guard.
 */
export async function extractPictures(
  bytes: Uint8Array,
  _fileName: string,
  folder: string,
): Promise<Result<readonly WorkbookPicture[]>> {
  if (detectFormat(bytes) !== 'zip') return ok([]);
  const measured = await measureZip(bytes);
  if (!measured.ok) return measured;
  const source = await openPackage(bytes);
  const kept = new Map<string, { readonly sha256: string; readonly bytes: number } | null>();
  const keep = async (part: string) => {
    const known = kept.get(part);
    if (known !== undefined) return known;
    const written = source.has(part) ? writeOut(await source.bytes(part), folder) : null;
    kept.set(part, written);
    return written;
  };
  const pictures: WorkbookPicture[] = [];
  const inCells = await cellImages(source);
  for (const { name: sheet, part } of (await locateWorkbook(source))?.sheets ?? []) {
    for (const { part: image, ...place } of [
      ...(await floating(source, part)),
      ...(await inside(source, part, inCells)),
    ]) {
      const file = await keep(image);
      if (file !== null) pictures.push({ sheet, ...place, ...file });
    }
  }
  return ok(pictures);
}

function writeOut(content: Uint8Array, folder: string) {
  const sha256 = createHash('sha256').update(content).digest('hex');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, sha256), content, { mode: 0o600 });
  return { sha256, bytes: content.length };
}

/** Pictures that float over a sheet, in the cell under their upper left corner. */
async function floating(source: Package, sheet: string): Promise<readonly Placed[]> {
  const relations = readRelations(await source.text(relationsName(sheet)), sheet);
  const placed: Placed[] = [];
  for (const { target } of relations.filter(({ type }) => type === 'drawing')) {
    const images = readRelations(await source.text(relationsName(target)), target);
    const xml = (await source.text(target)) ?? '';
    for (const [anchor] of xml.matchAll(/<((?:[\w.-]+:)?(?:two|one)CellAnchor)[\s>][\s\S]*?<\/\1\s*>/gu)) {
      const from = /<(?:[\w.-]+:)?from[\s>][\s\S]*?<\/(?:[\w.-]+:)?from\s*>/u.exec(anchor)?.[0] ?? '';
      const figure = (name: string) =>
        Number(new RegExp(`<(?:[\\w.-]+:)?${name}>\\s*(\\d+)`, 'u').exec(from)?.[1] ?? 0);
      for (const { name, part } of embedded(anchor, images))
        placed.push({ row: figure('row') + 1, column: figure('col'), name, part, kind: 'floating' });
    }
  }
  return placed;
}

/** Pictures inside cells, by the names that `DISPIMG` calls. */
async function cellImages(source: Package): Promise<ReadonlyMap<string, string>> {
  const part = source.names.find((name) => /(?:^|\/)cellimages\.xml$/iu.test(name));
  if (part === undefined) return new Map();
  const images = readRelations(await source.text(relationsName(part)), part);
  return new Map(embedded((await source.text(part)) ?? '', images).map(({ name, part: image }) => [name, image]));
}

async function inside(source: Package, sheet: string, images: ReadonlyMap<string, string>): Promise<readonly Placed[]> {
  if (images.size === 0) return [];
  const placed: Placed[] = [];
  for (const [, attributes = '', id = ''] of ((await source.text(sheet)) ?? '').matchAll(CELL)) {
    const [, letters = '', row = ''] = /(?:^|\s)r\s*=\s*["']([A-Z]+)(\d+)["']/u.exec(attributes) ?? [];
    const part = images.get(decodeXml(id));
    if (part !== undefined && row !== '')
      placed.push({ row: Number(row), column: columnOf(letters), name: id, part, kind: 'cell' });
  }
  return placed;
}

/** Names of pictures with their parts, in the order in which they are written. */
function embedded(xml: string, images: ReturnType<typeof readRelations>) {
  const found: { name: string; part: string }[] = [];
  let name = '';
  rewriteTags(xml, ({ text, name: tag, kind }) => {
    if (kind === 'close') return null;
    if (tag === 'cNvPr') name = attribute(text, 'name') ?? '';
    const id = tag === 'blip' ? attribute(text, 'embed') : null;
    const part = images.find((image) => image.id === id && !image.external)?.target;
    if (part !== undefined) found.push({ name, part });
    return null;
  });
  return found;
}

function columnOf(letters: string): number {
  return [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1;
}
