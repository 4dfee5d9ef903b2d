import { renameSync } from 'node:fs';
import { newestProved, type ProvedBackup } from './backup-list.ts';
import { beijingStamp, beijingTime, fileSize, freePath, SIDE_FILES } from './files.ts';
import { errorCode, storageRefusal, type StorageRefusal, refuseStorage } from './refusals.ts';
import { setAside } from './restore.ts';
import { markerPath, type ShutdownMarker } from './shutdown-marker.ts';

/** `data` of `DB_MISSING` and `DB_DAMAGED`: what there is to go on with. */
export interface RescueData {
  readonly path: string;
  /** The backup to offer; null when there is no proved one. */
  readonly newestBackup: { readonly path: string; readonly at: number } | null;
  /** Files that show that there was a database here. */
  readonly traces: readonly string[];
  /** Where the damaged file is kept; null when it was not moved. */
  readonly movedTo: string | null;
  /** SQLite's finding, for the technician. */
  readonly found: string | null;
}

type Rescue = { readonly ok: false; readonly error: StorageRefusal & { readonly data: RescueData } };

/** There is no database file. Names what points to an earlier one, so that no empty one takes its place. */
export function missing(path: string, backupsFolder: string): Rescue {
  const newest = newestProved(backupsFolder);
  const traces = tracesOf(path, newest);
  const found =
    traces.length === 0
      ? '请确认路径和磁盘（如移动硬盘是否已接好），或新建一个数据库。'
      : `这里曾经有过数据库（见「${traces.join('」「')}」），因此不会自动新建空库。请确认文件是否被移走；${offer(newest)}`;
  const data = { path, newestBackup: brief(newest), traces, movedTo: null, found: null };
  return rescue('DB_MISSING', `找不到数据库文件「${path}」。${found}`, data);
}

function tracesOf(path: string, newest: ProvedBackup | null): readonly string[] {
  // The log of a file with content is no trace of an earlier one: a first start that was killed leaves one.
  const beside = [markerPath(path), ...((fileSize(path) ?? 0) > 0 ? [] : [`${path}-wal`])];
  return [
    ...beside.filter((one) => fileSize(one) !== null),
    ...setAside(path),
    ...(newest === null ? [] : [newest.path]),
  ];
}

/** What to do where there is nothing to open: no file, one without a byte, or one without a table. */
export type EmptyVerdict = 'create' | 'missing' | 'damaged';

/**
 * Judges emptiness before anything is opened. An empty file where a database is known to have been is damage (its
 * content is gone); a new one is made only where that is allowed and nothing points to an earlier one.
 */
export function judgeEmpty(path: string, backupsFolder: string, mayCreate: boolean): EmptyVerdict {
  const traces = tracesOf(path, newestProved(backupsFolder));
  if (fileSize(path) !== null && traces.some((one) => one === markerPath(path) || one === `${path}-wal`))
    return 'damaged';
  return mayCreate && traces.length === 0 ? 'create' : 'missing';
}

/** The file can't be used. `movedTo` null: it could not be moved aside, and is still in its place. */
export function damaged(path: string, movedTo: string | null, backupsFolder: string, found: string): Rescue {
  const newest = newestProved(backupsFolder);
  const kept =
    movedTo === null
      ? '它仍在原处（正被其他程序占用，没有移开）。请关闭其他程序后重新打开。'
      : `已把它原样移到「${movedTo}」保存，没有删除任何内容。`;
  const data = { path, newestBackup: brief(newest), traces: setAside(path), movedTo, found };
  return rescue('DB_DAMAGED', `数据库文件「${path}」已损坏，不能安全使用。${kept}${offer(newest)}`, data);
}

function rescue(code: 'DB_MISSING' | 'DB_DAMAGED', message: string, data: RescueData): Rescue {
  return { ok: false, error: { ...storageRefusal(code, message), data } };
}

function brief(backup: ProvedBackup | null): RescueData['newestBackup'] {
  return backup === null ? null : { path: backup.path, at: backup.at };
}

function offer(backup: ProvedBackup | null): string {
  if (backup === null) return '备份文件夹中没有经过验证的备份，请与技术支持联系，不要删除上述文件。';
  return `最近一份经过验证的备份是 ${beijingTime(backup.at)} 的「${backup.path}」，可用命令「restore ${backup.name}」恢复。`;
}

/**
 * Moves a damaged database with its side files to `<name>.damaged-<time>` and answers with that path; null when another
 * program holds the file (Windows). The main file goes first: a log without a file is harmless, a file that has lost
 * its log is not.
 */
export function moveAside(path: string, now: number): string | null {
  const kept = freePath(`${path}.damaged-${beijingStamp(now)}`);
  try {
    renameSync(path, kept);
    for (const side of SIDE_FILES) {
      if (fileSize(`${path}${side}`) !== null) renameSync(`${path}${side}`, `${kept}${side}`);
    }
    return kept;
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return fileSize(path) === null ? kept : null;
  }
}

/** The database lies on a network share. */
export function networkPath(path: string, where: string): { readonly ok: false; readonly error: StorageRefusal } {
  return refuseStorage(
    'DB_NETWORK_PATH',
    `不能使用位于${where}上的数据库：网络位置不能可靠加锁，断网时会损坏数据。请把数据库放在本机磁盘上；备份可以放在网络位置。`,
    { path, where },
  );
}

/** Another process writes to the database. */
export function locked(
  path: string,
  marker: ShutdownMarker | null,
): { readonly ok: false; readonly error: StorageRefusal } {
  const holder = marker?.clean === false ? { pid: marker.pid, since: marker.at } : null;
  const who = holder === null ? '' : `(进程号 ${holder.pid},${beijingTime(holder.since)} 打开)`;
  return refuseStorage(
    'DB_LOCKED',
    `数据库「${path}」正被另一个河清程序使用${who}。同一时间只能有一个程序写入。请切换到已打开的窗口，或先退出它再打开。`,
    { path, holder },
  );
}
