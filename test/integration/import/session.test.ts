import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportField } from '#core/domain/spreadsheet/fields.ts';
import { createJobs } from '#worker/node/jobs.ts';
import { aProblem } from '#test/harness/problem.ts';
import { openProgram, type Program, ROOT } from '#test/harness/program.ts';
import { rowXml, workbookOf } from './workbook.ts';

const jobs = createJobs({
  resources: `${ROOT}resources`,
  migrationsFolder: `${ROOT}db/migrations`,
  district: '110118',
});
let program: Program;
beforeEach(async () => {
  program = await openProgram({ jobs });
});
afterEach(() => program.remove());

type Row = readonly (string | number)[];
const NAMES: Row = ['工单编号', '问题来源', '镇街', '河流名称', '详细位置', '问题类型', '问题描述', '发现时间'];
const row = (over: Partial<Record<number, string | number>> = {}): Row =>
  ['GD-1', '网格巡查', '溪翁庄镇', '白河', '白河桥下', '乱堆', '岸坡堆放建筑垃圾约20立方米', '2026-03-05'].map(
    (value, column) => over[column] ?? value,
  );

function fileOf(rows: readonly Row[], name = '排查表.xlsx', names: Row = NAMES): string {
  const path = join(program.root, name);
  const lines = [names, ...rows].map((values, index) => rowXml(index + 1, values)).join('');
  writeFileSync(path, workbookOf(lines));
  return path;
}

const stage = (path: string) => program.call('import.stage', { file: program.ports.files.grant(path) });
const ALL = { filter: {}, offset: 0, limit: 200 };

/** Rows that differ in number, place and words, so that none is taken for another. */
const distinctRows = (count: number): readonly Row[] =>
  Array.from({ length: count }, (_, index) =>
    row({
      0: `GD-${index}`,
      4: ['东智河口', '水库北岸', '走马庄闸', '太师屯桥', '石城漫水路'][index % 5] ?? '',
      6: `第${index}处：${['倾倒渣土', '堆放沙石料', '秸秆堆积', '生活垃圾', '废弃建材'][index % 5]}`,
    }),
  );

