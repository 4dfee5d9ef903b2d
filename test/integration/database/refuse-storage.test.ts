import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { networkLocation, parseMountInfo, parseMountList, type StorageProbes, systemProbes } from '#db/location.ts';
import { mapStorageError } from '#db/refusals.ts';
import { child, INIT, made, open, place, type Place, REBUILD, refusal } from './support.ts';

function probes(changes: Partial<StorageProbes>): StorageProbes {
  return { realPath: (path) => path, mounts: () => [], freeBytes: () => null, ...changes };
}

describe('a place that can not be written', () => {
  // The superuser may write anywhere: then the child gives its rights away first.
  const NOBODY = process.getuid?.() === 0 ? 65534 : undefined;

  function readableBy(at: Place, folderMode: number, fileMode: number): void {
    chmodSync(at.folder, 0o755);
    chmodSync(at.path, fileMode);
    chmodSync(dirname(at.path), folderMode);
  }

  it.skipIf(process.platform === 'win32')('is refused for a read-only folder', async () => {
    const at = place();
    await made(at);
    readableBy(at, 0o555, 0o444);
    expect((await child(at, 'open', NOBODY)).said).toBe('DB_READ_ONLY');
    chmodSync(dirname(at.path), 0o755);
  });

  it.skipIf(process.platform === 'win32')(
    'is refused for a read-only file, which SQLite opens without a word',
    async () => {
      const at = place();
      await made(at);
      readableBy(at, 0o777, 0o444);
      chmodSync(`${at.path}.lock`, 0o666);
      expect((await child(at, 'open', NOBODY)).said).toBe('DB_READ_ONLY');
    },
  );

  it('is refused where a folder of the path is a file, with what to do', async () => {
    const at = place();
    const file = join(at.folder, 'file');
    writeFileSync(file, '');
    const refused = await refusal({ ...at, path: join(file, 'data', '河清.db') });
    expect(refused.code).toBe('DB_READ_ONLY');
    expect(refused.message).toContain('请管理员授予当前用户“修改”权限');
  });
});

