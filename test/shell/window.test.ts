import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { windowOptions } from '../../electron/main/window/window-options.ts';
import {
  besideWindow,
  parseWindowState,
  placeWindow,
  stateFile,
  stateOf,
  type WindowState,
} from '../../electron/main/window/window-state.ts';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1040 };
const SMALL = { x: 0, y: 0, width: 1093, height: 590 };
const STATE: WindowState = { x: 100, y: 50, width: 1300, height: 700, maximized: false };

test('every window is shut off from Node and in the sandbox, written out and not by default', () => {
  expect(windowOptions('/p/index.cjs', {}).webPreferences).toMatchObject({
    preload: '/p/index.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    navigateOnDragDrop: false,
  });
});

describe('a window opens', () => {
  test('where it was', () => expect(placeWindow(STATE, [SCREEN])).toEqual({ x: 100, y: 50, width: 1300, height: 700 }));

  test('in the middle of the first screen at first', () =>
    expect(placeWindow(null, [SCREEN])).toEqual({ width: 1280, height: 800 }));

  test('no larger than a small screen', () => expect(placeWindow(null, [SMALL])).toEqual({ width: 1093, height: 590 }));

  test.each([
    { ...STATE, x: 2500 },
    { ...STATE, x: -1290 },
    { ...STATE, y: 1000 },
    { ...STATE, y: -300 },
  ])('not where the screen it was on is gone: %j', (gone) => {
    expect(placeWindow(gone, [SCREEN])).not.toHaveProperty('x');
  });

  test('on the second screen when it was there', () => {
    const second = { x: 1920, y: 0, width: 1366, height: 728 };
    expect(placeWindow({ ...STATE, x: 2000 }, [SCREEN, second])).toMatchObject({ x: 2000 });
  });

  test('always with its title bar on a screen, whatever was remembered', () => {
    const number = fc.integer({ min: -5000, max: 5000 });
    const size = fc.integer({ min: 1, max: 6000 });
    fc.assert(
      fc.property(number, number, size, size, (x, y, width, height) => {
        const place = placeWindow({ x, y, width, height, maximized: false }, [SCREEN]);
        if (place.x === undefined || place.y === undefined) return;
        expect(place.y).toBeGreaterThanOrEqual(-20);
        expect(place.y).toBeLessThan(SCREEN.height);
        expect(place.x).toBeLessThan(SCREEN.width);
        expect(place.x + (place.width ?? 0)).toBeGreaterThan(0);
      }),
    );
  });

  test('a step beside the one before it, not exactly on it', () => {
    expect(besideWindow({ x: 10, y: 10, width: 1000, height: 700 })).toEqual({
      x: 38,
      y: 38,
      width: 1000,
      height: 700,
    });
  });
});

describe('what is remembered', () => {
  test('of a maximized window is the place it had before, so that restoring it gives that', () => {
    expect(stateOf({ x: 0, y: 0, width: 1920, height: 1040 }, true, STATE)).toEqual({ ...STATE, maximized: true });
    expect(stateOf(STATE, false, null)).toEqual(STATE);
  });

  test.each(['', '{', 'null', '[]', '{"x":1}', '{"x":1.5,"y":0,"width":800,"height":600,"maximized":false}'])(
    'is forgotten when the file holds %j',
    (text) => expect(parseWindowState(text)).toBeNull(),
  );

  test('comes back from the file, and a file that can not be written stops nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'heqing-window-'));
    try {
      const file = stateFile(join(folder, 'window.json'));
      expect(file.read()).toBeNull();
      file.write(STATE);
      expect(file.read()).toEqual(STATE);
      writeFileSync(join(folder, 'plain'), '');
      const broken = stateFile(join(folder, 'plain', 'window.json'));
      expect(() => broken.write(STATE)).not.toThrow();
      expect(broken.read()).toBeNull();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
