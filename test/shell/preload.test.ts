import { EventEmitter } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { CHANNELS, type HeqingBridge, type HeqingEvent } from '#core/contract/bridge.ts';

afterEach(() => {
  vi.doUnmock('electron');
  vi.resetModules();
});

async function load() {
  const exposed: Record<string, unknown> = {};
  const invoked: unknown[][] = [];
  const ipcRenderer = Object.assign(new EventEmitter(), {
    invoke: (...words: unknown[]) => {
      invoked.push(words);
      return Promise.resolve({ ok: true, data: 1 });
    },
  });
  // Electron itself, which is below the shell: its binary is not there.
  vi.doMock('electron', () => ({
    ipcRenderer,
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => Object.assign(exposed, { [name]: value }) },
  }));
  await import('../../electron/preload/index.ts');
  return { exposed, invoked, ipcRenderer, bridge: exposed['heqing'] as HeqingBridge };
}

test('a window gets two functions and nothing else', async () => {
  const { exposed } = await load();
  expect(Object.keys(exposed)).toEqual(['heqing']);
  const surface = exposed['heqing'] as Record<string, unknown>;
  expect(Object.entries(surface).map(([name, value]) => [name, typeof value])).toEqual([
    ['request', 'function'],
    ['onEvent', 'function'],
  ]);
});

test('a request goes over the one channel, whatever else is passed', async () => {
  const { bridge, invoked } = await load();
  const request = { id: '1', route: 'case.get', input: {} };
  const more = bridge.request as (...words: unknown[]) => Promise<unknown>;
  expect(await more(request, 'heqing:other', { channel: 'x' })).toEqual({ ok: true, data: 1 });
  expect(invoked).toEqual([[CHANNELS.request, request]]);
});

test("a listener gets events without Electron's event object, and none after its end", async () => {
  const { bridge, ipcRenderer } = await load();
  const seen: unknown[][] = [];
  const end = bridge.onEvent((...words: readonly [HeqingEvent]) => void seen.push([...words]));
  const event: HeqingEvent = { type: 'deadline.reached', today: '2026-03-06' };
  ipcRenderer.emit(CHANNELS.event, { sender: ipcRenderer }, event);
  end();
  ipcRenderer.emit(CHANNELS.event, { sender: ipcRenderer }, event);
  expect(seen).toEqual([[event]]);
  expect(ipcRenderer.listenerCount(CHANNELS.event)).toBe(0);
});
