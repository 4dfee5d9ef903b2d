import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { LOGIN } from '#worker/demo/cast.ts';
import { openSession, type Session } from '#worker/cli/session.ts';
import { listBackups } from '#db/backup-list.ts';
import { restoreBackup } from '#db/restore.ts';

/** A killed program started again: opened the real way and found sound. */
export interface Restarted {
  readonly session: Session;
  /** A second, read-only look at the same file. */
  readonly sqlite: Database.Database;
  /** True when the program said that it had not been closed properly. */
  readonly recovered: boolean;
  /** Head of the log. */
  readonly seq: number;
}

/** Fails the attempt. */
export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

/**
 * Opens the data folder the real way, checks it and hands it to `look`: SQLite's own check, foreign keys, the log against
 * its chain and every row, no staged rows of people lying about, every photo's file, every backup.
 */
export async function restart<T>(
  data: string,
  at: number,
  look: (restarted: Restarted) => Promise<T>,
  migrations?: string,
): Promise<T> {
  let clock = at;
  let recovered = false;
  const session = await openSession({
    data,
    login: null,
    create: false,
    now: () => {
      clock += 1;
      return clock;
    },
    onProgress: ({ phase }) => {
      recovered ||= phase.includes('没有正常关闭');
    },
    ...(migrations === undefined ? {} : { migrationsFolder: migrations }),
  });
  const sqlite = new Database(session.folder.database, { readonly: true });
  try {
    const integrity = sqlite.pragma('integrity_check', { simple: true });
    must(integrity === 'ok', `integrity_check: ${String(integrity)}`);
    must((sqlite.pragma('foreign_key_check') as unknown[]).length === 0, 'foreign_key_check found rows without parent');
    await session.backend.settled();
    must(session.backend.accountOf(LOGIN.clerk) !== null, 'the accounts are gone');
    const report = await session.call('log.verify', {}, LOGIN.clerk);
    must(report.sound, `log.verify: ${report.fault?.code} ${report.fault?.message}`);
    must(numberOf(sqlite, 'select count(*) from event_log') === report.events, 'events were not all verified');
    const names = readdirSync(session.folder.staging);
    // An import that was read whole is kept, to be gone on with.
    const staged = names.filter((name) => !names.includes(`${name.slice(0, name.indexOf('.jsonl'))}.jsonl.work.json`));
    must(staged.length === 0, `left in the staging folder: ${staged.join(', ')}`);
    for (const sha256 of column(sqlite, 'select sha256 from photo')) {
      must(existsSync(join(session.folder.photos, sha256)), `the file of photo ${sha256} is missing`);
    }
    await checkBackups(session);
    const [head] = report.heads;
    return await look({ session, sqlite, recovered, seq: head?.seq ?? 0 });
  } finally {
    sqlite.close();
    session.close();
  }
}

/** Backups that were proved here before, by path and hash: nothing is gained by reading them again. */
const proven = new Set<string>();

/** Whatever passes for a good backup is one; whatever is not proved can't be restored. */
async function checkBackups(session: Session): Promise<void> {
  const { backups, database } = session.folder;
  for (const { name, path, proved, note } of listBackups(backups)) {
    if (!proved) {
      const restored = await restoreBackup(path, `${database}.elsewhere`, { now: () => 0 });
      const refused = !restored.ok && restored.error.code === 'DB_BACKUP_UNPROVED';
      must(refused, `unproved backup ${name} could be restored`);
      continue;
    }
    const key = `${path} ${note?.sha256}`;
    if (proven.has(key)) continue;
    const { proved: again } = await session.call('backup.prove', { name }, LOGIN.clerk);
    must(again, `backup ${name} passes for proved and is not`);
    proven.add(key);
  }
}

/** One number of a query. */
export function numberOf(sqlite: Database.Database, sql: string): number {
  return Number(sqlite.prepare(sql).pluck().get());
}

/** One text column of a query. */
export function column(sqlite: Database.Database, sql: string): readonly string[] {
  return sqlite.prepare<[], string>(sql).pluck().all();
}
