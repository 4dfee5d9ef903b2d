import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx';
import type { DocumentModel } from '#core/domain/document/document-model.ts';
import { titleLines } from '#core/domain/document/title-lines.ts';
import { signatureIndents } from '#core/domain/document/signature.ts';
import { PAGE_LAYOUT } from '#core/domain/document/page-layout.ts';
import { blockParts, type Pictures } from './docx-blocks.ts';
import { BODY, type Look, paragraph, runLook, twips } from './docx-text.ts';
import { withFontTable } from './font-table.ts';

const { size, linePitch, titlePitch, margin, paper, footer, red } = PAGE_LAYOUT;
const PT_PER_MM = 72 / 25.4;
const mm = (length: number) => twips(length * PT_PER_MM);

const MARK: Look = { font: 'title', size: size.letterhead, pitch: 56, align: 'center', color: red };
const TITLE: Look = { font: 'title', size: size.title, pitch: titlePitch, align: 'center', keepNext: true };
const PAGE_NUMBER: Look = { font: 'page', size: size.page, pitch: linePitch };

/** Writes a document as .docx in the layout of GB/T 9704—2012; the whole file, in memory. */
export async function docxOf(model: DocumentModel, pictures: Pictures): Promise<Uint8Array> {
  const document = new Document({
    creator: model.signatory ?? '',
    title: model.title,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: runLook(BODY) } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(paper.width), height: mm(paper.height) },
            margin: {
              top: mm(margin.top),
              bottom: mm(margin.bottom),
              left: mm(margin.left),
              right: mm(margin.right),
              header: mm(15),
              footer: mm(footer),
              gutter: 0,
            },
          },
          // No grid: lines are set exactly, and characters by their spacing, which all programs read alike.
          grid: { type: DocumentGridType.DEFAULT },
        },
        footers: { default: pageFoot('right'), even: pageFoot('left') },
        children: [...headParts(model), ...bodyParts(model, pictures), ...footParts(model)],
      },
    ],
  });
  return withFontTable(await Packer.toBuffer(document));
}

/** 页码 (4号): right on odd pages, left on even ones, one character in. */
function pageFoot(side: 'left' | 'right'): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: { [side]: twips(size.page) },
        children: [new TextRun({ ...runLook(PAGE_NUMBER), children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}

function headParts({ letterhead, number, title, recipients }: DocumentModel): Paragraph[] {
  const empty = paragraph('', BODY);
  const line = { border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: red, space: 8 } } };
  const numberLine = number === null ? '' : number;
  const head =
    letterhead === null
      ? number === null
        ? []
        : [paragraph(numberLine, { ...BODY, align: 'center' }), empty]
      : [paragraph(letterhead, MARK), empty, paragraph(numberLine, { ...BODY, align: 'center' }, line), empty, empty];
  return [
    ...head,
    ...titleLines(title).map((row) => paragraph(row, TITLE)),
    empty,
    ...(recipients === null ? [] : [paragraph(`${recipients}：`, BODY)]),
  ];
}

function bodyParts({ blocks }: DocumentModel, pictures: Pictures): readonly (Paragraph | Table)[] {
  return blocks.flatMap((block) => blockParts(block, pictures));
}

function footParts(model: DocumentModel): Paragraph[] {
  const { attachments, signatory, date, note, copies } = model;
  const parts: Paragraph[] = [];
  if (attachments.length > 0) parts.push(paragraph('', BODY), ...attachmentParts(attachments));
  if (signatory !== null && date !== null) {
    const indents = signatureIndents(signatory, date);
    parts.push(
      paragraph('', { ...BODY, keepNext: true }),
      paragraph('', { ...BODY, keepNext: true }),
      paragraph(signatory, { ...BODY, align: 'right', right: indents.signatory, keepNext: true }),
      paragraph(date, { ...BODY, align: 'right', right: indents.date }),
    );
  }
  if (note !== null) parts.push(paragraph(`（${note}）`, { ...BODY, first: 2 }));
  if (copies !== null) parts.push(paragraph('', BODY), copiesLine(copies));
  return parts;
}

function attachmentParts(names: readonly string[]): Paragraph[] {
  if (names.length === 1) return names.map((name) => paragraph(`附件：${name}`, { ...BODY, left: 5, first: -3 }));
  return names.map((name, index) =>
    paragraph(`${index === 0 ? '附件：' : ''}${index + 1}. ${name}`, {
      ...BODY,
      left: 6,
      first: index === 0 ? -4 : -1,
    }),
  );
}

/** 版记: 抄送机关 between two lines, 4号. */
function copiesLine(copies: string): Paragraph {
  const line = { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 4 };
  return paragraph(
    `抄送：${copies}。`,
    { ...BODY, size: size.page, left: 1, right: 1 },
    { border: { top: line, bottom: line } },
  );
}
