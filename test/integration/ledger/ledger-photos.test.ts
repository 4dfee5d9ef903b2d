import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOSURE_LEDGER } from '#core/domain/ledger/closure-ledger.ts';
import { PROGRESS_LEDGER } from '#core/domain/ledger/progress-ledger.ts';
import { layPhotos, openShelf } from '#worker/ledger/ledger-photos.ts';
import { pictureFacts } from '#worker/ledger/xlsx/picture-facts.ts';
import { extractPictures } from '#worker/spreadsheet/extract-pictures.ts';
import { partNames, partOf } from './open-ledger.ts';
import { exportSample, samplePhotos, turnedJpeg } from './sample-book.ts';

let folder = '';
let photos: readonly string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heqing-photos-'));
  photos = await samplePhotos(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (index: number) => photos[index] ?? '';

describe('pictures in cells', () => {
  it('are stored once however often they are shown, byte for byte, and come back where they belong', async () => {
    const outPath = join(folder, 'a.xlsx');
    // Three photos in all, on eight rows of two columns.
    const of = (row: number) => ({ before: [at(row % 2)], after: [at(2)] });
    await exportSample(CLOSURE_LEDGER, 8, outPath, { folder, of });
    const media = (await partNames(outPath)).filter((name) => name.startsWith('xl/media/'));
    expect(media).toHaveLength(3);
    const found = await extractPictures(await readFile(outPath), 'a.xlsx', join(folder, 'back'));
    if (!found.ok) throw new Error(found.error.message);
    const before = CLOSURE_LEDGER.sheets[0].columns.findIndex(({ key }) => key === 'beforePhotos');
    const pictured = [0, 1, 2, 4, 5, 6];
    expect(found.value.map(({ row, column, sha256 }) => [row, column, sha256])).toEqual(
      pictured.flatMap((row) => [
        [row + 5, before, at(row % 2)],
        [row + 5, before + 1, at(2)],
      ]),
    );
  });

  it('of before and after stand in one cell of the progress table: the first before, the last after', async () => {
    const outPath = join(folder, 'a.xlsx');
    const of = () => ({ before: [at(0), at(1)], after: [at(2), at(3)] });
    await exportSample(PROGRESS_LEDGER, 1, outPath, { folder, of });
    const found = await extractPictures(await readFile(outPath), 'a.xlsx', join(folder, 'back'));
    expect(found).toMatchObject({ ok: true, value: [{ sha256: at(0) }, { sha256: at(3) }] });
  });

  it('that are gone or damaged are told under the table with their row; the number of photos still stands', async () => {
    const outPath = join(folder, 'a.xlsx');
    await writeFile(join(folder, 'b'.repeat(64)), 'no picture at all, but long enough');
    const of = (row: number) => ({ before: [row === 0 ? 'a'.repeat(64) : 'b'.repeat(64)], after: [at(2)] });
    const { problems } = await exportSample(CLOSURE_LEDGER, 2, outPath, { folder, of });
    expect(problems.map(({ code, row, column }) => [code, row, column])).toEqual([
      ['PHOTO_MISSING', 1, '整改前照片'],
      ['PHOTO_MISSING', 2, '整改前照片'],
    ]);
    expect(await partOf(outPath, 'xl/worksheets/sheet1.xml')).toContain('序号 1“整改前照片”');
  });

  it('are left out without a drawing when none are wanted', async () => {
    const outPath = join(folder, 'a.xlsx');
    await exportSample(CLOSURE_LEDGER, 2, outPath, null);
    expect((await partNames(outPath)).filter((name) => /media|drawing/.test(name))).toEqual([]);
  });
});

describe('a picture in its box', () => {
  it('keeps its proportions, stays inside its cell and beside its neighbour', async () => {
    const shelf = openShelf(folder);
    const pictures = [await shelf.find(at(0)), await shelf.find(photos.at(-1) ?? '')].flatMap((one) => one ?? []);
    const [width, height] = [30, 80];
    const boxes = layPhotos({ width }, height, pictures);
    expect(boxes).toHaveLength(2);
    boxes.forEach((box, index) => {
      const { facts } = pictures[index] ?? { facts: { width: 1, height: 1 } };
      expect(box.width / box.height).toBeCloseTo(facts.width / facts.height, 2);
      expect(box.left).toBeGreaterThan(0);
      expect(box.left + box.width).toBeLessThanOrEqual(width * 7 * 9525);
      expect(box.top + box.height).toBeLessThanOrEqual(height * 12_700);
    });
    const [first, second] = boxes;
    expect((first?.left ?? 0) + (first?.width ?? 0)).toBeLessThanOrEqual(second?.left ?? 0);
  });

  it('stands upright when the camera was held upright (EXIF 6): seen size turned, bytes as they are', async () => {
    const lying = await pictureFacts(join(folder, at(0)));
    const turned = await pictureFacts(join(folder, photos.at(-1) ?? ''));
    expect(turned).toMatchObject({ turns: 1, width: lying?.height, height: lying?.width });
    const outPath = join(folder, 'a.xlsx');
    await exportSample(CLOSURE_LEDGER, 1, outPath, {
      folder,
      of: () => ({ before: [photos.at(-1) ?? ''], after: [] }),
    });
    const xml = await partOf(outPath, 'xl/drawings/drawing1.xml');
    expect(xml).toContain('<a:xfrm rot="5400000">');
  });

  it.each<[string, Buffer]>([
    ['an empty file', Buffer.alloc(0)],
    ['a text', Buffer.from('PK not a picture, really not a picture')],
    ['a JPEG that ends before its frame', Buffer.from('ffd8ffe000104a46494600010100000100010000ffe1ffff0000', 'hex')],
    ['a JPEG of no size', Buffer.from('ffd8ffc0001108000000000301220002110103110100000000000000', 'hex')],
  ])('is none for %s', async (_what, bytes) => {
    await writeFile(join(folder, 'x'), bytes);
    expect(await pictureFacts(join(folder, 'x'))).toBeNull();
  });

  it('of a PNG is read from its head', async () => {
    await writeFile(join(folder, 'x'), Buffer.from('89504e470d0a1a0a0000000d49484452000001400000007808', 'hex'));
    expect(await pictureFacts(join(folder, 'x'))).toBeNull();
    await writeFile(join(folder, 'x'), Buffer.from('89504e470d0a1a0a0000000d4948445200000140000000780802', 'hex'));
    expect(await pictureFacts(join(folder, 'x'))).toMatchObject({ kind: 'png', width: 320, height: 120, turns: 0 });
  });

  it('is turned by any orientation of either byte order, also behind other segments', async () => {
    const jpeg = turnedJpeg(await readFile(join(folder, at(0))));
    const little = Buffer.from(jpeg);
    const place = little.indexOf('Exif');
    little.write('49492a0008000000010012010300010000000800000000000000', place + 6, 'hex');
    await writeFile(join(folder, 'x'), little);
    expect(await pictureFacts(join(folder, 'x'))).toMatchObject({ turns: 3 });
    expect(createHash('sha256').update(jpeg).digest('hex')).toBe(photos.at(-1));
  });
});
