import { describe, expect, test } from 'vitest';
import { zipOf } from '../zip.ts';
import { refusalOf, sheetIn, valuesOf, workbookIn } from './read.ts';

const SPREADSHEET = 'application/vnd.oasis.opendocument.spreadsheet';
const ods = (tables: string, styles = '', extra: Readonly<Record<string, string>> = {}, kind = SPREADSHEET) =>
  zipOf(
    Object.entries({
      mimetype: kind,
      'content.xml': `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
      ...extra,
    }).map(([name, text]) => ({ name, data: Buffer.from(text) })),
  );
const text = (value: string) =>
  `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;

describe('OpenDocument', () => {
  test('values, repeats, merges, notes left out, hidden rows and sheets', async () => {
    const { sheets } = await workbookIn(
      ods(
        `<table:table table:name="表" table:style-name="ta1"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
        <table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1" office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p>镇<text:s text:c="2"/>街</text:p><text:p>二</text:p></table:table-cell><table:covered-table-cell/>${text('c')}</table:table-row>
        <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row table:visibility="filter"><table:table-cell office:value-type="float" office:value="123"><text:p>00123</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-01-09T14:14:00"/><table:table-cell office:value-type="time" office:time-value="PT14H14M00S"/><table:table-cell office:value-type="percentage" office:value="0.5"/><table:table-cell table:formula="of:=NA()" office:value-type="string"><text:p>#N/A</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="2">${text('同')}</table:table-row>
        <table:table-row table:number-rows-repeated="1048568"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`,
        '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>',
      ),
    );
    const [sheet] = sheets;
    if (sheet === undefined) throw new Error('no sheet');
    expect(valuesOf(sheet)).toEqual({
      1: ['镇  街\n二', null, 'c'],
      5: [123, '2026-01-09T14:14:00', '14:14:00', 0.5, '#N/A'],
      6: ['同'],
      7: ['同'],
    });
    expect(sheet.rows[1]?.cells[0]).toEqual({ kind: 'number', value: 123, format: '00000' });
    expect(sheet).toMatchObject({
      hidden: true,
      hiddenRows: [5],
      hiddenColumns: [2],
      merges: [{ top: 1, bottom: 1, left: 0, right: 1 }],
    });
  });

  test('a content that is repeated over the whole sheet is refused, not held', async () => {
    const bomb = `<table:table table:name="表"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row></table:table>`;
    expect((await refusalOf(ods(bomb))).code).toBe('SHEET_TOO_LARGE');
  });

  test('a password and another kind of document are told', async () => {
    const manifest = { 'META-INF/manifest.xml': '<manifest:encryption-data/>' };
    expect((await refusalOf(ods('', '', manifest))).code).toBe('FILE_ENCRYPTED');
    expect((await refusalOf(ods('', '', {}, 'application/vnd.oasis.opendocument.text'))).message).toContain(
      '不是电子表格',
    );
    expect(
      valuesOf(
        await sheetIn(
          ods(`<table:table table:name="表"><table:table-row>${text('甲')}</table:table-row></table:table>`),
        ),
      ),
    ).toEqual({ 1: ['甲'] });
  });
});