describe('a staged sheet', () => {
  test('is seen page by page with its own row numbers and cells, and filtered by kind, remark and text', async () => {
    const bad = row({ 0: 'GD-9', 7: '上个月' });
    const staged = await stage(fileOf([...distinctRows(5), bad]));
    expect(staged.counts).toMatchObject({ new: 5, error: 1, suspect: 0 });
    expect(staged.writes).toEqual({ create: 5, update: 0 });
    expect(staged.columns.map(({ letter, field }) => `${letter}:${field}`)).toEqual(
      ['externalNumber', 'source', 'town', 'river', 'place', 'category', 'description', 'foundOn'].map(
        (field, column) => `${'ABCDEFGH'[column]}:${field}`,
      ),
    );
    expect(staged.columns[2]).toMatchObject({ label: '镇街', samples: ['溪翁庄镇'], hidden: false });
    const page = await program.call('import.rows', { staged: staged.staged, ...ALL, offset: 2, limit: 2 });
    expect(page.total).toBe(6);
    expect(page.rows.map((one) => one.row)).toEqual([4, 5]);
    const only = async (filter: object) =>
      (await program.call('import.rows', { staged: staged.staged, ...ALL, filter })).rows.map((one) => one.row);
    expect(await only({ kinds: ['error'] })).toEqual([7]);
    expect(await only({ text: '秸秆' })).toEqual([4]);
    const issue = staged.issues.find(({ level }) => level === 'error');
    expect(issue).toMatchObject({ code: 'DATE_UNREADABLE', field: 'foundOn', rows: 1 });
    expect(await only({ issue: { code: 'DATE_UNREADABLE', field: 'foundOn' } })).toEqual([7]);
    const [wrong] = (await program.call('import.rows', { staged: staged.staged, ...ALL, filter: { kinds: ['error'] } }))
      .rows;
    expect(wrong).toMatchObject({ kind: 'error', ticked: true, existing: null, edited: [] });
    expect(wrong?.cells[7]).toBe('上个月');
    expect(wrong?.messages[0]).toMatchObject({ level: 'error', column: 7, field: 'foundOn' });
  });

  test('understands a row anew when a cell is edited, and as in the file again when the edit is taken back', async () => {
    const { staged } = await stage(fileOf([row({ 7: '上个月' })]));
    const edit = (text: string | null) =>
      program.call('import.editCells', { staged, edits: [{ row: 2, column: 7, text }] });
    const mended = await edit('2026-03-05');
    expect(mended.counts).toMatchObject({ new: 1, error: 0 });
    expect(mended.rows[0]).toMatchObject({ kind: 'new', edited: [{ column: 7, was: '上个月' }] });
    expect((await edit(null)).counts).toMatchObject({ new: 0, error: 1 });
    await edit('2026.3.5');
    const { findingIds } = await program.call('import.commit', { staged });
    expect(await program.call('finding.get', { id: findingIds[0] ?? '' })).toMatchObject({
      foundOn: '2026-03-05',
      sourceRow: 2,
    });
  });

  test('takes every suggestion of one kind over, and replaces equal texts of a column', async () => {
    const rows = distinctRows(4).map((values, index) =>
      values.map((value, column) => (column === 2 && index < 3 ? '溪瓮庄镇' : value)),
    );
    const { staged, issues } = await stage(fileOf(rows));
    const town = issues.find(({ field }) => field === 'town');
    expect(town).toMatchObject({ rows: 3, suggested: 3 });
    const code = town?.code ?? '';
    const taken = await program.call('import.acceptSuggestions', { staged, issue: { code, field: 'town' } });
    expect(taken.replaced).toBe(3);
    expect(taken.issues.filter(({ field }) => field === 'town')).toEqual([]);
    const put = { staged, column: 1, from: '网格巡查', to: '12345热线' };
    expect((await program.call('import.replaceCells', put)).replaced).toBe(4);
    const page = await program.call('import.rows', { staged, ...ALL });
    expect(page.rows.map(({ cells }) => [cells[1], cells[2]])).toEqual(Array(4).fill(['12345热线', '溪翁庄镇']));
  });

  test('leaves out what was unticked, one by one or by filter, and counts it', async () => {
    const { staged } = await stage(fileOf(distinctRows(4)));
    const tick = (select: { rows: number[] } | { filter: object }, ticked: boolean) =>
      program.call('import.tickRows', { staged, select, ticked });
    expect((await tick({ filter: {} }, false)).writes).toEqual({ create: 0, update: 0 });
    expect((await tick({ rows: [2, 5] }, true)).counts).toMatchObject({ new: 4, unticked: 2 });
    const done = await program.call('import.commit', { staged });
    expect(done).toMatchObject({ created: 2, leftOut: 2 });
  });

  test('survives a restart of the program with edits and ticks, only for who began it', async () => {
    const { staged } = await stage(fileOf([row({ 0: 'GD-9', 7: '上个月' }), ...distinctRows(3)]));
    await program.call('import.editCells', { staged, edits: [{ row: 2, column: 7, text: '2026-03-05' }] });
    await program.call('import.tickRows', { staged, select: { rows: [4] }, ticked: false });
    program.close();
    program = await openProgram({ jobs, root: program.root });
    expect(await program.call('import.unfinished', {}, 'supervisor')).toEqual([]);
    const [left] = await program.call('import.unfinished', {});
    expect(left).toMatchObject({ fileName: '排查表.xlsx', sheet: '排查表' });
    const again = await program.call('import.staged', { staged: left?.staged ?? '' });
    expect(again.counts).toMatchObject({ new: 4, error: 0, unticked: 1 });
    await program.call('import.discard', { staged: again.staged });
    expect(readdirSync(program.ports.folders.staging)).toEqual([]);
    expect(await program.send('import.rows', { staged: again.staged, ...ALL })).toMatchObject({
      ok: false,
      error: { code: 'IMPORT_NOT_STAGED' },
    });
  });
});

