import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '#worker/cli/commands.ts';
import { heqing, plainChinese, scratch } from './heqing.ts';

const folder = scratch();

describe('the help', () => {
  it('names every command, every exit code, in Chinese on standard output', async () => {
    const { code, stdout, stderr } = await heqing(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    for (const { name, about } of COMMANDS) {
      expect(stdout).toContain(`  ${name}`);
      expect(stdout).toContain(about);
    }
    expect(stdout).toContain('demo [文件夹]');
    for (const exit of ['0 完成', '1 被拒绝', '2 用法', '3 ', '70 ', '130 ']) expect(stdout).toContain(exit);
  });

  it('of one command shows that one', async () => {
    const { code, stdout } = await heqing(['notice', 'check', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('notice check 起始日 截止日 [--days 10]');
    expect(stdout).not.toContain('calendar load');
  });

  it('is what nothing at all is answered with, but not as a success: a script forgot its command', async () => {
    const { code, stdout } = await heqing([]);
    expect(code).toBe(2);
    expect(stdout).toContain('用法');
  });
});

describe('a wrong command line ends with 2 before anything is opened', () => {
  const wrong: readonly (readonly [string, readonly string[], string])[] = [
    ['unknown command', ['lsit'], '没有名为「lsit」的命令'],
    ['half a command', ['calendar'], '没有名为「calendar」的命令'],
    ['unknown option', ['list', '--bogus'], '没有「--bogus」这个选项'],
    ['option without its value', ['list', '--as'], '--as 后面缺少内容'],
    ['option for a value', ['list', '--data', '--as', 'x'], '--data 后面缺少内容'],
    ['option of another command', ['list', '--as', 'x', '--role', 'clerk'], 'list 不用 --role'],
    ['option twice', ['list', '--as', 'x', '--as', 'y'], '--as 写了两次'],
    ['value for a switch', ['import', 'x.xlsx', '--as', 'x', '--dry-run=no'], '--dry-run 后面不带内容'],
    ['missing word', ['import', '--as', 'x'], 'import 缺少「文件」'],
    ['missing third word', ['act', 'a', '1', '--as', 'x'], 'act 缺少「事件JSON」'],
    ['missing option', ['init', '--login', 'admin'], 'init 缺少 --name'],
    ['one word too many', ['import', '我的', '表.xlsx', '--as', 'x'], '多出了「表.xlsx」'],
    ['nobody', ['list'], 'list 要用 --as'],
  ];
  it.each(wrong)('%s', async (_what, words, text) => {
    const data = join(folder, 'not-made');
    const { code, stdout, stderr } = await heqing([...words], { env: { HEQING_DATA: data } });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(text);
    expect(stderr).toContain('--help');
    expect(plainChinese(stderr)).toBe(true);
    expect(existsSync(data)).toBe(false);
  });
});

it('a bug ends with 70, a Chinese line with an id, and the details for the maintainer under the same id', async () => {
  // Thrown from nowhere, once the program is running.
  // Thrown from nowhere, once the program is running.
  const bug = join(folder, 'bug.mjs');
  writeFileSync(
    bug,
    `const timer = setInterval(() => {
      if (process.listenerCount('uncaughtException') === 0) return;
      clearInterval(timer);
      throw new Error('a bug');
    }, 1);`,
  );
  const words = ['--data', join(folder, '出错'), 'init', '--login', 'admin', '--name', '管理员'];
  const { code, stderr } = await heqing(words, { env: { NODE_OPTIONS: `--import=${bug}` } });
  expect(code).toBe(70);
  const [first = '', second = ''] = stderr.slice(stderr.indexOf('程序内部出错')).split('\n');
  const id = /编号 (\S+)/.exec(first)?.[1] ?? 'no id';
  expect(first).toContain('程序内部出错');
  expect(second).toBe(`[${id}] Error: a bug`);
});
