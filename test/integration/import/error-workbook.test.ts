import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createJobs } from '#worker/node/jobs.ts';
import { readWorkbook } from '#worker/spreadsheet/read-workbook.ts';
import { openProgram, type Program, ROOT } from '#test/harness/program.ts';
import { type FormRow, formWorkbook } from './error-form.ts';
import { partsOf, type ZipPart, zipOf } from './zip.ts';

const jobs = createJobs({
  resources: `${ROOT}resources`,
  migrationsFolder: `${ROOT}db/migrations`,
  district: '110118',
});
const ALL = { filter: {}, offset: 0, limit: 200 };
const ROWS: readonly FormRow[] = [
  ['GD-1', '网格巡查', '溪翁庄镇', '乱堆', '白河桥下岸坡堆放建筑垃圾约20立方米', '2026-03-05', '一般'],
  ['GD-2', '网格巡查', '石城镇', '乱堆', '清水河左岸倾倒生活垃圾三车', '2026年13月40日', '一般'],
  ['GD-3', '网格巡查', '太师屯镇', '乱建', '安达木河滩地上修建彩钢房两间', '2026-03-07', '特别坏'],
  ['GD-4', '网格巡查', '古北口镇', '乱占', '潮河河道内围垦种植玉米约3亩', '2026-03-08', '较严重'],
];
let program: Program;
let photo: Uint8Array;
async function open(): Promise<void> {
  program = await openProgram({ jobs });
  const sample = await partsOf(readFileSync(join(ROOT, 'resources', 'samples', '巡查排查表.xlsx')));
  photo = sample.find(({ name }) => name === 'xl/media/image1.jpeg')?.data ?? new Uint8Array();
}
const close = () => program.remove();

const token = (name: string) => program.ports.files.grant(join(program.root, name));
const stage = (name: string) => program.call('import.stage', { file: token(name) });
const put = (name: string, bytes: Uint8Array | string) => writeFileSync(join(program.root, name), bytes);
const get = (name: string) => readFileSync(join(program.root, name));
const textOf = (parts: readonly ZipPart[], name: string) =>
  Buffer.from(parts.find((part) => part.name === name)?.data ?? []).toString();

async function errorWorkbook(source: string, out = '反馈.xlsx') {
  const staged = await stage(source);
  const done = await program.call('import.errorWorkbook', { staged: staged.staged, file: token(out) });
  return { staged, done, parts: await partsOf(get(out)) };
}

/** What the inspector does: another text in one cell, saved under another name. */
async function corrected(source: string, out: string, changes: Readonly<Record<string, string>>): Promise<void> {
  const parts = await partsOf(get(source));
  const edited = parts.map((part) => {
    if (part.name !== 'xl/worksheets/sheet1.xml') return part;
    const xml = Object.entries(changes).reduce(
      (before, [from, to]) => before.replace(`>${from}</t>`, `>${to}</t>`),
      Buffer.from(part.data).toString(),
    );
    return { name: part.name, data: Buffer.from(xml) };
  });
  put(out, zipOf(edited));
}

