import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CallContext } from '#app/environment.ts';
import type { JobPort } from '#app/ports.ts';
import type { ImportView } from '#core/contract/views-import.ts';
import type { Reply } from '#core/contract/errors.ts';
import { aProblem } from '#test/harness/problem.ts';
import { openProgram, type Program, ROOT } from '#test/harness/program.ts';
import { runImportParse } from '#worker/job/import-parse.ts';
import { createJobs } from '#worker/node/jobs.ts';
import { rowXml, workbookOf } from './workbook.ts';

const surroundings = { resources: `${ROOT}resources`, migrationsFolder: `${ROOT}db/migrations`, district: '110118' };
/** The job itself, in this process. */
const jobs: JobPort = {
  ...createJobs(surroundings),
  parseImport: async (job, { onProgress: progress }) => {
    const done = await runImportParse({ ...job, ...surroundings }, { progress });
    return done as Awaited<ReturnType<JobPort['parseImport']>>;
  },
};

const ROWS = 450;
const NAMES = ['工单编号', '问题来源', '镇街', '河流名称', '详细位置', '问题类型', '问题描述', '发现时间'];
const THINGS = ['渣土', '沙石料', '秸秆', '生活垃圾', '废弃建材', '树木', '彩钢板房'];

let program: Program;
beforeEach(async () => {
  program = await openProgram({ jobs });
});
afterEach(() => program.remove());

async function stagedRows(): Promise<string> {
  const path = join(program.root, '排查表.xlsx');
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const thing = `${THINGS[at % 7]}${String.fromCodePoint(0x4e00 + at * 7)}${String.fromCodePoint(0x5e00 + at * 5)}`;
    const place = `${String.fromCodePoint(0x6e00 + at * 3)}家庄${at}号`;
    return rowXml(at + 2, [`GD-${at}`, '网格巡查', '溪翁庄镇', '白河', place, '乱堆', thing, '2026-03-05']);
  });
  writeFileSync(path, workbookOf(rowXml(1, NAMES) + lines.join('')));
  const { staged, counts } = await program.call('import.stage', { file: program.ports.files.grant(path) });
  expect(counts.new).toBe(ROWS);
  return staged;
}

const commit = (staged: string, context: Omit<CallContext, 'accountId'>) =>
  program.backend.dispatch('import.commit', { staged }, { accountId: program.accounts.clerk, ...context }) as Promise<
    Reply<ImportView>
  >;
const count = async () => (await program.call('finding.list', { filter: {}, page: { size: 1 } })).total;

/** Runs `meanwhile` once, in the middle of the import. */
async function commitAnd(staged: string, meanwhile: () => Promise<void>, signal?: AbortSignal) {
  const running: Promise<void>[] = [];
  const onProgress = ({ done }: { readonly done: number }) => {
    if (done > 150 && running.length === 0) running.push(meanwhile());
  };
  const reply = await commit(staged, { onProgress, ...(signal === undefined ? {} : { signal }) });
  expect(running).toHaveLength(1);
  await Promise.all(running);
  return reply;
}

test('lists are answered in the middle of an import, with the state before it', async () => {
  const staged = await stagedRows();
  const reply = await commitAnd(staged, async () => expect(await count()).toBe(0));
  expect(reply).toMatchObject({ ok: true, data: { created: ROWS } });
  expect(await count()).toBe(ROWS);
  expect(await program.call('log.verify', {})).toMatchObject({ sound: true });
});

test('a command that comes in the middle waits, and is written after it, in the same chain', async () => {
  const staged = await stagedRows();
  let registered = '';
  const reply = await commitAnd(staged, async () => {
    const done = await program.call('finding.register', { problem: aProblem({ place: '另一处' }) });
    registered = done.number;
  });
  expect(reply.ok).toBe(true);
  expect(registered).toMatch(new RegExp(`${String(ROWS + 1).padStart(4, '0')}$`));
  expect(await count()).toBe(ROWS + 1);
  expect(await program.call('log.verify', {})).toMatchObject({ sound: true });
});

test('cancelled in the middle, nothing of it is there, and it can be committed again', async () => {
  const staged = await stagedRows();
  const cancel = new AbortController();
  const reply = await commitAnd(staged, async () => cancel.abort(), cancel.signal);
  expect(reply).toMatchObject({ ok: false, error: { code: 'JOB_CANCELLED' } });
  expect(await count()).toBe(0);
  expect(await program.call('import.batches', {})).toEqual([]);
  expect(await commit(staged, {})).toMatchObject({ ok: true, data: { created: ROWS } });
});

test('the program that ends in the middle leaves nothing half', async () => {
  const staged = await stagedRows();
  const reply = await commitAnd(staged, async () => program.backend.close());
  expect(reply).toMatchObject({ ok: false });
  const again = await openProgram({ jobs, root: program.root });
  expect((await again.call('finding.list', { filter: {}, page: { size: 1 } })).total).toBe(0);
  again.close();
});

test('the same staging committed twice at once is written once', async () => {
  const staged = await stagedRows();
  const replies = await Promise.all([commit(staged, {}), commit(staged, {})]);
  expect(replies.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  expect(await count()).toBe(ROWS);
});

test('an import of that size is undone in slices, and can be cancelled', async () => {
  const staged = await stagedRows();
  const done = await commit(staged, {});
  if (!done.ok) throw new Error(done.error.message);
  const cancel = new AbortController();
  const undo = (signal?: AbortSignal) =>
    program.backend.dispatch(
      'import.undo',
      { batch: done.data.batchId },
      {
        accountId: program.accounts.clerk,
        onProgress: () => cancel.abort(),
        ...(signal === undefined ? {} : { signal }),
      },
    );
  expect(await undo(cancel.signal)).toMatchObject({ ok: false, error: { code: 'JOB_CANCELLED' } });
  expect(await count()).toBe(ROWS);
  expect(await undo()).toMatchObject({ ok: true, data: { withdrawn: ROWS } });
  expect(await program.call('log.verify', {})).toMatchObject({ sound: true });
});
