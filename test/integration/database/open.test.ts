import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate as drizzleMigrate } from 'drizzle-orm/better-sqlite3/migrator';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { makeBackup, countOnly } from '#db/backup.ts';
import { markerPath } from '#db/shutdown-marker.ts';
import type { OpenProgress } from '#db/open.ts';
import {
  child,
  counts,
  countsIn,
  fill,
  INIT,
  made,
  NOW,
  open,
  place,
  type Place,
  REBUILD,
  refusal,
  accepted,
} from './support.ts';

function sha(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Overwrites bytes of a closed file. */
function scribble(path: string, at: number, length: number): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, at, at + length);
  writeFileSync(path, bytes);
}

describe('every opening', () => {
  const WANTED = {
    journal_mode: 'wal',
    synchronous: 2,
    foreign_keys: 1,
    busy_timeout: 5000,
    trusted_schema: 0,
    cell_size_check: 1,
    recursive_triggers: 1,
  };

  it('sets every pragma, also the second time, when the build would fall back to its own', async () => {
    const at = place();
    for (const time of ['first', 'second']) {
      const database = await open(at);
      const { sqlite } = database.connection;
      const found = Object.fromEntries(
        Object.keys(WANTED).map((name) => [name, sqlite.pragma(name, { simple: true })]),
      );
      expect(found, time).toEqual(WANTED);
      database.close();
    }
  });

  it('leaves one file without a log, and a second close does nothing', async () => {
    const at = place();
    await made(at);
    expect(existsSync(`${at.path}-wal`)).toBe(false);
    const database = await open(at);
    database.close();
    database.close();
    expect(await open(at)).toMatchObject({ recovered: false, migrated: [] });
  });

  it('checks the file only after an unclean end or when the file is not the one that was closed', async () => {
    const at = place();
    await made(at);
    const steps: OpenProgress[] = [];
    const onProgress = (step: OpenProgress) => steps.push(step);
    (await open(at, { onProgress })).close();
    expect(steps).toEqual([]);
    utimesSync(at.path, 1, 1);
    (await open(at, { onProgress })).close();
    expect(steps.map(({ step, done }) => [step, done])).toEqual([
      ['check', 0],
      ['check', 1],
    ]);
    steps.length = 0;
    rmSync(markerPath(at.path));
    (await open(at, { onProgress })).close();
    expect(steps).toHaveLength(2);
  });
});

describe('for reading', () => {
  it('sees the rows of the open writer, can not write, and takes no lock', async () => {
    const at = place();
    const writer = await open(at);
    fill(writer.connection.sqlite, 3);
    const reader = await open(at, { readonly: true });
    expect(counts(reader.connection.sqlite)).toEqual([3, 3]);
    expect(() => reader.connection.sqlite.exec('DELETE FROM parent')).toThrow(/readonly/);
    reader.close();
    fill(writer.connection.sqlite, 1, 'q');
    expect(counts(writer.connection.sqlite)).toEqual([4, 4]);
  });

  it('refuses a database that still has to be migrated, a damaged one without moving it, and a missing one', async () => {
    const at = place();
    expect(await refusal(at, { readonly: true })).toMatchObject({ code: 'DB_MISSING' });
    await made(at);
    at.knows(INIT, REBUILD);
    expect(await refusal(at, { readonly: true })).toMatchObject({
      code: 'DB_OUTDATED',
      data: { pending: ['0001_parent_town'] },
    });
    scribble(at.path, 0, 100);
    const before = sha(at.path);
    expect(await refusal(at, { readonly: true })).toMatchObject({ code: 'DB_DAMAGED' });
    expect(sha(at.path)).toBe(before);
  });
});

