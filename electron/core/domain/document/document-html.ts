import type { DocumentBlock, DocumentModel, FormCell } from './document-model.ts';
import { markedParts } from './missing-mark.ts';
import { DOCUMENT_FONTS, PAGE_LAYOUT } from './page-layout.ts';
import { signatureIndents } from './signature.ts';
import { titleLines } from './title-lines.ts';

/** Where the picture of a photo is found, as an address for `src`. */
export type PhotoAddress = (sha256: string) => string;

/**
 * The document as HTML without scripts: style and one sheet, for a shadow root on a screen or the body of a page that is
 * printed. Paper, margins and page numbers are those of `PAGE_LAYOUT`, by `@page`; on a screen it is one long sheet.
 */
export function documentMarkup(model: DocumentModel, photo: PhotoAddress): string {
  return `<style>${STYLE}</style><main class="sheet">${head(model)}${model.blocks.map((block) => blockHtml(block, photo)).join('')}${foot(model)}</main>`;
}

/** The document as a whole HTML file, to be printed. */
export function documentHtml(model: DocumentModel, photo: PhotoAddress): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(model.title)}</title><style>body{margin:0}</style></head><body>${documentMarkup(model, photo)}</body></html>`;
}

function head({ letterhead, number, title, recipients }: DocumentModel): string {
  const numberLine = number === null ? '' : marked(number);
  const mark =
    letterhead === null
      ? number === null
        ? ''
        : `<p class="center">${numberLine}</p><p><br></p>`
      : `<p class="mark">${escaped(letterhead)}</p><p><br></p><p class="center line">${numberLine}</p><p><br></p><p><br></p>`;
  const to = recipients === null ? '' : `<p class="flush">${marked(recipients)}：</p>`;
  return `${mark}<h1>${titleLines(title).map(marked).join('<br>')}</h1><p><br></p>${to}`;
}

function blockHtml(block: DocumentBlock, photo: PhotoAddress): string {
  switch (block.type) {
    case 'heading':
      return `<h${block.level + 1}>${marked(block.text)}</h${block.level + 1}>`;
    case 'paragraph':
      return `<p class="text">${marked(block.text)}</p>`;
    case 'table': {
      const whole = block.columns.reduce((sum, { width }) => sum + width, 0);
      const columns = block.columns.map(({ width }) => `<col style="width:${((width / whole) * 100).toFixed(2)}%">`);
      const titles = block.columns.map(({ title }) => `<th scope="col">${marked(title)}</th>`);
      const rows = block.rows.map(
        (row) =>
          `<tr>${row.map((text, index) => `<td class="${block.columns[index]?.align ?? 'left'}">${marked(text)}</td>`).join('')}</tr>`,
      );
      return `<table><colgroup>${columns.join('')}</colgroup><thead><tr>${titles.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
    }
    case 'form':
      return `<table class="form"><colgroup>${'<col>'.repeat(6)}</colgroup><tbody>${block.rows
        .map((row) => `<tr>${row.map((cell) => formCell(cell, photo)).join('')}</tr>`)
        .join('')}</tbody></table>`;
  }
}

function formCell({ kind, text, span, photos = [] }: FormCell, photo: PhotoAddress): string {
  const pictures = photos.map(
    ({ sha256, caption }) =>
      `<img src="${escaped(photo(sha256))}" alt="${escaped(caption)}" class="of${Math.max(photos.length, 2)}">`,
  );
  const inside = `${pictures.length === 0 ? '' : `<div class="photos">${pictures.join('')}</div>`}${marked(text)}`;
  return kind === 'label' ? `<th scope="row" colspan="${span}">${inside}</th>` : `<td colspan="${span}">${inside}</td>`;
}

