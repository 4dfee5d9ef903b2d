import type Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashEvent } from '#app/log/hash.ts';
import { canonicalEvent } from '#core/domain/log/canonical.ts';
import { speakChinese } from '#worker/node/chinese-issues.ts';
import { behindItsBack, readLog, rechain } from '#test/harness/behind.ts';
import { aCase, aConfirmed, act, intoRectifying } from '#test/harness/flow.ts';
import { aProblem } from '#test/harness/problem.ts';
import { openProgram, type Program } from '#test/harness/program.ts';

speakChinese();
const KEY = Buffer.alloc(32, 7);
const WRONG_KEY = Buffer.alloc(32, 9);
const SEED = 20261102;

/** Some three hundred events: findings of several states, cases of several states, one of them with open clocks of each kind. */
async function fullProgram(chainKey: Uint8Array | null): Promise<Program> {
  const made = await openProgram({ chainKey });
  for (let index = 0; index < 200; index += 1)
    await made.call('finding.register', {
      problem: aProblem({ description: `倾倒垃圾 ${index}`, externalNumbers: [`W-${index}`] }),
    });
  for (let index = 0; index < 20; index += 1) await aConfirmed(made);
  for (let index = 0; index < 10; index += 1) {
    const { id } = await aCase(made, { source: '信访', quantity: { amount: 12, unit: 'm³' } });
    if (index < 3) continue;
    await intoRectifying(made, id);
    await act(made, id, { type: 'case.extensionRequested', amount: 5, unit: 'day', reason: '汛期' }, 'inspector');
    if (index === 9) await act(made, id, { type: 'case.withdrawn', reason: '重复立案' }, 'supervisor');
  }
  return made;
}

/** The answer of the verification while the database is changed; the change is undone after. */
async function verifiedWhile(program: Program, sqlite: Database.Database, crime: () => void) {
  const saved = ['event_log', 'chain_head'].map((table) => {
    sqlite.exec(
      `drop table if exists temp.saved_${table}; create temp table saved_${table} as select * from main.${table}`,
    );
    return table;
  });
  crime();
  const report = await program.call('log.verify', {});
  sqlite.transaction(() => {
    for (const table of saved)
      sqlite.exec(`delete from main.${table}; insert into main.${table} select * from temp.saved_${table}`);
  })();
  return report;
}

