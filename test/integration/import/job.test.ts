import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readStaging, removeStaging } from '#app/import/staging.ts';
import { runAnyJob, runJob } from '#worker/job/host.ts';
import { entryPath, RESOURCES } from './paths.ts';
import { fileIn, parseInput, scratchFolder } from './support.ts';
import { rowXml, workbookOf } from './workbook.ts';

const folder = scratchFolder();
const odd = { entry: entryPath('odd-jobs.ts') };
const SAMPLE = join(RESOURCES, 'samples', '巡查排查表.xlsx');

describe('whatever happens in the job process, the host goes on', () => {
  test('a job that answers', async () => {
    expect(await runAnyJob('echo', { 张: ['伟'] }, odd)).toEqual({ ok: true, value: { 张: ['伟'] } });
  });

  test('a job that dies', async () => {
    expect(await runAnyJob('die', null, odd)).toMatchObject({
      ok: false,
      error: { code: 'JOB_DIED', data: { how: 'exit 7' } },
    });
  });

  test('a job that eats all its memory is stopped at the heap limit', async () => {
    expect(await runAnyJob('eat', null, { ...odd, heapMb: 32 })).toMatchObject({
      ok: false,
      error: { code: 'JOB_DIED' },
    });
  });

  test('a job that blocks its own event loop is stopped at the time limit', async () => {
    expect(await runAnyJob('spin', null, { ...odd, timeLimitMs: 1500 })).toMatchObject({
      ok: false,
      error: { code: 'JOB_TIMED_OUT' },
    });
  });

  test('a cancelled job, even one that blocks', async () => {
    const cancel = new AbortController();
    const run = runAnyJob('spin', null, { ...odd, signal: cancel.signal, onProgress: () => cancel.abort() });
    expect(await run).toMatchObject({ ok: false, error: { code: 'JOB_CANCELLED' } });
    expect(await runAnyJob('echo', 1, { ...odd, signal: cancel.signal })).toMatchObject({
      error: { code: 'JOB_CANCELLED' },
    });
  });

  test('a bug and an unknown job are refusals with a code', async () => {
    expect(await runAnyJob('throw', null, odd)).toMatchObject({ error: { code: 'JOB_FAILED' } });
    expect(await runAnyJob('nothing', null, odd)).toMatchObject({ error: { code: 'JOB_UNKNOWN' } });
  });

  test('an entry that does not exist', async () => {
    expect(await runAnyJob('echo', null, { entry: entryPath('missing.ts') })).toMatchObject({
      error: { code: 'JOB_DIED' },
    });
  });
});

describe('staging', () => {
  test('a job cancelled half way leaves one file that is refused and can be removed', async () => {
    const path = join(folder, 'half.jsonl');
    const cancel = new AbortController();
    await runAnyJob('half', path, { ...odd, signal: cancel.signal, onProgress: () => cancel.abort() });
    expect(readStaging(path)).toMatchObject({ ok: false, error: { code: 'STAGING_INCOMPLETE' } });
    removeStaging(path);
    removeStaging(path);
    expect(existsSync(path)).toBe(false);
  });

  test('a refused file leaves no staging file at all', async () => {
    const before = readdirSync(folder);
    const path = fileIn(folder, 'truth.xlsx', 'not a workbook');
    expect(await runJob('import.parse', parseInput(path, join(folder, 'refused.jsonl')))).toMatchObject({ ok: false });
    expect(readdirSync(folder)).toEqual([...before, 'truth.xlsx'].sort());
  });

  test('an existing staging file is never overwritten', async () => {
    const path = fileIn(folder, 'kept.jsonl', 'someone else’s');
    expect(await runJob('import.parse', parseInput(SAMPLE, path))).toMatchObject({ error: { code: 'JOB_FAILED' } });
    expect(readFileSync(path, 'utf8')).toBe('someone else’s');
  });

  test('cut at any byte or changed at any byte it is refused, never read in part', async () => {
    const small = workbookOf(
      rowXml(1, ['镇街', '问题类型', '问题描述', '发现时间']) + rowXml(2, ['石城镇', '乱堆', '垃圾', '2026-01-09']),
    );
    const path = join(folder, 'whole.jsonl');
    const run = await runJob('import.parse', parseInput(fileIn(folder, 'small.xlsx', small), path));
    expect(run).toMatchObject({ ok: true, value: { counts: { rows: 1, errors: 0, skipped: 1 } } });
    const whole = readFileSync(path);
    const damaged = join(folder, 'damaged.jsonl');
    for (let at = 0; at < whole.length; at += 7) {
      writeFileSync(damaged, whole.subarray(0, at));
      expect([at, readStaging(damaged).ok]).toEqual([at, false]);
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(damaged, changed);
      expect([at, readStaging(damaged).ok]).toEqual([at, false]);
    }
  });

  test('rows can be read several times, and the same file gives the same rows', async () => {
    const paths = [join(folder, 'first.jsonl'), join(folder, 'second.jsonl')];
    for (const path of paths) await runJob('import.parse', parseInput(SAMPLE, path));
    const [first, second] = paths.map((path) => {
      const read = readStaging(path);
      if (!read.ok) throw new Error(read.error.message);
      expect([...read.value.records()]).toEqual([...read.value.records()]);
      return [...read.value.records()];
    });
    expect(first).toHaveLength(60);
    expect(second).toEqual(first);
  });
});
