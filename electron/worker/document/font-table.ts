import PizZip from 'pizzip';
import { DOCUMENT_FONTS } from '#core/domain/document/page-layout.ts';

/** Puts the table of fonts with their stand-ins (`w:altName`) into a finished .docx: the `docx` library only knows embedded fonts. */
export function withFontTable(docx: Uint8Array): Uint8Array {
  const zip = new PizZip(docx);
  zip.file('word/fontTable.xml', fontTable());
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

function fontTable(): string {
  const fonts = Object.values(DOCUMENT_FONTS).map(
    ({ name, instead }) =>
      `<w:font w:name="${name}"><w:altName w:val="${instead.join(';')}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`;
}
