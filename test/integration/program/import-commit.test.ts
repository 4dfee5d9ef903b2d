import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '#core/domain/finding/problem.ts';
import { clearStaging } from '#worker/node/data-folder.ts';
import { aProblem as problemInput, type ProblemInput } from '#test/harness/problem.ts';
import { openProgram, type Program } from '#test/harness/program.ts';
import { COLUMNS, importRows, stagingFile } from '#test/harness/staged.ts';

let program: Program;
beforeEach(async () => {
  program = await openProgram();
});
afterEach(() => program.remove());

function aProblem(over: Partial<ProblemInput> = {}): Problem {
  return problemInput(over) as Problem;
}

const sheet = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    aProblem({ description: `岸坡倾倒垃圾第${index}处`, externalNumbers: [`W-${index}`] }),
  );

const rowsOf = (table: string) => program.connection.sqlite.prepare(`select * from ${table}`).all();
const everything = () =>
  ['event_log', 'finding', 'import_batch', 'import_row_link', 'number_counter', 'chain_head'].map(rowsOf);

async function expectSound() {
  const { sound, fault } = await program.call('log.verify', {});
  expect([sound, fault]).toEqual([true, null]);
}

async function eventsOf(id: string) {
  const sql =
    "select type, json_extract(payload, '$.changes') as changes from event_log where aggregate_id = ? order by rev";
  const rows = program.connection.sqlite.prepare<[string], { type: string; changes: string | null }>(sql).all(id);
  return rows.map(({ type, changes }) => ({
    type,
    changes: changes === null ? null : (JSON.parse(changes) as object),
  }));
}

describe('an import', () => {
  it('of the same rows a second time writes no finding and no event of one', async () => {
    expect(await importRows(program, sheet(20))).toMatchObject({ created: 20, updated: 0, unchanged: 0, failed: 0 });
    const before = [rowsOf('finding'), rowsOf('number_counter')];
    expect(await importRows(program, sheet(20))).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 20,
      findingIds: [],
    });
    expect([rowsOf('finding'), rowsOf('number_counter')]).toEqual(before);
    await expectSound();
  });

  it('of corrected rows records the changed fields only, old and new', async () => {
    const first = await importRows(program, sheet(3));
    const corrected = sheet(3).map((row, index) =>
      index === 1 ? { ...row, description: '岸坡倾倒渣土', river: '潮河' } : row,
    );
    const again = await importRows(program, corrected);
    expect(again).toMatchObject({ created: 0, updated: 1, unchanged: 2, findingIds: [first.findingIds[1]] });
    expect(await eventsOf(first.findingIds[1] ?? '')).toEqual([
      { type: 'finding.registered', changes: null },
      {
        type: 'finding.detailsChanged',
        changes: {
          description: { from: '岸坡倾倒垃圾第1处', to: '岸坡倾倒渣土' },
          river: { from: '白河', to: '潮河' },
        },
      },
    ]);
    expect(await importRows(program, corrected)).toMatchObject({ updated: 0, unchanged: 3 });
    await expectSound();
  });

  it('writes the good rows, and names each row it could not write with its reason', async () => {
    const rows = sheet(5).map((row, index) => (index === 2 ? { ...row, item: '1.1' } : row));
    const done = await importRows(program, rows, { unreadable: [{ row: 9, text: 'D9（发现时间）：“去年”不是日期' }] });
    expect(done).toMatchObject({ created: 4, failed: 2 });
    expect(done.refusals.map(({ row }) => row)).toEqual([4, 9]);
    expect(done.refusals[0]?.message).toContain('围垦湖泊');
    expect(done.refusals[1]?.message).toContain('不是日期');
    expect((await program.call('finding.list', { filter: {}, page: {} })).total).toBe(4);
    await expectSound();
  });

  it('that breaks off in the middle leaves nothing, and can be committed again', async () => {
    const staged = program.ports.files.grant(stagingFile(program, sheet(30)));
    const before = everything();
    const { sqlite } = program.connection;
    sqlite.exec(
      "create trigger power_cut before insert on finding when (select count(*) from finding) = 17 begin select raise(abort, 'power cut'); end",
    );
    expect((await program.send('import.commit', { staged })).ok).toBe(false);
    expect(everything()).toEqual(before);
    sqlite.exec('drop trigger power_cut');
    expect(await program.call('import.commit', { staged })).toMatchObject({ created: 30 });
    await expectSound();
  });

  it('is found by search at once, before the index has caught up and after', async () => {
    const done = await importRows(program, [
      ...sheet(5),
      aProblem({ description: '彩钢房占压堤脚', externalNumbers: ['W-X'] }),
    ]);
    const found = async () =>
      (await program.call('finding.list', { filter: {}, search: '占压堤脚', page: {} })).rows.map(({ id }) => id);
    const pending = program.connection.sqlite.prepare<[], { n: number }>(
      "select count(*) as n from finding where row_no > (select indexed_through from search_state where kind = 'finding')",
    );
    expect(pending.get()?.n).toBeGreaterThan(0);
    expect(await found()).toEqual([done.findingIds[5]]);
    await program.backend.settled();
    expect(pending.get()?.n).toBe(0);
    expect(await found()).toEqual([done.findingIds[5]]);
  });

  it('whose index cannot be brought up now does not end the program, and is searched all the same', async () => {
    const writer = new Database(join(program.root, 'heqing.db'));
    program.connection.sqlite.pragma('busy_timeout = 0');
    await importRows(program, sheet(4));
    writer.exec('begin immediate');
    await program.backend.settled();
    writer.exec('rollback');
    writer.close();
    expect((await program.call('finding.list', { filter: {}, search: '第3处', page: {} })).total).toBe(1);
    await importRows(program, [aProblem({ description: '另一处', externalNumbers: ['W-9'] })]);
    await program.backend.settled();
    expect((await program.call('finding.list', { filter: {}, search: '第3处', page: {} })).total).toBe(1);
  });
});