describe('columns', () => {
  const odd: Row = ['甲', ...NAMES.slice(1)];

  test('are changed by hand, and remembered for the next sheet of the same form', async () => {
    const first = await stage(fileOf(distinctRows(2), '一.xlsx', odd));
    expect(first.columns[0]?.field).toBeNull();
    const columns: { column: number; field: ImportField | null }[] = [{ column: 0, field: 'externalNumber' }];
    const second = await program.call('import.remap', {
      staged: first.staged,
      columns,
      fixed: { campaigns: ['清河行动'] },
    });
    expect(second.columns[0]).toMatchObject({ field: 'externalNumber', confidence: 1 });
    expect(existsSync(program.ports.files.resolve(first.staged) ?? '')).toBe(false);
    await program.call('import.commit', { staged: second.staged });
    const next = await stage(fileOf(distinctRows(3), '二.xlsx', odd));
    expect(next).toMatchObject({ remembered: true, fixed: { campaigns: ['清河行动'] } });
    expect(next.columns[0]?.field).toBe('externalNumber');
    expect(next.counts).toMatchObject({ new: 1, unchanged: 2 });
  });

  test('keep the edits of cells when they are changed', async () => {
    const first = await stage(fileOf([row({ 7: '上个月' })], '一.xlsx', odd));
    await program.call('import.editCells', {
      staged: first.staged,
      edits: [{ row: 2, column: 7, text: '2026-03-05' }],
    });
    const second = await program.call('import.remap', {
      staged: first.staged,
      columns: [{ column: 0, field: 'externalNumber' }],
    });
    expect(second.counts).toMatchObject({ new: 1, error: 0 });
  });

  test('are guessed anew below a header that a person points to', async () => {
    const { staged } = await stage(fileOf(distinctRows(2)));
    const moved = await program.call('import.remap', { staged, header: { top: 1, bottom: 1 } });
    expect(moved).toMatchObject({ headerTop: 1, headerBottom: 1, counts: { new: 2 } });
  });
});

describe('the same file', () => {
  test('a second time, renamed, or with its rows in another order, writes nothing new', async () => {
    const path = fileOf(distinctRows(5));
    await program.call('import.commit', { staged: (await stage(path)).staged });
    copyFileSync(path, join(program.root, '改名.xlsx'));
    const renamed = await stage(join(program.root, '改名.xlsx'));
    expect(renamed.counts).toMatchObject({ new: 0, unchanged: 5 });
    expect(renamed.earlier).toHaveLength(1);
    const sorted = await stage(fileOf(distinctRows(5).toReversed(), '倒序.xlsx'));
    expect(sorted.counts).toMatchObject({ new: 0, update: 0, unchanged: 5, suspect: 0 });
    expect(await program.call('import.commit', { staged: sorted.staged })).toMatchObject({ created: 0, updated: 0 });
  });

  test('corrected, shows old → new of each cell and updates only what changed', async () => {
    await program.call('import.commit', { staged: (await stage(fileOf(distinctRows(3)))).staged });
    const corrected = distinctRows(3).map((values, index) =>
      values.map((value, column) => (index === 1 && column === 5 ? '乱建' : value)),
    );
    const { staged, counts } = await stage(fileOf(corrected, '改.xlsx'));
    expect(counts).toMatchObject({ new: 0, update: 1, unchanged: 2 });
    const { rows } = await program.call('import.rows', { staged, ...ALL, filter: { kinds: ['update'] } });
    expect(rows[0]?.changes).toEqual([{ column: 5, label: '四乱类别', from: '乱堆', to: '乱建' }]);
    expect(rows[0]?.existing).toMatchObject({ kind: 'finding' });
    expect(await program.call('import.commit', { staged })).toMatchObject({ created: 0, updated: 1, unchanged: 2 });
  });

  test('with another number, but one that says nothing new, is 无变化 and not 更新', async () => {
    const known = await program.call('finding.register', {
      problem: aProblem({
        externalNumbers: ['GD-1'],
        description: '岸坡堆放建筑垃圾约20立方米',
        quantity: { amount: 20, unit: 'm³' },
      }),
    });
    const names: Row = ['工单编号', '问题来源', '问题描述', '问题类型', '发现时间'];
    const record = await program.call('finding.get', { id: known.id });
    const same = ['GD-1', record.source, record.description, '乱堆', record.foundOn];
    const { counts } = await stage(fileOf([same], '同.xlsx', names));
    expect(counts).toMatchObject({ update: 0, unchanged: 1 });
  });
});