describe('a database of another program version', () => {
  it('is refused when newer, by the name of what is unknown, and stays as it was', async () => {
    const at = place();
    at.knows(INIT, REBUILD);
    await made(at);
    const before = sha(at.path);
    at.knows(INIT);
    const refused = await refusal(at);
    expect(refused).toMatchObject({ code: 'DB_TOO_NEW', data: { unknown: ['0001_parent_town'] } });
    expect(refused.message).toContain('0001_parent_town');
    expect(sha(at.path)).toBe(before);
    at.knows(INIT, REBUILD);
    expect(counts((await open(at)).connection.sqlite)).toEqual([500, 500]);
  });

  it('is refused when a migration was changed after it was applied', async () => {
    const at = place();
    await made(at);
    at.knows({ ...INIT, sql: `${INIT.sql}\n` });
    expect(await refusal(at)).toMatchObject({ code: 'DB_FORKED', data: { position: 1, found: '0000_init' } });
  });

  it('is refused when a branch put an older migration in between, which drizzle would skip in silence', async () => {
    const at = place();
    at.knows(INIT, REBUILD);
    await made(at);
    const merged = { tag: '0001_merged', when: 150, sql: 'CREATE TABLE merged (id text)' };
    at.knows(INIT, merged, REBUILD);
    const refused = await refusal(at);
    expect(refused).toMatchObject({ code: 'DB_FORKED', data: { found: '0001_parent_town', expected: '0001_merged' } });
    expect(refused.message).toContain('缺少第 2 项升级「0001_merged」');
  });

  it('is refused when the program lists an older migration last: the program itself is broken', async () => {
    const at = place();
    await made(at);
    at.knows(INIT, REBUILD, { tag: '0002_late', when: 150, sql: 'CREATE TABLE late (id text)' });
    expect(await refusal(at)).toMatchObject({ code: 'DB_MIGRATIONS_BROKEN' });
    rmSync(at.migrations, { recursive: true });
    expect(await refusal(at)).toMatchObject({ code: 'DB_MIGRATIONS_BROKEN' });
  });

  it('opens when drizzle itself applied the migrations: its table is ours', async () => {
    const at = place();
    await made(at, 0);
    const plain = `${at.path}.drizzle`;
    const sqlite = new Database(plain);
    drizzleMigrate(drizzle({ client: sqlite }), { migrationsFolder: at.migrations });
    fill(sqlite, 2);
    sqlite.close();
    at.knows(INIT, REBUILD);
    const database = await open({ ...at, path: plain });
    expect(database.migrated).toEqual(['0001_parent_town']);
    expect(counts(database.connection.sqlite)).toEqual([2, 2]);
  });

  it("is refused when it is another program's SQLite file, untouched", async () => {
    const at = place();
    await made(at, 0);
    const other = `${at.path}.other`;
    const sqlite = new Database(other);
    sqlite.exec('CREATE TABLE bookmarks (url text)');
    sqlite.close();
    const before = sha(other);
    expect(await refusal({ ...at, path: other })).toMatchObject({ code: 'DB_FOREIGN', data: { table: 'bookmarks' } });
    expect(sha(other)).toBe(before);
  });
});

