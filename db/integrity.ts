import Database from 'better-sqlite3';
import { errorCode, storageCause } from './refusals.ts';

/** Runs `quick_check` on an open database; the first thing it found (SQLite's English, for `data`), null when sound. */
export function quickCheck(sqlite: Database.Database): string | null {
  try {
    const found: unknown = sqlite.pragma('quick_check(1)', { simple: true });
    return found === 'ok' ? null : String(found);
  } catch (error) {
    if (storageCause(error) !== 'damaged') throw error;
    return String(errorCode(error));
  }
}

/**
 * Checks a file through a connection that can't write: closing a writing one would copy the write-ahead log into a
 * damaged file and delete it, and both are to be kept as they were found. Answers `recover` when SQLite first has to
 * roll an interrupted write back, which a reader may not do.
 */
export function checkFile(path: string): { readonly damage: string | null } | 'recover' {
  let sqlite: Database.Database | undefined;
  try {
    sqlite = new Database(path, { readonly: true, fileMustExist: true });
    return { damage: quickCheck(sqlite) };
  } catch (error) {
    if (storageCause(error) === 'damaged') return { damage: String(errorCode(error)) };
    if (storageCause(error) === 'readOnly') return 'recover';
    throw error;
  } finally {
    sqlite?.close();
  }
}

/** Each table with its number of rows: the proof of a copy where nothing better is known. */
export function countRows(sqlite: Database.Database): Readonly<Record<string, number>> {
  const sql = `SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`;
  const counts: Record<string, number> = {};
  for (const { name } of sqlite.prepare<[], { name: string }>(sql).all()) {
    const quoted = name.replaceAll('"', '""');
    counts[name] = sqlite.prepare<[], number>(`SELECT count(*) FROM "${quoted}"`).pluck().get() ?? 0;
  }
  return counts;
}
