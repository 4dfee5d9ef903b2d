import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportView } from '#core/contract/views-import.ts';
import type { JobPort } from '#app/ports.ts';
import { runImportParse } from '#worker/job/import-parse.ts';
import { createJobs } from '#worker/node/jobs.ts';
import { aProblem } from '#test/harness/problem.ts';
import { openProgram, type Program, ROOT } from '#test/harness/program.ts';
import { rowXml, workbookOf } from './workbook.ts';
import { partsOf } from './zip.ts';

const surroundings = { resources: `${ROOT}resources`, migrationsFolder: `${ROOT}db/migrations`, district: '110118' };
/** The job itself, in this process: starting one for each of so many files takes longer than all the rest. */
const jobs: JobPort = {
  ...createJobs(surroundings),
  parseImport: async (job, { onProgress: progress }) => {
    const done = await runImportParse({ ...job, ...surroundings }, { progress });
    return done as Awaited<ReturnType<JobPort['parseImport']>>;
  },
};
let program: Program;
beforeEach(async () => {
  program = await openProgram({ jobs });
});
afterEach(() => program.remove());

type Row = readonly (string | number)[];
const NAMES: Row = ['工单编号', '问题来源', '镇街', '河流名称', '详细位置', '问题类型', '问题描述', '发现时间', '备注'];
const PLACES = ['东智河口', '水库北岸', '走马庄闸', '太师屯桥', '石城漫水路'];
const WASTE = ['倾倒渣土', '堆放沙石料', '秸秆堆积', '生活垃圾', '废弃建材'];
/** A row of its own number, place and words; `over` by column. */
const row = (at: number, over: Partial<Record<number, string>> = {}): Row =>
  [
    `GD-${at}`,
    '网格巡查',
    '溪翁庄镇',
    '白河',
    PLACES[at % 5] ?? '',
    '乱堆',
    `第${at}处：${WASTE[at % 5]}`,
    '2026-03-05',
    '',
  ].map((value, column) => over[column] ?? value);

function fileOf(rows: readonly Row[], name = '排查表.xlsx'): string {
  const path = join(program.root, name);
  const lines = [NAMES, ...rows].map((values, index) => rowXml(index + 1, values)).join('');
  writeFileSync(path, workbookOf(lines));
  return path;
}

const stage = (path: string) => program.call('import.stage', { file: program.ports.files.grant(path) });
const importFile = async (path: string): Promise<ImportView> =>
  program.call('import.commit', { staged: (await stage(path)).staged });
const undo = (batch: string) => program.call('import.undo', { batch });
const preview = (batch: string, group: 'withdrawn' | 'putBack' | 'kept') =>
  program.call('import.undoPreview', { batch, group, offset: 0, limit: 200 });
const findings = async (filter: object = {}, search = '') =>
  (await program.call('finding.list', { filter, search, page: { size: 200 } })).rows;
const finding = (id: string) => program.call('finding.get', { id });
const numbered = async (number: string) => {
  const found = (await findings({}, number)).find(({ externalNumbers }) => externalNumbers.includes(number));
  if (found === undefined) throw new Error(`no finding ${number}`);
  return found;
};
const edit = async (id: string, changes: object) =>
  program.call('finding.editDetails', { id, rev: (await finding(id)).rev, changes });
const sound = async () => expect(await program.call('log.verify', {})).toMatchObject({ sound: true, fault: null });

