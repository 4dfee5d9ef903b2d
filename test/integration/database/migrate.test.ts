import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { listBackups } from '#db/backup-list.ts';
import { applyMigrations } from '#db/migrate.ts';
import { openDatabase } from '#db/open.ts';
import { accepted, child, counts, INIT, made, NOW, open, place, REBUILD, refusal, refusalOf } from './support.ts';

describe('a migration', () => {
  it('that rebuilds a table keeps the rows of its child table (ON DELETE CASCADE)', async () => {
    const at = place();
    await made(at, 20);
    at.knows(INIT, REBUILD);
    const database = await open(at);
    const { sqlite } = database.connection;
    expect(database.migrated).toEqual(['0001_parent_town']);
    expect(counts(sqlite)).toEqual([20, 20]);
    expect(sqlite.prepare('SELECT town FROM parent').pluck().get()).toBeNull();
    expect(sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(() => sqlite.exec("INSERT INTO child (parent_id) VALUES ('nobody')")).toThrow(/FOREIGN KEY/);
  });

  it('is preceded by a proved backup of the state before', async () => {
    const at = place();
    await made(at, 20);
    at.knows(INIT, REBUILD);
    const { backup } = await open(at);
    const [entry] = listBackups(at.backups);
    expect(entry).toMatchObject({ path: backup, proved: true, at: NOW, note: { reason: 'migration' } });
    expect(entry?.note?.proof.counts).toEqual({ __drizzle_migrations: 1, child: 20, parent: 20 });
  });

  it('does not begin without a backup, unless the database is fresh', () => {
    const at = place();
    const sqlite = new Database(':memory:');
    const options = { folder: at.migrations, now: () => NOW, assertSchema: () => undefined };
    expect(accepted(applyMigrations(sqlite, options))).toEqual({ applied: ['0000_init'] });
    expect(accepted(applyMigrations(sqlite, options))).toEqual({ applied: [] });
    at.knows(INIT, REBUILD);
    expect(refusalOf(applyMigrations(sqlite, options))).toMatchObject({ code: 'DB_BACKUP_REQUIRED' });
    expect(accepted(applyMigrations(sqlite, { ...options, backup: '/备份/x.db' }))).toEqual({
      applied: ['0001_parent_town'],
    });
  });

  it('is not begun when the backup can not be made', async () => {
    const at = place();
    await made(at, 20);
    at.knows(INIT, REBUILD);
    const refused = await refusal(at, { backupsFolder: join(at.path, 'not a folder') });
    expect(refused).toMatchObject({ code: expect.stringMatching(/^DB_/) });
    at.knows(INIT);
    expect(counts((await open(at)).connection.sqlite)).toEqual([20, 20]);
  });

  it('that leaves a row without its parent is taken back whole', async () => {
    const at = place();
    await made(at, 20);
    at.knows(INIT, REBUILD, { tag: '0002_lose', when: 300, sql: "DELETE FROM parent WHERE id = 'p7'" });
    const refused = await refusal(at);
    expect(refused).toMatchObject({
      code: 'DB_MIGRATION_FAILED',
      data: { orphans: [{ table: 'child', parent: 'parent' }] },
    });
    at.knows(INIT);
    expect(counts((await open(at)).connection.sqlite)).toEqual([20, 20]);
  });

  it('that fails halfway is taken back whole, and named', async () => {
    const at = place();
    await made(at, 20);
    at.knows(INIT, REBUILD, {
      tag: '0002_broken',
      when: 300,
      sql: 'CREATE TABLE x (a);--> statement-breakpoint\nINSERT INTO y VALUES (1)',
    });
    const refused = await refusal(at);
    expect(refused).toMatchObject({
      code: 'DB_MIGRATION_FAILED',
      data: { migration: '0002_broken', code: 'SQLITE_ERROR' },
    });
    at.knows(INIT);
    const { sqlite } = (await open(at)).connection;
    expect(sqlite.prepare("SELECT name FROM sqlite_schema WHERE name IN ('x', '__new_parent')").all()).toEqual([]);
  });

  it('that commits by itself is a bug and does not pass', () => {
    const at = place();
    at.knows({ tag: '0000_commits', when: 100, sql: 'CREATE TABLE a (b); COMMIT' });
    const sqlite = new Database(':memory:');
    const run = () => applyMigrations(sqlite, { folder: at.migrations, now: () => NOW, assertSchema: () => undefined });
    expect(run).toThrow('0000_commits');
  });
});

describe('a process killed', () => {
  it('inside a migration leaves the state before; the next start migrates', async () => {
    const at = place();
    await made(at, 20);
    at.knows(INIT, REBUILD);
    const stopped = await child(at, 'migrate');
    expect(stopped.said).toBe('in the migration');
    await stopped.kill();
    at.knows(INIT);
    const before = await open(at);
    expect(counts(before.connection.sqlite)).toEqual([20, 20]);
    expect(before.connection.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    before.close();
    at.knows(INIT, REBUILD);
    const after = await open(at);
    expect(after.migrated).toEqual(['0001_parent_town']);
    expect(counts(after.connection.sqlite)).toEqual([20, 20]);
  });

  it('after the commit leaves the state after, and the next start checks the file', async () => {
    const at = place();
    await made(at, 20);
    at.knows(INIT, REBUILD);
    const stopped = await child(at, 'after-commit');
    expect(stopped.said).toBe('committed');
    await stopped.kill();
    const steps: string[] = [];
    const database = await open(at, { onProgress: ({ step }) => steps.push(step) });
    expect(steps).toEqual(['check', 'check']);
    expect(database.migrated).toEqual([]);
    expect(counts(database.connection.sqlite)).toEqual([20, 20]);
  });

  it('in the very first start is no trace of an earlier database: the second start makes it', async () => {
    const at = place();
    const stopped = await child(at, 'migrate');
    await stopped.kill();
    expect(existsSync(at.path)).toBe(true);
    expect((await open(at)).migrated).toEqual(['0000_init']);
  });
});

describe("the program's own migrations", () => {
  it('open, and the log refuses to be changed, by REPLACE too', async () => {
    const at = place();
    const { assertSchema: _, ...own } = at.options({
      migrationsFolder: join(import.meta.dirname, '../../../db/migrations'),
    });
    const database = accepted(await openDatabase(at.path, own));
    const { sqlite } = database.connection;
    const insert = `INTO event_log VALUES (1, 'e1', 'd', 1, 'case', 'c1', 1, 'case.filed', '{}', 'a', 'A', 0, '2026-04-21', 1,
      '${'0'.repeat(64)}', '${'1'.repeat(64)}')`;
    sqlite.exec(`INSERT ${insert}`);
    for (const write of [`INSERT OR REPLACE ${insert}`, "UPDATE event_log SET actor = 'b'", 'DELETE FROM event_log']) {
      expect(() => sqlite.exec(write), write).toThrow(expect.objectContaining({ code: 'SQLITE_CONSTRAINT_TRIGGER' }));
    }
    sqlite.exec('DROP TRIGGER event_log_refuse_delete');
    database.close();
    const again = accepted(await openDatabase(at.path, own));
    expect(() => again.connection.sqlite.exec('DELETE FROM event_log')).toThrow();
    again.close();
  });
});