describe('two rows of one external number in one sheet', () => {
  it('are the first one and a doubt about the second, as the preview said, not one finding changed at once', async () => {
    const [row] = sheet(1);
    if (row === undefined) return;
    const done = await importRows(program, [row, { ...row, description: '另一个问题' }]);
    expect(done).toMatchObject({ created: 1, updated: 0, suspect: 1 });
    expect(await program.call('finding.get', { id: done.findingIds[0] ?? '' })).toMatchObject({
      rev: 1,
      description: row.description,
    });
  });
});

describe('a sheet that says less than is known', () => {
  const known = { externalNumbers: ['G-1', 'G-2'], suspectedCrime: true, source: '12345', zones: ['外100m内'] };
  const chiefs = { city: null, district: '张河长', town: null, village: null };
  const columns = COLUMNS.filter((field) => field !== 'source' && field !== 'severity');

  it('does not wipe out what it has no column for, nor what it leaves empty', async () => {
    const { id } = await program.call('finding.register', { problem: problemInput({ ...known, chiefs }) });
    const row = aProblem({
      externalNumbers: ['G-1'],
      source: '网格巡查',
      lon: null,
      lat: null,
      datum: 'unknown',
      river: null,
      description: '岸坡堆渣',
    });
    expect(await importRows(program, [row], { columns })).toMatchObject({ updated: 1 });
    const after = await program.call('finding.get', { id });
    expect(after).toMatchObject({
      ...known,
      chiefs,
      lon: 116.9,
      lat: 40.5,
      datum: 'CGCS2000',
      river: '白河',
      description: '岸坡堆渣',
    });
    expect((await eventsOf(id)).at(-1)?.changes).toEqual({ description: { from: '岸坡倾倒建筑垃圾', to: '岸坡堆渣' } });
    await expectSound();
  });

  it('does not lower a level that a person chose with a reason', async () => {
    const { id } = await program.call('finding.register', {
      problem: problemInput({
        externalNumbers: ['G-3'],
        severity: 'major',
        severityReason: '水源保护区',
        category: 'occupation',
        item: '1.4',
        quantity: { amount: 6000, unit: 'm²' },
      }),
    });
    const row = aProblem({
      externalNumbers: ['G-3'],
      category: 'occupation',
      item: '1.4',
      quantity: { amount: 5, unit: 'm²' },
    });
    await importRows(program, [row], { columns });
    expect(await program.call('finding.get', { id })).toMatchObject({
      severity: 'major',
      severityReason: '水源保护区',
      quantity: { amount: 5 },
    });
    await expectSound();
  });

  it('that says nothing new counts as unchanged and writes no event', async () => {
    const { id } = await program.call('finding.register', { problem: problemInput({ ...known, chiefs }) });
    expect(await importRows(program, [aProblem({ externalNumbers: ['G-2'] })], { columns })).toMatchObject({
      updated: 0,
      unchanged: 1,
      findingIds: [],
    });
    expect(await eventsOf(id)).toHaveLength(1);
  });
});

