import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobPort } from '#app/ports.ts';
import type { InputOf } from '#core/contract/routes.ts';
import { editableColumnsOf } from '#core/domain/ledger/editable-columns.ts';
import { BUILT_IN_LEDGERS } from '#core/domain/ledger/ledgers.ts';
import { act, aCase, aConfirmed, aPhoto, intoRectifying, reported } from '#test/harness/flow.ts';
import { aProblem } from '#test/harness/problem.ts';
import { noJobs, openProgram, type Program, ROOT } from '#test/harness/program.ts';
import { runLedgerCompare } from '#worker/job/ledger-compare.ts';
import { runLedgerExport } from '#worker/job/ledger-export.ts';
import { PYTHON, WITHOUT_OPENPYXL } from './open-ledger.ts';

const OFFICE = '/usr/bin/soffice';
const files = { resources: `${ROOT}resources`, migrationsFolder: `${ROOT}db/migrations`, district: '110118' };
/** The jobs as their process runs them, in this one. */
const jobs: JobPort = {
  ...noJobs,
  exportLedger: (job, { onProgress }) => runLedgerExport({ ...job, ...files }, { progress: onProgress }),
  compareReturned: (job, { onProgress }) => runLedgerCompare({ ...job, ...files }, { progress: onProgress }),
};

const TEXTS = ['=1+1 开头的文字', ' 两侧空格 与\n换行 ', '第2号，约150立方米', '-5 米处', '00123'];
/** Ledgers whose rows are records; the others have nothing that could come back. */
const OF_RECORDS = BUILT_IN_LEDGERS.filter(({ list }) => list === 'case' || list === 'finding').filter(({ sheets }) =>
  sheets.some(({ rows }) => rows === 'case' || rows === 'finding'),
);

let program: Program;
beforeAll(async () => {
  program = await openProgram({ day: '2026-11-02', jobs });
  for (const [at, description] of TEXTS.entries()) {
    const place = at % 2 === 0 ? { townCode: '110118116', town: '石城镇' } : { townCode: null, town: null };
    const { id } = await aCase(program, {
      ...place,
      description,
      foundOn: '2026-10-20',
      externalNumbers: at === 0 ? ['00123', 'TB-2026-7'] : [],
      remarks: at === 1 ? '联系人电话 13800001234' : null,
    });
    if (at > 1) await intoRectifying(program, id);
    if (at === 3) await act(program, id, { type: 'case.progressReported', text: '已清理一半' });
    if (at === 4) {
      await aPhoto(program, id, 'before');
      await aPhoto(program, id, 'after');
      await reported(program, id, '2026-11-02');
    }
  }
  await aConfirmed(program, { description: '只有线索' });
  await program.call('finding.register', { problem: aProblem({ description: '待核实的线索', quantity: null }) });
});
afterAll(() => program.remove());

type Spec = Omit<InputOf<'ledger.export'>, 'file'>;
let serial = 0;

async function exported(spec: Partial<Spec> & Pick<Spec, 'ledger'>): Promise<string> {
  serial += 1;
  const path = join(program.root, `台账${serial}.xlsx`);
  await program.call('ledger.export', { filter: {}, ...spec, file: program.ports.files.grant(path) });
  return path;
}

const read = (path: string) => program.call('return.read', { file: program.ports.files.grant(path) });
const cellsOf = async (returned: string) => (await program.call('return.cells', { returned, limit: 500 })).cells;
const events = () => program.connection.sqlite.prepare('select count(*) from event_log').pluck().get();

/** Opens the workbook with another program, changes it, and saves it as that program does. */
async function edited(
  path: string,
  change: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void,
): Promise<string> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const [sheet] = book.worksheets;
  if (sheet === undefined) throw new Error('no sheet');
  change(sheet, book);
  const out = path.replace('.xlsx', '改.xlsx');
  await book.xlsx.writeFile(out);
  return out;
}