describe('a full disk', () => {
  // SQLite's own answer when the file may not grow, as on a disk without room.
  const FILL: typeof REBUILD = {
    tag: '0001_fill',
    when: 200,
    sql: `CREATE TABLE filled (a);--> statement-breakpoint
PRAGMA max_page_count = 60;--> statement-breakpoint
INSERT INTO filled SELECT zeroblob(4000) FROM parent;`,
  };

  it('in a migration is refused by its code and leaves the database as it was', async () => {
    const at = place();
    await made(at, 100);
    at.knows(INIT, FILL);
    const refused = await refusal(at);
    expect(refused).toMatchObject({ code: 'DISK_FULL', data: { cause: 'SQLITE_FULL' } });
    expect(refused.message).toContain('已保存的数据没有改动');
    at.knows(INIT);
    const { sqlite } = (await open(at)).connection;
    expect(sqlite.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'filled'").pluck().get()).toBe(0);
  });

  it('is seen before a migration begins, and the backup is not even tried', async () => {
    const at = place();
    await made(at);
    at.knows(INIT, REBUILD);
    const refused = await refusal(at, { probes: probes({ freeBytes: () => 1000 }) });
    expect(refused).toMatchObject({ code: 'DISK_FULL', data: { free: 1000 } });
    expect(refused.message).toContain('升级');
    expect(existsSync(at.backups)).toBe(false);
  });

  it('of the backups is seen before a migration begins', async () => {
    const at = place();
    await made(at);
    at.knows(INIT, REBUILD);
    const full = probes({ freeBytes: (folder) => (folder === at.backups ? 1000 : 1e12) });
    expect((await refusal(at, { probes: full })).message).toContain('备份没有做');
    at.knows(INIT);
    expect((await open(at)).migrated).toEqual([]);
  });
});

describe('a network path', () => {
  const SHARES: readonly (readonly [string, string, Partial<StorageProbes>])[] = [
    ['a UNC path', '\\\\server\\share\\河清.db', {}],
    ['a UNC path with slashes', '//server/share/河清.db', {}],
    ['a UNC path in the long form', '\\\\?\\UNC\\server\\share\\河清.db', {}],
    ['a mapped drive', '/Z:/河清.db', { realPath: () => '\\\\server\\share\\河清.db' }],
    [
      'an nfs mount',
      '/mnt/office/河清.db',
      {
        mounts: () => [
          { at: '/', type: 'ext4' },
          { at: '/mnt/office', type: 'nfs4' },
        ],
      },
    ],
    ['a cifs mount', '/mnt/office/河清.db', { mounts: () => [{ at: '/mnt/office', type: 'cifs' }] }],
    ['an sshfs mount', '/mnt/office/河清.db', { mounts: () => [{ at: '/mnt', type: 'fuse.sshfs' }] }],
    [
      'a macOS share',
      '/Volumes/office/河清.db',
      { mounts: () => parseMountList('//u@server/office on /Volumes/office (smbfs, nodev)') },
    ],
  ];

  it.each(SHARES)('is refused for %s before anything is written', async (_, path, changes) => {
    const at = place();
    const refused = await refusal({ ...at, path }, { probes: probes(changes) });
    expect(refused.code).toBe('DB_NETWORK_PATH');
    expect(refused.message).toContain('请把数据库放在本机磁盘上');
    expect(existsSync(path)).toBe(false);
  });

  it('is not seen in a local path: the longest mount counts, the later one covers, a name alone is no mount', () => {
    const mounts = [
      { at: '/', type: 'nfs' },
      { at: '/data', type: 'ext4' },
      { at: '/data/share', type: 'cifs' },
      { at: '/data/over', type: 'nfs' },
      { at: '/data/over', type: 'xfs' },
    ];
    const where = (path: string) => networkLocation(path, probes({ mounts: () => mounts }));
    expect(where('/data/河清.db')).toBeNull();
    expect(where('/data/share2/河清.db')).toBeNull();
    expect(where('/data/over/河清.db')).toBeNull();
    expect(where('/data/share/河清.db')).toContain('cifs');
    expect(where('/home/河清.db')).toContain('nfs');
    expect(networkLocation('\\\\?\\C:\\data\\河清.db', probes({}))).toBeNull();
  });

  it('reads the lists of mounts as the systems write them', () => {
    const line = '36 35 98:0 /mnt1 /mnt/my\\040disk rw,noatime master:1 - nfs4 server:/x rw';
    expect(parseMountInfo(`${line}\n`)).toEqual([{ at: '/mnt/my disk', type: 'nfs4' }]);
    expect(parseMountList('/dev/disk1 on / (apfs, local)\n')).toEqual([{ at: '/', type: 'apfs' }]);
    expect(systemProbes.freeBytes(import.meta.dirname)).toBeGreaterThan(0);
  });

  it.skipIf(process.platform === 'win32')('is found behind a link', () => {
    const at = place();
    const real = join(at.folder, 'share');
    mkdirSync(real);
    symlinkSync(real, join(at.folder, 'link'));
    const mounts = () => [{ at: systemProbes.realPath(real), type: 'nfs' }];
    expect(networkLocation(join(at.folder, 'link', '河清.db'), { ...systemProbes, mounts })).toContain('nfs');
  });
});

describe('storage errors', () => {
  it('are told apart by code; an error of ours is none of them', () => {
    const of = (code: string) =>
      mapStorageError(Object.assign(new Error('database is locked'), { code }), '/x')?.code ?? null;
    expect(of('SQLITE_FULL')).toBe('DISK_FULL');
    expect(of('ENOSPC')).toBe('DISK_FULL');
    expect(of('SQLITE_READONLY_DIRECTORY')).toBe('DB_READ_ONLY');
    expect(of('SQLITE_BUSY_SNAPSHOT')).toBe('DB_BUSY');
    expect(of('SQLITE_CORRUPT_INDEX')).toBe('DB_DAMAGED');
    expect(of('SQLITE_NOTADB')).toBe('DB_DAMAGED');
    expect(of('SQLITE_IOERR_WRITE')).toBe('DB_IO');
    expect(of('SQLITE_CONSTRAINT_UNIQUE')).toBeNull();
    expect(mapStorageError(new Error('SQLITE_FULL: database or disk is full'), '/x')).toBeNull();
  });

  it('come with the codes that SQLite really throws', () => {
    const sqlite = new Database(':memory:');
    sqlite.pragma('max_page_count = 5');
    sqlite.exec('CREATE TABLE t (a)');
    let thrown: unknown;
    try {
      sqlite.exec('INSERT INTO t VALUES (zeroblob(100000))');
    } catch (error) {
      thrown = error;
    }
    expect(mapStorageError(thrown, '/x')).toMatchObject({ code: 'DISK_FULL' });
  });
});
