import { readFileSync, statSync } from 'node:fs';
import { errorCode } from './refusals.ts';
import { fileSize, removeFile, writeAtomically } from './files.ts';

/** What the last program that had the database open left beside it. */
export interface ShutdownMarker {
  /** True when it closed the database properly. */
  readonly clean: boolean;
  /** Process and instant of the opening (`clean` false) or closing (`clean` true). */
  readonly pid: number;
  readonly at: number;
  /** Size and time of change of the closed file; 0 while it is open. */
  readonly size: number;
  readonly changed: number;
}

/** Where the marker lies. Its presence also shows that there once was a database here. */
export function markerPath(databasePath: string): string {
  return `${databasePath}.state.json`;
}

/** Reads the marker; null when it is missing or not readable as one. */
export function readMarker(databasePath: string): ShutdownMarker | null {
  try {
    const value: unknown = JSON.parse(readFileSync(markerPath(databasePath), 'utf8'));
    return isMarker(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function isMarker(value: unknown): value is ShutdownMarker {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Partial<Record<keyof ShutdownMarker, unknown>>;
  const numbers = [fields.pid, fields.at, fields.size, fields.changed];
  return typeof fields.clean === 'boolean' && numbers.every((number) => typeof number === 'number');
}

/** Notes that the database is open from now on. */
export function markOpen(databasePath: string, at: number): void {
  write(databasePath, { clean: false, pid: process.pid, at, size: 0, changed: 0 });
}

/** Notes that the database was closed properly; call after SQLite closed the file. */
export function markClosed(databasePath: string, at: number): void {
  const { size, mtimeMs } = statSync(databasePath);
  write(databasePath, { clean: true, pid: process.pid, at, size, changed: Math.trunc(mtimeMs) });
}

/** Forgets the marker, so that the next opening checks the file. */
export function forgetMarker(databasePath: string): void {
  removeFile(markerPath(databasePath));
}

/**
 * True unless the file is the very one that was closed properly: then opening has to check it. A log beside it counts
 * too: a process killed before it could note the opening leaves the main file untouched.
 */
export function needsCheck(databasePath: string, marker: ShutdownMarker | null): boolean {
  if (marker === null || !marker.clean) return true;
  if ((fileSize(`${databasePath}-wal`) ?? 0) > 0) return true;
  const { size, mtimeMs } = statSync(databasePath);
  return size !== marker.size || Math.trunc(mtimeMs) !== marker.changed;
}

function write(databasePath: string, marker: ShutdownMarker): void {
  writeAtomically(markerPath(databasePath), `${JSON.stringify(marker)}\n`);
}