/** Whole numbers below a bound, the same for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b_3c6d) + 0x9e37_79b9) >>> 0;
    return state % below;
  };
}

describe.each([
  ['keyed', KEY],
  ['without a key', null],
] as const)('a log of hundreds of events, %s', (_name, key) => {
  let program: Program;
  let sqlite: Database.Database;
  beforeAll(async () => {
    program = await fullProgram(key);
    sqlite = behindItsBack(program);
    expect(await program.call('log.verify', {})).toMatchObject({ sound: true, findings: 230, cases: 10 });
  });
  afterAll(() => {
    sqlite.close();
    program.remove();
  });

  async function faultOf(crime: () => void) {
    const { sound, fault } = await verifiedWhile(program, sqlite, crime);
    expect(sound).toBe(false);
    expect(fault?.message).toMatch(/^操作日志第 \d+ 条/);
    return fault;
  }

  it(`names the event of which a word, a digit or a name was changed, wherever it stands (seed ${SEED})`, async () => {
    const random = numbers(SEED);
    const log = readLog(sqlite);
    const ways = [
      "payload = json_set(payload, '$.x', 1)",
      "actor = 'somebody'",
      "actor_name = '某人'",
      'at = at + 1',
      "business_date = '2026-11-01'",
      "type = 'finding.returned'",
      'machine_version = 2',
      "aggregate_id = '018f0000-0000-7000-8000-000000000000'",
      'rev = rev + 7',
      "id = 'forged'",
      "aggregate = 'calendar'",
    ];
    for (let turn = 0; turn < 60; turn += 1) {
      const victim = log[random(log.length)];
      const way = ways[turn % ways.length];
      if (victim === undefined || way === undefined) continue;
      const fault = await faultOf(() =>
        sqlite.prepare(`update event_log set ${way} where device_seq = ?`).run(victim.deviceSeq),
      );
      expect(fault, `${way} at ${victim.deviceSeq}`).toMatchObject({
        code: 'LOG_EDITED',
        data: { deviceSeq: victim.deviceSeq },
      });
    }
  });

  it('names the next event when the changed one got a hash of its own again', async () => {
    const random = numbers(SEED + 1);
    const log = readLog(sqlite);
    for (let turn = 0; turn < 20; turn += 1) {
      const victim = log[random(log.length - 1)];
      if (victim === undefined) continue;
      const forged = { ...victim, actorName: '某人' };
      const rehash = (own: Uint8Array | null) => () =>
        sqlite
          .prepare('update event_log set actor_name = ?, hash = ? where id = ?')
          .run('某人', hashEvent(canonicalEvent(forged), own), victim.id);
      expect(await faultOf(rehash(key))).toMatchObject({
        code: 'LOG_UNLINKED',
        data: { deviceSeq: victim.deviceSeq + 1 },
      });
      const other = key === null ? WRONG_KEY : null;
      expect(await faultOf(rehash(other))).toMatchObject({ code: 'LOG_EDITED', data: { deviceSeq: victim.deviceSeq } });
    }
  });

  it('names the first event that is missing, wherever some are taken out', async () => {
    const random = numbers(SEED + 2);
    const last = readLog(sqlite).length;
    for (let turn = 0; turn < 20; turn += 1) {
      const from = 1 + random(last - 6);
      const count = 1 + random(4);
      const fault = await faultOf(() =>
        sqlite.prepare('delete from event_log where device_seq between ? and ?').run(from, from + count - 1),
      );
      expect(fault).toMatchObject({ code: 'LOG_DELETED', data: { deviceSeq: from } });
      expect(fault?.message).toContain(`缺 ${count} 条`);
    }
  });

  it('names the earlier of two events that changed places', async () => {
    const random = numbers(SEED + 3);
    const last = readLog(sqlite).length;
    const move = (from: number, to: number) =>
      sqlite.prepare('update event_log set device_seq = ? where device_seq = ?').run(to, from);
    for (let turn = 0; turn < 20; turn += 1) {
      const first = 1 + random(last - 10);
      const second = first + 1 + random(8);
      const fault = await faultOf(() => {
        move(first, 900_000);
        move(second, first);
        move(900_000, second);
      });
      expect(fault).toMatchObject({ data: { deviceSeq: first } });
    }
  });

  it('names an event that was copied to the end', async () => {
    const last = readLog(sqlite).length;
    const columns =
      'device, aggregate, aggregate_id, type, payload, actor, actor_name, at, business_date, machine_version, prev_hash, hash';
    const fault = await faultOf(() =>
      sqlite.exec(
        `insert into event_log (id, device_seq, rev, ${columns}) select 'copy', ${last + 1}, 99, ${columns} from event_log where device_seq = 50`,
      ),
    );
    expect(fault).toMatchObject({ code: 'LOG_EDITED', data: { deviceSeq: last + 1 } });
  });

  it('calculated anew with another key, or with none, is not taken for its own', async () => {
    for (const other of [WRONG_KEY, key === null ? KEY : null]) {
      const fault = await faultOf(() => {
        sqlite.exec("update event_log set payload = replace(payload, '倾倒垃圾 77', '已清理')");
        rechain(sqlite, other);
      });
      expect(fault).toMatchObject({ code: 'LOG_EDITED', data: { deviceSeq: 1 } });
    }
  });

  it('cut short with head and seal made to fit, is told by the heads on the backups', async () => {
    const made = await program.call('backup.make', {});
    expect(made.proved).toBe(true);
    const cut = (own: Uint8Array | null) => () => {
      sqlite.exec('delete from event_log where device_seq > 150');
      rechain(sqlite, own);
    };
    const last = readLog(sqlite).length;
    const fault = await faultOf(cut(key));
    expect(fault).toMatchObject({ code: 'LOG_TRUNCATED', data: { deviceSeq: 151 } });
    expect(fault?.message).toContain(`第 ${last} 条`);
    const later = await faultOf(() => {
      sqlite.exec("update event_log set payload = replace(payload, '倾倒垃圾 77', '已清理')");
      rechain(sqlite, key);
    });
    expect(later).toMatchObject({ code: 'LOG_REWRITTEN' });
  });
});

describe('whoever holds the key', () => {
  let program: Program;
  let sqlite: Database.Database;
  beforeAll(async () => {
    program = await fullProgram(KEY);
    sqlite = behindItsBack(program);
  });
  afterAll(() => {
    sqlite.close();
    program.remove();
  });

  /** Appends an event to a case as the program would chain it, without touching the row. */
  function append(type: string, payload: string): number {
    const [latest] = sqlite
      .prepare<[], { id: string; rev: number }>("select id, rev from case_record where number = 'MY-AJ-2026-0001'")
      .all();
    const last = readLog(sqlite).at(-1);
    sqlite
      .prepare(
        `insert into event_log (device, device_seq, id, aggregate, aggregate_id, rev, type, payload, actor, actor_name, at, business_date, machine_version, prev_hash, hash)
         values ('test-device', ?, 'forged', 'case', ?, ?, ?, ?, 'x', '某人', ?, '2026-11-02', 1, ?, ?)`,
      )
      .run(
        (last?.deviceSeq ?? 0) + 1,
        latest?.id,
        (latest?.rev ?? 0) + 1,
        type,
        payload,
        last?.at,
        '0'.repeat(64),
        '0'.repeat(64),
      );
    rechain(sqlite, KEY);
    return (last?.deviceSeq ?? 0) + 1;
  }

  it.each([
    [
      'that the workflow does not allow',
      'case.closureApproved',
      '{"closureNumber":null,"opinion":"同意","dues":[]}',
      '待销号',
    ],
    ['that is empty', 'case.assigned', '{}', '残缺'],
    ['that is no object', 'case.progressReported', 'null', '残缺'],
    ['of a kind that does not exist', 'case.deleted', '{}', ''],
    ['that files the case once more', 'case.filed', '{}', '残缺'],
  ])('and adds an event %s is found out at that event', async (_what, type, payload, words) => {
    let seq = 0;
    const { fault } = await verifiedWhile(program, sqlite, () => {
      seq = append(type, payload);
    });
    expect(fault).toMatchObject({ code: 'EVENT_NOT_ALLOWED', data: { deviceSeq: seq } });
    expect(fault?.message).toContain(`第 ${seq} 条`);
    expect(fault?.message).toContain(words);
  });

  it('and adds a lawful event, is found out by the row that does not know of it', async () => {
    const { fault } = await verifiedWhile(program, sqlite, () =>
      append('case.progressReported', '{"text":"已清理","dues":[]}'),
    );
    expect(fault).toMatchObject({ code: 'ROW_DIFFERS' });
    expect(fault?.message).toContain('MY-AJ-2026-0001');
    expect(fault?.message).toContain('进展情况');
  });
});

