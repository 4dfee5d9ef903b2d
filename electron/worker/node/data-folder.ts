import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type AnchorPort, deny, type FolderPort } from '#app/ports.ts';
import { ok, type Result, refuse } from '#core/domain/shared/result.ts';
import { namesIn, syncFolder, writeAtomically } from '#db/files.ts';
import { errorCode, mapStorageError } from '#db/refusals.ts';

/** The folder in which the program keeps everything; absolute paths. */
export interface DataFolder extends FolderPort {
  readonly root: string;
  readonly database: string;
  readonly exports: string;
  readonly device: string;
  /** Key of the log's chain; lies beside the database, not in it. */
  readonly chainKey: Uint8Array;
  readonly anchors: AnchorPort;
  /** Gives this machine another name in the log, with the same key; it counts from the next opening on. */
  renameDevice(name: string): void;
}

/** A name for a machine in the log. */
export function newDeviceName(): string {
  return randomUUID().slice(0, 8);
}

const DeviceFile = z.object({ device: z.string().min(1), key: z.string().regex(/^[0-9a-f]{64}$/) });
const AnchorFile = z.array(z.object({ device: z.string(), seq: z.int().nonnegative(), hash: z.string() }));

/**
 * Opens the data folder; with `create` makes it where there is none. Without Electron's key store the key of the chain
 * is a file of its own (`device.json`, readable by its owner only): who copies or edits the database alone can't
 * re-chain the log; who can read this folder too can. The desktop program keeps it in the system's key store.
 * Codes: DATA_FOLDER_MISSING (nothing here; nothing is made), DEVICE_FILE_MISSING (a database without its key: a new
 * key would make the whole log look forged), DEVICE_FILE_DAMAGED, DB_READ_ONLY, DISK_FULL.
 */
export function openDataFolder(root: string, { create }: { readonly create: boolean }): Result<DataFolder> {
  const database = join(root, 'heqing.db');
  const deviceFile = join(root, 'device.json');
  try {
    const found = statSync(root, { throwIfNoEntry: false });
    if (found !== undefined && !found.isDirectory()) {
      return refuse('DATA_FOLDER_MISSING', `「${root}」是一个文件，不是数据文件夹；请用 --data 指定文件夹。`);
    }
    if (!existsSync(deviceFile)) {
      if (existsSync(database)) return keyMissing(deviceFile);
      if (!create) return folderMissing(root, found !== undefined);
    }
    const folders = {
      backups: join(root, 'backups'),
      staging: join(root, 'staging'),
      photos: join(root, 'photos'),
      imports: join(root, 'imports'),
      templates: join(root, 'templates'),
      exports: join(root, 'exports'),
    };
    for (const path of Object.values(folders)) mkdirSync(path, { recursive: true });
    const device = readDevice(deviceFile);
    if (device === null) return keyDamaged(deviceFile);
    const chainKey = Buffer.from(device.key, 'hex');
    return ok({
      root,
      database,
      ...folders,
      device: device.device,
      chainKey,
      anchors: anchorFile(join(root, 'anchors.json')),
      renameDevice: (name) => writeDevice(deviceFile, { ...device, device: name }),
    });
  } catch (error) {
    const mapped = mapStorageError(error, deviceFile);
    if (mapped === null) throw error;
    return { ok: false, error: mapped };
  }
}

/** Days for which an import that was begun and left can be gone on with. */
const KEPT_DAYS = 7;

/**
 * Removes what earlier imports left in the staging folder (a cancelled or killed import, a trial run): rows with names
 * and telephone numbers. What a person began at most a week ago is kept, to be gone on with. Only for who holds the lock
 * of the database.
 */
export function clearStaging({ staging }: FolderPort, now: number): void {
  const names = namesIn(staging);
  const begun = new Set(names.filter((name) => name.endsWith('.jsonl') && names.includes(`${name}.work.json`)));
  for (const name of names) {
    const path = join(staging, name);
    const owner = name.slice(0, name.indexOf('.jsonl') + '.jsonl'.length);
    const old = now - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > KEPT_DAYS * 86_400_000;
    const left =
      name.startsWith('photos-') ||
      name.startsWith('documents-') ||
      (name.includes('.jsonl') && (old || !begun.has(owner)));
    if (left) rmSync(path, { recursive: true, force: true });
  }
}

function folderMissing(root: string, exists: boolean) {
  const found = exists ? `「${root}」不是河清的数据文件夹（其中没有数据库）` : `没有找到数据文件夹「${root}」`;
  return refuse('DATA_FOLDER_MISSING', `${found}；请用 --data 指定，或先运行 init 建立。`, { root });
}

function keyMissing(path: string) {
  const message = `数据库旁缺少「${path}」（操作日志的密钥）。没有它，日志无法核验，程序不会另造一个。请从原来的数据文件夹把它复制回来，再打开。`;
  return refuse('DEVICE_FILE_MISSING', message, { path });
}

function keyDamaged(path: string) {
  const message = `「${path}」（操作日志的密钥）已损坏，没有改动任何文件。请从原来的数据文件夹或其副本把它复制回来，再打开。`;
  return refuse('DEVICE_FILE_DAMAGED', message, { path });
}

/** Reads the device file, making it when there is none; null when it can't be understood. */
function readDevice(path: string): z.infer<typeof DeviceFile> | null {
  if (!existsSync(path)) makeDevice(path);
  try {
    const parsed = DeviceFile.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Whole or not at all, also when killed; of two processes at once the first one's stays. */
function makeDevice(path: string): void {
  const own = `${path}.${randomUUID()}`;
  try {
    const made = { device: newDeviceName(), key: randomBytes(32).toString('hex') };
    writeFileSync(own, JSON.stringify(made), { mode: 0o600, flag: 'wx', flush: true });
    giveName(own, path);
    syncFolder(dirname(path));
  } finally {
    rmSync(own, { force: true });
  }
}

/** The old file or the new one, also when killed; never readable for others, since the key is in it. */
function writeDevice(path: string, file: z.infer<typeof DeviceFile>): void {
  const partial = `${path}.partial`;
  rmSync(partial, { force: true });
  writeFileSync(partial, JSON.stringify(file), { mode: 0o600, flag: 'wx', flush: true });
  renameSync(partial, path);
  syncFolder(dirname(path));
}

function giveName(own: string, path: string): void {
  try {
    linkSync(own, path);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return;
    // A file system without hard links (exFAT).
    renameSync(own, path);
  }
}

function anchorFile(path: string): AnchorPort {
  const all = () => (existsSync(path) ? readAnchors(path) : []);
  return {
    all,
    add(heads) {
      const kept = all();
      const fresh = heads.filter(
        (head) => !kept.some((one) => one.device === head.device && one.seq === head.seq && one.hash === head.hash),
      );
      if (fresh.length > 0) writeAtomically(path, JSON.stringify([...kept, ...fresh]));
    },
  };
}

function readAnchors(path: string): z.infer<typeof AnchorFile> {
  try {
    return AnchorFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error;
    return deny(
      'ANCHORS_DAMAGED',
      `「${path}」（历次台账、备份上印出的日志链头）已损坏，不能据以核验；请把该文件移开保存后再试。`,
      { path },
    );
  }
}
