/**
 * Draws `resources/icons/icon.svg` into the icon of the Windows program: `node test/harness/package/draw-icon.ts` after
 * the drawing was changed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../electron/build.ts';
import { launchChromium } from '../electron/chromium.ts';

/** Sides in pixels that Windows asks for, from the title bar to the largest tile. */
const SIDES = [16, 20, 24, 32, 40, 48, 64, 128, 256];

const folder = join(ROOT, 'resources/icons');
const drawing = readFileSync(join(folder, 'icon.svg')).toString('base64');
const browser = await launchChromium();
const page = await browser.newPage();
const pictures: { readonly side: number; readonly png: Buffer }[] = [];
for (const side of SIDES) {
  await page.setViewportSize({ width: side, height: side });
  const image = `<img src="data:image/svg+xml;base64,${drawing}" style="display:block;width:${side}px;height:${side}px">`;
  await page.setContent(`<body style="margin:0">${image}</body>`);
  pictures.push({ side, png: await page.screenshot({ omitBackground: true }) });
}
await browser.close();
writeFileSync(join(folder, 'icon.ico'), iconFile());

/** An ICO file of PNG pictures: a header of 6 bytes, an entry of 16 bytes for each picture, the pictures. */
function iconFile(): Buffer {
  const header = Buffer.from([0, 0, 1, 0, pictures.length, 0]);
  let offset = header.length + pictures.length * 16;
  const entries = pictures.map(({ side, png }) => {
    const entry = Buffer.alloc(16);
    // 0 stands for 256.
    entry.writeUInt8(side % 256, 0);
    entry.writeUInt8(side % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pictures.map(({ png }) => png)]);
}
