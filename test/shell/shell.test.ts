import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FromBackend } from '#core/contract/host.ts';
import { startShell } from '../../electron/main/shell.ts';
import { type StandIn, type StandInProcess, type StandInWindow, standIn } from './stand-in.ts';

const MAIN = resolve('/opt/app/out/main');
let userData = '';
beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'heqing-shell-'));
});
afterEach(() => rmSync(userData, { recursive: true }));

async function start(isFirst = true): Promise<StandIn> {
  const stand = standIn(userData, isFirst);
  const onUncaught = (listener: (error: unknown) => void) => void stand.app.on('uncaught', listener);
  startShell(stand.electron, { mainFolder: MAIN, argv: [], env: {}, now: () => 0, isElectron: true, onUncaught });
  await setImmediate();
  return stand;
}

function last<T>(list: readonly T[]): T {
  return list.at(-1) ?? expect.fail('there is none');
}

/** Lets the backend say something, as a message comes. */
function say(process: StandInProcess, message: FromBackend): void {
  process.emit('message', structuredClone(message));
}

function choose({ menu }: StandIn, label: string): void {
  const items = menu.flatMap(({ submenu }) => submenu as Electron.MenuItemConstructorOptions[]);
  items.find((item) => item.label === label)?.click?.({} as never, undefined, {} as never);
}

const types = (window: StandInWindow) => window.sent.map((event) => (event as { readonly type: string }).type);

describe('a start', () => {
  test('opens one window on our page with our preload, and the backend on the data folder', async () => {
    const { windows, processes, schemes } = await start();
    expect(windows.map(({ loaded }) => loaded)).toEqual([['app://heqing/#/']]);
    expect(windows[0]?.options.webPreferences?.preload).toBe(resolve('/opt/app/out/preload/index.cjs'));
    expect(processes.map(({ entry }) => entry)).toEqual([join(MAIN, 'backend.js')]);
    expect(processes[0]?.heard).toEqual([{ type: 'open', dataFolder: join(userData, 'data'), sample: false }]);
    expect(schemes[0]).toMatchObject({ scheme: 'app', privileges: { standard: true, secure: true } });
    expect(schemes[0]?.privileges).not.toHaveProperty('bypassCSP');
  });

  test('shows the window when there is something to see in it', async () => {
    const { windows } = await start();
    expect(windows[0]?.calls).toEqual([]);
    windows[0]?.emit('ready-to-show');
    expect(windows[0]?.calls).toEqual(['show']);
  });

  test('beside a running program ends at once and opens nothing', async () => {
    const { windows, processes, counts } = await start(false);
    expect([windows.length, processes.length, counts.quit]).toEqual([0, 0, 1]);
  });

  test('of another brings the first one to the front', async () => {
    const { app, windows } = await start();
    const [window] = windows;
    if (window) window.minimized = true;
    app.emit('second-instance');
    expect(window?.calls).toEqual(['restore', 'show', 'focus']);
    expect(windows).toHaveLength(1);
  });
});

describe('requests', () => {
  test('reach the backend, and the reply the page', async () => {
    const { windows, processes, invoke } = await start();
    const reply = invoke(last(windows), { id: 'r', route: 'case.get', input: { id: 'x' } });
    await setImmediate();
    expect(last(processes).heard.at(-1)).toMatchObject({ type: 'request', route: 'case.get', accountId: null });
    say(last(processes), { type: 'reply', id: 1, reply: { ok: true, data: 5 } });
    expect(await reply).toEqual({ ok: true, data: 5 });
  });

  test('of a frame inside the page are refused', async () => {
    const { windows, processes, invoke } = await start();
    const reply = await invoke(last(windows), { id: 'r', route: 'case.get', input: {} }, { url: 'app://heqing/' });
    expect(reply).toMatchObject({ error: { code: 'SENDER_REFUSED' } });
    expect(last(processes).heard).toHaveLength(1);
  });

  test('about the program are answered here', async () => {
    const { windows, invoke } = await start();
    expect(await invoke(last(windows), { id: 'r', route: 'shell.info', input: {} })).toEqual({
      ok: true,
      data: { version: '0.1.0', mode: 'electron', dataFolder: join(userData, 'data'), sample: false },
    });
  });
});

describe('two windows', () => {
  test('share who is signed in and hear of every change; progress goes to the asking one', async () => {
    const stand = await start();
    choose(stand, '新建窗口');
    const [one, two] = stand.windows;
    if (one === undefined || two === undefined) return expect.fail('two windows');
    const backend = last(stand.processes);
    void stand.invoke(one, { id: 'a', route: 'session.signIn', input: {} });
    await setImmediate();
    const account = { id: 'a1', login: 'jingban', displayName: '经办甲', role: 'clerk' } as const;
    say(backend, { type: 'reply', id: 1, reply: { ok: true, data: account }, signedIn: { account } });
    await setImmediate();
    void stand.invoke(two, { id: 'b', route: 'import.stage', input: {} });
    await setImmediate();
    expect(backend.heard.at(-1)).toMatchObject({ accountId: 'a1' });
    say(backend, { type: 'progress', id: 2, phase: '读取文件', done: 0, total: null });
    say(backend, { type: 'changed', route: 'case.act' });
    expect(types(one)).toEqual(['session.changed', 'data.changed']);
    expect(types(two)).toEqual(['session.changed', 'job.progress', 'data.changed']);
  });

  test('one that is closed hears nothing more', async () => {
    const stand = await start();
    last(stand.windows).gone = true;
    expect(() => say(last(stand.processes), { type: 'changed', route: 'case.act' })).not.toThrow();
    expect(types(last(stand.windows))).toEqual([]);
  });

  test('opened at a page by a page', async () => {
    const { windows, invoke } = await start();
    await invoke(last(windows), { id: 'r', route: 'shell.openWindow', input: { address: '/cases/1' } });
    expect(last(windows).loaded).toEqual(['app://heqing/#/cases/1']);
  });
});

