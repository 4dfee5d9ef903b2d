import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { StoredEvent } from '#core/domain/shared/stored-event.ts';
import { createChain } from '#app/log/chain.ts';
import { toStoredEvent } from '#db/repositories/events.ts';
import type { EventRow } from '#db/repositories/events.ts';
import { aProblem } from '#test/harness/problem.ts';
import { openProgram, type Program } from '#test/harness/program.ts';

const KEY = Buffer.alloc(32, 7);
const EVENTS = 12;
let program: Program | null = null;

afterEach(() => {
  program?.remove();
  program = null;
});

/** A program with a few findings and a filed case; its log is known to be sound. */
async function sound(chainKey: Uint8Array | null): Promise<Program> {
  const made = await openProgram({ chainKey });
  program = made;
  for (let index = 0; index < EVENTS; index += 1) {
    const saved = await made.call('finding.register', { problem: aProblem({ description: `倾倒垃圾 ${index}` }) });
    if (index > 0) continue;
    const act = { type: 'finding.confirmed', opinion: '属实' } as const;
    const { rev } = await made.call('finding.act', { id: saved.id, rev: saved.rev, act });
    const findings = [{ id: saved.id, rev }];
    await made.call('case.file', {
      findings,
      rectificationType: 'timeLimited',
      goal: null,
      measures: null,
      reboundOf: null,
    });
  }
  expect(await made.call('log.verify', {})).toMatchObject({ sound: true, findings: EVENTS, cases: 1 });
  return made;
}

/** Does to the file what the program never would: a connection of its own, the triggers dropped. */
function behindItsBack(made: Program, crime: (sqlite: Database.Database) => void): void {
  const sqlite = new Database(join(made.root, 'heqing.db'));
  try {
    for (const { name } of sqlite
      .prepare<[], { name: string }>("select name from sqlite_master where type = 'trigger' and tbl_name = 'event_log'")
      .all()) {
      sqlite.exec(`drop trigger "${name}"`);
    }
    crime(sqlite);
  } finally {
    sqlite.close();
  }
}

async function fault(made: Program) {
  const report = await made.call('log.verify', {});
  expect(report.sound).toBe(false);
  if (report.fault === null) throw new Error('not sound, yet without a fault');
  expect(report.fault.message).toMatch(/\p{Script=Han}{4}/u);
  return report.fault;
}

const COLUMNS =
  'device, device_seq, id, aggregate, aggregate_id, rev, type, payload, actor, actor_name, at, business_date, machine_version, prev_hash, hash';

function readLog(sqlite: Database.Database): StoredEvent[] {
  const rows = sqlite
    .prepare(`select ${COLUMNS} from event_log order by device_seq`)
    .raw()
    .all() as unknown as EventRow[];
  return rows.map(toStoredEvent);
}

/** Calculates the whole chain anew, as a thorough forger would, head and seal included. */
function rechain(sqlite: Database.Database, key: Uint8Array | null): void {
  const chain = createChain({ device: 'test-device', key, head: null });
  const update = sqlite.prepare('update event_log set prev_hash = ?, hash = ? where id = ?');
  for (const event of readLog(sqlite)) {
    const { prevHash, hash } = chain.append(event);
    update.run(prevHash, hash, event.id);
  }
  sqlite
    .prepare('update chain_head set seq = ?, hash = ?, seal = ?')
    .run(chain.head().seq, chain.head().hash, chain.seal());
}

const edit =
  "update event_log set payload = replace(payload, '倾倒垃圾 5', '倾倒垃圾 6') where payload like '%倾倒垃圾 5%'";
/** Notices are loaded first; the finding "倾倒垃圾 5" has this number on the device. */
const editedSeq = (sqlite: Database.Database) =>
  sqlite.prepare<[], { seq: number }>("select device_seq as seq from event_log where payload like '%倾倒垃圾 5%'").get()
    ?.seq ?? 0;

