import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import PizZip from 'pizzip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobPort } from '#app/ports.ts';
import type { InputOf } from '#core/contract/routes.ts';
import { aCase, intoRectifying } from '#test/harness/flow.ts';
import { noJobs, openProgram, type Program, ROOT } from '#test/harness/program.ts';
import { runLedgerExport } from '#worker/job/ledger-export.ts';
import { runLedgerParts } from '#worker/job/ledger-parts.ts';

const files = { resources: `${ROOT}resources`, migrationsFolder: `${ROOT}db/migrations`, district: '110118' };
/** The exports as their process runs them, in this one. */
const jobs: JobPort = {
  ...noJobs,
  exportLedger: (job, { onProgress }) => runLedgerExport({ ...job, ...files }, { progress: onProgress }),
  exportLedgerParts: (job, { onProgress }) => runLedgerParts({ ...job, ...files }, { progress: onProgress }),
};

const SHICHENG = { townCode: '110118116', town: '石城镇' };
const BULAOTUN = { townCode: '110118109', town: '不老屯镇' };

/** What a test puts in the place of a job. */
const jobsDo: { exportLedgerParts?: JobPort['exportLedgerParts'] } = {};

let program: Program;
beforeAll(async () => {
  program = await openProgram({
    day: '2026-11-02',
    jobs: {
      ...jobs,
      exportLedgerParts: (job, control) => (jobsDo.exportLedgerParts ?? jobs.exportLedgerParts)(job, control),
    },
  });
  const places = [SHICHENG, BULAOTUN, SHICHENG, { townCode: null, town: null }, BULAOTUN];
  for (const [at, place] of places.entries()) {
    const one = await aCase(program, { ...place, description: `第${at}号`, foundOn: '2026-10-20' });
    if (at < 3) await intoRectifying(program, one.id);
  }
});
afterAll(() => program.remove());

type Spec = Omit<InputOf<'ledger.exportParts'>, 'file'>;

async function sent(spec: Spec, name = 'a.zip') {
  const path = join(program.root, name);
  const made = await program.call('ledger.exportParts', { ...spec, file: program.ports.files.grant(path) });
  const zip = new PizZip(readFileSync(path));
  const book = async (file: string) => (await readXlsx(zip.file(file)?.asUint8Array() ?? new Uint8Array())).sheets;
  return { path, made, names: Object.keys(zip.files), book, bytes: (file: string) => zip.file(file)?.asUint8Array() };
}

const QING: Spec = { ledger: 'qingsiluan', filter: {}, split: 'town', forEditing: true };

describe('ledger.parts', () => {
  it('counts one part a town in the order of the district, those not known last; their rows add up to the filter', async () => {
    const parts = await program.call('ledger.parts', QING);
    expect(parts.map(({ name, rows }) => [name, rows])).toEqual([
      ['不老屯镇', 2],
      ['石城镇', 2],
      ['镇街未明', 1],
    ]);
    const found = await program.call('ledger.parts', { ...QING, filter: undefined, search: '第0号' });
    expect(found.map(({ name, rows }) => [name, rows])).toEqual([['石城镇', 1]]);
  });

  it('parts findings by town too, cases by unit', async () => {
    const findings = await program.call('ledger.parts', { ledger: 'inspectionList', filter: {}, split: 'town' });
    expect(findings.reduce((sum, { rows }) => sum + rows, 0)).toBe(5);
    const units = await program.call('ledger.parts', { ...QING, split: 'unit' });
    expect(units.at(-1)).toMatchObject({ by: 'unit', value: '', name: '未定主办单位', rows: 2 });
    expect(units).toHaveLength(2);
  });

  it.each([
    [{ ledger: 'statistics', split: 'town' }, 'LEDGER_NOT_PARTED', '汇总表'],
    [
      { ledger: 'monthly', split: 'unit', period: { kind: 'month', from: '2026-10-01' } },
      'LEDGER_NOT_PARTED',
      '汇总表',
    ],
    [{ ledger: 'inspectionList', split: 'unit' }, 'LEDGER_NOT_PARTED', '只能按镇街'],
    [{ ledger: 'qingsiluan', split: 'town', search: '没有这样的' }, 'LEDGER_PARTS_NONE', '放宽'],
    [{ ledger: 'caseSet', split: 'town', forEditing: true }, 'LEDGER_NOT_EDITABLE', '没有可以填报的列'],
    [{ ...QING, columns: ['number', 'completion'] }, 'LEDGER_NOT_EDITABLE', '外部编号、'],
  ] as const)('refuses %o', async (input, code, said) => {
    const reply = await program.send('ledger.parts', input as Spec);
    expect(reply).toMatchObject({ ok: false, error: { code } });
    expect(reply.ok ? '' : reply.error.message).toContain(said);
  });

  it('refuses more than twenty, with what was found and what is allowed', async () => {
    for (let at = 0; at < 20; at += 1) {
      const one = await aCase(program, { ...SHICHENG, description: `单位${at}`, foundOn: '2026-10-21' });
      const { rev } = await program.call('case.get', { id: one.id });
      const act = { type: 'case.assigned', leadUnit: `第${at + 1}单位`, supervisingUnit: null } as const;
      const rest = { coUnits: [], responsiblePerson: null, responsiblePhone: null, goal: null, measures: null };
      await program.call('case.act', { id: one.id, rev, act: { ...act, ...rest } });
    }
    const filter = { foundFrom: '2026-10-21' };
    expect(await program.call('ledger.parts', { ...QING, filter, split: 'unit' })).toHaveLength(20);
    const reply = await program.send('ledger.parts', { ...QING, split: 'unit' });
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'LEDGER_PARTS_TOO_MANY', data: { found: 22, allowed: 20 } },
    });
  });
});

