import Database from 'better-sqlite3';
import { type Reader, wrap } from './access.ts';
import { isProved, listBackups } from './backup-list.ts';
import { fileSize } from './files.ts';
import { quickCheck } from './integrity.ts';
import { errorCode } from './refusals.ts';
import { type ExportEntry, listExports } from './repositories/export-log.ts';
import { type NumberSeries, numbersUsed } from './repositories/numbers.ts';
import { setAside } from './restore.ts';

/** What the databases that a restore leaves behind still tell. */
export interface LeftBehind {
  /** Highest number of each series in any of them. */
  readonly numbers: readonly NumberSeries[];
  /** Exports that the latest of them recorded, latest first. */
  readonly exports: readonly ExportEntry[];
  /** False when the latest is gone or can't be read in full: it may have given numbers that nothing here tells of. */
  readonly whole: boolean;
}

/**
 * Reads, never writes: the database in its place (closed, under the lock), those that were set aside beside it, and the
 * proved backups. The latest is the one in its place, or the one set aside last when there is none.
 */
export function readLeftBehind(databasePath: string, backupsFolder: string): LeftBehind {
  const aside = [...setAside(databasePath)].sort((a, b) => byTime(a, b));
  const latest = fileSize(databasePath) === null ? (aside.pop() ?? null) : databasePath;
  const backups = listBackups(backupsFolder).filter(isProved);
  const last = latest === null ? null : look(latest, lastWords);
  const others = [...aside, ...backups.map(({ path }) => path)].map((path) => look(path, numbersUsed));
  return {
    numbers: highest([...(last?.numbers ?? []), ...others.flatMap((numbers) => numbers ?? [])]),
    exports: last?.exports ?? [],
    whole: last?.whole ?? false,
  };
}

/** The highest of each series. */
export function highest(series: readonly NumberSeries[]): readonly NumberSeries[] {
  const found = new Map<string, NumberSeries>();
  for (const one of series) {
    const key = `${one.kind} ${one.year}`;
    if (one.last > (found.get(key)?.last ?? -1)) found.set(key, one);
  }
  return [...found.values()];
}

function lastWords(reader: Reader, sqlite: Database.Database): LeftBehind {
  const damage = quickCheck(sqlite);
  return { whole: damage === null, numbers: numbersUsed(reader), exports: listExports(reader, -1) };
}

/** The end of the names is the time they were set aside. */
function byTime(a: string, b: string): number {
  const [x, y] = [a, b].map((path) => /-(\d{8}-\d{6}-\d{3}(?:-\d+)?)$/.exec(path)?.[1] ?? '');
  return (x ?? '') < (y ?? '') ? -1 : 1;
}

/** Null when the file can't be read: damaged, of another version, or no database at all. */
function look<T>(path: string, read: (reader: Reader, sqlite: Database.Database) => T): T | null {
  let sqlite: Database.Database | undefined;
  try {
    sqlite = new Database(path, { readonly: true, fileMustExist: true });
    return read(wrap(sqlite).reader, sqlite);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  } finally {
    sqlite?.close();
  }
}
