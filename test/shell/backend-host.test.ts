import { describe, expect, test } from 'vitest';
import type { FromBackend, ToBackend } from '#core/contract/host.ts';
import {
  type BackendChild,
  type BackendNews,
  type BackendState,
  createBackendHost,
} from '../../electron/main/backend/backend-host.ts';
import { createJobHost, type JobProcess } from '../../electron/main/backend/job-host.ts';
import { createRestartPolicy } from '../../electron/main/backend/restart-policy.ts';

/** A process of which a test says what it says and when it ends. */
class Child implements BackendChild {
  readonly heard: ToBackend[] = [];
  killed = false;
  private readonly listeners: ((message: FromBackend) => void)[] = [];
  private readonly exits: ((how: string) => void)[] = [];

  post(message: ToBackend): void {
    this.heard.push(message);
  }
  onMessage(listener: (message: FromBackend) => void): void {
    this.listeners.push(listener);
  }
  onExit(listener: (how: string) => void): void {
    this.exits.push(listener);
  }
  kill(): void {
    this.killed = true;
  }
  say(message: FromBackend): void {
    for (const listener of this.listeners) listener(message);
  }
  end(how = 'exit 9'): void {
    for (const listener of this.exits) listener(how);
  }
  /** Numbers of the requests that came. */
  asked(): readonly number[] {
    return this.heard.flatMap((message) => (message.type === 'request' ? [message.id] : []));
  }
}

class Job implements JobProcess {
  readonly heard: unknown[] = [];
  killed = false;
  private exit: (how: string) => void = () => {};
  private message: (message: unknown) => void = () => {};

  post(message: unknown): void {
    this.heard.push(message);
  }
  onMessage(listener: (message: unknown) => void): void {
    this.message = listener;
  }
  onExit(listener: (how: string) => void): void {
    this.exit = listener;
  }
  kill(): void {
    this.killed = true;
  }
  say(message: unknown): void {
    this.message(message);
  }
  end(how: string): void {
    this.exit(how);
  }
}

function world() {
  const children: Child[] = [];
  const jobs: Job[] = [];
  const states: BackendState[] = [];
  const news: BackendNews[] = [];
  const deaths: string[] = [];
  const clock = { now: 0 };
  const host = createBackendHost({
    dataFolder: '/d',
    launch() {
      const child = new Child();
      children.push(child);
      return child;
    },
    print: async () => ({ ok: true, data: null }),
    jobsOf: (post) =>
      createJobHost(() => {
        const job = new Job();
        jobs.push(job);
        return job;
      }, post),
    now: () => clock.now,
    onState: (state) => states.push(state),
    onNews: (one) => news.push(one),
    onDeath: (how) => deaths.push(how),
  });
  host.start();
  const child = () => children.at(-1) ?? expect.fail('no process');
  const ask = (route = 'case.get') => host.ask(route, { id: 1 }, 'me', () => {});
  const names = () => states.map(({ state }) => state);
  return { host, children, child, jobs, states, names, news, deaths, clock, ask };
}

const REFUSAL = { code: 'DB_LOCKED', message: '数据库正被另一个河清程序使用。' };

describe('a question', () => {
  test('goes to the process with who asks, and its answer comes back to it alone', async () => {
    const { child, ask } = world();
    const [first, second] = [ask(), ask()];
    const [one = 0, two = 0] = child().asked();
    child().say({ type: 'reply', id: two, reply: { ok: true, data: 'two' } });
    child().say({ type: 'reply', id: one, reply: { ok: true, data: 'one' }, signedIn: { account: null } });
    expect(await second.answered).toMatchObject({ reply: { data: 'two' } });
    expect(await first.answered).toMatchObject({ reply: { data: 'one' }, signedIn: { account: null } });
    expect(child().heard[0]).toEqual({ type: 'open', dataFolder: '/d', sample: false });
    expect(child().heard[1]).toEqual({
      type: 'request',
      id: one,
      route: 'case.get',
      input: { id: 1 },
      accountId: 'me',
    });
  });

  test('hears of its own progress only, and is cancelled by its own number', async () => {
    const { host, child } = world();
    const seen: unknown[] = [];
    const first = host.ask('import.stage', {}, 'me', (progress) => seen.push(progress));
    host.ask('import.stage', {}, 'me', () => seen.push('wrong'));
    const [one = 0] = child().asked();
    child().say({ type: 'progress', id: one, phase: '读取文件', done: 1, total: null });
    first.cancel();
    expect(seen).toEqual([{ phase: '读取文件', done: 1, total: null }]);
    expect(child().heard.at(-1)).toEqual({ type: 'cancel', id: one });
  });

  test('about tokens is answered in kind', async () => {
    const { host, child } = world();
    const granted = host.grant('/a/表.xlsx');
    const resolved = host.resolve('nobody’s');
    child().say({ type: 'granted', id: 1, token: 't' });
    child().say({ type: 'resolved', id: 2, path: null });
    expect(await granted).toEqual({ ok: true, data: 't' });
    expect(await resolved).toEqual({ ok: true, data: null });
  });
});