/** Columns by header (of the lower header row), and the rows of the table. */
function tableOf(sheet: ExcelJS.Worksheet) {
  const width = sheet.columnCount;
  const key = Array.from({ length: width }, (_, at) => at + 1).find((at) =>
    [1, 2, 3, 4].some((row) => String(sheet.getCell(row, at).value ?? '').startsWith('河清行键')),
  );
  const rows: number[] = [];
  sheet.eachRow((row, number) => {
    if (key !== undefined && /^(case|finding)\//u.test(String(row.getCell(key).value ?? ''))) rows.push(number);
  });
  const first = rows[0] ?? 5;
  const column = (header: string) => {
    for (let at = 1; at <= width; at += 1)
      for (const row of [first - 1, first - 2]) if (sheet.getCell(row, at).value === header) return at;
    throw new Error(`no column ${header}`);
  };
  return { width, key: key ?? 0, rows, first, column };
}

const nothing = { edit: 0, conflict: 0, invalid: 0, locked: 0, same: 0 };

describe.each(OF_RECORDS.map(({ id, list }) => [id, list] as const))('%s comes back', (ledger) => {
  const spec = { ledger };

  it('unedited: nothing is found and nothing written, with and without what may be filled in', async () => {
    for (const forEditing of editableColumnsOf(ledger).size > 0 ? [false, true] : [false]) {
      const before = events();
      const view = await read(await exported({ ...spec, forEditing }));
      expect(view.counts).toMatchObject({ cells: nothing, unknown: 0, added: 0, copied: 0, missing: 0 });
      expect(view.counts.rows).toBeGreaterThan(0);
      expect(view.counts.unchanged).toBe(view.counts.rows);
      expect(view.gone).toEqual([]);
      expect(view.export.known).toBe(true);
      const reply = await program.send('return.apply', { returned: view.returned });
      expect(reply).toMatchObject({ ok: false, error: { code: 'NOTHING_CHANGED' } });
      // The export itself is the one event.
      expect(Number(events()) - Number(before)).toBe(1);
    }
  });

  it('sorted, with columns moved, added and hidden, saved by another program: nothing is found', async () => {
    const path = await edited(await exported(spec), (sheet) => {
      const { width, rows, first } = tableOf(sheet);
      const lines = rows.map((row) => Array.from({ length: width }, (_, at) => sheet.getCell(row, at + 1).value));
      for (const [at, row] of rows.entries())
        for (const [column, value] of (lines[lines.length - 1 - at] ?? []).entries())
          sheet.getCell(row, column + 1).value = value;
      sheet.getCell(first - 1, width + 2).value = '我的备注';
      for (const row of rows) sheet.getCell(row, width + 2).value = `备注${row}`;
      sheet.getColumn(3).hidden = true;
      sheet.getRow(rows[0] ?? first).hidden = true;
    });
    const view = await read(path);
    expect(await cellsOf(view.returned)).toEqual([]);
    expect(view.counts).toMatchObject({ cells: nothing, unknown: 0, added: 0, copied: 0, missing: 0 });
    expect(view.gone).toEqual([]);
  });

  it.skipIf(!existsSync(OFFICE))('saved by LibreOffice: nothing is found', async () => {
    const path = await exported(spec);
    const out = join(program.root, 'office');
    mkdirSync(out, { recursive: true });
    const profile = `-env:UserInstallation=file://${join(program.root, 'profile')}`;
    const run = spawnSync(OFFICE, [profile, '--headless', '--convert-to', 'xlsx', '--outdir', out, path]);
    expect(run.status).toBe(0);
    const view = await read(join(out, basename(path)));
    expect(await cellsOf(view.returned)).toEqual([]);
    expect(view.counts).toMatchObject({ cells: nothing, unknown: 0, added: 0, missing: 0 });
    expect(view.gone).toEqual([]);
  });

  it.skipIf(WITHOUT_OPENPYXL !== null)(
    'saved by openpyxl with a column moved to the front: nothing is found',
    async () => {
      const path = await exported(spec);
      const out = path.replace('.xlsx', '移.xlsx');
      const script = `import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
for merged in list(sheet.merged_cells.ranges): sheet.unmerge_cells(str(merged))
rows = [[c.value for c in row] for row in sheet.iter_rows()]
for r, row in enumerate(rows, 1):
    moved = [row[5]] + row[:5] + row[6:]
    for c, value in enumerate(moved, 1):
        sheet.cell(r, c).value = value
        if isinstance(value, str): sheet.cell(r, c).data_type = 's'
book.save(sys.argv[2])`;
      const run = spawnSync(PYTHON, ['-c', script, path, out], { encoding: 'utf8' });
      expect(run.stderr).toBe('');
      const view = await read(out);
      expect(await cellsOf(view.returned)).toEqual([]);
      expect(view.counts).toMatchObject({ cells: nothing, unknown: 0, missing: 0 });
      expect(view.gone).toEqual([]);
    },
  );
});

describe('edited cells', () => {
  it('become events by the same commands, with old and new; what may not be changed is told and stays', async () => {
    const path = await edited(await exported({ ledger: 'qingsiluan', forEditing: true }), (sheet) => {
      const { rows, column } = tableOf(sheet);
      const at = (row: number, header: string) => sheet.getCell(rows[row] ?? 0, column(header));
      at(0, '详细位置').value = '走马庄闸下游左岸';
      at(0, '所在镇街').value = '不老屯镇';
      at(4, '问题编号').value = 'MY-AJ-2026-9999';
      at(4, '河段').value = '另一件的河段';
      at(1, '备注').value = '联系人电话 13900009999';
      at(2, '进展情况').value = '2026-11-02 已拆除';
      at(3, '所在镇街').value = '无此镇';
    });
    const view = await read(path);
    const cells = await cellsOf(view.returned);
    expect(cells.map(({ header, verdict }) => [header, verdict])).toEqual([
      ['所在镇街', 'edit'],
      ['详细位置', 'edit'],
      ['备注', 'locked'],
      ['进展情况', 'edit'],
      ['所在镇街', 'invalid'],
      ['问题编号', 'locked'],
      ['河段', 'locked'],
    ]);
    const done = await program.call('return.apply', { returned: view.returned });
    expect(done).toMatchObject({ cells: 3, refused: [] });
    expect(done.cases).toHaveLength(2);
    const [first = '', third = ''] = done.cases;
    expect(await program.call('case.get', { id: first })).toMatchObject({
      place: '走马庄闸下游左岸',
      town: '不老屯镇',
      townCode: '110118109',
    });
    expect(await program.call('case.get', { id: third })).toMatchObject({
      progress: '已拆除',
      progressOn: '2026-11-02',
    });
    expect(await program.call('log.verify', {})).toMatchObject({ sound: true });
    // Read again, it says what is kept: nothing is left to write.
    expect((await read(path)).counts.cells).toEqual({ ...nothing, locked: 3, invalid: 1, same: 3 });
  });

  it('a value that was changed here meanwhile is a conflict, taken over only when a person says so', async () => {
    const path = await exported({ ledger: 'qingsiluan', forEditing: true });
    const [row] = (await program.call('case.list', { filter: {}, search: 'TB-2026-7', page: { size: 1 } })).rows;
    if (row === undefined) throw new Error('no case');
    await program.call('case.editDetails', { id: row.id, rev: row.rev, changes: { violator: '程序中填写' } });
    const changed = await edited(path, (sheet) => {
      const { rows, column } = tableOf(sheet);
      for (const at of rows)
        if (String(sheet.getCell(at, column('外部编号')).value).includes('TB-2026-7'))
          sheet.getCell(at, column('违法主体')).value = '表中填写';
    });
    const view = await read(changed);
    const cells = await cellsOf(view.returned);
    expect(cells).toMatchObject([{ verdict: 'conflict', was: '', now: '程序中填写', typed: '表中填写' }]);
    const kept = await program.send('return.apply', { returned: view.returned });
    expect(kept).toMatchObject({ ok: false, error: { code: 'NOTHING_CHANGED' } });
    const done = await program.call('return.apply', { returned: view.returned, takeOver: [cells[0]?.position ?? -1] });
    expect(done).toMatchObject({ cells: 1, cases: [row.id] });
    expect(await program.call('case.get', { id: row.id })).toMatchObject({ violator: '表中填写' });
  });

  it('a record that somebody worked on between reading and writing is refused by itself', async () => {
    const changed = await edited(await exported({ ledger: 'qingsiluan' }), (sheet) => {
      const { rows, column } = tableOf(sheet);
      for (const at of rows.slice(0, 2)) sheet.getCell(at, column('河段')).value = `河段${at}`;
    });
    const view = await read(changed);
    const [cell] = await cellsOf(view.returned);
    const { rev } = await program.call('case.get', { id: cell?.record.id ?? '' });
    await program.call('case.editDetails', { id: cell?.record.id ?? '', rev, changes: { basin: '潮白河水系' } });
    const done = await program.call('return.apply', { returned: view.returned });
    expect(done.cells).toBe(1);
    expect(done.refused).toMatchObject([{ number: cell?.number }]);
  });

  it("a column of a person's own under a header of ours is not taken for ours, wherever it stands", async () => {
    const path = await exported({ ledger: 'qingsiluan' });
    const beside = await edited(path, (sheet) => {
      const { rows, first, column, width } = tableOf(sheet);
      const own = width + 1;
      sheet.getCell(first - 1, own).value = '备注';
      for (const row of rows) sheet.getCell(row, own).value = '我的记录';
      expect(column('备注')).toBeLessThan(own);
    });
    expect((await read(beside)).counts.cells).toEqual(nothing);
    const moved = await edited(path, (sheet) => {
      const { rows, first, column, width } = tableOf(sheet);
      const [ours, later] = [column('备注'), width + 1];
      sheet.getCell(first - 1, 2).value = '备注';
      sheet.getCell(first - 2, 2).value = '备注';
      for (const row of rows) {
        sheet.getCell(row, later).value = sheet.getCell(row, ours).value;
        sheet.getCell(row, 2).value = '我的记录';
      }
      for (const row of [first - 1, first - 2]) {
        sheet.getCell(row, later).value = '备注';
        sheet.getCell(row, ours).value = null;
      }
    });
    const view = await read(moved);
    expect(view.counts.cells).toEqual(nothing);
    expect(view.gone).toEqual(['问题编号', '备注']);
  });

  it('progress of an earlier day beside another edit of the same row is written, too', async () => {
    program.clock.setDay('2026-11-05');
    const changed = await edited(await exported({ ledger: 'qingsiluan' }), (sheet) => {
      const { rows, column } = tableOf(sheet);
      sheet.getCell(rows[2] ?? 0, column('河段')).value = '下段';
      sheet.getCell(rows[2] ?? 0, column('进展情况')).value = '2026-11-03 已复绿';
    });
    const view = await read(changed);
    const done = await program.call('return.apply', { returned: view.returned });
    expect(done).toMatchObject({ cells: 2, refused: [] });
    expect(await program.call('case.get', { id: done.cases[0] ?? '' })).toMatchObject({
      reach: '下段',
      progress: '已复绿',
      progressOn: '2026-11-03',
    });
  });

  it('rows that were added, copied or taken out are told', async () => {
    const path = await exported({ ledger: 'qingsiluan', forEditing: true });
    const total = (await read(path)).counts.rows;
    const changed = await edited(path, (sheet) => {
      const { rows, key, column } = tableOf(sheet);
      const [first = 0, second = 0, third = 0] = rows;
      sheet.getCell(second, key).value = sheet.getCell(first, key).value;
      sheet.getCell(third, key).value = null;
      sheet.getCell(third, column('问题编号')).value = '新加的';
    });
    expect((await read(changed)).counts).toMatchObject({ rows: total - 2, copied: 1, added: 1, missing: 2 });
  });
});

describe('what is not ours', () => {
  it('is refused with what to do', async () => {
    const path = join(`${ROOT}resources/samples`, '巡查排查表.xlsx');
    const reply = await program.send('return.read', { file: program.ports.files.grant(path) });
    expect(reply).toMatchObject({ ok: false, error: { code: 'RETURN_NOT_OURS' } });
  });

  it('a ledger of another database: its rows are not known', async () => {
    const path = await exported({ ledger: 'qingsiluan' });
    const other = await openProgram({ jobs });
    const view = await other.call('return.read', { file: other.ports.files.grant(path) });
    expect(view.counts).toMatchObject({ rows: 0, cells: nothing });
    expect(view.counts.unknown).toBeGreaterThan(0);
    expect(view.export.known).toBe(false);
    other.remove();
  });
});
