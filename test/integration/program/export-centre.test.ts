import { readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobPort } from '#app/ports.ts';
import type { InputOf, OutputOf } from '#core/contract/routes.ts';
import { BUILT_IN_LEDGERS } from '#core/domain/ledger/ledgers.ts';
import { noJobs, openProgram, type Program, ROOT } from '#test/harness/program.ts';
import { aProblem } from '#test/harness/problem.ts';
import { aCase, aConfirmed, intoRectifying } from '#test/harness/flow.ts';
import { runLedgerExport } from '#worker/job/ledger-export.ts';

/** The export as its process runs it, in this one. */
const jobs: JobPort = {
  ...noJobs,
  exportLedger: (job, { onProgress }) =>
    runLedgerExport(
      { ...job, resources: `${ROOT}resources`, migrationsFolder: `${ROOT}db/migrations`, district: '110118' },
      { progress: onProgress },
    ),
};

let program: Program;
beforeAll(async () => {
  program = await openProgram({ day: '2026-11-02', jobs });
  const towns = [
    { townCode: '110118116', town: '石城镇' },
    { townCode: '110118109', town: '不老屯镇' },
  ];
  for (let at = 0; at < 5; at += 1) {
    const one = await aCase(program, {
      ...(towns[at % 2] ?? {}),
      description: `第${at}号`,
      foundOn: '2026-10-20',
      source: at < 2 ? '市级督察' : '网格巡查',
      responsiblePhone: '13800001111',
    });
    if (at < 2) await intoRectifying(program, one.id);
  }
  const problem = aProblem({ source: '市级督察', foundOn: '2026-10-21', description: '不属实的一件' });
  const odd = await program.call('finding.register', { problem });
  await program.call('finding.act', {
    id: odd.id,
    rev: odd.rev,
    act: { type: 'finding.judgedUnfounded', basis: '现场未见' },
  });
});
afterAll(() => program.remove());

type Spec = Omit<InputOf<'ledger.export'>, 'file'>;

async function exported(
  spec: Spec,
  name = 'a.xlsx',
): Promise<{ made: OutputOf<'ledger.export'>; rows: unknown[][]; sheets: string[] }> {
  const path = join(program.root, name);
  const made = await program.call('ledger.export', { ...spec, file: program.ports.files.grant(path) });
  const { sheets } = await readXlsx(readFileSync(path));
  return { made, rows: (sheets[0]?.rows ?? []) as unknown[][], sheets: sheets.map((sheet) => sheet.name) };
}

describe('ledger.list', () => {
  it('tells every built-in ledger with its columns, and which of them stay empty', async () => {
    const ledgers = await program.call('ledger.list', {});
    expect(ledgers.map(({ id }) => id)).toEqual(BUILT_IN_LEDGERS.map(({ id }) => id));
    expect(ledgers[0]?.sheets[0]?.columns).toHaveLength(49);
    const list = ledgers.find(({ id }) => id === 'inspectionList');
    const empty = list?.sheets[0]?.columns.filter((column) => column.empty).map(({ header }) => header);
    expect(empty).toContain('污染类型');
    for (const { sheets } of ledgers) for (const { title } of sheets) expect(title).not.toMatch(/[{}]/);
  });
});

