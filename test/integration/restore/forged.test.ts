import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealHead } from '#app/log/hash.ts';
import { inLoggedTx } from '#app/log/log-writer.ts';
import { recordRestoration, type Restored } from '#app/log/restorations.ts';
import type { ChainHead } from '#core/domain/log/canonical.ts';
import { wrap } from '#db/access.ts';
import { readHeads } from '#db/repositories/events.ts';
import { restoreBackup } from '#db/restore.ts';
import { createIdMaker } from '#worker/node/uuid.ts';
import { backUp, clock, register, restored, verify, within, type Worked, workedFolders } from './support.ts';

/*
 * What a restore excuses, nothing else may: a database put in its place by hand, a restore written into the log without
 * the key, one that names another end, and a log cut shorter after a restore.
 */

let folders: Awaited<ReturnType<typeof workedFolders>>;
beforeAll(async () => {
  folders = await workedFolders();
});
afterAll(() => folders.remove());

const json = <T>(at: Worked, name: string) => JSON.parse(readFileSync(join(at.data, name), 'utf8')) as T;
const database = ({ data }: Worked) => join(data, 'heqing.db');

/** Puts the older backup in the database's place as a person with a file manager would. */
async function byHand(at: Worked): Promise<void> {
  const copied = await restoreBackup(join(at.data, 'backups', at.older), database(at), { now: clock() });
  expect(copied.ok).toBe(true);
}

function behind(at: Worked, crime: (sqlite: Database.Database) => void): void {
  const sqlite = new Database(database(at));
  for (const verb of ['update', 'delete']) sqlite.exec(`drop trigger if exists event_log_refuse_${verb}`);
  crime(sqlite);
  sqlite.close();
}

/** Writes a restore into the log of a database that was put there by hand. */
function forge(at: Worked, key: Uint8Array, change: (restored: Restored) => Restored): void {
  behind(at, (sqlite) => {
    const connection = wrap(sqlite);
    const ends = readHeads(connection.reader).map(({ device, seq, hash }) => ({ device, seq, hash }));
    const lost = json<ChainHead[]>(at, 'anchors.json')
      .filter(({ device, seq }) => seq > (ends.find((end) => end.device === device)?.seq ?? 0))
      .map((head) => ({ ...head, printedOn: [] }));
    const { device: from } = json<{ device: string }>(at, 'device.json');
    const backup = { name: at.older, at: 1, sha256: '' };
    const told = change({ backup, from, restored: ends, lost, replaced: null, margin: 0, counters: [] });
    const now = clock();
    const ports = { clock: { now, offsetMinutes: 480 }, newId: createIdMaker(now), device: 'forged', chainKey: key };
    inLoggedTx(connection, ports, (log) =>
      recordRestoration(log, told, { actor: 'cli', actorName: '命令行', on: '2026-11-02' }),
    );
  });
}

const keyOf = (at: Worked) => Buffer.from(json<{ key: string }>(at, 'device.json').key, 'hex');
const faultOf = (at: Worked) => within(at.data, async (session) => (await verify(session)).fault);

describe('a database put back by hand', () => {
  it('is told by the heads printed since, for ever', async () => {
    const at = folders.copy();
    await byHand(at);
    expect(await faultOf(at)).toMatchObject({ code: 'LOG_TRUNCATED' });
    await within(at.data, async (session) => {
      for (let n = 0; n < 8; n += 1) await register(session);
    });
    expect(await faultOf(at)).toMatchObject({ code: 'LOG_REWRITTEN' });
  });

  it('is excused by a restore in the log with the key and the right heads: what the other tests forge is only too little', async () => {
    const at = folders.copy();
    await byHand(at);
    forge(at, keyOf(at), (told) => told);
    expect(await faultOf(at)).toBeNull();
  });

  it.each<[string, string, (told: Restored) => Restored]>([
    [
      'another end of the old log',
      'LOG_REWRITTEN',
      (told) => ({ ...told, restored: told.restored.map((head) => ({ ...head, hash: 'a'.repeat(64) })) }),
    ],
    [
      'an earlier end of the old log',
      'LOG_REWRITTEN',
      (told) => ({ ...told, restored: told.restored.map((head) => ({ ...head, seq: head.seq - 1 })) }),
    ],
    ['no end of the old log', 'LOG_TRUNCATED', (told) => ({ ...told, restored: [] })],
    [
      'another lost head than the one printed',
      'LOG_TRUNCATED',
      (told) => ({ ...told, lost: told.lost.map((head) => ({ ...head, hash: 'b'.repeat(64) })) }),
    ],
    ['no lost head', 'LOG_TRUNCATED', (told) => ({ ...told, lost: [] })],
  ])('is not excused by one that names %s', async (_what, code, change) => {
    const at = folders.copy();
    await byHand(at);
    forge(at, keyOf(at), change);
    expect(await faultOf(at)).toMatchObject({ code });
  });

  it('is not excused by one written with another key', async () => {
    const at = folders.copy();
    await byHand(at);
    forge(at, Buffer.alloc(32, 9), (told) => told);
    expect(await faultOf(at)).toMatchObject({ code: 'LOG_EDITED', data: { device: 'forged', deviceSeq: 1 } });
  });

  it('is not excused by one that comes later in a log than a restore can, or has not its form', async () => {
    const at = folders.copy();
    await byHand(at);
    forge(at, keyOf(at), ({ from: _from, ...told }) => ({ ...told, from: 1 }) as unknown as Restored);
    expect(await faultOf(at)).toMatchObject({ code: 'LOG_TRUNCATED' });
    const further = folders.copy();
    forge(further, keyOf(further), (told) => told);
    forge(further, keyOf(further), (told) => told);
    expect(await faultOf(further)).toMatchObject({ code: 'RESTORATION_UNLAWFUL', data: { deviceSeq: 2 } });
  });
});