describe.each([
  ['keyed', KEY],
  ['without a key', null],
] as const)('a log %s', (_name, key) => {
  it('edited in one event is refused at that event', async () => {
    const made = await sound(key);
    let seq = 0;
    behindItsBack(made, (sqlite) => {
      seq = editedSeq(sqlite);
      sqlite.exec(edit);
    });
    expect(await fault(made)).toMatchObject({ code: 'LOG_EDITED', data: { deviceSeq: seq } });
  });

  it('with one event taken out is refused at the gap', async () => {
    const made = await sound(key);
    let seq = 0;
    behindItsBack(made, (sqlite) => {
      seq = editedSeq(sqlite);
      sqlite.prepare('delete from event_log where device_seq = ?').run(seq);
    });
    expect(await fault(made)).toMatchObject({ code: 'LOG_DELETED', data: { deviceSeq: seq } });
  });

  it('with two events exchanged is refused at the first of them', async () => {
    const made = await sound(key);
    let seq = 0;
    behindItsBack(made, (sqlite) => {
      seq = editedSeq(sqlite);
      const move = sqlite.prepare('update event_log set device_seq = ? where device_seq = ?');
      move.run(900_000, seq);
      move.run(seq, seq + 1);
      move.run(seq + 1, 900_000);
    });
    expect((await fault(made)).data).toMatchObject({ deviceSeq: seq });
  });

  it('cut off at its end is refused, also when the head was set back', async () => {
    const made = await sound(key);
    let last = 0;
    behindItsBack(made, (sqlite) => {
      last = readLog(sqlite).at(-1)?.deviceSeq ?? 0;
      sqlite.prepare('delete from event_log where device_seq > ?').run(last - 2);
    });
    expect(await fault(made)).toMatchObject({ code: 'LOG_TRUNCATED', data: { deviceSeq: last - 1 } });
    behindItsBack(made, (sqlite) => {
      const end = readLog(sqlite).at(-1);
      sqlite.prepare('update chain_head set seq = ?, hash = ?').run(end?.deviceSeq, end?.hash);
    });
    expect((await fault(made)).code).toBe('LOG_HEAD_WRONG');
  });

  it('calculated anew after an edit, without the key, is refused', async () => {
    const made = await sound(key);
    const forged = key === null ? Buffer.alloc(32, 1) : null;
    behindItsBack(made, (sqlite) => {
      sqlite.exec(edit);
      rechain(sqlite, forged);
    });
    expect(await fault(made)).toMatchObject({ code: 'LOG_EDITED', data: { deviceSeq: 1 } });
  });

  it('calculated anew perfectly disagrees with a head that was printed', async () => {
    const made = await sound(key);
    const heads = await made.call('log.heads', {});
    made.ports.anchors.add(heads);
    behindItsBack(made, (sqlite) => {
      sqlite.exec(edit);
      sqlite.exec("update finding set description = '倾倒垃圾 6' where description = '倾倒垃圾 5'");
      rechain(sqlite, key);
    });
    expect((await fault(made)).code).toBe('LOG_REWRITTEN');
  });
});

describe('a row changed behind the log', () => {
  it.each([
    [
      'a finding edited',
      "update finding set description = '已清理' where description = '倾倒垃圾 3'",
      'ROW_DIFFERS',
      'MY-XS-2026-00004',
    ],
    [
      'a due date moved',
      "update case_record set due_on = '2030-01-01', due_sort = '2030-01-01'",
      'ROW_DIFFERS',
      'MY-AJ-2026-0001',
    ],
    [
      'the facts of a case edited',
      "update case_facts set facts = json_set(facts, '$.round', 2)",
      'ROW_DIFFERS',
      'MY-AJ-2026-0001',
    ],
    ['a finding removed', "delete from finding where description = '倾倒垃圾 3'", 'ROW_MISSING', 'MY-XS-2026-00004'],
  ])('%s is found and named', async (_name, sql, code, number) => {
    const made = await sound(KEY);
    behindItsBack(made, (sqlite) => sqlite.exec(sql));
    const found = await fault(made);
    expect(found.code).toBe(code);
    expect(found.message).toContain(number);
  });

  it('a holiday taken out of a loaded notice is found, though every due date would agree with it', async () => {
    const made = await sound(KEY);
    behindItsBack(made, (sqlite) =>
      sqlite.exec("update holiday_notice set days = json_remove(days, '$[0]') where year = 2026"),
    );
    expect((await fault(made)).code).toBe('NOTICE_DIFFERS');
  });

  it('an event the machine does not allow is found, though its chain is right', async () => {
    const made = await sound(KEY);
    behindItsBack(made, (sqlite) => {
      sqlite.exec("update event_log set type = 'case.closureApproved' where type = 'case.filed'");
      rechain(sqlite, KEY);
    });
    expect((await fault(made)).code).toBe('EVENT_NOT_ALLOWED');
  });
});