describe('every built-in ledger', () => {
  it.each(BUILT_IN_LEDGERS.map(({ id, list }) => [id, list] as const))(
    '%s: preview and file show the same rows',
    async (ledger, list) => {
      const period =
        list === 'week'
          ? { kind: 'week' as const, from: '2026-10-20' }
          : { kind: 'month' as const, from: '2026-10-20' };
      const spec: Spec = { ledger, ...(list === 'case' ? { filter: {} } : list === 'finding' ? {} : { period }) };
      const preview = await program.call('ledger.preview', spec);
      const { rows, sheets, made } = await exported(spec);
      expect(sheets.slice(0, -1)).toEqual(preview.sheets.map(({ sheetName }) => sheetName));
      const shown = preview.sheets[0]?.rows ?? [];
      expect(shown.length).toBeGreaterThan(0);
      expect(made.rows).toBe(shown.length);
      shown.forEach((line, at) => {
        const cells = rows[4 + at] ?? [];
        expect(
          line.map((_, column) => printed(cells[column])),
          `row ${at}`,
        ).toEqual(line.map(simple));
      });
      expect(rows.flat()).toContain(preview.sheets[0]?.title);
    },
  );

  const printed = (value: unknown): string => {
    if (value === null || value === undefined) return '';
    if (value instanceof Date) return value.toISOString().slice(0, 10);
    return String(value);
  };
  // Looks of numbers are the cell's format, not its value.
  const simple = (text: string): string => {
    if (/^\d+张$/.test(text)) return text.slice(0, -1);
    if (/^[\d.]+%$/.test(text)) return String(Math.round(Number.parseFloat(text) * 10) / 1000);
    if (/^\d+\.\d{6}$/.test(text)) return String(Number(text));
    return text.replace(/^(\d{4}-\d\d-\d\d) \d\d:\d\d$/, '$1');
  };
});

describe('ledger.export', () => {
  it('uses the filter that the ledger proposes when none is stated, and says so', async () => {
    const { made, rows } = await exported({ ledger: 'inspectionList' });
    expect(made.rows).toBe(3);
    expect(rows.flat().join('\n')).toContain('筛选条件：问题来源：中央督察、市级督察');
    const verdicts = rows.slice(4, 7).map((row) => [row[5] ?? null, row[6], row[8]]);
    expect(verdicts).toEqual([
      [null, '属实', '未办结'],
      [null, '属实', '未办结'],
      ['现场未见', '不属实', '已办结'],
    ]);
  });

  it('takes filter and word of a saved view, one’s own or a shared one, of the right list', async () => {
    const spec = { filter: { townCode: ['110118116'] }, search: '', sort: [] };
    const view = await program.call('view.save', { list: 'case', name: '石城', spec, shared: false });
    expect((await exported({ ledger: 'progress', view: view.id })).made.rows).toBe(3);
    const others = await program.send('ledger.export', { ledger: 'progress', view: view.id, file: 'x' }, 'reviewer');
    expect(others).toMatchObject({ ok: false });
    const wrong = await program.send('ledger.preview', { ledger: 'inspectionList', view: view.id });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'VIEW_OTHER_LIST' } });
  });

  it('leaves telephones out by default, shows them when asked, and logs which', async () => {
    const privately = await exported({ ledger: 'qingsiluan', filter: {} });
    expect(privately.rows.flat().join()).not.toContain('13800001111');
    const openly = await exported({ ledger: 'qingsiluan', filter: {}, privacy: 'full' });
    expect(openly.rows.flat().join()).toContain('13800001111');
    const { rows } = await program.call('ledger.exports', { page: { size: 2 } });
    expect(rows.map(({ privacy }) => privacy)).toEqual(['full', 'standard']);
  });

  it('writes chosen columns only, keeps the numbers of the rows, and says that it left columns out', async () => {
    const { rows } = await exported({ ledger: 'qingsiluan', filter: {}, columns: ['town', 'description'] });
    expect(rows[4]?.slice(0, 4).map(String)).toEqual(['1', expect.stringMatching(/^MY-AJ/), '石城镇', '第0号']);
    expect(rows.flat().join()).toContain('导出时只选了 4 列，表式共 49 列');
    const wrong = await program.send('ledger.preview', { ledger: 'qingsiluan', columns: ['nothing'] });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'LEDGER_COLUMN_UNKNOWN' } });
  });

  it('is logged as a row and a chained event: who, when, which rows, count, hash and head', async () => {
    const { made } = await exported({ ledger: 'closure', filter: { townCode: ['110118116'] } }, '销号.xlsx');
    const { rows, total } = await program.call('ledger.exports', { page: {} });
    expect(total).toBe(rows.length);
    expect(rows[0]).toMatchObject({
      ledger: 'closure',
      ledgerName: '销号清单',
      actorName: 'clerk甲',
      rows: 3,
      filterText: '镇街：石城镇',
      fileHash: createHash('sha256').update(readFileSync(made.path)).digest('hex'),
      rowsHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      head: { device: 'test-device' },
    });
    const event = program.connection.sqlite
      .prepare("select payload from event_log where type = 'export.made' order by seq desc limit 1")
      .get() as { payload: string };
    expect(JSON.parse(event.payload)).toMatchObject({
      ledger: 'closure',
      rows: 3,
      fileName: '销号.xlsx',
      fileHash: made.sha256,
    });
    expect(event.payload).not.toContain(program.root);
    expect(await program.call('log.verify', {})).toMatchObject({ sound: true });
  });

  it('leaves the row hash unchanged for the same rows, and changes it when a case moves on', async () => {
    const hash = async () => {
      await exported({ ledger: 'progress', filter: {} });
      return (await program.call('ledger.exports', { page: { size: 1 } })).rows[0]?.rowsHash;
    };
    const first = await hash();
    expect(await hash()).toBe(first);
    const [one] = (await program.call('case.list', { filter: { handling: ['pendingAssignment'] }, page: {} })).rows;
    await intoRectifying(program, one?.id ?? '');
    expect(await hash()).not.toBe(first);
  });

  it('refuses an unknown ledger, a finding filter for a case ledger, and a period without its date', async () => {
    const refused = async (spec: Spec) => {
      const reply = await program.send('ledger.preview', spec);
      return reply.ok ? 'ok' : reply.error.code;
    };
    expect(await refused({ ledger: 'nothing' })).toBe('LEDGER_UNKNOWN');
    expect(await refused({ ledger: 'closure', filter: { state: ['confirmed'] } })).toBe('VALIDATION_FAILED');
    expect(await refused({ ledger: 'closure', period: { kind: 'month', from: '2026-10-01' } })).toBe(
      'LEDGER_PERIOD_FIELD',
    );
    expect(await refused({ ledger: 'monthly' })).toBe('LEDGER_PERIOD_MISSING');
    expect(await refused({ ledger: 'monthly', period: { kind: 'week', from: '2026-10-01' } })).toBe(
      'LEDGER_PERIOD_MISSING',
    );
  });
});