describe('the error workbook of an .xlsx', () => {
  let made: Awaited<ReturnType<typeof errorWorkbook>>;
  beforeAll(async () => {
    await open();
    put('排查表.xlsm', formWorkbook(ROWS, photo));
    made = await errorWorkbook('排查表.xlsm');
  });
  afterAll(close);

  test('says how many rows of which kinds, and where it lies', () => {
    const { done } = made;
    expect(done.path).toBe(join(program.root, '反馈.xlsx'));
    expect(done.kinds.filter(({ level }) => level === 'error')).toEqual([
      { title: '严重程度：不是严重程度', level: 'error', rows: 1 },
      { title: '发现日期：没有这一天', level: 'error', rows: 1 },
    ]);
  });

  test('everything beside the new column has moved with its cells', () => {
    const { parts } = made;
    const sheet = textOf(parts, 'xl/worksheets/sheet1.xml');
    for (const moved of [
      '<dimension ref="A1:I6"/>',
      '<pane xSplit="2" ySplit="2" topLeftCell="C3"',
      'activeCell="F3" sqref="F3"',
      '<col min="1" max="1" width="24" customWidth="1"/>',
      '<col min="6" max="6" width="41.25" customWidth="1"/>',
      '<col min="8" max="8" width="9" hidden="1" customWidth="1"/>',
      '<autoFilter ref="B2:I6"/>',
      '<mergeCell ref="B1:I1"/>',
      '<conditionalFormatting sqref="E3:E6">',
      '<formula>$E3=&quot;乱堆&quot;</formula>',
      'sqref="H3:H6"',
      '<hyperlink ref="B3" location="排查表!F3"/>',
      '<f>LEN(F3)*1</f>',
    ])
      expect(sheet).toContain(moved);
    expect(sheet).toContain('<pageSetup paperSize="8" orientation="landscape" fitToHeight="0"/>');
    const workbook = textOf(parts, 'xl/workbook.xml');
    expect(workbook).toContain('排查表!$B$1:$I$6');
    expect(workbook).toContain('排查表!$B:$B,排查表!$1:$2');
    expect(textOf(parts, 'xl/worksheets/sheet2.xml')).toContain(
      'COUNTIF(排查表!$E:$E,&quot;乱堆&quot;)+SUM(排查表!I3:I6,B1)',
    );
    const drawing = textOf(parts, 'xl/drawings/drawing1.xml');
    expect([...drawing.matchAll(/<xdr:col>(\d+)</gu)].map(([, column]) => column)).toEqual(['5', '6']);
    expect(textOf(parts, 'xl/drawings/vmlDrawing1.vml')).toContain('<x:Anchor>7, 15, 1, 10, 9, 15, 5, 4</x:Anchor>');
  });

  test('photos and parts that hold no references are the same bytes', async () => {
    const before = await partsOf(get('排查表.xlsm'));
    const { parts } = made;
    for (const name of ['xl/media/image1.jpeg', 'xl/drawings/_rels/drawing1.xml.rels', '_rels/.rels'])
      expect(textOf(parts, name)).toBe(textOf(before, name));
  });

  test('macros and the order of calculation are left out, for the file is an .xlsx now', () => {
    const { parts } = made;
    const names = parts.map(({ name }) => name);
    expect(names).not.toContain('xl/vbaProject.bin');
    expect(names).not.toContain('xl/calcChain.xml');
    expect(textOf(parts, '[Content_Types].xml')).not.toMatch(/macroEnabled|vbaProject|calcChain/u);
    expect(textOf(parts, 'xl/_rels/workbook.xml.rels')).not.toMatch(/vbaProject|calcChain/u);
  });

  test('only the bad cells are filled and commented; a comment of the inspector stays', () => {
    const { parts } = made;
    const comments = textOf(parts, 'xl/comments1.xml');
    expect(comments).toMatch(/ref="G3"[^>]*>(?:(?!<\/comment>).)*日期是估计的/u);
    expect(comments).toMatch(/ref="G4"[^>]*>(?:(?!<\/comment>).)*【错误】/u);
    expect(comments).toMatch(/ref="H5"[^>]*>(?:(?!<\/comment>).)*特别坏/u);
    const styles = textOf(parts, 'xl/styles.xml');
    const fill = [...styles.matchAll(/<fill>.*?<\/fill>/gsu)].findIndex(([xml]) => xml.includes('FFFDC9CB'));
    const xfs = [...(/<cellXfs.*<\/cellXfs>/su.exec(styles)?.[0] ?? '').matchAll(/<xf .*?(?:\/>|<\/xf>)/gsu)];
    const sheet = textOf(parts, 'xl/worksheets/sheet1.xml');
    const filled = [...sheet.matchAll(/<c r="([A-Z]+\d+)" s="(\d+)"/gu)].filter(([, , style]) =>
      xfs[Number(style)]?.[0].includes(`fillId="${fill}"`),
    );
    expect(filled.map(([, ref]) => ref)).toEqual(['A4', 'G4', 'A5', 'H5']);
  });

  test('the further sheet names kinds, rows and what is allowed', async () => {
    const read = await readWorkbook(get('反馈.xlsx'), '反馈.xlsx');
    const rules = read.ok ? read.value.sheets.find(({ name }) => name === '错误说明') : undefined;
    const texts = rules?.rows.map(({ cells }) => cells.map(({ value }) => value).join('|')) ?? [];
    expect(texts.some((line) => /发现日期：没有这一天\|错误\|发现时间\|1\|第 4 行\|必填/u.test(line))).toBe(true);
  });
});

