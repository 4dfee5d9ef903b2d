import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import { extractPictures } from '#worker/spreadsheet/extract-pictures.ts';
import { readWorkbook } from '#worker/spreadsheet/read-workbook.ts';
import { RESOURCES } from '../paths.ts';
import { scratchFolder } from '../support.ts';
import { rowXml, workbookOf, workbookParts } from '../workbook.ts';
import { partsOf, type ZipPart, zipOf } from '../zip.ts';
import { refusalOf, sheetIn, valuesOf, workbookIn } from './read.ts';

const sample = (name: string) => readFileSync(join(RESOURCES, 'samples', name));
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const folder = scratchFolder();

/** `workbookParts` with parts put in or replaced. */
function partsWith(
  sheetData: string,
  extra: Readonly<Record<string, string | Uint8Array>>,
  after = '',
): readonly ZipPart[] {
  const own = workbookParts(sheetData, { after }).filter(({ name }) => extra[name] === undefined);
  return [...own, ...Object.entries(extra).map(([name, data]) => ({ name, data: Buffer.from(data) }))];
}
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relations = (...list: readonly (readonly [id: string, type: string, target: string])[]) =>
  `<Relationships>${list.map(([id, type, target]) => `<Relationship Id="${id}" Type="${REL}/${type}" Target="${target}"/>`).join('')}</Relationships>`;
const withStrings = (sheetData: string, strings: string) =>
  zipOf(
    partsWith(sheetData, {
      'xl/_rels/workbook.xml.rels': relations(
        ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
        ['rId3', 'sharedStrings', 'sharedStrings.xml'],
      ),
      'xl/sharedStrings.xml': `<sst>${strings}</sst>`,
    }),
  );

test.each(['巡查排查表.xlsx', '上级进展情况表-空表.xlsx', '问题清单-WPS图片.xlsx'])(
  '%s: every cell as another reader sees it',
  async (name) => {
    const other = await readXlsx(sample(name));
    const own = await workbookIn(sample(name));
    expect(own.sheets.map((sheet) => sheet.name)).toEqual(other.sheets.map((sheet) => sheet.name));
    own.sheets.forEach((sheet, index) => {
      for (const { row, cells } of sheet.rows)
        cells.forEach(({ kind, value }, column) => {
          const seen = other.sheets[index]?.rows[row - 1]?.[column] ?? null;
          const wanted = seen instanceof Date ? seen.toISOString().slice(0, 19).replace('T00:00:00', '') : seen;
          if (kind !== 'picture') expect([row, column, value]).toEqual([row, column, wanted]);
        });
    });
  },
);

describe('texts', () => {
  test('rich texts joined, readings left out, escapes and blanks kept', async () => {
    const bytes = withStrings(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="inlineStr"><is><r><t>内</t></r><r><t>联</t></r></is></c></row>',
      '<si><r><t>重</t></r><r><rPr><b/></rPr><t>庆</t></r></si><si><t>重庆</t><rPh sb="0" eb="2"><t>chongqing</t></rPh></si><si><t xml:space="preserve"> a_x000D_b_x005F_x000D_ &amp;&#x77f3;<![CDATA[<&amp;>]]></t></si>',
    );
    expect(valuesOf(await sheetIn(bytes))[1]).toEqual(['重庆', '重庆', ' a\rb_x000D_ &石<&amp;>', '内联']);
  });

  test('a text that does not exist is damage, not an empty cell', async () => {
    expect((await refusalOf(workbookOf('<row r="1"><c t="s"><v>7</v></c></row>'))).message).toContain('文字不存在');
  });

  test('many thousand Chinese characters across the pieces of the stream: none damaged', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => rowXml(index + 1, [`第${index}处岸坡堆放垃圾`.repeat(5)]));
    const sheet = await sheetIn(workbookOf(rows.join('')));
    expect(sheet.rows.map(({ cells }) => cells[0]?.value)).toEqual(
      Array.from({ length: 3000 }, (_, index) => `第${index}处岸坡堆放垃圾`.repeat(5)),
    );
  });
});