/**
 * Columns in which some foreign value is not found. Either it reads as the value it replaced (a flag that is 99,999 is no, half of a
 * pair is none), or the column only repeats another one for the lists: those are not held against the log yet.
 */
const NOT_FOUND: Readonly<Record<string, readonly string[]>> = {
  event_log: ['seq'],
  finding: [
    'row_no',
    'town_key',
    'outside_district',
    'suspected_crime',
    'merged_into_id',
    'transfer_to',
    'transfer_letter',
    'transfer_reply_due_on',
    'search_text',
  ],
  case_record: [
    'town_key',
    'outside_district',
    'suspected_crime',
    'closed_sort',
    'rebound_of_case_id',
    'rebound_of_number',
    'due_sort',
    'gross_sort',
    'due_provisional',
    'search_text',
  ],
};

describe('a value of any kind put into any column', () => {
  let program: Program;
  let sqlite: Database.Database;
  beforeAll(async () => {
    program = await openProgram({ chainKey: KEY });
    for (let index = 0; index < 3; index += 1) await program.call('finding.register', { problem: aProblem() });
    const { id } = await aCase(program, { source: '信访', quantity: { amount: 12, unit: 'm³' } });
    await intoRectifying(program, id);
    sqlite = behindItsBack(program);
  });
  afterAll(() => {
    sqlite.close();
    program.remove();
  });

  const VALUES = [null, 99_999, 'x', '{}', Buffer.from('ff', 'hex')];

  it.each(['event_log', 'chain_head', 'holiday_notice', 'finding', 'case_record', 'case_facts'])(
    'of %s is found, in words, and never breaks the verification',
    async (table) => {
      const columns = sqlite.prepare<[], { name: string }>(`select name from pragma_table_info('${table}')`).all();
      const [target] = sqlite
        .prepare<[], { key: number }>(`select rowid as key from ${table} order by rowid desc`)
        .all();
      const missed = new Set<string>();
      for (const { name } of columns) {
        for (const value of VALUES) {
          const now = sqlite
            .prepare<[unknown], { value: unknown }>(`select "${name}" as value from ${table} where rowid = ?`)
            .get(target?.key)?.value;
          const change = sqlite.prepare(`update ${table} set "${name}" = ? where rowid = ?`);
          const key = name === 'row_no' || (table === 'event_log' && name === 'seq') ? value : target?.key;
          try {
            change.run(value, target?.key);
          } catch {
            continue;
          }
          const stored = sqlite
            .prepare<[unknown], { value: unknown }>(`select "${name}" as value from ${table} where rowid = ?`)
            .get(key)?.value;
          const reply = await program.send('log.verify', {});
          change.run(now, key);
          if (stored === now) continue;
          if (!reply.ok) throw new Error(`${table}.${name} = ${String(value)}: ${reply.error.message}`);
          if (reply.data.sound) missed.add(name);
          else expect(reply.data.fault?.message).toMatch(/\p{Script=Han}{4}/u);
        }
      }
      expect([...missed]).toEqual(NOT_FOUND[table] ?? []);
      expect(await program.call('log.verify', {})).toMatchObject({ sound: true });
    },
  );

  it.each([
    ['a finding added', 'finding', 'ROW_WITHOUT_EVENTS'],
    ['a case added', 'case_record', 'ROW_WITHOUT_EVENTS'],
    ['a notice added', 'holiday_notice', 'NOTICE_DIFFERS'],
  ])('or %s is found', async (_what, table, code) => {
    const columns = sqlite
      .prepare<[], { name: string }>(`select name from pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => name);
    const changed: Readonly<Record<string, string>> = { row_no: '9999', id: "'strange'", number: "'MY-XX-2026-9999'" };
    sqlite.exec(
      `insert into ${table} (${columns.join(', ')}) select ${columns.map((name) => changed[name] ?? name).join(', ')} from ${table} limit 1`,
    );
    if (table === 'case_record') sqlite.exec('insert into case_facts select 9999, facts from case_facts limit 1');
    const { fault } = await program.call('log.verify', {});
    sqlite.exec(`delete from ${table} where id = 'strange'; delete from case_facts where row_no = 9999`);
    expect(fault?.code).toBe(code);
    expect(await program.call('log.verify', {})).toMatchObject({ sound: true });
  });

  it('a case whose facts were deleted, or a notice, is found and named', async () => {
    const facts = await removed('case_facts', '1 = 1');
    expect(facts?.code).toMatch(/^ROW_/);
    expect(facts?.message).toContain('MY-AJ-2026-0001');
    const notice = await removed('holiday_notice', 'year = 2026');
    expect(notice).toMatchObject({ code: 'NOTICE_DIFFERS' });
    expect(notice?.message).toContain('2026年');
  });

  async function removed(table: string, where: string) {
    sqlite.exec(`create temp table kept as select * from ${table}; delete from ${table} where ${where}`);
    const { fault } = await program.call('log.verify', {});
    sqlite.exec(`insert or ignore into ${table} select * from kept; drop table kept`);
    return fault;
  }
});
