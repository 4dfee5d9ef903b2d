import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type BackupOptions, countOnly, makeBackup, ProofFailure, proveBackup } from '#db/backup.ts';
import {
  type BackupEntry,
  listBackups,
  newestProved,
  notePath,
  pruneBackups,
  surplusBackups,
} from '#db/backup-list.ts';
import { openDatabase } from '#db/open.ts';
import { restoreBackup } from '#db/restore.ts';
import { systemProbes } from '#db/location.ts';
import {
  accepted,
  child,
  counts,
  countsIn,
  DAY,
  fill,
  made,
  NOW,
  open,
  place,
  type Place,
  refusalOf,
} from './support.ts';

function backupOptions(at: Place, changes: Partial<BackupOptions> = {}): BackupOptions {
  return { folder: at.backups, now: () => NOW, reason: 'manual', prove: countOnly, ...changes };
}

/** Files of the backups folder, the lock aside. */
function left(at: Place): readonly string[] {
  return existsSync(at.backups) ? readdirSync(at.backups).filter((name) => !name.startsWith('.')) : [];
}

/** A closed database with one proved backup of it; answers with the backup's path. */
async function backedUp(at: Place, rows = 500): Promise<string> {
  const database = await open(at);
  fill(database.connection.sqlite, rows);
  const { backup } = accepted(await makeBackup(database.connection.sqlite, backupOptions(at)));
  database.close();
  return backup.path;
}

