import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import { beforeAll, describe, expect, it } from 'vitest';
import { extractPhotos } from '#worker/demo/extract-photos.ts';
import { ROOT } from '../../harness/program.ts';
import { bundledCli, type Ended, heqing, KEY, plainChinese, SAMPLE, scratch, start } from './heqing.ts';

/*
 * The main job as a person types it, one step after the other on one data folder: a step that fails makes those after it
 * fail too. What is prepared once is not prepared again, because each command loads the whole program.
 */

const folder = scratch();
const data = join(folder, '数据');
let script = '';
beforeAll(async () => {
  script = await bundledCli(folder);
});
const run = (words: readonly string[]) => heqing(words, { script });
const as = (login: string, ...words: readonly string[]) => run(['--data', data, '--as', login, ...words]);

/** Fails the test with what the command said. */
function done({ code, stdout, stderr }: Ended): string {
  expect({ code, stderr: stderr.split('\n').filter((line) => !line.endsWith('…') && line !== '') }).toEqual({
    code: 0,
    stderr: [],
  });
  return stdout;
}

function refused({ code, stdout, stderr }: Ended, text: string): void {
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain(text);
  expect(plainChinese(stderr)).toBe(true);
}

let finding = '';
let filed = '';

describe('the main job', () => {
  it('init makes the folder and the first account, once', async () => {
    const words = ['--data', data, 'init', '--login', 'guanli', '--name', '孙管理'];
    expect(done(await run(words))).toContain(`已建立 ${data}`);
    refused(await run(words), '已有账户');
  });

  it('account add and list; the roles in Chinese; a role that does not exist is a usage error', async () => {
    for (const [login, name, role] of [
      ['jingban', '王经办', 'clerk'],
      ['shenhe', '李审核', 'supervisor'],
      ['xuncha', '赵巡查', 'inspector'],
    ] as const) {
      done(await as('guanli', 'account', 'add', '--login', login, '--name', name, '--role', role));
    }
    const wrong = await as('guanli', 'account', 'add', '--login', 'x1', '--name', '某人', '--role', 'boss');
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    refused(
      await as('guanli', 'account', 'add', '--login', 'jingban', '--name', '又一人', '--role', 'clerk'),
      '已被使用',
    );
    const listed = done(await as('xuncha', 'account', 'list'));
    for (const word of ['jingban', '王经办', '经办员', '审核人', '巡查员', '管理员']) expect(listed).toContain(word);
  });

  it('import --dry-run tells what it would do and leaves nothing', async () => {
    const trial = await as('xuncha', 'import', SAMPLE, '--dry-run');
    expect(done(trial)).toContain('（尚未写入）：新增 60');
    expect(trial.stderr).toContain('读取文件…');
    expect(readdirSync(join(data, 'staging'))).toEqual([]);
    expect(done(await as('xuncha', 'findings'))).toContain('共 0 条');
  });

  it('import writes the sheet once, with progress on standard error', async () => {
    const first = await as('xuncha', 'import', SAMPLE);
    expect(done(first)).toContain('新增 60 条，更新 0 条，无变化 0 条');
    expect(first.stderr).toContain('识别各行…');
    expect(first.stdout).not.toContain('识别各行…');
    expect(done(await as('xuncha', 'import', SAMPLE))).toContain('新增 0 条，更新 0 条，无变化 60 条');
  });

  it('findings pages and searches', async () => {
    const page = done(await as('jingban', 'findings', '--size', '5', '--page', '2'));
    expect(page).toContain('共 60 条');
    expect(page.split('\n').filter((line) => KEY.test(line))).toHaveLength(5);
    // Of those that came without a picture: a picture is a revision of its own.
    const fresh = page.split('\n').find((line) => KEY.test(line) && /\s1$/u.test(line)) ?? '';
    finding = KEY.exec(fresh)?.[0] ?? '';
    expect(done(await as('jingban', 'findings', '--search', '没有这样的话'))).toContain('共 0 条');
    const tooLarge = await as('jingban', 'findings', '--size', '500');
    expect([tooLarge.code, plainChinese(tooLarge.stderr)]).toEqual([2, true]);
  });

  it('finding act takes JSON from the line or a file; what is missing is named in Chinese', async () => {
    refused(
      await as('jingban', 'finding', 'act', finding, '1', '{"type":"finding.confirmed"}'),
      '\n  opinion：缺少这一项',
    );
    refused(
      await as('jingban', 'finding', 'act', finding, '1', '{"type":"finding.eaten"}'),
      'type：没有名为「finding.eaten」的种类',
    );
    refused(
      await as('xuncha', 'finding', 'act', finding, '1', '{"type":"finding.confirmed","opinion":"属实"}'),
      '由经办员、审核人办理',
    );
    const broken = await as('jingban', 'finding', 'act', finding, '1', '{type:finding.confirmed}');
    expect([broken.code, broken.stdout]).toEqual([2, '']);
    expect(broken.stderr).toContain('不是合法的 JSON');
    // As Windows Notepad saves it.
    const path = join(folder, '属实.json');
    writeFileSync(path, '\uFEFF{"type":"finding.confirmed","opinion":"属实"}');
    expect(done(await as('jingban', 'finding', 'act', finding, '1', `@${path}`))).toContain('（版次 2）');
    refused(await as('jingban', 'finding', 'act', finding, '1', `@${path}`), '已被他人更新');
  });

  it('file, act, actions, working', async () => {
    const made = done(await as('jingban', 'file', finding, '2'));
    expect(made).toContain('已立案');
    filed = KEY.exec(made)?.[0] ?? '';
    const act = JSON.stringify({
      type: 'case.assigned',
      leadUnit: '石城镇人民政府',
      coUnits: [],
      supervisingUnit: null,
      responsiblePerson: null,
      responsiblePhone: null,
      goal: null,
      measures: null,
    });
    expect(done(await as('jingban', 'act', filed, '1', act))).toContain('→ 待签收（版次 2）');
    refused(await as('jingban', 'act', filed, '1', act, '--on', '2199-12-31'), '晚于今天');
    const actions = done(await as('xuncha', 'actions', filed));
    expect(actions).toMatch(/可以 .*（case\.receiptConfirmed）/);
    expect(actions).toMatch(/不能 .*（case\.closureApproved）：/);
    expect(done(await as('xuncha', 'working', filed))).toMatch(/\d{4}-\d{2}-\d{2} +(是|否)/);
    refused(await as('xuncha', 'actions', finding), '没有找到');
  });

  it('photo keeps the picture byte for byte; what is no picture, or not there, is refused', async () => {
    const [photo = ''] = await extractPhotos(SAMPLE, join(folder, '照片'));
    const saved = done(await as('xuncha', 'photo', 'case', filed, '2', photo, '--role', 'before'));
    const sha256 = /SHA-256 ([0-9a-f]{64})/.exec(saved)?.[1] ?? '';
    expect(readFileSync(join(data, 'photos', sha256)).equals(readFileSync(photo))).toBe(true);
    refused(await as('xuncha', 'photo', 'case', filed, '3', SAMPLE, '--role', 'after'), '不是 JPEG 或 PNG');
    refused(await as('xuncha', 'photo', 'case', filed, '3', `${photo}x`, '--role', 'after'), '没有找到照片文件');
  });

  it('export writes the ledger, in a folder it makes', async () => {
    const path = join(folder, '导出', '台账.xlsx');
    const said = done(await as('jingban', 'export', path));
    expect(said).toContain(`1 行 → ${path}`);
    const [sheet] = (await readXlsx(readFileSync(path))).sheets;
    // 49 columns and the hidden key.
    expect(sheet?.rows[4]?.length).toBe(50);
    refused(await as('jingban', 'export', join(path, 'x.xlsx')), '台账.xlsx');
  });

  it('statistics, notice check, calendar preview', async () => {
    expect(done(await as('xuncha', 'statistics'))).toMatch(/合计 +1 +0 +0\.0%/);
    refused(await as('xuncha', 'notice', 'check', '2026-10-01', '2026-10-10'), '应公示至 2026-10-20');
    expect(done(await as('xuncha', 'notice', 'check', '2026-10-01', '2026-10-20'))).toContain('2026-10-20');
    refused(await as('xuncha', 'notice', 'check', '2026-02-30', '2026-03-20'), '当月有这一天');
    const notice = `${ROOT}resources/holidays/2026.json`;
    refused(await as('jingban', 'calendar', 'preview', notice), '由审核人、管理员办理');
    const preview = await as('shenhe', 'calendar', 'preview', notice);
    expect([preview.code, plainChinese(preview.stdout + preview.stderr)]).toEqual([
      preview.stdout === '' ? 1 : 0,
      true,
    ]);
    refused(await as('shenhe', 'calendar', 'preview', SAMPLE), '不是合法的 JSON');
  });

  it('verify, backup, backup list, backup prove; a backup with one changed byte ends with 3', async () => {
    expect(done(await as('xuncha', 'verify'))).toMatch(/核验通过：\d+ 个事件，60 条线索，1 件案件/);
    const path = done(await as('shenhe', 'backup')).split('\n')[0] ?? '';
    expect(existsSync(path)).toBe(true);
    const name = path.slice(path.lastIndexOf('/') + 1);
    expect(done(await as('shenhe', 'backup', 'list'))).toMatch(new RegExp(`${name} +\\d+ +是`));
    expect(done(await as('shenhe', 'backup', 'prove', name))).toContain('完好');
    const bytes = readFileSync(path);
    bytes[5000] = (bytes[5000] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const { code, stdout, stderr } = await as('shenhe', 'backup', 'prove', name);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('改动过');
    refused(await as('shenhe', 'backup', 'prove', 'heqing-x.db'), '不见了');
  });

  it('whoever reads only the first lines does not make it fail', async () => {
    const { child, ended } = start(['--data', data, '--as', 'xuncha', 'findings'], { script });
    child.stdout?.destroy();
    const { code, stderr } = await ended;
    expect([code, stderr]).toEqual([0, '']);
  });
});

describe('what can not be imported is refused with 1 and the reason', () => {
  const files = join(folder, '不能导入');
  beforeAll(() => {
    mkdirSync(files);
    writeFileSync(join(files, '空.xlsx'), '');
    writeFileSync(join(files, '照片.xlsx'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    const ole = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(504),
      Buffer.from('EncryptedPackage', 'utf16le'),
      Buffer.alloc(1000),
    ]);
    writeFileSync(join(files, '加密.xlsx'), ole);
    copyFileSync(`${ROOT}resources/samples/12345工单.csv`, join(files, '工单.xlsx'));
  });
  it.each([
    ['空.xlsx', '空'],
    ['照片.xlsx', '图片'],
    ['加密.xlsx', '密码'],
  ])('%s', async (name, reason) => {
    const { code, stdout, stderr } = await as('xuncha', 'import', join(files, name));
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(name);
    expect(stderr).toContain(reason);
    expect(plainChinese(stderr)).toBe(true);
    expect(readdirSync(join(data, 'staging'))).toEqual([]);
  });
  it('a file that is not there, and a folder', async () => {
    refused(await as('xuncha', 'import', join(files, '没有.xlsx')), '没有找到文件');
    const { code, stderr } = await as('xuncha', 'import', files);
    expect([code, plainChinese(stderr)]).toEqual([1, true]);
    rmSync(files, { recursive: true });
  });
});
