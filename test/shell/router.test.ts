import type { BrowserWindow } from 'electron';
import { describe, expect, test } from 'vitest';
import type { HeqingEvent } from '#core/contract/bridge.ts';
import type { Reply } from '#core/contract/errors.ts';
import type { AccountView } from '#core/contract/views.ts';
import type { Answered, Progress } from '../../electron/main/backend/backend-host.ts';
import type { LogEntry } from '../../electron/main/log/log-file.ts';
import { taskbarPart } from '../../electron/main/requests/long-work.ts';
import { createRouter, createRunningRequests } from '../../electron/main/requests/router.ts';
import { createSessionKeeper } from '../../electron/main/requests/session-keeper.ts';
import { shellHandlers } from '../../electron/main/requests/shell-handlers.ts';

const PAGE = { frameAddress: 'app://heqing/#/', isTopFrame: true, isWindow: true };
const CLERK: AccountView = { id: 'a1', login: 'jingban', displayName: '经办甲', role: 'clerk' };
const window = (id: number) => ({ id }) as BrowserWindow;

interface Question {
  readonly route: string;
  readonly input: unknown;
  readonly accountId: string | null;
  readonly progress: (progress: Progress) => void;
  readonly answer: (answered: Answered) => void;
  cancelled: boolean;
}

function world(
  shellAnswers: { readonly openPath?: string; readonly paths?: readonly string[]; readonly known?: string | null } = {},
) {
  const questions: Question[] = [];
  const events: HeqingEvent[] = [];
  const changes: (AccountView | null)[] = [];
  const bars: number[] = [];
  const notes: string[] = [];
  const log: LogEntry[] = [];
  const opened: string[] = [];
  const state = { focused: true, now: 0 };
  const session = createSessionKeeper((account) => changes.push(account));
  const running = createRunningRequests();
  const router = createRouter({
    host: {
      ask(route, input, accountId, progress) {
        const { promise, resolve } = Promise.withResolvers<Answered>();
        const question: Question = { route, input, accountId, progress, answer: resolve, cancelled: false };
        questions.push(question);
        return {
          answered: promise,
          cancel() {
            question.cancelled = true;
          },
        };
      },
    },
    session,
    running,
    handlers: shellHandlers({
      info: { version: '0.1.0', mode: 'electron', dataFolder: '/nowhere', sample: false },
      openSample: async (open) => {
        opened.push(`sample ${open}`);
      },
      host: {
        grant: async (path) => ({ ok: true, data: `token of ${path}` }),
        resolve: async () => ({ ok: true, data: shellAnswers.known ?? null }),
        restart: () => opened.push('restart'),
      },
      dialog: {
        showOpenDialog: async () => ({
          canceled: shellAnswers.paths === undefined,
          filePaths: [...(shellAnswers.paths ?? [])],
        }),
        showSaveDialog: async () => ({
          canceled: shellAnswers.paths === undefined,
          filePath: shellAnswers.paths?.[0] ?? '',
        }),
      } as never,
      shell: {
        openPath: async (path) => {
          opened.push(path);
          return shellAnswers.openPath ?? '';
        },
        showItemInFolder: (path) => void opened.push(path),
      },
      isSignedIn: () => session.accountId() !== null,
      openWindow: (address) => opened.push(address),
      cancel: (from, id) => running.cancel(from, id),
    }),
    work: () => ({ emit: (event) => events.push(event), setProgressBar: (part) => bars.push(part) }),
    teller: { anyFocused: () => state.focused, notify: (title) => notes.push(title), now: () => state.now },
    log: { write: (entry) => log.push(entry) },
    root: '/program/',
  });
  const send = (route: string, input: unknown = {}, id = 'r1', from = 1) =>
    router(PAGE, window(from), { id, route, input });
  const question = (n = -1) => questions.at(n) ?? expect.fail('nothing was asked');
  return { router, send, question, questions, events, changes, bars, notes, log, opened, state, session };
}

const OK: Reply<unknown> = { ok: true, data: null };