describe('the backend', () => {
  test('that dies is started again, the windows told, who is signed in kept, the death logged without more', async () => {
    const { windows, processes } = await start();
    say(last(processes), { type: 'opened', recovered: false });
    last(processes).emit('exit', 134);
    expect(processes).toHaveLength(2);
    expect(types(last(windows))).toEqual(['backend.state', 'backend.state']);
    const log = readFileSync(join(userData, 'data', 'logs', 'heqing.log'), 'utf8');
    expect(JSON.parse(log)).toEqual({ at: expect.any(String), what: 'process', name: 'backend', how: 'exit 134' });
  });

  test('that can not open the database leaves the window open, which is told also when it loads later', async () => {
    const stand = await start();
    const { windows, processes, invoke } = stand;
    say(last(processes), { type: 'refused', error: { code: 'DB_LOCKED', message: '正被使用' } });
    last(processes).emit('exit', 15);
    windows[0]?.webContents.emit('did-finish-load');
    const state = { type: 'backend.state', state: 'failed', message: '正被使用' };
    expect(windows[0]?.sent).toEqual([state, state]);
    expect(await invoke(last(windows), { id: 'r', route: 'session.current', input: {} })).toEqual({
      ok: false,
      error: { code: 'DB_LOCKED', message: '正被使用' },
    });
  });

  test('gets job processes with a limit on their memory', async () => {
    const { processes } = await start();
    say(last(processes), { type: 'launchJob', job: 1, entry: '/opt/job.js', heapMb: 512 });
    expect(last(processes)).toMatchObject({
      entry: '/opt/job.js',
      options: { execArgv: ['--max-old-space-size=512'] },
    });
  });

  test('is asked about the day when the machine wakes up', async () => {
    const { power, processes } = await start();
    power.emit('resume');
    expect(last(processes).heard.at(-1)).toEqual({ type: 'checkDay' });
  });
});

describe('a new day', () => {
  const news: FromBackend = { type: 'deadlineReached', today: '2026-03-06' };

  test('reaches every window, and nobody is notified who is not signed in', async () => {
    const { windows, processes, notes } = await start();
    say(last(processes), news);
    expect(windows[0]?.sent).toEqual([{ type: 'deadline.reached', today: '2026-03-06' }]);
    expect(notes).toEqual([]);
  });

  test('is notified when no window is looked at', async () => {
    const { windows, processes, notes, invoke } = await start();
    void invoke(last(windows), { id: 'a', route: 'session.signIn', input: {} });
    await setImmediate();
    const account = { id: 'a1', login: 'jingban', displayName: '经办甲', role: 'clerk' } as const;
    say(last(processes), { type: 'reply', id: 1, reply: { ok: true, data: account }, signedIn: { account } });
    await setImmediate();
    last(windows).focused = true;
    say(last(processes), news);
    last(windows).focused = false;
    say(last(processes), news);
    expect(notes).toEqual(['今天是 2026-03-06']);
  });
});

describe('the menu', () => {
  test('speaks to the window in front', async () => {
    const stand = await start();
    choose(stand, '新建窗口');
    const [one, two] = stand.windows;
    if (one) one.focused = true;
    choose(stand, '登记线索');
    expect(one?.sent).toEqual([{ type: 'menu.command', command: 'newFinding' }]);
    expect(two?.sent).toEqual([]);
    choose(stand, '放大');
    expect([one?.webContents.zoom, two?.webContents.zoom]).toEqual([1.1, 1]);
  });
});

describe('the end', () => {
  test('comes with the last window, and waits until the database is closed', async () => {
    const { app, processes, exits, counts } = await start();
    app.emit('window-all-closed');
    expect(counts.quit).toBe(1);
    let held = false;
    app.emit('will-quit', {
      preventDefault() {
        held = true;
      },
    });
    expect(held).toBe(true);
    expect(last(processes).heard.at(-1)).toEqual({ type: 'close' });
    expect(exits).toEqual([]);
    last(processes).emit('exit', 0);
    await setImmediate();
    expect(exits).toEqual([0]);
    expect(processes).toHaveLength(1);
  });

  test('remembers where the window was', async () => {
    const first = await start();
    last(first.windows).emit('close');
    const second = await start();
    expect(last(second.windows).options).toMatchObject({ x: 10, y: 20, width: 1200, height: 700 });
  });
});

describe('an exception that nobody caught', () => {
  test('is logged without its words, told in Chinese with its number, and ends the program', async () => {
    const { app, boxes, exits } = await start();
    app.emit('uncaught', new Error('张三'));
    const log = readFileSync(join(userData, 'data', 'logs', 'heqing.log'), 'utf8');
    const { id } = JSON.parse(log) as { readonly id: string };
    expect(log).not.toContain('张三');
    expect(last(boxes)).toContain(id);
    expect(exits).toEqual([1]);
  });
});

describe('a page whose process dies', () => {
  test('is loaded again, but not for ever', async () => {
    const { windows } = await start();
    const window = last(windows);
    for (let n = 0; n < 5; n += 1) window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(window.loaded).toHaveLength(3);
  });
});
