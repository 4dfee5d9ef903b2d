import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { hireCast } from '#worker/demo/cast.ts';
import { openSession } from '#worker/cli/session.ts';
import { bundledCli, heqing, plainChinese, SAMPLE, scratch, start, type StartOptions } from './heqing.ts';

const folder = scratch();
const template = join(folder, '样板');
const open = (data: string, create: boolean) => openSession({ data, login: null, create, onProgress: () => undefined });

let script = '';
const run = (words: readonly string[], options?: StartOptions) => heqing(words, { ...options, script });

beforeAll(async () => {
  script = await bundledCli(folder);
  const session = await open(template, true);
  await hireCast(session);
  const { staged } = await session.call('import.stage', { file: session.ports.files.grant(SAMPLE) }, 'xuncha');
  await session.call('import.commit', { staged }, 'xuncha');
  await session.backend.settled();
  session.close();
});

function copy(name: string): string {
  const data = join(folder, name);
  cpSync(template, data, { recursive: true });
  return data;
}

describe('the data folder', () => {
  it('that another process has open is refused with 1 and who holds it', async () => {
    const data = copy('占用');
    const holder = await open(data, false);
    const { code, stdout, stderr } = await run(['--data', data, '--as', 'jingban', 'list']);
    holder.close();
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('DB_LOCKED');
    expect(plainChinese(stderr)).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('that can only be read is refused with 1 and what to do', async () => {
    const data = copy('只读');
    // The superuser may write anywhere: then the command gives its rights away first.
    const uid = process.getuid?.() === 0 ? 65534 : undefined;
    chmodSync(folder, 0o755);
    for (const name of readdirSync(data)) {
      if (uid !== undefined) chownSync(join(data, name), uid, uid);
      if (name.includes('.')) chmodSync(join(data, name), 0o444);
    }
    chmodSync(data, 0o555);
    const { code, stdout, stderr } = await heqing(
      ['--data', data, '--as', 'jingban', 'list'],
      uid === undefined ? {} : { uid },
    );
    chmodSync(data, 0o755);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('DB_READ_ONLY');
    expect(stderr).toContain('修改');
    expect(plainChinese(stderr)).toBe(true);
  });

  it('whose log was edited does not pass: verify ends with 3 and names the event', async () => {
    const data = copy('改过');
    const sqlite = new Database(join(data, 'heqing.db'));
    sqlite.exec('DROP TRIGGER event_log_refuse_update');
    sqlite.exec("UPDATE event_log SET payload = replace(payload, '一般', '重大'), actor = actor || 'x' WHERE seq = 7");
    sqlite.close();
    const { code, stdout, stderr } = await run(['--data', data, '--as', 'jingban', 'verify']);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('核验不通过');
    expect(stderr).toMatch(/第 7 /);
  });

  it('of somebody unknown', async () => {
    const data = copy('某人');
    const { code, stdout, stderr } = await run(['--data', data, '--as', 'nobody', 'list']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('没有登录名为「nobody」的账户');
  });
});

describe.skipIf(process.platform === 'win32')('Ctrl+C during an import', () => {
  const large = join(folder, '大表.xlsx');
  beforeAll(async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('排查表');
    sheet.addRow(['序号', '问题来源', '发现日期', '所在镇街', '河流名称', '具体位置', '问题类型', '问题描述']);
    for (let n = 1; n <= 8000; n += 1) {
      sheet.addRow([n, '网格巡查', '2026-03-12', '石城镇', '白河', `第${n}号桩`, '乱堆', `第${n}处倾倒垃圾`]);
    }
    await workbook.xlsx.writeFile(large);
  });

  it.each([
    ['to the program alone', false],
    ['as a terminal sends it, to the job process too', true],
  ])('%s, leaves nothing and ends with 130', async (_how, group) => {
    const data = copy(`取消-${group}`);
    const { child, heard, ended } = start(['--data', data, '--as', 'xuncha', 'import', large], { group, script });
    await heard('读取文件');
    const pid = child.pid ?? 0;
    process.kill(group ? -pid : pid, 'SIGINT');
    const { code, signal, stdout, stderr } = await ended;
    expect({ code, signal, stdout }).toEqual({ code: 130, signal: null, stdout: '' });
    expect(stderr).toContain('已取消，没有写入任何内容');
    expect(stderr).not.toContain('意外中止');
    expect(readdirSync(join(data, 'staging'))).toEqual([]);
    const sqlite = new Database(join(data, 'heqing.db'), { readonly: true });
    expect(sqlite.prepare('select count(*) from finding').pluck().get()).toBe(60);
    sqlite.close();
    // Closed properly: the next start has nothing to check.
    expect(JSON.parse(readFileSync(join(data, 'heqing.db.state.json'), 'utf8'))).toMatchObject({ clean: true });
  });
});

describe('a data folder that is none is refused with 1 and nothing is put into it', () => {
  it('when it is not there', async () => {
    const data = join(folder, '没有');
    const { code, stdout, stderr } = await run(['--data', data, '--as', 'x', 'list']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`没有找到数据文件夹「${data}」`);
    expect(stderr).toContain('init');
    expect(existsSync(data)).toBe(false);
  });

  it('when it is a folder of something else: a mistyped --data must not litter it', async () => {
    const data = join(folder, '文档');
    mkdirSync(data);
    writeFileSync(join(data, '会议纪要.txt'), '');
    const { code, stderr } = await run(['--data', data, '--as', 'x', 'verify']);
    expect(code).toBe(1);
    expect(stderr).toContain('不是河清的数据文件夹');
    expect(readdirSync(data)).toEqual(['会议纪要.txt']);
  });

  it('when it is a file, for init too', async () => {
    const data = join(folder, '文件');
    writeFileSync(data, '');
    const { code, stderr } = await run(['--data', data, 'init', '--login', 'admin', '--name', '管理员']);
    expect(code).toBe(1);
    expect(stderr).toContain('是一个文件');
    expect(plainChinese(stderr)).toBe(true);
  });

  it('without its key is not given another one: the whole log would look forged', async () => {
    const data = join(folder, '缺密钥');
    mkdirSync(data);
    writeFileSync(join(data, 'heqing.db'), 'x');
    const { code, stderr } = await run(['--data', data, 'init', '--login', 'admin', '--name', '管理员']);
    expect(code).toBe(1);
    expect(stderr).toContain('device.json');
    expect(readdirSync(data)).toEqual(['heqing.db']);
  });

  it('with a damaged key says so and leaves it', async () => {
    const data = join(folder, '坏密钥');
    mkdirSync(data);
    // What a power cut left of a file that was not written in one piece.
    writeFileSync(join(data, 'device.json'), '');
    const { code, stderr } = await run(['--data', data, 'init', '--login', 'admin', '--name', '管理员']);
    expect(code).toBe(1);
    expect(stderr).toContain('已损坏');
    expect(plainChinese(stderr)).toBe(true);
    expect(existsSync(join(data, 'heqing.db'))).toBe(false);
  });
});