describe('the door', () => {
  test.each([
    { ...PAGE, isTopFrame: false },
    { ...PAGE, frameAddress: 'https://evil.cn/' },
    { ...PAGE, frameAddress: null },
    { ...PAGE, isWindow: false },
  ])('is shut to %j: nothing is asked on its behalf', async (sender) => {
    const { router, questions, opened } = world();
    const request = { id: '1', route: 'shell.restartBackend', input: {} };
    expect(await router(sender, window(1), request)).toMatchObject({ ok: false, error: { code: 'SENDER_REFUSED' } });
    expect(await router(PAGE, null, request)).toMatchObject({ ok: false, error: { code: 'SENDER_REFUSED' } });
    expect([questions.length, opened.length]).toEqual([0, 0]);
  });

  test.each([
    null,
    'case.get',
    {},
    { id: 1, route: 'case.get' },
    { id: '', route: 'x' },
    { id: 'x'.repeat(101), route: 'x' },
  ])('answers what is no request (%j) with a reply, not a rejection', async (raw) => {
    const { router } = world();
    expect(await router(PAGE, window(1), raw)).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } });
  });

  test.each(['constructor', '__proto__', 'toString'])('takes %s for no route of the shell', async (route) => {
    const { send, question } = world();
    const reply = send(route);
    question().answer({ reply: { ok: false, error: { code: 'ROUTE_NOT_FOUND', message: '' } } });
    expect(await reply).toMatchObject({ error: { code: 'ROUTE_NOT_FOUND' } });
  });
});

describe('who is signed in', () => {
  test('is nobody at first, then whom the reply names, for every window, until signing out', async () => {
    const { send, question, changes } = world();
    const first = send('session.signIn', { login: 'jingban' });
    expect(question().accountId).toBeNull();
    question().answer({ reply: OK, signedIn: { account: CLERK } });
    await first;
    const second = send('case.list', {}, 'r2', 2);
    expect(question().accountId).toBe('a1');
    question().answer({ reply: OK });
    await second;
    const third = send('session.signOut');
    question().answer({ reply: OK, signedIn: { account: null } });
    await third;
    void send('case.list', {}, 'r3');
    expect(question().accountId).toBeNull();
    expect(changes).toEqual([CLERK, null]);
  });

  test('stays when the backend dies, and can not be named by a window', async () => {
    const { send, question, session } = world();
    session.take({ account: CLERK });
    const lost = send('case.act', { accountId: 'administrator' });
    question().answer({ reply: { ok: false, error: { code: 'BACKEND_DIED', message: '' } } });
    await lost;
    void send('case.get', {}, 'r2');
    expect(question().accountId).toBe('a1');
  });

  test('does not get the late acts of the one before: a mark or draft still on its way when the next signs in', async () => {
    const { router, question, questions, session } = world();
    const late = (of: string) =>
      router(PAGE, window(1), { id: 'r', route: 'session.setPreference', input: { key: 'work-last-seen' }, of });
    session.take({ account: CLERK });
    expect(await late('inspector')).toMatchObject({ ok: false, error: { code: 'SIGNED_IN_OTHER' } });
    session.take({ account: null });
    expect(await late('a1')).toMatchObject({ ok: false, error: { code: 'SIGNED_IN_OTHER' } });
    expect(questions).toEqual([]);
    session.take({ account: CLERK });
    void late('a1');
    expect(question()).toMatchObject({ route: 'session.setPreference', accountId: 'a1' });
  });
});

describe('cancelling', () => {
  test('reaches the request of that window, not one of the same name in another', async () => {
    const { send, questions } = world();
    void send('import.stage', {}, 'same', 1);
    void send('import.stage', {}, 'same', 2);
    await send('shell.cancel', { id: 'same' }, 'c', 2);
    expect(questions.map(({ cancelled }) => cancelled)).toEqual([false, true]);
  });

  test('is without effect once the request has ended', async () => {
    const { send, question } = world();
    const reply = send('import.stage', {}, 'r');
    question().answer({ reply: OK });
    await reply;
    expect(await send('shell.cancel', { id: 'r' }, 'c')).toEqual({ ok: true, data: null });
    expect(question().cancelled).toBe(false);
  });
});

describe('long work', () => {
  const step: Progress = { phase: '写入台账', done: 1, total: 4 };

  test('shows its progress in the asking window and its taskbar, and ends both', async () => {
    const { send, question, events, bars } = world();
    const reply = send('ledger.export', {}, 'r7');
    question().progress(step);
    question().answer({ reply: OK });
    await reply;
    expect(events).toEqual([
      { type: 'job.progress', id: 'r7', ...step },
      { type: 'job.finished', id: 'r7' },
    ]);
    expect(bars).toEqual([0.25, -1]);
  });

  test('is told of when it took long and nobody looked, in words of how it ended', async () => {
    for (const [ok, title] of [
      [true, '台账导出已完成'],
      [false, '台账导出没有完成'],
    ] as const) {
      const { send, question, notes, state } = world();
      state.focused = false;
      const reply = send('ledger.export');
      question().progress(step);
      state.now = 60_000;
      question().answer({ reply: ok ? OK : { ok, error: { code: 'JOB_DIED', message: '' } } });
      await reply;
      expect(notes).toEqual([title]);
    }
  });

  test.each([
    [true, 60_000, true],
    [false, 1_000, true],
    [false, 60_000, false],
  ])(
    'is not told of when a window is looked at (%s), it was short (%i ms), or it was none (%s)',
    async (focused, ms, progressed) => {
      const { send, question, notes, state } = world();
      state.focused = focused;
      const reply = send('case.list');
      if (progressed) question().progress(step);
      state.now = ms;
      question().answer({ reply: OK });
      await reply;
      expect(notes).toEqual([]);
    },
  );

  test('of unknown length shows as such', () => {
    expect([taskbarPart(5, null), taskbarPart(0, 0), taskbarPart(7, 5), taskbarPart(1, 4)]).toEqual([2, 2, 1, 0.25]);
  });
});

