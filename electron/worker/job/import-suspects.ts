import { sheetSuspects } from '#app/import/suspects.ts';
import type { SuspectRef } from '#app/import/staging.ts';
import type { MappedRow } from '#core/domain/spreadsheet/map-row.ts';
import { ok, type Result } from '#core/domain/shared/result.ts';
import { openDatabase } from '#db/open.ts';

/** Looks for what rows may be the same as, over a read-only connection. */
export interface OpenedSuspects {
  find(row: MappedRow): readonly SuspectRef[];
  close(): void;
}

/** Opens the search for 疑似重复; without a database it finds nothing. Refusals: those of `openDatabase`. */
export async function openSuspects(
  {
    databasePath,
    migrationsFolder,
  }: { readonly databasePath?: string | undefined; readonly migrationsFolder?: string | undefined },
  dataRows: number,
): Promise<Result<OpenedSuspects>> {
  if (databasePath === undefined || migrationsFolder === undefined) return ok({ find: () => [], close: () => {} });
  const opened = await openDatabase(databasePath, {
    readonly: true,
    migrationsFolder,
    backupsFolder: '',
    now: Date.now,
  });
  if (!opened.ok) return opened;
  const { connection } = opened.value;
  // One snapshot: what is written meanwhile is seen by the plan of the backend.
  connection.sqlite.exec('BEGIN');
  const finder = sheetSuspects(connection.reader, dataRows);
  return ok({
    find: ({ problem, sourceRow }) => (problem === null ? [] : finder(problem, sourceRow)),
    close: () => {
      connection.sqlite.exec('COMMIT');
      opened.value.close();
    },
  });
}