describe('an undone import', () => {
  test('is as if it had never been: the same file is new again, in lists and search only the new ones', async () => {
    const path = fileOf([row(1), row(2), row(3)]);
    const first = await importFile(path);
    const before = await findings();
    expect((await preview(first.batchId, 'withdrawn')).counts).toEqual({
      withdrawn: 3,
      putBack: 0,
      partly: 0,
      kept: 0,
      unlinked: 0,
    });
    expect(await undo(first.batchId)).toMatchObject({ withdrawn: 3, kept: 0 });
    expect(await findings()).toEqual([]);
    expect(await findings({}, '渣土')).toEqual([]);
    expect((await findings({ state: ['withdrawn'] })).map(({ number }) => number).toSorted()).toEqual(
      before.map(({ number }) => number).toSorted(),
    );
    const facets = await program.call('finding.facets', { filter: {} });
    expect(facets.state).toEqual([{ value: 'withdrawn', count: 3, label: null }]);
    expect(facets.townCode).toEqual([]);

    const staged = await stage(path);
    expect(staged.counts).toMatchObject({ new: 3, unchanged: 0, update: 0, suspect: 0 });
    expect(staged.earlier).toMatchObject([{ batchId: first.batchId, undone: true }]);
    const again = await program.call('import.commit', { staged: staged.staged });
    expect(again).toMatchObject({ created: 3, unchanged: 0, suspect: 0 });
    const after = await findings();
    expect(after).toHaveLength(3);
    // A number is never used twice.
    const numbers = new Set(before.map(({ number }) => number));
    expect(after.filter(({ number }) => numbers.has(number))).toEqual([]);
    await sound();
  });

  test('is undone after a restart, once: a second time is refused in Chinese and writes nothing', async () => {
    const { batchId } = await importFile(fileOf([row(1), row(2)]));
    program.close();
    const { root } = program;
    program = await openProgram({ jobs, root });
    expect(await undo(batchId)).toMatchObject({ withdrawn: 2 });
    const again = await program.send('import.undo', { batch: batchId });
    expect(again).toMatchObject({ ok: false, error: { code: 'IMPORT_ALREADY_UNDONE' } });
    expect(again.ok ? '' : again.error.message).toMatch(/这次导入已于 \d{4}-\d{2}-\d{2} 由.+撤销/u);
    expect(
      await program.send('import.undoPreview', { batch: batchId, group: 'kept', offset: 0, limit: 9 }),
    ).toMatchObject({ ok: false, error: { code: 'IMPORT_ALREADY_UNDONE' } });
    const detail = await program.call('import.batch', { batch: batchId });
    expect(detail).toMatchObject({ state: 'undone', undone: { withdrawn: 2, kept: 0 }, undo: { allowed: false } });
    expect(detail.undoneBy).not.toBeNull();
    const log = program.connection.sqlite
      .prepare("select rev, type from event_log where aggregate = 'importBatch' order by rev")
      .all();
    expect(log).toEqual([
      { rev: 1, type: 'importBatch.committed' },
      { rev: 2, type: 'importBatch.undone' },
    ]);
    await sound();
  });

  test('keeps what was worked on, and says what was done', async () => {
    const { batchId } = await importFile(fileOf([row(1), row(2), row(3)]));
    const worked = await numbered('GD-2');
    await program.call('finding.act', {
      id: worked.id,
      rev: worked.rev,
      act: { type: 'finding.confirmed', opinion: '属实' },
    });
    // Put back to 待核实 it has been worked on all the same.
    await program.call('finding.act', {
      id: worked.id,
      rev: worked.rev + 1,
      act: { type: 'finding.returned', reason: '再看' },
    });
    const { total, rows } = await preview(batchId, 'kept');
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({ row: 3, finding: { number: worked.number, state: 'pendingVerification' } });
    expect(rows[0]?.reasons.join()).toMatch(/^导入后已办理：退回待核实（.+，共办理 2 次）$/u);
    expect(await undo(batchId)).toMatchObject({ withdrawn: 2, kept: 1 });
    expect((await findings()).map(({ number }) => number)).toEqual([worked.number]);
    const left = await program.call('import.batchRows', {
      batch: batchId,
      only: 'kept',
      offset: 0,
      limit: 50,
    });
    expect(left.rows.map(({ finding: { number } }) => number)).toEqual([worked.number]);
    await sound();
  });

  test('keeps a finding into which another was merged, and lets nothing be merged into a withdrawn one', async () => {
    const { batchId } = await importFile(fileOf([row(1), row(2)]));
    const [one, two] = [await numbered('GD-1'), await numbered('GD-2')];
    const own = await program.call('finding.register', { problem: problemOf(one, '自行登记的一处') });
    const merge = (id: string) => ({
      type: 'finding.merged' as const,
      target: { kind: 'finding' as const, id },
      reason: '同一处',
    });
    await program.call('finding.act', { id: own.id, rev: own.rev, act: merge(one.id) });
    const { rows } = await preview(batchId, 'kept');
    expect(rows[0]?.reasons).toEqual([`线索 ${own.number} 已合并到本线索`]);
    await undo(batchId);
    expect((await finding(one.id)).state).toBe('pendingVerification');
    const other = await program.call('finding.register', { problem: problemOf(two, '又一处') });
    const reply = await program.send('finding.act', { id: other.id, rev: other.rev, act: merge(two.id) });
    expect(reply).toMatchObject({ ok: false, error: { code: 'MERGE_INTO_WITHDRAWN' } });
    const acts = await program.call('finding.actions', { id: two.id });
    expect(acts.filter(({ allowed }) => allowed)).toEqual([]);
    expect(acts.find(({ type }) => type === 'finding.confirmed')?.reasons.join()).toContain('已随导入批次撤回');
    await sound();
  });
});