describe('a backup', () => {
  it('is one proved file of the state at its start, whatever is written meanwhile', async () => {
    const at = place();
    const { sqlite } = (await open(at)).connection;
    fill(sqlite, 8000);
    let steps = 0;
    const onProgress = () => fill(sqlite, 1, `later-${steps++}-`);
    const { backup } = accepted(await makeBackup(sqlite, backupOptions(at, { onProgress })));
    expect(steps).toBeGreaterThan(1);
    expect(counts(sqlite)).toEqual([8000 + steps, 8000 + steps]);
    expect(backup.note.proof.counts).toMatchObject({ parent: 8000, child: 8000 });
    expect(basename(backup.path)).toBe('heqing-20260421-153012-345-manual.db');
    expect(left(at)).toEqual([basename(backup.path), basename(notePath(backup.path))]);
    expect(listBackups(at.backups)).toEqual([backup]);
    expect(countsIn(backup.path)).toEqual([8000, 8000]);
  });

  it('opens without leaving anything beside it', async () => {
    const at = place();
    const path = await backedUp(at);
    const before = left(at);
    accepted(await proveBackup(path, { prove: countOnly, now: () => NOW }));
    expect(left(at)).toEqual(before);
  });

  it("of the same millisecond takes another name instead of the first one's place", async () => {
    const at = place();
    const { sqlite } = (await open(at)).connection;
    const paths = [];
    for (let n = 0; n < 3; n += 1) paths.push(accepted(await makeBackup(sqlite, backupOptions(at))).backup.path);
    expect(new Set(paths).size).toBe(3);
    expect(listBackups(at.backups).map(({ proved }) => proved)).toEqual([true, true, true]);
  });

  it('whose rename fails is refused with the reason and leaves nothing', async () => {
    const at = place();
    const { sqlite } = (await open(at)).connection;
    const rename = () => {
      throw Object.assign(new Error('in use'), { code: 'EBUSY' });
    };
    const refused = refusalOf(await makeBackup(sqlite, backupOptions(at, { rename })));
    expect(refused.code).toBe('DB_BACKUP_FAILED');
    expect(refused.message).toContain('文件正被其他程序（如杀毒软件、同步盘）占用');
    expect(left(at)).toEqual([]);
  });

  it('whose disk fills up at the last step is refused as such', async () => {
    const at = place();
    const { sqlite } = (await open(at)).connection;
    const rename = () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    };
    expect(refusalOf(await makeBackup(sqlite, backupOptions(at, { rename })))).toMatchObject({ code: 'DISK_FULL' });
    expect(left(at)).toEqual([]);
  });

  it('whose content does not hold is refused with what was found and leaves nothing', async () => {
    const at = place();
    const { sqlite } = (await open(at)).connection;
    const prove = () => {
      throw new ProofFailure('操作日志第 5 条校验码与内容不符');
    };
    const refused = refusalOf(await makeBackup(sqlite, backupOptions(at, { prove })));
    expect(refused.code).toBe('DB_BACKUP_FAILED');
    expect(refused.message).toContain('操作日志第 5 条校验码与内容不符');
    expect(left(at)).toEqual([]);
  });

  it('of a database with a destroyed page is refused: a bad copy must not count as a good one', async () => {
    const at = place();
    await made(at);
    const bytes = readFileSync(at.path);
    bytes.fill(0xa5, 4096 * 12, 4096 * 13);
    writeFileSync(at.path, bytes);
    const sqlite = new Database(at.path);
    const refused = refusalOf(await makeBackup(sqlite, backupOptions(at)));
    sqlite.close();
    expect(refused.code).toBe('DB_BACKUP_FAILED');
    expect(left(at)).toEqual([]);
  });

  it('is not begun without room for it', async () => {
    const at = place();
    const { sqlite } = (await open(at)).connection;
    const probes = { ...systemProbes, freeBytes: () => 5 << 20 };
    const refused = refusalOf(await makeBackup(sqlite, backupOptions(at, { probes })));
    expect(refused.code).toBe('DISK_FULL');
    expect(refused.message).toContain('只剩 5 MB');
  });

  it('is not begun while another one runs', async () => {
    const at = place();
    const { sqlite } = (await open(at)).connection;
    let second: Promise<unknown> | undefined;
    const onProgress = () => {
      second ??= makeBackup(sqlite, backupOptions(at)).then(refusalOf);
    };
    accepted(await makeBackup(sqlite, backupOptions(at, { onProgress })));
    expect(await second).toMatchObject({ code: 'DB_BUSY' });
  });

  it("killed before its rename leaves no file of a backup's name; the next one clears up", async () => {
    const at = place();
    const stopped = await child(at, 'backup');
    expect(stopped.said).toBe('before the rename');
    await stopped.kill();
    expect(listBackups(at.backups)).toEqual([]);
    expect(left(at)).toEqual(['heqing-20260421-153012-345-manual.db.partial']);
    const { sqlite } = (await open(at)).connection;
    const { backup } = accepted(await makeBackup(sqlite, backupOptions(at, { now: () => NOW + DAY })));
    expect(left(at)).toEqual([basename(backup.path), basename(notePath(backup.path))]);
  });
});

describe('retention', () => {
  function entry(at: number, proved = true): BackupEntry {
    const note = { format: 1, at, reason: 'manual', size: 1, sha256: '', proof: { counts: {}, heads: [] } } as const;
    return { path: `/b/${at}`, name: String(at), at, size: 1, proved, note: proved ? note : null };
  }

  const surplus = (...entries: readonly BackupEntry[]) => surplusBackups(entries, NOW).map(({ at }) => at);

  it('keeps three of today, the newest of each earlier day, ten in all', () => {
    const today = [0, 1, 2, 3, 4].map((n) => NOW - n * 1000);
    expect(surplus(...today.map((at) => entry(at)))).toEqual(today.slice(3));
    const days = Array.from({ length: 12 }, (_, n) => NOW - n * DAY);
    expect(surplus(...days.flatMap((at) => [entry(at), entry(at - 60_000)]))).toEqual([
      ...days.slice(1, 9).map((at) => at - 60_000),
      ...days.slice(9).flatMap((at) => [at, at - 60_000]),
    ]);
  });

  it('counts days in Beijing, wherever the computer thinks it is', () => {
    const midnight = Date.parse('2026-04-21T00:00:00+08:00');
    expect(surplus(entry(midnight), entry(midnight - 1), entry(midnight - 2))).toEqual([midnight - 2]);
  });

  it('never deletes the only proved one, however many unproved ones are newer, nor an unproved one', () => {
    const old = NOW - 400 * DAY;
    expect(surplus(entry(old), ...Array.from({ length: 20 }, (_, n) => entry(NOW - n, false)))).toEqual([]);
  });

  it('deletes the file with its note, and a note without a file', async () => {
    const at = place();
    const { sqlite } = (await open(at)).connection;
    for (let n = 0; n < 4; n += 1) accepted(await makeBackup(sqlite, backupOptions(at, { now: () => NOW + n })));
    expect(left(at)).toHaveLength(6);
    expect(existsSync(join(at.backups, 'heqing-20260421-153012-345-manual.db'))).toBe(false);
    const newest = newestProved(at.backups);
    rmSync(newest?.path ?? '');
    expect(pruneBackups(at.backups, NOW)).toEqual({ removed: [], stuck: [] });
    expect(left(at)).toHaveLength(4);
  });
});