describe('what is staged', () => {
  it('is committed once: its token is spent, its file is removed at the next start', async () => {
    const path = stagingFile(program, sheet(2));
    const staged = program.ports.files.grant(path);
    await program.call('import.commit', { staged });
    expect(await program.send('import.commit', { staged })).toMatchObject({
      ok: false,
      error: { code: 'IMPORT_NOT_STAGED' },
    });
    expect(await program.call('import.unfinished', {})).toEqual([]);
    clearStaging(program.ports.folders, program.ports.clock.now());
    expect(existsSync(path)).toBe(false);
  });

  it.each([
    ['cut off', (whole: Buffer) => whole.subarray(0, whole.length - 80), 'STAGING_INCOMPLETE'],
    ['changed', (whole: Buffer) => Buffer.from(whole.toString().replace('第1处', '第7处')), 'STAGING_DAMAGED'],
    ['emptied', () => Buffer.alloc(0), 'STAGING_INCOMPLETE'],
  ])('%s, is refused and writes nothing', async (_how, change, code) => {
    const path = stagingFile(program, sheet(3));
    writeFileSync(path, change(readFileSync(path)));
    const before = everything();
    const reply = await program.send('import.commit', { staged: program.ports.files.grant(path) });
    expect(reply).toMatchObject({ ok: false, error: { code } });
    expect(everything()).toEqual(before);
  });

  it('with half a character in it is kept so that log and row agree', async () => {
    const done = await importRows(program, [
      aProblem({ description: `垃圾堆${'\ud83d'}`, externalNumbers: ['\udc00-1'] }),
    ]);
    expect(done.created).toBe(1);
    await expectSound();
  });

  it('dated after today is refused as a whole', async () => {
    const staged = program.ports.files.grant(stagingFile(program, sheet(1)));
    const reply = await program.send('import.commit', { staged, on: '2026-11-03' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } });
  });
});

describe('imports at random', () => {
  // Each sheet is a mix of rows seen before, changed and new; the plain model is a map by external number.
  it('end in what a plain map by number says, and in a sound log (seed 7)', async () => {
    const model = new Map<string, string>();
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 48_271) >>> 0) % 2_147_483_647;
      return state % below;
    };
    for (let round = 0; round < 25; round += 1) {
      const numbers = [...new Set(Array.from({ length: 12 }, () => `R-${random(40)}`))];
      const rows = numbers.map((number) => {
        const known = model.get(number);
        const description = known === undefined || random(3) === 0 ? `第${round}轮填写的问题${number}` : known;
        return { number, description, problem: aProblem({ externalNumbers: [number], description }) };
      });
      const expected = { created: 0, updated: 0, unchanged: 0 };
      for (const { number, description } of rows) {
        const known = model.get(number);
        expected[known === undefined ? 'created' : known === description ? 'unchanged' : 'updated'] += 1;
        model.set(number, description);
      }
      expect(
        await importRows(
          program,
          rows.map(({ problem }) => problem),
        ),
      ).toMatchObject({ ...expected, suspect: 0, failed: 0 });
    }
    const list = await program.call('finding.list', { filter: {}, page: { size: 200 } });
    expect(new Map(list.rows.map((row) => [row.externalNumbers[0], row.description]))).toEqual(model);
    await expectSound();
  });
});
