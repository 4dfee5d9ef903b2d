import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stackFrames, traceOf } from '#core/contract/error-trace.ts';
import { createLogFile } from '../../electron/main/log/log-file.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'heqing-log-'));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the trace of an error', () => {
  const error = Object.assign(new Error('张三 13800001111 不能写入'), { code: 'SQLITE_FULL' });
  error.stack = [
    'Error: 张三 13800001111 不能写入',
    '第二行也是 张三',
    '    at save (file:///C:/Users/%E5%BC%A0%E4%B8%89/AppData/Local/heqing/resources/app.asar/out/main/backend.js:10:5)',
    '    at run (/home/zhangsan/河清/node_modules/x/index.js:1:2)',
    '    at C:\\Users\\李 四\\other.js:3:4',
    '    at node:internal/process/task_queues:104:5',
  ].join('\n');

  test('holds code and places, and not a word of its message', () => {
    const trace = traceOf(error, 'C:\\Users\\张三\\AppData\\Local\\heqing\\resources\\app.asar\\');
    expect(trace).toEqual({
      name: 'Error',
      code: 'SQLITE_FULL',
      frames: [
        'at save (out/main/backend.js:10:5)',
        'at run (index.js:1:2)',
        'at other.js:3:4',
        'at node:internal/process/task_queues:104:5',
      ],
    });
  });

  test('holds no name of a user, wherever the program lies', () => {
    expect(JSON.stringify(traceOf(error, ''))).not.toMatch(/张三|李|zhangsan|138/);
    expect(stackFrames(error.stack ?? '', '').join()).not.toMatch(/张三|李|zhangsan/);
  });

  test('of what is no error is its type; of a code that is a sentence, none', () => {
    expect(traceOf('张三', '')).toEqual({ name: 'string', code: null, frames: [] });
    expect(traceOf(Object.assign(new Error(), { code: '张三 的' }), '').code).toBeNull();
  });
});

describe('the log', () => {
  const entry = { what: 'process', name: 'backend', how: 'exit 9' } as const;

  test('is one JSON a line in logs of the data folder', () => {
    const log = createLogFile(root, () => Date.UTC(2026, 2, 5, 1, 2, 3));
    log.write(entry);
    log.write({ what: 'error', id: 'x', error: { name: 'Error', code: null, frames: [] } });
    const lines = readFileSync(join(root, 'logs', 'heqing.log'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { at: '2026-03-05T01:02:03.000Z', ...entry },
      { id: 'x' },
    ]);
  });

  test('is turned over by size and keeps five files: it can not fill the disk', () => {
    const log = createLogFile(root, () => 0, 200);
    for (let n = 0; n < 100; n += 1) log.write({ ...entry, how: `exit ${n}` });
    const names = readdirSync(join(root, 'logs')).toSorted();
    expect(names).toEqual(['heqing.1.log', 'heqing.2.log', 'heqing.3.log', 'heqing.4.log', 'heqing.log']);
    for (const name of names) expect(statSync(join(root, 'logs', name)).size).toBeLessThan(400);
    expect(readFileSync(join(root, 'logs', 'heqing.log'), 'utf8')).toContain('exit 99');
  });

  test('that can not be written stops nothing', () => {
    writeFileSync(join(root, 'plain'), '');
    expect(() => createLogFile(join(root, 'plain'), () => 0).write(entry)).not.toThrow();
  });
});
