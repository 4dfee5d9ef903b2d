import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupToRestore } from '#app/backup/restore.ts';
import { NUMBER_MARGIN } from '#app/backup/write-restoration.ts';
import { notePath } from '#db/backup-list.ts';
import {
  backUp,
  file,
  open,
  register,
  restore,
  restored,
  verify,
  within,
  type Worked,
  workedFolders,
} from './support.ts';

let folders: Awaited<ReturnType<typeof workedFolders>>;
beforeAll(async () => {
  folders = await workedFolders();
});
afterAll(() => folders.remove());

const AN_HASH = /^[0-9a-f]{64}$/;
const device = ({ data }: Worked) => JSON.parse(readFileSync(join(data, 'device.json'), 'utf8')) as { device: string };
const printed = ({ data }: Worked) =>
  JSON.parse(readFileSync(join(data, 'anchors.json'), 'utf8')) as { device: string; seq: number; hash: string }[];

describe('numbers after an older backup was restored', () => {
  it('go on after those that the replaced database gave: none is given twice', async () => {
    const at = folders.copy();
    const report = await restored(at.data, at.older);
    expect(report).toMatchObject({ margin: 0 });
    expect(report.raised).toEqual([
      { kind: 'case', year: 2026, before: 1, after: 2 },
      { kind: 'finding', year: 2026, before: 2, after: 5 },
    ]);
    await within(at.data, async (session) => {
      expect(await register(session)).toBe('MY-XS-2026-00006');
      expect(await file(session)).toBe('MY-AJ-2026-0003');
    });
  });

  it('go on after those of a record whose counter was set back in the replaced database', async () => {
    const at = folders.copy();
    const sqlite = new Database(join(at.data, 'heqing.db'));
    sqlite.exec('update number_counter set last = 1');
    sqlite.close();
    await restored(at.data, at.older);
    await within(at.data, async (again) => expect(await register(again)).toBe('MY-XS-2026-00006'));
  });

  it('leave a margin where the replaced database is damaged: after the newer backup and all events that were printed', async () => {
    const at = folders.copy();
    writeFileSync(join(at.data, 'heqing.db'), 'rubbish '.repeat(5000));
    const refused = await open(at.data).catch((error: unknown) => error);
    expect(String(refused)).toContain(`restore ${at.newer}`);
    const { margin } = await restored(at.data, at.older);
    // The newer backup printed four events of findings and cases more than the older one holds.
    expect(margin).toBeGreaterThan(NUMBER_MARGIN);
    await within(at.data, async (session) => {
      // Four is what the newer backup knows, five was given.
      expect(await register(session)).toBe(`MY-XS-2026-${String(5 + margin).padStart(5, '0')}`);
      expect(await file(session)).toBe(`MY-AJ-2026-${String(3 + margin).padStart(4, '0')}`);
    });
    // Who knows that more were given than that restores again.
    expect(await restored(at.data, at.older, { margin: 500 })).toMatchObject({ margin: 500, whole: true });
    await within(at.data, async (session) => {
      expect(await register(session)).toBe(`MY-XS-2026-${String(6 + margin + 501).padStart(5, '0')}`);
    });
  });

  it('leave the margin that was asked for where there is no database any more, in a series begun since too', async () => {
    const at = folders.copy();
    rmSync(join(at.data, 'heqing.db'));
    const { margin, raised } = await restored(at.data, at.newer, { margin: 1000 });
    expect(margin).toBe(1000);
    expect(raised).toContainEqual({ kind: 'case', year: 2025, before: 0, after: 1000 });
    await within(at.data, async (session) => expect(await register(session)).toBe('MY-XS-2026-01005'));
  });
});

