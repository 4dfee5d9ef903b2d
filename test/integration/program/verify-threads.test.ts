import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VerifyReport } from '#core/contract/views.ts';
import { joinReports, verifyInThreads } from '#app/log/verify-threads.ts';
import { inWriteTx } from '#db/access.ts';
import { behindItsBack } from '#test/harness/behind.ts';
import { aCase, aConfirmed } from '#test/harness/flow.ts';
import { openProgram, type Program } from '#test/harness/program.ts';
import type Database from 'better-sqlite3';

let program: Program;
let sqlite: Database.Database;

beforeAll(async () => {
  program = await openProgram();
  for (let index = 0; index < 15; index += 1) await aConfirmed(program);
  for (let index = 0; index < 5; index += 1) await aCase(program, { source: '信访' });
  sqlite = behindItsBack(program);
});
afterAll(() => {
  sqlite.close();
  program.remove();
});

/** The report of several threads; a log as short as this one is not given to threads by itself. */
async function byThreads(threads = 2): Promise<VerifyReport> {
  const { chainKey: key, anchors } = program.ports;
  const path = program.connection.sqlite.name;
  const report = await verifyInThreads(program.connection.reader, { path, key, anchors: anchors.all(), threads });
  if (report === null) throw new Error('the snapshots differed, though nobody wrote');
  return report;
}

/** Both reports of a database changed behind the program; the change is undone after. */
async function bothWhile(crime: string): Promise<{ one: VerifyReport; several: VerifyReport }> {
  const tables = ['event_log', 'chain_head', 'finding', 'case_record', 'case_facts', 'holiday_notice'];
  for (const table of tables) {
    sqlite.exec(
      `drop table if exists temp.saved_${table}; create temp table saved_${table} as select * from main.${table}`,
    );
  }
  sqlite.exec(crime);
  const one = await program.call('log.verify', {});
  const several = await byThreads();
  sqlite.transaction(() => {
    for (const table of tables) {
      sqlite.exec(`delete from main.${table}; insert into main.${table} select * from temp.saved_${table}`);
    }
  })();
  return { one, several };
}

describe('a log verified by several threads', () => {
  it.each([1, 3])('has the report of one that is verified at once, by %i', async (threads) => {
    const report = await byThreads(threads);
    expect(report).toEqual(await program.call('log.verify', {}));
    expect(report).toMatchObject({ sound: true, findings: 20, cases: 5 });
  });

  it.each([
    ['the end cut off', 'delete from event_log where device_seq > 40'],
    ['a notice changed', "update holiday_notice set days = json_remove(days, '$[0]') where year = 2026"],
    ['every finding changed, of which the first is to be named', "update finding set description = '已清理'"],
    ['facts changed', "update case_facts set facts = json_set(facts, '$.round', 2) where row_no = 3"],
    ['a row removed', 'delete from finding where row_no = 7'],
    [
      'a finding without events',
      `create temp table copy as select * from main.finding where row_no = 1;
       update temp.copy set row_no = 999, id = 'copy', number = 'MY-XS-2026-99999';
       insert into main.finding select * from temp.copy`,
    ],
  ])('names the same fault: %s', async (_name, crime) => {
    const { one, several } = await bothWhile(crime);
    expect(one.sound).toBe(false);
    expect(several.fault).toEqual(one.fault);
  });
  it('passes on what a thread fails at, with its code', async () => {
    const { chainKey: key } = program.ports;
    const wrong = { path: `${program.root}/nowhere.db`, key, anchors: [], threads: 2 };
    await expect(verifyInThreads(program.connection.reader, wrong)).rejects.toMatchObject({ code: 'SQLITE_CANTOPEN' });
  });

  it('ends all threads when the one who watches has had enough', async () => {
    const { chainKey: key } = program.ports;
    const stop = () => {
      throw new Error('enough');
    };
    const path = program.connection.sqlite.name;
    const watched = { path, key, anchors: [], threads: 2, onProgress: stop };
    await expect(verifyInThreads(program.connection.reader, watched)).rejects.toThrow('enough');
    // Nothing of them is left that would keep the file from being written.
    inWriteTx(program.connection, (tx) => tx.write('update search_state set indexed_through = indexed_through').run());
  });
});

describe('the report of several parts', () => {
  const refusal = (code: string) => ({ code, message: `${code}。` });
  const part = (code: string | null) => ({ findings: 2, cases: 1, fault: code === null ? null : refusal(code) });
  const log = (code: string | null) => ({
    events: 9,
    heads: [],
    restorations: [],
    fault: code === null ? null : refusal(code),
  });
  const stored = { findings: 4, cases: 2 };

  it('names the fault of the first range, also when a later one was told of earlier', () => {
    const rows = [];
    rows[3] = part('LATER');
    rows[1] = part(null);
    rows[2] = part('FIRST');
    expect(joinReports(log(null), rows, stored).fault?.code).toBe('FIRST');
  });

  it('names the fault of the chain before that of any row: the rows are held against a log that is not to be trusted', () => {
    expect(joinReports(log('CHAIN'), [part('ROW')], stored)).toMatchObject({ sound: false, fault: { code: 'CHAIN' } });
  });

  it('adds the parts up and misses no row that none of them has', () => {
    expect(joinReports(log(null), [part(null), part(null)], stored)).toMatchObject({
      sound: true,
      findings: 4,
      cases: 2,
    });
    expect(joinReports(log(null), [part(null)], stored).fault?.code).toBe('ROW_WITHOUT_EVENTS');
  });
});
