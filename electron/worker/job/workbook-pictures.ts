import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import type { PictureJob, WorkbookPicture } from '#app/jobs.ts';
import { type Result, refuse } from '#core/domain/shared/result.ts';
import { extractPictures } from '../photo/workbook-pictures.ts';

const InputSchema = z.object({
  path: z.string().min(1),
  fileName: z.string(),
  folder: z.string().min(1),
}) satisfies z.ZodType<PictureJob>;

/** Takes the pictures out of a workbook. Codes: FILE_MISSING, and those of the zip guard. */
export async function runWorkbookPictures(raw: unknown): Promise<Result<readonly WorkbookPicture[]>> {
  const { path, fileName, folder } = InputSchema.parse(raw);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    return refuse('FILE_MISSING', `找不到文件“${fileName}”的原件，没有取出照片；请重新导入该文件。`);
  return extractPictures(readFileSync(path), fileName, folder);
}
