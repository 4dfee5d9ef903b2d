import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FromBackend, ToBackend } from '#core/contract/host.ts';
import { ROOT } from '#test/harness/program.ts';
import { untilNextLook, watchDay } from '#worker/backend/day-watch.ts';
import { createRemoteJobs } from '#worker/backend/remote-jobs.ts';
import { serveBackend } from '#worker/backend/serve.ts';
import { programFiles } from '#worker/node/program-files.ts';

const FILES = programFiles(pathToFileURL(`${ROOT}electron/worker/backend.ts`).href);
const NOON = Date.parse('2026-11-02T12:00:00+08:00');

/** Main's end of the line to a backend in this process, over a real data folder. */
function backend(dataFolder: string, now: () => number = () => NOON) {
  const said: FromBackend[] = [];
  const waiting = new Set<() => void>();
  const timers: (() => void)[] = [];
  const ended = Promise.withResolvers<void>();
  let tell: (message: ToBackend) => void = () => {};
  serveBackend(
    {
      post(message) {
        // As it crosses: what can't be cloned fails here.
        said.push(structuredClone(message));
        for (const wake of waiting) wake();
      },
      onMessage(listener) {
        tell = (message) => listener(structuredClone(message));
      },
    },
    {
      files: FILES,
      now,
      setTimer(run) {
        timers.push(run);
        return () => {};
      },
      end: ended.resolve,
    },
  );

  /** The first message of a kind, once it is there. */
  function heard<T extends FromBackend['type']>(
    type: T,
    fits: (message: Extract<FromBackend, { type: T }>) => boolean = () => true,
  ): Promise<Extract<FromBackend, { type: T }>> {
    return new Promise((resolve) => {
      const look = () => {
        const found = said.find(
          (one): one is Extract<FromBackend, { type: T }> => one.type === type && fits(one as never),
        );
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  }

  let last = 0;
  async function ask(route: string, input: unknown, accountId: string | null = null) {
    last += 1;
    const id = last;
    tell({ type: 'request', id, route, input, accountId });
    return heard('reply', (message) => message.id === id);
  }

  const close = async () => {
    tell({ type: 'close' });
    await ended.promise;
  };
  tell({ type: 'open', dataFolder, sample: false });
  return { said, heard, ask, tell: (message: ToBackend) => tell(message), close, timers };
}

const FIRST = {
  bureau: '密云区水务局',
  numberPrefix: 'MY',
  login: 'guanli',
  displayName: '管理员甲',
  password: 'heqing-2026',
};

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'heqing-backend-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the backend process', () => {
  test('answers what was asked while it was opening, and signs in with the reply', async () => {
    const { ask, close, heard } = backend(root);
    const reply = await ask('session.firstStart', FIRST);
    expect(reply.signedIn?.account).toMatchObject({ login: 'guanli', displayName: '管理员甲', role: 'administrator' });
    await heard('opened');
    const accountId = reply.signedIn?.account?.id ?? null;
    expect((await ask('session.current', {}, accountId)).reply).toMatchObject({
      data: { account: { login: 'guanli' } },
    });
    // It keeps nobody: who asks is said with every request.
    expect((await ask('session.current', {}, null)).reply).toMatchObject({ data: { account: null } });
    expect((await ask('account.list', {}, null)).reply).toMatchObject({ error: { code: 'ACCOUNT_UNKNOWN' } });
    expect((await ask('session.signOut', {}, accountId)).signedIn).toEqual({ account: null });
    expect((await ask('session.current', {}, accountId)).signedIn).toBeUndefined();
    await close();
  });

  test('tells of changes, and not of queries', async () => {
    const { ask, close, said } = backend(root);
    const { signedIn } = await ask('session.firstStart', FIRST);
    await ask('account.list', {}, signedIn?.account?.id ?? null);
    await close();
    expect(said.filter(({ type }) => type === 'changed')).toEqual([{ type: 'changed', route: 'session.firstStart' }]);
  });

  test('hands out tokens, and knows none that it did not', async () => {
    const { tell, heard, close } = backend(root);
    tell({ type: 'grant', id: 1, path: join(root, '表.xlsx') });
    const { token } = await heard('granted');
    tell({ type: 'resolve', id: 2, token });
    expect(await heard('resolved')).toEqual({ type: 'resolved', id: 2, path: join(root, '表.xlsx') });
    tell({ type: 'resolve', id: 3, token: join(root, '表.xlsx') });
    expect(await heard('resolved', ({ id }) => id === 3)).toMatchObject({ path: null });
    await close();
  });

  test('a second one on the same folder is refused by name, and leaves the first alone', async () => {
    const first = backend(root);
    await first.heard('opened');
    const second = backend(root);
    expect((await second.heard('refused')).error.code).toBe('DB_LOCKED');
    expect((await first.ask('session.current', {})).reply.ok).toBe(true);
    await first.close();
    await second.close();
  });

  test('closes properly: the next one finds nothing to repair', async () => {
    const first = backend(root);
    await first.ask('session.firstStart', FIRST);
    await first.close();
    const next = backend(root);
    await next.heard('opened');
    expect(next.said.filter(({ type }) => type === 'opening')).toEqual([]);
    await next.close();
  });

  test('removes dropped files of an earlier run when it opens, and its own when it closes', async () => {
    const left = join(root, 'staging', 'received', 'x', '表.xlsx');
    const drop = () => {
      mkdirSync(join(left, '..'), { recursive: true });
      writeFileSync(left, 'names and numbers');
    };
    drop();
    const { heard, close } = backend(root);
    await heard('opened');
    expect(existsSync(left)).toBe(false);
    drop();
    await close();
    expect(existsSync(left)).toBe(false);
  });

  test('stops a job that is cancelled, through main, and answers', async () => {
    const sheet = `${ROOT}resources/samples/巡查排查表.xlsx`;
    const { ask, tell, heard, close } = backend(root);
    const { signedIn } = await ask('session.firstStart', FIRST);
    const administrator = signedIn?.account?.id ?? null;
    const clerk = { login: 'jingban', displayName: '经办甲', role: 'clerk', password: 'heqing-2026' };
    const made = await ask('account.create', clerk, administrator);
    const accountId = made.reply.ok ? (made.reply.data as { readonly id: string }).id : null;
    tell({ type: 'grant', id: 90, path: sheet });
    const { token } = await heard('granted');
    tell({ type: 'request', id: 91, route: 'import.stage', input: { file: token }, accountId });
    const { job, entry } = await heard('launchJob');
    expect(entry).toBe(FILES.jobEntry);
    expect(await heard('jobMessage')).toMatchObject({ job, message: { type: 'start', kind: 'import.parse' } });
    tell({ type: 'cancel', id: 91 });
    expect(await heard('killJob')).toEqual({ type: 'killJob', job });
    tell({ type: 'jobExited', job, how: 'exit 9' });
    const { reply } = await heard('reply', ({ id }) => id === 91);
    expect(reply).toMatchObject({ ok: false, error: { code: 'JOB_CANCELLED' } });
    await close();
  });

  test('tells of a new day when it is asked to look, once', async () => {
    const clock = { now: NOON };
    const { tell, heard, close, said } = backend(root, () => clock.now);
    await heard('opened');
    clock.now += 24 * 3_600_000;
    tell({ type: 'checkDay' });
    tell({ type: 'checkDay' });
    expect(await heard('deadlineReached')).toEqual({ type: 'deadlineReached', today: '2026-11-03' });
    await close();
    expect(said.filter(({ type }) => type === 'deadlineReached')).toHaveLength(1);
  });
});

describe('the day', () => {
  const at = (text: string) => ({ now: () => Date.parse(text), offsetMinutes: 480 });

  test.each([
    ['2026-03-05T23:59:59.000+08:00', 1_000],
    ['2026-03-06T00:00:00.000+08:00', 600_000],
    ['2026-03-05T23:55:00.000+08:00', 300_000],
    ['2026-03-05T12:00:00.000Z', 600_000],
  ])('is looked at after %s in %i ms', (text, ms) => expect(untilNextLook(at(text))).toBe(ms));

  test('is told once for each that begins, also when the clock jumps or goes back, and not after the end', () => {
    const clock = { now: NOON };
    const days: string[] = [];
    const armed: (() => void)[] = [];
    const watch = watchDay(
      { now: () => clock.now, offsetMinutes: 480 },
      (run) => {
        armed.push(run);
        return () => armed.splice(armed.indexOf(run), 1);
      },
      (today) => days.push(today),
    );
    armed[0]?.();
    clock.now = Date.parse('2026-11-03T00:00:00+08:00');
    armed[0]?.();
    clock.now = Date.parse('2026-11-09T08:00:00+08:00');
    armed[0]?.();
    clock.now = NOON;
    watch.check();
    expect(days).toEqual(['2026-11-03', '2026-11-09', '2026-11-02']);
    expect(armed).toHaveLength(1);
    watch.stop();
    expect(armed).toHaveLength(0);
  });
});

describe('a job that main runs', () => {
  function jobs() {
    const posted: FromBackend[] = [];
    const remote = createRemoteJobs((message) => posted.push(message));
    return { posted, remote };
  }

  test('is ended when it has given its outcome: a utility process does not end by itself', () => {
    const { posted, remote } = jobs();
    const child = remote.launch('/job.js', 64);
    const heard: unknown[] = [];
    child.onMessage((message) => heard.push(message));
    remote.said(1, { type: 'progress' });
    expect(posted).toHaveLength(1);
    remote.said(1, { type: 'done', result: 1 });
    expect(heard).toEqual([{ type: 'progress' }, { type: 'done', result: 1 }]);
    expect(posted.at(-1)).toEqual({ type: 'killJob', job: 1 });
  });

  test('hears of its own end only, and nothing after it', () => {
    const { remote } = jobs();
    const [one, two] = [remote.launch('/job.js', 64), remote.launch('/job.js', 64)];
    const ends: string[] = [];
    one.onExit((how) => ends.push(`one ${how}`));
    two.onExit((how) => ends.push(`two ${how}`));
    two.onMessage(() => ends.push('said'));
    remote.exited(2, 'exit 1');
    remote.exited(2, 'exit 1');
    remote.said(2, { type: 'progress' });
    expect(ends).toEqual(['two exit 1']);
  });
});
