import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reply } from '#core/contract/errors.ts';
import { RECEIVED_FOLDER } from '#core/contract/host.ts';
import { safeName } from './safe-name.ts';

/** Keeps a dropped or pasted file in a folder of its own, so that it has its own name; answers with its path. */
export async function keepReceived(dataFolder: string, name: string, bytes: Uint8Array): Promise<Reply<string>> {
  const folder = join(dataFolder, ...RECEIVED_FOLDER, randomUUID());
  const path = join(folder, safeName(name));
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path, bytes, { flag: 'wx' });
    return { ok: true, data: path };
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null;
    const refusal = typeof code === 'string' ? REFUSALS[code] : undefined;
    if (refusal === undefined) throw error;
    return { ok: false, error: { ...refusal, data: { folder } } };
  }
}

const DISK_FULL = { code: 'DISK_FULL', message: '磁盘空间不足，文件没有收下；请清理数据文件夹所在的磁盘后再试。' };
const READ_ONLY = {
  code: 'FOLDER_READ_ONLY',
  message: '不能写入数据文件夹，文件没有收下；请检查该文件夹的权限后再试。',
};
const MISSING = {
  code: 'FOLDER_MISSING',
  message: '数据文件夹不在了（如移动硬盘已拔出），文件没有收下；请接好后再试。',
};
const REFUSALS: Readonly<Record<string, { readonly code: string; readonly message: string }>> = {
  ENOSPC: DISK_FULL,
  EDQUOT: DISK_FULL,
  EACCES: READ_ONLY,
  EPERM: READ_ONLY,
  EROFS: READ_ONLY,
  ENOTDIR: MISSING,
  ENOENT: MISSING,
};
