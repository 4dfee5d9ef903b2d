import { describe, expect, test } from 'vitest';
import { refusalOf, sheetIn, valuesOf, workbookIn } from './read.ts';

const workbook = (sheets: string) =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">${sheets}</Workbook>`,
  );

describe('XML 电子表格 2003', () => {
  test('places that are told, merges, kinds of values, hidden rows and columns', async () => {
    const sheet = await sheetIn(
      workbook(`<Worksheet ss:Name="排查表"><Table><Column ss:Index="3" ss:Hidden="1"/>
        <Row><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">镇 &amp; 街</Data></Cell><Cell><Data ss:Type="String">00123</Data></Cell></Row>
        <Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="Number">116.9</Data></Cell><Cell><Data ss:Type="DateTime">2026-01-09T14:14:00.000</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=WEBSERVICE(&quot;http://x&quot;)"></Cell></Row></Table></Worksheet>`),
    );
    expect(valuesOf(sheet)).toEqual({
      1: ['镇 & 街', null, '00123'],
      4: [null, 116.9, '2026-01-09T14:14:00', '#N/A', null],
    });
    expect(sheet.rows[1]?.cells[4]?.kind).toBe('uncached');
    expect(sheet).toMatchObject({
      hiddenRows: [4],
      hiddenColumns: [2],
      merges: [{ top: 1, bottom: 2, left: 0, right: 1 }],
    });
  });

  test('rich text is joined; a hidden sheet is told', async () => {
    const { sheets } = await workbookIn(
      workbook(
        '<Worksheet ss:Name="一"><Table><Row><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">乱<B>堆</B></ss:Data></Cell></Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>',
      ),
    );
    expect(sheets).toMatchObject([{ name: '一', hidden: true, rows: [{ cells: [{ value: '乱堆' }] }] }]);
  });

  test('cut off, contradicting itself, other XML, a DOCTYPE: refused', async () => {
    const whole = workbook(
      '<Worksheet ss:Name="一"><Table><Row><Cell><Data ss:Type="String">甲</Data></Cell></Row></Table></Worksheet>',
    );
    for (let length = 200; length < whole.length; length += 13)
      expect((await refusalOf(whole.subarray(0, length))).code).toMatch(/WORKBOOK_DAMAGED|TEXT_UNREADABLE/u);
    expect((await refusalOf(workbook('<Worksheet><Table><Row ss:Index="0"/></Table></Worksheet>'))).code).toBe(
      'WORKBOOK_DAMAGED',
    );
    expect((await refusalOf(Buffer.from('<?xml version="1.0"?><note/>'))).message).toContain('不是电子表格');
    const bomb = whole
      .toString()
      .replace('<Workbook', '<!DOCTYPE x [<!ENTITY a "aaaa">]><Workbook')
      .replace('甲', '&a;');
    expect((await refusalOf(Buffer.from(bomb))).message).toContain('DOCTYPE');
  });
});
