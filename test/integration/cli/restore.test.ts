import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '#worker/cli/session.ts';
import { bundledCli, type Ended, heqing, plainChinese, SAMPLE, scratch } from './heqing.ts';

const folder = scratch();
const template = join(folder, '样板');
let script = '';
let backup = '';
let later = '';

const run = (data: string, ...words: readonly string[]) => heqing(['--data', data, ...words], { script });

beforeAll(async () => {
  script = await bundledCli(folder);
  done(await run(template, 'init', '--login', 'guanli', '--name', '孙管理'));
  for (const [login, role] of [
    ['jingban', 'clerk'],
    ['xuncha', 'inspector'],
  ] as const) {
    done(await run(template, '--as', 'guanli', 'account', 'add', '--login', login, '--name', login, '--role', role));
  }
  backup = nameOf(done(await run(template, '--as', 'guanli', 'backup')));
  done(await run(template, '--as', 'xuncha', 'import', SAMPLE));
  later = nameOf(done(await run(template, '--as', 'guanli', 'backup')));
});

function done({ code, stdout, stderr }: Ended): string {
  expect([code, stderr.split('\n').filter((line) => !line.endsWith('…') && line !== '')]).toEqual([0, []]);
  return stdout;
}

function nameOf(said: string): string {
  return /heqing-[\w-]+\.db/.exec(said.slice(said.lastIndexOf('/') + 1))?.[0] ?? '';
}

function copy(name: string): string {
  const data = join(folder, name);
  cpSync(template, data, { recursive: true });
  return data;
}

describe('restore', () => {
  it('without --yes says what it would replace and changes nothing', async () => {
    const data = copy('未确认');
    const files = () =>
      readdirSync(data).map((name) => [name, name.endsWith('.json') ? readFileSync(join(data, name), 'utf8') : '']);
    const before = files();
    const { code, stdout, stderr } = await run(data, 'restore', backup);
    expect([code, stdout]).toEqual([1, '']);
    for (const text of [join(data, 'heqing.db'), backup, '--yes', '没有改动', '0 条线索'])
      expect(stderr).toContain(text);
    expect(plainChinese(stderr)).toBe(true);
    expect(files()).toEqual(before);
  });

  it('with --yes restores, keeps the old database, and verify tells of it and of what is no longer covered', async () => {
    const data = copy('恢复');
    const said = done(await run(data, 'restore', backup, '--yes'));
    expect(said).toContain('0 条线索');
    expect(said).toContain(later);
    expect(said).toMatch(/线索编号 \d{4} 年从 61 号起/);
    expect(existsSync(/「([^」]+replaced-[^」]+)」/.exec(said)?.[1] ?? '')).toBe(true);
    const verified = done(await run(data, '--as', 'jingban', 'verify'));
    expect(verified).toContain('核验通过');
    expect(verified).toContain(`用备份「${backup}」`);
    expect(verified).toContain('由命令行办理');
    expect(verified).toContain('不再有日志可以与之核对');
    expect(verified).toContain(`印在「${later}」`);
    expect(done(await run(data, '--as', 'xuncha', 'import', SAMPLE))).toContain('新增 60');
    expect(done(await run(data, '--as', 'xuncha', 'findings', '--size', '200'))).toMatch(/XS-\d{4}-00120/);
  });

  it('after damage is what the program says to do, and tells what it leaves out', async () => {
    const data = copy('损坏');
    writeFileSync(join(data, 'heqing.db'), 'rubbish '.repeat(5000));
    const damaged = await run(data, '--as', 'jingban', 'list');
    expect(damaged.code).toBe(1);
    const command = /restore heqing-[\w-]+\.db/.exec(damaged.stderr)?.[0] ?? '';
    expect(command).toBe(`restore ${later}`);
    const said = done(await run(data, ...command.split(' '), '--yes', '--margin', '250'));
    expect(said).toContain('跳过 250 个');
    expect(said).toMatch(/线索编号 \d{4} 年从 311 号起/);
    expect(done(await run(data, '--as', 'jingban', 'verify'))).toContain('60 条线索');
  });

  it('is refused with 1 while the database is open, 3 for a changed backup, 1 for one that is not there', async () => {
    const data = copy('拒绝');
    const holder = await openSession({ data, login: null, create: false, onProgress: () => undefined });
    const locked = await run(data, 'restore', backup, '--yes');
    holder.close();
    expect([locked.code, locked.stdout]).toEqual([1, '']);
    expect(locked.stderr).toContain('DB_LOCKED');
    const path = join(data, 'backups', backup);
    const bytes = readFileSync(path);
    bytes[5000] = (bytes[5000] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const changed = await run(data, 'restore', backup, '--yes');
    expect([changed.code, changed.stdout]).toEqual([3, '']);
    const missing = await run(data, 'restore', 'heqing-x.db', '--yes');
    expect([missing.code, missing.stdout]).toEqual([1, '']);
    expect(missing.stderr).toContain('backup list');
    for (const { stderr } of [locked, changed, missing]) expect(plainChinese(stderr)).toBe(true);
    const wrong = await run(data, 'restore', backup, '--yes', '--margin', 'x');
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    expect(done(await run(data, '--as', 'jingban', 'verify'))).not.toContain('恢复过');
  });
});
