import { attribute } from '../error-workbook/xml.ts';
import { type CellFormat, cellFormat } from '../cell-values.ts';
import { readXmlText } from '../xml/read-xml.ts';
import { tagValue } from '../xml/xml-reader.ts';

/** Formats by the style number of a cell (`s`). A file without styles has none: its numbers are plain. */
export function readStyles(xml: string | null): readonly CellFormat[] {
  if (xml === null) return [];
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCellFormats = false;
  readXmlText(xml, {
    open(name, tag) {
      if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'numFmt')
        codes.set(Number(tagValue(tag, 'numFmtId')), attribute(`<${tag}>`, 'formatCode') ?? '');
      else if (name === 'xf' && inCellFormats) formats.push(Number(tagValue(tag, 'numFmtId') ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
    text() {},
  });
  return formats.map((id) => cellFormat(id, codes.get(id)));
}