describe('corrected and imported again', () => {
  beforeEach(open);
  afterEach(close);

  test('only the corrected rows are touched, and the marks are not read', async () => {
    put('排查表.xlsx', formWorkbook(ROWS, photo));
    const { staged } = await errorWorkbook('排查表.xlsx');
    expect(await program.call('import.commit', { staged: staged.staged })).toMatchObject({ created: 2, failed: 2 });
    await corrected('反馈.xlsx', '已改.xlsx', { '2026年13月40日': '2026年3月6日' });
    const again = await stage('已改.xlsx');
    expect(again.sheets.map(({ name }) => name)).toEqual(['排查表', '汇总']);
    expect(again.columns.map(({ letter, label }) => `${letter} ${label}`).slice(0, 2)).toEqual([
      'B 工单编号',
      'C 问题来源',
    ]);
    expect(again.counts).toMatchObject({ new: 1, update: 0, unchanged: 2, error: 1 });
    const page = await program.call('import.rows', { staged: again.staged, ...ALL });
    expect(page.rows.map(({ row, kind }) => [row, kind])).toEqual([
      [3, 'unchanged'],
      [4, 'new'],
      [5, 'error'],
      [6, 'unchanged'],
    ]);
    expect(await program.call('import.commit', { staged: again.staged })).toMatchObject({ created: 1, updated: 0 });
  });

  test('what still is wrong is marked again, what is right no longer', async () => {
    put('排查表.xlsx', formWorkbook(ROWS, photo));
    await errorWorkbook('排查表.xlsx');
    await corrected('反馈.xlsx', '已改.xlsx', { '2026年13月40日': '2026年3月6日' });
    const { parts } = await errorWorkbook('已改.xlsx', '再反馈.xlsx');
    const read = await readWorkbook(get('再反馈.xlsx'), '再反馈.xlsx');
    const sheets = read.ok ? read.value.sheets : [];
    expect(sheets.map(({ name }) => name)).toEqual(['排查表', '汇总', '错误说明']);
    const column = sheets[0]?.rows.map(({ row, cells }) => [row, cells[0]?.value ?? null]);
    expect(column).toEqual([
      [1, null],
      [2, '错误类型'],
      [3, null],
      [4, null],
      [5, '严重程度：不是严重程度'],
      [6, null],
    ]);
    const comments = textOf(parts, 'xl/comments1.xml');
    expect(comments).toContain('日期是估计的');
    expect(comments).not.toContain('ref="G4"');
    expect(textOf(parts, 'xl/drawings/vmlDrawing1.vml').match(/<v:shape /gu)).toHaveLength(2);
  });

  test('what was put right in the preview is put right in the workbook', async () => {
    put('排查表.xlsx', formWorkbook(ROWS, photo));
    const staged = await stage('排查表.xlsx');
    await program.call('import.editCells', {
      staged: staged.staged,
      edits: [{ row: 4, column: 5, text: '2026-03-06' }],
    });
    await program.call('import.errorWorkbook', { staged: staged.staged, file: token('反馈.xlsx') });
    const again = await stage('反馈.xlsx');
    expect(again.counts).toMatchObject({ new: 3, error: 1 });
    expect(textOf(await partsOf(get('反馈.xlsx')), 'xl/comments1.xml')).toContain('由“2026年13月40日”改为“2026-03-06”');
  });
});

describe('what a hostile cell holds', () => {
  beforeEach(open);
  afterEach(close);

  test('is written as text, without what XML or Excel can not hold', async () => {
    const bad: FormRow = [
      'GD-9',
      '网格巡查',
      '石城镇',
      '乱堆',
      '岸坡堆放垃圾',
      '=cmd|&apos;/c calc&apos;!A1_x0008_',
      '一般',
    ];
    put('排查表.xlsx', formWorkbook([bad], photo));
    const { parts } = await errorWorkbook('排查表.xlsx');
    const comments = textOf(parts, 'xl/comments1.xml');
    expect(comments).toContain('=cmd|');
    expect(comments).not.toContain('\u0008');
    expect(textOf(parts, 'xl/worksheets/sheet1.xml').match(/<f>/gu)).toHaveLength(1);
  });
});

describe('a file that can not be written', () => {
  beforeEach(open);
  afterEach(close);

  test('another kind than .xlsx is refused', async () => {
    put('排查表.xlsx', formWorkbook(ROWS, photo));
    const { staged } = await stage('排查表.xlsx');
    const reply = await program.send('import.errorWorkbook', { staged, file: token('反馈.xls') });
    expect(reply).toMatchObject({ ok: false, error: { code: 'ERROR_WORKBOOK_NOT_XLSX' } });
  });

  test('a folder that is not there is named', async () => {
    put('排查表.xlsx', formWorkbook(ROWS, photo));
    const { staged } = await stage('排查表.xlsx');
    const reply = await program.send('import.errorWorkbook', { staged, file: token('没有/反馈.xlsx') });
    expect(reply).toMatchObject({ ok: false, error: { message: expect.stringContaining('问题反馈表未能保存到') } });
  });
});