describe('cells as programs write them', () => {
  test('without references, with a prefix of its own, with a value that is no number', async () => {
    const sheet = await sheetIn(
      workbookOf('<row><c><v>1</v></c><c/><c><v>2e-3</v></c></row><row><c><v>NaN</v></c></row>'),
    );
    expect(valuesOf(sheet)).toEqual({ 1: [1, null, 0.002], 2: ['NaN'] });
    expect(sheet.rows[1]?.cells[0]?.kind).toBe('error');
    const prefixed = partsWith('', {
      'xl/worksheets/sheet1.xml':
        '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    });
    expect(valuesOf(await sheetIn(zipOf(prefixed)))).toEqual({ 2: [null, 5] });
  });

  test('an empty result of a formula is empty, a missing one is told', async () => {
    const [row] = (
      await sheetIn(
        workbookOf(
          '<row r="1"><c t="str"><f>IF(A2,1,"")</f><v></v></c><c><f>A2</f><v/></c><c t="b"><v>1</v></c><c t="d"><v>2026-01-09T00:00:00</v></c></row>',
        ),
      )
    ).rows;
    expect(row?.cells.map(({ kind, value }) => [kind, value])).toEqual([
      ['empty', null],
      ['uncached', null],
      ['boolean', true],
      ['dateTime', '2026-01-09'],
    ]);
  });

  test('hidden rows and columns; a hidden rest of 16,000 columns costs nothing', async () => {
    const sheet = await sheetIn(
      zipOf(
        partsWith('', {
          'xl/worksheets/sheet1.xml':
            '<worksheet><cols><col min="2" max="2" hidden="1"/><col min="4" max="16384" hidden="true"/></cols><sheetData><row r="1" hidden="1"><c r="D1"><v>1</v></c></row><row r="2" hidden="1"/></sheetData></worksheet>',
        }),
      ),
    );
    expect(sheet).toMatchObject({ hiddenRows: [1, 2], hiddenColumns: [1, 3] });
  });

  test.each([
    ['a row twice', '<row r="2"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row>'],
    ['a cell of another row', '<row r="2"><c r="A3"><v>1</v></c></row>'],
    ['a column beyond XFD', '<row r="2"><c r="XFE2"><v>1</v></c></row>'],
    ['a row beyond the last', '<row r="1048577"><c><v>1</v></c></row>'],
    ['no such row', '<row r="-1"><c><v>1</v></c></row>'],
    ['a cell in no row', '<c r="A1"><v>1</v></c>'],
  ])('%s is damage: nothing is put where nobody knows', async (_name, rows) => {
    expect((await refusalOf(workbookOf(rows))).code).toBe('WORKBOOK_DAMAGED');
  });

  test('macros and references to other files are left alone, and told', async () => {
    const { remarks } = await workbookIn(
      zipOf(
        partsWith(rowXml(1, ['甲']), {
          'xl/vbaProject.bin': 'x',
          'xl/externalLinks/externalLink1.xml': '<externalLink/>',
        }),
      ),
    );
    expect(remarks.join('；')).toMatch(/宏.*其他文件/u);
  });
});

describe('a part whose bytes were changed', () => {
  test.each(['xl/worksheets/sheet1.xml', 'xl/workbook.xml', 'xl/styles.xml'])(
    '%s: refused by its checksum, no changed figure is read',
    async (name) => {
      const parts = workbookParts(rowXml(1, [116.9, 40.5]), { formats: [14] });
      const bytes = zipOf(parts);
      const stored = bytes.indexOf(name) + name.length;
      let refused = 0;
      for (let at = 4; at < 60; at += 5) {
        const changed = Buffer.from(bytes);
        changed[stored + at] = (changed[stored + at] ?? 0) ^ 0x10;
        const read = await readWorkbook(changed, '表.xlsx');
        expect(read.ok).toBe(false);
        refused += 1;
      }
      expect(refused).toBeGreaterThan(10);
    },
  );
});

describe('pictures', () => {
  const anchors = `<xdr:wsDr xmlns:xdr="x" xmlns:a="a" xmlns:r="r" xmlns:mc="mc">
    <xdr:twoCellAnchor><xdr:from><xdr:col>2</xdr:col><xdr:row>4</xdr:row></xdr:from><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="两角"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill></xdr:pic></xdr:twoCellAnchor>
    <xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>1</xdr:row></xdr:from><mc:AlternateContent><mc:Choice><xdr:grpSp><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="组"/></xdr:nvPicPr><a:blip r:embed="rId2"/></xdr:pic></xdr:grpSp></mc:Choice><mc:Fallback><xdr:pic><a:blip r:embed="rId2"/></xdr:pic></mc:Fallback></mc:AlternateContent></xdr:oneCellAnchor>
    <xdr:absoluteAnchor><xdr:pos x="700000" y="400000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="定点"/></xdr:nvPicPr><a:blip r:embed="rId1"/></xdr:pic></xdr:absoluteAnchor>
    <xdr:twoCellAnchor><xdr:pic><a:blip r:link="rId3"/></xdr:pic></xdr:twoCellAnchor></xdr:wsDr>`;
  const drawn = (image: Uint8Array) =>
    partsWith('<row r="1" ht="20"><c><v>1</v></c></row><row r="2" hidden="1"/>', {
      'xl/worksheets/_rels/sheet1.xml.rels': relations(['rId1', 'drawing', '../drawings/drawing1.xml']),
      'xl/drawings/drawing1.xml': anchors,
      'xl/drawings/_rels/drawing1.xml.rels': relations(
        ['rId1', 'image', '../media/1.png'],
        ['rId2', 'image', '/xl/media/2.jpg'],
      ),
      'xl/media/1.png': image,
      'xl/media/2.jpg': 'second',
    });

  test('by the cell under their upper left corner, whatever they are anchored by', async () => {
    const { sheets, pictures } = await workbookIn(zipOf(drawn(Buffer.from('first'))));
    // 700,000 EMU lie right of the first column; 400,000 are 31.5 points: below row 1 (20), row 2 is hidden.
    expect(sheets[0]?.pictures.map(({ row, column, name, sha256 }) => [row, column, name, sha256])).toEqual([
      [5, 2, '两角', sha(Buffer.from('first'))],
      [2, 0, '组', sha(Buffer.from('second'))],
      [3, 1, '定点', sha(Buffer.from('first'))],
    ]);
    const [first] = pictures.placed;
    expect(first && String(await pictures.read(first))).toBe('first');
  });

  test('one that is damaged is left out and told; the rows are read', async () => {
    const bytes = zipOf(drawn(Buffer.from('first')));
    const at = bytes.indexOf('xl/media/1.png') + 'xl/media/1.png'.length;
    bytes[at + 3] = (bytes[at + 3] ?? 0) ^ 0xff;
    const { sheets, remarks } = await workbookIn(bytes);
    expect([sheets[0]?.pictures.length, remarks]).toEqual([1, [expect.stringContaining('图片已损坏')]]);
  });

  test.each([
    ['巡查排查表.xlsx', 'floating', 20],
    ['问题清单-WPS图片.xlsx', 'cell', 12],
  ] as const)('%s: written out byte for byte under their hash', async (name, kind, count) => {
    const into = mkdtempSync(join(folder, 'pictures-'));
    const extracted = await extractPictures(sample(name), name, into);
    if (!extracted.ok) throw new Error(extracted.error.message);
    const media = (await partsOf(sample(name))).filter((part) => part.name.startsWith('xl/media/'));
    expect(extracted.value).toHaveLength(count);
    expect(extracted.value.every((picture) => picture.kind === kind)).toBe(true);
    expect(new Set(readdirSync(into))).toEqual(new Set(media.map(({ data }) => sha(data))));
    for (const { sha256, bytes } of extracted.value) {
      const written = readFileSync(join(into, sha256));
      expect([sha(written), written.length]).toEqual([sha256, bytes]);
    }
  });

  test('问题清单-WPS图片.xlsx: each row has the picture that its cell calls', async () => {
    const bytes = sample('问题清单-WPS图片.xlsx');
    const into = mkdtempSync(join(tmpdir(), 'heqing-wps-'));
    const extracted = await extractPictures(bytes, 'a', into);
    rmSync(into, { recursive: true });
    const sheet = await sheetIn(bytes);
    const called = sheet.rows.flatMap(({ row, cells }) =>
      cells.flatMap(({ kind, value }, column) => (kind === 'picture' ? [[row, column, value]] : [])),
    );
    expect(extracted.ok && extracted.value.map(({ row, column, name }) => [row, column, name])).toEqual(called);
    expect(called.map(([row]) => row)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  });

  test('limits: too many, one too large', async () => {
    const into = mkdtempSync(join(folder, 'limits-'));
    const bytes = sample('巡查排查表.xlsx');
    expect(await extractPictures(bytes, '表', into, { pictures: 5, bytes: 1e9 })).toMatchObject({
      error: { code: 'TOO_MANY_PICTURES' },
    });
    expect(await extractPictures(bytes, '表', into, { pictures: 50, bytes: 1000 })).toMatchObject({
      error: { code: 'PICTURE_TOO_LARGE', message: expect.stringContaining('R5') },
    });
    expect(readdirSync(into)).toEqual([]);
  });
});

test('progress is told while a sheet is read', async () => {
  const told: (readonly [number, number])[] = [];
  const rows = Array.from({ length: 5000 }, (_, index) => rowXml(index + 1, [index, `文字${index}`]));
  await readWorkbook(workbookOf(rows.join('')), '表.xlsx', (done, total) => told.push([done, total]));
  expect(told.length).toBeGreaterThan(3);
  expect(told.every(([done, total], at) => done <= total && done >= (told[at - 1]?.[0] ?? 0))).toBe(true);
  expect(told.at(-1)?.[0]).toBe(told.at(-1)?.[1]);
});