describe('photos of a batch', () => {
  test('are no work on its findings: they go with them, from the sheet and matched to its rows', async () => {
    const { batchId, photos } = await importFile(join(ROOT, 'resources', 'samples', '巡查排查表.xlsx'));
    expect(photos.attached).toBeGreaterThan(0);
    const [of] = await findings({ batchId: [batchId] });
    if (of === undefined) throw new Error('nothing imported');
    const parts = await partsOf(readFileSync(join(ROOT, 'resources', 'samples', '巡查排查表.xlsx')));
    const [picture] = parts.filter(({ name }) => /media\/image\d+\.jpeg$/u.test(name));
    const photo = join(program.root, `${of.number}.jpg`);
    // Other bytes than those of the sheet, or it hangs there already.
    writeFileSync(photo, Buffer.concat([picture?.data ?? new Uint8Array(), Buffer.from([0])]));
    const plan = await program.call('photo.match', { batchId, files: [program.ports.files.grant(photo)] });
    const [key] = plan.photos.map((one) => one.key);
    const matched = [{ photo: key ?? '', findingId: of.id, role: 'before' as const }];
    expect(await program.call('photo.attachMatched', { plan: plan.plan, photos: matched })).toMatchObject({
      attached: 1,
    });
    const { counts } = await preview(batchId, 'withdrawn');
    expect(counts).toMatchObject({ withdrawn: 60, kept: 0 });
    await undo(batchId);
    const hung = await program.call('photo.list', { owner: { kind: 'finding', id: of.id } });
    expect(hung.length).toBeGreaterThan(0);
    await sound();
  });

  test('that a person added by hand are work', async () => {
    const { batchId } = await importFile(fileOf([row(1), row(2)]));
    const { id, rev } = await numbered('GD-1');
    const parts = await partsOf(readFileSync(join(ROOT, 'resources', 'samples', '巡查排查表.xlsx')));
    const photo = join(program.root, 'a.jpg');
    writeFileSync(photo, parts.find(({ name }) => name === 'xl/media/image1.jpeg')?.data ?? new Uint8Array());
    const file = program.ports.files.grant(photo);
    await program.call('photo.add', { owner: { kind: 'finding', id }, rev, role: 'before', file });
    expect((await preview(batchId, 'kept')).rows[0]?.reasons.join()).toContain('添加照片');
    expect(await undo(batchId)).toMatchObject({ withdrawn: 1, kept: 1 });
  });
});

test('only who may import may undo, and a page says so before', async () => {
  const { batchId } = await importFile(fileOf([row(1)]));
  expect(await program.send('import.undo', { batch: batchId }, 'administrator')).toMatchObject({
    ok: false,
    error: { code: 'FORBIDDEN' },
  });
  const { undo: allowed } = await program.call('import.batch', { batch: batchId }, 'administrator');
  expect(allowed).toEqual({ allowed: false, reasons: [expect.stringContaining('管理员不能「撤销导入」')] });
  expect((await findings()).length).toBe(1);
});

