import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { z } from 'zod';
import type { UnpackedPhoto, UnpackJob } from '#app/jobs.ts';
import { ok, type Result, refuse } from '#core/domain/shared/result.ts';
import { detectFormat } from '../spreadsheet/file-format.ts';
import { measureZip, type ZipLimits } from '../spreadsheet/zip-guard.ts';

const MIB = 1024 * 1024;
/** Photos hardly shrink: a ratio of 20 is no folder of photos. */
const LIMITS: ZipLimits = {
  entries: 5000,
  entryBytes: 100 * MIB,
  totalBytes: 2048 * MIB,
  ratio: 20,
  ratioFromBytes: 8 * MIB,
};
const LARGEST_ZIP = 1024 * MIB;
const InputSchema = z.object({
  files: z.array(z.object({ path: z.string().min(1), name: z.string() })),
  folder: z.string().min(1),
}) satisfies z.ZodType<UnpackJob>;

/**
 * Unpacks zips of photos: measured first, every name stays a name, files are written under their hash. Codes: FILE_MISSING,
 * FILE_TOO_LARGE, NOT_A_ZIP, and those of the zip guard.
 */
export async function runUnpackPhotos(
  raw: unknown,
): Promise<Result<{ readonly photos: readonly UnpackedPhoto[]; readonly others: number }>> {
  const { files, folder } = InputSchema.parse(raw);
  mkdirSync(folder, { recursive: true });
  const photos: UnpackedPhoto[] = [];
  let others = 0;
  for (const { path, name } of files) {
    const zip = readZip(path, name);
    if (!zip.ok) return zip;
    const measured = await measureZip(zip.value, LIMITS);
    if (!measured.ok) return refuse(measured.error.code, `“${name}”：${measured.error.message}`, measured.error.data);
    const opened = await fromBufferPromise(zip.value, { autoClose: false });
    for await (const entry of opened.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      const content = await buffer(await opened.openReadStreamPromise(entry));
      if (!isPhoto(content)) {
        others += 1;
        continue;
      }
      const sha256 = createHash('sha256').update(content).digest('hex');
      writeFileSync(join(folder, sha256), content, { mode: 0o600 });
      photos.push({ path: `${name}/${entry.fileName}`, sha256, bytes: content.length });
    }
  }
  return ok({ photos, others });
}

function readZip(path: string, name: string): Result<Buffer> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile() !== true) return refuse('FILE_MISSING', `找不到文件“${name}”；请确认没有被移走，再选一次。`);
  if (stat.size > LARGEST_ZIP)
    return refuse(
      'FILE_TOO_LARGE',
      `“${name}”有 ${Math.ceil(stat.size / MIB)} MB，最多 ${LARGEST_ZIP / MIB} MB；请分成几个压缩包。`,
    );
  const content = readFileSync(path);
  return detectFormat(content) === 'zip'
    ? ok(content)
    : refuse('NOT_A_ZIP', `“${name}”不是 zip 压缩包；照片可以直接选择，其他压缩包请先解压。`);
}

function isPhoto(content: Buffer): boolean {
  const start = content.subarray(0, 4).toString('hex');
  return start.startsWith('ffd8ff') || start === '89504e47';
}