describe('proving again', () => {
  const options = { prove: countOnly, now: () => NOW };

  it('passes the file as made, and gives a file without a note one', async () => {
    const at = place();
    const path = await backedUp(at);
    expect(accepted(await proveBackup(path, options))).toMatchObject({ proved: true });
    rmSync(notePath(path));
    expect(newestProved(at.backups)).toBeNull();
    expect(refusalOf(await restoreBackup(path, at.path, { now: () => NOW }))).toMatchObject({
      code: 'DB_BACKUP_UNPROVED',
    });
    expect(accepted(await proveBackup(path, options))).toMatchObject({ proved: true });
    expect(newestProved(at.backups)?.path).toBe(path);
  });

  it('refuses a changed row, a changed note, rubbish, and a file that is gone', async () => {
    const at = place();
    const path = await backedUp(at);
    const note = readFileSync(notePath(path), 'utf8');
    writeFileSync(notePath(path), note.replace('"parent": 500', '"parent": 501'));
    expect(refusalOf(await proveBackup(path, options))).toMatchObject({ code: 'DB_BACKUP_TAMPERED' });
    writeFileSync(notePath(path), note);
    const sqlite = new Database(path);
    sqlite.exec("UPDATE parent SET name = '改' WHERE id = 'p1'");
    sqlite.close();
    expect(refusalOf(await proveBackup(path, options))).toMatchObject({ code: 'DB_BACKUP_TAMPERED' });
    writeFileSync(path, 'rubbish '.repeat(100));
    rmSync(notePath(path));
    expect(refusalOf(await proveBackup(path, options))).toMatchObject({ code: 'DB_BACKUP_FAILED' });
    rmSync(path);
    expect(refusalOf(await proveBackup(path, options))).toMatchObject({ code: 'DB_MISSING' });
  });
});