describe('what an import changed', () => {
  test('is put back, but what was changed again since is kept and named', async () => {
    await importFile(fileOf([row(1), row(2), row(3)]));
    const second = await importFile(
      fileOf(
        [row(1, { 6: '改过的描述', 8: '新备注' }), row(2, { 6: '第二处改过', 8: '第二备注' }), row(3)],
        '更正.xlsx',
      ),
    );
    expect(second).toMatchObject({ created: 0, updated: 2, unchanged: 1 });
    const [one, two] = [await numbered('GD-1'), await numbered('GD-2')];
    await edit(one.id, { remarks: '人工改的备注' });
    await edit(two.id, { description: '人工描述', remarks: '人工备注' });

    const back = await preview(second.batchId, 'putBack');
    expect(back.counts).toMatchObject({ withdrawn: 0, putBack: 1, partly: 1, kept: 1 });
    expect(back.rows).toMatchObject([
      {
        finding: { number: one.number },
        changes: [{ label: '问题描述', from: '改过的描述', to: '第1处：堆放沙石料' }],
        keptFields: [{ label: '备注', now: '人工改的备注' }],
      },
    ]);
    const kept = await preview(second.batchId, 'kept');
    expect(kept.rows).toMatchObject([{ finding: { number: two.number }, changes: [] }]);
    expect(kept.rows[0]?.keptFields.map(({ label }) => label)).toEqual(['问题描述', '备注']);

    expect(await undo(second.batchId)).toMatchObject({ putBack: 1, partly: 1, kept: 1 });
    expect(await finding(one.id)).toMatchObject({ description: '第1处：堆放沙石料', remarks: '人工改的备注' });
    expect(await finding(two.id)).toMatchObject({ description: '人工描述', remarks: '人工备注' });
    await sound();
  });

  test('is put back also in a finding that was confirmed, and of a case the finding stays as filed', async () => {
    await importFile(fileOf([row(1), row(2)]));
    const second = await importFile(fileOf([row(1, { 6: '改过一' }), row(2, { 6: '改过二' })], '更正.xlsx'));
    const [one, two] = [await numbered('GD-1'), await numbered('GD-2')];
    for (const { id, rev } of [one, two])
      await program.call('finding.act', { id, rev, act: { type: 'finding.confirmed', opinion: '属实' } });
    await program.call('case.file', {
      findings: [{ id: two.id, rev: two.rev + 1 }],
      rectificationType: 'timeLimited',
      goal: null,
      measures: null,
      reboundOf: null,
    });
    expect((await preview(second.batchId, 'kept')).rows[0]?.reasons).toEqual(['线索已立案，内容请在案件中更正']);
    expect(await undo(second.batchId)).toMatchObject({ putBack: 1, kept: 1 });
    expect(await finding(one.id)).toMatchObject({ state: 'confirmed', description: '第1处：堆放沙石料' });
    expect(await finding(two.id)).toMatchObject({ state: 'filed', description: '改过二' });
    await sound();
  });

  test('by two batches comes back to what stood before both, in whichever order they are undone', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ] as const) {
      const base = order[0] + 1;
      await importFile(fileOf([row(base)]));
      const batches: string[] = [];
      for (const words of ['第一次改', '第二次改'])
        batches.push((await importFile(fileOf([row(base, { 6: words })], `${words}.xlsx`))).batchId);
      const { id } = await numbered(`GD-${base}`);
      for (const at of order) await undo(batches[at] ?? '');
      expect((await finding(id)).description).toBe(`第${base}处：${WASTE[base % 5]}`);
    }
    await sound();
  });

  test('goes with the finding when the batch that made it is undone, and its own file is new again', async () => {
    const first = await importFile(fileOf([row(1)]));
    const corrected = fileOf([row(1, { 6: '更正后的描述' })], '更正.xlsx');
    const second = await importFile(corrected);
    const { rows } = await preview(first.batchId, 'withdrawn');
    expect(rows[0]?.later).toEqual(['更正.xlsx']);
    await undo(first.batchId);
    expect((await stage(corrected)).counts).toMatchObject({ new: 1, unchanged: 0, update: 0 });
    expect(await undo(second.batchId)).toEqual({
      batchId: second.batchId,
      withdrawn: 0,
      putBack: 0,
      partly: 0,
      kept: 0,
      unlinked: 0,
    });
    await sound();
  });
});

describe('rows that were linked or edited', () => {
  test('同一问题 loses its link, so that it is asked about again', async () => {
    const { findingIds } = await importFile(fileOf([row(1)]));
    const same = fileOf([row(1, { 0: 'OTHER-1' })], '另一表.xlsx');
    const { staged, counts } = await stage(same);
    expect(counts).toMatchObject({ suspect: 1 });
    await program.call('import.decideRows', { staged, select: { rows: [2] }, decision: 'same' });
    const { batchId } = await program.call('import.commit', { staged });
    expect((await stage(same)).counts).toMatchObject({ unchanged: 1 });
    expect(await undo(batchId)).toMatchObject({ unlinked: 1, withdrawn: 0 });
    expect((await stage(same)).counts).toMatchObject({ suspect: 1, unchanged: 0 });
    expect((await finding(findingIds[0] ?? '')).state).toBe('pendingVerification');
  });

  test.each([
    ['a row that could not be read', { 7: '上个月' }, 7, '2026-03-05'],
    ['a row that could be read', { 6: '岸边有东西' }, 6, '岸边倾倒渣土约20立方米'],
  ])('%s and was edited is 无变化 as it was in the file, and as it was put right', async (_, wrong, column, right) => {
    const bare = { 0: '' };
    const uncorrected = fileOf([row(1, { ...bare, ...wrong })]);
    const { staged } = await stage(uncorrected);
    await program.call('import.editCells', { staged, edits: [{ row: 2, column, text: right }] });
    expect(await program.call('import.commit', { staged })).toMatchObject({ created: 1, failed: 0 });
    for (const path of [uncorrected, fileOf([row(1, { ...bare, [column]: right })], '改好的.xlsx')]) {
      const seen = await stage(path);
      expect(seen.counts).toMatchObject({ unchanged: 1, error: 0, new: 0, suspect: 0 });
      expect(seen.issues.filter(({ level }) => level === 'error')).toEqual([]);
      expect(await program.call('import.commit', { staged: seen.staged })).toMatchObject({
        created: 0,
        unchanged: 1,
        failed: 0,
      });
    }
    // Another fault in the same row is an error still.
    const other = await stage(fileOf([row(1, { ...bare, 7: '前些天' })], '另一错.xlsx'));
    expect(other.counts).toMatchObject({ unchanged: 0, error: 1 });
  });

  test('a preview that was open while its earlier import was undone is planned anew', async () => {
    const path = fileOf([row(1)]);
    const { batchId } = await importFile(path);
    const { staged, counts } = await stage(path);
    expect(counts).toMatchObject({ unchanged: 1 });
    const suspicious = await stage(fileOf([row(1, { 0: 'OTHER-1' })], '另一表.xlsx'));
    expect(suspicious.counts).toMatchObject({ suspect: 1 });
    await undo(batchId);
    expect((await program.call('import.staged', { staged })).counts).toMatchObject({ new: 1, unchanged: 0 });
    expect((await program.call('import.staged', { staged: suspicious.staged })).counts).toMatchObject({
      new: 1,
      suspect: 0,
    });
  });
});