describe('a log after a lawful restore', () => {
  it('of which the restore is changed, to excuse more, is told', async () => {
    const at = folders.copy();
    await restored(at.data, at.older);
    behind(at, (sqlite) => {
      sqlite.exec(
        "update event_log set payload = replace(payload, '\"margin\":0', '\"margin\":1') where aggregate = 'log'",
      );
    });
    expect(await faultOf(at)).toMatchObject({ code: 'LOG_EDITED' });
  });

  it('whose old part is cut shorter, head and seal made to fit with the key, is told by the end that the restore names', async () => {
    const at = folders.copy();
    const { device } = json<{ device: string }>(at, 'device.json');
    await restored(at.data, at.older);
    const key = keyOf(at);
    behind(at, (sqlite) => {
      sqlite
        .prepare(
          'delete from event_log where device = ? and device_seq = (select max(device_seq) from event_log where device = ?)',
        )
        .run(device, device);
      const last = sqlite
        .prepare<[string], { seq: number; hash: string }>(
          'select device_seq as seq, hash from event_log where device = ? order by seq desc limit 1',
        )
        .get(device);
      if (last === undefined) throw new Error('nothing is left');
      const head = { device, ...last };
      sqlite
        .prepare('update chain_head set seq = ?, hash = ?, seal = ? where device = ?')
        .run(head.seq, head.hash, sealHead(head, key), device);
    });
    expect(await faultOf(at)).toMatchObject({ code: 'LOG_TRUNCATED', data: { device } });
  });

  it('from which the restore itself is taken out, with its head, is told', async () => {
    const at = folders.copy();
    const { head } = await restored(at.data, at.newer);
    behind(at, (sqlite) => {
      sqlite.prepare('delete from event_log where device = ?').run(head.device);
      sqlite.prepare('delete from chain_head where device = ?').run(head.device);
    });
    // Nothing was printed after the newer backup, so only the head of the restore tells.
    expect(await faultOf(at)).toMatchObject({ code: 'LOG_TRUNCATED', data: { device: head.device, deviceSeq: 1 } });
  });

  it('cut short again after it is told, by the seal and by the heads printed since', async () => {
    const at = folders.copy();
    const { head } = await restored(at.data, at.older);
    await within(at.data, async (session) => {
      await register(session);
      await register(session);
      await backUp(session);
    });
    const cut = 'delete from event_log where device = ? and device_seq > 2';
    behind(at, (sqlite) => sqlite.prepare(cut).run(head.device));
    expect(await faultOf(at)).toMatchObject({ code: 'LOG_TRUNCATED', data: { device: head.device, deviceSeq: 3 } });
    const key = keyOf(at);
    const sqlite = new Database(database(at));
    const last = sqlite
      .prepare<[string], string>('select hash from event_log where device = ? and device_seq = 2')
      .pluck()
      .get(head.device);
    const shorter = { device: head.device, seq: 2, hash: last ?? '' };
    sqlite
      .prepare('update chain_head set seq = 2, hash = ?, seal = ? where device = ?')
      .run(shorter.hash, sealHead(shorter, key), head.device);
    sqlite.close();
    expect(await faultOf(at)).toMatchObject({ code: 'LOG_TRUNCATED', data: { device: head.device, deviceSeq: 3 } });
  });
});