describe('the shell answers', () => {
  test('closing a dialog with nothing', async () => {
    const { send } = world();
    expect(await send('shell.chooseFiles', { purpose: 'workbook', multiple: false })).toEqual({ ok: true, data: [] });
    expect(await send('shell.chooseSave', { purpose: 'ledger', suggestedName: '台账.xlsx' })).toEqual({
      ok: true,
      data: null,
    });
  });

  test('a choice with tokens, never with a path', async () => {
    const { send } = world({ paths: ['/home/zhang/台账.xlsx'] });
    const chosen = await send('shell.chooseSave', { purpose: 'ledger', suggestedName: '台账.xlsx' });
    expect(chosen).toEqual({
      ok: true,
      data: { token: 'token of /home/zhang/台账.xlsx', name: '台账.xlsx', bytes: 0 },
    });
  });

  test.each(['shell.open', 'shell.showInFolder'])(
    '%s of a token that was not handed out with a refusal',
    async (route) => {
      const { send, opened } = world();
      expect(await send(route, { token: '/etc/passwd' })).toMatchObject({
        ok: false,
        error: { code: 'FILE_TOKEN_UNKNOWN' },
      });
      expect(opened).toEqual([]);
    },
  );

  test('opening a file that is gone, or that would run, with a refusal', async () => {
    const gone = world({ known: '/nowhere/a.xlsx' });
    expect(await gone.send('shell.open', { token: 't' })).toMatchObject({ error: { code: 'FILE_MISSING' } });
    const script = world({ known: import.meta.filename });
    expect(await script.send('shell.open', { token: 't' })).toMatchObject({ error: { code: 'FILE_NOT_DOCUMENT' } });
    expect([...gone.opened, ...script.opened]).toEqual([]);
  });

  test('a file over 200 MB in Chinese, and a dropped file only for who is signed in', async () => {
    const { send } = world();
    const large = await send('shell.receiveFile', { name: 'a', bytes: new Uint8Array(200 * 1024 * 1024 + 1) });
    expect(large).toMatchObject({ ok: false, error: { message: '文件最大 200 MB。' } });
    const early = await send('shell.receiveFile', { name: 'a', bytes: new Uint8Array(1) });
    expect(early).toMatchObject({ ok: false, error: { code: 'ACCOUNT_UNKNOWN' } });
  });

  test('input of another shape in Chinese', async () => {
    const { send } = world();
    const reply = await send('shell.openWindow', { address: 'https://evil.cn' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } });
    expect(JSON.stringify(reply)).toMatch(/\p{Script=Han}/u);
    expect(JSON.stringify(reply)).not.toContain('Invalid');
  });

  test('opening a window and starting the backend again', async () => {
    const { send, opened } = world();
    await send('shell.openWindow', { address: '/cases/1' });
    await send('shell.restartBackend');
    expect(opened).toEqual(['/cases/1', 'restart']);
  });
});

describe('the log', () => {
  test('notes a failed job by code and place, without the words of the person', async () => {
    const { send, question, log } = world();
    const reply = send('import.stage', { name: '张三' });
    const reason = 'Error: 张三\n    at parse (/program/out/main/job.js:1:2)';
    question().answer({ reply: { ok: false, error: { code: 'JOB_FAILED', message: '张三', data: { reason } } } });
    await reply;
    expect(log).toMatchObject([{ what: 'reply', code: 'JOB_FAILED', frames: ['at parse (out/main/job.js:1:2)'] }]);
    expect(JSON.stringify(log)).not.toContain('张三');
  });

  test('does not note refusals: they are no faults', async () => {
    const { send, question, log } = world();
    const reply = send('case.act');
    question().answer({ reply: { ok: false, error: { code: 'STALE_REVISION', message: '' } } });
    await reply;
    expect(log).toEqual([]);
  });
});