describe('a damaged database', () => {
  const DAMAGES: readonly (readonly [string, (path: string) => void])[] = [
    ['with a destroyed header', (path) => scribble(path, 0, 100)],
    ['with a destroyed page in the middle', (path) => scribble(path, 4096 * 12, 4096)],
    ['cut off in the middle', (path) => truncateSync(path, 4096 * 12 + 1000)],
    ['cut off to nothing', (path) => truncateSync(path, 0)],
    ['replaced by a text', (path) => writeFileSync(path, '线索编号，河流\n'.repeat(500))],
    [
      'replaced by an empty database',
      (path) => {
        rmSync(path);
        const empty = new Database(path);
        empty.exec('CREATE TABLE t (a); DROP TABLE t; VACUUM');
        empty.close();
      },
    ],
  ];

  async function withBackup(at: Place): Promise<string> {
    const database = await open(at);
    fill(database.connection.sqlite, 500);
    const { backup } = accepted(
      await makeBackup(database.connection.sqlite, {
        folder: at.backups,
        now: () => NOW,
        reason: 'manual',
        prove: countOnly,
      }),
    );
    database.close();
    return backup.path;
  }

  it.each(DAMAGES)(
    '%s is moved aside and kept, a backup is offered, and no empty one takes its place',
    async (_, damage) => {
      const at = place();
      const backup = await withBackup(at);
      damage(at.path);
      const before = sha(at.path);
      const refused = await refusal(at);
      const kept = `${at.path}.damaged-20260421-153012-345`;
      expect(refused).toMatchObject({
        code: 'DB_DAMAGED',
        data: { movedTo: kept, newestBackup: { path: backup, at: NOW } },
      });
      expect(refused.message).toContain(kept);
      expect(refused.message).toContain(backup);
      expect(sha(kept)).toBe(before);
      expect(existsSync(at.path)).toBe(false);

      const again = await refusal(at);
      expect(again).toMatchObject({ code: 'DB_MISSING', data: { newestBackup: { path: backup } } });
      expect(again.data).toMatchObject({ traces: expect.arrayContaining([kept]) });
      expect(existsSync(at.path)).toBe(false);
    },
  );

  it('keeps its log beside it: the log may hold what the file has lost', async () => {
    const at = place();
    await made(at);
    const stopped = await child(at, 'write');
    await stopped.kill();
    const log = sha(`${at.path}-wal`);
    scribble(at.path, 4096 * 12, 4096);
    const refused = await refusal(at);
    expect(refused).toMatchObject({ code: 'DB_DAMAGED', data: { newestBackup: null } });
    expect(refused.message).toContain('没有经过验证的备份');
    expect(sha(`${at.path}.damaged-20260421-153012-345-wal`)).toBe(log);
    expect(existsSync(`${at.path}-wal`)).toBe(false);
  });

  it('twice in one millisecond does not overwrite the first', async () => {
    const at = place();
    await made(at);
    for (const kept of ['', '-2']) {
      writeFileSync(at.path, 'rubbish '.repeat(100));
      expect(await refusal(at)).toMatchObject({ data: { movedTo: `${at.path}.damaged-20260421-153012-345${kept}` } });
    }
  });
});

describe('a missing database', () => {
  it('is refused unless a new one is asked for', async () => {
    const at = place();
    expect(await refusal(at, { create: false })).toMatchObject({ code: 'DB_MISSING', data: { traces: [] } });
    expect(existsSync(at.path)).toBe(false);
    expect((await open(at)).migrated).toEqual(['0000_init']);
  });

  it('is not made anew where there was one: the clerk would work in an empty program', async () => {
    const at = place();
    await made(at);
    rmSync(at.path);
    expect(await refusal(at)).toMatchObject({ code: 'DB_MISSING', data: { traces: [markerPath(at.path)] } });
    expect(existsSync(at.path)).toBe(false);
  });
});

describe('a database in use', () => {
  it('is refused while another process holds it, and free the moment that process is killed', async () => {
    const at = place();
    const holder = await child(at, 'hold');
    expect(holder.said).toBe('holding');
    const refused = await refusal(at);
    expect(refused).toMatchObject({ code: 'DB_LOCKED', data: { holder: { pid: holder.pid, since: NOW } } });
    expect(refused.message).toContain(`进程号 ${holder.pid},2026-04-21 15:30 打开`);
    await holder.kill();
    expect(await open(at)).toMatchObject({ recovered: true });
  });

  it('is refused within one process too', async () => {
    const at = place();
    await open(at);
    expect(await refusal(at)).toMatchObject({ code: 'DB_LOCKED' });
  });

  it('is left free by a refusal', async () => {
    const at = place();
    at.knows(INIT, REBUILD);
    await made(at);
    at.knows(INIT);
    await refusal(at);
    at.knows(INIT, REBUILD);
    expect((await open(at)).recovered).toBe(false);
  });
});

describe('a process killed in a transaction', () => {
  it('loses nothing acknowledged and leaves nothing unfinished', async () => {
    const at = place();
    const stopped = await child(at, 'write');
    expect(stopped.said).toBe('in the transaction');
    await stopped.kill();
    const steps: OpenProgress[] = [];
    const database = await open(at, { onProgress: (step) => steps.push(step) });
    expect(database.recovered).toBe(true);
    expect(steps.map(({ step }) => step)).toEqual(['check', 'check']);
    const { sqlite } = database.connection;
    expect(sqlite.prepare('SELECT id FROM parent').pluck().all()).toEqual(['acknowledged']);
    expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
    expect(countsIn(at.path)).toEqual([1, 0]);
  });
});