describe('when the process dies', () => {
  test('what is under way is answered with BACKEND_DIED, and never asked again by itself', async () => {
    const { children, child, ask, host, deaths } = world();
    const command = ask('case.act');
    const token = host.grant('/a');
    child().end('exit 5');
    expect(await command.answered).toMatchObject({ reply: { ok: false, error: { code: 'BACKEND_DIED' } } });
    expect(await token).toMatchObject({ ok: false, error: { code: 'BACKEND_DIED' } });
    expect(children).toHaveLength(2);
    expect(child().heard.map(({ type }) => type)).toEqual(['open']);
    expect(deaths).toEqual(['exit 5']);
  });

  test('it is started again, and the windows are told before and after', () => {
    const { child, names } = world();
    child().say({ type: 'opened', recovered: false });
    child().end();
    child().say({ type: 'opened', recovered: false });
    expect(names()).toEqual(['ready', 'restarting', 'ready']);
  });

  test('what is asked afterwards goes to the new process, and an answer of the old one reaches nobody', async () => {
    const { children, child, ask } = world();
    const [old] = children;
    ask();
    const [lost = 0] = child().asked();
    child().end();
    const later = ask();
    old?.say({ type: 'reply', id: lost, reply: { ok: true, data: 'late' } });
    const [id = 0] = child().asked();
    expect(id).not.toBe(lost);
    child().say({ type: 'reply', id, reply: { ok: true, data: 'new' } });
    expect(await later.answered).toMatchObject({ reply: { data: 'new' } });
  });

  test('three times within a minute it stays down, says so, and answers at once until a person starts it', async () => {
    const { children, child, names, ask, host, states } = world();
    for (let n = 0; n < 3; n += 1) child().end();
    expect(children).toHaveLength(3);
    expect(names().at(-1)).toBe('failed');
    expect(states.at(-1)?.message).toContain('重新启动');
    expect(await ask().answered).toMatchObject({ reply: { ok: false, error: { code: 'BACKEND_FAILED' } } });
    host.restart();
    expect(children).toHaveLength(4);
    child().end();
    expect(children).toHaveLength(5);
  });

  test('its jobs end with it, and those of the next one are others', () => {
    const { child, jobs } = world();
    child().say({ type: 'launchJob', job: 1, entry: '/job.js', heapMb: 64 });
    child().end();
    expect(jobs[0]?.killed).toBe(true);
    child().say({ type: 'jobMessage', job: 1, message: 'x' });
    expect(jobs[0]?.heard).toEqual([]);
  });
});

describe('when the database is refused', () => {
  test('every question gets that refusal, those that waited too, and the process is not started again by itself', async () => {
    const { children, child, ask, host, states, deaths } = world();
    const waiting = ask();
    child().say({ type: 'refused', error: REFUSAL });
    expect(child().killed).toBe(true);
    child().end('exit 15');
    expect(await waiting.answered).toMatchObject({ reply: { ok: false, error: REFUSAL } });
    expect(await ask().answered).toMatchObject({ reply: { ok: false, error: REFUSAL } });
    expect(await host.grant('/a')).toEqual({ ok: false, error: REFUSAL });
    expect(states.at(-1)).toEqual({ type: 'backend.state', state: 'failed', message: REFUSAL.message });
    expect([children.length, deaths.length]).toEqual([1, 0]);
  });

  test('a person can try again, and it works once the database is free', async () => {
    const { child, host, names, ask } = world();
    child().say({ type: 'refused', error: REFUSAL });
    child().end();
    host.restart();
    child().say({ type: 'opened', recovered: false });
    expect(names()).toEqual(['failed', 'restarting', 'ready']);
    const answered = ask().answered;
    child().say({ type: 'reply', id: child().asked()[0] ?? 0, reply: { ok: true, data: 1 } });
    expect(await answered).toMatchObject({ reply: { ok: true } });
  });

  test('restarting is without effect while there is a process: two would fight for the database', () => {
    const { host, children } = world();
    host.restart();
    expect(children).toHaveLength(1);
  });
});