describe('a restore', () => {
  const options = { now: () => NOW, prove: countOnly };

  it('brings the rows back and keeps the database it replaced', async () => {
    const at = place();
    const backup = await backedUp(at);
    const database = await open(at);
    fill(database.connection.sqlite, 10, 'later-');
    database.close();
    const { replaced, note } = accepted(await restoreBackup(backup, at.path, options));
    expect(note.reason).toBe('manual');
    expect(replaced).toBe(`${at.path}.replaced-20260421-153012-345`);
    expect(countsIn(replaced ?? '')).toEqual([510, 510]);
    expect(counts((await open(at)).connection.sqlite)).toEqual([500, 500]);
  });

  it('is what follows damage: from the offered backup to an open database', async () => {
    const at = place();
    await backedUp(at);
    writeFileSync(at.path, 'rubbish '.repeat(1000));
    const refused = refusalOf(await openDatabase(at.path, at.options()));
    expect(refused).toMatchObject({ code: 'DB_DAMAGED' });
    const { newestBackup } = refused.data as { newestBackup: { path: string } };
    expect(accepted(await restoreBackup(newestBackup.path, at.path, options)).replaced).toBeNull();
    expect(counts((await open(at)).connection.sqlite)).toEqual([500, 500]);
  });

  it('does not play the log of a killed program into the restored file, and keeps what the log held', async () => {
    const at = place();
    const backup = await backedUp(at);
    const stopped = await child(at, 'write');
    await stopped.kill();
    expect(existsSync(`${at.path}-wal`)).toBe(true);
    const { replaced } = accepted(await restoreBackup(backup, at.path, options));
    expect(counts((await open(at)).connection.sqlite)).toEqual([500, 500]);
    expect(countsIn(replaced ?? '')).toEqual([501, 500]);
  });

  it('sets the log of a damaged file aside with it: its pages fit the restored file and would be played in', async () => {
    const at = place();
    const backup = await backedUp(at);
    const stopped = await child(at, 'write');
    await stopped.kill();
    writeFileSync(at.path, 'rubbish '.repeat(1000));
    const { replaced } = accepted(await restoreBackup(backup, at.path, options));
    expect(counts((await open(at)).connection.sqlite)).toEqual([500, 500]);
    expect(readFileSync(replaced ?? '', 'utf8')).toContain('rubbish');
    expect(existsSync(`${replaced}-wal`)).toBe(true);
  });

  it('refuses a backup with one changed byte and leaves the database alone', async () => {
    const at = place();
    const backup = await backedUp(at);
    const bytes = readFileSync(backup);
    bytes[5000] = (bytes[5000] ?? 0) ^ 1;
    writeFileSync(backup, bytes);
    const before = readFileSync(at.path);
    expect(refusalOf(await restoreBackup(backup, at.path, options))).toMatchObject({ code: 'DB_BACKUP_TAMPERED' });
    expect(readFileSync(at.path).equals(before)).toBe(true);
    expect(readdirSync(join(at.path, '..')).filter((name) => /restoring|replaced/.test(name))).toEqual([]);
  });

  it('refuses another backup under a note that is not its own', async () => {
    const at = place();
    const first = await backedUp(at);
    const database = await open(at);
    fill(database.connection.sqlite, 1, 'x');
    const second = accepted(
      await makeBackup(database.connection.sqlite, backupOptions(at, { now: () => NOW + 1 })),
    ).backup;
    database.close();
    copyFileSync(first, second.path);
    expect(refusalOf(await restoreBackup(second.path, at.path, options))).toMatchObject({ code: 'DB_BACKUP_TAMPERED' });
  });

  it('refuses while the database is open: here, in another process, or only for reading', async () => {
    const at = place();
    const backup = await backedUp(at);
    const writer = await open(at);
    expect(refusalOf(await restoreBackup(backup, at.path, options))).toMatchObject({ code: 'DB_LOCKED' });
    writer.close();
    const holder = await child(at, 'hold');
    expect(refusalOf(await restoreBackup(backup, at.path, options))).toMatchObject({ code: 'DB_LOCKED' });
    await holder.kill();
    (await open(at)).close();
    const reader = await open(at, { readonly: true });
    counts(reader.connection.sqlite);
    expect(refusalOf(await restoreBackup(backup, at.path, options))).toMatchObject({ code: 'DB_LOCKED' });
    reader.close();
    accepted(await restoreBackup(backup, at.path, options));
  });

  it('refuses a missing backup, a network target and a full disk', async () => {
    const at = place();
    const backup = await backedUp(at);
    expect(refusalOf(await restoreBackup(`${backup}x`, at.path, options))).toMatchObject({ code: 'DB_MISSING' });
    expect(refusalOf(await restoreBackup(backup, '//server/share/x.db', options))).toMatchObject({
      code: 'DB_NETWORK_PATH',
    });
    const probes = { ...systemProbes, freeBytes: () => 10 };
    expect(refusalOf(await restoreBackup(backup, at.path, { ...options, probes }))).toMatchObject({
      code: 'DISK_FULL',
    });
  });
});
