import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Environment } from '../environment.ts';
import { deny, type JobControl, need, type PhotoFacts } from '../ports.ts';

/** A photo that was chosen, or lay in a chosen zip. */
export interface GatheredPhoto {
  readonly key: string;
  /** File name with its folders, as people know it. */
  readonly path: string;
  readonly fileName: string;
  /** Where its bytes lie now. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly facts: PhotoFacts;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/iu;

/**
 * Photos behind tokens, those inside zips unpacked into `folder` by the job; files that are neither are named. Refuses
 * FILE_TOKEN_UNKNOWN, and what the job refuses. Throws on I/O.
 */
export async function gatherPhotos(
  env: Environment,
  tokens: readonly string[],
  folder: string,
  control: JobControl,
): Promise<{ readonly photos: readonly GatheredPhoto[]; readonly others: readonly string[] }> {
  const { ports } = env;
  const others: string[] = [];
  const zips: { path: string; name: string }[] = [];
  const found: { path: string; file: string }[] = [];
  for (const token of tokens) {
    const file = ports.files.resolve(token);
    if (file === null) deny('FILE_TOKEN_UNKNOWN', '没有找到所选的照片文件；请重新选择。');
    const kind = kindOf(file);
    if (kind === 'zip') zips.push({ path: file, name: basename(file) });
    else if (kind === 'photo') found.push({ path: nameOf(file), file });
    else others.push(basename(file));
  }
  if (zips.length > 0) {
    const unpacked = need(await ports.jobs.unpackPhotos({ files: zips, folder }, control));
    for (const { path, sha256 } of unpacked.photos) found.push({ path, file: join(folder, sha256) });
    if (unpacked.others > 0) others.push(`压缩包内 ${unpacked.others} 个不是照片的文件`);
  }
  const photos: GatheredPhoto[] = [];
  for (const { path, file } of found) {
    const content = readFileSync(file);
    control.onProgress({ phase: '读取照片', done: photos.length, total: found.length });
    photos.push({
      key: String(photos.length + 1),
      path,
      fileName: path.split('/').at(-1) ?? path,
      file,
      sha256: createHash('sha256').update(content).digest('hex'),
      bytes: content.length,
      facts: await ports.photoFacts(content),
    });
  }
  return { photos, others };
}

/** By the first bytes, never by the name. */
function kindOf(path: string): 'photo' | 'zip' | null {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return null;
  const head = Buffer.alloc(4);
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, 4, 0);
  } finally {
    closeSync(file);
  }
  const start = head.toString('hex');
  if (start.startsWith('ffd8ff') || start === '89504e47') return 'photo';
  return start === '504b0304' ? 'zip' : null;
}

/** With the folder that it lies in, which often says 整改后 or the number; a dropped file lies in a folder of ours. */
function nameOf(path: string): string {
  const folder = basename(dirname(path));
  return folder === '' || UUID.test(folder) ? basename(path) : `${folder}/${basename(path)}`;
}