test('a database that was not closed properly is told of, not only checked in silence', () => {
  const { child, states } = world();
  child().say({ type: 'opened', recovered: true });
  expect(states.at(-1)?.message).toContain('上次没有正常关闭');
});

describe('jobs', () => {
  test('are started at the word of the backend, and what both say is passed on untouched', () => {
    const { child, jobs } = world();
    child().say({ type: 'launchJob', job: 7, entry: '/job.js', heapMb: 64 });
    child().say({ type: 'jobMessage', job: 7, message: { type: 'start' } });
    jobs[0]?.say({ type: 'progress' });
    jobs[0]?.end('exit 9');
    child().say({ type: 'killJob', job: 7 });
    expect(jobs[0]?.heard).toEqual([{ type: 'start' }]);
    expect(jobs[0]?.killed).toBe(false);
    expect(child().heard.slice(1)).toEqual([
      { type: 'jobMessage', job: 7, message: { type: 'progress' } },
      { type: 'jobExited', job: 7, how: 'exit 9' },
    ]);
  });
});

describe('at the end', () => {
  const never = new Promise(() => {});

  test('the database is closed before the program goes, what is asked meanwhile is refused, nothing starts again', async () => {
    const { host, child, children, ask, deaths } = world();
    const waiting = ask();
    const closed = host.close(never);
    expect(child().heard.at(-1)).toEqual({ type: 'close' });
    child().end('exit 0');
    await closed;
    expect(await waiting.answered).toMatchObject({ reply: { ok: false, error: { code: 'PROGRAM_ENDS' } } });
    expect([children.length, deaths.length]).toEqual([1, 0]);
  });

  test('a process that hangs is ended when its time is up', async () => {
    const { host, child } = world();
    await host.close(Promise.resolve());
    expect(child().killed).toBe(true);
  });
});

test('news go to the windows as they come', () => {
  const { child, news } = world();
  child().say({ type: 'changed', route: 'case.act' });
  child().say({ type: 'deadlineReached', today: '2026-03-06' });
  expect(news).toEqual([
    { type: 'changed', route: 'case.act' },
    { type: 'deadlineReached', today: '2026-03-06' },
  ]);
});

test('deaths further apart than a minute are forgiven', () => {
  const policy = createRestartPolicy();
  expect([0, 30_000, 61_000, 95_000].map((at) => policy.mayRestart(at))).toEqual([true, true, true, true]);
  expect([96_000, 97_000].map((at) => policy.mayRestart(at))).toEqual([false, false]);
});

describe('another data folder', () => {
  const never = new Promise<never>(() => {});
  const SAMPLE = { dataFolder: '/s', sample: true };

  test('is opened when the first one is closed, not beside it; the way back too', async () => {
    const { host, children, child, names } = world();
    child().say({ type: 'opened', recovered: false });
    const moved = host.move(SAMPLE, never);
    expect(child().heard.at(-1)).toEqual({ type: 'close' });
    expect(children).toHaveLength(1);
    child().end('exit 0');
    await moved;
    expect(children).toHaveLength(2);
    expect(child().heard).toEqual([{ type: 'open', ...SAMPLE }]);
    child().say({ type: 'opened', recovered: false });
    const back = host.move({ dataFolder: '/d', sample: false }, never);
    child().end('exit 0');
    await back;
    expect(child().heard).toEqual([{ type: 'open', dataFolder: '/d', sample: false }]);
    expect(names()).toEqual(['ready', 'restarting', 'ready', 'restarting']);
  });

  test('is also opened after a process that would not end and was killed, and what it was asked is answered', async () => {
    const { host, child, ask } = world();
    child().say({ type: 'opened', recovered: false });
    const asked = ask();
    const first = child();
    const moved = host.move(SAMPLE, Promise.resolve());
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(first.killed).toBe(true);
    first.end('exit 137');
    await moved;
    expect(await asked.answered).toMatchObject({ reply: { ok: false, error: { code: 'PROGRAM_ENDS' } } });
    expect(child().heard).toEqual([{ type: 'open', ...SAMPLE }]);
  });

  test('that dies is started again in the same folder', async () => {
    const { host, child } = world();
    const moved = host.move(SAMPLE, never);
    child().end('exit 0');
    await moved;
    child().end('exit 9');
    expect(child().heard).toEqual([{ type: 'open', ...SAMPLE }]);
  });
});