describe('reports', () => {
  const october: Spec = { ledger: 'monthly', period: { kind: 'month', from: '2026-10-31' } };
  const figures = (rows: unknown[][]) =>
    rows.slice(4, rows.findIndex((row) => row[1] === '合计') + 1).map((row) => row.slice(0, 13));

  it('print the very same numbers later, whatever has happened since, and new ones only from a new snapshot', async () => {
    const before = await exported(october, '月报.xlsx');
    await aCase(program, { description: '补录', foundOn: '2026-10-30' });
    program.clock.setDay('2026-12-20');
    const after = await exported(october, '月报-再印.xlsx');
    expect(figures(after.rows)).toEqual(figures(before.rows));
    expect(after.rows.flat().filter((text) => String(text).startsWith('筛选条件'))).toEqual(
      before.rows.flat().filter((text) => String(text).startsWith('筛选条件')),
    );
    const [kept] = await program.call('report.list', { kind: 'month' });
    expect(kept).toMatchObject({ text: '2026年10月', asOf: '2026-11-02', final: true });
    const again = await program.call('report.take', { kind: 'month', from: '2026-10-01' });
    expect(again.figuresHash).not.toBe(kept?.figuresHash);
    const newer = await exported(october);
    expect(figures(newer.rows)).not.toEqual(figures(before.rows));
    const old = await exported({ ...october, report: kept?.id ?? '' });
    expect(figures(old.rows)).toEqual(figures(before.rows));
  });

  it('count as the statistics count', async () => {
    const { rows } = await exported({ ledger: 'statistics', filter: {} });
    const { all } = await program.call('statistics.cases', { filter: {} });
    const total = rows.find((row) => row[0] === '合计');
    expect(total?.[2]).toBe(all.total);
    const taken = await program.call('report.take', { kind: 'month', from: '2026-12-01' });
    expect(taken.final).toBe(false);
    const report = await exported({
      ledger: 'monthly',
      period: { kind: 'month', from: '2026-12-01' },
      report: taken.id,
    });
    const last = report.rows.find((row) => row[1] === '合计');
    expect([last?.[6], last?.[9]]).toEqual([all.total, all.overdue]);
    expect(report.rows.flat().join()).toContain('本期尚未结束，为期中数');
  });

  it('refuse a month to come, a snapshot of another month, and figures that were changed behind the program', async () => {
    const early = await program.send('report.take', { kind: 'month', from: '2027-03-01' });
    expect(early).toMatchObject({ ok: false, error: { code: 'REPORT_TO_COME' } });
    const [kept] = await program.call('report.list', { kind: 'month' });
    const november: Spec = { ledger: 'monthly', period: { kind: 'month', from: '2026-11-01' } };
    const other = await program.send('ledger.preview', { ...november, report: kept?.id ?? '' });
    expect(other).toMatchObject({ ok: false, error: { code: 'REPORT_OTHER_PERIOD' } });
    program.connection.sqlite.exec(
      `update period_report set figures = replace(figures, '"found":', '"found":1') where kind = 'month'`,
    );
    const forged = await program.send('ledger.preview', october);
    expect(forged).toMatchObject({ ok: false, error: { code: 'REPORT_CHANGED' } });
  });
});

