import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createChain } from '#app/log/chain.ts';
import type { StoredEvent } from '#core/domain/shared/stored-event.ts';
import { type EventRow, toStoredEvent } from '#db/repositories/events.ts';
import type { Program } from './program.ts';

/** A second connection to a program's database with the guards of the log gone: what a person with a tool would have. */
export function behindItsBack(program: Program): Database.Database {
  const sqlite = new Database(join(program.root, 'heqing.db'));
  sqlite.pragma('synchronous = off');
  sqlite.pragma('ignore_check_constraints = on');
  const guards = sqlite
    .prepare<[], { name: string }>("select name from sqlite_master where type = 'trigger' and tbl_name = 'event_log'")
    .all();
  for (const { name } of guards) sqlite.exec(`drop trigger "${name}"`);
  return sqlite;
}

const COLUMNS =
  'device, device_seq, id, aggregate, aggregate_id, rev, type, payload, actor, actor_name, at, business_date, machine_version, prev_hash, hash';

/** The log as stored, in the order of the device. */
export function readLog(sqlite: Database.Database): StoredEvent[] {
  const rows = sqlite
    .prepare(`select ${COLUMNS} from event_log order by device_seq`)
    .raw()
    .all() as unknown as EventRow[];
  return rows.map(toStoredEvent);
}

/** Calculates the whole chain anew with a key, head and seal included, as a thorough forger would. */
export function rechain(sqlite: Database.Database, key: Uint8Array | null, device = 'test-device'): void {
  const chain = createChain({ device, key, head: null });
  const update = sqlite.prepare('update event_log set prev_hash = ?, hash = ? where id = ?');
  sqlite.transaction(() => {
    for (const event of readLog(sqlite)) {
      const { prevHash, hash } = chain.append(event);
      update.run(prevHash, hash, event.id);
    }
  })();
  sqlite
    .prepare('update chain_head set seq = ?, hash = ?, seal = ?')
    .run(chain.head().seq, chain.head().hash, chain.seal());
}
