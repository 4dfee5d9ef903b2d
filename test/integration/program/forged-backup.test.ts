import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { proveContent } from '#app/backup/prove.ts';
import { notePath, readNote, writeNote } from '#db/backup-list.ts';
import { restoreBackup } from '#db/restore.ts';
import { aCase } from '#test/harness/flow.ts';
import { openProgram, type Program } from '#test/harness/program.ts';

let program: Program;
let elsewhere: string;
beforeEach(async () => {
  program = await openProgram();
  elsewhere = mkdtempSync(join(tmpdir(), 'heqing-restored-'));
});
afterEach(() => {
  program.remove();
  rmSync(elsewhere, { recursive: true, force: true });
});

const options = () => ({ now: program.clock.now, prove: proveContent(program.ports) });

/** Changes a backup and writes its note anew, hash and size, as whoever can reach the folder may. */
function forge(path: string, crime: string): void {
  const sqlite = new Database(path);
  sqlite.exec(crime);
  sqlite.close();
  const note = readNote(path);
  if (note === null) throw new Error('a backup without a note');
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  writeNote(path, { ...note, sha256, size: statSync(path).size });
}

describe('a backup', () => {
  it('put into an empty folder is the whole program again, its numbers going on where they stood', async () => {
    const first = await aCase(program);
    const { path } = await program.call('backup.make', {});
    await aCase(program);
    expect((await restoreBackup(path, join(elsewhere, 'heqing.db'), options())).ok).toBe(true);
    const again = await openProgram({ root: elsewhere });
    expect(await again.call('case.get', { id: first.id })).toEqual(await program.call('case.get', { id: first.id }));
    expect(await again.call('log.verify', {})).toMatchObject({ sound: true, cases: 1, findings: 1 });
    expect((await aCase(again)).number).toBe('MY-AJ-2026-0002');
    expect(await again.call('log.verify', {})).toMatchObject({ sound: true, cases: 2 });
    again.close();
  });

  // The hash in the note is no secret: only the log inside can tell.
  it.each([
    ['a row', "update finding set description = '已清理'"],
    ['an event', "drop trigger event_log_refuse_update; update event_log set actor_name = '某人' where device_seq = 5"],
    [
      'the last event',
      'drop trigger event_log_refuse_delete; delete from event_log where device_seq = (select max(device_seq) from event_log)',
    ],
    ['a holiday', "update holiday_notice set days = json_remove(days, '$[0]') where year = 2026"],
  ])(
    'of which %s was changed is refused though its note was made to fit, and the database is left alone',
    async (_what, crime) => {
      await aCase(program);
      const { path, name } = await program.call('backup.make', {});
      forge(path, crime);
      const proof = await program.send('backup.prove', { name });
      expect(proof).toMatchObject({
        ok: false,
        error: { code: expect.stringMatching(/^DB_BACKUP_/), message: expect.stringMatching(/\p{Script=Han}{4}/u) },
      });
      const target = join(elsewhere, 'heqing.db');
      expect(await restoreBackup(path, target, options())).toMatchObject({
        ok: false,
        error: { code: 'DB_BACKUP_TAMPERED' },
      });
      expect(statSync(target, { throwIfNoEntry: false })).toBeUndefined();
    },
  );

  it('of another bureau, in its folder with its note, is refused: its log was written with another key', async () => {
    const other = await openProgram({ chainKey: Buffer.alloc(32, 99) });
    await aCase(other);
    const { path } = await other.call('backup.make', {});
    const here = join(program.ports.folders.backups, basename(path));
    await program.call('backup.make', {});
    copyFileSync(path, here);
    writeFileSync(notePath(here), readFileSync(notePath(path)));
    other.remove();
    expect((await program.send('backup.prove', { name: basename(here) })).ok).toBe(false);
    expect(await restoreBackup(here, join(elsewhere, 'heqing.db'), options())).toMatchObject({ ok: false });
  });
});