describe('疑似重复', () => {
  const twin = (number: string) => row({ 0: number, 6: '白河桥下岸坡堆放建筑垃圾20立方米左右' });

  async function stagedTwin() {
    await program.call('import.commit', { staged: (await stage(fileOf([row()]))).staged });
    const [first] = (await program.call('finding.list', { filter: {}, page: { offset: 0, size: 10 } })).rows;
    const staged = await stage(fileOf([twin('QT-7')], '二.xlsx'));
    return { first, staged };
  }
  const decide = (staged: string, decision: 'new' | 'update' | 'same' | 'rebound') =>
    program.call('import.decideRows', { staged, select: { rows: [2] }, decision });

  test('of a kept record by place, class and words are held back, and left out when nobody decides', async () => {
    const { first, staged } = await stagedTwin();
    expect(staged.counts).toMatchObject({ new: 0, suspect: 1 });
    const { rows } = await program.call('import.rows', { staged: staged.staged, ...ALL });
    expect(rows[0]?.existing).toMatchObject({ kind: 'finding', id: first?.id });
    const [candidate] = await program.call('import.candidates', { staged: staged.staged, row: 2 });
    expect(candidate?.record.id).toBe(first?.id);
    expect(await program.call('import.commit', { staged: staged.staged })).toMatchObject({ created: 0, suspect: 1 });
  });

  test('decided as another problem become a finding, and the pair is remembered', async () => {
    const { first, staged } = await stagedTwin();
    expect((await decide(staged.staged, 'new')).writes).toEqual({ create: 1, update: 0 });
    const { findingIds } = await program.call('import.commit', { staged: staged.staged });
    const similar = await program.call('finding.similar', { id: findingIds[0] ?? '' });
    expect(similar.find(({ record }) => record.id === first?.id)?.distinct).toBe(true);
  });

  test('decided as the same problem write nothing, and are not asked about again', async () => {
    const { staged } = await stagedTwin();
    await decide(staged.staged, 'same');
    const done = await program.call('import.commit', { staged: staged.staged });
    expect(done).toMatchObject({ created: 0, updated: 0, leftOut: 1 });
    const again = await stage(fileOf([twin('QT-7')], '三.xlsx'));
    expect(again.counts).toMatchObject({ new: 0, suspect: 0, unchanged: 1 });
  });

  test('decided as a correction update the record', async () => {
    const { first, staged } = await stagedTwin();
    await decide(staged.staged, 'update');
    expect(await program.call('import.commit', { staged: staged.staged })).toMatchObject({ updated: 1 });
    const record = await program.call('finding.get', { id: first?.id ?? '' });
    expect(record.externalNumbers).toEqual(['GD-1', 'QT-7']);
    expect(record.description).toBe('白河桥下岸坡堆放建筑垃圾20立方米左右');
  });

  test('of a finding are not a rebound: only a closed case comes back', async () => {
    const { staged } = await stagedTwin();
    const reply = await program.send('import.decideRows', {
      staged: staged.staged,
      select: { rows: [2] },
      decision: 'rebound',
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'IMPORT_DECISION_WRONG' } });
  });

  test('within one sheet name the row they repeat', async () => {
    const { staged, counts } = await stage(fileOf([row(), row({ 0: 'GD-2' })]));
    expect(counts).toMatchObject({ new: 1, suspect: 1 });
    const { rows } = await program.call('import.rows', { staged, ...ALL, filter: { kinds: ['suspect'] } });
    expect(rows[0]).toMatchObject({ row: 3, twinRow: 2 });
  });
});