describe('saved exports', () => {
  it('step to the next month with one command, and export what they then say', async () => {
    const spec = {
      ledger: 'closure',
      filter: {},
      period: { kind: 'month', from: '2026-10-05', field: 'filed' },
    } as const;
    const saved = await program.call('exportDefinition.save', { name: '月度销号', spec, shared: true });
    expect(saved).toMatchObject({ periodText: '2026年10月', own: true });
    const next = await program.call('exportDefinition.step', { id: saved.id });
    expect(next).toMatchObject({ periodText: '2026年11月', spec: { period: { from: '2026-11-01' } } });
    const preview = await program.call('ledger.preview', next.spec);
    expect(preview.filterText).toBe('立案日期：2026-11-01 至 2026-11-30');
    expect((await program.call('exportDefinition.step', { id: saved.id, steps: -2 })).periodText).toBe('2026年9月');
    const [seen] = await program.call('exportDefinition.list', {}, 'reviewer');
    expect(seen).toMatchObject({ name: '月度销号', own: false });
    const others = await program.send('exportDefinition.step', { id: saved.id }, 'reviewer');
    expect(others).toMatchObject({ ok: false, error: { code: 'EXPORT_NOT_OWN' } });
    const twice = await program.send('exportDefinition.save', { name: '月度销号', spec, shared: true });
    expect(twice).toMatchObject({ ok: false, error: { code: 'EXPORT_NAME_TAKEN' } });
    await program.call('exportDefinition.remove', { id: saved.id });
    expect(await program.call('exportDefinition.list', {})).toEqual([]);
  });

  it('without a period can’t be stepped, and one that could not be exported is not saved', async () => {
    const saved = await program.call('exportDefinition.save', {
      name: '全部',
      spec: { ledger: 'progress' },
      shared: false,
    });
    const step = await program.send('exportDefinition.step', { id: saved.id });
    expect(step).toMatchObject({ ok: false, error: { code: 'EXPORT_NO_PERIOD' } });
    const wrong = await program.send('exportDefinition.change', {
      id: saved.id,
      name: '全部',
      spec: { ledger: '无' },
      shared: false,
    });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'LEDGER_UNKNOWN' } });
  });
});

it('an export that fails is not logged', async () => {
  const { total } = await program.call('ledger.exports', { page: {} });
  writeFileSync(join(program.root, 'file'), '');
  const file = program.ports.files.grant(join(program.root, 'file', 'a.xlsx'));
  const reply = await program.send('ledger.export', { ledger: 'progress', filter: {}, file });
  expect(reply).toMatchObject({ ok: false, error: { code: 'LEDGER_FOLDER_MISSING' } });
  expect((await program.call('ledger.exports', { page: {} })).total).toBe(total);
  expect(await aConfirmed(program)).toBeDefined();
});
