import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result, refuse } from '#core/domain/shared/result.ts';
import { cellAddress } from '#core/domain/spreadsheet/grid.ts';
import { readWorkbook } from './read-workbook.ts';
import type { PlacedPicture } from './reader.ts';

/** A picture as it was written out: its bytes lie in the folder under `sha256`. */
export interface ExtractedPicture extends PlacedPicture {
  readonly sha256: string;
}

/** How much may be taken out of one workbook. */
export interface PictureLimits {
  readonly pictures: number;
  /** One picture. */
  readonly bytes: number;
}

const PICTURE_LIMITS: PictureLimits = { pictures: 20_000, bytes: 64 * 1024 * 1024 };

/**
 * Writes the pictures of a workbook into a folder, byte for byte, each under its SHA-256: those that float over a sheet and
 * those inside cells (WPS `DISPIMG`). One after another, so that one is in memory at a time. What the file does not hold
 * whole is left out. Codes: TOO_MANY_PICTURES, PICTURE_TOO_LARGE, and those of `readWorkbook`.
 */
export async function extractPictures(
  file: Uint8Array,
  fileName: string,
  folder: string,
  limits: PictureLimits = PICTURE_LIMITS,
): Promise<Result<readonly ExtractedPicture[]>> {
  const workbook = await readWorkbook(file, fileName);
  if (!workbook.ok) return workbook;
  const { pictures: source } = workbook.value;
  const { placed } = source;
  if (placed.length > limits.pictures)
    return refuse(
      'TOO_MANY_PICTURES',
      `“${fileName}”里有 ${placed.length} 张图片，最多 ${limits.pictures} 张；请拆成几个文件再导入。`,
    );
  const large = placed.find(({ bytes }) => bytes > limits.bytes);
  if (large !== undefined) return tooLarge(large, limits);
  mkdirSync(folder, { recursive: true });
  const written = new Set<string>();
  const pictures: ExtractedPicture[] = [];
  for (const picture of placed) {
    const content = await source.read(picture);
    if (content === null) continue;
    const sha256 = createHash('sha256').update(content).digest('hex');
    if (!written.has(sha256)) writeFileSync(join(folder, sha256), content, { mode: 0o600 });
    written.add(sha256);
    pictures.push({ ...picture, sha256 });
  }
  return ok(pictures);
}

function tooLarge({ sheet, row, column, bytes }: PlacedPicture, limits: PictureLimits): Result<never> {
  const mib = (size: number) => Math.ceil(size / 1024 / 1024);
  return refuse(
    'PICTURE_TOO_LARGE',
    `工作表“${sheet}”${cellAddress(row, column)} 的图片有 ${mib(bytes)} MB，最多 ${mib(limits.bytes)} MB；请压缩后再导入。`,
  );
}
