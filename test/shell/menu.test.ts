import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { type MenuActions, menuTemplate, zoomed } from '../../electron/main/menu/menu-template.ts';

const said: string[] = [];
const say = (word: string) => () => void said.push(word);
const actions: MenuActions = {
  command: (command) => void said.push(command),
  zoom: (step) => void said.push(`zoom ${step}`),
  newWindow: say('new window'),
  showDataFolder: say('data folder'),
  showLogs: say('logs'),
  quit: say('quit'),
};

function entries(developing: boolean): readonly MenuItemConstructorOptions[] {
  return menuTemplate(actions, developing).flatMap(({ submenu }) => submenu as MenuItemConstructorOptions[]);
}

function choose(label: string, accelerator?: string): string | undefined {
  said.length = 0;
  const item = entries(false).find(
    (entry) => entry.label === label && (accelerator === undefined || entry.accelerator === accelerator),
  );
  item?.click?.({} as never, undefined, {} as never);
  return said[0];
}

describe('the menu', () => {
  test('is Chinese throughout', () => {
    const labels = [...menuTemplate(actions, true), ...entries(true)].flatMap(({ label, type }) =>
      type === 'separator' ? [] : [label ?? ''],
    );
    expect(labels.filter((label) => !/\p{Script=Han}/u.test(label))).toEqual([]);
    expect(menuTemplate(actions, false).map(({ label }) => label?.slice(0, 2))).toEqual([
      '文件',
      '编辑',
      '视图',
      '窗口',
      '帮助',
    ]);
  });

  test.each([
    ['登记线索', 'CmdOrCtrl+N', 'newFinding'],
    ['搜索', 'CmdOrCtrl+K', 'search'],
    ['新建窗口', 'CmdOrCtrl+Shift+N', 'new window'],
    ['退出', 'CmdOrCtrl+Q', 'quit'],
    ['放大', 'CmdOrCtrl+Plus', 'zoom in'],
    ['放大', 'CmdOrCtrl+=', 'zoom in'],
    ['缩小', 'CmdOrCtrl+-', 'zoom out'],
    ['实际大小', 'CmdOrCtrl+0', 'zoom reset'],
    ['键盘操作', undefined, 'keys'],
    ['关于河清', undefined, 'about'],
    ['退出登录', undefined, 'signOut'],
  ])('%s (%s) does what it says', (label, accelerator, done) => expect(choose(label, accelerator)).toBe(done));

  test('has no key twice', () => {
    const keys = entries(true).flatMap(({ accelerator }) => (accelerator === undefined ? [] : [accelerator]));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('reloads and shows the tools only while developing: a reload loses what is being typed', () => {
    const roles = (developing: boolean) => entries(developing).map(({ role }) => role);
    expect(roles(true)).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']));
    expect(
      roles(false).filter((role) => role === 'reload' || role === 'forceReload' || role === 'toggleDevTools'),
    ).toEqual([]);
  });
});

describe('the zoom', () => {
  function walk(step: 'in' | 'out'): readonly number[] {
    const seen: number[] = [];
    for (let factor = 1; seen.at(-1) !== factor && seen.length < 20; factor = zoomed(factor, step)) seen.push(factor);
    return seen;
  }

  test('goes to 200 % and no further', () => expect(walk('in')).toEqual([1, 1.1, 1.25, 1.5, 1.75, 2]));
  test('goes down to 75 %', () => expect(walk('out')).toEqual([1, 0.9, 0.8, 0.75]));
  test('comes back to 100 %', () => expect(zoomed(1.75, 'reset')).toBe(1));
  test('does not stay in place for a rounding error of the browser', () => expect(zoomed(1.0999999, 'in')).toBe(1.25));
});