function foot({ attachments, signatory, date, note, copies }: DocumentModel): string {
  const names =
    attachments.length === 1
      ? [`附件：${attachments[0] ?? ''}`]
      : attachments.map((name, index) => `${index === 0 ? '附件：' : '　　　'}${index + 1}. ${name}`);
  const attached =
    names.length === 0 ? '' : `<p><br></p>${names.map((name) => `<p class="text">${marked(name)}</p>`).join('')}`;
  return `${attached}${signed(signatory, date)}${note === null ? '' : `<p class="text">（${marked(note)}）</p>`}${
    copies === null ? '' : `<p><br></p><p class="copies">抄送：${marked(copies)}。</p>`
  }`;
}

function signed(signatory: string | null, date: string | null): string {
  if (signatory === null || date === null) return '';
  const indents = signatureIndents(signatory, date);
  return `<div class="signed"><p><br></p><p><br></p><p style="padding-right:${indents.signatory}em">${marked(signatory)}</p><p style="padding-right:${indents.date}em">${marked(date)}</p></div>`;
}

/** A text with its line breaks, what is missing marked. */
function marked(text: string): string {
  return markedParts(text)
    .map(({ text: part, missing }) => (missing ? `<mark>${escaped(part)}</mark>` : escaped(part)))
    .join('')
    .replaceAll('\n', '<br>');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => `&#${character.charCodeAt(0)};`);
}

function family(font: keyof typeof DOCUMENT_FONTS): string {
  const { name, instead } = DOCUMENT_FONTS[font];
  return [name, ...instead].map((one) => `"${one}"`).join(',');
}

const { margin, paper, size, linePitch, titlePitch, tablePitch, red } = PAGE_LAYOUT;
const page = (side: 'left' | 'right') =>
  `@page :${side}{@bottom-${side}{content:"— " counter(page) " —";font:${size.page}pt ${family('page')};padding:0 ${size.page}pt 5mm;}}`;

const STYLE = `
@page{size:${paper.width}mm ${paper.height}mm;margin:${margin.top}mm ${margin.right}mm ${margin.bottom}mm ${margin.left}mm}
${page('right')}${page('left')}
*{box-sizing:border-box}
.sheet{margin:0;font:${size.body}pt/${linePitch}pt ${family('body')};color:#000;background:#fff;text-align:justify;overflow-wrap:anywhere}
p,h1,h2,h3{margin:0;font-weight:400;font-size:${size.body}pt}
h1{font:${size.title}pt/${titlePitch}pt ${family('title')};text-align:center;break-after:avoid}
h2,h3{text-indent:2em;break-after:avoid}
h2{font-family:${family('heading')}}
h3{font-family:${family('subheading')}}
.text{text-indent:2em;orphans:2;widows:2}
.center{text-align:center}
.flush{text-align:left}
.mark{font:${size.letterhead}pt/56pt ${family('title')};color:#${red};text-align:center}
.line{border-bottom:2.25pt solid #${red};padding-bottom:8pt}
.signed{break-inside:avoid;text-align:right}
.copies{font-size:${size.page}pt;padding:4pt 1em;border:solid #000;border-width:.75pt 0}
table{width:100%;border-collapse:collapse;table-layout:fixed;font-size:${size.table}pt;line-height:${tablePitch}pt}
thead{display:table-header-group}
tr{break-inside:avoid}
th,td{border:.5pt solid #000;padding:2pt 4pt;vertical-align:middle;text-align:left}
th,td.center{text-align:center}
th{font-weight:400;font-family:${family('heading')}}
.form td,.form th{font-size:${size.form}pt}
.photos{display:flex;gap:4pt;justify-content:center}
.photos img{max-height:46mm;object-fit:contain;min-width:0}
.of2{max-width:50%}.of3{max-width:33%}
mark{background:#fff2cc;color:inherit}
@media screen{.sheet{width:${paper.width}mm;min-height:${paper.height}mm;margin:0 auto;padding:${margin.top}mm ${margin.right}mm ${margin.bottom}mm ${margin.left}mm}}
`;