it('a saved export keeps how it is parted, and only where it can be', async () => {
  const { split, ...spec } = QING;
  const kept = await program.call('exportDefinition.save', {
    name: '月度分发',
    spec: { ...spec, split },
    shared: true,
  });
  expect(kept.spec).toMatchObject({ ledger: 'qingsiluan', forEditing: true, split: 'town' });
  const reply = await program.send('exportDefinition.save', {
    name: '统计分发',
    spec: { ledger: 'statistics', split: 'town' },
    shared: true,
  });
  expect(reply).toMatchObject({ ok: false, error: { code: 'LEDGER_NOT_PARTED' } });
});

describe('ledger.exportParts', () => {
  const filter = { foundTo: '2026-10-20' };

  it('writes one file a town with just its rows, and records each with its scope and hash', async () => {
    const { made, names, book, bytes, path } = await sent({ ...QING, filter });
    expect(names).toEqual(['不老屯镇', '石城镇', '镇街未明'].map((town) => `${town}-河湖四乱问题台账.xlsx`));
    expect(made).toMatchObject({ rows: 5, path });
    expect(made.parts.map(({ rows }) => rows)).toEqual([2, 2, 1]);
    const [table, keys] = await book('石城镇-河湖四乱问题台账.xlsx').then((sheets) => [sheets[0], sheets.at(-1)]);
    expect(table?.rows.slice(4, 6).map((row) => row[20])).toEqual(['第0号', '第2号']);
    expect(table?.rows.flat().join('\n')).toContain('筛选条件：镇街：石城镇；发现日期：2026-10-20 以前');
    const said = new Map(keys?.rows.map((row) => [row[0], row.slice(1)]));
    expect(said.get('scope')?.slice(0, 3)).toEqual(['town', '110118116', '石城镇']);

    const { rows: log } = await program.call('ledger.exports', { page: {} });
    const mine = log.filter(({ scope }) => scope !== null);
    expect(new Set(mine.map(({ scope }) => scope?.name))).toEqual(new Set(['不老屯镇', '石城镇', '镇街未明']));
    const one = mine.find(({ scope }) => scope?.name === '石城镇');
    expect(one).toMatchObject({ forEditing: true, rows: 2, scope: { by: 'town', value: '110118116' } });
    const hash = createHash('sha256')
      .update(bytes('石城镇-河湖四乱问题台账.xlsx') ?? '')
      .digest('hex');
    expect(one?.fileHash).toBe(hash);
    // The file names the export that the log has.
    expect(said.get('export')?.[0]).toBe(one?.id);
    const { connection } = program;
    const sendings = connection.sqlite.prepare(
      'select distinct sending_id as id from export_log where scope is not null',
    );
    expect(sendings.all()).toEqual([{ id: said.get('sending')?.[0] }]);
    expect(await program.call('log.verify', {}, 'administrator')).toMatchObject({ sound: true });
  });

  it('refuses when a row is of no part: somebody entered one of another town meanwhile', async () => {
    jobsDo.exportLedgerParts = (job, control) => jobs.exportLedgerParts({ ...job, parts: job.parts.slice(1) }, control);
    const file = program.ports.files.grant(join(program.root, 'short.zip'));
    const reply = await program.send('ledger.exportParts', { ...QING, filter, file });
    delete jobsDo.exportLedgerParts;
    expect(reply).toMatchObject({ ok: false, error: { code: 'LEDGER_COUNT_MISMATCH' } });
    expect(reply.ok ? '' : reply.error.message).toContain('统计为 5 条，各份合计 3 条');
    expect(existsSync(join(program.root, 'short.zip'))).toBe(false);
  });

  it('leaves nothing behind where it worked', () => {
    const { staging } = program.ports.folders;
    expect(existsSync(staging) ? readdirSync(staging) : []).toEqual([]);
  });

  it('only into a zip, and nothing is logged when the place is none', async () => {
    const before = (await program.call('ledger.exports', { page: {} })).total;
    const grant = (name: string) => program.ports.files.grant(join(program.root, name));
    const wrong = await program.send('ledger.exportParts', { ...QING, filter, file: grant('a.xlsx') });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'LEDGER_NOT_ZIP' } });
    const nowhere = await program.send('ledger.exportParts', { ...QING, filter, file: grant('none/a.zip') });
    expect(nowhere).toMatchObject({ ok: false, error: { code: 'LEDGER_FOLDER_MISSING' } });
    expect((await program.call('ledger.exports', { page: {} })).total).toBe(before);
    expect(readdirSync(program.ports.folders.staging)).toEqual([]);
  });
});
