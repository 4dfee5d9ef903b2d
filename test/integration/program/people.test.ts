import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJobs } from '#worker/node/jobs.ts';
import { openProgram, type Program, ROOT } from '#test/harness/program.ts';

let program: Program;
beforeEach(async () => {
  const places = { resources: `${ROOT}resources`, migrationsFolder: `${ROOT}db/migrations`, district: '110118' };
  program = await openProgram({ jobs: createJobs(places) });
});
afterEach(() => program.remove());

const UNIT = { id: null, name: '石城镇人民政府', aliases: ['石城镇', '石城'], kind: 'town' as const, active: true };

describe('units and people', () => {
  it('are kept with their people, a name is taken once, and an unknown key writes nothing', async () => {
    const unit = await program.call('people.saveUnit', UNIT);
    await program.call('people.savePerson', {
      id: null,
      unitId: unit.id,
      name: '赵一',
      post: '科员',
      phone: null,
      active: true,
    });
    expect(await program.call('people.units', {})).toMatchObject([
      { name: '石城镇人民政府', aliases: ['石城镇', '石城'], people: [{ name: '赵一', post: '科员' }] },
    ]);
    expect(await program.send('people.saveUnit', UNIT)).toMatchObject({ ok: false, error: { code: 'NAME_TAKEN' } });
    const unknown = '01990000-0000-7000-8000-000000000000';
    expect(await program.send('people.saveUnit', { ...UNIT, id: unknown, name: '另一个' })).toMatchObject({
      ok: false,
      error: { code: 'RECORD_UNKNOWN' },
    });
    expect(await program.call('people.units', {})).toHaveLength(1);
  });
});

describe('reaches and river chiefs', () => {
  async function sheetToken(rows: readonly (readonly (string | null)[])[]): Promise<string> {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('河长名单');
    for (const row of rows) sheet.addRow([...row]);
    sheet.mergeCells('A3:A4');
    const path = join(program.root, '河长名单.xlsx');
    await book.xlsx.writeFile(path);
    return program.ports.files.grant(path);
  }

  it('are read from a sheet with a title row and a merged river, a bad town named with its row', async () => {
    const file = await sheetToken([
      ['密云区河长名单'],
      ['河流名称', '河段', '所属镇街', '河长姓名', '河长职务', '联系电话', '级别'],
      ['白河', '石城段', '石城镇', '甲', '镇长', '010-1', '镇级'],
      [null, '溪翁庄段', '溪翁庄镇', '乙', '镇长', '010-2', '镇级'],
      ['潮河', '全段', '没有这个镇', '丙', '镇长', '010-3', '镇级'],
    ]);
    const read = await program.call('people.readReaches', { file });
    expect(read.reaches).toMatchObject([
      { row: 3, river: '白河', name: '石城段', townCode: '110118116', chiefName: '甲', level: 'town', known: false },
      { row: 4, river: '白河', name: '溪翁庄段', chiefName: '乙' },
    ]);
    expect(read.problems).toMatchObject([{ row: 5, message: expect.stringContaining('没有这个镇') }]);
    const reaches = read.reaches.map(({ row: _row, known: _known, ...reach }) => reach);
    expect(await program.call('people.importReaches', { reaches })).toEqual({ created: 2, updated: 0, unchanged: 0 });
    const changed = reaches.map((reach, index) => (index === 0 ? { ...reach, chiefName: '丁' } : reach));
    expect(await program.call('people.importReaches', { reaches: changed })).toEqual({
      created: 0,
      updated: 1,
      unchanged: 1,
    });
    expect((await program.call('people.reaches', {})).map(({ chiefName }) => chiefName)).toEqual(['乙', '丁']);
  });

  it('a sheet without such a header is refused with what it should have', async () => {
    const file = await sheetToken([
      ['序号', '内容'],
      ['1', '甲'],
      ['2', '乙'],
    ]);
    expect(await program.send('people.readReaches', { file })).toMatchObject({
      ok: false,
      error: { code: 'REACH_HEADER_MISSING', message: expect.stringContaining('河流名称') },
    });
  });
});
