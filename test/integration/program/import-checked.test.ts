import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JobPort } from '#app/ports.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { ok } from '#core/domain/shared/result.ts';
import { speakChinese } from '#worker/node/chinese-issues.ts';
import { createJobs } from '#worker/node/jobs.ts';
import { aProblem as problemInput, type ProblemInput } from '#test/harness/problem.ts';
import { noJobs, openProgram, type Program, ROOT } from '#test/harness/program.ts';
import { importRows, stagingFile } from '#test/harness/staged.ts';
import { rowXml, workbookOf } from '../import/workbook.ts';

let program: Program;
beforeAll(() => speakChinese());
afterEach(() => program.remove());

function aProblem(over: Partial<ProblemInput> = {}): Problem {
  return problemInput(over) as Problem;
}

/** Rows 2 and 4 are sound, row 3 is what the test is about. */
function sheetWith(over: Partial<ProblemInput>): Problem[] {
  return [
    aProblem({ externalNumbers: ['W-1'] }),
    aProblem({ externalNumbers: ['W-2'], ...over }),
    aProblem({ externalNumbers: ['W-3'] }),
  ];
}

/** What the form refuses, and the words in which a person is told. */
const REFUSED: readonly (readonly [what: string, over: Partial<ProblemInput>, message: string])[] = [
  ['description of 1,200', { description: '堆'.repeat(1200) }, '问题描述：问题描述最多 1000 字（现有 1200 字）'],
  ['blank description', { description: ' \u3000 ' }, '问题描述：缺少问题描述'],
  ['remarks of 2,001', { remarks: '记'.repeat(2001) }, '备注：最多 2000 字（现有 2001 字）'],
  ['day before 1900', { foundOn: '0026-01-09' }, '发现日期：日期应在 1900 年至 2199 年之间'],
  ['minute no clock shows', { foundTime: '24:10' }, '发现时间：时刻应写作 09:30'],
  ['negative quantity', { quantity: { amount: -3, unit: 'm³' } }, '数量·数量：数量不能为负'],
  ['empty external number', { externalNumbers: ['W-2', ' '] }, '外部编号·第 2 项：不能为空'],
  ['class that is none', { category: 'noise' as 'other' }, '四乱类别：只能是乱占、乱采、乱堆、乱建、非四乱之一'],
];

describe('a staged row that the form would refuse', () => {
  it.each(REFUSED)('%s: is not imported, and told with its row in the sheet', async (_what, over, message) => {
    program = await openProgram();
    const done = await importRows(program, sheetWith(over));
    expect(done).toMatchObject({ created: 2, failed: 1, refusals: [{ row: 3, message }] });
    const { rows, total } = await program.call('finding.list', { filter: {}, page: {} });
    expect(total).toBe(2);
    expect(rows.flatMap(({ externalNumbers }) => externalNumbers).toSorted()).toEqual(['W-1', 'W-3']);
  });

  it('with two faults names both', async () => {
    program = await openProgram();
    const done = await importRows(program, sheetWith({ description: '', item: '9.9' }));
    expect(done.refusals).toEqual([{ row: 3, message: '问题细项：细项代码应为 1.1 至 4.3；问题描述：缺少问题描述' }]);
  });

  it('does not correct the finding that it meets', async () => {
    program = await openProgram();
    const { id, rev } = await program.call('finding.register', { problem: problemInput({ externalNumbers: ['W-2'] }) });
    const done = await importRows(program, sheetWith({ description: '堆'.repeat(1200) }));
    expect(done).toMatchObject({ created: 2, updated: 0, failed: 1 });
    expect(await program.call('finding.get', { id })).toMatchObject({ rev, description: problemInput().description });
  });

  it('is an error in the preview already, in the words of the commit', async () => {
    // The parse job as it would have written the rows, had it let them through.
    const parseImport: JobPort['parseImport'] = async ({ stagingPath }) => {
      renameSync(stagingFile(program, sheetWith({ description: '堆'.repeat(1200) })), stagingPath);
      return ok({ sheet: '排查表' });
    };
    program = await openProgram({ jobs: { ...noJobs, parseImport } });
    const file = program.ports.files.grant(join(program.root, '排查表.xlsx'));
    const preview = await program.call('import.stage', { file });
    expect(preview.counts).toMatchObject({ new: 2, error: 1 });
    const filter = { kinds: ['error' as const] };
    const { rows } = await program.call('import.rows', { staged: preview.staged, filter, offset: 0, limit: 10 });
    const done = await program.call('import.commit', { staged: preview.staged });
    expect(done.refusals).toEqual(rows.map(({ row, messages }) => ({ row, message: messages[0]?.text })));
    expect(done.refusals).toHaveLength(1);
  });
});

describe('a staged row that the form would take', () => {
  it('is kept as the form keeps it: without outer blanks, an empty text as none', async () => {
    program = await openProgram();
    const blanks = { description: ' 岸坡堆渣\u3000', remarks: '  ', source: ' 网格巡查 ' };
    const { findingIds } = await importRows(program, [aProblem(blanks)]);
    expect(await program.call('finding.get', { id: findingIds[0] ?? '' })).toMatchObject({
      description: '岸坡堆渣',
      remarks: null,
      source: '网格巡查',
    });
    expect(await importRows(program, [aProblem(blanks)])).toMatchObject({ updated: 0, unchanged: 1 });
  });
});

describe('a workbook', () => {
  // No cell is too long, but what the two columns come to is.
  it('whose two remarks are too long together has that row left out, the next one imported', async () => {
    const jobs = createJobs({
      resources: `${ROOT}resources`,
      migrationsFolder: `${ROOT}db/migrations`,
      district: '110118',
    });
    program = await openProgram({ jobs });
    mkdirSync(program.ports.folders.staging);
    const long = '记'.repeat(1500);
    const path = join(program.root, '排查表.xlsx');
    const rows = [
      ['镇街', '问题类型', '问题描述', '发现时间', '问题来源', '备注', '备注'],
      ['石城镇', '乱堆', '岸坡倾倒垃圾', '2026-01-09', '网格巡查', long, long],
      ['石城镇', '乱堆', '堤脚堆放渣土', '2026-01-09', '网格巡查', long, ''],
    ];
    writeFileSync(path, workbookOf(rows.map((values, index) => rowXml(index + 4, values)).join('')));
    const preview = await program.call('import.stage', { file: program.ports.files.grant(path) });
    expect(preview.counts).toMatchObject({ new: 1, error: 1 });
    const done = await program.call('import.commit', { staged: preview.staged });
    expect(done).toMatchObject({ created: 1, failed: 1 });
    expect(done.refusals).toMatchObject([{ row: 5, message: expect.stringContaining('备注：最多 2000 字') }]);
    const { rows: kept } = await program.call('finding.list', { filter: {}, page: {} });
    expect(kept.map(({ description }) => description)).toEqual(['堤脚堆放渣土']);
  });
});