describe('the log after an older backup was restored', () => {
  it('is sound, tells of the restore, and of the printed heads that are no longer covered', async () => {
    const at = folders.copy();
    const before = device(at).device;
    const lost = printed(at).at(-1);
    const { replaced, head } = await restored(at.data, at.older);
    expect(replaced).toMatch(/heqing\.db\.replaced-/);
    expect(existsSync(replaced ?? '')).toBe(true);
    const now = device(at).device;
    expect(now).not.toBe(before);
    expect(head).toMatchObject({ device: now, seq: 1 });
    await within(at.data, async (session) => {
      await register(session);
      const report = await verify(session);
      expect(report).toMatchObject({ sound: true, findings: 3, cases: 1, fault: null });
      expect(report.restorations).toEqual([
        {
          at: expect.any(Number),
          actorName: '命令行',
          backup: at.older,
          backupAt: expect.any(Number),
          from: before,
          device: now,
          lost: [{ ...lost, printedOn: [at.newer] }],
        },
      ]);
    });
  });

  it('names the ledger on which a lost head was printed', async () => {
    const at = folders.copy();
    const path = join(at.data, '台账.xlsx');
    await within(at.data, async (session) => {
      await session.call(
        'ledger.export',
        { ledger: 'qingsiluan', filter: {}, search: '', file: session.ports.files.grant(path) },
        'jingban',
      );
    });
    const { lost } = await restored(at.data, at.newer);
    expect(lost.map(({ printedOn }) => printedOn)).toEqual([['台账.xlsx']]);
  });

  it('stays sound restored again, from the same backup, from the newer one, and from one of the time since', async () => {
    const at = folders.copy();
    await restored(at.data, at.older);
    const since = await within(at.data, async (session) => {
      await register(session);
      const name = await backUp(session);
      await register(session);
      return name;
    });
    // Retention would delete them one by one.
    const backups = join(at.data, 'backups');
    cpSync(backups, `${backups}-kept`, { recursive: true });
    for (const name of [at.older, since, at.newer, at.newer, since]) {
      cpSync(`${backups}-kept`, backups, { recursive: true });
      await restored(at.data, name);
      await within(at.data, async (session) => {
        await register(session);
        await backUp(session);
        const report = await verify(session);
        expect(report.fault).toBeNull();
        expect(report.restorations.at(-1)?.backup).toBe(name);
      });
    }
    await within(at.data, async (session) => {
      // 5, and one each of 2 + 5 further registrations: never one twice.
      expect(await register(session)).toBe('MY-XS-2026-00013');
    });
  });

  it('tells who did it when a login is given', async () => {
    const at = folders.copy();
    await restored(at.data, at.older, { login: 'guanli' });
    await within(at.data, async (session) => {
      expect((await verify(session)).restorations).toMatchObject([{ actorName: '孙管理' }]);
    });
  });

  it('of which the restored database is backed up: the backup is proved and can be restored', async () => {
    const at = folders.copy();
    await restored(at.data, at.older);
    const name = await within(at.data, async (session) => {
      const made = await backUp(session);
      expect(await session.call('backup.prove', { name: made }, 'jingban')).toMatchObject({ proved: true });
      return made;
    });
    await restored(at.data, name);
  });
});

describe('a restore that is refused changes neither database nor name', () => {
  async function unchanged(at: Worked, work: () => Promise<unknown>): Promise<unknown> {
    const state = () => [
      readFileSync(join(at.data, 'device.json'), 'utf8'),
      readFileSync(join(at.data, 'anchors.json'), 'utf8'),
    ];
    const before = state();
    const answer = await work();
    expect(state()).toEqual(before);
    expect(readdirSync(at.data).filter((name) => /restoring|replaced|partial/.test(name))).toEqual([]);
    await within(at.data, async (session) => {
      expect(await verify(session)).toMatchObject({ sound: true, findings: 5, restorations: [] });
    });
    return answer;
  }

  it('while the database is open', async () => {
    const at = folders.copy();
    const session = await open(at.data);
    const answer = await restore(at.data, at.older);
    session.close();
    expect(answer).toMatchObject({ ok: false, error: { code: 'DB_LOCKED' } });
    await unchanged(at, () => Promise.resolve());
  });

  it.each([
    ['a name that is a path', (at: Worked) => `../backups/${at.older}`],
    ['a backup that is not there', () => 'heqing-x.db'],
    ['a folder', () => '..'],
  ])('%s', (_what, name) => {
    const at = folders.copy();
    expect(backupToRestore(join(at.data, 'backups'), name(at))).toMatchObject({
      ok: false,
      error: { code: 'DB_MISSING' },
    });
  });

  it('from a backup without its note', async () => {
    const at = folders.copy();
    rmSync(notePath(join(at.data, 'backups', at.older)));
    expect(await unchanged(at, () => restore(at.data, at.older))).toMatchObject({
      error: { code: 'DB_BACKUP_UNPROVED' },
    });
  });

  it('by somebody whom the backup does not know', async () => {
    const at = folders.copy();
    const answer = await unchanged(at, () => restore(at.data, at.older, { login: 'nobody' }));
    expect(answer).toMatchObject({ error: { code: 'ACCOUNT_UNKNOWN' } });
  });

  it('from a backup whose log disagrees with a head that was printed: it was rewritten with the key', async () => {
    const at = folders.copy();
    const path = join(at.data, 'anchors.json');
    const kept = readFileSync(path, 'utf8');
    const [first] = printed(at);
    writeFileSync(path, JSON.stringify([{ ...first, hash: 'f'.repeat(64) }]));
    const answer = await restore(at.data, at.older);
    writeFileSync(path, kept);
    expect(answer).toMatchObject({ ok: false, error: { code: 'DB_BACKUP_TAMPERED' } });
    await unchanged(at, () => Promise.resolve());
  });

  it('while the printed heads can not be read: what the restore loses could not be told', async () => {
    const at = folders.copy();
    const path = join(at.data, 'anchors.json');
    renameSync(path, `${path}.kept`);
    writeFileSync(path, '{');
    const answer = await restore(at.data, at.older);
    renameSync(`${path}.kept`, path);
    expect(answer).toMatchObject({ ok: false });
    await unchanged(at, () => Promise.resolve());
  });
});

it.skipIf(process.platform === 'win32')('keeps the key readable by its owner only', async () => {
  const at = folders.copy();
  chmodSync(join(at.data, 'device.json'), 0o600);
  await restored(at.data, at.older);
  expect(statSync(join(at.data, 'device.json')).mode & 0o777).toBe(0o600);
  expect(printed(at).at(-1)?.hash).toMatch(AN_HASH);
});
