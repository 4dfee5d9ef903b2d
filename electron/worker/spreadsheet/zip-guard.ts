import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, fromBufferPromise } from 'yauzl';
import { ok, type Result, refuse } from '#core/domain/shared/result.ts';

/** How much a zip may hold before it is not unpacked. Sizes in bytes. */
export interface ZipLimits {
  readonly entries: number;
  readonly entryBytes: number;
  readonly totalBytes: number;
  /** Inflated : deflated, looked at from `ratioFromBytes` inflated on. Ledgers lie at 5–8. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
}

/** One file in the zip by its directory. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: number;
}

const MIB = 1024 * 1024;

/** Limits for spreadsheets; a sheet of 100,000 rows × 20 columns has about 160 MB of XML. */
export const ZIP_LIMITS: ZipLimits = {
  entries: 20_000,
  entryBytes: 512 * MIB,
  totalBytes: 1024 * MIB,
  ratio: 200,
  ratioFromBytes: 8 * MIB,
};

/**
 * Looks at what the directory of a zip claims, before anything is unpacked. For readers that unpack through yauzl, which stops
 * an entry at the first byte too many. Codes: ZIP_DAMAGED, ZIP_ENCRYPTED, ZIP_TOO_MANY_FILES, ZIP_ENTRY_TOO_LARGE,
 * ZIP_TOO_LARGE, ZIP_RATIO_SUSPECT, ZIP_NAME_UNSAFE.
 */
export function checkZip(bytes: Uint8Array, limits: ZipLimits = ZIP_LIMITS): Promise<Result<readonly ZipEntry[]>> {
  return examine(bytes, limits, false);
}

/**
 * As `checkZip`, and then measures what the entries really hold, counted while inflating into nothing: a forged size stops
 * at the first byte too many.
 */
export function measureZip(bytes: Uint8Array, limits: ZipLimits = ZIP_LIMITS): Promise<Result<readonly ZipEntry[]>> {
  return examine(bytes, limits, true);
}

async function examine(bytes: Uint8Array, limits: ZipLimits, inflate: boolean): Promise<Result<readonly ZipEntry[]>> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      autoClose: false,
    });
    if (zip.entryCount > limits.entries) return tooMany(zip.entryCount, limits);
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    const claimed = checkDirectory(entries, limits);
    if (!claimed.ok) return claimed;
    for (const entry of entries)
      if (inflate && entry.compressionMethod !== 0) await pipeline(await zip.openReadStreamPromise(entry), sink());
    return ok(entries.map((entry) => ({ name: entry.fileName, bytes: entry.uncompressedSize })));
  } catch (error) {
    return damaged(error);
  }
}

function checkDirectory(entries: readonly Entry[], limits: ZipLimits): Result<null> {
  const names = new Set<string>();
  let total = 0;
  for (const entry of entries) {
    const { fileName, compressedSize, uncompressedSize } = entry;
    if (entry.isEncrypted()) return refuse('ZIP_ENCRYPTED', '文件加了密码，无法读取；请去掉密码后另存再导入。');
    if (!entry.canDecodeFileData())
      return refuse(
        'ZIP_DAMAGED',
        `文件里的“${fileName}”用了不支持的压缩方式；请用 Excel 或 WPS 另存为 .xlsx 再导入。`,
      );
    // Two entries of one name: what one program measures another may not unpack.
    if (names.has(fileName.toLowerCase()))
      return refuse(
        'ZIP_DAMAGED',
        `文件里有两个同名部分“${fileName}”，已损坏或被改动；请用 Excel 或 WPS 另存为 .xlsx 再导入。`,
      );
    names.add(fileName.toLowerCase());
    total += uncompressedSize;
    if (uncompressedSize > limits.entryBytes) {
      return refuse(
        'ZIP_ENTRY_TOO_LARGE',
        `文件里的“${fileName}”解压后有 ${mib(uncompressedSize)} MB，最多 ${mib(limits.entryBytes)} MB；请拆分后再导入。`,
      );
    }
    if (total > limits.totalBytes)
      return refuse('ZIP_TOO_LARGE', `文件解压后超过 ${mib(limits.totalBytes)} MB；请拆分后再导入。`);
    if (uncompressedSize > limits.ratioFromBytes && uncompressedSize > limits.ratio * compressedSize) {
      return refuse(
        'ZIP_RATIO_SUSPECT',
        `文件里的“${fileName}”压缩比超过 ${limits.ratio} 倍，不像正常的表格，未打开；请用 Excel 或 WPS 另存后再导入。`,
      );
    }
  }
  return ok(null);
}

function tooMany(count: number, limits: ZipLimits): Result<never> {
  return refuse('ZIP_TOO_MANY_FILES', `文件里有 ${count} 个部分，最多 ${limits.entries} 个；请确认是表格文件。`);
}

function damaged(error: unknown): Result<never> {
  const reason = error instanceof Error ? error.message : String(error);
  if (/absolute path|relative path|invalid characters in fileName/iu.test(reason)) {
    return refuse('ZIP_NAME_UNSAFE', '文件里有指向外部文件夹的路径，不是正常的表格，未打开。', { reason });
  }
  return refuse(
    'ZIP_DAMAGED',
    '文件已损坏或没有传完整，无法打开；请重新复制一份，或用 Excel、WPS 打开修复后另存再导入。',
    { reason },
  );
}

function sink(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

function mib(bytes: number): number {
  return Math.ceil(bytes / MIB);
}