describe('the copy of the file', () => {
  const kept = () => {
    const [folder] = [program.ports.folders.imports];
    return (sha256: string) => join(folder, sha256);
  };
  const save = (batch: string, path: string) =>
    program.send('import.saveFile', { batch, file: program.ports.files.grant(path) });

  test('is kept once under its hash, byte for byte, and handed back', async () => {
    const path = fileOf([row(1)]);
    const bytes = readFileSync(path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { batchId } = await importFile(path);
    const again = await importFile(path);
    rmSync(path);
    const detail = await program.call('import.batch', { batch: batchId });
    expect(detail).toMatchObject({ fileHash: sha256, fileSize: bytes.length, copy: 'kept', rows: { created: 1 } });
    const target = join(program.root, '另存.xlsx');
    expect(await save(again.batchId, target)).toMatchObject({ ok: true, data: { path: target } });
    expect(readFileSync(target)).toEqual(bytes);
    // Undone or not, the file can still be had.
    await undo(batchId);
    expect(await save(batchId, target)).toMatchObject({ ok: true });
  });

  test('that is gone or damaged is said so, in Chinese, and nothing is written', async () => {
    const { batchId } = await importFile(fileOf([row(1)]));
    const { fileHash } = await program.call('import.batch', { batch: batchId });
    const target = join(program.root, '另存.xlsx');
    const bytes = readFileSync(kept()(fileHash));
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(kept()(fileHash), bytes);
    expect(await save(batchId, target)).toMatchObject({ ok: false, error: { code: 'IMPORT_FILE_DAMAGED' } });
    writeFileSync(kept()(fileHash), 'short');
    expect((await program.call('import.batch', { batch: batchId })).copy).toBe('damaged');
    expect(await save(batchId, target)).toMatchObject({ ok: false, error: { code: 'IMPORT_FILE_DAMAGED' } });
    rmSync(kept()(fileHash));
    expect((await program.call('import.batch', { batch: batchId })).copy).toBe('missing');
    expect(await save(batchId, target)).toMatchObject({ ok: false, error: { code: 'IMPORT_FILE_MISSING' } });
    expect(existsSync(target)).toBe(false);
    // Importing the file again mends the copy.
    await importFile(fileOf([row(1)]));
    expect((await program.call('import.batch', { batch: batchId })).copy).toBe('kept');
    const nowhere = await save(batchId, join(program.root, 'no', 'folder', 'x.xlsx'));
    expect(nowhere).toMatchObject({ ok: false, error: { code: 'IMPORT_FILE_NOT_WRITABLE' } });
    expect(nowhere.ok ? '' : nowhere.error.message).toContain('文件夹不存在');
  });

  test('is not left behind by an import that failed', async () => {
    const { staged } = await stage(fileOf([row(1)]));
    const failing = "create trigger fail before insert on import_row_link begin select raise(abort, 'disk'); end";
    program.connection.sqlite.exec(failing);
    expect(await program.send('import.commit', { staged })).toMatchObject({ ok: false });
    expect(readdirSync(program.ports.folders.imports)).toEqual([]);
    program.connection.sqlite.exec('drop trigger fail');
    const { batchId } = await program.call('import.commit', { staged });
    expect((await program.call('import.batch', { batch: batchId })).copy).toBe('kept');
  });
});

/** Another report of about the same. */
function problemOf({ category, town, townCode, foundOn }: Awaited<ReturnType<typeof finding>>, description: string) {
  return { ...aProblem(), category, town, townCode, foundOn, description };
}
