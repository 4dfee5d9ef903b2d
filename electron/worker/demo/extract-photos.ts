import { createWriteStream, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';

/** Takes the pictures out of a workbook of our own samples, for the demonstration; returns their paths. */
export async function extractPhotos(workbook: string, folder: string): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const zip = await yauzl.openPromise(workbook);
  const paths: string[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (!/^xl\/media\/.+\.(jpe?g|png)$/i.test(entry.fileName)) continue;
      const path = join(folder, basename(entry.fileName));
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path));
      paths.push(path);
    }
  } finally {
    zip.close();
  }
  return paths;
}
