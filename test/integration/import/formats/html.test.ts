import { describe, expect, test } from 'vitest';
import { refusalOf, sheetIn, valuesOf, workbookIn } from './read.ts';

const page = (body: string, head = '') => Buffer.from(`<html><head>${head}</head><body>${body}</body></html>`);

describe('a page named .xls', () => {
  test('spans become merges, and later cells stand in their own columns', async () => {
    const sheet = await sheetIn(
      page(
        '<table><tr><th rowspan=2>镇街</th><th colspan="2">位置</th></tr><tr><th>经度</th><th>纬度</th></tr><tr><td>石城镇<td>116.9<td>40.5</table>',
      ),
    );
    expect(valuesOf(sheet)).toEqual({
      1: ['镇街', '位置'],
      2: [null, '经度', '纬度'],
      3: ['石城镇', '116.9', '40.5'],
    });
    expect(sheet.merges).toEqual([
      { top: 1, bottom: 2, left: 0, right: 0 },
      { top: 1, bottom: 1, left: 1, right: 2 },
    ]);
  });

  test('a span beyond the end of the table ends with it', async () => {
    const sheet = await sheetIn(page('<table><tr><td rowspan=9999>甲</td><td>1</td></tr><tr><td>2</td></tr></table>'));
    expect([valuesOf(sheet)[2], sheet.merges]).toEqual([[null, '2'], [{ top: 1, bottom: 2, left: 0, right: 0 }]]);
  });

  test('texts as shown: entities, breaks, blanks; zeros and 18 digits kept; scripts, styles and comments are no text', async () => {
    const sheet = await sheetIn(
      page(
        `<table><tr><td>a &amp; b&nbsp;&lt;3&deg;&#31;&#x77f3;</td><td>一<br>二\n  三</td><td>00123</td><td style='mso-number-format:"\\@"'>110228199001011234</td></tr>
         <tr><td><script>var x = "<td>坏</td>"</script><style>td{}</style><!-- <td>没有</td> --><b>粗<i>斜</i></b></td><td></td></tr></table>`,
        '<meta charset="utf-8">',
      ),
    );
    expect(valuesOf(sheet)).toEqual({
      1: ['a & b <3°\u001f石', '一\n二 三', '00123', '110228199001011234'],
      2: ['粗斜'],
    });
  });

  test('GB2312 by its content, whatever the page says of itself', async () => {
    const gb = Buffer.concat([
      Buffer.from('<html><head><meta charset=gb2312></head><table><tr><td>'),
      Buffer.from([0xca, 0xaf, 0xb3, 0xc7, 0xd5, 0xf2]),
      Buffer.from('</td></tr></table></html>'),
    ]);
    expect(valuesOf(await sheetIn(gb))).toEqual({ 1: ['石城镇'] });
    expect(valuesOf(await sheetIn(page('<table><tr><td>石城镇</table>', '<meta charset=gb2312>')))).toEqual({
      1: ['石城镇'],
    });
  });

  test('tables stand below each other; one inside a cell is not that cell’s text; hidden rows are told', async () => {
    const { sheets, remarks } = await workbookIn(
      page(
        '<table><tr><td>标题</td></tr></table><table><tr><td>外<table><tr><td>内</td></tr></table></td></tr><tr style="display:none"><td>藏</td></tr></table>',
      ),
    );
    expect(sheets[0] && valuesOf(sheets[0])).toEqual({ 1: ['标题'], 2: ['外'], 3: ['藏'], 4: ['内'] });
    expect([sheets[0]?.hiddenRows, remarks[0]]).toEqual([[3], expect.stringContaining('3 个表格')]);
  });

  test('a page without a table says so', async () => {
    expect(await refusalOf(page('<p>请登录</p>'))).toMatchObject({
      code: 'NO_TABLE',
      message: expect.stringContaining('没有表格'),
    });
  });

  test('spans that would fill the memory are refused', async () => {
    const wide = page(`<table><tr>${'<td colspan=1000>x</td>'.repeat(20)}</tr></table>`);
    expect((await refusalOf(wide)).code).toBe('SHEET_TOO_LARGE');
  });
});
