import { zipOf } from './zip.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';

/** Texts of the data rows of the form: number, source, town, class, description, day, level. */
export type FormRow = readonly [string, string, string, string, string, string, string];

const text = (ref: string, value: string, style = 2) =>
  value === ''
    ? `<c r="${ref}" s="${style}"/>`
    : `<c r="${ref}" s="${style}" t="inlineStr"><is><t>${value}</t></is></c>`;
const NAMES = ['工单编号', '问题来源', '乡镇', '问题类型', '问题描述', '发现时间', '严重程度', '字数'];
const letter = (column: number) => String.fromCharCode(65 + column);

/**
 * An inspector's form with all that a column put in on the left must move: title and merges, widths, a hidden column, frozen
 * panes, a filter, print area and titles, conditional formats, a list, a link, a formula, a comment, a picture, and another sheet
 * that counts in it. Header in row 2, data from row 3.
 */
export function formWorkbook(rows: readonly FormRow[], photo: Uint8Array): Buffer {
  const last = rows.length + 2;
  const lines = rows.map((values, index) => {
    const row = index + 3;
    const cells = values.map((value, column) => text(`${letter(column)}${row}`, value));
    const formula = `<c r="H${row}" s="3"><f>LEN(E${row})*1</f><v>12</v></c>`;
    return `<row r="${row}" spans="1:8" ht="60" customHeight="1">${cells.join('')}${formula}</row>`;
  });
  const header = NAMES.map((name, column) => text(`${letter(column)}2`, name, 1)).join('');
  const sheet = `<worksheet xmlns="${MAIN}" xmlns:r="${RELS}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:H${last}"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane xSplit="1" ySplit="2" topLeftCell="B3" activePane="bottomRight" state="frozen"/><selection pane="bottomRight" activeCell="E3" sqref="E3"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="1" width="11.5" customWidth="1"/><col min="2" max="4" width="13" customWidth="1"/><col min="5" max="5" width="41.25" customWidth="1"/><col min="7" max="7" width="9" hidden="1" customWidth="1"/></cols><sheetData><row r="1">${text('A1', '密云区2026年河湖“四乱”问题排查表', 1)}</row><row r="2">${header}</row>${lines.join('')}</sheetData><autoFilter ref="A2:H${last}"/><mergeCells count="1"><mergeCell ref="A1:H1"/></mergeCells><conditionalFormatting sqref="D3:D${last}"><cfRule type="expression" dxfId="0" priority="1"><formula>$D3="乱堆"</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="G3:G${last}"><formula1>"一般,较严重,重大"</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="A3" location="排查表!E3"/></hyperlinks><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="8" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>第&amp;P页</oddFooter></headerFooter><drawing r:id="rId1"/><legacyDrawing r:id="rId3"/></worksheet>`;
  const files: Readonly<Record<string, string | Buffer>> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="vml" ContentType="${TYPE}.vmlDrawing"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${TYPE}.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.spreadsheetml.styles+xml"/><Override PartName="/xl/comments1.xml" ContentType="${TYPE}.spreadsheetml.comments+xml"/><Override PartName="/xl/drawings/drawing1.xml" ContentType="${TYPE}.drawing+xml"/></Types>`,
    '_rels/.rels': relations('officeDocument:xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELS}"><sheets><sheet name="排查表" sheetId="1" r:id="rId1"/><sheet name="汇总" sheetId="4" r:id="rId2"/></sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">排查表!$A$1:$H$${last}</definedName><definedName name="_xlnm.Print_Titles" localSheetId="0">排查表!$A:$A,排查表!$1:$2</definedName></definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      'worksheet:worksheets/sheet1.xml',
      'worksheet:worksheets/sheet2.xml',
      'styles:styles.xml',
      'vbaProject:vbaProject.bin',
      'calcChain:calcChain.xml',
    ),
    'xl/vbaProject.bin': 'macros',
    'xl/calcChain.xml': `<calcChain xmlns="${MAIN}"><c r="H3" i="1"/></calcChain>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="仿宋"/></font><font><b/><sz val="11"/><name val="仿宋"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0"><alignment horizontal="center"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0"><alignment wrapText="1"/></xf><xf numFmtId="2" fontId="0" fillId="0" borderId="1" xfId="0"/></cellXfs><dxfs count="1"><dxf><font><b/></font></dxf></dxfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': sheet,
    'xl/worksheets/_rels/sheet1.xml.rels': relations(
      'drawing:../drawings/drawing1.xml',
      'comments:../comments1.xml',
      'vmlDrawing:../drawings/vmlDrawing1.vml',
    ),
    'xl/worksheets/sheet2.xml': `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1"><f>COUNTIF(排查表!$D:$D,"乱堆")+SUM(排查表!H3:H${last},B1)</f><v>1</v></c></row></sheetData></worksheet>`,
    'xl/comments1.xml': `<comments xmlns="${MAIN}"><authors><author>张三</author></authors><commentList><comment ref="F3" authorId="0"><text><t>日期是估计的</t></text></comment></commentList></comments>`,
    'xl/drawings/vmlDrawing1.vml':
      '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025" type="#_x0000_t202"><x:ClientData ObjectType="Note"><x:Anchor>6, 15, 1, 10, 8, 15, 5, 4</x:Anchor><x:Row>2</x:Row><x:Column>5</x:Column></x:ClientData></v:shape></xml>',
    'xl/drawings/drawing1.xml': `<xdr:wsDr xmlns:xdr="${DRAWING}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${RELS}"><xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>3</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="图片 1"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`,
    'xl/drawings/_rels/drawing1.xml.rels': relations('image:../media/image1.jpeg'),
    'xl/media/image1.jpeg': Buffer.from(photo),
  };
  return zipOf(Object.entries(files).map(([name, content]) => ({ name, data: Buffer.from(content) })));
}

/** Relationships rId1, rId2 … of `type:target`. */
function relations(...all: readonly string[]): string {
  const each = all.map((one, index) => {
    const [type, target] = one.split(':');
    return `<Relationship Id="rId${index + 1}" Type="${RELS}/${type}" Target="${target}"/>`;
  });
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}
