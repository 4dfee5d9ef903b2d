import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLedger } from '#core/domain/ledger/ledgers.ts';
import { exportSample, LEDGER_IDS, sampleCases, samplePhotos } from './sample-book.ts';

/*
 * Every built-in ledger on paper, as LibreOffice prints it: with pictures, with enough rows for several pages. What a person has
 * to look at (is it pretty) no test sees; this one holds what can be read from the pages.
 */

const OFFICE = '/usr/bin/soffice';
const TO_TEXT = '/usr/bin/pdftotext';
const TO_IMAGES = '/usr/bin/pdfimages';
const MISSING = [OFFICE, TO_TEXT].filter((program) => !existsSync(program));
if (MISSING.length > 0)
  process.stderr.write(
    `本机没有 ${MISSING.join('、')}：跳过台账打印页面的检查（apt-get install libreoffice-calc poppler-utils）\n`,
  );

const ROWS = 23;
let folder = '';

describe.skipIf(MISSING.length > 0)('on paper', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heqing-render-'));
    const originals = join(folder, 'originals');
    const photos = await samplePhotos(originals);
    const of = (at: number) => ({
      before: [photos.at(-1 - (at % 3)) ?? '', photos[at % 9] ?? ''],
      after: [photos[(at + 1) % 9] ?? ''],
    });
    const files: string[] = [];
    for (const id of LEDGER_IDS) {
      const definition = findLedger(id);
      if (definition === undefined) throw new Error(id);
      const path = join(folder, `${id}.xlsx`);
      await exportSample(definition, ROWS, path, { folder: originals, of });
      files.push(path);
    }
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const run = spawnSync(OFFICE, [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files], {
      encoding: 'utf8',
    });
    if (!existsSync(join(folder, 'qingsiluan.pdf'))) throw new Error(run.stderr);
  }, 180_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const pagesOf = (id: string): readonly string[] => {
    const run = spawnSync(TO_TEXT, ['-layout', join(folder, `${id}.pdf`), '-'], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    return run.stdout.split('\f').slice(0, -1);
  };
  /** Text of a page without the blanks and line ends that wrapping puts in. */
  const tight = (page: string) => page.replace(/\s+/g, '');

  it.each(LEDGER_IDS)(
    '%s has numbered pages, each with its header rows, and the count on the last of each sheet',
    (id) => {
      const pages = pagesOf(id).map(tight);
      expect(pages.length).toBeGreaterThan(1);
      const definition = findLedger(id);
      pages.forEach((page, at) => {
        expect(page).toContain(`第${at + 1}页共${pages.length}页`);
        expect(page).toContain('日志链头：设备MY-PC-01');
        expect(page).not.toContain('###');
        const headed = definition?.sheets.some(({ columns, title }) => {
          const name = tight(title).replace(/（.*/, '');
          return page.includes(name) && columns.slice(0, 2).every(({ header }) => page.includes(tight(header)));
        });
        expect(headed, `page ${at + 1}`).toBe(true);
      });
      const whole = pages.join('');
      for (const text of ['填表说明：', '导出人：李经办', '筛选条件：']) expect(whole).toContain(text);
    },
  );

  it.each(['qingsiluan', 'inspectionTasks', 'closure'])('%s prints every case, none twice', (id) => {
    const found =
      pagesOf(id)
        .join('')
        .match(/MY-AJ-2026-\d{4}/g) ?? [];
    const numbers = sampleCases(ROWS).map(({ number }) => number);
    expect([...new Set(found)].sort()).toEqual(numbers);
    // On facing pages the number stands on both.
    const times = id === 'qingsiluan' ? 2 : 1;
    for (const number of numbers) expect(found.filter((one) => one === number)).toHaveLength(times);
  });

  it('shows the whole of the longest description', () => {
    const longest =
      [...sampleCases(ROWS)].sort((a, b) => b.description.length - a.description.length)[0]?.description ?? '';
    const page = pagesOf('inspectionTasks').map(tight).join('');
    // Columns stand side by side in the text of a page: the pieces of a cell are looked for one by one.
    for (const piece of longest.split(/[，。、]/).filter((text) => text.length > 3 && text.length < 12))
      expect(page).toContain(piece);
  });

  it('keeps keys, types and the hidden sheet when LibreOffice saves the workbook again', async () => {
    const out = join(folder, 'saved');
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    spawnSync(OFFICE, [
      profile,
      '--headless',
      '--convert-to',
      'xlsx',
      '--outdir',
      out,
      join(folder, 'qingsiluan.xlsx'),
    ]);
    const read = async (path: string) => (await readXlsx(await readFile(path))).sheets;
    const [before, after] = [await read(join(folder, 'qingsiluan.xlsx')), await read(join(out, 'qingsiluan.xlsx'))];
    expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
    const cells = (rows: readonly (readonly unknown[])[]) =>
      rows.slice(4, 4 + ROWS).map((row) => Array.from({ length: 50 }, (_, at) => row[at] ?? null));
    expect(cells(after[0]?.rows ?? [])).toEqual(cells(before[0]?.rows ?? []));
    expect(after[1]?.rows.filter(([word]) => word === 'column')).toHaveLength(49);
  });

  it('keeps the pictures: as many on the pages as were laid, each stored once', () => {
    if (!existsSync(TO_IMAGES)) return;
    const list = spawnSync(TO_IMAGES, ['-list', join(folder, 'closure.pdf')], { encoding: 'utf8' }).stdout;
    const images = list.split('\n').filter((line) => /^\s*\d+\s+\d+\s+image/.test(line));
    const pictured = sampleCases(ROWS).filter(({ facts }) => facts.beforePhotos > 0).length;
    expect(images.length).toBe(pictured * 2);
  });
});
